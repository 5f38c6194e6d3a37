//! The input's own columns, as far as they are passed through to the output.

use super::columns::Slot;
use super::head::Head;
use crate::field::Field;
use crate::value::masked_name;

/// A column of an input, as far as it is passed through to the output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnColumn {
    /// Its name.
    pub name: String,
    /// What becomes of it.
    pub show: Show,
}

/// What becomes of a column of an input in the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Show {
    /// It is passed through.
    Plain,
    /// Only the last four characters are.
    Masked,
    /// It may hold a secret, and is dropped.
    Dropped,
}

impl From<Slot> for Show {
    fn from(slot: Slot) -> Self {
        match slot {
            Slot::Secret => Self::Dropped,
            Slot::Field(Field::CardNo, _) => Self::Masked,
            Slot::Field(..) | Slot::Other => Self::Plain,
        }
    }
}

/// Takes the members of JSON objects that are passed through to the output.
pub trait Passing {
    /// An object begins.
    fn begin(&mut self);

    /// It has this member. Returns whether there is a place for it in the output.
    fn member(&mut self, name: &str, slot: Slot, value: &[u8]) -> bool;

    /// It is over.
    fn end(&mut self);

    /// It was none after all: any of its text might be a secret.
    fn blank(&mut self);
}

/// The columns of an input with a header.
pub(super) fn own_columns(head: &Head) -> Vec<OwnColumn> {
    let show = |column: &super::Column| match column {
        column if column.is_secret => Show::Dropped,
        column if column.is_masked => Show::Masked,
        // Where a card number heads it, a column holds card numbers.
        column if masked_name(&column.name) != column.name => Show::Masked,
        _ => Show::Plain,
    };
    let own = |column: &super::Column| OwnColumn { name: masked_name(&column.name), show: show(column) };
    head.columns.iter().map(own).collect()
}
