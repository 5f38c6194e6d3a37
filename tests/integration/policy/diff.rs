//! `kami policy diff`: what two policies, or two moments of one, make of the same records.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::support::{Kami, NOW, root};

const RECORDS: &str = "fixtures/cards.csv";

/// A folder with a policy of this text as `mine.toml`.
fn layer(text: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("mine.toml"), text).unwrap();
    folder
}

fn path(folder: &tempfile::TempDir) -> String {
    folder.path().join("mine.toml").to_str().unwrap().to_owned()
}

const CHANGES: &str = r#"
off = ["jd.route"]

[change."jd.review"]
grade = "claimed"

[[source]]
id = "shop"
title = "Notice of the shop"
as_of = 2026-11-01

[[rule]]
id = "shop.no-jd"
command = "check-unbind"
when = { platform = "jd", form = "electronic" }
effect = { verdict = "blocked" }
grade = "stated"
source = "shop"
title = { en = "No electronic cards", zh = "不办电子卡" }
message = { en = "Electronic cards are not taken.", zh = "电子卡不予办理。" }
"#;

#[test]
fn rules_added_removed_and_changed_are_named_with_their_values() {
    let folder = layer(CHANGES);
    let mine = path(&folder);
    let run = Kami::new(["policy", "diff", "builtin", &mine, "-f", "json"]).run();
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let document = run.document();
    assert_eq!(document["schema"], "kami/policy-diff/1");
    assert_eq!(document["rules"]["added"], json!(["shop.no-jd"]));
    assert_eq!(document["rules"]["removed"], json!([]));
    assert_eq!(
        document["rules"]["changed"],
        json!([
            {"id": "jd.route", "changes": [{"path": "off", "old": null, "new": true}]},
            {"id": "jd.review", "changes": [{"path": "grade", "old": "stated", "new": "claimed"}]},
        ])
    );
    assert_eq!((&document["records"], &document["witnesses"]), (&json!([]), &json!([])));
    // The other way round what was added is removed.
    let back = Kami::new(["policy", "diff", &mine, "builtin", "-f", "json"]).run().document();
    assert_eq!(back["rules"]["removed"], json!(["shop.no-jd"]));
    // For people the same.
    let shown = Kami::new(["policy", "diff", "builtin", &mine]).run().out;
    for line in ["+ shop.no-jd", "~ jd.route", "    off: — → true", "    grade: stated → claimed"] {
        assert!(shown.contains(line), "{line}: {shown}");
    }
}

/// The results of a plain run, by number of record.
fn plain(policy: Option<&str>, now: &str) -> BTreeMap<u64, Value> {
    let mut args = vec!["check-unbind", RECORDS, "-f", "jsonl", "--now", now];
    args.extend(policy.iter().flat_map(|policy| ["--policy", policy]));
    let results = Kami::new(args).run().results();
    results.into_iter().map(|result| (result["record"].as_u64().unwrap(), result)).collect()
}

/// What a join of two plain runs says.
fn joined(old: &BTreeMap<u64, Value>, new: &BTreeMap<u64, Value>) -> Vec<Value> {
    let differs = |(record, old): (&u64, &Value)| {
        let new = &new[record];
        (old != new).then(|| {
            json!({
                "record": record, "source": new["source"], "id": new["id"], "old": old, "new": new,
            })
        })
    };
    old.iter().filter_map(differs).collect()
}

#[test]
fn records_that_differ_are_those_of_a_join_of_two_runs() {
    let folder = layer(CHANGES);
    let mine = path(&folder);
    let wanted = joined(&plain(None, NOW), &plain(Some(&mine), NOW));
    assert!(wanted.len() > 3 && wanted.len() < 12, "{}", wanted.len());
    let over = ["--over", RECORDS, "--command", "check-unbind", "--now", NOW];
    for threads in ["1", "3"] {
        let args = ["policy", "diff", "builtin", &mine, "-f", "jsonl", "--threads", threads];
        let run = Kami::new(args.iter().chain(&over)).run();
        assert_eq!(run.code, 0, "{}", run.err);
        assert_eq!(run.results(), wanted);
    }
    let document = Kami::new(["policy", "diff", "builtin", &mine, "-f", "json"].iter().chain(&over)).run();
    let document = document.document();
    assert_eq!(document["records"], Value::Array(wanted.clone()));
    let summary = &document["summary"];
    assert_eq!(summary["differ"], wanted.len());
    let blocked = |result: &Value| result["verdict"] == "blocked";
    let worse = wanted.iter().filter(|one| blocked(&one["new"]) && !blocked(&one["old"])).count();
    assert_eq!(summary["worse"], worse);
    let of_verdicts = summary["verdicts"].as_array().unwrap();
    let counted: u64 = of_verdicts.iter().map(|entry| entry["records"].as_u64().unwrap()).sum();
    assert_eq!(counted as usize, wanted.len());
    let cites = |result: &Value, rule: &str| result["rules"].as_array().unwrap().iter().any(|id| id == rule);
    let added = wanted.iter().filter(|one| cites(&one["new"], "shop.no-jd")).count();
    let by_rule = summary["rules"].as_array().unwrap();
    assert!(by_rule.contains(&json!({"rule": "shop.no-jd", "records": added})), "{by_rule:?}");
}

