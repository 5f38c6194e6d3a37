//! Effects: what a rule does to the result where it matches.
//!
//! A part of an effect that is added here does not compile until it is placed everywhere: what it
//! reads of a record ([`Effect::reads`]), whether two rules may both set it ([`Effect::parts`]),
//! how it is parsed and how it is described.

use serde::{Deserialize, Serialize};

use super::condition::Clause;
use super::due::Due;
use super::phase::Phase;
use super::quote::{Quote, Shift};
use super::reads::{Read, Use};
use super::review::Review;
use super::window::{Fee, Window};
use crate::command::Verdict;
use crate::field::Field;
use crate::lang::{Phrase, Str};
use crate::value::{Months, Rate, Span};

/// What a rule does to the result where it matches. Each part stands alone; most rules have one.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Effect {
    /// The verdict that the rule carries.
    pub verdict: Option<Verdict>,
    /// check-unbind: the route, a word of the policy.
    pub route: Option<Str>,
    /// check-unbind: papers that are required, words of the policy.
    pub documents: Vec<Str>,
    /// check-unbind: how long it takes.
    pub review: Option<Review>,
    /// check-unbind: how soon such cards are handled.
    pub priority: Option<Priority>,
    /// check-unbind: the day after the date in this field is the first on which it can be done.
    pub not_before: Option<Field>,
    /// check-unbind: what has to be confirmed until then.
    pub confirm_by: Option<Due>,
    /// check-unbind: the whole review counts again from the start.
    pub restart: bool,
    /// check-unbind: nothing is left open but what could restart the review.
    pub concludes: bool,
    /// check-unbind: how long after now it can be taken back.
    pub revocable_for: Option<Span>,
    /// check-unbind: so many months after it is done, the rule comes up again.
    pub remind_after: Option<Months>,
    /// check-unbind: busy hours of a working day, after which to try again.
    pub retry: Option<Retry>,
    /// cancel-window: until when the order can be cancelled.
    pub window: Option<Window>,
    /// cancel-window: what cancelling costs.
    pub fee: Option<Fee>,
    /// cancel-window: of all other rules only these apply.
    pub exclusive: Option<Exclusive>,
    /// These rules do not match where this one does.
    pub excludes: Vec<Str>,
    /// These rules ask for nothing where this one does.
    pub speaks_for: Vec<Str>,
    /// cancel-window: when the order is likely to be verified.
    pub expected: Option<Expected>,
    /// How often it succeeds.
    pub odds: Option<Odds>,
    /// How long a remedy takes, a word of the policy.
    pub time: Option<Str>,
    /// recycle-quote: what a platform pays.
    pub quote: Option<Quote>,
    /// recycle-quote: points added to every least and greatest rate.
    pub shift: Option<Shift>,
    /// recycle-quote: the flag it raises, a word of the policy.
    pub flag: Option<Str>,
    /// recycle-quote: the rule by which a platform declines what is below its least face value.
    pub declines: bool,
    /// recycle-quote: the card cannot be handed over before the review of this rule is through.
    pub waits_for: Option<Str>,
    /// recycle-quote: the rule, and these notes, stand where the card is rejected, too.
    pub even_if_rejected: Option<Vec<Str>>,
}

/// Of all rules, one alone applies, with those that it leaves.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Exclusive {
    /// The rules that it leaves, each with a further condition.
    pub but: Vec<(Str, Vec<Clause>)>,
}

/// How often something succeeds, as far as the source says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Odds {
    /// At least so often.
    pub least: Option<Rate>,
    /// At most so often.
    pub most: Option<Rate>,
}

/// How soon a platform handles such cards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Priority {
    /// Before others.
    High,
    /// As most.
    Medium,
    /// After others.
    Low,
    /// When nothing else is left.
    VeryLow,
}

impl Priority {
    /// Every priority with its code.
    pub(crate) const ALL: [(&str, Self); 4] =
        [("high", Self::High), ("medium", Self::Medium), ("low", Self::Low), ("very-low", Self::VeryLow)];

    /// The code in every output.
    pub fn code(self) -> &'static str {
        match self {
            Self::High => "high",
            Self::Medium => "medium",
            Self::Low => "low",
            Self::VeryLow => "very-low",
        }
    }

    /// The priority of a code.
    pub(crate) fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().find(|(known, _)| *known == code).map(|(_, priority)| *priority)
    }

    /// The priority in words.
    pub(crate) const fn title(self) -> Phrase {
        match self {
            Self::High => Phrase { en: "high", zh: "高" },
            Self::Medium => Phrase { en: "medium", zh: "中" },
            Self::Low => Phrase { en: "low", zh: "低" },
            Self::VeryLow => Phrase { en: "very low", zh: "最低" },
        }
    }
}

