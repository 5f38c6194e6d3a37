//! The policy that ships: the built-in pack, its cases, and the layers that are off until asked for.

use sha2::{Digest, Sha256};

use super::layer::{Layer, LayerFile};
use super::shipped::BUILTIN_LAYERS;

macro_rules! files {
    ($($path:literal),* $(,)?) => {
        /// The files of the built-in pack, in policy order, with their texts.
        pub const BUILTIN_FILES: &[(&str, &str)] =
            &[$((concat!("policy/", $path), include_str!(concat!("../../policy/", $path)))),*];
    };
}

files! {
    "pack.toml",
    "spellings.toml",
    "facts.toml",
    "calendar.toml",
    "check-unbind/jd.toml",
    "check-unbind/taobao.toml",
    "check-unbind/pdd.toml",
    "check-unbind/jd-finance.toml",
    "check-unbind/kameng.toml",
    "cancel-window/channels.toml",
    "cancel-window/remedies.toml",
    "cancel-window/prevention.toml",
    "recycle-quote/quotes.toml",
    "recycle-quote/steps.toml",
    "compare.toml",
}

macro_rules! cases {
    ($($path:literal),* $(,)?) => {
        /// The files with the built-in pack's cases, with their texts. They are no part of the pack.
        pub const BUILTIN_CASES: &[(&str, &str)] =
            &[$((concat!("policy/cases/", $path), include_str!(concat!("../../policy/cases/", $path)))),*];
    };
}

cases! {
    "check-unbind.toml",
    "cancel-window.toml",
    "recycle-quote.toml",
}

/// The layer that ships under a name.
pub fn named_layer(name: &str) -> Option<Layer> {
    let (name, path, text) = BUILTIN_LAYERS.iter().find(|(known, ..)| *known == name)?;
    let file = LayerFile { name: (*path).into(), text: (*text).into() };
    Some(Layer { name: (*name).into(), hash: hash(std::iter::once(*text)), files: vec![file] })
}

/// The built-in pack as a layer.
pub fn builtin_layer() -> Layer {
    let file = |&(name, text): &(&str, &str)| LayerFile { name: name.into(), text: text.into() };
    let hash = hash(BUILTIN_FILES.iter().map(|(_, text)| *text));
    Layer { name: "builtin".into(), hash, files: BUILTIN_FILES.iter().map(file).collect() }
}

/// SHA-256 of texts, in hexadecimal.
pub fn hash<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    let mut hasher = Sha256::new();
    for text in texts {
        hasher.update(text.as_bytes());
    }
    hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
