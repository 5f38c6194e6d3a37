//! What recycle-quote says beside the verdict.

use chrono::NaiveDate;

use super::answer::Details;
use super::value::{Amount, Ratio, date};
use crate::decide::Quote;
use crate::lang::Lang;
use crate::output::{Basis, View};

/// What the recycling platforms pay for a card.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Quotation {
    /// What each platform pays, those that decline last.
    pub quotes: Vec<PlatformQuote>,
    /// What speaks against an offer, as words of the policy: `below-market`.
    pub flags: Vec<String>,
    /// What somebody offers for the card.
    pub offer: Option<Amount>,
    /// How much that is over the best quote; below zero if it is less.
    pub offer_over_best: Option<Amount>,
    best: Option<usize>,
    fastest: Option<usize>,
}

/// What one platform pays.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PlatformQuote {
    /// The platform, as a word of the policy.
    pub platform: String,
    /// The rule by which it declines the card; the figures then say nothing.
    pub declined_by: Option<String>,
    /// The least rate.
    pub rate_min: Ratio,
    /// The greatest rate.
    pub rate_max: Ratio,
    /// The fee at the least rate.
    pub fee_min: Amount,
    /// The fee at the greatest rate.
    pub fee_max: Amount,
    /// What is left at the least rate.
    pub net_min: Amount,
    /// What is left in the mean.
    pub net_mid: Amount,
    /// What is left at the greatest rate.
    pub net_max: Amount,
    /// When the money arrives: `instant`, `24h` or `1-3wd`, working days.
    pub arrival: String,
    /// The date by which it has arrived, where that can be said.
    pub arrives_by: Option<NaiveDate>,
}

impl Quotation {
    /// The best quote: the highest mean net, or the soonest if the decider was asked for that.
    pub fn best(&self) -> Option<&PlatformQuote> {
        self.quotes.get(self.best?)
    }

    /// The quote whose money arrives first.
    pub fn fastest(&self) -> Option<&PlatformQuote> {
        self.quotes.get(self.fastest?)
    }
}

impl Details for Quotation {
    fn of(view: &View<'_>, basis: Basis<'_>, _: Lang) -> Self {
        let (plan, quotes) = (view.plan, &view.computed.quotes);
        let quote = |quote: &Quote| {
            let effect = plan.rules[usize::from(quote.rule)].effect.quote.as_ref();
            PlatformQuote {
                platform: effect.map_or_else(String::new, |effect| effect.platform.to_string()),
                declined_by: quote.declined_by.map(|rule| plan.rules[usize::from(rule)].id.to_string()),
                rate_min: quote.rate.0.into(),
                rate_max: quote.rate.1.into(),
                fee_min: quote.fee.0.into(),
                fee_max: quote.fee.1.into(),
                net_min: quote.net.0.into(),
                net_mid: quote.net.1.into(),
                net_max: quote.net.2.into(),
                arrival: quote.arrival.to_string(),
                arrives_by: quotes.arrives_by(quote).map(date),
            }
        };
        Self {
            quotes: quotes.all.iter().map(quote).collect(),
            flags: basis.flags(&plan.flagging(view.decision)).map(str::to_owned).collect(),
            offer: quotes.offer.map(Amount::from),
            offer_over_best: quotes.offer_over_best.map(Amount::from),
            best: quotes.best,
            fastest: quotes.fastest,
        }
    }
}
