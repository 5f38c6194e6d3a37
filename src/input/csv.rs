use memchr::memchr;

use super::feed::Batch;
use super::notice::InputError;
use super::scan::{is_blank, line_ends};

/// Reads the rows of a batch.
///
/// Where no cell is quoted, which is known from cutting the batch, a row is a line and a cell ends
/// at the next delimiter, so that nothing but those bytes need be looked for. All other batches go
/// through the `csv` crate.
#[derive(Debug, Default)]
pub struct RowReader {
    record: ::csv::ByteRecord,
}

/// A row, as the reader that split it holds it.
#[derive(Clone, Copy)]
pub enum Row<'r> {
    /// A row without quoted cells.
    Plain(PlainRow<'r>),
    /// Any other row, its quotes taken off.
    Quoted(&'r ::csv::ByteRecord),
}

/// A row without quoted cells.
#[derive(Clone, Copy, Debug)]
pub struct PlainRow<'r> {
    text: &'r [u8],
    delimiter: u8,
}

impl<'r> PlainRow<'r> {
    /// The cells.
    #[inline]
    pub fn iter(&self) -> PlainCells<'r> {
        PlainCells { rest: Some(self.text), delimiter: self.delimiter }
    }
}

/// The cells of a row without quotes.
#[derive(Clone, Debug)]
pub struct PlainCells<'r> {
    rest: Option<&'r [u8]>,
    delimiter: u8,
}

impl<'r> Iterator for PlainCells<'r> {
    type Item = &'r [u8];

    #[inline]
    fn next(&mut self) -> Option<&'r [u8]> {
        let rest = self.rest?;
        match memchr(self.delimiter, rest) {
            Some(end) => {
                self.rest = Some(&rest[end + 1..]);
                Some(&rest[..end])
            }
            None => {
                self.rest = None;
                Some(rest)
            }
        }
    }
}

impl<'r> Row<'r> {
    /// All of its text.
    pub fn text(&self) -> &'r [u8] {
        match self {
            Self::Plain(row) => row.text,
            Self::Quoted(record) => record.as_slice(),
        }
    }
}

impl RowReader {
    /// Calls `row` with the line and the cells of each row of a batch.
    pub fn read(
        &mut self,
        batch: &Batch,
        first_line: u64,
        is_plain: bool,
        mut row: impl FnMut(u64, Row<'_>),
    ) {
        if is_plain {
            plain_rows(&batch.bytes, first_line, batch.head.delimiter, row);
        } else {
            self.quoted_rows(batch, first_line, &mut row);
        }
    }

    fn quoted_rows(&mut self, batch: &Batch, first_line: u64, row: &mut impl FnMut(u64, Row<'_>)) {
        let delimiter = batch.head.delimiter;
        let mut reader = ::csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .from_reader(batch.bytes.as_slice());
        let (mut counted, mut line) = (0, first_line);
        // Reading from memory, and records of any length: there is no error to come.
        while reader.read_byte_record(&mut self.record).unwrap_or(false) {
            let start = self.record.position().map_or(0, |p| p.byte() as usize);
            // The reader takes blank lines in front of a record for part of it.
            let blank = batch.bytes[start..].iter().take_while(|b| matches!(b, b'\r' | b'\n'));
            let start = start + blank.count();
            let only = self.record.get(0).filter(|_| self.record.len() == 1);
            // White space in quotes is a cell that is given.
            let is_quoted = batch.bytes.get(start) == Some(&b'"');
            if !is_quoted && only.is_some_and(|cell| is_blank(cell, delimiter)) {
                continue;
            }
            line += line_ends(&batch.bytes[counted..start]);
            counted = start;
            row(line, Row::Quoted(&self.record));
        }
    }
}

fn plain_rows(bytes: &[u8], first_line: u64, delimiter: u8, mut row: impl FnMut(u64, Row<'_>)) {
    let (mut line, mut rest) = (first_line, bytes);
    while !rest.is_empty() {
        let end = memchr(b'\n', rest).unwrap_or(rest.len());
        let text = &rest[..end];
        let text = text.strip_suffix(b"\r").unwrap_or(text);
        row(line, Row::Plain(PlainRow { text, delimiter }));
        rest = rest.get(end + 1..).unwrap_or_default();
        line += 1;
    }
}

/// The column names of a header row.
pub(super) fn header(name: &str, row: &[u8], delimiter: u8) -> Result<Vec<String>, InputError> {
    let mut reader = ::csv::ReaderBuilder::new().has_headers(false).delimiter(delimiter).from_reader(row);
    let mut record = ::csv::ByteRecord::new();
    if !reader.read_byte_record(&mut record).unwrap_or(false) {
        return Ok(Vec::new());
    }
    let text = |cell: &[u8]| {
        std::str::from_utf8(crate::value::trim_cell(cell))
            .map(str::to_owned)
            .map_err(|_| InputError::of(name, "the header is no valid text", "表头不是有效的文本"))
    };
    let mut names = record.iter().map(text).collect::<Result<Vec<_>, _>>()?;
    // Excel leaves delimiters behind the last column; they head nothing.
    while names.last().is_some_and(String::is_empty) {
        names.pop();
    }
    Ok(names)
}

/// The delimiter that a first line `sep=;` names, as Excel writes it.
pub(super) fn separator_line(row: &[u8]) -> Option<u8> {
    match row.trim_ascii_end() {
        [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', separator] => Some(*separator),
        // A tab is white space, and trimmed away.
        [b's' | b'S', b'e' | b'E', b'p' | b'P', b'='] if row.contains(&b'\t') => Some(b'\t'),
        _ => None,
    }
}

/// The delimiter that stands most often in the header, outside quotes.
pub(super) fn find_delimiter(text: &[u8]) -> u8 {
    let mut counts = [(b',', 0usize), (b'\t', 0), (b';', 0)];
    let mut in_quotes = false;
    for &byte in text.iter().take_while(|b| !matches!(b, b'\n' | b'\r')) {
        in_quotes ^= byte == b'"';
        if !in_quotes && let Some((_, count)) = counts.iter_mut().find(|(d, _)| *d == byte) {
            *count += 1;
        }
    }
    // The first of equals wins, and the comma is first.
    counts.iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(delimiter, _)| *delimiter)
}
