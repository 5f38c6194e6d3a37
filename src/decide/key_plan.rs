//! What belongs in the key of a record, by what it is about.

use crate::field::{Field, FieldSet};

/// What of a record of one platform or channel belongs in its key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct KeyPlan {
    /// The words that matter, as a mask.
    pub words: u64,
    /// Fields of which it counts whether they are given.
    pub given: FieldSet,
    /// Fields whose value counts, with the bits of it that do.
    pub exact: Vec<(Field, i64)>,
    /// Whether the state of the card counts.
    pub is_about_state: bool,
}
