//! What check-unbind says beside the verdict.

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::answer::Details;
use super::cited::CitedRule;
use super::value::{date, time};
use crate::decide::{Outcome, Unbind};
use crate::field::Field;
use crate::lang::{Lang, Str};
use crate::output::{Basis, View};
use crate::policy::{Kind, Priority};

/// How a card is unbound, what for, and when it is done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Unbinding {
    /// The way to go, as a word of the policy: `self-service`.
    pub route: Option<String>,
    /// How soon such cards are handled.
    pub priority: Option<Priority>,
    /// Working days that it takes, least and most.
    pub days: Option<(u16, u16)>,
    /// The first date on which it may be done.
    pub eta_earliest: Option<NaiveDate>,
    /// The date on which it is done at the latest; none where nobody can say.
    pub eta_latest: Option<NaiveDate>,
    /// The stages of the review that are left.
    pub stages: Vec<ReviewStage>,
    /// The first date on which it can be applied for.
    pub not_before: Option<NaiveDate>,
    /// The documents that are required, as words of the policy.
    pub documents_required: Vec<String>,
    /// Those of them that are not at hand.
    pub documents_missing: Vec<String>,
    /// What has to be done, in the order of doing.
    pub actions: Vec<CitedRule>,
    /// What to look after once it is done.
    pub aftercare: Vec<CitedRule>,
    /// Until when the result has to be confirmed.
    pub confirm_by: Option<DateTime<FixedOffset>>,
    /// Until when it can be taken back.
    pub revocable_until: Option<DateTime<FixedOffset>>,
    /// When to try again.
    pub retry_after: Option<DateTime<FixedOffset>>,
}

/// A stage of a review.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ReviewStage {
    /// Which: `first-review`.
    pub stage: String,
    /// Working days that it takes, least and most.
    pub days: (u16, u16),
}

impl Details for Unbinding {
    fn of(view: &View<'_>, basis: Basis<'_>, lang: Lang) -> Self {
        let (plan, computed) = (view.plan, view.computed);
        let Outcome::Unbind(part) = &view.decision.outcome else { return Self::default() };
        let documents =
            |bits| basis.words(Field::Documents, bits).map(str::to_owned).collect::<Vec<String>>();
        let Unbind { documents_required, documents_missing, .. } = *part;
        let stages = part.stages.map_or_else(Vec::new, |(rule, first)| {
            let stage = |(stage, min, max): (&str, u16, u16)| ReviewStage {
                stage: stage.to_owned(),
                days: (min, max),
            };
            basis.stages(rule, first).map(stage).collect()
        });
        let actions = plan.in_order_of_doing(&view.decision.actions);
        Self {
            route: part
                .route
                .and_then(|rule| plan.rules[usize::from(rule)].effect.route.as_ref().map(Str::to_string)),
            priority: part.priority,
            days: part.days,
            eta_earliest: computed.eta_earliest.map(date),
            eta_latest: computed.eta_latest.map(date),
            stages,
            not_before: computed.not_before.map(date),
            documents_required: documents(documents_required),
            documents_missing: documents(documents_missing),
            actions: actions.filter_map(|rule| CitedRule::of(rule, basis, lang)).collect(),
            aftercare: CitedRule::all(plan.of_kind(&view.decision.matched, Kind::Aftercare), basis, lang),
            confirm_by: computed.confirm_by.map(time),
            revocable_until: part.revocable_until.map(time),
            retry_after: part.retry_after.map(time),
        }
    }
}
