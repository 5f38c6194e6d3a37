//! Input: files, pipes and arguments, cut into batches of whole records.
//!
//! A [`Feed`] hands out batches in order, one worker at a time. A worker then reads the records of
//! its batch by itself, into a [`Record`](crate::record::Record) that it uses over and over.

mod buffer;
mod csv;
mod current;
mod error;
mod feed;
mod field_offsets;
mod header;
mod json;
mod notice;
mod passthrough;
mod quoted;
mod scan;
mod simd;
mod source;
mod workbook;

pub use buffer::Buffer;
pub use csv::{Plain, PlainReader, PlainRows, RowReader};
pub use error::{InputError, InputFault};
pub use feed::{Batch, Feed, FeedOptions, Layout};
pub use header::{ColumnMap, ColumnRole, Header, HeaderColumn, Resolution};
pub use json::{Element, Object, ObjectReader, json_items, json_members, json_text};
pub use notice::{Notice, Notices};
pub use passthrough::{Passthrough, PassthroughColumn, Show, shown_key};
pub use scan::RowFault;
pub use source::{Encoding, Format, Input, Origin};

/// Where a record began, beside the name of its input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// On a line, from 1.
    Line(u64),
    /// As an element of an array, from 1.
    Element(u64),
    /// In the arguments.
    Args,
}
