//! Passing the columns of an input through to the output, without what must not be shown.

use super::header::ColumnRole;
use super::header::{Header, HeaderColumn, masked};
use crate::field::Field;

/// A column of an input, as far as it is passed through to the output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassthroughColumn {
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

impl From<ColumnRole> for Show {
    fn from(slot: ColumnRole) -> Self {
        match slot {
            ColumnRole::Secret => Self::Dropped,
            ColumnRole::Field(Field::CardNo, _) => Self::Masked,
            ColumnRole::Field(..) | ColumnRole::Other => Self::Plain,
        }
    }
}

/// Takes the members of JSON objects that are passed through to the output.
pub trait Passthrough {
    /// An object begins.
    fn begin(&mut self);

    /// It has this member. Returns whether there is a place for it in the output.
    fn member(&mut self, name: &str, slot: ColumnRole, value: &[u8]) -> bool;

    /// It is over.
    fn end(&mut self);

    /// It was none after all: any of its text might be a secret.
    fn blank(&mut self);
}

/// The columns of an input with a header.
pub(super) fn passthrough_columns(head: &Header) -> Vec<PassthroughColumn> {
    let show = |column: &HeaderColumn| match column {
        column if column.is_secret() => Show::Dropped,
        column if column.is_card_no() => Show::Masked,
        // Where a card number heads it, a column holds card numbers.
        column if masked(&column.name) != column.name => Show::Masked,
        _ => Show::Plain,
    };
    let passed = |column: &HeaderColumn| PassthroughColumn { name: masked(&column.name), show: show(column) };
    head.columns.iter().map(passed).collect()
}
