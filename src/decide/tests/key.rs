//! The key: records that rules cannot tell apart have one, all others do not.

use super::{facts, with_plan};
use crate::command::Command;
use crate::decide::{Key, Options, Plan, SameKeys};

const RULES: &[(&str, &str)] = &[
    (r#"platform = "p", form = "electronic""#, r#"verdict = "conditional""#),
    (r#"platform = "p", face_value = { at_least = "500" }"#, r#"verdict = "conditional""#),
    (r#"platform = "p""#, "days = [2, 5]"),
    (r#"platform = "q", violations = true"#, r#"verdict = "blocked""#),
];

fn key(plan: &Plan<'_>, given: &[(&str, &str)]) -> Key {
    plan.key(&facts(plan, given)).unwrap()
}

#[test]
fn what_rules_cannot_tell_apart_has_one_key() {
    with_plan(Command::CheckUnbind, RULES, Options::default(), |plan| {
        let of = |more: &[(&str, &str)]| key(plan, &[&[("platform", "p")], more].concat());
        // On one side of every bound.
        assert_eq!(of(&[("face_value", "500")]), of(&[("face_value", "20000")]));
        // Facts that no rule of this platform looks at.
        assert_eq!(of(&[("violations", "true")]), of(&[("failed_attempts", "3")]));
    });
}

#[test]
fn what_a_rule_tells_apart_has_keys_of_its_own() {
    with_plan(Command::CheckUnbind, RULES, Options::default(), |plan| {
        let of = |more: &[(&str, &str)]| key(plan, &[&[("platform", "p")], more].concat());
        let keys = [
            of(&[]),
            of(&[("face_value", "499.99")]),
            of(&[("face_value", "500")]),
            of(&[("form", "electronic")]),
            of(&[("form", "physical")]),
            key(plan, &[("platform", "q")]),
            key(plan, &[("platform", "q"), ("violations", "true")]),
            key(plan, &[("platform", "q"), ("violations", "false")]),
        ];
        for (index, one) in keys.iter().enumerate() {
            assert!(keys[index + 1..].iter().all(|other| one != other), "{index}");
        }
    });
}

#[test]
fn records_of_one_key_are_decided_alike() {
    with_plan(Command::CheckUnbind, RULES, Options::default(), |plan| {
        let (one, other) = (
            facts(plan, &[("platform", "p"), ("face_value", "500"), ("violations", "true")]),
            facts(plan, &[("platform", "p"), ("face_value", "700")]),
        );
        assert_eq!(plan.key(&one), plan.key(&other));
        assert_eq!(plan.decide(&one), plan.decide(&other));
    });
}

#[test]
fn two_plans_share_the_keys_of_what_their_rules_tell_apart_alike() {
    const EFFECT: (usize, (&str, &str)) = (2, (r#"platform = "p""#, "days = [3, 9]"));
    const BOUND: (usize, (&str, &str)) =
        (1, (r#"platform = "p", face_value = { at_least = "600" }"#, r#"verdict = "conditional""#));
    const WORD: (usize, (&str, &str)) =
        (0, (r#"platform = "p", state = "new""#, r#"verdict = "conditional""#));
    const READS_MORE: (usize, (&str, &str)) =
        (2, (r#"platform = "p""#, r#"not_before = { day_after = "promo_ends_on" }"#));
    for ((changed, rule), is_same) in [(EFFECT, true), (BOUND, false), (WORD, false), (READS_MORE, false)] {
        let mut rules = RULES.to_vec();
        rules[changed] = rule;
        let (new, unbind) = (rules, Command::CheckUnbind);
        with_plan(unbind, RULES, Options::default(), |old| {
            with_plan(unbind, &new, Options::default(), |new| {
                let same = SameKeys::new(old, new);
                assert_eq!(same.have(&facts(old, &[("platform", "p")])), is_same, "{rule:?}");
                assert!(same.have(&facts(old, &[("platform", "q")])), "{rule:?}");
            });
        });
    }
}
