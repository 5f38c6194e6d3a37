//! The totals of a run: each worker counts its own, and they are added up at the end, so that no
//! worker waits for another to count.

use super::contribution::Contribution;
use super::gate::{Gates, Tripped};
use crate::command::Verdict;
use crate::engine::RuleSet;
use crate::value::{Money, Sum};

/// The sums of the best quotes: least, mean and greatest net.
pub type Nets = (Sum, Sum, Sum);

/// What a run came to.
#[derive(Clone, Debug, Default)]
pub struct Totals {
    /// Records.
    pub records: u64,
    /// Records by verdict.
    verdicts: [u64; Verdict::ALL.len()],
    /// Whether any of them had a value of its own that the command knows, or one that cannot be read.
    pub has_value: bool,
    /// The sums of the best quotes.
    pub nets: Nets,
    /// The same of flagged records alone.
    pub flagged: Nets,
    /// Records by what they are about; see [`Group`].
    groups: Vec<Group>,
    /// Records by the gate that they trip.
    tripped: Vec<u64>,
    /// By rule: the records whose verdict it carries.
    carriers: Vec<u64>,
    /// By paper: the records that lack it.
    papers: Vec<u64>,
    /// Records of which something is due within a day.
    pub due: u64,
    /// Records whose good verdict is disputed, or stands beside a flag that says stop.
    pub shaky: u64,
    /// Records whose results were written.
    pub written: u64,
    /// The rules that written results cite.
    pub cited: RuleSet,
}

/// What the records of one platform or channel came to or, for quotes, those for which one rule's
/// quote is the best.
#[derive(Clone, Debug, Default)]
pub struct Group {
    /// Records by the rank of their verdict.
    verdicts: [u64; RANKS],
    /// The sums of the best quotes.
    pub nets: Nets,
}

/// How many ranks verdicts have.
const RANKS: usize = Verdict::Invalid.rank() as usize + 1;

impl Group {
    /// How many records it has.
    pub fn records(&self) -> u64 {
        self.verdicts.iter().sum()
    }

    /// How many of them had a verdict.
    pub fn of(&self, verdict: Verdict) -> u64 {
        self.verdicts[usize::from(verdict.rank())]
    }

    /// Adds the records of another group.
    pub fn add(&mut self, other: &Self) {
        add_all(&mut self.verdicts, &other.verdicts);
        add_nets(&mut self.nets, other.nets);
    }
}

fn add_nets(sums: &mut Nets, more: Nets) {
    sums.0.add(more.0);
    sums.1.add(more.1);
    sums.2.add(more.2);
}

fn add_all(mine: &mut [u64], theirs: &[u64]) {
    for (mine, theirs) in mine.iter_mut().zip(theirs) {
        *mine += theirs;
    }
}

/// Adds counts by place, of which there may be more than before.
fn extend_and_add(mine: &mut Vec<u64>, theirs: &[u64]) {
    if mine.len() < theirs.len() {
        mine.resize(theirs.len(), 0);
    }
    add_all(mine, theirs);
}

/// Counts one more at a place.
fn count_at(counts: &mut Vec<u64>, place: usize) {
    if counts.len() <= place {
        counts.resize(place + 1, 0);
    }
    counts[place] += 1;
}

impl Totals {
    /// Counts a record.
    pub fn count(&mut self, contribution: &Contribution) {
        let Contribution { verdict, nets, group, tripped, carriers, papers, is_due, is_shaky, cited: _ } =
            contribution;
        self.records += 1;
        self.verdicts[*verdict as usize] += 1;
        let group = usize::from(*group);
        if self.groups.len() <= group {
            self.groups.resize(group + 1, Group::default());
        }
        let group = &mut self.groups[group];
        group.verdicts[usize::from(verdict.rank())] += 1;
        if *nets != (Money(0), Money(0), Money(0)) {
            let nets = (Sum::from(nets.0), Sum::from(nets.1), Sum::from(nets.2));
            add_nets(&mut group.nets, nets);
            add_nets(&mut self.nets, nets);
            if *verdict == Verdict::Flagged {
                add_nets(&mut self.flagged, nets);
            }
        }
        places(*tripped).for_each(|place| count_at(&mut self.tripped, place));
        places(*papers).for_each(|place| count_at(&mut self.papers, place));
        carriers.iter().for_each(|rule| count_at(&mut self.carriers, rule));
        self.due += u64::from(*is_due);
        self.shaky += u64::from(*is_shaky);
    }

    /// Counts a record whose result is written.
    pub fn count_written(&mut self, contribution: &Contribution) {
        self.written += 1;
        self.cited.add(&contribution.cited);
    }

    /// Adds another run's part.
    pub fn add(&mut self, other: &Self) {
        self.records += other.records;
        self.has_value |= other.has_value;
        add_all(&mut self.verdicts, &other.verdicts);
        add_nets(&mut self.nets, other.nets);
        add_nets(&mut self.flagged, other.flagged);
        if self.groups.len() < other.groups.len() {
            self.groups.resize(other.groups.len(), Group::default());
        }
        for (mine, theirs) in self.groups.iter_mut().zip(&other.groups) {
            mine.add(theirs);
        }
        extend_and_add(&mut self.tripped, &other.tripped);
        extend_and_add(&mut self.carriers, &other.carriers);
        extend_and_add(&mut self.papers, &other.papers);
        self.due += other.due;
        self.shaky += other.shaky;
        self.written += other.written;
        self.cited.add(&other.cited);
    }

    /// How many records had a verdict.
    pub fn of(&self, verdict: Verdict) -> u64 {
        self.verdicts[verdict as usize]
    }

    /// The groups that have records, each with the code of its platform or channel or the rule of
    /// its quote; none for those that have neither.
    pub fn groups(&self) -> impl Iterator<Item = (Option<usize>, &Group)> {
        let groups = self.groups.iter().enumerate().map(|(place, group)| (place.checked_sub(1), group));
        groups.filter(|(_, group)| group.records() > 0)
    }

    /// The rules that carry verdicts, those that carry most first, then in policy order.
    pub fn carriers(&self) -> Vec<(usize, u64)> {
        let mut carriers = some(&self.carriers);
        carriers.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        carriers
    }

    /// The papers that are missing, by their code, with how many records lack them.
    pub fn papers(&self) -> Vec<(usize, u64)> {
        some(&self.papers)
    }

    /// The gates that were tripped, by their place, with the records that tripped them.
    pub fn tripped(&self) -> Vec<(usize, u64)> {
        some(&self.tripped)
    }

    /// Whether a record tripped any of the gates.
    pub fn trip(&self, gates: &Gates) -> bool {
        self.tripped.iter().take(gates.all().len()).any(|count| *count > 0)
    }
}

/// The counts that are not 0, with their places.
fn some(counts: &[u64]) -> Vec<(usize, u64)> {
    counts.iter().copied().enumerate().filter(|(_, count)| *count > 0).collect()
}

/// The places of bits.
fn places(bits: Tripped) -> impl Iterator<Item = usize> {
    (0..Tripped::BITS as usize).filter(move |place| bits != 0 && bits & 1 << place != 0)
}
