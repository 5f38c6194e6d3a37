//! Amounts, ratios, dates and times as an answer has them.

use std::fmt;

use chrono::{DateTime, FixedOffset, NaiveDate};

use crate::output::text::written;
use crate::value::{CHINA, Day, Moment, Money, Rate};

/// An amount of money in CNY, exact to the fen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount(Money);

impl Amount {
    /// The amount in fen, of which a yuan has a hundred.
    pub fn fen(self) -> i64 {
        self.0.0
    }
}

impl fmt::Display for Amount {
    /// In yuan with two decimals: `475.00`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&written(|out| self.0.write(out)))
    }
}

/// A ratio, such as a discount or odds, exact to nine decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ratio(Rate);

impl Ratio {
    /// The ratio in parts per billion: 95 % are 950,000,000.
    pub fn parts_per_billion(self) -> i64 {
        self.0.0
    }
}

impl fmt::Display for Ratio {
    /// As a decimal fraction: `0.95`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&written(|out| self.0.write(out)))
    }
}

impl From<Money> for Amount {
    fn from(money: Money) -> Self {
        Self(money)
    }
}

impl From<Rate> for Ratio {
    fn from(rate: Rate) -> Self {
        Self(rate)
    }
}

/// A date as chrono has it.
pub(super) fn date(day: Day) -> NaiveDate {
    day.date()
}

/// A moment as chrono has it, by the clocks of China.
pub(super) fn time(moment: Moment) -> DateTime<FixedOffset> {
    DateTime::from_timestamp_millis(moment.0).unwrap_or_default().with_timezone(&CHINA.fixed())
}
