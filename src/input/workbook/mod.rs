//! Workbooks: a sheet read as rows of CSV, in bounded memory whatever the file claims to hold.

mod biff;
mod book;
mod cell;
mod choice;
mod fault;
mod kind;
mod ods;
mod ods_row;
mod ods_xml;
mod rows;
mod sheets;
mod unpacking;
mod xls;
mod xlsx;

use std::io::{Read, Seek};

pub(crate) use cell::cell_fault;
pub use fault::WorkbookFault;
pub(super) use kind::may_be_workbook;
pub(super) use rows::row_fault;
pub(super) use sheets::Sheets;

/// What a workbook is read from.
pub(super) trait ReadSeek: Read + Seek + Send {}

impl<T: Read + Seek + Send> ReadSeek for T {}
