//! The page on policies leaves out no key that a policy file can hold.

use kami::internals::policy::DerivedFact;

use crate::support::{Kami, root};

fn page() -> String {
    std::fs::read_to_string(root().join("docs/policy.md")).unwrap()
}

/// Whether some code on the page has a word.
fn has(page: &str, word: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
    let in_code = page.split('`').skip(1).step_by(2);
    in_code.into_iter().any(|code| {
        code.match_indices(word).any(|(start, _)| {
            let before = start.checked_sub(1).map(|at| code.as_bytes()[at]);
            let behind = code.as_bytes().get(start + word.len()).copied();
            !before.is_some_and(is_part) && !behind.is_some_and(is_part)
        })
    })
}

/// The keys that the program knows wherever a file has one that it does not know.
fn known_keys(file: &str) -> Vec<Vec<String>> {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("probe.toml");
    std::fs::write(&path, file).unwrap();
    let run = Kami::new(["policy", "check", path.to_str().unwrap(), "--lang", "en"]).run();
    let said = format!("{}{}", run.out, run.err);
    let known = said.lines().filter(|line| line.contains("`zzzzzz`"));
    let known = known.filter_map(|line| Some(line.split_once("known here: ")?.1));
    known.map(|keys| keys.split(", ").map(str::to_owned).collect()).collect()
}

#[test]
fn every_key_stands_in_it() {
    let rules = [
        ("check-unbind", "zzzzzz = 1"),
        ("check-unbind", "dispute = { zzzzzz = 1 }"),
        ("check-unbind", "effect = { retry = { zzzzzz = 1 } }"),
        ("cancel-window", "effect = { window = { zzzzzz = 1 } }"),
        ("recycle-quote", "effect = { quote = { zzzzzz = 1 } }"),
        ("check-unbind", "asks = { zzzzzz = 1 }"),
        ("check-unbind", "effect = { zzzzzz = 1 }"),
        ("cancel-window", "effect = { zzzzzz = 1 }"),
        ("recycle-quote", "effect = { zzzzzz = 1 }"),
    ];
    let rules = rules.iter().enumerate().map(|(number, (command, more))| {
        format!("[[rule]]\nid = \"x{number}\"\ncommand = \"{command}\"\nwhen = {{}}\n{more}\n")
    });
    let asked = "[[rule]]\nid = \"y\"\nwhen = { form = { zzzzzz = 1 } }\n".to_owned();
    let tables = ["[source]", "[word]", "[fact]", "[year]"].map(|table| format!("[{table}]\nzzzzzz = 1\n"));
    let first = "zzzzzz = 1\n".to_owned();
    let calendar = "[calendar]\nzzzzzz = 1\n".to_owned();
    let probes: Vec<String> =
        std::iter::once(first).chain(rules).chain([asked]).chain(tables).chain([calendar]).collect();
    // The cases of a policy are read only once its rules are fine.
    let case = "[[case]]\nzzzzzz = 1\n";
    let page = page();
    let found = [known_keys(&probes.concat()), known_keys(case)].concat();
    assert_eq!(found.len(), probes.len() + 1, "{found:?}");
    let mut missing: Vec<String> = found.concat();
    assert!(missing.len() > 80, "{}", missing.len());
    missing.retain(|key| !has(&page, key));
    assert!(missing.is_empty(), "docs/policy.md says nothing of {missing:?}");
}

#[test]
fn every_derived_fact_stands_in_it() {
    let page = page();
    let missing: Vec<&str> =
        DerivedFact::ALL.iter().map(|fact| fact.spec().name).filter(|name| !has(&page, name)).collect();
    assert!(missing.is_empty(), "docs/policy.md says nothing of {missing:?}");
}

#[test]
fn what_is_no_key_is_missed() {
    assert!(has("so `when = {}` is", "when") && !has("so `when = {}` is", "whe"));
    assert!(!has("when `platform` is", "when"));
}
