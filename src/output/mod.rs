//! Output: results as CSV, JSON and what people read, from the same columns.
//!
//! A [`View`] answers what a result has in a [`Column`]; a format only says how a
//! [`Value`] is written.

pub mod asking;
mod cache;
mod comparison;
pub mod format;
pub mod human;
mod letter;
mod message;
mod passthrough;
mod result;
pub mod summary;
pub mod template;
pub mod text;
mod titles;
pub(crate) mod workflow;

pub use cache::kept::{Kept, Make, Settled, SharedRuns, Shown};
pub use cache::memo::{Found, Memo};
pub use cache::segments::{ColumnWriter, Segments};
pub use cache::shared::Shared;
pub use comparison::{
    CompareColumn, RecordComparison, RowView, TopicPlans, TopicTable, invalid_row, topic_command,
};
pub use format::{CsvWriter, Document, Format, JsonWriter, RowCell, RowStyle, Rows, Run, schema_id};
pub(crate) use format::{MOST_ROWS, csv_row, json_row, object, sheet_row};
pub(crate) use message::error_text;
pub(crate) use passthrough::OwnMembers;
pub use passthrough::{Own, OwnRow, OwnStyle};
pub(crate) use result::basis::Basis;
pub use result::column::Column;
pub use result::meta::RecordMeta;
pub use result::view::{Decided, View};
pub use titles::{field_title, word_title};
