//! Deciding: pure functions from facts, policy and moment to a result.
//!
//! A decision has two parts. [`Decision`] is what all records of the same classes share; [`Computed`]
//! is what follows from a record's own values. The first can be kept and used again, under the
//! record's [`Key`]; the second is worked out for each record, unless it is the same for all.

mod actions;
mod breakpoints;
mod calendar;
mod cancel;
mod compare;
mod contribution;
mod deadlines;
mod decision;
mod dependent;
mod entries;
mod gate;
mod harm;
mod infer;
mod key;
mod key_plan;
mod looking_up;
mod lookup;
mod obstacles;
mod options;
mod parts;
mod plan;
mod quote;
mod quotes;
mod reads;
mod ready;
mod same_keys;
mod states;
#[cfg(test)]
mod tests;
mod text;
mod totals;
mod unbind;
mod verdict;
mod warning;

pub use breakpoints::VerdictRange;
pub use compare::WhatIf;
pub use contribution::{Contribution, Counting};
pub use deadlines::{Deadline, DeadlineKind, When};
pub use decision::{Cancel, Computed, Decision, Outcome, Unbind};
pub use dependent::{Dependent, Dependents};
pub use gate::{Gate, Gates};
pub use harm::Harm;
pub use key::Key;
pub use obstacles::Obstacle;
pub use options::{Options, Rank};
pub use plan::Plan;
pub use quotes::{Quote, Quotes};
pub use same_keys::SameKeys;
pub use totals::{Group, Nets, Totals};
pub use warning::{Warning, Warnings};

use crate::command::{Command, Verdict};
use crate::engine::{Classes, DerivedFacts, Matches, RuleSet};
use crate::field::{Field, FieldSet};
use crate::record::Facts;
use crate::value::Money;

/// A record's facts made ready to be decided.
#[derive(Clone, Debug)]
pub struct Prepared {
    pub(crate) subject: Option<u16>,
    classes: Classes,
    matches: Option<Matches>,
    derived: DerivedFacts,
    quotes: Quotes,
    /// What somebody offers for the card.
    offer: Option<Money>,
    warnings: Warnings,
}

impl Plan<'_> {
    /// Decides a record by itself.
    pub fn decide(&self, facts: &Facts) -> (Decision, Computed) {
        let mut facts = facts.clone();
        let prepared = self.prepare(&mut facts);
        let decision = self.settle(&facts, &prepared);
        let computed = self.compute(&facts, &prepared, &decision);
        (decision, computed)
    }

    /// Infers what can be inferred and finds the classes of a record.
    pub fn prepare(&self, facts: &mut Facts) -> Prepared {
        let mut prepared = self.classified(facts);
        if self.command == Command::RecycleQuote {
            quote::prepare(self, facts, &mut prepared);
        }
        prepared
    }

    /// What platforms pay for the card of a record.
    fn market(&self, facts: &Facts) -> DerivedFacts {
        let mut facts = facts.clone();
        let mut prepared = self.classified(&mut facts);
        quote::ask_market(self, &facts, &mut prepared);
        prepared.derived
    }

    fn classified(&self, facts: &mut Facts) -> Prepared {
        // An offer in yuan counts as it is given, not by the rate that is inferred from it.
        let offer = if self.command == Command::RecycleQuote { quote::offer(facts) } else { None };
        let warnings = infer::infer(self, facts);
        let subject = self.subject(facts);
        let classes = self.program.classify(subject, facts);
        Prepared {
            subject,
            classes,
            matches: None,
            derived: DerivedFacts::default(),
            quotes: Quotes::default(),
            offer,
            warnings,
        }
    }

    /// Decides what depends on the classes alone.
    pub fn settle(&self, facts: &Facts, prepared: &Prepared) -> Decision {
        let matches = self.matches(prepared);
        let mut decision = match self.command {
            Command::CheckUnbind => unbind::settle(self, facts, prepared, matches),
            Command::CancelWindow => cancel::settle(self, facts, prepared, matches),
            Command::RecycleQuote | Command::ComparePlatforms => {
                quote::settle(self, facts, prepared, matches)
            }
        };
        decision.warnings = decision.warnings.and(prepared.warnings);
        decision
    }

    /// The rules that match a record, as far as it was prepared.
    fn matches(&self, prepared: &Prepared) -> Matches {
        let matches = prepared.matches.clone();
        matches.unwrap_or_else(|| self.program.matches(prepared.subject, &prepared.classes))
    }

    /// Works out what depends on the record's own values.
    pub fn compute(&self, facts: &Facts, prepared: &Prepared, decision: &Decision) -> Computed {
        match &decision.outcome {
            Outcome::Quote => quote::compute(self, facts, prepared, decision),
            Outcome::Unbind(_) | Outcome::Cancel(_) | Outcome::None => self.recompute(facts, decision),
        }
    }

    /// Works out what depends on the values of a record whose like was settled before.
    ///
    /// Where nothing is [dependent](Plan::dependents), there is nothing to work out again.
    pub fn recompute(&self, facts: &Facts, decision: &Decision) -> Computed {
        match &decision.outcome {
            Outcome::Unbind(part) => unbind::compute(self, facts, part),
            Outcome::Cancel(part) => cancel::compute(self, facts, decision, part),
            Outcome::Quote | Outcome::None => Computed::default(),
        }
    }

    /// Whether another plan works out the same for every record whose like was settled so, as far as that
    /// shows without working it out.
    pub fn recomputes_like(&self, other: &Plan<'_>, decision: &Decision, others: &Decision) -> bool {
        let does_the_same = |rule: usize| {
            let pair = self.rules.get(rule).zip(other.rules.get(rule));
            pair.is_some_and(|(one, other)| one.effect == other.effect)
        };
        self.now == other.now
            && self.pack.years == other.pack.years
            && self.pack.fixed_days_off == other.pack.fixed_days_off
            && decision.verdict == others.verdict
            && decision.outcome == others.outcome
            && decision.outcome.rules().iter().all(does_the_same)
    }

    /// The rules that a missing fact leaves undecided, windows that lack the time they count from
    /// among them.
    pub fn undecided(&self, facts: &Facts, prepared: &Prepared) -> RuleSet {
        let subject = prepared.subject;
        let matches = self.matches(prepared);
        let waits = |rule: &usize| {
            let one = RuleSet::from_iter([*rule]);
            !self.program.missing(subject, facts, &prepared.derived, &one).is_empty()
        };
        let own = 0..self.rules.len();
        let rules = own.filter(|rule| matches.undecided().has(*rule)).filter(waits);
        let lacks_time = |window: &&entries::WindowEntry| {
            matches.possible.has(window.wanted) && !facts.has(window.window.due.from)
        };
        rules.chain(self.extra.windows.all().iter().filter(lacks_time).map(|window| window.rule)).collect()
    }

    /// The code of the platform or channel that a record is about.
    pub fn subject(&self, facts: &Facts) -> Option<u16> {
        let field = Field::subject_of(self.command)?;
        facts.get(field).map(|code| code as u16)
    }
}

impl Decision {
    /// The result of a record that is invalid.
    pub fn invalid() -> Self {
        Self {
            verdict: Verdict::Invalid,
            at_worst: Verdict::Invalid,
            confidence: None,
            disputed: None,
            matched: RuleSet::EMPTY,
            actions: RuleSet::EMPTY,
            remedies: RuleSet::EMPTY,
            assumed: FieldSet::EMPTY,
            missing: FieldSet::EMPTY,
            warnings: Warnings::default(),
            outcome: Outcome::None,
        }
    }
}
