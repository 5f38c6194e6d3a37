//! Reading the rows of a batch: the fast path for those of the usual shape, the general reader for
//! all others.

use std::ops::Range;

use super::field_offsets::{FieldOffsets, without_return};
use super::general::{Cells, GeneralReader, Rows};
use crate::input::batch::{Batch, RowLayout};
use crate::input::simd::fits_positions;
use crate::record::{PlainCell, RecordError};

/// Reads the rows of a batch.
///
/// Where cells are not quoted, or simply, which is known from cutting the batch, a row is a line, a
/// cell ends at a delimiter outside of quotes, and nothing but those bytes need be looked for. All
/// other rows go through the general reader.
#[derive(Debug, Default)]
pub struct RowReader {
    general: GeneralReader,
    offsets: FieldOffsets,
}

/// What comes next of a batch.
pub enum Next<'r> {
    /// Rows for the fast path, the first on this line.
    Fast(u64, PlainReader<'r>),
    /// A row of any shape on this line, or why it cannot be read.
    Any(u64, Result<Cells<'r>, RecordError>),
}

/// Rows of the fast path that all have a cell for each column.
#[derive(Clone, Copy, Debug)]
pub struct PlainRows<'r> {
    text: &'r [u8],
    /// By row, where the line before it ends.
    before: &'r [u32],
    /// Where cells end, row by row.
    ends: &'r [u32],
    columns: usize,
    has_quotes: bool,
}

/// What is next among rows of the fast path.
#[derive(Clone, Copy, Debug)]
pub enum Plain<'r> {
    /// Rows that fit the header.
    Rows(PlainRows<'r>),
    /// A row that has more or fewer cells.
    Misfit(PlainRows<'r>),
}

impl<'r> PlainRows<'r> {
    /// How many rows there are.
    #[allow(clippy::len_without_is_empty, reason = "there is always one")]
    pub fn len(&self) -> usize {
        self.before.len()
    }

    /// Whether cells are quoted.
    pub fn has_quotes(&self) -> bool {
        self.has_quotes
    }

    /// The cells of a column; `QUOTED` where some may be quoted.
    #[inline(always)]
    pub fn column<const QUOTED: bool>(
        &self,
        index: usize,
    ) -> impl Iterator<Item = PlainCell<'r>> + use<'r, QUOTED> {
        let text = self.text;
        self.ends.chunks_exact(self.columns).zip(self.before).map(move |(ends, before)| {
            let before = index.checked_sub(1).map_or(*before, |index| ends[index]);
            cell(text, before, ends[index], QUOTED)
        })
    }

    /// By row, the text of some columns side by side, with all that stands between their cells.
    #[inline(always)]
    pub fn side_by_side(&self, first: usize, count: usize) -> impl Iterator<Item = &'r [u8]> + use<'r> {
        let (text, last) = (self.text, first + count - 1);
        self.ends.chunks_exact(self.columns).zip(self.before).map(move |(ends, before)| {
            let before = first.checked_sub(1).map_or(*before, |index| ends[index]);
            text.get(before.wrapping_add(1) as usize..ends[last] as usize).unwrap_or_default()
        })
    }

    /// The cells of a row, from a column on.
    pub fn row_from(&self, row: usize, first: usize) -> impl Iterator<Item = PlainCell<'r>> + use<'r> {
        let (text, has_quotes) = (self.text, self.has_quotes);
        let ends = self.ends.chunks_exact(self.columns).nth(row).unwrap_or_default();
        let before = first.checked_sub(1).map_or(self.before.get(row), |index| ends.get(index));
        let ends = ends.get(first..).unwrap_or_default();
        let starts = before.into_iter().chain(ends);
        starts.zip(ends).map(move |(before, end)| cell(text, *before, *end, has_quotes))
    }

    /// The text of each cell, row by row.
    pub fn rows(&self) -> impl Iterator<Item = impl Iterator<Item = &'r [u8]> + use<'r>> + use<'r> {
        let (text, has_quotes) = (self.text, self.has_quotes);
        self.ends.chunks_exact(self.columns).zip(self.before).map(move |(ends, before)| {
            let starts = std::iter::once(before).chain(ends);
            starts.zip(ends).map(move |(before, end)| cell(text, *before, *end, has_quotes).bytes())
        })
    }
}

#[inline(always)]
fn cell(text: &[u8], before: u32, end: u32, has_quotes: bool) -> PlainCell<'_> {
    let start = before.wrapping_add(1);
    let (rest, length) = (text.get(start as usize..).unwrap_or_default(), end.wrapping_sub(start) as usize);
    match rest {
        [b'"', rest @ ..] if has_quotes && length > 1 => PlainCell::new(rest, length - 2),
        _ => PlainCell::new(rest, length),
    }
}

