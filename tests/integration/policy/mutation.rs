//! `policy test --coverage --mutate`: whether cases would notice a wrong rule.

use serde_json::{Value, json};

use crate::support::{Kami, NOW, root};

const RULES: &str = r#"
[[source]]
id = "shop"
title = "Notice"
as_of = 2026-11-01

[[word]]
field = "platform"
id = "shop"
binds = "gift-cards"
title = { en = "Shop", zh = "小店" }

[[rule]]
id = "shop.large"
command = "check-unbind"
when = { platform = "shop", face_value = { at_least = 500 } }
effect = { verdict = "blocked" }
grade = "stated"
source = "shop"
title = { en = "x", zh = "x" }
message = { en = "x", zh = "x" }
"#;

fn case(face_value: &str, expect: &str) -> String {
    format!(
        "[[case]]\nname = \"{face_value} {}\"\ncommand = \"check-unbind\"\nnow = \"{NOW}\"\n\
         record = {{ platform = \"shop\", state = \"bound\", face_value = \"{face_value}\" }}\nexpect = {{ {expect} }}\n",
        expect.replace('"', "")
    )
}

fn tested(cases: &str, args: &[&str]) -> (i32, Value) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("mine.toml"), format!("{RULES}{cases}")).unwrap();
    let all = ["policy", "test", "mine.toml", "-f", "json"];
    let run = Kami::new(all.iter().chain(args)).dir(folder.path()).run();
    assert!(run.code < 2, "{}", run.err);
    (run.code, run.document())
}

#[test]
fn what_no_case_notices_is_shown_by_a_case_that_does() {
    let weak = case("600", "verdict = \"blocked\"");
    let (code, found) = tested(&weak, &["--mutate"]);
    assert_eq!(code, 0);
    let survived = found["survived"].as_array().unwrap();
    let count = |name: &str| found[name].as_u64().unwrap();
    assert_eq!(count("mutants"), count("noticed") + count("equivalent") + survived.len() as u64);
    let clauses: Vec<(&str, &str)> = survived
        .iter()
        .map(|one| (one["clause"].as_str().unwrap(), one["change"].as_str().unwrap()))
        .collect();
    assert!(clauses.contains(&("when.face_value", "bound moved up")), "{clauses:?}");
    assert!(clauses.contains(&("when.face_value", "dropped")), "{clauses:?}");
    assert!(clauses.iter().any(|(clause, _)| *clause == "grade"), "{clauses:?}");
    assert!(survived.iter().all(|one| one["rule"] == "shop.large"), "{survived:?}");
    // With the cases that it proposes nothing survives, and they pass.
    let proposed: String = survived.iter().map(|one| one["case"].as_str().unwrap()).collect();
    let (code, found) = tested(&(weak.clone() + &proposed), &["--mutate", "--fail-under", "100"]);
    assert_eq!((code, &found["survived"]), (0, &json!([])), "{proposed}");
    assert_eq!(tested(&weak, &["--mutate", "--fail-under", "99"]).0, 1);
    assert_eq!(tested(&weak, &["--mutate", "--fail-under", "1"]).0, 0);
}

#[test]
fn a_clause_is_covered_once_it_was_seen_to_hold_and_to_fail_alone() {
    let uncovered = |cases: &str| {
        let (_, found) = tested(cases, &["--coverage"]);
        let rest = found["uncovered"].as_array().unwrap();
        assert_eq!(
            found["clauses"].as_u64().unwrap(),
            found["covered"].as_u64().unwrap() + rest.len() as u64
        );
        rest.iter().map(|one| one["clause"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let (large, small) = (case("600", "verdict = \"blocked\""), case("400", "verdict = \"eligible\""));
    let other = case("600", "verdict = \"blocked\"")
        .replace("\"shop\", state", "\"pdd\", state")
        .replace("name = \"", "name = \"pdd ");
    let other = other.replace("expect = { verdict = \"blocked\" }", "not_rules = [\"shop.large\"]");
    assert_eq!(uncovered(&large), ["when.platform", "when.face_value"]);
    assert_eq!(uncovered(&(large.clone() + &small)), ["when.platform"]);
    assert_eq!(uncovered(&(large + &small + &other)), [""; 0]);
}

/// The built-in cases as a file of one's own, which changes these rules to what they are.
fn own_cases(rules: &[&str]) -> String {
    let cases = ["check-unbind", "cancel-window", "recycle-quote"];
    let cases = cases.map(|name| root().join(format!("policy/cases/{name}.toml")));
    let cases: String = cases.iter().map(|path| std::fs::read_to_string(path).unwrap()).collect();
    let changes = rules.iter().map(|id| format!("[change.\"{id}\"]\noff = false\n\n"));
    changes.collect::<String>() + &cases
}

#[test]
fn no_change_of_rules_that_ship_goes_unnoticed() {
    // Some of each command; all of them take long where nothing is optimised.
    let rules =
        ["jd.confirm", "kameng.extra-check", "third-party.odds", "jd-official.client", "quote.platform-c"];
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("mine.toml"), own_cases(&rules)).unwrap();
    let args = ["policy", "test", "mine.toml", "--mutate", "-f", "json"];
    let run = Kami::new(args).dir(folder.path()).run();
    assert_eq!(run.code, 0, "{}", run.err);
    let found = run.document();
    assert!(found["mutants"].as_u64().unwrap() > 20, "{found}");
    assert_eq!(found["survived"], json!([]));
}

#[test]
#[ignore = "takes seconds where it is optimised, and minutes where it is not"]
fn no_change_of_any_rule_that_ships_goes_unnoticed() {
    let found = Kami::new(["policy", "test", "--mutate", "-f", "json"]).run().document();
    assert!(found["mutants"].as_u64().unwrap() > 1000, "{found}");
    assert_eq!(found["survived"], json!([]));
}
