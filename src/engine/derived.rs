//! Facts that are worked out while deciding, as far as they are known by now.

use crate::policy::DerivedFact;

/// Facts that are worked out while deciding. Each is open, then settled: with a value, or known to
/// have none.
#[derive(Clone, Copy, Debug, Default)]
pub struct DerivedFacts {
    values: [Option<i64>; DerivedFact::ALL.len()],
    settled: [bool; DerivedFact::ALL.len()],
}

impl DerivedFacts {
    /// Settles a fact.
    pub fn set(&mut self, fact: DerivedFact, value: Option<i64>) {
        self.values[fact as usize] = value;
        self.settled[fact as usize] = true;
    }

    /// The value, if there is one.
    pub(super) fn get(&self, fact: DerivedFact) -> Option<i64> {
        self.values[fact as usize]
    }

    /// Whether it is known what it is, or that there is none.
    pub(super) fn is_settled(&self, fact: DerivedFact) -> bool {
        self.settled[fact as usize]
    }
}
