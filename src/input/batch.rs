//! Batches: whole records of one input, as they are handed to a worker.

use std::ops::Range;
use std::sync::Arc;

use super::buffer::Buffer;
use super::header::Header;
use crate::value::ValueError;

/// A batch of whole records.
#[derive(Debug)]
pub struct Batch {
    /// Its place in the order of batches, from 0.
    pub sequence: u64,
    /// The header of its input.
    pub header: Arc<Header>,
    /// The number of its first record, over all inputs, from 1.
    pub first_record: u64,
    /// Its text.
    pub bytes: Buffer,
    /// How its records stand in the text.
    pub layout: Layout,
}

/// How the records of a batch stand in its text.
#[derive(Debug)]
pub enum Layout {
    /// Rows of cells.
    Rows {
        /// The line the batch begins on.
        first_line: u64,
        /// What was seen of them when they were cut.
        rows: RowLayout,
    },
    /// A JSON object a line; blank lines are no records.
    Lines {
        /// The line the batch begins on.
        first_line: u64,
    },
    /// JSON values at these places.
    Elements(Vec<Element>),
    /// One record that cannot be read, without its text.
    Faulty {
        /// Where it stands.
        place: Place,
        /// What is wrong with it.
        why: ValueError,
    },
    /// One record made of arguments, without text.
    Args,
}

/// What was seen of rows when they were cut: which of them the fast path reads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowLayout {
    /// Whether cells are quoted in rows that are not slow. All of these are quoted simply: neither
    /// quotes nor line ends within, and nothing between the closing quote and the cell's end.
    pub has_quotes: bool,
    /// Rows and blank lines that only the general reader reads, as runs in their order. All others
    /// are lines.
    pub slow: Vec<Range<usize>>,
    /// Those of them that cannot be read, and what is no record.
    pub faults: Vec<RowFault>,
}

/// A row that cannot be read, or rows that are no records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowFault {
    /// Where it starts.
    pub start: usize,
    /// The end of its line end.
    pub end: usize,
    /// What is wrong; nothing where it is no record.
    pub why: Option<ValueError>,
}

/// A JSON value in the text of a batch.
#[derive(Clone, Copy, Debug)]
pub struct Element {
    /// Where it starts.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// Where it stands in the input.
    pub place: Place,
}

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
