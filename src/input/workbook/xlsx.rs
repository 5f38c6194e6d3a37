//! Workbooks of today (.xlsx): opened if what has to be held of one is no more than it may be, and
//! read cell by cell.

use std::io::{BufReader, Read};
use std::sync::Arc;

use calamine::{Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use quick_xml::events::{BytesStart, Event};
use zip::{CompressionMethod, ZipArchive};

use super::ReadSeek;
use super::book::{BETWEEN_CELLS, Workbook};
use super::cell::SheetCell;
use super::choice::Sheet;
use super::fault::WorkbookFault;
use super::rows::Rows;
use super::unpacking::{Budget, Counted, Part};
use crate::input::error::InputFault;
use crate::value::Epoch;

/// How many times its size a part can unpack to, at most.
const RATIO: u64 = 1032;

/// The least that a shared text takes up in its part, and in memory.
const LEAST_TEXT: u64 = "<si/>".len() as u64;
const LEAST_HELD: u64 = size_of::<String>() as u64;

/// A workbook that is open, with the budget that its sheets are unpacked by.
pub(super) struct XlsxBook {
    book: Xlsx<Counted<Box<dyn ReadSeek>>>,
    budget: Arc<Budget>,
}

impl XlsxBook {
    /// Opens a workbook of which so many bytes at most may be held unpacked.
    ///
    /// # Errors
    /// When it is none, or comes to more.
    pub(super) fn open(mut source: Box<dyn ReadSeek>, most: u64) -> Result<Self, InputFault> {
        let parts = parts(&mut source, most)?;
        let budget = Budget::new(most);
        let counted = Counted::new(source, parts, &budget).map_err(InputFault::Io)?;
        let book = Xlsx::new(counted).map_err(|error| match budget.is_overspent() {
            true => InputFault::TooMuchUnpacked { most },
            false => unreadable(WorkbookFault::from(&error)),
        })?;
        Ok(Self { book, budget })
    }
}

impl Workbook for XlsxBook {
    fn sheets(&self) -> Vec<Sheet> {
        let sheets = self.book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
        let sheet = |sheet: &calamine::Sheet| Sheet {
            name: sheet.name.clone(),
            is_visible: sheet.visible == SheetVisible::Visible,
        };
        sheets.map(sheet).collect()
    }

    fn epoch(&self) -> Epoch {
        if self.book.has_1904_epoch() { Epoch::Y1904 } else { Epoch::Y1900 }
    }

    fn read(&mut self, sheet: &Sheet, rows: &mut Rows<'_, '_>) -> Result<(), InputFault> {
        let budget = Arc::clone(&self.budget);
        budget.renew(BETWEEN_CELLS);
        let failure = |error: &XlsxError, row: Option<u64>| match budget.is_overspent() {
            true => InputFault::CellTooLarge { most: BETWEEN_CELLS },
            false => InputFault::Workbook { row, why: WorkbookFault::from(error) },
        };
        let mut cells =
            self.book.worksheet_cells_reader(&sheet.name).map_err(|error| failure(&error, None))?;
        loop {
            let next = cells.next_cell_with_formula_metadata();
            let Some(cell) = next.map_err(|error| failure(&error, Some(rows.number())))? else {
                return Ok(());
            };
            budget.renew(BETWEEN_CELLS);
            let (row, column) = cell.pos;
            let value = match SheetCell::from(&cell.value) {
                SheetCell::Empty if cell.formula.is_some() => SheetCell::FormulaWithoutValue,
                value => value,
            };
            if !rows.cell(row as usize, column as usize, value)? {
                return Ok(());
            }
        }
    }
}

const fn unreadable(why: WorkbookFault) -> InputFault {
    InputFault::Workbook { row: None, why }
}

/// The parts of a workbook, if none of them says what cannot be.
fn parts(source: &mut Box<dyn ReadSeek>, most: u64) -> Result<Vec<Part>, InputFault> {
    let broken = |_| unreadable(WorkbookFault::Archive);
    let mut archive = ZipArchive::new(source).map_err(broken)?;
    let mut parts = Vec::with_capacity(archive.len());
    for index in 0..archive.len() {
        let part = archive.by_index_raw(index).map_err(broken)?;
        let is_packed = part.compression() != CompressionMethod::Stored;
        let is_shared = part.name_raw().to_ascii_lowercase().ends_with(b"sharedstrings.xml");
        let size = part.compressed_size();
        parts.extend(part.data_start().map(|start| Part { start, is_packed }));
        drop(part);
        if is_shared {
            let part = archive.by_index(index).map_err(broken)?;
            let claimed = shared_texts(part.take(most));
            // Room for so many would be made before the first is read.
            if claimed.saturating_mul(LEAST_TEXT) > size.saturating_mul(RATIO) {
                return Err(InputFault::SharedTexts { claimed });
            }
            if claimed.saturating_mul(LEAST_HELD) > most {
                return Err(InputFault::TooMuchUnpacked { most });
            }
        }
    }
    Ok(parts)
}

/// How many texts a part says that it has for cells to share. What is wrong with it otherwise is
/// noticed when it is read.
fn shared_texts(part: impl Read) -> u64 {
    let mut reader = quick_xml::Reader::from_reader(BufReader::new(part));
    let mut event = Vec::new();
    loop {
        event.clear();
        match reader.read_event_into(&mut event) {
            Ok(Event::Start(start) | Event::Empty(start)) if start.local_name().as_ref() == "sst" => {
                return unique_count(&start).unwrap_or(0);
            }
            Ok(Event::Eof) | Err(_) => return 0,
            Ok(_) => {}
        }
    }
}

fn unique_count(start: &BytesStart<'_>) -> Option<u64> {
    let count = start
        .attributes()
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.as_ref() == "uniqueCount")?;
    count.value.trim().parse().ok()
}
