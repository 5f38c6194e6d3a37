//! Reads a sheet of a workbook as rows of CSV.

use std::io::{self, Read};
use std::sync::mpsc::{Receiver, channel, sync_channel};
use std::thread::Builder;

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, XlsxError};

use super::notice::InputError;
use super::open::{Opening, Source};
use super::workbook::{self, Opened, Workbook, failure, next_cell, too_much};
use crate::record::RecordError;
use crate::value::ValueError;

/// The bytes a workbook begins with: it is a ZIP archive.
pub(super) const MAGIC: &[u8] = b"PK\x03\x04";

/// The bytes that old and encrypted workbooks begin with.
pub(super) const OLD_MAGIC: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// The last column and row that a sheet can have, and one more.
const COLUMNS: u32 = 1 << 14;
const ROWS: u32 = 1 << 20;

/// How many bytes of rows are handed over at a time, and how many pieces may wait.
const PIECE: usize = 64 * 1024;
const WAITING: usize = 4;

/// How many characters a cell can hold.
const CELL_CHARS: usize = 32_767;

/// What stands in the place of a row that cannot be read: bytes that are in no text, and what is
/// wrong with it.
const BROKEN_ROW: u8 = 0xff;

/// The rows of a sheet as CSV, a line each, so that line numbers are row numbers.
///
/// The sheet is read by a thread of its own, a few pieces ahead: its text is never in memory as a
/// whole. (The texts that cells share are; that is how the format stores them.)
pub(super) struct SheetReader {
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
    pub(super) fn open(
        name: &str,
        source: Box<dyn Source>,
        opening: &Opening<'_>,
    ) -> Result<Self, InputError> {
        let opened = workbook::open(name, source, opening.max_unpacked)?;
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
        Self::whole(opened, &sheet, opening).map_err(|error| InputError::io(name, &error))
    }

    /// Reads all of a sheet at once, where there is no thread to do it piece by piece.
    fn whole(opened: Opened, sheet: &str, opening: &Opening<'_>) -> io::Result<Self> {
        let mut rows = Ok(Vec::new());
        send_rows(opened, sheet, opening.width, opening.max_record_bytes, &mut |piece| {
            match (&mut rows, piece) {
                (Ok(rows), Ok(piece)) if (rows.len() + piece.len()) as u64 <= opening.max_unpacked => {
                    rows.extend_from_slice(&piece);
                }
                (_, Ok(_)) => rows = Err(too_much(opening.max_unpacked)),
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
        let all = names.join(", ");
        let wanted = wanted.unwrap_or_default();
        InputError::of(
            name,
            format!("has no sheet `{wanted}`; it has: {all}"),
            format!("没有名为“{wanted}”的工作表；现有：{all}"),
        )
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
            if row < self.row || row >= ROWS || column >= COLUMNS {
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
pub(super) fn row_fault(first: &[u8]) -> Option<RecordError> {
    let number = first.strip_prefix(&[BROKEN_ROW])?;
    let number: u64 = std::str::from_utf8(number).ok()?.parse().ok()?;
    Some(match number {
        0 => RecordError::whole(ValueError::TooLarge, None),
        _ => RecordError::whole(ValueError::CellTooLong, Some((number, CELL_CHARS as u64))),
    })
}

/// Whether a cell holds more than a spreadsheet lets it.
fn is_too_long(cell: &DataRef<'_>) -> bool {
    let text: &str = match cell {
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text,
        DataRef::SharedString(text) => text,
        _ => return false,
    };
    let is_long = text.len() > CELL_CHARS;
    is_long && (text.len() > 4 * CELL_CHARS || text.chars().count() > CELL_CHARS)
}

fn write_cell(out: &mut Vec<u8>, text: &str) {
    if !text.contains([',', '"', '\n', '\r']) {
        return out.extend_from_slice(text.as_bytes());
    }
    out.push(b'"');
    for byte in text.bytes() {
        match byte {
            b'"' => out.extend_from_slice(b"\"\""),
            // A row is a line, so that `source` names the row.
            b'\n' | b'\r' => out.push(b' '),
            byte => out.push(byte),
        }
    }
    out.push(b'"');
}

/// A cell as the text that stands for it.
fn text_of(cell: &DataRef<'_>) -> String {
    match cell {
        DataRef::Empty => String::new(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number_text(*number),
        DataRef::Bool(is) => is.to_string(),
        DataRef::DateTime(moment) => moment_text(moment),
        DataRef::Error(error) => error.to_string(),
    }
}

/// The number that a spreadsheet shows. It keeps 15 digits: a longer whole number that ends in 0
/// has lost the digits behind, and is written as what it is, a power of ten.
fn number_text(number: f64) -> String {
    /// From here on a float does not hold every whole number.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let is_whole = number.fract() == 0.0;
    let size = number.abs();
    if is_whole && size < 1e15 || is_whole && size < EXACT && number % 10.0 != 0.0 {
        return format!("{number:.0}");
    }
    let rounded = format!("{number:.14e}");
    let (mantissa, power) = rounded.split_once('e').unwrap_or((&rounded, "0"));
    let power: i32 = power.parse().unwrap_or(0);
    let digits = mantissa.trim_end_matches('0').trim_end_matches('.');
    if power < 15 && power > -10 {
        // Back to plain decimals, without what lies beyond 15 digits.
        let decimals = usize::try_from(14 - power).unwrap_or(0);
        let plain = format!("{number:.decimals$}");
        return plain.trim_end_matches('0').trim_end_matches('.').to_owned();
    }
    format!("{digits}E{power:+}")
}

/// A date, a time of day, or both. (A date at midnight is a date: the file does not tell.)
fn moment_text(moment: &ExcelDateTime) -> String {
    if moment.is_duration() {
        return number_text(moment.as_f64());
    }
    let (year, month, day, hour, minute, second, milli) = moment.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    let clock = match (hour, minute, second, milli) {
        (0, 0, 0, 0) => return date,
        (.., 0) => format!("{hour:02}:{minute:02}:{second:02}"),
        _ => format!("{hour:02}:{minute:02}:{second:02}.{milli:03}"),
    };
    if moment.as_f64() < 1.0 { clock } else { format!("{date} {clock}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::ExcelDateTimeType;

    #[test]
    fn numbers_are_as_a_spreadsheet_shows_them() {
        for (number, want) in [
            (500.0, "500"),
            (460.5, "460.5"),
            (0.1 + 0.2, "0.3"),
            (460.000_000_000_000_06, "460"),
            (0.95, "0.95"),
            (-5.0, "-5"),
            (6_222_020_200_112_233.0, "6222020200112233"),
            (6_222_020_200_112_230.0, "6.22202020011223E+15"),
            (6_222_020_200_112_233_445.0, "6.22202020011223E+18"),
            (46348.0, "46348"),
        ] {
            assert_eq!(number_text(number), want);
        }
    }

    #[test]
    fn dates_are_dates() {
        for (serial, want) in [
            (46348.0, "2026-11-22"),
            (46_348.378_472_222_22, "2026-11-22 09:05:00"),
            (0.378_472_222_22, "09:05:00"),
        ] {
            let moment = ExcelDateTime::new(serial, ExcelDateTimeType::DateTime, false);
            assert_eq!(moment_text(&moment), want);
        }
    }
}
