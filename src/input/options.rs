//! How inputs are to be read, as far as the user says so.

use super::limits::{MAX_RECORD_BYTES, MAX_UNPACKED_BYTES};
use super::source::{Encoding, Format};

/// Which sheets of a workbook are read, in the workbook's order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum SheetChoice {
    /// The first visible one.
    #[default]
    First,
    /// Those of these names, hidden or not.
    Named(Vec<String>),
    /// All visible ones.
    All,
}

/// How inputs are to be read.
#[derive(Clone, Debug)]
pub struct ReadOptions {
    /// The format, where it is not to be found out.
    pub from: Option<Format>,
    /// The byte between cells, where it is not to be found out.
    pub delimiter: Option<u8>,
    /// The names of the columns, where no header names them.
    pub columns: Option<Vec<String>>,
    /// The member whose objects are the records of a JSON input, as a path.
    pub at: Option<String>,
    /// Lines before the header that are passed over.
    pub skip_lines: u64,
    /// How many bytes a batch has, about.
    pub batch_bytes: usize,
    /// Whether all inputs need to have the same columns.
    pub same_columns: bool,
    /// The encoding, where it is not to be found out.
    pub encoding: Option<Encoding>,
    /// Which sheets of a workbook are read.
    pub sheets: SheetChoice,
    /// How many bytes a record may have.
    pub max_record_bytes: usize,
    /// How many bytes may be held unpacked: what is streamed is not.
    pub max_unpacked: u64,
}

impl Default for ReadOptions {
    fn default() -> Self {
        Self {
            from: None,
            delimiter: None,
            columns: None,
            at: None,
            skip_lines: 0,
            batch_bytes: 128 * 1024,
            same_columns: false,
            encoding: None,
            sheets: SheetChoice::First,
            max_record_bytes: MAX_RECORD_BYTES,
            max_unpacked: MAX_UNPACKED_BYTES,
        }
    }
}

/// How an input is to be opened.
#[derive(Clone, Copy, Debug)]
pub(in crate::input) struct Opening<'o> {
    /// Its format, where it is not to be found out.
    pub from: Option<Format>,
    /// Its encoding, where it is not to be found out.
    pub encoding: Option<Encoding>,
    /// Which sheets of a workbook are read.
    pub sheets: &'o SheetChoice,
    /// How many cells the rows of a sheet have at least.
    pub width: usize,
    /// How many bytes a row of a sheet may have.
    pub max_record_bytes: usize,
    /// How many bytes may be held unpacked.
    pub max_unpacked: u64,
}
