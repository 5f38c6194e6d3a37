//! Three-valued truth: a condition holds, does not, or waits for a fact that is missing.

use super::axis::Truth;
use super::{Entry, compile};
use crate::field::Field;
use crate::lang::Lang;
use crate::policy::{Layer, LayerFile, load};
use crate::record::{Lexicons, Reading, Record};
use crate::value::{CHINA, Moment};

/// 2026-11-22T10:00:00+08:00.
const NOW: Moment = Moment(1_795_312_800_000);

/// How a condition comes out for a record.
fn truth(command: &str, when: &str, facts: &[(&str, &str)]) -> Truth {
    let text = format!(
        "format = 1\nname = \"one\"\nversion = \"1\"\nsource = [{{ id = \"tests\", title = \"tests\" }}]\n\
         [[rule]]\nid = \"r\"\ncommand = \"{command}\"\nkind = \"note\"\nwhen = {{ {when} }}\n\
         grade = \"stated\"\nsource = \"tests\"\ntitle = {{ en = \"r\", zh = \"r\" }}\n\
         message = {{ en = \"r.\", zh = \"r。\" }}\n"
    );
    let file = LayerFile { name: "one.toml".into(), text: text.into() };
    let pack = load(&[Layer { name: "one".into(), hash: String::new(), files: vec![file] }]);
    let pack = pack.unwrap_or_else(|problems| {
        panic!("{}", problems.lines(Lang::En).collect::<Vec<_>>().join("\n"));
    });
    let lexicons = Lexicons::new(&pack);
    let entries = [Entry { clauses: pack.rules[0].when.clone() }];
    let program = compile(&entries, &pack, &lexicons, None, NOW).unwrap();
    let reading = Reading { lexicons: &lexicons, now: NOW, offset: CHINA };
    let mut record = Record::default();
    for (name, text) in facts {
        record.set_text(&reading, Field::from_name(name).unwrap(), text.as_bytes());
    }
    assert_eq!(record.error, None);
    let matches = program.matches(None, &program.classify(None, &record.facts));
    match (matches.sure.has(0), matches.possible.has(0)) {
        (true, true) => Truth::Yes,
        (false, true) => Truth::Undecided,
        (false, false) => Truth::No,
        (true, false) => panic!("what is sure is possible"),
    }
}

fn check(command: &str, when: &str, expected: &[(&[(&str, &str)], Truth)]) {
    for (facts, wanted) in expected {
        assert_eq!(truth(command, when, facts), *wanted, "{when}: {facts:?}");
    }
}

#[test]
fn and_is_as_sure_as_its_weaker_side() {
    use Truth::{No, Undecided, Yes};
    let table = [
        (Yes, Yes, Yes),
        (Yes, Undecided, Undecided),
        (Yes, No, No),
        (Undecided, Undecided, Undecided),
        (Undecided, No, No),
        (No, No, No),
    ];
    for (one, other, both) in table {
        assert_eq!((one.and(other), other.and(one)), (both, both));
    }
}

#[test]
fn a_missing_fact_leaves_a_condition_undecided() {
    use Truth::{No, Undecided, Yes};
    let unbind = |when: &str, expected: &[(&[(&str, &str)], Truth)]| check("check-unbind", when, expected);
    unbind(
        r#"form = "electronic""#,
        &[(&[], Undecided), (&[("form", "electronic")], Yes), (&[("form", "physical")], No)],
    );
    unbind(
        r#"form = { not = "electronic" }"#,
        &[(&[], Undecided), (&[("form", "electronic")], No), (&[("form", "physical")], Yes)],
    );
    unbind(
        r#"face_value = { at_least = "500" }"#,
        &[(&[], Undecided), (&[("face_value", "499.99")], No), (&[("face_value", "500")], Yes)],
    );
}

#[test]
fn one_clause_that_fails_refutes_whatever_is_missing() {
    use Truth::{No, Undecided, Yes};
    let when = r#"form = "electronic", violations = true"#;
    check(
        "check-unbind",
        when,
        &[
            (&[("form", "electronic")], Undecided),
            (&[("form", "physical")], No),
            (&[("violations", "false")], No),
            (&[("form", "electronic"), ("violations", "true")], Yes),
        ],
    );
}

#[test]
fn a_condition_says_what_a_missing_fact_means() {
    use Truth::{No, Yes};
    let expected: &[(&[(&str, &str)], Truth)] = &[(&[], Yes), (&[("debt", "1")], No)];
    check("check-unbind", r#"debt = { below = "1", or_missing = true }"#, expected);
    let expected: &[(&[(&str, &str)], Truth)] = &[(&[], No), (&[("account_status", "frozen")], Yes)];
    check("check-unbind", r#"account_status = { is = "frozen", given = true }"#, expected);
    // Where it is missing there is none, and that is known.
    let expected: &[(&[(&str, &str)], Truth)] = &[(&[], No), (&[("issue", "theft")], Yes)];
    check("cancel-window", r#"issue = "theft""#, expected);
}

#[test]
fn a_difference_waits_for_both_facts_and_a_sum_for_what_it_lacks() {
    use Truth::{No, Undecided, Yes};
    check(
        "check-unbind",
        r#"balance = { below = { fact = "face_value" } }"#,
        &[
            (&[("balance", "50")], Undecided),
            (&[("balance", "50"), ("face_value", "100")], Yes),
            (&[("balance", "100"), ("face_value", "100")], No),
        ],
    );
    check(
        "cancel-window",
        r#""face_value+cancelled_today" = { above = "1000" }"#,
        &[
            (&[("face_value", "100")], Undecided),
            // What is missing can only add to it.
            (&[("face_value", "1200")], Yes),
            (&[("face_value", "100"), ("cancelled_today", "900")], No),
        ],
    );
}
