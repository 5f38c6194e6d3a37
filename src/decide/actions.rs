//! What rules ask for, and in which order a person does it.

use super::plan::Plan;
use crate::engine::{Matches, RuleSet};
use crate::policy::Phase;

impl Plan<'_> {
    /// The rules that ask for something.
    pub(super) fn asking(&self, matches: &Matches) -> RuleSet {
        let asks = &self.extra.asks;
        asks.without_silent(matches.sure.and(asks.in_any()), &matches.sure)
    }

    /// The rules that ask for something in a phase.
    pub(super) fn asking_in(&self, matches: &Matches, phase: Phase) -> RuleSet {
        let asks = &self.extra.asks;
        asks.without_silent(matches.sure.and(asks.in_phase(phase)), &matches.sure)
    }

    /// The rules whose papers are required: those that ask for them, and those that never say when.
    /// Where `possible`, also those of which a missing fact leaves open whether they do.
    pub(super) fn demanding(&self, matches: &Matches, possible: bool) -> RuleSet {
        let among = if possible { &matches.possible } else { &matches.sure };
        self.extra.asks.without_silent(among.and(&self.masks.papers), among)
    }

    /// Rules that ask for something, in the order of doing: by phase, then in policy order.
    pub fn in_order_of_doing(&self, rules: &RuleSet) -> impl Iterator<Item = usize> {
        let asks = &self.extra.asks;
        let phases = Phase::ALL.into_iter().map(|(_, phase)| asks.in_phase(phase));
        let phases = phases.filter(|phase| rules.meets(phase)).map(|phase| rules.and(phase));
        std::iter::once(rules.without(asks.in_any())).chain(phases).flatten()
    }
}
