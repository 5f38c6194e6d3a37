//! Two plans over one read of the input: every record is decided by both, and results are compared
//! by position, so that ids that stand twice do no harm.

use std::sync::Mutex;

use super::batches::each_batch;
use super::order::Ordered;
use super::side::{Lines, Side};
use super::sink::{Rendered, Sink};
use super::tally::{Apart, Differences, Tally};
use super::{Job, RunError, Totals, on_threads};
use crate::command::Verdict;
use crate::input::{Batch, BatchReader};

/// What is decided twice, and what becomes of the records that differ.
pub struct Twice<'a> {
    /// By the old plan. Both jobs render objects, one a line.
    pub old: Job<'a>,
    /// By the new plan.
    pub new: Job<'a>,
    /// Whether a rule is another in the new policy, by its id.
    pub is_changed: &'a (dyn Fn(&str) -> bool + Sync),
    /// Writes a record that differs.
    pub render: &'a (dyn Fn(&Difference<'_>, &mut Vec<u8>) + Sync),
}

/// A record whose results differ.
#[derive(Debug)]
pub struct Difference<'d> {
    /// The old result, as a JSON object.
    pub old: &'d str,
    /// The new one.
    pub new: &'d str,
    /// The number of the record.
    pub record: &'d str,
    /// Where it stands, as JSON.
    pub source: &'d str,
    /// Its id, as JSON.
    pub id: &'d str,
    /// The old verdict and the new one.
    pub verdicts: (Verdict, Verdict),
}

/// Runs all batches of a reader through both plans; the sink gets the records that differ.
///
/// # Errors
/// The first input that cannot be read, or the first write that fails.
pub fn run_twice<S: Sink>(
    twice: &Twice<'_>,
    batches: BatchReader<'_>,
    threads: usize,
    sink: S,
) -> Result<(Totals, Differences, S), RunError> {
    let batches = Mutex::new(batches);
    let order = Ordered::new(sink);
    let (old, new) = (&twice.old.reading, &twice.new.reading);
    let reads_once = old.lexicons == new.lexicons && old.now == new.now && old.offset == new.offset;
    let (mut totals, mut differences) = (Totals::default(), Differences::default());
    for (theirs, found) in on_threads(threads, || Worker::new(twice, reads_once).run(&batches, &order)) {
        totals.add(&theirs);
        differences.add(found);
    }
    order.finish().map(|sink| (totals, differences, sink))
}

/// Takes batches until there are none, and decides each twice.
struct Worker<'j> {
    twice: &'j Twice<'j>,
    old: Side<'j>,
    new: Side<'j>,
    /// Whether a record is read the same for both plans, and so only once.
    reads_once: bool,
    tally: Tally<'j>,
}

impl<'j> Worker<'j> {
    fn new(twice: &'j Twice<'j>, reads_once: bool) -> Self {
        Self {
            twice,
            old: Side::new(&twice.old),
            new: Side::new(&twice.new),
            reads_once,
            tally: Tally::new(twice.is_changed),
        }
    }

    fn run<S: Sink>(mut self, batches: &Mutex<BatchReader<'_>>, order: &Ordered<S>) -> (Totals, Differences) {
        each_batch(batches, order, |batch, rendered| {
            let before = self.new.decider.totals.records;
            self.batch(batch, rendered);
            rendered.records = self.new.decider.totals.records - before;
            self.old.reader.take_fault()
        });
        self.new.decider.totals.has_value |= self.old.reader.has_value;
        (self.new.decider.totals, self.tally.finish())
    }

    fn batch(&mut self, batch: &Batch, rendered: &mut Rendered) {
        let Self { old, new, .. } = self;
        if self.reads_once {
            old.rendered.bytes.clear();
            new.rendered.bytes.clear();
            old.reader.each(batch, |first, slots| {
                old.decider.decide(batch, first, slots, &mut old.rendered);
                new.decider.decide(batch, first, slots, &mut new.rendered);
            });
        } else {
            old.batch(batch);
            new.batch(batch);
        }
        self.compare(rendered);
    }

    /// Compares the results of a batch, line by line.
    fn compare(&mut self, out: &mut Rendered) {
        let (old, new) = (&self.old.rendered.bytes, &self.new.rendered.bytes);
        if old == new {
            return;
        }
        for (old, new) in Lines(old).zip(Lines(new)) {
            if old == new {
                continue;
            }
            // What workers render is text and JSON.
            let (Ok(old), Ok(new)) = (std::str::from_utf8(old), std::str::from_utf8(new)) else { continue };
            let apart = (Apart::of(old), Apart::of(new));
            debug_assert!(apart.0.is_some() && apart.1.is_some(), "{old} {new}");
            let (Some(before), Some(after)) = apart else { continue };
            let verdicts = self.tally.count((old, &before), (new, &after));
            debug_assert!(verdicts.is_some(), "{old} {new}");
            let Some(verdicts) = verdicts else { continue };
            let Apart { record, source, id, .. } = after;
            let difference = Difference { old, new, record, source, id, verdicts };
            (self.twice.render)(&difference, &mut out.bytes);
        }
    }
}
