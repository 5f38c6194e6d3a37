//! Two plans over one read of the input: every record is decided by both, and results are compared
//! by position, so that ids that stand twice do no harm.

use std::sync::Mutex;

use super::batches::{Batches, each_batch};
use super::decider::computed;
use super::order::Ordered;
use super::side::{Lines, Side};
use super::sink::{Rendered, Sink};
use super::tally::{Alike, Apart, Differences, PairOfRuns, Tally};
use super::{Job, RunError, Totals, on_threads, workers};
use crate::command::Verdict;
use crate::decide::{Contribution, Dependent, Plan, SameKeys};
use crate::input::{Batch, BatchReader};
use crate::output::{Kept, Settled};
use crate::record::Facts;

/// What is decided twice, and what becomes of the records that differ.
pub struct Twice<'a> {
    /// By the old plan. Both jobs render objects, one a line, and count which rules are cited.
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
    threads: Option<usize>,
    sink: S,
) -> Result<(Totals, Differences, S), RunError> {
    let batches = Batches::new(batches);
    let workers = workers(threads, &batches);
    let batches = Mutex::new(batches);
    let order = Ordered::new(sink);
    let (old, new) = (&twice.old.reading, &twice.new.reading);
    let reads_once = old.lexicons == new.lexicons && old.now == new.now && old.offset == new.offset;
    let (mut totals, mut differences) = (Totals::default(), Differences::default());
    for (theirs, found) in on_threads(workers, || Worker::new(twice, reads_once).run(&batches, &order)) {
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
    same_keys: SameKeys<'j>,
    tally: Tally<'j>,
}

impl<'j> Worker<'j> {
    fn new(twice: &'j Twice<'j>, reads_once: bool) -> Self {
        Self {
            twice,
            old: Side::new(&twice.old),
            new: Side::new(&twice.new),
            reads_once,
            same_keys: SameKeys::new(twice.old.plan, twice.new.plan),
            tally: Tally::new((twice.old.plan, twice.new.plan), twice.is_changed),
        }
    }

    fn run<S: Sink>(mut self, batches: &Mutex<Batches<'_>>, order: &Ordered<S>) -> (Totals, Differences) {
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
        let Self { twice, old, new, tally, same_keys, reads_once } = self;
        let mut differing = Differing { twice, tally, out };
        if !*reads_once {
            let came_to = (old.counted_batch(batch), new.counted_batch(batch));
            let lines = Lines(&old.rendered.bytes).zip(Lines(&new.rendered.bytes));
            for ((old, new), (was, is)) in lines.zip(came_to.0.iter().zip(&came_to.1)) {
                differing.compare(None, (old, was), (new, is));
            }
            return;
        }
        let plans = (twice.old.plan, twice.new.plan);
        let Side { reader, decider: before, rendered: old } = old;
        let Side { decider: after, rendered: new, .. } = new;
        reader.each(batch, |first, slots| {
            let old_places = before.look_up(slots);
            let new_places = after.look_up_beside(slots, &old_places, |facts| same_keys.have(facts));
            let places = old_places.into_iter().zip(new_places);
            for ((slot, (was, is)), number) in slots.iter().zip(places).zip(first..) {
                let was = before.keep(batch, number, slot, was);
                let is = after.keep(batch, number, slot, is);
                let kept = before.kept(was).zip(after.kept(is));
                let pair = kept.and_then(|(was, is)| was.shared_runs().zip(is.shared_runs()));
                let is_same = kept.is_some_and(|(was, is)| {
                    match differing.tally.alike(pair, || alike(plans, &was, &is)) {
                        Alike::Always => true,
                        Alike::ByValues => is_worked_out_alike(plans, &slot.record.facts, &was, &is),
                        Alike::AsWritten => false,
                    }
                });
                if is_same {
                    // What all came to is what the new plan says.
                    after.count(is);
                    continue;
                }
                old.bytes.clear();
                new.bytes.clear();
                before.write(batch, number, slot, was, old);
                after.write(batch, number, slot, is, new);
                // A line each, or none.
                let lines = (old.bytes.strip_suffix(b"\n"), new.bytes.strip_suffix(b"\n"));
                let (Some(old), Some(new)) = lines else { continue };
                match before.kept(was).zip(after.kept(is)) {
                    Some((was, is)) => {
                        differing.compare(pair, (old, was.contribution), (new, is.contribution));
                    }
                    None => {
                        let was = before.contribution(batch, number, slot, was);
                        let is = after.contribution(batch, number, slot, is);
                        differing.compare(None, (old, &was), (new, &is));
                    }
                }
            }
        });
    }
}

/// How far the results of two keys are the same: what is the record's own is the same anyway.
fn alike((old, new): (&Plan<'_>, &Plan<'_>), was: &Kept<'_>, is: &Kept<'_>) -> Alike {
    let is_plain = |result: &Settled| {
        result.answers.is_none() && !result.dependents.meets(&[Dependent::Turn, Dependent::Until])
    };
    match (was.varying, is.varying) {
        _ if was.runs != is.runs => Alike::AsWritten,
        (None, None) => Alike::Always,
        (Some(was), Some(is))
            if is_plain(was)
                && is_plain(is)
                && was.dependents == is.dependents
                && was.decision.warnings == is.decision.warnings =>
        {
            match old.recomputes_like(new, &was.decision, &is.decision) {
                true => Alike::Always,
                false => Alike::ByValues,
            }
        }
        _ => Alike::AsWritten,
    }
}

/// Whether the same is worked out for a record under both plans.
fn is_worked_out_alike(plans: (&Plan<'_>, &Plan<'_>), facts: &Facts, was: &Kept<'_>, is: &Kept<'_>) -> bool {
    match (was.varying, is.varying) {
        (Some(was), Some(is)) => computed(plans.0, facts, was) == computed(plans.1, facts, is),
        (was, is) => was.is_none() && is.is_none(),
    }
}

/// Where records that differ go.
struct Differing<'d, 'j> {
    twice: &'j Twice<'j>,
    tally: &'d mut Tally<'j>,
    out: &'d mut Rendered,
}

impl Differing<'_, '_> {
    /// Compares the results of a record, each with what it comes to, and where they are kept.
    fn compare(
        &mut self,
        pair: Option<PairOfRuns>,
        (old, was): (&[u8], &Contribution),
        (new, is): (&[u8], &Contribution),
    ) {
        if old == new {
            return;
        }
        let apart = self.tally.apart(new);
        debug_assert!(apart.is_some(), "{new:?}");
        let Some(Apart { record, source, id }) = apart else { return };
        self.tally.count(pair, was, is);
        let difference = Difference { old, new, record, source, id, verdicts: (was.verdict, is.verdict) };
        (self.twice.render)(&difference, &mut self.out.bytes);
    }
}
