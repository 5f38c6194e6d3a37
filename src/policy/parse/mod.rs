//! Reads policy files: TOML text becomes a tree whose nodes know their place, and the tree types.

pub(super) mod case;
pub(super) mod condition;
pub(super) mod effect;
mod line_table;
pub(super) mod node;
pub(super) mod reader;
pub(super) mod tables;
