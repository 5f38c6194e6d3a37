//! `kami policy check` finds every kind of problem, says where it stands and what would be right.
//!
//! Each file of `tests/policy/broken` has one kind of problem (`many-at-once` several); the text
//! beside it holds the messages, first in English and then in Chinese. `UPDATE=1 cargo test` writes
//! them anew, to be read before they are committed.

use std::path::PathBuf;

use crate::support::{Kami, in_turn};

fn broken() -> Vec<PathBuf> {
    let folder = format!("{}/tests/policy/broken", env!("CARGO_MANIFEST_DIR"));
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> =
        entries.filter(|path| path.extension().is_some_and(|e| e == "toml")).collect();
    files.sort();
    files
}

fn checked(name: &str, lang: &str) -> String {
    let file = format!("tests/policy/broken/{name}");
    let run = Kami::new(["policy", "check", "-q", "--lang", lang, &file]).run();
    assert_eq!(run.code, 1, "{name}: {}{}", run.out, run.err);
    assert_eq!(run.err, "", "{name}");
    run.out.replace("tests/policy/broken/", "")
}

#[test]
fn every_problem_is_found() {
    let files = broken();
    assert!(files.len() >= 50);
    let is_updated = std::env::var_os("UPDATE").is_some();
    for (place, path) in files.into_iter().enumerate() {
        let name = path.file_name().unwrap().to_str().unwrap();
        let beside = path.with_extension("txt");
        if is_updated {
            std::fs::write(&beside, format!("{}\n{}", checked(name, "en"), checked(name, "zh"))).unwrap();
        }
        let wanted = std::fs::read_to_string(&beside).unwrap_or_default();
        let (en, zh) = wanted.split_once("\n\n").unwrap_or_else(|| panic!("{name}: {wanted}"));
        for (lang, wanted) in in_turn([("en", format!("{en}\n")), ("zh", zh.to_owned())], place) {
            assert_eq!(checked(name, lang), wanted, "{name}");
        }
    }
}

#[test]
fn all_problems_of_all_files_are_found_at_once() {
    let run = Kami::new([
        "policy",
        "check",
        "tests/policy/broken/bad-date.toml",
        "tests/policy/broken/unknown-grade.toml",
    ])
    .run();
    assert_eq!(run.code, 1);
    assert!(run.out.contains("bad-date.toml:10:14: "), "{}", run.out);
    assert!(run.out.contains("unknown-grade.toml:6:9: "), "{}", run.out);
    assert!(run.out.ends_with("2 problems found\n"), "{}", run.out);
}

#[test]
fn a_problem_keeps_a_policy_from_deciding() {
    let file = "tests/policy/broken/conflicting-rules.toml";
    let run = Kami::new(["check-unbind", "platform=pdd", "-f", "json", "--policy", file]).run();
    assert_eq!(run.code, 2);
    assert_eq!(run.out, "");
    assert!(run.err.contains("disagree on `route`"), "{}", run.err);
}

#[test]
fn the_built_in_policy_is_clean() {
    for lang in ["en", "zh"] {
        let run = Kami::new(["policy", "check", "--lang", lang]).run();
        assert_eq!(run.code, 0, "{}", run.out);
    }
}

#[test]
fn limits_are_those_of_the_engine() {
    assert_eq!(kami::internals::policy::MAX_ENTRIES, kami::internals::engine::MAX_RULES);
    assert_eq!(kami::internals::policy::MAX_AXES, kami::internals::engine::MAX_AXES);
}

#[test]
fn an_unreadable_file_is_no_finding() {
    let run = Kami::new(["policy", "check", "no-such-file.toml"]).run();
    assert_eq!(run.code, 2);
    assert!(run.err.contains("no-such-file.toml"), "{}", run.err);
}
