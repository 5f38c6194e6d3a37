use super::feed::Batch;
use super::marks::{Marks, without_return};
use super::notice::InputError;
use super::scan::{is_blank, line_ends};
use crate::record::CellText;
use crate::value::Short;

/// Reads the rows of a batch.
///
/// Where no cell is quoted, which is known from cutting the batch, a row is a line and a cell ends
/// at the next delimiter, so that nothing but those bytes need be looked for. All other batches go
/// through the `csv` crate.
#[derive(Debug, Default)]
pub struct RowReader {
    record: ::csv::ByteRecord,
    marks: Marks,
}

/// A row, as the reader that split it holds it.
#[derive(Clone, Copy)]
pub enum Row<'r> {
    /// A row without quoted cells.
    Plain(PlainRow<'r>),
    /// Any other row, its quotes taken off.
    Quoted(&'r ::csv::ByteRecord),
}

/// A row without quotes.
#[derive(Clone, Copy)]
pub struct PlainRow<'r> {
    text: &'r [u8],
    /// Where the row begins.
    start: usize,
    /// Where its cells end.
    ends: &'r [u32],
}

/// The text of a cell that stands in a longer text as it is.
#[derive(Clone, Copy)]
pub struct PlainCell<'r> {
    /// The text from the cell's start on.
    rest: &'r [u8],
    length: usize,
}

impl<'r> PlainRow<'r> {
    /// How many cells there are.
    #[inline(always)]
    #[allow(clippy::len_without_is_empty, reason = "a row has a cell")]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// The cells.
    #[inline(always)]
    pub fn cells(&self) -> impl Iterator<Item = PlainCell<'r>> + use<'r> {
        let (text, mut start) = (self.text, self.start);
        self.ends.iter().map(move |end| {
            let rest = text.get(start..).unwrap_or_default();
            let length = (*end as usize).wrapping_sub(start);
            start = *end as usize + 1;
            PlainCell { rest, length }
        })
    }
}

impl<'r> PlainCell<'r> {
    /// The first bytes of a text.
    #[inline(always)]
    pub(super) fn new(rest: &'r [u8], length: usize) -> Self {
        Self { rest, length }
    }

    /// The text.
    #[inline(always)]
    pub fn bytes(&self) -> &'r [u8] {
        self.rest.get(..self.length).unwrap_or_default()
    }
}

impl CellText for PlainCell<'_> {
    #[inline(always)]
    fn is_empty(&self) -> bool {
        self.length == 0
    }

    #[inline(always)]
    fn text(&self) -> &[u8] {
        self.bytes()
    }

    #[inline(always)]
    fn short(&self) -> Option<Short> {
        match self.rest.first_chunk::<16>() {
            Some(bytes) => Short::start_of(bytes, self.length),
            None => Short::of(self.bytes()),
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
        if is_plain && Marks::can_hold(&batch.bytes) {
            let is_ascii = self.marks.find(&batch.bytes, batch.head.delimiter);
            if is_ascii || std::str::from_utf8(&batch.bytes).is_ok() {
                return plain_rows(&batch.bytes, &self.marks, first_line, batch.head.columns.len(), row);
            }
        }
        self.quoted_rows(batch, first_line, &mut row);
    }

    fn quoted_rows(&mut self, batch: &Batch, first_line: u64, row: &mut impl FnMut(u64, Row<'_>)) {
        let delimiter = batch.head.delimiter;
        let mut reader = ::csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .from_reader(&*batch.bytes);
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

fn plain_rows(
    text: &[u8],
    marks: &Marks,
    first_line: u64,
    columns: usize,
    mut row: impl FnMut(u64, Row<'_>),
) {
    let (mut start, mut ends) = (0, marks.cells.get());
    for (line, line_end) in (first_line..).zip(marks.lines.get()) {
        // Nearly every row has a cell for each column.
        let text_end = without_return(text, *line_end as usize);
        let is_usual = columns > 0 && ends.get(columns - 1).is_some_and(|end| *end as usize == text_end);
        let count = if is_usual { columns } else { ends.partition_point(|end| end <= line_end) };
        let (of_row, rest) = ends.split_at(count);
        row(line, Row::Plain(PlainRow { text, start, ends: of_row }));
        (start, ends) = (*line_end as usize + 1, rest);
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
