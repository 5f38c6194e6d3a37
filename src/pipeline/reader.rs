//! Reads the records of a batch.

use std::sync::Arc;

use super::Job;
use super::block::{BLOCK, Block, Slot};
use super::columns::Columns;
use crate::field::Field;
use crate::input::{
    Batch, Buffer, Cells, Element, Header, InputFault, Layout, Next, Object, ObjectReader, Passthrough,
    Place, Plain, PlainReader, RowReader, cell_fault,
};
use crate::output::OwnMembers;
use crate::record::{Record, RecordError};
use crate::value::ValueError;

/// A value for records that lack it.
#[derive(Clone, Debug)]
pub struct Fill {
    /// The field.
    pub field: Field,
    /// The text of its value.
    pub text: String,
}

/// Reads the records of batches.
pub(super) struct Reader<'j> {
    job: &'j Job<'j>,
    block: Block,
    rows: RowReader,
    columns: Option<Columns<'j>>,
    objects: ObjectReader<'j>,
    /// Whether any record had a value of its own that the command knows, or one that cannot be read.
    pub has_value: bool,
}

impl<'j> Reader<'j> {
    /// A reader for the inputs of a job.
    pub fn new(job: &'j Job<'j>) -> Self {
        Self {
            job,
            block: Block::default(),
            rows: RowReader::default(),
            columns: None,
            objects: ObjectReader::default(),
            has_value: false,
        }
    }

    /// What is wrong with the input as a whole, as far as it was read.
    pub fn take_fault(&mut self) -> Option<InputFault> {
        self.objects.take_fault()
    }

    /// Reads the records of a batch, and passes them on some at a time, with the number of the first.
    pub fn each(&mut self, batch: &Batch, mut then: impl FnMut(u64, &mut [Slot])) {
        self.block.begin(batch.first_record);
        match &batch.layout {
            Layout::Args => blank(self.job, self.block.next(Place::Args)),
            Layout::Faulty { place, why } => {
                self.faulty(*place, RecordError::whole(*why, None), &mut then);
            }
            Layout::Lines { first_line } => self.lines(&batch.bytes, *first_line, &mut then),
            Layout::Elements(elements) => self.elements(&batch.bytes, elements, &mut then),
            Layout::Rows { first_line, rows } => {
                let mut columns = self.columns_of(&batch.header);
                let mut reader = std::mem::take(&mut self.rows);
                let is_fast_path_on = self.job.reading.lexicons.has_fast_path();
                reader.each(batch, *first_line, rows, is_fast_path_on, |next| match next {
                    Next::Fast(line, rows) => self.plain_rows(rows, line, &mut columns, &mut then),
                    Next::Any(line, Ok(row)) => self.any_row(line, row, &mut columns, &mut then),
                    Next::Any(line, Err(error)) => self.faulty(Place::Line(line), error, &mut then),
                });
                (self.rows, self.columns) = (reader, Some(columns));
            }
        }
        self.pass_on(&mut then);
    }

    /// Takes up a record that cannot be read.
    #[cold]
    fn faulty(&mut self, place: Place, error: RecordError, then: &mut impl FnMut(u64, &mut [Slot])) {
        let slot = self.block.next(place);
        slot.record.fail(error);
        blank(self.job, slot);
        if self.block.is_full() {
            self.pass_on(then);
        }
    }

    /// Passes on what was read, with what the arguments have and the records lack.
    #[inline(always)]
    fn pass_on(&mut self, then: &mut impl FnMut(u64, &mut [Slot])) {
        let (first, slots) = self.block.take();
        // One is enough, and nearly every record has some.
        self.has_value = self.has_value || slots.iter().any(|slot| slot.has_value());
        for slot in &mut *slots {
            fill(self.job, &mut slot.record);
        }
        then(first, slots);
    }

    fn lines(&mut self, text: &Buffer, first_line: u64, then: &mut impl FnMut(u64, &mut [Slot])) {
        self.begin_objects(text);
        let (mut start, mut line) = (0, first_line);
        while start < text.len() {
            let found = self.objects.find(text, Object::Line(start), self.block.len());
            let end = found.unwrap_or_else(|| {
                memchr::memchr(b'\n', &text[start..]).map_or(text.len(), |at| start + at + 1)
            });
            let given = text[start..end].trim_ascii();
            if found.is_some() {
                self.block.next(Place::Line(line));
            } else if !given.is_empty() {
                self.object(given, Place::Line(line));
            }
            (start, line) = (end, line + 1);
            if self.block.is_full() {
                self.read_values(text);
                self.pass_on(then);
            }
        }
        self.read_values(text);
    }

