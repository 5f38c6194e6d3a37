//! What stands in the way of a better verdict, and which facts would have to change for it to give way.

use super::decision::{Decision, Outcome};
use super::plan::Plan;
use crate::command::{Command, Verdict};
use crate::engine::RuleSet;
use crate::field::{Field, FieldSet};
use crate::policy::Kind;

/// Something that has to give way before a verdict can be better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// A rule that carries a worse verdict.
    Rule(usize),
    /// A paper that is required and not at hand.
    Paper(u8),
    /// A fact without which nothing can be said.
    Needed(Field),
    /// Something else, such as that every window is over.
    Other,
}

impl Plan<'_> {
    /// What keeps a result from being as good as a verdict. While there is anything, the verdict is worse,
    /// and each has to give way; others may show only once it has.
    pub fn obstacles(&self, decision: &Decision, target: Verdict) -> Vec<Obstacle> {
        if decision.verdict.rank() <= target.rank() {
            return Vec::new();
        }
        let mut found: Vec<Obstacle> =
            self.carrying_worse(decision, target).iter().map(Obstacle::Rule).collect();
        if let Outcome::Unbind(part) = &decision.outcome {
            if target.rank() < Verdict::Conditional.rank() {
                let missing = (0..64).filter(|code| part.documents_missing >> code & 1 == 1);
                found.extend(missing.map(Obstacle::Paper));
            }
            if target.rank() < Verdict::Unknown.rank() {
                found.extend(decision.missing.iter().map(Obstacle::Needed));
            }
        }
        if found.is_empty() {
            found.push(Obstacle::Other);
        }
        found
    }

    /// The matched effect rules that carry a verdict worse than this one by themselves. A window does not:
    /// another may last longer.
    fn carrying_worse(&self, decision: &Decision, target: Verdict) -> RuleSet {
        decision.matched.and(&self.carriers_of_worse(target))
    }

    /// The effect rules of a result that stand for a verdict worse than this one, a window for what it
    /// comes to.
    pub fn standing_against(&self, decision: &Decision, target: Verdict) -> RuleSet {
        let effects = self.of_kind(&decision.matched, Kind::Effect);
        let is_worse = |rule: &usize| {
            self.carried(*rule, decision).is_some_and(|verdict| verdict.rank() > target.rank())
        };
        effects.iter().filter(is_worse).collect()
    }

    /// The matched rules that ask for a paper.
    pub fn asking_for(&self, decision: &Decision, paper: u8) -> RuleSet {
        let asks = |rule: &usize| self.papers.get(*rule).is_some_and(|papers| papers >> paper & 1 == 1);
        self.of_kind(&decision.matched, Kind::Effect).iter().filter(asks).collect()
    }

    /// The fields of which at least one has to change for an obstacle to give way; for a paper, beside
    /// that it is brought.
    pub fn fields_against(&self, obstacle: Obstacle, decision: &Decision, subject: Option<u16>) -> FieldSet {
        let of_rules = |rules: RuleSet| rules.into_iter().map(|rule| self.fields_of_rule(rule, subject));
        let union = |fields: FieldSet, more: FieldSet| fields.union(more);
        match obstacle {
            Obstacle::Rule(rule) => {
                of_rules(self.suppressing(rule).or(&RuleSet::from_iter([rule]))).fold(FieldSet::EMPTY, union)
            }
            Obstacle::Paper(paper) => of_rules(self.asking_for(decision, paper)).fold(FieldSet::EMPTY, union),
            Obstacle::Needed(field) => {
                let own = FieldSet::only(field).union(super::infer::infer_from(self.command, field));
                of_rules(self.masks.concludes.clone()).fold(own, union)
            }
            Obstacle::Other => self.deciding_fields(subject),
        }
    }

    /// The rules beside which another does not count.
    fn suppressing(&self, rule: usize) -> RuleSet {
        let excludes = |other: &usize| self.excludes.get(*other).is_some_and(|rules| rules.has(rule));
        self.masks.excludes.iter().filter(excludes).collect::<RuleSet>().or(&self.masks.exclusive)
    }

    /// The fields that a rule looks at, and those that these are inferred from. Where it looks at what is
    /// worked out while deciding, that is every field with a part in decisions.
    pub fn fields_of_rule(&self, rule: usize, subject: Option<u16>) -> FieldSet {
        match self.lookup().hanging.has(rule) {
            true => self.deciding_fields(subject),
            false => self.fields_named_by(rule),
        }
    }

    /// The fields that a rule names, and those that these are inferred from.
    pub fn fields_named_by(&self, rule: usize) -> FieldSet {
        self.lookup().named.get(rule).copied().unwrap_or_default()
    }

    /// The entries of a rule: its own, those of its window, and that under which it asks for something.
    pub(super) fn entries_of(&self, rule: usize) -> RuleSet {
        let windows = self.extra.windows.of(rule);
        let asks = self.extra.asks.entries(&RuleSet::from_iter([rule]));
        windows.iter().flat_map(|window| window.entries()).chain(asks.iter()).collect()
    }

    /// Whether a word of a field by itself makes a verdict worse than this one, whatever else is so.
    pub fn is_hopeless_word(&self, subject: Option<u16>, field: Field, code: i64, target: Verdict) -> bool {
        if self.command == Command::CancelWindow {
            // Rules can keep one another from counting there.
            return false;
        }
        let by_word = &self.own_lookup(subject).by_word[field as usize];
        let sure = usize::try_from(code).ok().and_then(|code| by_word.get(code));
        let is_free = self.masks.excludes.is_empty() && self.masks.exclusive.is_empty();
        is_free && sure.is_some_and(|sure| sure.meets(&self.carriers_of_worse(target)))
    }
}
