//! The built-in policy's own cases pass, and leave no rule untried.

use std::collections::BTreeSet;

use crate::support::Kami;
use kami::internals::field::Field;
use kami::internals::policy::{
    BUILTIN_CASES, Case, DerivedFact, Fact, Layer, LayerFile, Missing, Named, Operand, Pack, Problems, Rule,
    Test, cases,
};
use kami::internals::policy_tests;

fn built_in(pack: &Pack) -> Vec<Case> {
    let file =
        |&(name, text): &(&'static str, &'static str)| LayerFile { name: name.into(), text: text.into() };
    let files = BUILTIN_CASES.iter().map(file).collect();
    let mut problems = Problems::default();
    let cases = cases(&[Layer { name: String::new(), hash: String::new(), files }], pack, &mut problems);
    policy_tests::unknown_fields(&cases, &mut problems);
    assert_eq!(problems.found, []);
    cases
}

#[test]
fn the_built_in_cases_pass() {
    let run = Kami::new(["policy", "test"]).run();
    assert_eq!(run.code, 0, "{}", run.out);
    assert!(run.out.ends_with(" passed, 0 failed\n"), "{}", run.out);
}

/// Whether a rule asks for a fact that a record may lack without that saying anything.
fn can_lack_a_fact(rule: &Rule) -> bool {
    let lacks = |fact: Fact| match fact {
        // These are worked out whatever a record lacks, but for the market of a card.
        Fact::Derived(derived) => !derived.spec().from.is_empty() && derived != DerivedFact::Verdict,
        Fact::Field(Field::Issuer) => false,
        Fact::Field(field) => Field::subject_of(rule.command) != Some(field) && !field.spec().absent_is_none,
    };
    // What has to be given is refuted where it is missing, and so is all that follows from it.
    if rule.when.iter().any(|clause| clause.missing == Missing::Refutes) {
        return false;
    }
    let asks = rule.when.iter().any(|clause| {
        clause.missing == Missing::Undecided
            && match &clause.of {
                Operand::Sum(_) => true,
                Operand::Fact(fact) => !matches!(clause.test, Test::Given(_)) && lacks(*fact),
            }
    });
    asks || rule.effect.window.is_some() || rule.effect.quote.is_some()
}

#[test]
fn every_rule_is_tried_where_it_matches_where_not_and_where_its_fact_is_missing() {
    let pack = kami::internals::embedded::pack();
    let cases = built_in(&pack);
    let ids = |list: fn(&Case) -> &Vec<Named>| -> BTreeSet<&str> {
        cases.iter().flat_map(list).map(|named| named.id.as_str()).collect()
    };
    let (matched, not, undecided) =
        (ids(|case| &case.rules), ids(|case| &case.not_rules), ids(|case| &case.undecided));
    let mut gaps = Vec::new();
    for rule in &pack.rules {
        let id = rule.id.as_str();
        if !matched.contains(id) {
            gaps.push(format!("{id} matches in no case"));
        }
        // A rule without a condition holds for all records of its command.
        if !rule.clauses().is_empty() && !not.contains(id) {
            gaps.push(format!("{id} is kept from matching in no case"));
        }
        if can_lack_a_fact(rule) && !undecided.contains(id) {
            gaps.push(format!("{id} lacks its fact in no case"));
        }
    }
    assert!(gaps.is_empty(), "{}", gaps.join("\n"));
}

#[test]
fn a_case_that_fails_is_shown_as_a_difference() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("mine.toml");
    let case = "[[case]]\nname = \"split\"\ncommand = \"check-unbind\"\nnow = 2026-11-22\n\
        record = { platform = \"pdd\", split_used = true }\nexpect = { verdict = \"eligible\", route = \"delete\" }\n\
        rules = [\"pdd.silent\"]\nnot_rules = [\"pdd.split-used\"]\nundecided = [\"pdd.route\"]\n";
    std::fs::write(&path, case).unwrap();
    let run = Kami::new(["policy".as_ref(), "test".as_ref(), path.as_os_str()]).run();
    assert_eq!(run.code, 1, "{}", run.err);
    let want = "  verdict\n  - eligible\n  + unknown\n\
        \x20 rules that have to match\n  - [pdd.silent]\n  + []\n\
        \x20 rules that must not match\n  - []\n  + [pdd.split-used]\n\
        \x20 rules that a missing fact has to leave undecided\n  - [pdd.route]\n  + []\n\
        1 case: 0 passed, 1 failed\n";
    assert!(run.out.starts_with("FAILED split ("), "{}", run.out);
    assert!(run.out.ends_with(want), "{}", run.out);
}

#[test]
fn a_file_without_cases_does_not_pass() {
    let run = Kami::new(["policy", "test", "fixtures/policy/my-shop.toml"]).run();
    assert_eq!(run.code, 2);
    assert!(run.err.contains("no case"), "{}", run.err);
}

#[test]
fn a_user_s_rule_that_no_case_tries_is_named() {
    let run =
        Kami::new(["policy", "test", "fixtures/policy/my-shop.toml", "fixtures/policy/my-shop-cases.toml"])
            .run();
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    assert!(
        run.out.ends_with("2 cases: 2 passed, 0 failed\nno case exercises: suhuishou.window\n"),
        "{}",
        run.out
    );
}

#[test]
fn a_card_number_that_a_case_expects_is_masked() {
    let folder = tempfile::tempdir().unwrap();
    let case = |expected: &str| {
        format!(
            "[[case]]\nname = \"a\"\ncommand = \"check-unbind\"\nnow = 2026-11-22T10:00:00+08:00\n\
             record = {{ platform = \"jd\", card_no = \"6222020200112233\" }}\nexpect = {{ card_no = {expected} }}\n"
        )
    };
    for expected in ["\"6222020200112234\"", "6222020200112234", "\"6222 0202 0011 2234\""] {
        std::fs::write(folder.path().join("case.toml"), case(expected)).unwrap();
        for format in ["table", "json", "github", "junit"] {
            let run = Kami::new(["policy", "test", "case.toml", "-f", format]).dir(folder.path()).run();
            assert_eq!(run.code, 1, "{}{}", run.out, run.err);
            let said = run.out + &run.err;
            assert!(said.contains("**2234") && !said.contains("0011"), "{format}: {said}");
        }
    }
}
