//! Workbooks of old (.xls): held as a whole, as far as that is no more than may be held.

use std::io::{Cursor, Read, Seek, SeekFrom};

use calamine::{Data, Range, Reader, SheetType, SheetVisible, Xls};

use super::ReadSeek;
use super::biff;
use super::book::Workbook;
use super::cell::SheetCell;
use super::choice::Sheet;
use super::fault::WorkbookFault;
use super::rows::Rows;
use crate::input::error::InputFault;
use crate::value::Epoch;

/// How often the bytes of the file are held while it is read.
const COPIES: u64 = 4;

/// A workbook that was read.
pub(super) struct XlsBook(Xls<Cursor<Vec<u8>>>);

impl XlsBook {
    /// Reads a workbook of which so many bytes at most may be held.
    ///
    /// # Errors
    /// When it is broken, or comes to more.
    pub(super) fn open(source: &mut Box<dyn ReadSeek>, most: u64) -> Result<Self, InputFault> {
        let size = source.seek(SeekFrom::End(0)).map_err(InputFault::Io)?;
        if size.saturating_mul(COPIES) > most {
            return Err(InputFault::TooMuchUnpacked { most });
        }
        let mut stream = stream(source).ok_or(broken(WorkbookFault::Stream))?;
        let held = stream.len() as u64 * COPIES;
        // The library takes a file at its word: it sees nothing that has not been checked.
        biff::check(&mut stream, most.saturating_sub(held)).map_err(|flaw| match flaw {
            biff::Flaw::Broken => broken(WorkbookFault::Stream),
            biff::Flaw::Encrypted => broken(WorkbookFault::Password),
            biff::Flaw::TooMuch => InputFault::TooMuchUnpacked { most },
        })?;
        let file = as_file(&stream).ok_or(broken(WorkbookFault::Stream))?;
        drop(stream);
        Xls::new(file).map(Self).map_err(|error| {
            broken(match error {
                calamine::XlsError::Password => WorkbookFault::Password,
                _ => WorkbookFault::Stream,
            })
        })
    }
}

const fn broken(why: WorkbookFault) -> InputFault {
    InputFault::Workbook { row: None, why }
}

/// The stream of an old Office file that holds its workbook.
fn stream(source: &mut Box<dyn ReadSeek>) -> Option<Vec<u8>> {
    source.seek(SeekFrom::Start(0)).ok()?;
    let mut file = cfb::CompoundFile::open(source).ok()?;
    let name = if file.exists("/Workbook") { "/Workbook" } else { "/Book" };
    let mut bytes = Vec::new();
    file.open_stream(name).ok()?.read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// A file of that stream alone.
fn as_file(stream: &[u8]) -> Option<Cursor<Vec<u8>>> {
    // The later version has no short streams, and the library takes a file without them for broken.
    let mut file = cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new())).ok()?;
    std::io::Write::write_all(&mut file.create_stream("/Workbook").ok()?, stream).ok()?;
    file.flush().ok()?;
    let mut file = file.into_inner();
    file.set_position(0);
    Some(file)
}

impl Workbook for XlsBook {
    fn sheets(&self) -> Vec<Sheet> {
        let sheets = self.0.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
        let sheet = |sheet: &calamine::Sheet| Sheet {
            name: sheet.name.clone(),
            is_visible: sheet.visible == SheetVisible::Visible,
        };
        sheets.map(sheet).collect()
    }

    fn epoch(&self) -> Epoch {
        if self.0.has_1904_epoch() { Epoch::Y1904 } else { Epoch::Y1900 }
    }

    fn read(&mut self, sheet: &Sheet, rows: &mut Rows<'_, '_>) -> Result<(), InputFault> {
        let range: Range<Data> =
            self.0.worksheet_range(&sheet.name).map_err(|_| broken(WorkbookFault::Part))?;
        let Some((first_row, first_column)) = range.start() else { return Ok(()) };
        for (row, column, cell) in range.used_cells() {
            let (row, column) = (row + first_row as usize, column + first_column as usize);
            if !rows.cell(row, column, SheetCell::from(cell))? {
                return Ok(());
            }
        }
        Ok(())
    }
}
