//! Workbooks: a sheet read as CSV.

use std::io::{self, Read, Seek};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, Xlsx, XlsxError};

use super::error::{InputError, InputFault};

/// What a workbook is read from.
pub(super) trait ReadSeek: Read + Seek + Send {}

impl<T: Read + Seek + Send> ReadSeek for T {}

type Workbook = Xlsx<Box<dyn ReadSeek>>;

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
    /// Opens a workbook at a sheet, the first one if none is named. Rows have at least `width`
    /// cells.
    ///
    /// # Errors
    /// When it is no workbook, or has no such sheet.
    pub(super) fn open(
        name: &str,
        source: Box<dyn ReadSeek>,
        sheet: Option<&str>,
        width: usize,
    ) -> Result<Self, InputError> {
        let unreadable = |error| InputError::new(name, InputFault::Workbook(error));
        let workbook = Xlsx::new(source).map_err(unreadable)?;
        let sheet = find_sheet(name, &workbook, sheet)?;
        let (sender, pieces) = sync_channel(WAITING);
        std::thread::spawn(move || send_rows(workbook, &sheet, width, &sender));
        Ok(Self { pieces, piece: Vec::new(), at: 0 })
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

/// Sends the rows of a sheet, until all are sent or nobody wants more.
fn send_rows(mut workbook: Workbook, sheet: &str, width: usize, pieces: &SyncSender<io::Result<Vec<u8>>>) {
    let mut rows = Rows { piece: Vec::new(), cells: Vec::new(), width, row: 0, pieces };
    let outcome = rows.all(&mut workbook, sheet);
    if let Err(error) = outcome {
        // Whether anybody is there to hear it does not matter.
        let _ = pieces.send(Err(io::Error::new(io::ErrorKind::InvalidData, error.to_string())));
    }
}

struct Rows<'s> {
    piece: Vec<u8>,
    /// The cells of the row that is being read.
    cells: Vec<String>,
    width: usize,
    row: u32,
    pieces: &'s SyncSender<io::Result<Vec<u8>>>,
}

impl Rows<'_> {
    fn all(&mut self, workbook: &mut Workbook, sheet: &str) -> Result<(), XlsxError> {
        let mut reader = workbook.worksheet_cells_reader(sheet)?;
        while let Some(cell) = reader.next_cell()? {
            let (row, column) = cell.get_position();
            if row < self.row || row >= ROWS || column >= COLUMNS {
                return Err(XlsxError::Unexpected("a cell outside the order of rows"));
            }
            while self.row < row {
                if !self.end_row() {
                    return Ok(());
                }
            }
            let text = text_of(cell.get_value());
            if !text.is_empty() {
                let column = column as usize;
                if self.cells.len() <= column {
                    self.cells.resize(column + 1, String::new());
                }
                self.cells[column] = text;
            }
        }
        self.end_row();
        if !self.piece.is_empty() {
            let _ = self.pieces.send(Ok(std::mem::take(&mut self.piece)));
        }
        Ok(())
    }

    /// Writes the row that was read. Returns whether somebody wants more.
    fn end_row(&mut self) -> bool {
        self.row += 1;
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
        self.pieces.send(Ok(std::mem::take(&mut self.piece))).is_ok()
    }
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
