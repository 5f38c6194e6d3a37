//! Input: files, pipes and arguments, cut into batches of whole records.
//!
//! A [`BatchReader`] hands out batches in order, one worker at a time. A worker then reads the records of
//! its batch by itself, into a [`Record`](crate::record::Record) that it uses over and over.

mod batch;
mod buffer;
mod csv;
mod error;
#[cfg(test)]
mod growth;
mod header;
mod json;
mod limits;
mod notice;
mod options;
mod passthrough;
mod reader;
mod simd;
mod source;
mod steps;
mod survey;
mod workbook;

pub use batch::{Batch, Element, Layout, Place};
pub use buffer::Buffer;
pub use csv::{Cells, Next, Plain, PlainReader, PlainRows, RowReader};
pub use error::{InputError, InputFault};
pub use header::{ColumnMap, ColumnOptions, ColumnRole, Header};
pub use json::{Object, ObjectReader, json_items, json_members, json_text};
pub use notice::{Notice, Notices};
pub use options::{ReadOptions, SheetChoice};
pub use passthrough::{Passthrough, PassthroughColumn, Show, ShownKeys};
pub use reader::BatchReader;
pub use source::{Encoding, Format, Input, Origin, Stream};
pub use survey::{SurveyedColumn, survey};
pub(crate) use workbook::cell_fault;
