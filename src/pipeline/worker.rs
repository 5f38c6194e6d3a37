use std::sync::{Arc, Mutex, PoisonError};

use super::Job;
use super::columns::Columns;
use super::duplicates::Keys;
use super::order::Ordered;
use super::sink::{Rendered, Sink};
use super::style::{Cells, Style};
use super::totals::Totals;
use crate::decide::{Settled, Tally, Worked};
use crate::field::Field;
use crate::input::{Batch, Buffer, Feed, Head, Layout, Object, ObjectReader, Passing, Place, Row, RowReader};
use crate::output::{Memo, OwnMembers, OwnRow, RowStart, Stamp, Varying, View};
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

/// How many bytes a worker keeps of results that it wrote before.
const MEMO_BYTES: usize = 6 << 20;

/// Takes batches from a feed until there are none.
pub struct Worker<'j> {
    job: &'j Job<'j>,
    memo: Memo,
    record: Record,
    rows: RowReader,
    columns: Option<Columns<'j>>,
    objects: ObjectReader<'j>,
    totals: Totals,
    invalid: Settled,
    /// The runs of a result of which none are kept.
    runs: Vec<u8>,
    own: OwnRow,
    /// For each record of the batch the earlier one with the same card, 0 for none.
    earlier: Vec<u64>,
    keys: Vec<Keys>,
}

impl<'j> Worker<'j> {
    /// A worker of a job.
    pub fn new(job: &'j Job<'j>) -> Self {
        Self {
            job,
            memo: Memo::new(MEMO_BYTES),
            record: Record::default(),
            rows: RowReader::default(),
            columns: None,
            objects: ObjectReader::default(),
            totals: Totals::default(),
            invalid: Settled::invalid(),
            runs: Vec::new(),
            own: OwnRow::default(),
            earlier: Vec::new(),
            keys: Vec::new(),
        }
    }

    /// Works until the feed is empty or the run has failed.
    pub fn run<S: Sink>(mut self, feed: &Mutex<Feed<'_>>, order: &Ordered<S>) -> Totals {
        let mut spare = Buffer::default();
        let mut rendered = Rendered::default();
        loop {
            let next = feed.lock().unwrap_or_else(PoisonError::into_inner).next(spare);
            let batch = match next {
                Ok(Some(batch)) => batch,
                Ok(None) => break,
                Err((after, error)) => {
                    order.fail(after, error);
                    break;
                }
            };
            rendered.bytes.clear();
            rendered.results.clear();
            rendered.cells.clear();
            let before = self.totals.records;
            self.batch(&batch, &mut rendered);
            rendered.read = batch.bytes.len() as u64;
            rendered.records = self.totals.records - before;
            let goes_on = order.put(batch.sequence, &mut rendered);
            spare = batch.bytes;
            if !goes_on {
                break;
            }
        }
        self.totals
    }

    fn batch(&mut self, batch: &Batch, rendered: &mut Rendered) {
        if let Some(duplicates) = &self.job.duplicates {
            self.keys.clear();
            self.each(batch, |worker, _, _| {
                worker.fill();
                worker.keys.push(Keys::of(&worker.record));
            });
            duplicates.check(batch.sequence, batch.first_record, &self.keys, &mut self.earlier);
        }
        self.each(batch, |worker, number, place| {
            let index = (number - batch.first_record) as usize;
            let earlier = worker.earlier.get(index).copied().filter(|earlier| *earlier != 0);
            worker.decide(&batch.head, number, place, earlier, rendered);
        });
    }

    /// Reads the records of a batch, one after the other.
    fn each(&mut self, batch: &Batch, mut then: impl FnMut(&mut Self, u64, Place)) {
        let mut number = batch.first_record;
        match &batch.layout {
            Layout::Args => {
                self.record.clear();
                self.blank();
                then(self, number, Place::Args);
            }
            Layout::Faulty { place, why } => {
                self.record.clear();
                self.record.fail(RecordError::whole(*why, None));
                self.blank();
                then(self, number, *place);
            }
            Layout::Lines { first_line } => {
                let (text, is_utf8) = (&*batch.bytes, is_utf8(batch));
                let (mut start, mut line) = (0, *first_line);
                while start < text.len() {
                    let rest = &text[start..];
                    let length = memchr::memchr(b'\n', rest).map_or(rest.len(), |at| at + 1);
                    let blank = length - rest[..length].trim_ascii_start().len();
                    let given = rest[blank..length].trim_ascii_end().len();
                    if given > 0 {
                        let from = start + blank;
                        self.object(Object { text, start: from, end: from + given, is_utf8 });
                        then(self, number, Place::Line(line));
                        number += 1;
                    }
                    (start, line) = (start + length, line + 1);
                }
            }
            Layout::Elements(elements) => {
                let (text, is_utf8) = (&*batch.bytes, is_utf8(batch));
                for element in elements {
                    self.object(Object { text, start: element.start, end: element.end, is_utf8 });
                    then(self, number, element.place);
                    number += 1;
                }
            }
            Layout::Rows { first_line, is_plain } => {
                let columns = self.columns_of(&batch.head);
                let mut rows = std::mem::take(&mut self.rows);
                rows.read(batch, *first_line, *is_plain, |line, row| {
                    match row {
                        Row::Plain(row) if self.job.own.is_none() => {
                            columns.read_plain(&self.job.reading, &mut self.record, row);
                        }
                        Row::Plain(row) => self.row(&columns, row.cells().map(|cell| cell.bytes())),
                        Row::Quoted(record) => {
                            self.row(&columns, record.iter());
                            // Cell by cell: two halves of a character are none, though they may be
                            // side by side.
                            if record.iter().any(|cell| std::str::from_utf8(cell).is_err()) {
                                self.not_a_text();
                            }
                        }
                    }
                    then(self, number, Place::Line(line));
                    number += 1;
                });
                (self.rows, self.columns) = (rows, Some(columns));
            }
        }
    }

