//! Reading the rows of a batch: the fast path for those without quotes, the csv crate for all others.

use std::io::{self, Read};

use super::field_offsets::{FieldOffsets, without_return};
use super::framing::{is_blank, line_ends};
use crate::input::batch::{Batch, RowFault};
use crate::input::simd::fits_positions;
use crate::input::workbook::row_fault;
use crate::record::{PlainCell, RecordError};

/// Reads the rows of a batch.
///
/// Where no cell is quoted, which is known from cutting the batch, a row is a line and a cell ends
/// at the next delimiter, so that nothing but those bytes need be looked for. All other batches go
/// through the `csv` crate.
#[derive(Debug, Default)]
pub struct RowReader {
    record: ::csv::ByteRecord,
    offsets: FieldOffsets,
}

/// Rows without quotes that all have a cell for each column.
#[derive(Clone, Copy, Debug)]
pub struct PlainRows<'r> {
    text: &'r [u8],
    /// By row, where the line before it ends.
    before: &'r [u32],
    /// Where cells end, row by row.
    ends: &'r [u32],
    columns: usize,
}

/// What is next among rows without quotes.
#[derive(Clone, Copy, Debug)]
pub enum Plain<'r> {
    /// Rows that fit the header.
    Rows(PlainRows<'r>),
    /// A row that has more or fewer cells.
    Misfit(PlainRows<'r>),
    /// So many lines that are no records.
    LeftOut(usize),
}

impl<'r> PlainRows<'r> {
    /// How many rows there are.
    #[allow(clippy::len_without_is_empty, reason = "there is always one")]
    pub fn len(&self) -> usize {
        self.before.len()
    }

    /// The cells of a column.
    #[inline(always)]
    pub fn column(&self, index: usize) -> impl Iterator<Item = PlainCell<'r>> + use<'r> {
        let text = self.text;
        self.ends.chunks_exact(self.columns).zip(self.before).map(move |(ends, before)| {
            let before = index.checked_sub(1).map_or(*before, |index| ends[index]);
            cell(text, before, ends[index])
        })
    }

    /// The text of each cell, row by row.
    pub fn rows(&self) -> impl Iterator<Item = impl Iterator<Item = &'r [u8]> + use<'r>> + use<'r> {
        let text = self.text;
        self.ends.chunks_exact(self.columns).zip(self.before).map(move |(ends, before)| {
            let starts = std::iter::once(before).chain(ends);
            starts.zip(ends).map(move |(before, end)| cell(text, *before, *end).bytes())
        })
    }
}

#[inline(always)]
fn cell(text: &[u8], before: u32, end: u32) -> PlainCell<'_> {
    let start = before.wrapping_add(1);
    PlainCell::new(text.get(start as usize..).unwrap_or_default(), end.wrapping_sub(start) as usize)
}

/// The rows of a text without quotes, some at a time.
#[derive(Clone, Debug)]
pub struct PlainReader<'r> {
    text: &'r [u8],
    lines: &'r [u32],
    ends: &'r [u32],
    columns: usize,
    left_out: &'r [RowFault],
}

impl<'r> PlainReader<'r> {
    /// The next rows, so many at most.
    #[inline(always)]
    pub fn next(&mut self, most: usize) -> Option<Plain<'r>> {
        let Self { text, lines, ends, columns, left_out } = *self;
        let next = lines.get(1..)?;
        let most = match left_out.first() {
            None => most,
            Some(out) => match next.partition_point(|line_end| (*line_end as usize) < out.start) {
                0 => return self.leave_out(out),
                before => most.min(before),
            },
        };
        let of_columns = ends.chunks_exact(columns.max(1)).zip(next).take(most);
        let is_usual = |(ends, line_end): &(&[u32], &u32)| {
            ends.last().is_some_and(|end| *end as usize == without_return(text, **line_end as usize))
        };
        let usual = of_columns.take_while(is_usual).count();
        let (rows, cells, columns) = match usual {
            0 => {
                let count = ends.partition_point(|end| Some(end) <= next.first());
                (1.min(next.len()), count, count)
            }
            _ => (usual, usual * columns, columns),
        };
        let (ends, rest) = ends.split_at_checked(cells)?;
        let rows_read = PlainRows { text, before: lines.get(..rows)?, ends, columns };
        (self.lines, self.ends) = (lines.get(rows..)?, rest);
        match (rows, usual) {
            (0, _) => None,
            (_, 0) => Some(Plain::Misfit(rows_read)),
            _ => Some(Plain::Rows(rows_read)),
        }
    }
}