    fn elements(&mut self, text: &Buffer, elements: &[Element], then: &mut impl FnMut(u64, &mut [Slot])) {
        self.begin_objects(text);
        for element in elements {
            let (start, end) = (element.start, element.end);
            if self.objects.find(text, Object::Within(start, end), self.block.len()).is_some() {
                self.block.next(element.place);
            } else {
                self.object(&text[start..end], element.place);
            }
            if self.block.is_full() {
                self.read_values(text);
                self.pass_on(then);
            }
        }
        self.read_values(text);
    }

    fn begin_objects(&mut self, text: &Buffer) {
        // What is passed through is read one by one.
        let is_fast_path_on = self.job.reading.lexicons.has_fast_path();
        self.objects.begin(text, self.job.own.is_some() || !is_fast_path_on);
    }

    fn read_values(&mut self, text: &Buffer) {
        let job = self.job;
        self.objects.values(text, job.map, &job.reading, job.notices, self.block.filled());
    }

    /// Reads an object of any shape.
    fn object(&mut self, text: &[u8], place: Place) {
        let (job, slot) = (self.job, self.block.next(place));
        let row = &mut slot.own;
        let mut own = job.own.as_ref().map(|own| OwnMembers { own, row, map: job.map });
        let own = own.as_mut().map(|own| own as &mut dyn Passthrough);
        self.objects.read(text, job.map, &job.reading, job.notices, &mut slot.record, own);
    }

    /// Rows that fit their header are read side by side, all others one by one.
    fn plain_rows(
        &mut self,
        mut rows: PlainReader<'_>,
        mut line: u64,
        columns: &mut Columns<'_>,
        then: &mut impl FnMut(u64, &mut [Slot]),
    ) {
        while let Some(next) = rows.next(BLOCK - self.block.len()) {
            let (Plain::Rows(rows) | Plain::Misfit(rows)) = next;
            let places = (line..).map(Place::Line);
            line += rows.len() as u64;
            if matches!(next, Plain::Rows(_)) && self.job.own.is_none() {
                let before = self.block.len();
                for place in places.take(rows.len()) {
                    self.block.next(place);
                }
                columns.read_plain(&self.job.reading, rows, &mut self.block.filled()[before..]);
            } else {
                for (cells, place) in rows.rows().zip(places) {
                    row(self.job, columns, cells, self.block.next(place));
                }
            }
            if self.block.is_full() {
                self.pass_on(then);
            }
        }
    }

    fn any_row(
        &mut self,
        line: u64,
        cells: Cells<'_>,
        columns: &mut Columns<'_>,
        then: &mut impl FnMut(u64, &mut [Slot]),
    ) {
        let slot = self.block.next(Place::Line(line));
        row(self.job, columns, cells.iter(), slot);
        // Cell by cell: two halves of a character are none, though they may be side by side.
        if cells.iter().any(|cell| std::str::from_utf8(cell).is_err()) {
            not_a_text(self.job, slot);
        }
        if self.block.is_full() {
            self.pass_on(then);
        }
    }

    /// How the cells of an input's rows are read.
    fn columns_of(&mut self, head: &Arc<Header>) -> Columns<'j> {
        let columns = self.columns.take().filter(|columns| Arc::ptr_eq(&columns.head, head));
        columns.unwrap_or_else(|| Columns::new(head, &self.job.reading))
    }
}

/// Gives a record what it lacks and the arguments have.
fn fill(job: &Job<'_>, record: &mut Record) {
    for fill in &job.fills {
        record.fill(&job.reading, fill.field, fill.text.as_bytes());
    }
}

/// Reads a row cell by cell.
fn row<'r>(job: &Job<'_>, columns: &mut Columns<'_>, cells: impl Iterator<Item = &'r [u8]>, slot: &mut Slot) {
    let Some(own) = &job.own else {
        return columns.read(&job.reading, &mut slot.record, cells);
    };
    let passed = &mut slot.own;
    passed.bytes.clear();
    let is_sheet = columns.head.is_sheet();
    let cells = cells.enumerate().map(|(index, cell)| {
        let text = if is_sheet { cell_fault(cell).map_or(cell, |(_, text)| text) } else { cell };
        own.cell(passed, index, text);
        cell
    });
    columns.read(&job.reading, &mut slot.record, cells);
    if slot.record.error.as_ref().is_some_and(|error| error.field.is_none()) {
        blank(job, slot);
    }
}

/// Marks a record as one whose bytes are no text.
fn not_a_text(job: &Job<'_>, slot: &mut Slot) {
    if slot.record.error.as_ref().is_none_or(|error| error.field.is_some()) {
        slot.record.error = None;
        slot.record.fail(RecordError::whole(ValueError::Encoding, None));
        blank(job, slot);
    }
}

/// Passes nothing through.
fn blank(job: &Job<'_>, slot: &mut Slot) {
    if let Some(own) = &job.own {
        own.blank(&mut slot.own);
    }
}
