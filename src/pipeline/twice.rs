//! Two plans over one read of the input: every record is decided by both, and results are compared
//! by position, so that ids that stand twice do no harm.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::batches::each_batch;
use super::order::Ordered;
use super::side::{Lines, Side};
use super::sink::{Rendered, Sink};
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
    /// What the old one says of the record and its rules.
    pub told_old: Told<'d>,
    /// What the new one says.
    pub told_new: Told<'d>,
}

/// What a result says of its record and of the rules that decided it.
#[derive(Debug, Deserialize)]
pub struct Told<'d> {
    /// The number of the record.
    pub record: u64,
    /// Where it stands, as JSON.
    #[serde(borrow)]
    pub source: &'d RawValue,
    /// Its id, as JSON.
    #[serde(borrow)]
    pub id: &'d RawValue,
    /// The verdict.
    #[serde(borrow)]
    pub verdict: Cow<'d, str>,
    #[serde(borrow)]
    rules: Vec<Cow<'d, str>>,
    #[serde(borrow)]
    notes: Vec<Cow<'d, str>>,
    #[serde(borrow, default)]
    aftercare: Vec<Cow<'d, str>>,
    #[serde(borrow, default)]
    remedies: Vec<Cow<'d, str>>,
}

/// How two plans differ over all records.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Differences {
    /// Records whose results differ.
    pub records: u64,
    /// Those of them whose new verdict is worse than the old one.
    pub worse: u64,
    /// Records that differ, by old and new verdict.
    pub verdicts: BTreeMap<(u8, u8), u64>,
    /// Records that differ, by rules that are cited on one side alone, or are changed.
    pub rules: BTreeMap<String, u64>,
}

impl Told<'_> {
    /// The verdict.
    pub fn verdict(&self) -> Verdict {
        Verdict::from_code(&self.verdict).unwrap_or(Verdict::Invalid)
    }

    fn cited(&self) -> BTreeSet<&str> {
        let lists = [&self.rules, &self.notes, &self.aftercare, &self.remedies];
        lists.into_iter().flatten().map(AsRef::as_ref).collect()
    }
}

impl Differences {
    fn count(&mut self, difference: &Difference<'_>, is_changed: &dyn Fn(&str) -> bool) {
        let (old, new) = (difference.told_old.verdict(), difference.told_new.verdict());
        self.records += 1;
        self.worse += u64::from(new.rank() > old.rank());
        *self.verdicts.entry((old as u8, new as u8)).or_default() += 1;
        let (before, after) = (difference.told_old.cited(), difference.told_new.cited());
        for rule in before.union(&after) {
            let is_on_one_side = before.contains(rule) != after.contains(rule);
            if is_on_one_side || is_changed(rule) {
                match self.rules.get_mut(*rule) {
                    Some(count) => *count += 1,
                    None => drop(self.rules.insert((*rule).to_owned(), 1)),
                }
            }
        }
    }

    fn add(&mut self, other: Self) {
        self.records += other.records;
        self.worse += other.worse;
        for (verdicts, count) in other.verdicts {
            *self.verdicts.entry(verdicts).or_default() += count;
        }
        for (rule, count) in other.rules {
            *self.rules.entry(rule).or_default() += count;
        }
    }
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
    differences: Differences,
}

impl<'j> Worker<'j> {
    fn new(twice: &'j Twice<'j>, reads_once: bool) -> Self {
        Self {
            twice,
            old: Side::new(&twice.old),
            new: Side::new(&twice.new),
            reads_once,
            differences: Differences::default(),
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
        (self.new.decider.totals, self.differences)
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
            let told = (serde_json::from_str(old), serde_json::from_str(new));
            debug_assert!(told.0.is_ok() && told.1.is_ok(), "{told:?} {old} {new}");
            let (Ok(told_old), Ok(told_new)) = told else { continue };
            let difference = Difference { old, new, told_old, told_new };
            self.differences.count(&difference, self.twice.is_changed);
            (self.twice.render)(&difference, &mut out.bytes);
        }
    }
}