/// Busy hours of a working day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Retry {
    /// Time of day they begin.
    pub from: Span,
    /// Time of day they end.
    pub until: Span,
    /// Nothing is said where another matching rule asks for something in this phase.
    pub unless_phase: Option<Phase>,
}

/// When something is likely to happen, counted from a fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Expected {
    /// The field it counts from.
    pub from: Field,
    /// Least and greatest delay by the word of another field.
    pub by: Option<(Field, Vec<(Str, Latency)>)>,
    /// Least and greatest delay otherwise.
    pub otherwise: Latency,
}

/// Least and greatest delay.
pub type Latency = (Span, Span);

/// A part that an effect sets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its name in a policy file.
    pub name: &'static str,
    /// Whether a result can have only one, so that two rules must not set different ones at once.
    pub is_single: bool,
    /// Its value, for comparing.
    pub value: String,
}

impl Effect {
    /// What the effects read of a record by themselves, apart from conditions, and how.
    pub fn reads(&self) -> Vec<Read> {
        let Self {
            verdict: _,
            route: _,
            documents,
            review,
            priority: _,
            not_before,
            confirm_by,
            restart: _,
            concludes: _,
            revocable_for: _,
            remind_after: _,
            retry: _,
            window,
            fee,
            exclusive: _,
            excludes: _,
            speaks_for: _,
            expected,
            odds: _,
            time: _,
            quote,
            shift: _,
            flag: _,
            declines: _,
            waits_for: _,
            even_if_rejected: _,
        } = self;
        let mut reads = Vec::new();
        if !documents.is_empty() {
            reads.push((Field::Documents, Use::Papers));
        }
        if let Some(Review::Stages(_)) = review {
            reads.extend([(Field::Stage, Use::Word), (Field::StageSince, Use::Dates)]);
        }
        reads.extend(not_before.map(|field| (field, Use::Dates)));
        reads.extend(confirm_by.map(|due| (due.from, Use::ConfirmBy)));
        if let Some(window) = window {
            reads.push((window.due.from, Use::Deadline));
            reads.extend(window.no_later_than.map(|field| (field, Use::Deadline)));
        }
        if let Some(Fee::Share(_)) = fee {
            reads.push((Field::FaceValue, Use::Fee));
        }
        if let Some(expected) = expected {
            reads.push((expected.from, Use::Expected));
            reads.extend(expected.by.iter().map(|(field, _)| (*field, Use::Expected)));
        }
        if quote.is_some() {
            reads.push((Field::FaceValue, Use::Exact));
        }
        reads
    }

    /// The parts that the rule sets, in the order in which they are listed.
    pub fn parts(&self) -> Vec<Part> {
        let Self {
            verdict,
            route,
            documents,
            review,
            priority,
            not_before,
            confirm_by,
            restart,
            concludes,
            revocable_for,
            remind_after,
            retry,
            window,
            fee,
            exclusive,
            excludes,
            speaks_for,
            expected,
            odds,
            time,
            quote,
            shift,
            flag,
            declines,
            waits_for,
            even_if_rejected,
        } = self;
        let mut parts = Vec::new();
        let mut add = |name, is_set: bool, is_single, value: &dyn std::fmt::Debug| {
            if is_set {
                parts.push(Part { name, is_single, value: format!("{value:?}") });
            }
        };
        add("verdict", verdict.is_some(), false, verdict);
        add("route", route.is_some(), true, route);
        add("documents", !documents.is_empty(), false, documents);
        add("days", review.is_some(), true, review);
        add("priority", priority.is_some(), true, priority);
        add("not_before", not_before.is_some(), false, not_before);
        add("confirm_by", confirm_by.is_some(), true, confirm_by);
        add("restart", *restart, false, restart);
        add("concludes", *concludes, false, concludes);
        add("revocable_for", revocable_for.is_some(), true, revocable_for);
        add("remind_after", remind_after.is_some(), false, remind_after);
        add("retry", retry.is_some(), true, retry);
        add("window", window.is_some(), false, window);
        add("fee", fee.is_some(), true, fee);
        add("exclusive", exclusive.is_some(), false, exclusive);
        add("excludes", !excludes.is_empty(), false, excludes);
        add("speaks_for", !speaks_for.is_empty(), false, speaks_for);
        add("expected", expected.is_some(), true, expected);
        add("odds", odds.is_some(), false, odds);
        add("time", time.is_some(), false, time);
        add("quote", quote.is_some(), false, quote);
        add("shift", shift.is_some(), false, shift);
        add("flag", flag.is_some(), false, flag);
        add("declines", *declines, false, declines);
        add("waits_for", waits_for.is_some(), true, waits_for);
        add("even_if_rejected", even_if_rejected.is_some(), false, even_if_rejected);
        parts
    }
}
