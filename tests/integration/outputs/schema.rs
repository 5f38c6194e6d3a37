//! The schemas that `kami schema` gives hold for what the program reads and writes.

use crate::support::Kami;
use crate::support::schema::Schema;
use serde_json::{Value, json};

const NOW: &str = "2026-11-23T10:00:00+08:00";
const COMMANDS: [(&str, &str); 3] = [
    ("check-unbind", "fixtures/cards.csv"),
    ("cancel-window", "fixtures/orders.csv"),
    ("recycle-quote", "fixtures/quotes.csv"),
];

fn schema(args: &[&str]) -> Value {
    let run = Kami::new(["schema"].iter().chain(args)).run();
    assert_eq!(run.code, 0, "{}", run.err);
    run.document()
}

fn holds(schema: &Schema, value: &Value) {
    assert_eq!(schema.problems(value), None, "{value}");
}

#[test]
fn results_satisfy_their_schema() {
    for (command, file) in COMMANDS {
        let schema = schema(&[command, "--output"]);
        let validator = Schema::new(&schema);
        let cases = format!("tests/cases/{command}.jsonl");
        let records: String = std::fs::read_to_string(cases)
            .unwrap()
            .lines()
            .map(|line| format!("{}\n", serde_json::from_str::<Value>(line).unwrap()["record"]))
            .collect();
        for flags in [vec![], vec!["--explain", "--steps"]] {
            let base = [command, "-f", "jsonl", "--now", NOW];
            let mut runs = vec![Kami::new(base.iter().chain(&[file]).chain(&flags)).run()];
            runs.push(Kami::new(base.iter().chain(&["-"]).chain(&flags)).stdin(&records).run());
            for run in runs {
                assert!(run.out.lines().count() > 3, "{}", run.err);
                for line in run.out.lines() {
                    let result: Value = serde_json::from_str(line).unwrap();
                    holds(&validator, &result);
                    for name in result.as_object().unwrap().keys() {
                        assert!(schema["properties"].get(name).is_some(), "{command}: {name}");
                    }
                }
            }
        }
    }
}

#[test]
fn documents_satisfy_their_schema() {
    for (command, file) in COMMANDS {
        let mut schema = schema(&[command, "--output"]);
        // The same schema, entered at the document.
        schema["$defs"]["result"] = {
            let mut result = schema.clone();
            for name in ["$defs", "$schema", "$id"] {
                result.as_object_mut().unwrap().remove(name);
            }
            result
        };
        schema["$defs"]["document"]["properties"]["results"]["items"] = json!({"$ref": "#/$defs/result"});
        let root =
            json!({"$schema": schema["$schema"], "$ref": "#/$defs/document", "$defs": schema["$defs"]});
        let validator = Schema::new(&root);
        let summary = Kami::new([command, file, "-f", "json", "--now", NOW, "--summary"]).run();
        holds(&validator, &summary.document());
        let run = Kami::new([command, file, "-f", "json", "--now", NOW]).run();
        let mut document = run.document();
        holds(&validator, &document);
        document["policy"]["layers"][0]["hash"] = json!("none");
        assert!(validator.problems(&document).is_some());
    }
}

#[test]
fn comparisons_satisfy_their_schema() {
    let schema = schema(&["compare-platforms", "--output"]);
    let validator = Schema::new(&schema);
    let topics = ["unbind", "cancel", "recycle", "channel", "form", "remedy"];
    let mut rows = 0;
    for topic in topics {
        let base = ["compare-platforms", "--topic", topic, "-f", "jsonl", "--now", NOW];
        let mut runs = vec![Kami::new(base).run()];
        if ["unbind", "cancel", "recycle"].contains(&topic) {
            runs.push(Kami::new(base.iter().chain(&["face_value=500"])).run());
        }
        for run in runs {
            for line in run.out.lines() {
                let row: Value = serde_json::from_str(line).unwrap();
                holds(&validator, &row);
                for name in row.as_object().unwrap().keys() {
                    assert!(schema["properties"].get(name).is_some(), "{topic}: {name}");
                }
                rows += 1;
            }
        }
    }
    assert!(rows > 30);
}

#[test]
fn records_satisfy_their_schema() {
    for (command, _) in COMMANDS {
        let validator = Schema::new(&schema(&[command]));
        let text = std::fs::read_to_string(format!("tests/cases/{command}.jsonl")).unwrap();
        let mut count = 0;
        for line in text.lines() {
            let case: Value = serde_json::from_str(line).unwrap();
            if case["expect"]["verdict"] != "invalid" {
                holds(&validator, &case["record"]);
                count += 1;
            }
        }
        assert!(count >= 90, "{command}: {count}");
    }
}

#[test]
fn bad_records_do_not() {
    let [unbind, cancel, recycle] = COMMANDS.map(|(command, _)| Schema::new(&schema(&[command])));
    let of = |command| match command {
        "check-unbind" => &unbind,
        "cancel-window" => &cancel,
        _ => &recycle,
    };
    for (command, record) in [
        ("check-unbind", json!({"state": "new"})),
        ("check-unbind", json!({"platform": "jdd"})),
        ("check-unbind", json!({"platform": "jd", "face_value": 0})),
        ("check-unbind", json!({"platform": "jd", "面额": "five"})),
        ("check-unbind", json!({"platform": "jd", "violations": "perhaps"})),
        ("check-unbind", json!({"platform": "jd", "documents": ["passport"]})),
        ("check-unbind", json!({"platform": "jd", "failed_attempts": 1.5})),
        ("check-unbind", json!({"platform": "jd", "card_no": 6.5})),
        ("cancel-window", json!({"channel": "other", "discount_rate": 95})),
        ("cancel-window", json!({"channel": "other", "submitted_at": {}})),
        ("recycle-quote", json!({"offered_rate": 2.5})),
        ("recycle-quote", json!([])),
    ] {
        assert!(of(command).problems(&record).is_some(), "{command} {record}");
    }
    for (command, record) in [
        (
            "check-unbind",
            json!({"平台": "京东", "状态": "已绑定", "面额": 500, "有违规": "无", "card_no": "00123"}),
        ),
        ("cancel-window", json!({"channel": "卡券猫", "submitted_at": null, "证据": ["录屏"]})),
        ("recycle-quote", json!({"face_value": "¥1,000.00", "issuer": "Walmart", "deposit_requested": true})),
    ] {
        holds(of(command), &record);
    }
}

#[test]
fn a_user_s_words_are_in_the_schema() {
    let schema = schema(&["recycle-quote", "--output", "--policy", "fixtures/policy/my-shop.toml"]);
    assert!(schema["properties"]["best"].to_string().contains("my-shop"));
}
