//! The states of a card that facts speak for.

use crate::field::Field;
use crate::record::Lexicons;

/// The codes of the states that other facts speak for. The words of the field stand in order, the
/// worst last.
#[derive(Clone, Copy, Debug)]
pub(super) struct States {
    pub new: Option<i64>,
    pub used: Option<i64>,
    pub expired: Option<i64>,
    pub partly_used: Option<i64>,
    pub bound: Option<i64>,
}

impl States {
    /// The codes, as the field has them.
    pub fn new(lexicons: &Lexicons) -> Self {
        let code = |id| lexicons.of(Field::State).code_of_id(id).map(i64::from);
        Self {
            new: code("new"),
            used: code("used"),
            expired: code("expired"),
            partly_used: code("partially-used"),
            bound: code("bound"),
        }
    }
}
