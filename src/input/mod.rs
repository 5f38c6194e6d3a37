//! Input: files, pipes and arguments, cut into batches of whole records.
//!
//! A [`Feed`] hands out batches in order, one worker at a time. A worker then reads the records of
//! its batch by itself, into a [`Record`](crate::record::Record) that it uses over and over.

mod blocks;
mod buffer;
mod columns;
mod csv;
mod current;
mod decode;
mod elements;
mod encoding;
mod feed;
mod format;
mod head;
mod json;
mod keys;
mod marks;
mod members;
mod notice;
mod open;
mod own;
mod quoted;
mod scan;
mod spans;
mod stops;
mod unknown;
mod unpacking;
mod workbook;
mod xlsx;

pub use buffer::Buffer;
pub use columns::{ColumnMap, Slot};
pub use csv::{Plain, PlainReader, PlainRows, RowReader};
pub use elements::Element;
pub use encoding::Encoding;
pub use feed::{Batch, Feed, FeedOptions, Layout};
pub use format::Format;
pub use head::{Column, Head};
pub use json::{Object, ObjectReader, json_items, json_members, json_text};
pub use notice::{InputError, Notice, Notices};
pub use open::{Input, Origin};
pub use own::{OwnColumn, Passing, Show};
pub use scan::RowFault;

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
