//! The verdict that rules carry, its grade, and the verdict if disputes went the other way.

use super::plan::{Plan, RegradeEntry};
use super::settled::{Part, Settled};
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
        let is_regraded = |entry: &RegradeEntry| matched.has(entry.entry) && counted.has(entry.rule);
        if !self.regrades.iter().any(is_regraded) {
            let grades = Grade::ALL.map(|(_, grade)| grade).into_iter();
            return grades.into_iter().find(|grade| self.masks.graded(*grade).meets(counted));
        }
        counted.iter().map(|rule| self.grade(rule, matched)).min()
    }

    /// The grade of a rule among these matches.
    pub fn grade(&self, rule: usize, matched: &RuleSet) -> Grade {
        let regrade = self.regrades.iter().find(|entry| entry.rule == rule && matched.has(entry.entry));
        regrade.map_or_else(|| self.rules[rule].grade, |entry| entry.grade)
    }

    /// The matched effect rules, with those that are disputed the other way taken out, and the
    /// worst verdict that those disputes would carry instead. `None` without any dispute.
    pub(super) fn disputes(&self, matches: &Matches) -> Option<(RuleSet, Option<Verdict>)> {
        let mut rules = self.of_kind(&matches.sure, Kind::Effect);
        let mut verdict: Option<Verdict> = None;
        let mut any = false;
        for dispute in &self.disputes {
            if rules.has(dispute.rule) && matches.sure.has(dispute.entry) {
                any = true;
                verdict = Some(verdict.map_or(dispute.verdict, |v| v.worse(dispute.verdict)));
            }
        }
        if any {
            for dispute in &self.disputes {
                if matches.sure.has(dispute.entry) {
                    rules.remove(dispute.rule);
                }
            }
        }
        any.then_some((rules, verdict))
    }

    /// The verdict that a rule carries in a result; a window carries what it comes to.
    pub fn carried(&self, rule: usize, settled: &Settled) -> Option<Verdict> {
        let effect = &self.rules.get(rule)?.effect;
        if let (Some(_), Part::Cancel(part)) = (&effect.window, &settled.part) {
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
