//! Workbooks: a sheet read as rows of CSV, in bounded memory whatever the file claims to hold.

mod cell;
mod choice;
mod fault;
mod rows;
mod sheets;
mod unpacking;
mod xlsx;

use std::io::{Read, Seek};

pub(crate) use cell::cell_fault;
pub use fault::WorkbookFault;
pub(super) use rows::row_fault;
pub(super) use sheets::Sheets;

/// The bytes a workbook begins with: it is a ZIP archive.
pub(super) const MAGIC: &[u8] = b"PK\x03\x04";

/// The bytes that old and encrypted workbooks begin with.
pub(super) const OLD_MAGIC: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// What a workbook is read from.
pub(super) trait ReadSeek: Read + Seek + Send {}

impl<T: Read + Seek + Send> ReadSeek for T {}
