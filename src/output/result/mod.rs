//! What a result says: its columns, and the value it has in each.

pub(crate) mod basis;
pub(crate) mod column;
pub(crate) mod label;
pub(crate) mod meta;
pub(crate) mod value;
pub(crate) mod view;
