//! The rules that changes are about, and those that no change takes out of the way.

use super::change::{can_change, in_order, is_given_by_turn};
use crate::command::Verdict;
use crate::decide::{Decision, Plan};
use crate::engine::RuleSet;
use crate::field::Field;
use crate::policy::Kind;
use crate::record::Facts;

/// The rules that a change of a fact is about: those that stand in the way and look at it; of a missing
/// fact those that come to match by it, or that it leaves undecided.
pub(super) fn rules_of(
    plan: &Plan<'_>,
    facts: &Facts,
    before: &Decision,
    after: &Decision,
    target: Verdict,
    field: Field,
) -> RuleSet {
    let looking = |rules: RuleSet| -> RuleSet {
        rules.iter().filter(|rule| plan.fields_named_by(*rule).has(field)).collect()
    };
    let standing = looking(plan.standing_against(before, target));
    if !standing.is_empty() {
        return standing;
    }
    let effects = |decision: &Decision| plan.of_kind(&decision.matched, Kind::Effect);
    let coming = looking(effects(after).without(&effects(before)));
    if !coming.is_empty() {
        return coming;
    }
    let mut facts = facts.clone();
    let prepared = plan.prepare(&mut facts);
    let undecided = plan.undecided(&facts, &prepared).and(plan.deciding_on(plan.subject(&facts)));
    looking(undecided.iter().filter(|rule| *rule < plan.rules.len()).collect())
}

/// The rules of a result that stand in the way of a verdict even when everything changeable is in order
/// and all papers are there.
pub(super) fn blocked_by(plan: &Plan<'_>, facts: &Facts, before: &Decision, target: Verdict) -> RuleSet {
    let mut best = facts.clone();
    for field in plan.deciding_fields(plan.subject(facts)).iter() {
        let Some(value) = in_order(plan, field) else { continue };
        let changes = match facts.get(field) {
            Some(from) => can_change(plan, field, from, value),
            None => is_given_by_turn(plan, field),
        };
        if changes {
            best.set(field, value);
        }
    }
    let papers = plan.lexicons.of(Field::Documents).ids().len();
    best.set(Field::Documents, (0..papers).fold(0, |bits, paper| bits | 1 << paper));
    let after = plan.decision(&best);
    plan.standing_against(before, target).and(&plan.standing_against(&after, target))
}
