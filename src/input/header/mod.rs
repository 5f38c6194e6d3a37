//! Headers: from the names of columns to fields, with a reason for each column that is not read.
//!
//! [`ColumnMap`] says what one name stands for; [`Header`] resolves all names of an input against
//! each other; the user is told of the outcome in one place.

mod by_hand;
mod map;
mod report;
mod resolve;
mod search;

pub use map::{ColumnMap, ColumnOptions, ColumnRole};
pub(crate) use map::{heads_card_numbers, masks_id};
pub(super) use resolve::check_size;
pub use resolve::{Header, Resolution};
pub(super) use search::HeaderSearch;
