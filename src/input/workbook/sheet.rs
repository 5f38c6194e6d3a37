//! Reads a sheet of a workbook as rows of CSV.

use std::io::{self, Read};
use std::sync::mpsc::{Receiver, channel, sync_channel};
use std::thread::Builder;

use calamine::{DataRef, Reader, SheetType, XlsxError};

use super::ReadSeek;
use super::cell::{CELL_CHARS, is_too_long, text_of, write_cell};
use super::open::{self, Opened, Workbook, failure, next_cell};
use crate::input::error::{InputError, InputFault};
use crate::input::limits::{MAX_COLUMNS, MAX_SHEET_ROWS};
use crate::input::options::Opening;
use crate::record::RecordError;
use crate::value::ValueError;

/// How many bytes of rows are handed over at a time, and how many pieces may wait.
const PIECE: usize = 64 * 1024;
const WAITING: usize = 4;

/// What stands in the place of a row that cannot be read: bytes that are in no text, and what is
/// wrong with it.
const BROKEN_ROW: u8 = 0xff;

/// The rows of a sheet as CSV, a line each, so that line numbers are row numbers.
///
/// The sheet is read by a thread of its own, a few pieces ahead: its text is never in memory as a
/// whole. (The texts that cells share are; that is how the format stores them.)
pub(in crate::input) struct SheetReader {
    pieces: Receiver<io::Result<Vec<u8>>>,
    piece: Vec<u8>,
    at: usize,
}

impl SheetReader {
    /// Opens a workbook at a sheet, the first one if none is named. Rows have at least so many cells
    /// as there are columns.
    ///
    /// # Errors
    /// When it is no workbook, has no such sheet, or more would have to be held than may be.
    pub(in crate::input) fn open(
        name: &str,
        source: Box<dyn ReadSeek>,
        opening: &Opening<'_>,
    ) -> Result<Self, InputError> {
        let opened = open::open(name, source, opening.max_unpacked)?;
        let sheet = find_sheet(name, &opened.workbook, opening.sheet)?;
        let (width, max_row) = (opening.width, opening.max_record_bytes);
        let (sender, pieces) = sync_channel(WAITING);
        // The workbook is handed over once there is a thread to take it.
        let (hand, taken) = channel::<Opened>();
        let thread = Builder::new().spawn(move || {
            if let Ok(opened) = taken.recv() {
                send_rows(opened, &sheet, width, max_row, &mut |piece| sender.send(piece).is_ok());
            }
        });
        if thread.is_ok() {
            let _ = hand.send(opened);
            return Ok(Self { pieces, piece: Vec::new(), at: 0 });
        }
        let sheet = find_sheet(name, &opened.workbook, opening.sheet)?;
        Self::whole(opened, &sheet, opening).map_err(|error| InputError::io(name, error))
    }

    /// Reads all of a sheet at once, where there is no thread to do it piece by piece.
    fn whole(opened: Opened, sheet: &str, opening: &Opening<'_>) -> io::Result<Self> {
        let mut rows = Ok(Vec::new());
        send_rows(opened, sheet, opening.width, opening.max_record_bytes, &mut |piece| {
            match (&mut rows, piece) {
                (Ok(rows), Ok(piece)) if (rows.len() + piece.len()) as u64 <= opening.max_unpacked => {
                    rows.extend_from_slice(&piece);
                }
                (_, Ok(_)) => rows = Err(InputFault::TooMuchUnpacked { most: opening.max_unpacked }.into()),
                (_, Err(error)) => rows = Err(error),
            }
            rows.is_ok()
        });
        // There is no sender: at the end of the piece all is read.
        Ok(Self { pieces: sync_channel(0).1, piece: rows?, at: 0 })
    }
}

impl Read for SheetReader {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.at == self.piece.len() {
            match self.pieces.recv() {
                Ok(piece) => (self.piece, self.at) = (piece?, 0),
                // The thread is done.
                Err(_) => return Ok(0),
            }
        }
        let ready = &self.piece[self.at..];
        let count = ready.len().min(out.len());
        out[..count].copy_from_slice(&ready[..count]);
        self.at += count;
        Ok(count)
    }
}

