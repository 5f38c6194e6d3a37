//! What platforms pay for a card.

use crate::policy::Arrival;
use crate::value::{Day, Money, Rate};

/// What one platform pays for a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Quote {
    /// The rule that quotes.
    pub rule: u16,
    /// Least and greatest rate for the card's form.
    pub rate: (Rate, Rate),
    /// The fee at the least and at the greatest rate.
    pub fee: (Money, Money),
    /// What is left at the least rate, in the mean, and at the greatest rate.
    pub net: (Money, Money, Money),
    /// When the money arrives.
    pub arrival: Arrival,
    /// The latest date that makes.
    pub arrives_by: Day,
    /// The rule by which the platform declines the card, if it does.
    pub declined_by: Option<u16>,
}

/// What the platforms pay for a card, in policy order, those that decline last.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Quotes {
    /// The quotes.
    pub all: Vec<Quote>,
    /// The best of them.
    pub best: Option<usize>,
    /// The one that pays soonest.
    pub fastest: Option<usize>,
    /// Whether a date lies in a year without calendar data.
    pub(super) calendar_unknown: bool,
}

impl Quotes {
    /// The best quote.
    pub fn best(&self) -> Option<&Quote> {
        self.best.and_then(|index| self.all.get(index))
    }

    /// The quote that pays soonest.
    pub fn fastest(&self) -> Option<&Quote> {
        self.fastest.and_then(|index| self.all.get(index))
    }
}
