//! What was asked beyond the verdict, and what there is to answer.

use super::next::{Next, next};
use super::turn::{Turn, turn};
use super::until::{Turning, Turns};
use crate::command::Verdict;
use crate::decide::{Decision, Plan};
use crate::record::Facts;
use crate::value::Span;

/// What is asked of each record beyond its verdict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Questions {
    /// What would turn the verdict into this one or a better.
    pub turn: Option<Verdict>,
    /// When the result turns by time alone, within this span.
    pub until: Option<Span>,
    /// What to ask for next.
    pub next: bool,
}

/// The answers for one record; none where nothing was asked, or of a record that is invalid.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Answers {
    /// What would turn the verdict.
    pub turn: Option<Turn>,
    /// When the result turns by time alone.
    pub turning: Option<Turning>,
    /// What to ask for next.
    pub next: Option<Next>,
}

impl Answers {
    /// No answers.
    pub const NONE: Self = Self { turn: None, turning: None, next: None };

    /// Whether they hold for this very record alone, and not for others of its classes.
    pub fn are_own(&self) -> bool {
        self.turn.as_ref().is_some_and(|turn| turn.is_own) || self.next.is_some_and(|next| next.is_own)
    }

    /// Whether they name a value that may be another in each record of the same classes.
    pub fn name_values(&self, facts: &Facts) -> bool {
        self.turn.as_ref().is_some_and(|turn| turn.names_values(facts))
    }
}

impl Questions {
    /// Whether anything is asked that hangs on the facts as they are at this moment.
    pub fn asks_of_facts(&self) -> bool {
        self.turn.is_some() || self.next
    }

    /// What there is to say of a valid record at the moment of the plan.
    pub fn answer(&self, plan: &Plan<'_>, facts: &Facts, decision: &Decision) -> Answers {
        Answers {
            turn: self.turn.map(|target| turn(plan, facts, decision, target)),
            turning: None,
            next: self.next.then(|| next(plan, facts)),
        }
    }

    /// What finds the moments at which results turn, if that is asked.
    pub fn turns<'p>(&self) -> Option<Turns<'p>> {
        self.until.map(Turns::within)
    }
}