impl<'r> PlainReader<'r> {
    /// Passes lines that are no records, with which the text goes on.
    #[cold]
    fn leave_out(&mut self, out: &RowFault) -> Option<Plain<'r>> {
        // The last line may lack its end.
        let end = out.end + usize::from(out.end == self.text.len());
        let count = self.lines[1..].partition_point(|line_end| (*line_end as usize) < end);
        let cells = self.ends.partition_point(|cell_end| (*cell_end as usize) < end);
        (self.lines, self.ends) = (self.lines.get(count..)?, self.ends.get(cells..)?);
        self.left_out = self.left_out.get(1..)?;
        Some(Plain::LeftOut(count))
    }
}

impl RowReader {
    /// The rows of a batch but for those that are no records, each a line, if no cell is quoted and
    /// all of it is text.
    pub fn plain_rows<'r>(
        &'r mut self,
        batch: &'r Batch,
        left_out: &'r [RowFault],
    ) -> Option<PlainReader<'r>> {
        let text = &*batch.bytes;
        if !fits_positions(text) {
            return None;
        }
        let is_ascii = self.offsets.find(text, batch.header.delimiter);
        (is_ascii || std::str::from_utf8(text).is_ok()).then(|| PlainReader {
            text,
            lines: self.offsets.lines.get(),
            ends: self.offsets.fields.get(),
            columns: batch.header.columns.len(),
            left_out,
        })
    }

    /// Calls `row` with the line of each row of a batch and its cells, their quotes taken off, or why
    /// it cannot be read.
    pub fn rows(
        &mut self,
        batch: &Batch,
        first_line: u64,
        faults: &[RowFault],
        mut row: impl FnMut(u64, Result<&::csv::ByteRecord, RecordError>),
    ) {
        let (text, delimiter) = (&*batch.bytes, batch.header.delimiter);
        let mut reader = ::csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .from_reader(Readable::new(text, faults));
        let mut faults = faults.iter();
        let (mut counted, mut line, mut left_out) = (0, first_line, 0);
        let mut line_of = |start: usize| {
            line += line_ends(&text[counted..start]);
            counted = start;
            line
        };
        // Reading from memory, and records of any length: there is no error to come.
        while reader.read_byte_record(&mut self.record).unwrap_or(false) {
            let place = self.record.position().map_or(0, |p| p.byte() as usize);
            let mut start = (place + left_out).saturating_sub(BEFORE_TEXT.len());
            // The reader takes blank lines in front of a record for part of it.
            let blank =
                |start: usize| text[start..].iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
            start += blank(start);
            while let Some(fault) = faults.as_slice().first().filter(|fault| fault.start <= start) {
                if let Some(why) = fault.why {
                    row(line_of(fault.start), Err(RecordError::whole(why, None)));
                }
                left_out += fault.end - fault.start;
                start = fault.end + blank(fault.end);
                faults.next();
            }
            let only = self.record.get(0).filter(|_| self.record.len() == 1);
            // White space in quotes is a cell that is given.
            let is_quoted = text.get(start) == Some(&b'"');
            if !is_quoted && only.is_some_and(|cell| is_blank(cell, delimiter)) {
                continue;
            }
            let fault = only.filter(|_| batch.header.is_sheet()).and_then(row_fault);
            row(line_of(start), fault.map_or(Ok(&self.record), Err));
        }
        for fault in faults {
            if let Some(why) = fault.why {
                row(line_of(fault.start), Err(RecordError::whole(why, None)));
            }
        }
    }
}

/// What the reader is given before the text: a blank line, which is no row. At the very start it
/// would take a byte order mark away, which in the middle of an input is text like any other.
const BEFORE_TEXT: &[u8] = b"\n";

/// A text without the rows that cannot be read.
struct Readable<'r> {
    piece: &'r [u8],
    text: &'r [u8],
    at: usize,
    faults: std::slice::Iter<'r, RowFault>,
}

