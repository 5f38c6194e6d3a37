//! CSV: framing its records, and reading their cells.

mod field_offsets;
mod framing;
mod general;
mod header_row;
mod quoted;
mod rows;
mod sieve;

pub(super) use framing::{frame, line_ends};
pub use general::Cells;
pub(super) use header_row::{best_header, find_delimiter, header, separator_line};
pub(super) use quoted::Ahead;
pub use rows::{Next, Plain, PlainReader, PlainRows, RowReader};
pub(super) use sieve::Sieve;
