//! Workbooks: a sheet read as rows of CSV, in bounded memory whatever the file claims to hold.

mod cell;
mod open;
mod sheet;
mod unpacking;

use std::io::{Read, Seek};

pub(super) use sheet::{SheetReader, row_fault};

/// The bytes a workbook begins with: it is a ZIP archive.
pub(super) const MAGIC: &[u8] = b"PK\x03\x04";

/// The bytes that old and encrypted workbooks begin with.
pub(super) const OLD_MAGIC: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// What a workbook is read from.
pub(super) trait ReadSeek: Read + Seek + Send {}

impl<T: Read + Seek + Send> ReadSeek for T {}