fn find_sheet(name: &str, workbook: &Workbook, wanted: Option<&str>) -> Result<String, InputError> {
    let sheets = workbook.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let names: Vec<&str> = sheets.map(|sheet| sheet.name.as_str()).collect();
    let found = match wanted {
        Some(wanted) => names.iter().find(|known| **known == wanted),
        None => names.first(),
    };
    found.map(|name| (*name).to_owned()).ok_or_else(|| {
        let known = names.iter().map(|name| (*name).to_owned()).collect();
        let wanted = wanted.unwrap_or_default().to_owned();
        InputError::new(name, InputFault::NoSheet { wanted, known })
    })
}

/// Takes the rows of a sheet, some at a time. Returns whether somebody wants more.
type Take<'s> = dyn FnMut(io::Result<Vec<u8>>) -> bool + 's;

/// Sends the rows of a sheet, until all are sent or nobody wants more.
fn send_rows(opened: Opened, sheet: &str, width: usize, max_row: usize, take: &mut Take<'_>) {
    let Opened { mut workbook, budget } = opened;
    let (cells, piece) = (Vec::new(), Vec::new());
    let mut rows = Rows { piece, cells, row_bytes: 0, max_row, fault: None, width, row: 0, take };
    let outcome = rows.all(&mut workbook, sheet, || next_cell(&budget));
    if let Err(error) = outcome {
        // Whether anybody is there to hear it does not matter.
        take(Err(failure(&budget, &error)));
    }
}

struct Rows<'s, 't> {
    piece: Vec<u8>,
    /// The cells of the row that is being read, and how many bytes they have.
    cells: Vec<String>,
    row_bytes: usize,
    max_row: usize,
    /// What is wrong with it: a cell that holds more than it can, with its number from 1, or, as
    /// number 0, the row as a whole.
    fault: Option<usize>,
    width: usize,
    row: u32,
    take: &'s mut Take<'t>,
}

impl Rows<'_, '_> {
    fn all(&mut self, workbook: &mut Workbook, sheet: &str, next_cell: impl Fn()) -> Result<(), XlsxError> {
        let mut reader = workbook.worksheet_cells_reader(sheet)?;
        while let Some(cell) = reader.next_cell()? {
            next_cell();
            let (row, column) = cell.get_position();
            if row < self.row || row as usize >= MAX_SHEET_ROWS || column as usize >= MAX_COLUMNS {
                return Err(XlsxError::Unexpected("a cell outside the order of rows"));
            }
            while self.row < row {
                if !self.end_row() {
                    return Ok(());
                }
            }
            self.cell(column as usize, cell.get_value());
        }
        self.end_row();
        if !self.piece.is_empty() {
            let _ = (self.take)(Ok(std::mem::take(&mut self.piece)));
        }
        Ok(())
    }

    fn cell(&mut self, column: usize, value: &DataRef<'_>) {
        if self.fault.is_some() {
            return;
        }
        if is_too_long(value) {
            self.fault = Some(column + 1);
            return;
        }
        let text = text_of(value);
        if text.is_empty() {
            return;
        }
        self.row_bytes += text.len();
        if self.row_bytes > self.max_row {
            self.fault = Some(0);
            return;
        }
        if self.cells.len() <= column {
            self.cells.resize(column + 1, String::new());
        }
        self.cells[column] = text;
    }

    /// Writes the row that was read. Returns whether somebody wants more.
    fn end_row(&mut self) -> bool {
        self.row += 1;
        self.row_bytes = 0;
        if let Some(fault) = self.fault.take() {
            self.cells.clear();
            self.piece.push(BROKEN_ROW);
            self.piece.extend_from_slice(fault.to_string().as_bytes());
        }
        if !self.cells.is_empty() {
            // Cells that were never filled are not stored, and are no cells too few.
            self.width = self.width.max(self.cells.len());
            self.cells.resize(self.width, String::new());
        }
        for (index, cell) in self.cells.drain(..).enumerate() {
            if index > 0 {
                self.piece.push(b',');
            }
            write_cell(&mut self.piece, &cell);
        }
        self.piece.push(b'\n');
        if self.piece.len() < PIECE {
            return true;
        }
        (self.take)(Ok(std::mem::take(&mut self.piece)))
    }
}

/// What is wrong with a row of a sheet, if this is the first of its cells.
pub(in crate::input) fn row_fault(first: &[u8]) -> Option<RecordError> {
    let number = first.strip_prefix(&[BROKEN_ROW])?;
    let number: u64 = std::str::from_utf8(number).ok()?.parse().ok()?;
    Some(match number {
        0 => RecordError::whole(ValueError::TooLarge, None),
        _ => RecordError::whole(ValueError::CellTooLong, Some((number, CELL_CHARS as u64))),
    })
}
