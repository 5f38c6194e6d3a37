//! What is kept of a result that was rendered before.

use std::hash::{Hash, Hasher};

use crate::command::Command;
use crate::decide::{Computed, Contribution, Decision, Dependents};
use crate::field::Field;
use crate::questions::Answers;
use crate::record::{Facts, Record};

/// What is kept.
#[derive(Clone, Copy, Debug)]
pub struct Kept<'m> {
    /// What each of the records adds to the totals.
    pub contribution: &'m Contribution,
    /// What is written of them, run by run.
    pub runs: &'m [u8],
    /// What is needed to write the rest, if there is any.
    pub varying: Option<&'m Settled>,
    /// Whether it is kept for all threads, and so stays where it is.
    pub is_shared: bool,
}

/// Tells runs that all threads share apart from all others, as long as they are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SharedRuns(usize);

impl Kept<'_> {
    /// What tells its runs apart, where all threads share them.
    pub fn shared_runs(&self) -> Option<SharedRuns> {
        self.is_shared.then(|| SharedRuns(self.runs.as_ptr().addr()))
    }
}

/// A result before it is written: all that its runs and its contribution follow from. Records of
/// many keys come to the same one, which is rendered once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled {
    /// What columns show of the facts.
    pub shown: Shown,
    /// What the records share of the decision.
    pub decision: Decision,
    /// What they do not share, and so is not among the runs.
    pub dependents: Dependents,
    /// What is worked out, but for what they do not share.
    pub computed: Box<Computed>,
    /// The answers to questions beyond the verdict, where there are any and they are the same for all
    /// of them.
    pub answers: Option<Box<Answers>>,
    /// Whether nothing is needed once the runs are written.
    pub is_constant: bool,
}

impl Hash for Settled {
    /// By what tells nearly all of them apart: of the rest, only being equal counts.
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Decision { at_worst, matched, assumed, missing, warnings, .. } = &self.decision;
        (self.shown, at_worst, matched, assumed, missing, warnings, self.dependents).hash(state);
        let Computed { eta_earliest, eta_latest, deadline, quotes, .. } = &*self.computed;
        let net = quotes.best().map(|quote| quote.net);
        (eta_earliest, eta_latest, deadline, quotes.offer, quotes.fastest, net).hash(state);
    }
}

impl Settled {
    /// Whether it is the result of whatever record comes to it: answers may name values of their own.
    pub fn can_be_shared(&self) -> bool {
        self.answers.is_none()
    }
}

/// Makes a result that is not kept yet.
pub trait Make {
    /// Decides.
    fn settle(&mut self) -> Settled;

    /// Writes the runs of what was decided, and says what it adds to the totals.
    fn render(&mut self, settled: &Settled, runs: &mut Vec<u8>) -> Contribution;
}

#[cfg(test)]
impl Settled {
    /// A result like no other, for tests of what is kept.
    pub(crate) fn numbered(number: i64) -> Self {
        Self {
            shown: Shown { subject: None, price: Some(number) },
            decision: Decision::invalid(),
            dependents: Dependents::NONE,
            computed: Box::default(),
            answers: None,
            is_constant: true,
        }
    }
}

/// What columns show of the facts that records of a key share.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Shown {
    /// The word for the platform or channel.
    subject: Option<i64>,
    /// The price that is offered.
    price: Option<i64>,
}

impl Shown {
    /// What columns show of these facts.
    pub fn of(command: Command, facts: &Facts) -> Self {
        let subject = Field::subject_of(command).and_then(|subject| facts.get(subject));
        Self { subject, price: facts.get(Field::OfferedPrice) }
    }

    /// A record that has nothing but this: what is rendered of it cannot be another record's own.
    pub fn record(self, command: Command) -> Record {
        let mut record = Record::default();
        if let Some((field, subject)) = Field::subject_of(command).zip(self.subject) {
            record.facts.set(field, subject);
        }
        if let Some(price) = self.price {
            record.facts.set(Field::OfferedPrice, price);
        }
        record
    }
}