#[test]
fn two_moments_of_one_policy_are_compared_the_same_way() {
    let later = "2026-12-24T10:00:00+08:00";
    let wanted = joined(&plain(None, NOW), &plain(None, later));
    assert!(!wanted.is_empty());
    let args = ["policy", "diff", "builtin", "--now", NOW, "--then", later, "-f", "jsonl"];
    let run = Kami::new(args.iter().chain(&["--over", RECORDS, "--command", "check-unbind"])).run();
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(run.results(), wanted);
}

#[test]
fn times_that_count_from_now_are_read_at_the_first_moment() {
    let args = ["policy", "diff", "builtin", "--command", "cancel-window", "-f", "jsonl"];
    let order = ["channel=kaquanmao", "submitted_at=2026-11-22 09:58"];
    let moments = ["--now", "2026-11-22 10:00", "--then", "2026-11-22 18:00"];
    let run = Kami::new(args.iter().chain(&order).chain(&moments)).run();
    let results = run.results();
    assert_eq!(results.len(), 1, "{}{}", run.out, run.err);
    assert_ne!(results[0]["old"]["verdict"], results[0]["new"]["verdict"]);
}

#[test]
fn rules_that_begin_to_hold_between_two_moments_are_added() {
    let text =
        CHANGES.replace("grade = \"stated\"\nsource", "grade = \"stated\"\nvalid_from = 2026-12-01\nsource");
    let folder = layer(&text);
    let args = ["--now", "2026-11-22", "--then", "2026-12-02", "-f", "json"];
    let run = Kami::new(["policy", "diff", &path(&folder)].iter().chain(&args)).run();
    assert_eq!(run.document()["rules"]["added"], json!(["shop.no-jd"]), "{}", run.err);
    let run = Kami::new(["policy", "diff", &path(&folder), "--now", NOW, "--then", NOW, "-f", "json"]).run();
    assert_eq!(run.document()["rules"], json!({"added": [], "removed": [], "changed": []}));
}

#[test]
fn gates() {
    let folder = layer(CHANGES);
    let mine = path(&folder);
    let over = ["--over", RECORDS, "--command", "check-unbind", "--now", NOW];
    let code = |policies: [&str; 2], gate: &str, over: &[&str]| {
        let args = ["policy", "diff", policies[0], policies[1], "--fail-on", gate];
        Kami::new(args.iter().chain(over)).run().code
    };
    assert_eq!(code(["builtin", &mine], "changed", &over), 1);
    assert_eq!(code(["builtin", &mine], "worse", &over), 1);
    assert_eq!(code([&mine, "builtin"], "worse", &over), 0);
    assert_eq!(code([&mine, "builtin"], "changed", &over), 1);
    assert_eq!(code(["builtin", "builtin"], "changed", &over), 0);
    assert_eq!(code(["builtin", &mine], "changed", &[]), 1);
    assert_eq!(code(["builtin", "builtin"], "changed", &[]), 0);
    assert_eq!(code(["builtin", &mine], "worse", &[]), 2);
    // A gate that saw nothing does not pass; invalid records alone are no failure.
    let empty = ["--over", "-", "--command", "check-unbind"];
    assert_eq!(code(["builtin", &mine], "changed", &empty), 2);
    let invalid = ["--command", "check-unbind", "state=bound"];
    assert_eq!(code(["builtin", &mine], "changed", &invalid), 0);
}

/// A platform that the built-in policy lacks.
const SHOP: &str = "[[word]]\nfield = \"platform\"\nid = \"shop\"\nbinds = \"gift-cards\"\n\
                    title = { en = \"Shop\", zh = \"小店\" }\n";

#[test]
fn a_record_that_is_valid_under_one_policy_alone_is_worse_under_the_other() {
    let folder = layer(SHOP);
    let mine = path(&folder);
    let args = ["--command", "check-unbind", "platform=小店", "state=bound", "-f", "jsonl", "--now", NOW];
    let run = Kami::new(["policy", "diff", &mine, "builtin", "--fail-on", "worse"].iter().chain(&args)).run();
    assert_eq!(run.code, 1, "{}", run.err);
    let results = run.results();
    assert_eq!(results[0]["new"]["verdict"], "invalid");
    assert_eq!(results[0]["old"]["platform"], "shop");
}

#[test]
fn a_record_that_only_the_new_policy_can_read_is_no_worse() {
    let folder = layer(SHOP);
    let mine = path(&folder);
    let args = ["--command", "check-unbind", "platform=shop", "state=bound", "-f", "jsonl", "--now", NOW];
    let code = |gate: &str| {
        let run =
            Kami::new(["policy", "diff", "builtin", &mine, "--fail-on", gate].iter().chain(&args)).run();
        let results = run.results();
        let verdicts = [&results[0]["old"]["verdict"], &results[0]["new"]["verdict"]];
        assert!(verdicts[0] == "invalid" && verdicts[1] != "invalid", "{results:?}");
        assert_eq!(results[0]["old"]["error"]["value"], "shop");
        run.code
    };
    assert_eq!((code("worse"), code("changed")), (0, 1));
}

