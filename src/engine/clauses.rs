//! What the rules of a program ask, whatever record they are asked of.

use std::ops::Range;

use super::axis::Axis;
use super::question::Asked;
use super::ruleset::RuleSet;

/// The clauses of all rules, and what they look at.
#[derive(Debug)]
pub(super) struct Clauses {
    /// All rules.
    pub all: RuleSet,
    pub axes: Vec<Axis>,
    /// What they ask, rule by rule.
    pub asked: Vec<Asked>,
    /// By rule: where what it asks stands.
    pub of_rules: Vec<Range<usize>>,
    /// The axis of the subject.
    pub own: Option<usize>,
}

impl Clauses {
    /// What a rule asks.
    pub(super) fn of_rule(&self, rule: usize) -> impl Iterator<Item = &Asked> {
        self.asked[self.of_rules[rule].clone()].iter()
    }
}
