//! That results rest on a changed policy is said where they are read.

use crate::support::{Kami, NOW};

const OFF: &str = "off = [\"jd.route\", \"jd.documents\", \"jd.review\", \"jd.state.used\"]\n";

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("off.toml"), OFF).unwrap();
    folder
}

fn run(args: &[&str]) -> crate::support::Run {
    let all = ["check-unbind", "platform=jd", "state=used", "--now", NOW];
    Kami::new(all.iter().chain(args)).dir(folder().path()).run()
}

const NOTE: &str = "off.toml switches off 4, changes 0, adds 0 rules";

#[test]
fn a_line_on_standard_error_says_so() {
    let with = run(&["--policy", "off.toml"]);
    assert_eq!(with.err, format!("kami: policy: {NOTE}\n"));
    assert_eq!(run(&["--policy", "off.toml", "-q"]).err, "");
    assert_eq!(run(&[]).err, "");
    let zh = run(&["--policy", "off.toml", "--lang", "zh"]);
    assert_eq!(zh.err, "kami：策略：off.toml 关闭 4 条、修改 0 条、新增 0 条规则\n");
    let two = run(&["--policy", "off.toml", "--policy", "outside"]);
    assert_eq!(two.err.lines().count(), 1, "{}", two.err);
    assert!(two.err.contains("outside switches off 0, changes 2, adds 5 rules"), "{}", two.err);
    let off = run(&["--off", "jd.route", "--off", "jd.review"]);
    assert_eq!(off.err, "kami: policy: --off switches off 2, changes 0, adds 0 rules\n");
}

#[test]
fn reports_carry_it() {
    for format in ["github", "junit", "json"] {
        let with = run(&["--policy", "off.toml", "-f", format, "-q"]);
        assert!(with.out.contains(NOTE), "{format}: {}", with.out);
        let without = run(&["-f", format]);
        assert!(!without.out.contains("switches off"), "{format}: {}", without.out);
    }
}

#[test]
fn a_rule_is_switched_off_by_an_option() {
    let rules = |args: &[&str]| {
        let run = run(&[args, &["-f", "jsonl"]].concat());
        assert_eq!(run.code, 0, "{}", run.err);
        run.results()[0]["rules"].clone()
    };
    let all = rules(&[]);
    assert!(all.as_array().unwrap().iter().any(|rule| rule == "jd.state.used"));
    let by_option = rules(&[
        "--off",
        "jd.route",
        "--off",
        "jd.documents",
        "--off",
        "jd.review",
        "--off",
        "jd.state.used",
    ]);
    assert_eq!(by_option, rules(&["--policy", "off.toml"]));
    let unknown = run(&["--off", "jd.rout"]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.err.contains("jd.route"), "{}", unknown.err);
}

#[test]
fn a_rule_that_contradicts_another_can_be_switched_off() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/policy/broken/conflicting-rules.toml");
    let check = Kami::new(["policy", "check", file]).run();
    let id = check.out.split('`').nth(1).unwrap().to_owned();
    let args = ["check-unbind", "platform=pdd", "-f", "jsonl", "--policy", file];
    assert_eq!(Kami::new(args).run().code, 2);
    let run = Kami::new(args.iter().chain(&["--off", &id])).run();
    assert_eq!(run.code, 0, "{}", run.err);
}

#[test]
fn changed_rules_are_listed() {
    let list = |args: &[&str]| {
        let all = ["policy", "list", "-f", "json", "--changed"];
        let document = Kami::new(all.iter().chain(args)).dir(folder().path()).run().document();
        let ids =
            document["rules"].as_array().unwrap().iter().map(|rule| rule["id"].as_str().unwrap().to_owned());
        ids.collect::<Vec<_>>()
    };
    assert_eq!(list(&[]), [""; 0]);
    let mut off = list(&["--policy", "off.toml"]);
    off.sort();
    assert_eq!(off, ["jd.documents", "jd.review", "jd.route", "jd.state.used"]);
    assert_eq!(list(&["--policy", "outside"]).len(), 7);
}
