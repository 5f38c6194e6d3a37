//! What records that differ come to. Most of them differ in the same way as many others, so what a pair of results
//! says is read once, and counted from then on.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use foldhash::fast::FixedState;
use memchr::memmem::Finder;
use serde::Deserialize;

use crate::command::Verdict;
use crate::output::SharedRuns;

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

/// Two results, by what is kept of them: verdicts and rules are among it, whatever else varies.
pub(super) type PairOfRuns = (SharedRuns, SharedRuns);

/// A result apart: what it says of its record, as JSON, and what it says besides.
pub(super) struct Apart<'d> {
    pub(super) record: &'d [u8],
    pub(super) source: &'d [u8],
    pub(super) id: &'d [u8],
    /// All from the verdict on, which is the same for many records.
    decided: &'d [u8],
}

/// Takes results apart that are objects of all columns, in their order. No name is found within a text,
/// where quotes are escaped.
struct Seams([Finder<'static>; 4]);

impl Seams {
    fn new() -> Self {
        Self([",\"source\":", ",\"id\":", ",\"card_no\":", ",\"verdict\":"].map(Finder::new))
    }

    fn apart<'d>(&self, result: &'d [u8]) -> Option<Apart<'d>> {
        let mut rest = result.strip_prefix(b"{\"record\":")?;
        let mut before = |seam: &Finder<'_>| {
            let (part, behind) = rest.split_at_checked(seam.find(rest)?)?;
            rest = behind.get(seam.needle().len()..)?;
            Some(part)
        };
        let [source, id, card_no, verdict] = &self.0;
        let (record, source, id) = (before(source)?, before(id)?, before(card_no)?);
        before(verdict)?;
        Some(Apart { record, source, id, decided: rest })
    }
}

/// What a result says of the rules that decided it.
struct Told<'d> {
    verdict: Verdict,
    cited: BTreeSet<Cow<'d, str>>,
}

/// Finds the lists of rules in what a result says from the verdict on, without reading the rest of it.
struct Lists([Finder<'static>; 4]);

impl Lists {
    fn new() -> Self {
        Self([",\"rules\":", ",\"notes\":", ",\"aftercare\":", ",\"remedies\":"].map(Finder::new))
    }

    fn told<'d>(&self, decided: &'d [u8]) -> Option<Told<'d>> {
        let verdict: Cow<'d, str> = first(decided)?;
        let mut cited = BTreeSet::new();
        for list in &self.0 {
            if let Some(place) = list.find(decided) {
                cited.extend(first::<Vec<Cow<'d, str>>>(decided.get(place + list.needle().len()..)?)?);
            }
        }
        Some(Told { verdict: Verdict::from_code(&verdict).unwrap_or(Verdict::Invalid), cited })
    }
}

/// The JSON value that a text begins with.
fn first<'d, T: Deserialize<'d>>(text: &'d [u8]) -> Option<T> {
    serde_json::Deserializer::from_slice(text).into_iter().next()?.ok()
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
        let differs =
            |rule: &&Cow<'_, str>| old.cited.contains(*rule) != new.cited.contains(*rule) || is_changed(rule);
        let rules = old.cited.union(&new.cited).filter(differs).map(|rule| rule.to_string()).collect();
        Self { from: old.verdict, to: new.verdict, rules, records: 0 }
    }
}

/// As many ways are kept as there is room for in some megabytes.
const MOST: usize = 4096;

/// As many pairs are remembered; results of many more keys than that do not come again soon.
const MOST_PAIRS: usize = 1 << 15;

/// What is known of a pair.
#[derive(Clone, Copy)]
enum Known {
    /// What is kept of both is the same.
    Same,
    /// It differs.
    Different,
    /// It differs in this way.
    Way(usize),
}

/// Counts records that differ.
pub(super) struct Tally<'j> {
    is_changed: &'j (dyn Fn(&str) -> bool + Sync),
    seams: Seams,
    lists: Lists,
    ways: Vec<Way>,
    /// The ways by what two results say from the verdict on.
    texts: HashMap<Box<[u8]>, usize, FixedState>,
    /// The same by what is kept of two results, which is found sooner.
    pairs: HashMap<PairOfRuns, Known, FixedState>,
    key: Vec<u8>,
    settled: Differences,
}

impl<'j> Tally<'j> {
    pub(super) fn new(is_changed: &'j (dyn Fn(&str) -> bool + Sync)) -> Self {
        Self {
            is_changed,
            seams: Seams::new(),
            lists: Lists::new(),
            ways: Vec::new(),
            texts: HashMap::default(),
            pairs: HashMap::default(),
            key: Vec::new(),
            settled: Differences::default(),
        }
    }

    /// Takes a result apart.
    pub(super) fn apart<'d>(&self, result: &'d [u8]) -> Option<Apart<'d>> {
        self.seams.apart(result)
    }

    /// Whether what is kept of two results is the same, which is read but once.
    pub(super) fn is_same(&mut self, pair: Option<PairOfRuns>, compare: impl FnOnce() -> bool) -> bool {
        match pair.map(|pair| self.pairs.get(&pair)) {
            Some(Some(known)) => matches!(known, Known::Same),
            Some(None) => {
                let is_same = compare();
                self.remember(pair, if is_same { Known::Same } else { Known::Different });
                is_same
            }
            None => compare(),
        }
    }

    fn remember(&mut self, pair: Option<PairOfRuns>, known: Known) {
        let Some(pair) = pair else { return };
        if self.pairs.len() >= MOST_PAIRS {
            self.pairs.clear();
        }
        self.pairs.insert(pair, known);
    }

    /// Counts a record by its two results, and says what became of its verdict.
    pub(super) fn count(
        &mut self,
        old: &[u8],
        new: &[u8],
        pair: Option<PairOfRuns>,
    ) -> Option<(Verdict, Verdict)> {
        let known = pair.and_then(|pair| self.pairs.get(&pair).copied());
        let place = match known {
            Some(Known::Way(place)) => place,
            Some(Known::Same | Known::Different) | None => {
                let place = self.place(old, new)?;
                self.remember(pair, Known::Way(place));
                place
            }
        };
        let way = self.ways.get_mut(place)?;
        way.records += 1;
        Some((way.from, way.to))
    }

    /// The way in which two results differ.
    fn place(&mut self, old: &[u8], new: &[u8]) -> Option<usize> {
        let (old, new) = (self.seams.apart(old)?.decided, self.seams.apart(new)?.decided);
        self.key.clear();
        for part in [old, b"\n", new] {
            self.key.extend_from_slice(part);
        }
        if let Some(place) = self.texts.get(self.key.as_slice()) {
            return Some(*place);
        }
        if self.ways.len() >= MOST {
            self.settle();
        }
        let (old, new) = (self.lists.told(old)?, self.lists.told(new)?);
        self.ways.push(Way::new(&old, &new, self.is_changed));
        self.texts.insert(self.key.as_slice().into(), self.ways.len() - 1);
        Some(self.ways.len() - 1)
    }

    /// What all came to.
    pub(super) fn finish(mut self) -> Differences {
        self.settle();
        self.settled
    }

    fn settle(&mut self) {
        let settled = &mut self.settled;
        self.texts.clear();
        self.pairs.clear();
        for Way { from, to, rules, records } in self.ways.drain(..) {
            settled.records += records;
            settled.worse += if to.rank() > from.rank() { records } else { 0 };
            *settled.verdicts.entry((from as u8, to as u8)).or_default() += records;
            for rule in rules {
                *settled.rules.entry(rule).or_default() += records;
            }
        }
    }
}
