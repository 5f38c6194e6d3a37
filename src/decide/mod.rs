//! Deciding: pure functions from facts, policy and moment to a result.
//!
//! A decision has two parts. [`Settled`] is what all records of the same classes share; [`Worked`]
//! is what follows from a record's own values. The first can be kept and used again, under the
//! record's [`Key`]; the second is worked out for each record, unless it is the same for all.

mod actions;
mod breakpoints;
mod calendar;
mod cancel;
mod compare;
mod contribution;
mod deadlines;
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
mod plan;
mod quote;
mod quotes;
mod reads;
mod ready;
mod settled;
mod states;
#[cfg(test)]
mod tests;
mod text;
mod totals;
mod unbind;
mod verdict;
mod warning;

pub use breakpoints::Outcome;
pub use compare::WhatIf;
pub use contribution::{Contribution, Counting};
pub use deadlines::{Deadline, DeadlineKind, When};
pub use dependent::{Dependent, Dependents};
pub use gate::{Gate, Gates};
pub use harm::Harm;
pub use key::Key;
pub use obstacles::Obstacle;
pub use options::{Options, Rank};
pub use plan::Plan;
pub use quotes::{Quote, Quotes};
pub use settled::{Cancel, Part, Settled, Unbind, Worked};
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
    pub(crate) subject: Option<u8>,
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
    pub fn decide(&self, facts: &Facts) -> (Settled, Worked) {
        let mut facts = facts.clone();
        let prepared = self.prepare(&mut facts);
        let settled = self.settle(&facts, &prepared);
        let worked = self.work_out(&facts, &prepared, &settled);
        (settled, worked)
    }

    /// Infers what can be inferred and finds the classes of a record.
    pub fn prepare(&self, facts: &mut Facts) -> Prepared {
        // An offer in yuan counts as it is given, not by the rate that is inferred from it.
        let offer = if self.command == Command::RecycleQuote { quote::offer(facts) } else { None };
        let warnings = infer::infer(self, facts);
        let subject = self.subject(facts);
        let classes = self.program.classify(subject, facts);
        let mut prepared = Prepared {
            subject,
            classes,
            matches: None,
            derived: DerivedFacts::default(),
            quotes: Quotes::default(),
            offer,
            warnings,
        };
        if self.command == Command::RecycleQuote {
            quote::prepare(self, facts, &mut prepared);
        }
        prepared
    }

    /// Decides what depends on the classes alone.
    pub fn settle(&self, facts: &Facts, prepared: &Prepared) -> Settled {
        let matches =
            prepared.matches.unwrap_or_else(|| self.program.matches(prepared.subject, &prepared.classes));
        let mut settled = match self.command {
            Command::CheckUnbind => unbind::settle(self, facts, prepared, matches),
            Command::CancelWindow => cancel::settle(self, facts, prepared, matches),
            Command::RecycleQuote | Command::ComparePlatforms => {
                quote::settle(self, facts, prepared, matches)
            }
        };
        settled.warnings = settled.warnings.and(prepared.warnings);
        settled
    }

    /// Works out what depends on the record's own values.
    pub fn work_out(&self, facts: &Facts, prepared: &Prepared, settled: &Settled) -> Worked {
        match &settled.part {
            Part::Quote => quote::work_out(self, facts, prepared, settled),
            _ => self.work_out_again(facts, settled),
        }
    }

    /// Works out what depends on the values of a record whose like was settled before.
    ///
    /// Where nothing is [dependent](Plan::dependents), there is nothing to work out again.
    pub fn work_out_again(&self, facts: &Facts, settled: &Settled) -> Worked {
        match &settled.part {
            Part::Unbind(part) => unbind::work_out(self, facts, part),
            Part::Cancel(part) => cancel::work_out(self, facts, settled, part),
            Part::Quote | Part::None => Worked::default(),
        }
    }

    /// The rules that a missing fact leaves undecided, windows that lack the time they count from
    /// among them.
    pub fn undecided(&self, facts: &Facts, prepared: &Prepared) -> RuleSet {
        let subject = prepared.subject;
        let matches = prepared.matches.unwrap_or_else(|| self.program.matches(subject, &prepared.classes));
        let waits = |rule: &usize| {
            let one = RuleSet::from_iter([*rule]);
            !self.program.missing(subject, facts, &prepared.derived, &one).is_empty()
        };
        let own = 0..self.rules.len();
        let rules = own.filter(|rule| matches.undecided().has(*rule)).filter(waits);
        let lacks_time = |window: &&entries::WindowEntry| {
            matches.possible.has(window.wanted) && !facts.has(window.window.due.from)
        };
        rules.chain(self.extra.windows.iter().filter(lacks_time).map(|window| window.rule)).collect()
    }

    /// The code of the platform or channel that a record is about.
    pub fn subject(&self, facts: &Facts) -> Option<u8> {
        let field = Field::subject_of(self.command)?;
        facts.get(field).map(|code| code as u8)
    }
}

impl Settled {
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
            part: Part::None,
        }
    }
}
