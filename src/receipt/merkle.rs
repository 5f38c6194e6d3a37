//! The root of a Merkle tree over results, by RFC 6962, section 2.1.
//!
//! Leaves are hashed by whoever renders them and put together in order, in memory that grows with
//! the logarithm of their number.

use sha2::{Digest, Sha256};

/// A hash of the tree.
pub type Hash = [u8; 32];

/// The hash of a leaf.
pub fn leaf(data: &[u8]) -> Hash {
    Sha256::new().chain_update([0]).chain_update(data).finalize().into()
}

fn node(left: &Hash, right: &Hash) -> Hash {
    Sha256::new().chain_update([1]).chain_update(left).chain_update(right).finalize().into()
}

/// A tree that leaves are added to, from left to right.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    /// Whole subtrees, widest first, each with the logarithm of its width.
    subtrees: Vec<(u32, Hash)>,
    leaves: u64,
}

impl Tree {
    /// Adds a leaf.
    pub fn push(&mut self, leaf: Hash) {
        let mut subtree = (0, leaf);
        while let Some((_, left)) = self.subtrees.pop_if(|(height, _)| *height == subtree.0) {
            subtree = (subtree.0 + 1, node(&left, &subtree.1));
        }
        self.subtrees.push(subtree);
        self.leaves += 1;
    }

    /// How many leaves there are.
    pub fn leaves(&self) -> u64 {
        self.leaves
    }

    /// The root; of no leaves, the hash of nothing.
    pub fn root(&self) -> Hash {
        let mut subtrees = self.subtrees.iter().rev();
        let Some((_, narrowest)) = subtrees.next() else { return Sha256::digest([]).into() };
        subtrees.fold(*narrowest, |right, (_, left)| node(left, &right))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The definition as the standard has it.
    fn defined(leaves: &[&[u8]]) -> Hash {
        match leaves {
            [] => Sha256::digest([]).into(),
            [one] => leaf(one),
            _ => {
                let half = leaves.len().next_power_of_two() / 2;
                node(&defined(&leaves[..half]), &defined(&leaves[half..]))
            }
        }
    }

    #[test]
    fn the_root_is_that_of_the_standard() {
        let texts: Vec<String> = (0..70).map(|n| format!("{{\"record\":{n}}}")).collect();
        let leaves: Vec<&[u8]> = texts.iter().map(|text| text.as_bytes()).collect();
        for count in 0..leaves.len() {
            let mut tree = Tree::default();
            leaves[..count].iter().for_each(|data| tree.push(leaf(data)));
            assert_eq!(tree.root(), defined(&leaves[..count]), "{count}");
            assert_eq!(tree.leaves(), count as u64);
        }
    }

    #[test]
    fn known_roots() {
        // The test vectors of certificate transparency's own reference implementation.
        let vectors: [&[u8]; 3] = [b"", b"\x00", b"\x10"];
        let mut tree = Tree::default();
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(crate::receipt::hex(&tree.root()), empty);
        tree.push(leaf(vectors[0]));
        let one = "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d";
        assert_eq!(crate::receipt::hex(&tree.root()), one);
        tree.push(leaf(vectors[1]));
        let two = "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125";
        assert_eq!(crate::receipt::hex(&tree.root()), two);
        tree.push(leaf(vectors[2]));
        let three = "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77";
        assert_eq!(crate::receipt::hex(&tree.root()), three);
    }
}
