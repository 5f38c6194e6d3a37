//! The dates and times that a result names, each with the rule that it follows from: what belongs in
//! a calendar.

use super::decision::{Computed, Decision, Outcome};
use super::plan::Plan;
use crate::command::Verdict;
use crate::engine::RuleSet;
use crate::policy::Effect;
use crate::record::Facts;
use crate::value::{Day, Moment};

/// When something is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// On a day.
    Day(Day),
    /// At a moment.
    Moment(Moment),
}

/// What a deadline is about; named after the field of the result that has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeadlineKind {
    /// Until then to confirm.
    ConfirmBy,
    /// Not before that day.
    NotBefore,
    /// Until then to cancel.
    Deadline,
    /// From then on to try again.
    RetryAfter,
    /// Until then it can be taken back, perhaps.
    RevocableUntil,
    /// On that day something done before comes up again.
    Aftercare,
    /// By then it is done at the latest.
    EtaLatest,
}

impl DeadlineKind {
    /// The name of the field.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ConfirmBy => "confirm_by",
            Self::NotBefore => "not_before",
            Self::Deadline => "deadline",
            Self::RetryAfter => "retry_after",
            Self::RevocableUntil => "revocable_until",
            Self::Aftercare => "aftercare",
            Self::EtaLatest => "eta_latest",
        }
    }
}

/// A date or time that a result names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// What it is about.
    pub kind: DeadlineKind,
    /// When it is.
    pub when: When,
    /// The rule that it follows from.
    pub rule: Option<usize>,
}

impl Plan<'_> {
    /// The dates and times that a result names, in the order of its fields.
    pub fn deadlines(&self, facts: &Facts, decision: &Decision, computed: &Computed) -> Vec<Deadline> {
        let mut found = Vec::new();
        let mut add = |kind, when: Option<When>, rule: Option<usize>| {
            found.extend(when.map(|when| Deadline { kind, when, rule }));
        };
        let day = |day: Option<Day>| day.map(When::Day);
        let moment = |moment: Option<Moment>| moment.map(When::Moment);
        match &decision.outcome {
            Outcome::Unbind(part) => {
                let with = |has: fn(&Effect) -> bool| {
                    decision.matched.iter().find(|rule| self.rules.get(*rule).is_some_and(|r| has(&r.effect)))
                };
                let reviewing = part.stages.map(|(rule, _)| usize::from(rule));
                let reviewing = reviewing.or_else(|| with(|effect| effect.review.is_some()));
                add(DeadlineKind::NotBefore, day(computed.not_before), part.not_before.map(usize::from));
                add(DeadlineKind::EtaLatest, day(computed.eta_latest), reviewing);
                add(DeadlineKind::ConfirmBy, moment(computed.confirm_by), part.confirm_by.map(usize::from));
                add(
                    DeadlineKind::RevocableUntil,
                    moment(part.revocable_until),
                    with(|effect| effect.revocable_for.is_some()),
                );
                let retrying = with(|effect| effect.retry.is_some());
                add(DeadlineKind::RetryAfter, moment(part.retry_after), retrying);
                // Counted from the day on which it is done, as far as that is known.
                let done = computed.eta_latest.unwrap_or(self.now.day());
                for rule in decision.matched.iter() {
                    let months = self.rules.get(rule).and_then(|rule| rule.effect.remind_after);
                    let again = months.and_then(|months| done.plus_months(months));
                    add(DeadlineKind::Aftercare, day(again), Some(rule));
                }
            }
            Outcome::Cancel(part) => {
                let lasts = matches!(decision.verdict, Verdict::Open | Verdict::Urgent);
                let windows: &RuleSet = if lasts { &part.open_windows } else { &part.past_windows };
                let ends = windows
                    .iter()
                    .filter(|rule| super::cancel::end_of(self, facts, *rule) == computed.deadline);
                add(DeadlineKind::Deadline, moment(computed.deadline), ends.into_iter().next());
            }
            Outcome::Quote | Outcome::None => {}
        }
        found
    }
}