impl<'r> Readable<'r> {
    fn new(text: &'r [u8], faults: &'r [RowFault]) -> Self {
        Self { piece: BEFORE_TEXT, text, at: 0, faults: faults.iter() }
    }
}

impl Read for Readable<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.piece.is_empty() && self.at < self.text.len() {
            let (end, next) = match self.faults.next() {
                Some(fault) => (fault.start, fault.end),
                None => (self.text.len(), self.text.len()),
            };
            self.piece = &self.text[self.at..end];
            self.at = next;
        }
        self.piece.read(out)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::input::Notices;
    use crate::input::batch::Layout;
    use crate::input::buffer::Buffer;
    use crate::input::csv::{Ahead, Sieve, frame};
    use crate::input::header::{ColumnMap, Header};

    /// Rows of some columns: their lines and cells.
    type Rows = Vec<(u64, Vec<Vec<u8>>)>;

    fn batch(text: &str, columns: usize, delimiter: u8, faults: Vec<RowFault>) -> Batch {
        let map = ColumnMap::new(crate::command::Command::CheckUnbind, Vec::new());
        let names = (0..columns).map(|number| format!("column {number}")).collect();
        let header = Header::new("in", names, delimiter, &map, &Notices::new(&|_| {})).unwrap();
        let layout = Layout::Rows { first_line: 1, is_plain: true, faults };
        let (header, bytes) = (Arc::new(header), Buffer::from(text.as_bytes()));
        Batch { sequence: 0, header, first_record: 1, bytes, layout }
    }

    fn by_the_fast_path(batch: &Batch) -> Option<Rows> {
        let mut reader = RowReader::default();
        let Layout::Rows { faults, .. } = &batch.layout else { return None };
        let mut plain = reader.plain_rows(batch, faults)?;
        let mut rows = Rows::new();
        let mut line = 1;
        while let Some(next) = plain.next(3) {
            match next {
                Plain::LeftOut(lines) => line += lines as u64,
                Plain::Rows(some) | Plain::Misfit(some) => {
                    for cells in some.rows() {
                        rows.push((line, cells.map(<[u8]>::to_vec).collect()));
                        line += 1;
                    }
                }
            }
        }
        Some(rows)
    }

    fn by_the_csv_crate(batch: &Batch) -> Rows {
        let mut rows = Rows::new();
        let Layout::Rows { faults, .. } = &batch.layout else { return rows };
        RowReader::default().rows(batch, 1, faults, |line, row| {
            rows.push((line, row.unwrap().iter().map(<[u8]>::to_vec).collect()));
        });
        rows
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        /// Whatever the first look takes for rows without quotes, both read alike.
        #[test]
        fn the_fast_path_reads_what_the_csv_crate_reads(
            lines in prop::collection::vec(
                ("[a0 ,;é京\u{feff}]{0,1}[a0 \t'=;,é京\u{feff}]{0,9}", prop_oneof![Just("\n"), Just("\r\n")]),
                1..12,
            ),
            is_ended in any::<bool>(),
            columns in 1usize..4,
            delimiter in prop_oneof![Just(b','), Just(b';'), Just(b'\t')],
        ) {
            let mut text: String = lines.iter().flat_map(|(line, end)| [line.as_str(), end]).collect();
            if !is_ended {
                text.truncate(text.trim_end_matches(['\r', '\n']).len());
            }
            prop_assume!(!text.is_empty());
            let framed = frame(text.as_bytes(), &Sieve::of_preamble(delimiter), true, 1 << 20, &mut Ahead::default());
            prop_assert!(framed.is_plain);
            let batch = batch(&text, columns, delimiter, framed.faults);
            prop_assert_eq!(by_the_fast_path(&batch), Some(by_the_csv_crate(&batch)));
        }
    }

    #[test]
    fn misfits_come_one_by_one() {
        let batch = batch("1,2\n3\n4,5,6\r\n7,8\n", 2, b',', Vec::new());
        let cells = |text: &str| text.split(',').map(|cell| cell.as_bytes().to_vec()).collect::<Vec<_>>();
        let want = vec![(1, cells("1,2")), (2, cells("3")), (3, cells("4,5,6")), (4, cells("7,8"))];
        assert_eq!(by_the_fast_path(&batch), Some(want.clone()));
        assert_eq!(by_the_csv_crate(&batch), want);
    }
}
