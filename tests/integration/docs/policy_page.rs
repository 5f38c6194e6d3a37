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

/// The keys that the program knows where a file has one that it does not know.
fn known_keys(file: &str) -> Vec<String> {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("probe.toml");
    std::fs::write(&path, file).unwrap();
    let run = Kami::new(["policy", "check", path.to_str().unwrap(), "--lang", "en"]).run();
    let said = format!("{}{}", run.out, run.err);
    let known =
        said.lines().find(|line| line.contains("`zzzzzz`")).and_then(|line| line.split_once("known here: "));
    let (_, known) = known.unwrap_or_else(|| panic!("{file}: {said}"));
    known.split(", ").map(str::to_owned).collect()
}

#[test]
fn every_key_stands_in_it() {
    let rule = |command: &str, more: &str| {
        format!("[[rule]]\nid = \"x\"\ncommand = \"{command}\"\nwhen = {{}}\n{more}\n")
    };
    let mut probes = vec![
        "zzzzzz = 1".to_owned(),
        rule("check-unbind", "zzzzzz = 1"),
        rule("check-unbind", "dispute = { zzzzzz = 1 }"),
        rule("check-unbind", "effect = { retry = { zzzzzz = 1 } }"),
        rule("cancel-window", "effect = { window = { zzzzzz = 1 } }"),
        rule("recycle-quote", "effect = { quote = { zzzzzz = 1 } }"),
        rule("check-unbind", "asks = { zzzzzz = 1 }"),
        "when = 1\n[[rule]]\nwhen = { form = { zzzzzz = 1 } }".to_owned(),
    ];
    probes.extend(["source", "word", "fact", "year", "case"].map(|table| format!("[[{table}]]\nzzzzzz = 1")));
    probes.push("[calendar]\nzzzzzz = 1".to_owned());
    let effects = ["check-unbind", "cancel-window", "recycle-quote"];
    probes.extend(effects.map(|command| rule(command, "effect = { zzzzzz = 1 }")));
    let page = page();
    let mut missing: Vec<String> = probes.iter().flat_map(|file| known_keys(file)).collect();
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