#[test]
fn records_that_differ_in_the_same_way_are_counted_each() {
    const TIMES: u64 = 30;
    let folder = layer(CHANGES);
    let mine = path(&folder);
    let text = std::fs::read_to_string(root().join(RECORDS)).unwrap();
    let (header, rows) = text.split_once('\n').unwrap();
    let many = folder.path().join("many.csv");
    std::fs::write(&many, format!("{header}\n{}", rows.repeat(TIMES as usize))).unwrap();
    let summary = |input: &str| {
        let over = ["--over", input, "--command", "check-unbind", "--now", NOW, "-f", "json"];
        let run = Kami::new(["policy", "diff", "builtin", &mine].iter().chain(&over)).run();
        run.document()["summary"].clone()
    };
    let (once, many) = (summary(RECORDS), summary(many.to_str().unwrap()));
    for name in ["records", "differ", "worse"] {
        assert_eq!(many[name].as_u64().unwrap(), TIMES * once[name].as_u64().unwrap(), "{name}");
    }
    for name in ["verdicts", "rules"] {
        let mut wanted = once[name].clone();
        for entry in wanted.as_array_mut().unwrap() {
            entry["records"] = (TIMES * entry["records"].as_u64().unwrap()).into();
        }
        assert!(!wanted.as_array().unwrap().is_empty());
        assert_eq!(many[name], wanted);
    }
}

#[test]
fn a_layer_that_does_not_load_is_refused_with_its_line() {
    let folder = layer("off = [\"jd.rout\"]\n");
    let (mine, output) = (path(&folder), folder.path().join("out"));
    let over = ["--over", RECORDS, "--command", "check-unbind", "-o", output.to_str().unwrap()];
    for policies in [["builtin", mine.as_str()], [mine.as_str(), "builtin"]] {
        let run = Kami::new(["policy", "diff"].iter().chain(&policies).chain(&over)).run();
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{}", run.err);
        assert!(run.err.contains("mine.toml:1") && run.err.contains("jd.rout"), "{}", run.err);
        assert!(!output.exists());
    }
}

#[test]
fn policies_are_named_in_every_way() {
    let folder = layer(CHANGES);
    let mine = path(&folder);
    let rules = |old: &str, new: &str| {
        let run =
            Kami::new(["policy", "diff", old, new, "-f", "json"]).env("KAMI_POLICY", "nowhere.toml").run();
        assert_eq!(run.code, 0, "{}", run.err);
        run.document()["rules"].clone()
    };
    let none = json!({"added": [], "removed": [], "changed": []});
    assert_eq!(rules(&mine, &format!("builtin+{mine}")), none);
    assert_eq!(rules("outside", "builtin+outside"), none);
    assert_ne!(rules("builtin", "outside"), none);
    let both = rules("outside", &format!("outside+{mine}"));
    assert_eq!(both["added"], json!(["shop.no-jd"]));
    // A whole pack stands alone.
    let whole = Kami::new(["policy", "export"]).run().out;
    let whole = whole.split("[[rule]]").enumerate().filter(|(place, _)| *place != 1).map(|(_, part)| part);
    let whole = whole.collect::<Vec<_>>().join("[[rule]]");
    std::fs::write(folder.path().join("whole.toml"), whole).unwrap();
    let run =
        Kami::new(["policy", "diff", "builtin", folder.path().join("whole.toml").to_str().unwrap()]).run();
    assert!(run.out.contains("- ") || run.code == 2, "{}{}", run.out, run.err);
}

#[test]
fn what_makes_no_sense_is_refused() {
    let refused = |args: &[&str], about: &str| {
        let run = Kami::new(["policy", "diff"].iter().chain(args)).run();
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{args:?}");
        assert!(run.err.contains(about), "{args:?}: {}", run.err);
    };
    refused(&["builtin"], "one policy");
    refused(&[], "no policy");
    refused(&["builtin", "outside", "builtin"], "more than two");
    refused(&["builtin", "outside", "--over", RECORDS], "--command");
    refused(&["builtin", "outside", "platform=jd"], "--command");
    refused(&["builtin", "outside", "--command", "check-unbind"], "--over");
    refused(&["builtin", "outside", "-f", "jsonl"], "--over");
    refused(&["builtin", "nowhere.toml"], "nowhere.toml");
    refused(&["builtin", "builtin+"], "+");
    refused(&["builtin", "outside", "--over", RECORDS, "--command", "check-unbind", "-o", RECORDS], "-o");
    refused(&["builtin", "outside", "--over", "nowhere.csv", "--command", "check-unbind"], "nowhere.csv");
    refused(&["builtin", "outside", "--command", "check-unbind", "pin=1234"], "secret");
}
