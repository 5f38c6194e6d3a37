//! Which missing facts could do harm: what each of them could turn a verdict into.

use super::decision::{Decision, Outcome, Unbind};
use super::plan::Plan;
use crate::command::Verdict;
use crate::engine::RuleSet;
use crate::field::Field;
use crate::record::Facts;

/// What a missing fact could turn a verdict into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Harm {
    /// The fact.
    pub field: Field,
    /// The worst verdict that it could bring by itself.
    pub verdict: Verdict,
}

impl Plan<'_> {
    /// The facts among those taken to be in order that could make a verdict worse, those that could
    /// do most harm first: the worse verdict, then conditions that nobody can time, then the order of
    /// the rules.
    pub fn harms(&self, facts: &Facts, decision: &Decision) -> Vec<Harm> {
        let mut facts = facts.clone();
        let prepared = self.prepare(&mut facts);
        // A verdict withheld for want of facts is turned by any of them.
        let is_withheld = decision.verdict == Verdict::Unknown && decision.missing.is_empty();
        let rank = if is_withheld { 0 } else { decision.verdict.rank() };
        let mut found: Vec<(Harm, bool, usize)> = Vec::new();
        let mut note = |field: Field, verdict: Verdict, is_open_ended: bool, rule: usize| {
            let harm = Harm { field, verdict };
            match found.iter_mut().find(|(known, ..)| known.field == field) {
                Some((known, open, _)) if known.verdict == verdict => *open |= is_open_ended,
                Some(known) if known.0.verdict.rank() < verdict.rank() => {
                    *known = (harm, is_open_ended, rule)
                }
                Some(_) => {}
                None => found.push((harm, is_open_ended, rule)),
            }
        };
        for rule in self.undecided(&facts, &prepared).iter() {
            let Some(verdict) = self.rules[rule].effect.verdict.filter(|verdict| verdict.rank() > rank)
            else {
                continue;
            };
            if verdict.rank() > decision.at_worst.rank() {
                continue;
            }
            let one = RuleSet::from_iter([rule]);
            let missing = self.program.missing(prepared.subject, &facts, &prepared.derived, &one);
            for field in missing.iter().filter(|field| decision.assumed.has(*field)) {
                note(field, verdict, self.rules[rule].open_ended.is_some(), rule);
            }
        }
        // Papers are looked at by no rule of their own.
        let wants_papers =
            matches!(&decision.outcome, Outcome::Unbind(Unbind { documents_required: 1.., .. }));
        if wants_papers && rank == 0 && decision.assumed.has(Field::Documents) {
            note(Field::Documents, Verdict::Conditional, false, self.rules.len());
        }
        found.sort_by_key(|(harm, is_open_ended, rule)| {
            (std::cmp::Reverse(harm.verdict.rank()), !is_open_ended, *rule)
        });
        found.into_iter().map(|(harm, ..)| harm).collect()
    }

    /// The rules that raise flags which say stop, in a result.
    pub fn stopping(&self, decision: &Decision) -> RuleSet {
        self.flagging(decision).and(&self.masks.stops)
    }
}
