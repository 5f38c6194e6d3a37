//! How old a rule's source is, and what to say of it: the one home of what counts as stale.

use crate::lang::Text;
use crate::policy::model::{Pack, Rule};
use crate::value::Day;

/// How many days a source is taken to be fresh.
const FRESH_DAYS: i32 = 365;

/// How old what a rule says is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Freshness {
    /// The source is of this date, no older than a year.
    Fresh(Day),
    /// The source is of this date, older than a year: the rule may no longer hold.
    Stale(Day),
    /// Nobody knows of when the source is.
    Undated,
}

/// How old a rule's source is on a day.
pub fn freshness(rule: &Rule, pack: &Pack, today: Day) -> Freshness {
    match pack.source(&rule.source).and_then(|source| source.as_of) {
        None => Freshness::Undated,
        Some(as_of) if today.0.saturating_sub(as_of.0) > FRESH_DAYS => Freshness::Stale(as_of),
        Some(as_of) => Freshness::Fresh(as_of),
    }
}

impl Freshness {
    /// The code in listings.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Fresh(_) => "fresh",
            Self::Stale(_) => "stale",
            Self::Undated => "undated",
        }
    }

    /// What the reader should know of it; nothing of a fresh source.
    pub fn note(self) -> Option<Text> {
        match self {
            Self::Fresh(_) => None,
            Self::Stale(day) => {
                let mut date = Vec::new();
                day.write(&mut date);
                let date = String::from_utf8_lossy(&date);
                Some(Text::new(
                    format!("as of {date}, more than a year old: it may no longer hold"),
                    format!("来源时间 {date}，已超过一年，可能不再适用"),
                ))
            }
            Self::Undated => Some(Text::new("the source is undated", "来源未注明日期")),
        }
    }
}
