use serde::{Deserialize, Serialize};

use crate::command::Verdict;
use crate::field::Field;
use crate::lang::Phrase;
use crate::value::Span;

/// What a rule does to the result where it matches. Each part stands alone; most rules have one.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Effect {
    /// The verdict that the rule carries.
    pub verdict: Option<Verdict>,
    /// check-unbind: the route, a word of the policy.
    pub route: Option<String>,
    /// check-unbind: papers that are required, words of the policy.
    pub documents: Vec<String>,
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
    /// check-unbind: how long after now it can be taken back.
    pub revocable_for: Option<Span>,
    /// check-unbind: busy hours of a working day, after which to try again.
    pub retry: Option<Retry>,
    /// cancel-window: until when the order can be cancelled.
    pub window: Option<Window>,
    /// cancel-window: what cancelling costs.
    pub fee: Option<Fee>,
    /// cancel-window: nothing else applies.
    pub exclusive: bool,
    /// cancel-window: when the order is likely to be verified.
    pub expected: Option<Expected>,
    /// How often it succeeds, least and greatest, in parts per billion.
    pub odds: Option<(i64, i64)>,
    /// How long a remedy takes, a word of the policy.
    pub time: Option<String>,
    /// recycle-quote: what a platform pays.
    pub quote: Option<Quote>,
    /// recycle-quote: points added to every least and greatest rate, in parts per billion.
    pub shift: Option<(i64, i64)>,
    /// recycle-quote: the flag it raises, a word of the policy.
    pub flag: Option<String>,
    /// recycle-quote: the rule by which a platform declines what is below its least face value.
    pub declines: bool,
}

/// How long a review takes, in working days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Review {
    /// As a whole; `(0, 0)` is at once.
    Days(u16, u16),
    /// Stage by stage: the stage's code, least and most days.
    Stages(Vec<(u8, u16, u16)>),
}

impl Review {
    /// The whole of it.
    pub fn total(&self) -> (u16, u16) {
        match self {
            Self::Days(min, max) => (*min, *max),
            Self::Stages(stages) => stages.iter().fold((0, 0), |(min, max), (_, a, b)| (min + a, max + b)),
        }
    }
}

/// How soon such cards are handled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are the contract's own")]
pub enum Priority {
    High,
    Medium,
    Low,
    VeryLow,
}

impl Priority {
    /// Every priority with its code.
    pub const ALL: [(&str, Self); 4] =
        [("high", Self::High), ("medium", Self::Medium), ("low", Self::Low), ("very-low", Self::VeryLow)];

    /// The code in every output.
    pub fn code(self) -> &'static str {
        Self::ALL.iter().find(|(_, p)| *p == self).map_or("", |(code, _)| code)
    }

    /// The priority of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().find(|(known, _)| *known == code).map(|(_, priority)| *priority)
    }

    /// The priority in words.
    pub const fn title(self) -> Phrase {
        match self {
            Self::High => Phrase { en: "high", zh: "高" },
            Self::Medium => Phrase { en: "medium", zh: "中" },
            Self::Low => Phrase { en: "low", zh: "低" },
            Self::VeryLow => Phrase { en: "very low", zh: "最低" },
        }
    }
}

/// A moment counted from a fact: `from + lasts`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    /// The field it counts from.
    pub from: Field,
    /// What is added to it.
    pub lasts: Span,
}

/// Busy hours of a working day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Retry {
    /// Time of day they begin.
    pub from: Span,
    /// Time of day they end.
    pub until: Span,
}

/// A window in which an order can be cancelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    /// Its end.
    pub due: Due,
    /// How long after the fact it counts from it becomes urgent; at once if 0.
    pub urgent_after: Option<Span>,
}

/// What cancelling costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fee {
    /// A sum an order, in fen.
    Amount(i64),
    /// A share of the face value, in parts per billion.
    Share(i64),
}

/// When something is likely to happen, counted from a fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expected {
    /// The field it counts from.
    pub from: Field,
    /// Least and greatest delay by the word of another field.
    pub by: Option<(Field, Vec<(String, Latency)>)>,
    /// Least and greatest delay otherwise.
    pub otherwise: Latency,
}

/// Least and greatest delay.
pub type Latency = (Span, Span);

/// What a recycling platform pays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// The platform, a word of the policy.
    pub platform: String,
    /// Least and greatest rate of the face value, in parts per billion.
    pub rate: (i64, i64),
    /// Share of the payout that is kept, in parts per billion.
    pub fee: i64,
    /// The least face value that is taken, in fen.
    pub least: i64,
    /// When the money arrives.
    pub arrival: Arrival,
}

/// When money arrives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Arrival {
    /// At once.
    Instant,
    /// Within so many hours.
    Hours(u16),
    /// Within a range of working days.
    WorkingDays(u16, u16),
}

impl Arrival {
    /// Reads `instant`, `24h`, `1-3wd` or `3wd`.
    pub fn parse(text: &str) -> Option<Self> {
        if text == "instant" {
            return Some(Self::Instant);
        }
        if let Some(hours) = text.strip_suffix('h') {
            return hours.parse().ok().map(Self::Hours);
        }
        let days = text.strip_suffix("wd")?;
        let (least, most) = days.split_once('-').unwrap_or((days, days));
        let (least, most) = (least.parse().ok()?, most.parse().ok()?);
        (least <= most).then_some(Self::WorkingDays(least, most))
    }
}

impl std::fmt::Display for Arrival {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Instant => write!(f, "instant"),
            Self::Hours(hours) => write!(f, "{hours}h"),
            Self::WorkingDays(least, most) if least == most => write!(f, "{least}wd"),
            Self::WorkingDays(least, most) => write!(f, "{least}-{most}wd"),
        }
    }
}

impl Effect {
    /// The names of the parts that the rule sets, for listings and for finding conflicts.
    pub fn parts(&self) -> Vec<&'static str> {
        let parts = [
            (self.verdict.is_some(), "verdict"),
            (self.route.is_some(), "route"),
            (!self.documents.is_empty(), "documents"),
            (self.review.is_some(), "days"),
            (self.priority.is_some(), "priority"),
            (self.not_before.is_some(), "not_before"),
            (self.confirm_by.is_some(), "confirm_by"),
            (self.restart, "restart"),
            (self.revocable_for.is_some(), "revocable_for"),
            (self.retry.is_some(), "retry"),
            (self.window.is_some(), "window"),
            (self.fee.is_some(), "fee"),
            (self.exclusive, "exclusive"),
            (self.expected.is_some(), "expected"),
            (self.odds.is_some(), "odds"),
            (self.time.is_some(), "time"),
            (self.quote.is_some(), "quote"),
            (self.shift.is_some(), "shift"),
            (self.flag.is_some(), "flag"),
            (self.declines, "declines"),
        ];
        parts.into_iter().filter(|(is_set, _)| *is_set).map(|(_, name)| name).collect()
    }

    /// The parts of which a result can have only one, so that two rules must not set them at once.
    pub fn single_parts(&self) -> impl Iterator<Item = &'static str> {
        const SINGLE: [&str; 8] =
            ["route", "days", "priority", "confirm_by", "revocable_for", "retry", "expected", "fee"];
        self.parts().into_iter().filter(|part| SINGLE.contains(part))
    }
}
