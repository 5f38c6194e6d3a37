//! Input: files, pipes and arguments, cut into batches of whole records.
//!
//! A [`Feed`] hands out batches in order, one worker at a time. A worker then reads the records of
//! its batch by itself, into a [`Record`](crate::record::Record) that it uses over and over.

mod buffer;
mod columns;
mod csv;
mod current;
mod decode;
mod encoding;
mod error;
mod feed;
mod field_offsets;
mod format;
mod head;
mod json;
mod notice;
mod open;
mod passthrough;
mod scan;
mod simd;
mod unknown;
mod xlsx;

pub use buffer::Buffer;
pub use columns::{ColumnMap, Slot};
pub use csv::{Plain, PlainReader, PlainRows, RowReader};
pub use encoding::Encoding;
pub use error::{InputError, InputFault};
pub use feed::{Batch, Feed, FeedOptions, Layout};
pub use format::Format;
pub use head::{Column, Head};
pub use json::{Element, Object, ObjectReader, json_items, json_members, json_text};
pub use notice::{Notice, Notices};
pub use open::{Input, Origin};
pub use passthrough::{Passthrough, PassthroughColumn, Show};

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
