//! What a recycling platform pays, and when.

use serde::{Deserialize, Serialize};

use crate::lang::Str;
use crate::value::{Money, Rate};

/// What a recycling platform pays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Quote {
    /// The platform, a word of the policy.
    pub platform: Str,
    /// Least and greatest rate of the face value.
    pub rate: (Rate, Rate),
    /// Share of the payout that is kept.
    pub fee: Rate,
    /// The least face value that is taken.
    pub least: Money,
    /// When the money arrives.
    pub arrival: Arrival,
}

/// What is added to the least and to the greatest rate; may be negative.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shift {
    /// To the least rate.
    pub least: Rate,
    /// To the greatest rate.
    pub greatest: Rate,
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
