//! What is settled by a plan, as one that lacks a rule would say it.

use crate::decide::{Cancel, Decision, Outcome, Unbind};
use crate::engine::RuleSet;

/// What is settled, in the places of a plan that lacks one rule; nothing where the rule is what it stands
/// on. Whoever cites the rule cites it no longer.
pub(super) fn without_rule(decision: &Decision, lacking: usize) -> Option<Decision> {
    let set = |rules: &RuleSet| -> RuleSet {
        let others = rules.iter().filter(|rule| *rule != lacking);
        others.map(|rule| if rule > lacking { rule - 1 } else { rule }).collect()
    };
    let mut stands = true;
    let mut place = |rule: u16| {
        stands &= usize::from(rule) != lacking;
        if usize::from(rule) > lacking { rule - 1 } else { rule }
    };
    // Whatever is added to a decision has to be placed here.
    let Decision {
        verdict,
        at_worst,
        confidence,
        disputed,
        matched,
        actions,
        remedies,
        assumed,
        missing,
        warnings,
        outcome: part,
    } = decision;
    let part = match part {
        Outcome::Unbind(part) => Outcome::Unbind(Unbind {
            route: part.route.map(&mut place),
            stages: part.stages.map(|(rule, stage)| (place(rule), stage)),
            not_before: part.not_before.map(&mut place),
            confirm_by: part.confirm_by.map(&mut place),
            ..part.clone()
        }),
        Outcome::Cancel(part) => Outcome::Cancel(Cancel {
            open_windows: set(&part.open_windows),
            past_windows: set(&part.past_windows),
            urgent_windows: set(&part.urgent_windows),
            fee: part.fee.map(&mut place),
            odds: part.odds,
            expected: part.expected.map(&mut place),
        }),
        Outcome::Quote => Outcome::Quote,
        Outcome::None => Outcome::None,
    };
    let shifted = Decision {
        verdict: *verdict,
        at_worst: *at_worst,
        confidence: *confidence,
        disputed: *disputed,
        matched: set(matched),
        actions: set(actions),
        remedies: set(remedies),
        assumed: *assumed,
        missing: *missing,
        warnings: *warnings,
        outcome: part,
    };
    stands.then_some(shifted)
}
