//! The general reader of CSV rows: of any shape, by the state machine of the csv crate.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use super::framing::line_ends;
use super::sieve::is_blank;
use crate::input::batch::RowFault;
use crate::input::workbook::row_fault;
use crate::record::RecordError;

/// Reads rows of any shape.
#[derive(Debug, Default)]
pub(super) struct GeneralReader {
    /// The state machine for a delimiter: making one takes longer than reading many rows.
    machine: Option<(u8, Box<Reader>)>,
    /// The text of the cells, their quotes taken off, and where each ends.
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

/// The cells of a row, their quotes taken off.
#[derive(Clone, Copy, Debug)]
pub struct Cells<'r> {
    bytes: &'r [u8],
    ends: &'r [usize],
}

impl<'r> Cells<'r> {
    /// How many there are.
    #[allow(clippy::len_without_is_empty, reason = "there is always one")]
    pub fn len(self) -> usize {
        self.ends.len()
    }

    /// The text of each cell.
    pub fn iter(self) -> impl Iterator<Item = &'r [u8]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(self.ends).map(move |(start, end)| self.bytes.get(start..*end).unwrap_or_default())
    }
}

/// Whole rows of a text, as the general reader is given them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rows<'r> {
    pub text: &'r [u8],
    pub delimiter: u8,
    pub is_sheet: bool,
    /// Those of them that cannot be read or are no records, and how far before the text these count from.
    pub faults: &'r [RowFault],
    pub offset: usize,
}

impl GeneralReader {
    /// Calls `row` with the line of each row and its cells, or why it cannot be read. Returns the
    /// line behind them.
    pub(super) fn read(
        &mut self,
        rows: Rows<'_>,
        first_line: u64,
        row: &mut impl FnMut(u64, Result<Cells<'_>, RecordError>),
    ) -> u64 {
        let mut line = first_line;
        let mut start = 0;
        for fault in rows.faults {
            let (fault_start, fault_end) = (fault.start - rows.offset, fault.end - rows.offset);
            line = self.readable(rows, &rows.text[start..fault_start], line, row);
            if let Some(why) = fault.why {
                row(line, Err(RecordError::whole(why, None)));
            }
            line += line_ends(&rows.text[fault_start..fault_end]);
            start = fault_end;
        }
        self.readable(rows, &rows.text[start..], line, row)
    }

    /// Reads rows all of which can be read.
    fn readable(
        &mut self,
        rows: Rows<'_>,
        text: &[u8],
        mut line: u64,
        row: &mut impl FnMut(u64, Result<Cells<'_>, RecordError>),
    ) -> u64 {
        let mut at = 0;
        self.begin(rows.delimiter);
        loop {
            // The machine takes blank lines in front of a row for part of it.
            let start = at + text[at..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
            line += line_ends(&text[at..start]);
            at = start;
            if at == text.len() {
                return line;
            }
            let (end, cells) = self.next(text, start);
            let only = cells.ends.first().filter(|_| cells.ends.len() == 1);
            let only = only.and_then(|end| cells.bytes.get(..*end));
            // White space in quotes is a cell that is given.
            let is_quoted = text[start] == b'"';
            if is_quoted || only.is_none_or(|cell| !is_blank(cell, rows.delimiter)) {
                let fault = only.filter(|_| rows.is_sheet).and_then(row_fault);
                row(line, fault.map_or(Ok(cells), Err));
            }
            line += line_ends(&text[start..end]);
            at = end;
        }
    }

    /// Makes the machine ready for a text.
    fn begin(&mut self, delimiter: u8) {
        let is_ready = self.machine.as_ref().is_some_and(|(known, _)| *known == delimiter);
        if !is_ready {
            let machine = ReaderBuilder::new().delimiter(delimiter).build();
            self.machine = Some((delimiter, Box::new(machine)));
        }
        let (bytes, ends) = (&mut self.bytes, &mut self.ends);
        bytes.resize(bytes.len().max(1 << 10), 0);
        ends.resize(ends.len().max(1 << 6), 0);
        if let Some((_, machine)) = &mut self.machine {
            machine.reset();
            // A blank line, which is no row. At the very start the machine would take a byte order
            // mark away, which in the middle of an input is text like any other.
            machine.read_record(b"\n", bytes, ends);
        }
    }

    /// Reads the row that starts at a place. Returns the place behind its line end.
    fn next(&mut self, text: &[u8], start: usize) -> (usize, Cells<'_>) {
        let (mut at, mut written, mut ended) = (start, 0, 0);
        while let Some((_, machine)) = &mut self.machine {
            let (bytes, ends) = (&mut self.bytes[written..], &mut self.ends[ended..]);
            let (result, read, bytes_written, ends_written) = machine.read_record(&text[at..], bytes, ends);
            (at, written, ended) = (at + read, written + bytes_written, ended + ends_written);
            match result {
                // At the text's end: given nothing more, the machine ends the row.
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => self.bytes.resize(self.bytes.len() * 2, 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::Record | ReadRecordResult::End => break,
            }
        }
        // The line feed behind a carriage return is left to the next row by the machine.
        if at > start && text[at - 1] == b'\r' && text.get(at) == Some(&b'\n') {
            at += 1;
        }
        (at, Cells { bytes: &self.bytes[..written], ends: &self.ends[..ended] })
    }
}