    #[inline(always)]
    fn object(&mut self, object: Object<'_>) {
        self.record.clear();
        let job = self.job;
        let row = &mut self.own;
        let mut own = job.own.as_ref().map(|own| OwnMembers { own, row, map: job.map });
        let own = own.as_mut().map(|own| own as &mut dyn Passing);
        self.objects.read(object, job.map, &job.reading, job.notices, &mut self.record, own);
    }

    /// Gives the record what it lacks and the arguments have.
    fn fill(&mut self) {
        for fill in &self.job.fills {
            if !self.record.has(fill.field) {
                self.record.set_text(&self.job.reading, fill.field, fill.text.as_bytes());
            }
        }
    }

    /// How the cells of an input's rows are read.
    fn columns_of(&mut self, head: &Arc<Head>) -> Columns<'j> {
        let columns = self.columns.take().filter(|columns| Arc::ptr_eq(&columns.head, head));
        columns.unwrap_or_else(|| Columns::new(head, &self.job.reading))
    }

    /// Reads a row cell by cell.
    fn row<'r>(&mut self, columns: &Columns<'_>, cells: impl Iterator<Item = &'r [u8]>) {
        let job = self.job;
        let Some(own) = &job.own else {
            return columns.read(&job.reading, &mut self.record, cells);
        };
        let passed = &mut self.own;
        passed.bytes.clear();
        let cells = cells.enumerate().map(|(index, cell)| {
            own.cell(passed, index, cell);
            cell
        });
        columns.read(&job.reading, &mut self.record, cells);
        if self.record.error.as_ref().is_some_and(|error| error.field.is_none()) {
            self.blank();
        }
    }

    /// Marks the record as one whose bytes are no text.
    fn not_a_text(&mut self) {
        if self.record.error.as_ref().is_none_or(|error| error.field.is_some()) {
            self.record.error = None;
            self.record.fail(RecordError::whole(ValueError::Encoding, None));
            self.blank();
        }
    }

    /// Passes nothing through.
    fn blank(&mut self) {
        if let Some(own) = &self.job.own {
            own.blank(&mut self.own);
        }
    }

    /// Decides the record that was read and renders the result.
    fn decide(
        &mut self,
        head: &Arc<Head>,
        number: u64,
        place: Place,
        earlier: Option<u64>,
        rendered: &mut Rendered,
    ) {
        self.fill();
        let job = self.job;
        let plan = job.plan;
        let record = &mut self.record;
        record.finish();
        if let Some(required) = Field::subject_of(plan.command)
            && !matches!(job.style, Style::WhatIf(_))
        {
            record.require(required);
        }
        let (input, is_plain_input) = (head.name.as_str(), head.has_plain_name);
        let stamp = Stamp { number, input, is_plain_input, place, record };
        let own = self.own.bytes.as_slice();
        if let Style::WhatIf(style) = &job.style {
            return style.write(&RowStart { stamp, topic: style.topic }, plan, &mut self.totals, rendered);
        }
        if record.error.is_some() {
            let (settled, worked) = (&self.invalid, &Worked::default());
            self.totals.count(&Tally::new(settled, worked));
            let view = View { plan, stamp, earlier, settled, worked };
            return job.anew(&view, &mut self.runs, head, own, rendered);
        }
        let kept = self.memo.get(plan.key(&record.facts), |runs| job.settle(stamp, runs));
        self.totals.count(&kept.tally);
        let Some(varying) = kept.varying else {
            return job.write(Cells::Own(&stamp), kept.runs, own, &mut rendered.bytes);
        };
        let settled = &varying.settled;
        let anew;
        let worked = match &varying.worked {
            Some(worked) => worked,
            None => {
                anew = plan.work_out_again(&record.facts, settled);
                &anew
            }
        };
        let view = View { plan, stamp, earlier, settled, worked };
        if earlier.is_some() {
            // What was kept is for records without the warning.
            return job.anew(&view, &mut self.runs, head, own, rendered);
        }
        job.write(Cells::Varying(&view), kept.runs, own, &mut rendered.bytes);
        job.pass_on(&view, head, rendered);
    }
}

fn is_utf8(batch: &Batch) -> bool {
    std::str::from_utf8(&batch.bytes).is_ok()
}

impl Job<'_> {
    /// Decides for all records of a key, and writes what does not vary between them.
    fn settle(&self, stamp: Stamp<'_>, runs: &mut Vec<u8>) -> (Tally, Option<Box<Varying>>) {
        let plan = self.plan;
        let mut facts = stamp.record.facts.clone();
        let prepared = plan.prepare(&mut facts);
        let settled = plan.settle(&facts, &prepared);
        let worked = plan.work_out(&facts, &prepared, &settled);
        let tally = Tally::new(&settled, &worked);
        let is_for_all = plan.is_worked_out_for_all(&settled);
        let is_constant = is_for_all && self.writes_runs_only();
        let view = View { plan, stamp, earlier: None, settled: &settled, worked: &worked };
        self.fix(&view, is_constant, runs);
        let varying = || Box::new(Varying { settled, worked: is_for_all.then_some(worked) });
        (tally, (!is_constant).then(varying))
    }

    /// Writes all of a result.
    fn anew(
        &self,
        view: &View<'_>,
        runs: &mut Vec<u8>,
        head: &Arc<Head>,
        own: &[u8],
        rendered: &mut Rendered,
    ) {
        runs.clear();
        self.fix(view, false, runs);
        self.write(Cells::Varying(view), runs, own, &mut rendered.bytes);
        self.pass_on(view, head, rendered);
    }
}
