//! The parts of rules that have entries of their own, found by the rules that have them.

use crate::engine::RuleSet;

/// Something that a rule has.
pub(super) trait OfRule {
    /// The rule.
    fn rule(&self) -> usize;
}

/// Parts of rules, in policy order.
#[derive(Clone, Debug)]
pub(super) struct Parts<P> {
    /// The rules that have any.
    rules: RuleSet,
    parts: Vec<P>,
    /// By rule, up to the last that has any: where its parts begin.
    starts: Vec<usize>,
}

impl<P> Default for Parts<P> {
    fn default() -> Self {
        Self { rules: RuleSet::EMPTY, parts: Vec::new(), starts: Vec::new() }
    }
}

impl<P: OfRule> Parts<P> {
    /// Adds a part of a rule that has any of those before it, or comes behind it.
    pub fn push(&mut self, part: P) {
        debug_assert!(self.parts.last().is_none_or(|last| last.rule() <= part.rule()));
        self.rules.insert(part.rule());
        self.starts.resize(self.starts.len().max(part.rule() + 1), self.parts.len());
        self.parts.push(part);
    }

    /// All of them.
    pub fn all(&self) -> &[P] {
        &self.parts
    }

    /// The rules that have any.
    pub fn rules(&self) -> &RuleSet {
        &self.rules
    }

    /// Whether some of these rules have any.
    pub fn are_of(&self, rules: &RuleSet) -> bool {
        self.rules.meets(rules)
    }

    /// Those of one rule.
    #[inline]
    pub fn of(&self, rule: usize) -> &[P] {
        let Some(start) = self.starts.get(rule) else { return &[] };
        let end = self.starts.get(rule + 1).copied().unwrap_or(self.parts.len());
        self.parts.get(*start..end).unwrap_or_default()
    }

    /// Those of some rules: in time that grows with these rules, not with all that have parts.
    #[inline]
    pub fn of_any(&self, rules: &RuleSet) -> OfAny<'_, P> {
        OfAny { parts: self, rules: self.rules.and(rules).into_iter(), rest: &[] }
    }
}

/// The parts of some rules, in policy order.
pub(super) struct OfAny<'s, P> {
    parts: &'s Parts<P>,
    rules: <RuleSet as IntoIterator>::IntoIter,
    /// What is left of the rule at hand.
    rest: &'s [P],
}

impl<'s, P: OfRule> Iterator for OfAny<'s, P> {
    type Item = &'s P;

    #[inline]
    fn next(&mut self) -> Option<&'s P> {
        loop {
            if let [part, rest @ ..] = self.rest {
                self.rest = rest;
                return Some(part);
            }
            self.rest = self.parts.of(self.rules.next()?);
        }
    }
}
