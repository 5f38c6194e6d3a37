use std::sync::{Arc, Mutex, PoisonError};

use super::Job;
use super::duplicates::Keys;
use super::order::Ordered;
use super::sink::{Rendered, Sink};
use super::totals::Totals;
use super::what_if::WhatIfStyle;
use crate::decide::{Plan, Settled, Worked};
use crate::field::Field;
use crate::input::{Batch, Feed, Head, Layout, ObjectReader, Passing, Place, Row, RowReader};
use crate::output::{
    Column, ColumnWriter, CsvWriter, Decided, Fixed, JsonWriter, Kept, Memo, OwnMembers, OwnRow, Pieces,
    RowStart, View,
};
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

/// How results are written by workers.
#[derive(Clone, Debug)]
pub enum Style {
    /// As rows of CSV.
    Csv(CsvWriter, Pieces),
    /// As JSON objects, with commas between them for an array.
    Json {
        /// How members are written.
        writer: JsonWriter,
        /// Which, in order.
        pieces: Pieces,
        /// Whether they are elements of an array.
        is_array: bool,
    },
    /// As rows of what every platform would make of the record.
    WhatIf(WhatIfStyle),
    /// Not by workers: results are passed on as they are.
    Results,
}

impl Style {
    /// Rows of these columns.
    pub fn csv(writer: CsvWriter, columns: &[Column]) -> Self {
        Self::Csv(writer, Pieces::new(columns, false))
    }

    /// Objects of these columns.
    pub fn json(writer: JsonWriter, columns: &[Column], is_array: bool) -> Self {
        Self::Json { writer, pieces: Pieces::new(columns, false), is_array }
    }
}

/// How many bytes a worker keeps of what it settled before.
const MEMO_BYTES: usize = 6 << 20;

/// Takes batches from a feed until there are none.
pub struct Worker<'j> {
    job: &'j Job<'j>,
    memo: Memo,
    record: Record,
    rows: RowReader,
    objects: ObjectReader,
    totals: Totals,
    invalid: Settled,
    unkept: Kept,
    own: OwnRow,
    /// For each record of the batch the earlier one with the same card, 0 for none.
    earlier: Vec<u64>,
    keys: Vec<Keys>,
    marked: Fixed,
}

impl<'j> Worker<'j> {
    /// A worker of a job.
    pub fn new(job: &'j Job<'j>) -> Self {
        Self {
            job,
            memo: Memo::new(MEMO_BYTES),
            record: Record::default(),
            rows: RowReader::default(),
            objects: ObjectReader::default(),
            totals: Totals::default(),
            invalid: Settled::invalid(),
            unkept: Kept::default(),
            own: OwnRow::default(),
            earlier: Vec::new(),
            keys: Vec::new(),
            marked: Fixed::default(),
        }
    }

