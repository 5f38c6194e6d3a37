//! What records that differ come to. Most of them differ in the same way as many others, so what a pair of results
//! comes to is looked at once, and counted from then on.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::num::NonZero;

use foldhash::fast::FixedState;
use indexmap::IndexMap;
use memchr::{memchr, memchr2};

use crate::command::Verdict;
use crate::decide::{Contribution, Plan};
use crate::engine::RuleSet;
use crate::output::{Column, SharedRuns};

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

impl Differences {
    pub(super) fn add(&mut self, other: Self) {
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

/// Two results, by what is kept of them.
pub(super) type PairOfRuns = (SharedRuns, SharedRuns);

/// What a result says of its record, as JSON.
pub(super) struct Apart<'d> {
    pub(super) record: &'d [u8],
    pub(super) source: &'d [u8],
    pub(super) id: &'d [u8],
}

/// Takes results apart that are objects of all columns, in their order.
struct Seams {
    begin: Vec<u8>,
    /// What stands before the source and before the id.
    between: [Vec<u8>; 2],
}

impl Seams {
    fn new() -> Self {
        let between =
            [Column::Source, Column::Id].map(|column| format!(",\"{}\":", column.name()).into_bytes());
        Self { begin: format!("{{\"{}\":", Column::Record.name()).into_bytes(), between }
    }

    fn apart<'d>(&self, result: &'d [u8]) -> Option<Apart<'d>> {
        let [source, id] = &self.between;
        let (record, rest) = scalar(result.strip_prefix(self.begin.as_slice())?)?;
        let (source, rest) = scalar(rest.strip_prefix(source.as_slice())?)?;
        let (id, _) = scalar(rest.strip_prefix(id.as_slice())?)?;
        Some(Apart { record, source, id })
    }
}

/// The value that an object goes on with, and what stands behind it; a text, a number or null that is not the last.
fn scalar(object: &[u8]) -> Option<(&[u8], &[u8])> {
    if object.first() != Some(&b'"') {
        return object.split_at_checked(memchr(b',', object)?);
    }
    let mut end = 1;
    loop {
        end += memchr2(b'"', b'\\', object.get(end..)?)?;
        match object[end] {
            b'"' => return object.split_at_checked(end + 1),
            // Whatever is escaped does not end the text.
            _ => end += 2,
        }
    }
}

/// How far two results are the same, by what is kept of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Alike {
    /// For every record.
    Always,
    /// For records for which the same is worked out.
    ByValues,
    /// Only what is written of them tells.
    AsWritten,
}

/// What a result comes to: its verdict, and the rules that it cites.
type CameTo = (Verdict, RuleSet);

/// What is known of a pair of results.
#[derive(Clone, Copy)]
struct Known {
    alike: Alike,
    /// The way in which they differ, once records that do were counted: its place among the ways, from 1.
    way: Option<NonZero<u32>>,
}

/// Results that differ in one way, and how many records have them.
struct Way {
    from: Verdict,
    to: Verdict,
    rules: Vec<String>,
    records: u64,
}

/// As many ways are kept as there is room for in some megabytes.
const MOST: usize = 4096;

/// As many pairs are remembered; results of many more keys than that do not come again soon.
const MOST_PAIRS: usize = 1 << 15;

/// Counts records that differ.
pub(super) struct Tally<'j> {
    plans: (&'j Plan<'j>, &'j Plan<'j>),
    is_changed: &'j (dyn Fn(&str) -> bool + Sync),
    seams: Seams,
    ways: IndexMap<(CameTo, CameTo), Way, FixedState>,
    /// What is known of what is kept of two results.
    pairs: HashMap<PairOfRuns, Known, FixedState>,
    settled: Differences,
}

impl<'j> Tally<'j> {
    pub(super) fn new(
        plans: (&'j Plan<'j>, &'j Plan<'j>),
        is_changed: &'j (dyn Fn(&str) -> bool + Sync),
    ) -> Self {
        Self {
            plans,
            is_changed,
            seams: Seams::new(),
            ways: IndexMap::default(),
            pairs: HashMap::default(),
            settled: Differences::default(),
        }
    }

    /// Takes a result apart.
    pub(super) fn apart<'d>(&self, result: &'d [u8]) -> Option<Apart<'d>> {
        self.seams.apart(result)
    }

    /// How far two results are the same by what is kept of them, which is looked at but once.
    pub(super) fn alike(&mut self, pair: Option<PairOfRuns>, compare: impl FnOnce() -> Alike) -> Alike {
        let Some(pair) = pair else { return compare() };
        if let Some(known) = self.pairs.get(&pair) {
            return known.alike;
        }
        if self.pairs.len() >= MOST_PAIRS {
            self.pairs.clear();
        }
        let alike = compare();
        self.pairs.insert(pair, Known { alike, way: None });
        alike
    }

    /// Counts a record by what its two results came to, or by what is kept of them.
    pub(super) fn count(&mut self, pair: Option<PairOfRuns>, old: &Contribution, new: &Contribution) {
        let mut known = pair.and_then(|pair| self.pairs.get_mut(&pair));
        let place = known.as_ref().and_then(|known| known.way).map(|way| way.get() as usize - 1);
        if let Some((_, way)) = place.and_then(|place| self.ways.get_index_mut(place)) {
            way.records += 1;
            return;
        }
        let came_to = |result: &Contribution| (result.verdict, result.cited().clone());
        let both = (came_to(old), came_to(new));
        if self.ways.len() >= MOST && !self.ways.contains_key(&both) {
            // The places of ways are known no longer.
            self.pairs.clear();
            known = None;
            self.settle();
        }
        let entry = self.ways.entry(both);
        let place = entry.index();
        let (plans, is_changed) = (self.plans, self.is_changed);
        entry.or_insert_with_key(|both| way(plans, is_changed, both)).records += 1;
        if let Some(known) = known {
            known.way = NonZero::new(place as u32 + 1);
        }
    }

    /// What all came to.
    pub(super) fn finish(mut self) -> Differences {
        self.settle();
        self.settled
    }

    fn settle(&mut self) {
        let settled = &mut self.settled;
        for (_, Way { from, to, rules, records }) in self.ways.drain(..) {
            settled.records += records;
            settled.worse += if to.rank() > from.rank() { records } else { 0 };
            *settled.verdicts.entry((from as u8, to as u8)).or_default() += records;
            for rule in rules {
                *settled.rules.entry(rule).or_default() += records;
            }
        }
    }
}

/// The way in which results differ that came to this, with no record yet.
fn way<'j>(
    plans: (&Plan<'j>, &Plan<'j>),
    is_changed: &(dyn Fn(&str) -> bool + Sync),
    ((from, was), (to, is)): &(CameTo, CameTo),
) -> Way {
    let of = |plan: &Plan<'j>, cited: &RuleSet| plan.ids(cited.clone()).collect::<BTreeSet<_>>();
    let (was, is) = (of(plans.0, was), of(plans.1, is));
    let differs = |rule: &&&str| was.contains(*rule) != is.contains(*rule) || is_changed(rule);
    let rules = was.union(&is).filter(differs).map(|rule| (*rule).to_owned()).collect();
    Way { from: *from, to: *to, rules, records: 0 }
}
