//! A table of a policy, with what was read from it where that is known.

use super::parse::node::Node;
use super::problem::Problems;
use super::tree::Tree;

/// A table.
pub(super) struct Table<T> {
    /// The table itself.
    pub(super) tree: Tree,
    /// What was read from it when the program was built, of one that ships and that no layer changes.
    built: Option<T>,
}

impl<T> Table<T> {
    /// Tables that ship.
    pub(super) fn all_built(trees: Vec<&'static [u8]>, built: Vec<T>) -> impl Iterator<Item = Self> {
        trees.into_iter().zip(built).map(|(tree, built)| Self { tree: tree.into(), built: Some(built) })
    }

    /// What was read from it when the program was built, if it is as it was then.
    pub(super) fn built(&self) -> Option<&T> {
        self.built.as_ref()
    }

    /// What the table says.
    pub(super) fn read<R: From<T>>(
        &mut self,
        read: impl Fn(&Node, &mut Problems) -> R,
        problems: &mut Problems,
    ) -> R {
        self.built.take().map_or_else(|| read(&self.tree, problems), R::from)
    }

    /// Its tree, to be changed.
    pub(super) fn change(&mut self) -> &mut Node {
        self.built = None;
        self.tree.change()
    }
}

impl<T> From<Node> for Table<T> {
    fn from(node: Node) -> Self {
        Self { tree: node.into(), built: None }
    }
}
