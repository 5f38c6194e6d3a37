//! The totals of a run: each worker counts its own, and they are added up at the end, so that no
//! worker waits for another to count.

use super::contribution::Contribution;
use crate::command::Verdict;
use crate::value::Money;

/// What a run came to.
#[derive(Clone, Debug, Default)]
pub struct Totals {
    /// Records.
    pub records: u64,
    /// Records by verdict.
    verdicts: [u64; Verdict::ALL.len()],
    /// Whether any of them had a value of its own that the command knows, or one that cannot be read.
    pub has_value: bool,
    /// The sums of the best quotes: least, mean and greatest net.
    pub nets: (Money, Money, Money),
}

impl Totals {
    /// Counts a record.
    pub fn count(&mut self, contribution: &Contribution) {
        self.records += 1;
        self.verdicts[contribution.verdict as usize] += 1;
        self.add_nets(contribution.nets);
    }

    fn add_nets(&mut self, nets: (Money, Money, Money)) {
        let add = |sum: &mut Money, net: Money| sum.0 = sum.0.saturating_add(net.0);
        add(&mut self.nets.0, nets.0);
        add(&mut self.nets.1, nets.1);
        add(&mut self.nets.2, nets.2);
    }

    /// Adds another run's part.
    pub fn add(&mut self, other: &Self) {
        self.records += other.records;
        self.has_value |= other.has_value;
        for (mine, theirs) in self.verdicts.iter_mut().zip(&other.verdicts) {
            *mine += theirs;
        }
        self.add_nets(other.nets);
    }

    /// How many records had a verdict.
    pub fn of(&self, verdict: Verdict) -> u64 {
        self.verdicts[verdict as usize]
    }
}