    /// Works until the feed is empty or the run has failed.
    pub fn run<S: Sink>(mut self, feed: &Mutex<Feed<'_>>, order: &Ordered<S>) -> Totals {
        let mut spare = Vec::new();
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
                for (index, line) in batch.bytes.split_inclusive(|b| *b == b'\n').enumerate() {
                    let line = line.trim_ascii();
                    if !line.is_empty() {
                        self.object(line);
                        then(self, number, Place::Line(first_line + index as u64));
                        number += 1;
                    }
                }
            }
            Layout::Elements(elements) => {
                for element in elements {
                    self.object(&batch.bytes[element.start..element.end]);
                    then(self, number, element.place);
                    number += 1;
                }
            }
            Layout::Rows { first_line, is_plain } => {
                // One look at the batch spares one at each record, unless something is wrong in it.
                let is_text = std::str::from_utf8(&batch.bytes).is_ok();
                let mut rows = std::mem::take(&mut self.rows);
                rows.read(batch, *first_line, *is_plain, |line, row| {
                    let text = (!is_text).then_some(row.text());
                    match row {
                        Row::Plain(record) => self.row(&batch.head, record.iter(), text),
                        Row::Quoted(record) => self.row(&batch.head, record.iter(), text),
                    }
                    then(self, number, Place::Line(line));
                    number += 1;
                });
                self.rows = rows;
            }
        }
    }

    fn object(&mut self, text: &[u8]) {
        self.record.clear();
        let job = self.job;
        let row = &mut self.own;
        let mut own = job.own.as_ref().map(|own| OwnMembers { own, row, map: job.map });
        let own = own.as_mut().map(|own| own as &mut dyn Passing);
        self.objects.read(text, job.map, &job.reading, job.notices, &mut self.record, own);
    }

    /// Gives the record what it lacks and the arguments have.
    fn fill(&mut self) {
        for fill in &self.job.fills {
            if !self.record.has(fill.field) {
                self.record.set_text(&self.job.reading, fill.field, fill.text.as_bytes());
            }
        }
    }

    /// Reads a row; `text` where it may be none.
    fn row<'r>(&mut self, head: &Head, cells: impl Iterator<Item = &'r [u8]>, text: Option<&[u8]>) {
        let job = self.job;
        let Some(own) = &job.own else { return self.cells(head, cells, text) };
        let mut passed = std::mem::take(&mut self.own);
        passed.bytes.clear();
        let cells = cells.enumerate().map(|(index, cell)| {
            own.cell(&mut passed, index, cell);
            cell
        });
        self.cells(head, cells, text);
        self.own = passed;
        if self.record.error.as_ref().is_some_and(|error| error.field.is_none()) {
            self.blank();
        }
    }

    /// Passes nothing through.
    fn blank(&mut self) {
        if let Some(own) = &self.job.own {
            own.blank(&mut self.own);
        }
    }

    fn cells<'r>(&mut self, head: &Head, cells: impl Iterator<Item = &'r [u8]>, text: Option<&[u8]>) {
        self.record.clear();
        let mut count = 0;
        let mut too_many = false;
        for cell in cells {
            match head.columns.get(count) {
                Some(column) => {
                    if let Some(field) = column.field {
                        self.record.set_text(&self.job.reading, field, cell);
                    }
                }
                None => too_many |= !cell.trim_ascii().is_empty(),
            }
            count += 1;
        }
        let columns = head.columns.len();
        if too_many || count < columns {
            let why = if too_many { ValueError::TooManyCells } else { ValueError::TooFewCells };
            if head.has_secrets {
                // Which cell is whose is not known: what looks like an id may be a secret.
                self.record.clear();
            }
            self.record.error = None;
            self.record.fail(RecordError::whole(why, Some((columns as u64, count as u64))));
        } else if text.is_some_and(|text| std::str::from_utf8(text).is_err()) {
            self.record.error = None;
            self.record.fail(RecordError::whole(ValueError::Encoding, None));
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
        if let Style::WhatIf(style) = &job.style {
            let start = RowStart { number, input: &head.name, place, record, topic: style.topic };
            return style.write(&start, plan, &mut self.totals, rendered);
        }
        if let Some(required) = Field::subject_of(plan.command) {
            record.require(required);
        }
        let input = head.name.as_str();
        let seen = Seen { plan, number, input, is_plain_input: head.has_plain_name, place, earlier };
        if record.error.is_some() {
            let worked = Worked::default();
            let view = seen.view(record, &self.invalid, &worked);
            let fixed = &mut self.unkept.fixed;
            job.fix(&view, false, fixed);
            self.totals.count(&view);
            return job.write(&view, head, fixed, &self.own.bytes, rendered);
        }
        let fill = |kept: &mut Kept| {
            let mut facts = record.facts.clone();
            let prepared = plan.prepare(&mut facts);
            kept.settled = plan.settle(&facts, &prepared);
            let is_for_all = plan.is_worked_out_for_all(&kept.settled);
            let worked = plan.work_out(&facts, &prepared, &kept.settled);
            let seen = Seen { earlier: None, ..seen };
            job.fix(&seen.view(record, &kept.settled, &worked), is_for_all, &mut kept.fixed);
            kept.worked = is_for_all.then(|| Box::new(worked));
        };
        let kept = match plan.key(&record.facts) {
            Some(key) => self.memo.get(key.bytes(), fill),
            None => {
                fill(&mut self.unkept);
                &self.unkept
            }
        };
        let own;
        let worked = match &kept.worked {
            Some(worked) => worked,
            None => {
                own = plan.work_out_again(&record.facts, &kept.settled);
                &own
            }
        };
        let view = seen.view(record, &kept.settled, worked);
        self.totals.count(&view);
        if earlier.is_some() {
            // What was kept is for records without the warning.
            job.fix(&view, false, &mut self.marked);
            return job.write(&view, head, &self.marked, &self.own.bytes, rendered);
        }
        job.write(&view, head, &kept.fixed, &self.own.bytes, rendered);
    }
}

impl Job<'_> {
    /// Writes the columns that do not vary between records of the same classes.
    fn fix(&self, view: &View<'_>, is_constant: bool, fixed: &mut Fixed) {
        match &self.style {
            Style::Csv(writer, pieces) => pieces.fix(writer, view, is_constant, fixed),
            Style::Json { writer, pieces, .. } => pieces.fix(writer, view, is_constant, fixed),
            Style::WhatIf(_) | Style::Results => {}
        }
    }

    /// Writes a result, behind the input's own columns.
    fn write(&self, view: &View<'_>, head: &Arc<Head>, fixed: &Fixed, own: &[u8], rendered: &mut Rendered) {
        match &self.style {
            Style::Csv(writer, pieces) => {
                rendered.bytes.extend_from_slice(own);
                self.pieces(writer, pieces, view, fixed, &mut rendered.bytes);
                rendered.bytes.push(b'\n');
            }
            Style::Json { writer, pieces, is_array } => {
                let out = &mut rendered.bytes;
                if *is_array && view.number > 1 {
                    out.extend_from_slice(b",\n");
                }
                out.push(b'{');
                out.extend_from_slice(own);
                self.pieces(writer, pieces, view, fixed, out);
                out.push(b'}');
                if !*is_array {
                    out.push(b'\n');
                }
            }
            Style::WhatIf(_) => {}
            Style::Results => rendered.results.push(Decided {
                number: view.number,
                head: Arc::clone(head),
                place: view.place,
                earlier: view.earlier,
                record: view.record.clone(),
                settled: view.settled.clone(),
                worked: view.worked.clone(),
            }),
        }
    }

    fn pieces(
        &self,
        writer: &impl ColumnWriter,
        pieces: &Pieces,
        view: &View<'_>,
        fixed: &Fixed,
        out: &mut Vec<u8>,
    ) {
        pieces.write(writer, view, fixed, out);
    }
}

/// What a view has beside the record and its result.
struct Seen<'a> {
    plan: &'a Plan<'a>,
    number: u64,
    input: &'a str,
    is_plain_input: bool,
    place: Place,
    earlier: Option<u64>,
}

impl<'a> Seen<'a> {
    fn view<'v>(&self, record: &'v Record, settled: &'v Settled, worked: &'v Worked) -> View<'v>
    where
        'a: 'v,
    {
        let Self { plan, number, input, is_plain_input, place, earlier } = *self;
        View { plan, number, input, is_plain_input, place, earlier, record, settled, worked }
    }
}
