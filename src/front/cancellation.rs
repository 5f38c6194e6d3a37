//! What cancel-window says beside the verdict.

use chrono::{DateTime, FixedOffset};

use super::answer::Details;
use super::cited::CitedRule;
use super::value::{Amount, Ratio, time};
use crate::decide::Outcome;
use crate::lang::{Lang, Str};
use crate::output::{Basis, View};

/// Until when an order can be cancelled, what that costs, and what is left if it is too late.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Cancellation {
    /// Until when it can be cancelled, or could.
    pub deadline: Option<DateTime<FixedOffset>>,
    /// Whole seconds until then, below zero once it is past.
    pub remaining_s: Option<i64>,
    /// What cancelling costs.
    pub fee: Option<Amount>,
    /// How often cancelling succeeds, at least.
    pub odds_min: Option<Ratio>,
    /// How often cancelling succeeds, at most.
    pub odds_max: Option<Ratio>,
    /// When the card is likely to be verified, at the earliest and at the latest.
    pub expected_verified: Option<(DateTime<FixedOffset>, DateTime<FixedOffset>)>,
    /// What has to be done, in the order of doing.
    pub actions: Vec<CitedRule>,
    /// What is left to try where it cannot be cancelled.
    pub remedies: Vec<Remedy>,
}

/// Something that is left to try.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Remedy {
    /// The rule that names it.
    pub rule: CitedRule,
    /// How often it succeeds, at least.
    pub odds_min: Option<Ratio>,
    /// How often it succeeds, at most.
    pub odds_max: Option<Ratio>,
    /// How long it takes, in the source's words.
    pub time: Option<String>,
}

impl Details for Cancellation {
    fn of(view: &View<'_>, basis: Basis<'_>, lang: Lang) -> Self {
        let (plan, decision, computed) = (view.plan, view.decision, view.computed);
        let Outcome::Cancel(part) = &decision.outcome else { return Self::default() };
        let remedy = |index: usize| {
            let effect = &plan.rules.get(index)?.effect;
            Some(Remedy {
                rule: CitedRule::of(index, basis, lang)?,
                odds_min: effect.odds.and_then(|odds| odds.least).map(Ratio::from),
                odds_max: effect.odds.and_then(|odds| odds.most).map(Ratio::from),
                time: effect.time.as_ref().map(Str::to_string),
            })
        };
        let actions = plan.in_order_of_doing(&decision.actions);
        Self {
            deadline: computed.deadline.map(time),
            remaining_s: computed.remaining_s,
            fee: computed.fee.map(Amount::from),
            odds_min: part.odds.and_then(|odds| odds.least).map(Ratio::from),
            odds_max: part.odds.and_then(|odds| odds.most).map(Ratio::from),
            expected_verified: computed.expected.map(|(min, max)| (time(min), time(max))),
            actions: actions.filter_map(|rule| CitedRule::of(rule, basis, lang)).collect(),
            remedies: decision.remedies.iter().filter_map(remedy).collect(),
        }
    }
}
