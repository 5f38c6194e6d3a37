//! A policy of one's own.

use crate::policy::{Layer, LayerFile, hash, named_layer};

/// A policy to be laid over the built-in one: rules, words and figures of your own, changes to
/// rules there are, and rules switched off. `docs/policy.md` describes the format.
#[derive(Clone, Debug)]
pub struct Policy(Layer);

impl Policy {
    /// A policy of this text; the name stands in messages about it, as a file's would.
    pub fn from_toml(name: impl Into<String>, text: impl Into<String>) -> Self {
        let (name, text) = (name.into(), text.into());
        let hash = hash(std::iter::once(text.as_str()));
        let file = LayerFile { name: name.clone().into(), text: text.into() };
        Self(Layer { name, hash, files: vec![file] })
    }

    /// A policy that ships with the program but is off until asked for, by its name.
    ///
    /// ```
    /// assert!(kami::Policy::shipped("outside").is_some());
    /// assert!(kami::Policy::shipped("no-such-policy").is_none());
    /// ```
    pub fn shipped(name: &str) -> Option<Self> {
        named_layer(name).map(Self)
    }

    pub(super) fn into_layer(self) -> Layer {
        self.0
    }
}
