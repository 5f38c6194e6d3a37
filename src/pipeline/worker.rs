use std::sync::{Arc, Mutex, PoisonError};

use super::Job;
use super::block::{BLOCK, Block, Slot};
use super::columns::Columns;
use super::duplicates::Keys;
use super::order::Ordered;
use super::sink::{Rendered, Sink};
use super::style::{Cells, Style};
use super::totals::Totals;
use crate::decide::{Key, Settled, Tally, Varies, Worked};
use crate::field::Field;
use crate::input::{
    Batch, Buffer, Feed, Head, Layout, Object, ObjectReader, Passing, Place, Plain, RowReader,
};
use crate::output::{Found, Memo, OwnMembers, RowStart, Stamp, Varying, View};
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
    block: Block,
    rows: RowReader,
    columns: Option<Columns<'j>>,
    objects: ObjectReader<'j>,
    totals: Totals,
    invalid: Settled,
    /// The runs of a result of which none are kept.
    runs: Vec<u8>,
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
            block: Block::default(),
            rows: RowReader::default(),
            columns: None,
            objects: ObjectReader::default(),
            totals: Totals::default(),
            invalid: Settled::invalid(),
            runs: Vec::new(),
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
            self.each(batch, |worker, _, slots| {
                for slot in slots {
                    worker.fill(&mut slot.record);
                    worker.keys.push(Keys::of(&slot.record));
                }
            });
            duplicates.check(batch.sequence, batch.first_record, &self.keys, &mut self.earlier);
        }
        self.each(batch, |worker, first, slots| worker.decide(batch, first, slots, rendered));
    }

    /// Reads the records of a batch, and passes them on with the number of the first, some at a time.
    fn each(&mut self, batch: &Batch, mut then: impl FnMut(&mut Self, u64, &mut [Slot])) {
        let mut block = std::mem::take(&mut self.block);
        block.begin(batch.first_record);
        let mut then = |worker: &mut Self, block: &mut Block| {
            let (first, slots) = block.take();
            then(worker, first, slots);
        };
        match &batch.layout {
            Layout::Args => self.blank(block.next(Place::Args)),
            Layout::Faulty { place, why } => {
                let slot = block.next(*place);
                slot.record.fail(RecordError::whole(*why, None));
                self.blank(slot);
            }
            Layout::Lines { first_line } => {
                let text = self.begin_objects(batch);
                let (mut start, mut line) = (0, *first_line);
                while start < text.len() {
                    let found = self.objects.find(text, Object::Line(start), block.len());
                    let end = found.unwrap_or_else(|| {
                        memchr::memchr(b'\n', &text[start..]).map_or(text.len(), |at| start + at + 1)
                    });
                    let given = text[start..end].trim_ascii();
                    if found.is_some() {
                        block.next(Place::Line(line));
                    } else if !given.is_empty() {
                        self.object(given, block.next(Place::Line(line)));
                    }
                    (start, line) = (end, line + 1);
                    if block.is_full() {
                        self.read_values(text, &mut block);
                        then(self, &mut block);
                    }
                }
                self.read_values(text, &mut block);
            }
            Layout::Elements(elements) => {
                let text = self.begin_objects(batch);
                for element in elements {
                    let (start, end) = (element.start, element.end);
                    let found = self.objects.find(text, Object::Within(start, end), block.len());
                    let slot = block.next(element.place);
                    if found.is_none() {
                        self.object(&text[start..end], slot);
                    }
                    if block.is_full() {
                        self.read_values(text, &mut block);
                        then(self, &mut block);
                    }
                }
                self.read_values(text, &mut block);
            }
            Layout::Rows { first_line, is_plain } => {
                let mut columns = self.columns_of(&batch.head);
                let mut reader = std::mem::take(&mut self.rows);
                let plain = if *is_plain { reader.plain_rows(batch) } else { None };
                if let Some(mut rows) = plain {
                    let mut lines = *first_line;
                    while let Some(next) = rows.next(BLOCK) {
                        let (Plain::Rows(rows) | Plain::Misfit(rows)) = next;
                        let places = (lines..).map(Place::Line);
                        lines += rows.len() as u64;
                        if matches!(next, Plain::Rows(_)) && self.job.own.is_none() {
                            for place in places.take(rows.len()) {
                                block.next(place);
                            }
                            columns.read_plain(&self.job.reading, rows, block.filled());
                        } else {
                            for (cells, place) in rows.rows().zip(places) {
                                self.row(&columns, cells, block.next(place));
                            }
                        }
                        then(self, &mut block);
                    }
                } else {
                    reader.rows(batch, *first_line, |line, row| {
                        let slot = block.next(Place::Line(line));
                        self.row(&columns, row.iter(), slot);
                        // Cell by cell: two halves of a character are none, though they may be side by
                        // side.
                        if row.iter().any(|cell| std::str::from_utf8(cell).is_err()) {
                            self.not_a_text(slot);
                        }
                        if block.is_full() {
                            then(self, &mut block);
                        }
                    });
                }
                (self.rows, self.columns) = (reader, Some(columns));
            }
        }
        then(self, &mut block);
        self.block = block;
    }

    fn begin_objects<'b>(&mut self, batch: &'b Batch) -> &'b Buffer {
        // What is passed through is read one by one.
        self.objects.begin(&batch.bytes, self.job.own.is_some());
        &batch.bytes
    }

    fn read_values(&mut self, text: &Buffer, block: &mut Block) {
        let job = self.job;
        self.objects.values(text, job.map, &job.reading, job.notices, block.filled());
    }

    /// Reads an object of any shape.
    fn object(&mut self, text: &[u8], slot: &mut Slot) {
        let job = self.job;
        let row = &mut slot.own;
        let mut own = job.own.as_ref().map(|own| OwnMembers { own, row, map: job.map });
        let own = own.as_mut().map(|own| own as &mut dyn Passing);
        self.objects.read(text, job.map, &job.reading, job.notices, &mut slot.record, own);
    }

    /// Gives a record what it lacks and the arguments have.
    fn fill(&self, record: &mut Record) {
        for fill in &self.job.fills {
            if !record.has(fill.field) {
                record.set_text(&self.job.reading, fill.field, fill.text.as_bytes());
            }
        }
    }

    /// How the cells of an input's rows are read.
    fn columns_of(&mut self, head: &Arc<Head>) -> Columns<'j> {
        let columns = self.columns.take().filter(|columns| Arc::ptr_eq(&columns.head, head));
        columns.unwrap_or_else(|| Columns::new(head, &self.job.reading))
    }

    /// Reads a row cell by cell.
    fn row<'r>(&self, columns: &Columns<'_>, cells: impl Iterator<Item = &'r [u8]>, slot: &mut Slot) {
        let job = self.job;
        let Some(own) = &job.own else {
            return columns.read(&job.reading, &mut slot.record, cells);
        };
        let passed = &mut slot.own;
        passed.bytes.clear();
        let cells = cells.enumerate().map(|(index, cell)| {
            own.cell(passed, index, cell);
            cell
        });
        columns.read(&job.reading, &mut slot.record, cells);
        if slot.record.error.as_ref().is_some_and(|error| error.field.is_none()) {
            self.blank(slot);
        }
    }

    /// Marks a record as one whose bytes are no text.
    fn not_a_text(&self, slot: &mut Slot) {
        if slot.record.error.as_ref().is_none_or(|error| error.field.is_some()) {
            slot.record.error = None;
            slot.record.fail(RecordError::whole(ValueError::Encoding, None));
            self.blank(slot);
        }
    }

    /// Passes nothing through.
    fn blank(&self, slot: &mut Slot) {
        if let Some(own) = &self.job.own {
            own.blank(&mut slot.own);
        }
    }

    /// Decides records that were read and renders their results.
    fn decide(&mut self, batch: &Batch, first: u64, slots: &mut [Slot], rendered: &mut Rendered) {
        let plan = self.job.plan;
        let required =
            Field::subject_of(plan.command).filter(|_| !matches!(self.job.style, Style::WhatIf(_)));
        let mut keys = [None; BLOCK];
        for (slot, key) in slots.iter_mut().zip(&mut keys) {
            let record = &mut slot.record;
            self.fill(record);
            record.finish();
            if let Some(required) = required {
                record.require(required);
            }
            *key = plan.key(&record.facts);
        }
        self.memo.make_room(BLOCK);
        let found = keys.map(|key| self.memo.find(&key?));
        for (((slot, key), found), number) in slots.iter().zip(keys).zip(found).zip(first..) {
            self.write(batch, number, slot, key, found, rendered);
        }
    }

    /// Writes the result of a record.
    #[inline(always)]
    fn write(
        &mut self,
        batch: &Batch,
        number: u64,
        slot: &Slot,
        key: Option<Key>,
        found: Option<Found>,
        rendered: &mut Rendered,
    ) {
        let (job, plan, head) = (self.job, self.job.plan, &batch.head);
        let earlier =
            self.earlier.get((number - batch.first_record) as usize).copied().filter(|earlier| *earlier != 0);
        let (input, is_plain_input) = (head.name.as_str(), head.has_plain_name);
        let Slot { record, own, place } = slot;
        let stamp = Stamp { number, input, is_plain_input, place: *place, record };
        let own = own.bytes.as_slice();
        if let Style::WhatIf(style) = &job.style {
            return style.write(&RowStart { stamp, topic: style.topic }, plan, &mut self.totals, rendered);
        }
        if record.error.is_some() {
            let (settled, worked) = (&self.invalid, &Worked::default());
            self.totals.count(&Tally::new(settled, worked));
            let view = View { plan, stamp, earlier, settled, worked };
            return job.anew(&view, &mut self.runs, head, own, rendered);
        }
        let kept = match found {
            Some(found) => self.memo.get(found),
            None => self.memo.get_or_make(key, |runs| job.settle(stamp, runs)),
        };
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
        job.write(Cells::Varying(&view, varying.varies), kept.runs, own, &mut rendered.bytes);
        job.pass_on(&view, head, rendered);
    }
}

impl Job<'_> {
    /// Decides for all records of a key, and writes what does not vary between them.
    fn settle(&self, stamp: Stamp<'_>, runs: &mut Vec<u8>) -> (Tally, Option<Varying>) {
        let plan = self.plan;
        let mut facts = stamp.record.facts.clone();
        let prepared = plan.prepare(&mut facts);
        let settled = plan.settle(&facts, &prepared);
        let worked = plan.work_out(&facts, &prepared, &settled);
        let tally = Tally::new(&settled, &worked);
        let varies = plan.varies(&settled);
        let is_for_all = varies == Varies::NOTHING;
        let is_constant = is_for_all && self.writes_runs_only();
        let view = View { plan, stamp, earlier: None, settled: &settled, worked: &worked };
        self.fix(&view, varies, runs);
        let varying = || Varying { settled, varies, worked: is_for_all.then_some(worked) };
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
        self.fix(view, Varies::NOTHING, runs);
        self.write(Cells::Varying(view, Varies::NOTHING), runs, own, &mut rendered.bytes);
        self.pass_on(view, head, rendered);
    }
}
