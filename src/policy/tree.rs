//! The tree of a table: as it was parsed or, of the pack that ships, from bytes once somebody looks.

use std::cell::OnceCell;
use std::ops::Deref;

use serde::{Deserialize, Serialize};

use super::parse::node::Node;

/// The tree of a table. Most tables of the pack that ships are never looked at: what was read from them is
/// built in, and trees are for what layers change, and for saying where something is wrong.
#[derive(Clone, Debug)]
pub struct Tree {
    /// Where it is read from, of a table that ships.
    bytes: &'static [u8],
    node: OnceCell<Node>,
}

impl Tree {
    /// The tree itself, to be changed.
    pub(super) fn change(&mut self) -> &mut Node {
        self.node();
        self.node.get_mut().expect("it was read just now")
    }

    /// The tree itself.
    pub(super) fn into_node(self) -> Node {
        self.node();
        self.node.into_inner().expect("it was read just now")
    }

    fn node(&self) -> &Node {
        let read = || postcard::from_bytes(self.bytes).expect("the tables that were built in can be read");
        self.node.get_or_init(read)
    }
}

impl From<Node> for Tree {
    fn from(node: Node) -> Self {
        Self { bytes: &[], node: node.into() }
    }
}

/// The tree of a table that ships.
impl From<&'static [u8]> for Tree {
    fn from(bytes: &'static [u8]) -> Self {
        Self { bytes, node: OnceCell::new() }
    }
}

impl Deref for Tree {
    type Target = Node;

    fn deref(&self) -> &Node {
        self.node()
    }
}

/// The trees of the tables that ship, each as bytes, in the order of what was read from them.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Trees {
    pub(super) sources: Vec<&'static [u8]>,
    pub(super) words: Vec<&'static [u8]>,
    pub(super) rules: Vec<&'static [u8]>,
    pub(super) years: Vec<&'static [u8]>,
    pub(super) calendar: Vec<&'static [u8]>,
    pub(super) topics: Vec<&'static [u8]>,
    pub(super) facts: Vec<&'static [u8]>,
}
