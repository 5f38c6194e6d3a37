//! Output: results as CSV, JSON and what people read, from the same columns.
//!
//! A [`View`] answers what a result has in a [`Column`]; a format only says how a
//! [`Value`] is written.

mod blocks;
mod column;
mod compare;
pub(crate) mod csv;
mod csv_cell;
mod grid;
mod json;
mod memo;
mod message;
mod own;
pub mod people;
mod pieces;
mod stamp;
mod texts;
mod value;
mod view;

pub use column::Column;
pub use compare::{RowStart, TopicPlans, topic_command, what_if_columns};
pub use csv::CsvWriter;
pub use grid::{GridCell, csv_row, json_row};
pub use json::JsonWriter;
pub use memo::{Found, Kept, Memo, Varying};
pub use message::{error_text, expected, warning_message, warning_title};
pub(crate) use own::OwnMembers;
pub use own::{Own, OwnRow};
pub use pieces::{ColumnWriter, Pieces};
pub use stamp::Stamp;
pub use value::Value;
pub use view::{Decided, View, source_of};
