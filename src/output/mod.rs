//! Output: results as CSV, JSON and what people read, from the same columns.
//!
//! A [`View`] answers what a result has in a [`Column`]; a format only says how a
//! [`Value`] is written.

mod cache;
mod comparison;
pub mod format;
pub mod human;
mod message;
mod passthrough;
mod result;
pub mod text;
mod titles;

pub use cache::memo::{Found, Memo, Varying};
pub use cache::segments::{ColumnWriter, Pieces};
pub use cache::shared::Shared;
pub use comparison::{
    CompareColumn, RecordComparison, RowView, TopicPlans, TopicTable, invalid_row, topic_command,
};
pub use format::{CsvWriter, Document, Format, JsonWriter, RowStyle, Rows, Run};
pub(crate) use format::{csv_row, json_row};
pub(crate) use passthrough::OwnMembers;
pub use passthrough::{Own, OwnRow};
pub use result::column::Column;
pub use result::meta::Stamp;
pub use result::view::{Decided, View};
pub use titles::field_title;
