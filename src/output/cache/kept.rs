//! What is kept of a result that was rendered before.

use std::hash::{Hash, Hasher};

use crate::decide::{Computed, Contribution, Decision, Dependents};
use crate::questions::Answers;

/// What is kept.
#[derive(Clone, Copy, Debug)]
pub struct Kept<'m> {
    /// What each of the records adds to the totals.
    pub contribution: &'m Contribution,
    /// What is written of them, run by run.
    pub runs: &'m [u8],
    /// What is needed to write the rest, if there is any.
    pub varying: Option<&'m Varying>,
}

/// What is kept of records whose results differ in more than what is about the record itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Varying {
    /// What they share of the decision.
    pub decision: Decision,
    /// What they do not share, and so is not among the runs.
    pub dependents: Dependents,
    /// What is worked out, where that is the same for all of them.
    pub computed: Option<Box<Computed>>,
    /// The answers to questions beyond the verdict, where there are any and they are the same for all
    /// of them.
    pub answers: Option<Box<Answers>>,
}

impl Hash for Varying {
    /// By what tells nearly all of them apart: of the rest, only being equal counts.
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Decision { verdict, matched, assumed, .. } = &self.decision;
        (verdict, matched, assumed, self.dependents).hash(state);
        let dates = self
            .computed
            .as_ref()
            .map(|computed| (computed.eta_earliest, computed.eta_latest, computed.deadline));
        dates.hash(state);
    }
}
