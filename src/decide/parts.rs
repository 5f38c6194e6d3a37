//! The parts of rules that have entries of their own, found by the rules that have them.

use crate::engine::RuleSet;

/// So many parts are soonest gone through one by one.
const FEW: usize = 32;

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
}

impl<P> Default for Parts<P> {
    fn default() -> Self {
        Self { rules: RuleSet::EMPTY, parts: Vec::new() }
    }
}

impl<P: OfRule> Parts<P> {
    /// Adds a part of a rule that has any of those before it, or comes behind it.
    pub fn push(&mut self, part: P) {
        debug_assert!(self.parts.last().is_none_or(|last| last.rule() <= part.rule()));
        self.rules.insert(part.rule());
        self.parts.push(part);
    }

    /// All of them.
    pub fn all(&self) -> &[P] {
        &self.parts
    }

    /// Whether some of these rules have any.
    pub fn are_of(&self, rules: &RuleSet) -> bool {
        self.rules.meets(rules)
    }

    /// Those of one rule.
    pub fn of(&self, rule: usize) -> impl Iterator<Item = &P> {
        let from = self.parts.partition_point(|part| part.rule() < rule);
        self.parts[from..].iter().take_while(move |part| part.rule() == rule)
    }

    /// Those of some rules: in time that grows with these rules, not with all that have parts.
    pub fn of_any<'s>(&'s self, rules: &'s RuleSet) -> impl Iterator<Item = &'s P> {
        let (few, many) = match self.parts.len() {
            ..=FEW => (self.parts.as_slice(), RuleSet::EMPTY),
            _ => (&[][..], self.rules.and(rules)),
        };
        let many = many.into_iter().flat_map(|rule| self.of(rule));
        few.iter().filter(|part| rules.has(part.rule())).chain(many)
    }
}
