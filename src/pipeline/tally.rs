//! What records that differ come to. Most of them differ in the same way as many others, so what a pair of results
//! says is read once, and counted from then on.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use foldhash::fast::FixedState;
use serde::Deserialize;

use crate::command::Verdict;

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

/// A result apart: what it says of its record, as JSON, and what it says besides.
pub(super) struct Apart<'d> {
    pub(super) record: &'d str,
    pub(super) source: &'d str,
    pub(super) id: &'d str,
    /// All from the verdict on, which is the same for many records.
    decided: &'d str,
}

impl<'d> Apart<'d> {
    /// Takes a result apart that is an object of all columns, in their order. No name is found within a text, where
    /// quotes are escaped.
    pub(super) fn of(result: &'d str) -> Option<Self> {
        let (record, rest) = result.strip_prefix("{\"record\":")?.split_once(",\"source\":")?;
        let (source, rest) = rest.split_once(",\"id\":")?;
        let (id, rest) = rest.split_once(",\"card_no\":")?;
        let (_, decided) = rest.split_once(",\"verdict\":")?;
        Some(Self { record, source, id, decided })
    }
}

/// What a result says of the rules that decided it.
#[derive(Deserialize)]
struct Told<'d> {
    #[serde(borrow)]
    verdict: Cow<'d, str>,
    #[serde(borrow)]
    rules: Vec<Cow<'d, str>>,
    #[serde(borrow)]
    notes: Vec<Cow<'d, str>>,
    #[serde(borrow, default)]
    aftercare: Vec<Cow<'d, str>>,
    #[serde(borrow, default)]
    remedies: Vec<Cow<'d, str>>,
}

impl Told<'_> {
    fn verdict(&self) -> Verdict {
        Verdict::from_code(&self.verdict).unwrap_or(Verdict::Invalid)
    }

    fn cited(&self) -> BTreeSet<&str> {
        let lists = [&self.rules, &self.notes, &self.aftercare, &self.remedies];
        lists.into_iter().flatten().map(AsRef::as_ref).collect()
    }
}

/// Results that differ in one way, and how many records have them.
struct Way {
    from: Verdict,
    to: Verdict,
    rules: Vec<String>,
    records: u64,
}

impl Way {
    fn new(old: &Told<'_>, new: &Told<'_>, is_changed: &dyn Fn(&str) -> bool) -> Self {
        let (before, after) = (old.cited(), new.cited());
        let differs = |rule: &&&str| before.contains(**rule) != after.contains(**rule) || is_changed(rule);
        let rules = before.union(&after).filter(differs).map(|rule| (*rule).to_owned()).collect();
        Self { from: old.verdict(), to: new.verdict(), rules, records: 0 }
    }
}

/// As many ways are kept as there is room for in some megabytes.
const MOST: usize = 4096;

/// Counts records that differ.
pub(super) struct Tally<'j> {
    is_changed: &'j (dyn Fn(&str) -> bool + Sync),
    ways: HashMap<Box<str>, Way, FixedState>,
    key: String,
    settled: Differences,
}

impl<'j> Tally<'j> {
    pub(super) fn new(is_changed: &'j (dyn Fn(&str) -> bool + Sync)) -> Self {
        Self { is_changed, ways: HashMap::default(), key: String::new(), settled: Differences::default() }
    }

    /// Counts a record by its two results, and says what became of its verdict.
    pub(super) fn count(
        &mut self,
        (old, old_apart): (&str, &Apart<'_>),
        (new, new_apart): (&str, &Apart<'_>),
    ) -> Option<(Verdict, Verdict)> {
        self.key.clear();
        for part in [old_apart.decided, "\n", new_apart.decided] {
            self.key.push_str(part);
        }
        if let Some(way) = self.ways.get_mut(self.key.as_str()) {
            way.records += 1;
            return Some((way.from, way.to));
        }
        if self.ways.len() >= MOST {
            self.settle();
        }
        let (old, new) = (serde_json::from_str(old).ok()?, serde_json::from_str(new).ok()?);
        let mut way = Way::new(&old, &new, self.is_changed);
        way.records = 1;
        let verdicts = (way.from, way.to);
        self.ways.insert(self.key.as_str().into(), way);
        Some(verdicts)
    }

    /// What all came to.
    pub(super) fn finish(mut self) -> Differences {
        self.settle();
        self.settled
    }

    fn settle(&mut self) {
        let settled = &mut self.settled;
        for (_, Way { from, to, rules, records }) in self.ways.drain() {
            settled.records += records;
            settled.worse += if to.rank() > from.rank() { records } else { 0 };
            *settled.verdicts.entry((from as u8, to as u8)).or_default() += records;
            for rule in rules {
                *settled.rules.entry(rule).or_default() += records;
            }
        }
    }
}