/// The rows of the fast path, some at a time.
#[derive(Clone, Debug)]
pub struct PlainReader<'r> {
    text: &'r [u8],
    lines: &'r [u32],
    ends: &'r [u32],
    columns: usize,
    has_quotes: bool,
}

impl<'r> PlainReader<'r> {
    /// The next rows, so many at most.
    #[inline(always)]
    pub fn next(&mut self, most: usize) -> Option<Plain<'r>> {
        let Self { text, lines, ends, columns, has_quotes } = *self;
        let next = lines.get(1..)?;
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
        let rows_read = PlainRows { text, before: lines.get(..rows)?, ends, columns, has_quotes };
        (self.lines, self.ends) = (lines.get(rows..)?, rest);
        match (rows, usual) {
            (0, _) => None,
            (_, 0) => Some(Plain::Misfit(rows_read)),
            _ => Some(Plain::Rows(rows_read)),
        }
    }
}

impl RowReader {
    /// Passes on the rows of a batch, the fast path's many at a time; none are its if it is off.
    pub fn each(
        &mut self,
        batch: &Batch,
        first_line: u64,
        layout: &RowLayout,
        is_fast_path_on: bool,
        mut then: impl FnMut(Next<'_>),
    ) {
        let end = batch.bytes.len();
        let mut line = first_line;
        if !is_fast_path_on || batch.header.is_sheet() || !fits_positions(&batch.bytes) {
            self.general(batch, layout, 0..end, line, &mut then);
            return;
        }
        let mut start = 0;
        for slow in layout.slow.iter().cloned().chain(std::iter::once(end..end)) {
            line = self.fast(batch, layout, start..slow.start, line, &mut then);
            start = slow.end;
            line = self.general(batch, layout, slow, line, &mut then);
        }
    }

    /// Passes on rows by the fast path, as far as they are text. Returns the line behind them.
    fn fast(
        &mut self,
        batch: &Batch,
        layout: &RowLayout,
        rows: Range<usize>,
        line: u64,
        then: &mut impl FnMut(Next<'_>),
    ) -> u64 {
        if rows.is_empty() {
            return line;
        }
        let text = &batch.bytes[rows.clone()];
        let is_ascii = self.offsets.find(text, batch.header.delimiter, layout.has_quotes);
        if !is_ascii && std::str::from_utf8(text).is_err() {
            return self.without_broken(batch, layout, rows, line, then);
        }
        let lines = self.offsets.lines.get();
        let reader = PlainReader {
            // What is behind the rows is of no matter, but cells are read faster if there is something.
            text: &batch.bytes.padded()[rows.start..],
            lines,
            ends: self.offsets.fields.get(),
            columns: batch.header.columns.len(),
            has_quotes: layout.has_quotes,
        };
        let behind = line + lines.len() as u64 - 1;
        then(Next::Fast(line, reader));
        behind
    }

    /// The same, with the rows that are no text left to the general reader.
    #[cold]
    fn without_broken(
        &mut self,
        batch: &Batch,
        layout: &RowLayout,
        rows: Range<usize>,
        mut line: u64,
        then: &mut impl FnMut(Next<'_>),
    ) -> u64 {
        let text = &batch.bytes[rows.clone()];
        let (mut start, mut at) = (0, 0);
        for chunk in text.utf8_chunks() {
            at += chunk.valid().len();
            if !chunk.invalid().is_empty() && at >= start {
                let row = memchr::memrchr(b'\n', &text[start..at]).map_or(start, |found| start + found + 1);
                let end = memchr::memchr(b'\n', &text[at..]).map_or(text.len(), |found| at + found + 1);
                line = self.fast(batch, layout, rows.start + start..rows.start + row, line, then);
                line = self.general(batch, layout, rows.start + row..rows.start + end, line, then);
                start = end;
            }
            at += chunk.invalid().len();
        }
        self.fast(batch, layout, rows.start + start..rows.end, line, then)
    }

    /// Passes on rows by the general reader. Returns the line behind them.
    fn general(
        &mut self,
        batch: &Batch,
        layout: &RowLayout,
        rows: Range<usize>,
        line: u64,
        then: &mut impl FnMut(Next<'_>),
    ) -> u64 {
        if rows.is_empty() {
            return line;
        }
        let first = layout.faults.partition_point(|fault| fault.start < rows.start);
        let count = layout.faults[first..].partition_point(|fault| fault.start < rows.end);
        let rows = Rows {
            text: &batch.bytes[rows.clone()],
            delimiter: batch.header.delimiter,
            is_sheet: batch.header.is_sheet(),
            faults: &layout.faults[first..first + count],
            offset: rows.start,
        };
        self.general.read(rows, line, &mut |line, row| then(Next::Any(line, row)))
    }
}

#[cfg(test)]
mod tests;
