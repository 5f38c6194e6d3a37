use super::settled::{Settled, Worked};
use crate::command::Verdict;
use crate::value::Money;

/// What a result adds to the totals of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contribution {
    /// The verdict.
    pub verdict: Verdict,
    /// The best quote: least, mean and greatest net.
    pub nets: (Money, Money, Money),
}

impl Contribution {
    /// The contribution of a verdict without a quote.
    pub fn of(verdict: Verdict) -> Self {
        Self { verdict, nets: Default::default() }
    }

    /// The contribution of a result.
    pub fn new(settled: &Settled, worked: &Worked) -> Self {
        let nets = worked.quotes.best().map(|quote| quote.net).unwrap_or_default();
        Self { verdict: settled.verdict, nets }
    }
}
