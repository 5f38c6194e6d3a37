//! Two plans over one read of the input: every record is decided by both, and results are compared
//! by position, so that ids that stand twice do no harm.

use std::sync::Mutex;

use super::batches::each_batch;
use super::decider::computed;
use super::order::Ordered;
use super::side::{Lines, Side};
use super::sink::{Rendered, Sink};
use super::tally::{Apart, Differences, PairOfRuns, Tally};
use super::{Job, RunError, Totals, on_threads};
use crate::command::Verdict;
use crate::decide::{Dependent, Plan};
use crate::input::{Batch, BatchReader};
use crate::output::{Kept, Settled};
use crate::record::Facts;

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
    pub old: &'d [u8],
    /// The new one.
    pub new: &'d [u8],
    /// The number of the record.
    pub record: &'d [u8],
    /// Where it stands, as JSON.
    pub source: &'d [u8],
    /// Its id, as JSON.
    pub id: &'d [u8],
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

    fn batch(&mut self, batch: &Batch, out: &mut Rendered) {
        let Self { twice, old, new, tally, reads_once } = self;
        let mut differing = Differing { twice, tally, out };
        if !*reads_once {
            old.batch(batch);
            new.batch(batch);
            let (old, new) = (&old.rendered.bytes, &new.rendered.bytes);
            if old != new {
                Lines(old).zip(Lines(new)).for_each(|(old, new)| differing.compare(old, new, None));
            }
            return;
        }
        let plans = (twice.old.plan, twice.new.plan);
        let Side { reader, decider: before, rendered: old } = old;
        let Side { decider: after, rendered: new, .. } = new;
        reader.each(batch, |first, slots| {
            let places = before.look_up(slots).into_iter().zip(after.look_up(slots));
            for ((slot, (was, is)), number) in slots.iter().zip(places).zip(first..) {
                let kept = before.kept(batch, number, slot, was).zip(after.kept(batch, number, slot, is));
                let pair = kept.and_then(|(was, is)| was.shared_runs().zip(is.shared_runs()));
                let same = kept.filter(|(was, is)| {
                    let is_same = differing.tally.is_same(pair, || was.runs == is.runs);
                    is_same && vary_alike(plans, &slot.record.facts, was, is)
                });
                if let Some(contribution) = same.map(|(_, is)| is.contribution.clone()) {
                    // What all came to is what the new plan says.
                    after.count(&contribution);
                    continue;
                }
                old.bytes.clear();
                new.bytes.clear();
                before.write(batch, number, slot, was, old);
                after.write(batch, number, slot, is, new);
                // A line each, or none.
                let lines = (old.bytes.strip_suffix(b"\n"), new.bytes.strip_suffix(b"\n"));
                if let (Some(old), Some(new)) = lines {
                    differing.compare(old, new, pair);
                }
            }
        });
    }
}

/// Whether what varies between records of a key is the same under both plans, as far as that shows without
/// writing it: what is the record's own is the same anyway.
fn vary_alike(plans: (&Plan<'_>, &Plan<'_>), facts: &Facts, was: &Kept<'_>, is: &Kept<'_>) -> bool {
    let (was, is) = match (was.varying, is.varying) {
        (None, None) => return true,
        (Some(was), Some(is)) => (was, is),
        (None, Some(_)) | (Some(_), None) => return false,
    };
    let is_plain = |result: &Settled| {
        result.answers.is_none() && !result.dependents.meets(&[Dependent::Turn, Dependent::Until])
    };
    is_plain(was)
        && is_plain(is)
        && was.dependents == is.dependents
        && was.decision.warnings == is.decision.warnings
        && computed(plans.0, facts, was) == computed(plans.1, facts, is)
}

/// Where records that differ go.
struct Differing<'d, 'j> {
    twice: &'j Twice<'j>,
    tally: &'d mut Tally<'j>,
    out: &'d mut Rendered,
}

impl Differing<'_, '_> {
    /// Compares the results of a record; `pair` tells what is kept of them apart from all else of the run,
    /// which says what the verdict is and which rules are cited.
    fn compare(&mut self, old: &[u8], new: &[u8], pair: Option<PairOfRuns>) {
        if old == new {
            return;
        }
        let apart = self.tally.apart(new);
        let verdicts = self.tally.count(old, new, pair);
        debug_assert!(apart.is_some() && verdicts.is_some(), "{old:?} {new:?}");
        let Some((Apart { record, source, id, .. }, verdicts)) = apart.zip(verdicts) else { return };
        let difference = Difference { old, new, record, source, id, verdicts };
        (self.twice.render)(&difference, &mut self.out.bytes);
    }
}
