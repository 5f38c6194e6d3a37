//! The verdict that rules carry, its grade, and the verdict if disputes went the other way.

use super::decision::{Decision, Outcome};
use super::plan::Plan;
use crate::command::Verdict;
use crate::engine::{Matches, RuleSet};
use crate::policy::{Grade, Kind};

impl Plan<'_> {
    /// The worst verdict that any of these rules carries, if any carries one.
    pub(super) fn worst_of(&self, rules: &RuleSet) -> Option<Verdict> {
        let verdicts = self.command.verdicts().iter().rev();
        verdicts.copied().find(|verdict| self.masks.carrying(*verdict).meets(rules))
    }

    /// The weakest grade of the rules that carry the verdict or, where none does, of all of them.
    pub(super) fn confidence(
        &self,
        matched: &RuleSet,
        effects: &RuleSet,
        carriers: &RuleSet,
    ) -> Option<Grade> {
        let carriers = effects.and(carriers);
        let counted = if carriers.is_empty() { effects } else { &carriers };
        let regrades = &self.extra.regrades;
        if !regrades.are_of(counted) || !regrades.of_any(counted).any(|entry| matched.has(entry.entry)) {
            let grades = Grade::ALL.map(|(_, grade)| grade).into_iter();
            return grades.into_iter().find(|grade| self.masks.graded(*grade).meets(counted));
        }
        counted.iter().map(|rule| self.grade(rule, matched)).min()
    }

    /// The grade of a rule among these matches.
    pub fn grade(&self, rule: usize, matched: &RuleSet) -> Grade {
        let regrade = self.extra.regrades.of(rule).iter().find(|entry| matched.has(entry.entry));
        regrade.map_or_else(|| self.rules[rule].grade, |entry| entry.grade)
    }

    /// The matched effect rules, with those that are disputed the other way taken out, and the
    /// worst verdict that those disputes would carry instead. `None` without any dispute.
    pub(super) fn disputes(&self, matches: &Matches) -> Option<(RuleSet, Option<Verdict>)> {
        if !self.extra.disputes.are_of(&matches.sure) {
            return None;
        }
        let rules = self.of_kind(&matches.sure, Kind::Effect);
        let mut verdict: Option<Verdict> = None;
        let mut disputed = RuleSet::EMPTY;
        for dispute in self.extra.disputes.of_any(&rules).filter(|dispute| matches.sure.has(dispute.entry)) {
            disputed.insert(dispute.rule);
            verdict = match (verdict, dispute.verdict) {
                (Some(verdict), Some(other)) => Some(verdict.worse(other)),
                (verdict, other) => verdict.or(other),
            };
        }
        (!disputed.is_empty()).then(|| (rules.without(&disputed), verdict))
    }

    /// The verdict that a rule carries in a result; a window carries what it comes to.
    pub fn carried(&self, rule: usize, decision: &Decision) -> Option<Verdict> {
        let effect = &self.rules.get(rule)?.effect;
        if let (Some(_), Outcome::Cancel(part)) = (&effect.window, &decision.outcome) {
            return Some(if part.urgent_windows.has(rule) {
                Verdict::Urgent
            } else if part.open_windows.has(rule) {
                Verdict::Open
            } else {
                Verdict::Closed
            });
        }
        effect.verdict
    }

    /// The rules that carry the verdict of a result.
    pub fn carriers(&self, decision: &Decision) -> RuleSet {
        let effects = self.of_kind(&decision.matched, Kind::Effect);
        effects.iter().filter(|rule| self.carried(*rule, decision) == Some(decision.verdict)).collect()
    }

    /// Whether a good verdict stands on what is disputed, so that another reading would leave nothing
    /// of it, or beside a flag that says stop.
    pub fn is_shaky(&self, decision: &Decision) -> bool {
        let is_bad = |other: Verdict| other.rank() == Verdict::Blocked.rank();
        decision.verdict.rank() == 0
            && (decision.disputed.is_some_and(is_bad) || !self.stopping(decision).is_empty())
    }

    /// Everything that a result cites, steps apart.
    pub fn cited(&self, decision: &Decision) -> RuleSet {
        let of = |kind| self.of_kind(&decision.matched, kind);
        of(Kind::Effect).or(&of(Kind::Note)).or(&of(Kind::Aftercare)).or(&decision.remedies)
    }

    /// The rules that raise flags in a result. Of a card of which nothing can be said, only those
    /// that need no price.
    pub fn flagging(&self, decision: &Decision) -> RuleSet {
        let flags = self.of_kind(&decision.matched, Kind::Effect).and(&self.masks.flags);
        if decision.verdict == Verdict::Unknown { flags.without(&self.masks.needs_price) } else { flags }
    }

    /// The first rule of a set, in policy order.
    pub(super) fn first(rules: &RuleSet) -> Option<u16> {
        rules.iter().next().map(|rule| rule as u16)
    }

    /// The first of these rules whose effects have a part.
    pub(super) fn first_with(
        &self,
        rules: &RuleSet,
        part: impl Fn(&crate::policy::Effect) -> bool,
    ) -> Option<u16> {
        let with = |rule: &usize| self.rules.get(*rule).is_some_and(|rule| part(&rule.effect));
        rules.iter().find(with).map(|rule| rule as u16)
    }

    /// The effects of a rule.
    pub(super) fn effect(&self, rule: u16) -> &crate::policy::Effect {
        &self.rules[usize::from(rule)].effect
    }
}
