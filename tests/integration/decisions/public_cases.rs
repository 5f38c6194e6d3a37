//! The public cases, from outside: the program reads them as CSV and as JSONL, and says the same.

use std::collections::BTreeMap;

use crate::support::Kami;
use serde_json::{Map, Value};

struct Case {
    now: String,
    record: Map<String, Value>,
    expect: Map<String, Value>,
}

fn cases(command: &str) -> Vec<Case> {
    let path = format!("{}/tests/cases/{command}.jsonl", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).unwrap();
    let object = |value: &Value| value.as_object().unwrap().clone();
    text.lines()
        .map(|line| {
            let case: Value = serde_json::from_str(line).unwrap();
            Case {
                now: case["now"].as_str().unwrap().to_owned(),
                record: object(&case["record"]),
                expect: object(&case["expect"]),
            }
        })
        .collect()
}

/// The results of cases of one moment, read in a format.
fn results(command: &str, now: &str, cases: &[&Case], format: &str) -> Vec<Value> {
    let input = match format {
        "csv" => as_csv(cases),
        _ => cases.iter().map(|case| format!("{}\n", Value::Object(case.record.clone()))).collect(),
    };
    // The cases know the platforms of the sources: one more changes nothing of them.
    let asked = ["--platform=platform-a", "--platform=platform-b", "--platform=platform-c"];
    let asked = asked.into_iter().filter(|_| command == "recycle-quote");
    let args = [command, "-", "--from", format, "-f", "jsonl", "--now", now].into_iter().chain(asked);
    let run = Kami::new(args).stdin(&input).run();
    assert!([0, 3].contains(&run.code), "{}", run.err);
    run.results()
}

fn as_csv(cases: &[&Case]) -> String {
    let columns: std::collections::BTreeSet<&String> =
        cases.iter().flat_map(|case| case.record.keys()).collect();
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&columns).unwrap();
    for case in cases {
        let cell = |column: &&String| case.record.get(*column).and_then(Value::as_str).unwrap_or("");
        writer.write_record(columns.iter().map(cell)).unwrap();
    }
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

/// Lists stand in no particular order in the cases, and times may be written with other fractions.
fn normal(value: &Value) -> Value {
    match value {
        Value::Array(items) => {
            let mut items: Vec<Value> = items.iter().map(normal).collect();
            items.sort_by_key(Value::to_string);
            Value::Array(items)
        }
        Value::Object(members) => members.iter().map(|(key, value)| (key.clone(), normal(value))).collect(),
        Value::String(text) => match chrono::DateTime::parse_from_rfc3339(text) {
            Ok(time) => Value::from(time.timestamp_millis()),
            Err(_) => value.clone(),
        },
        other => other.clone(),
    }
}

/// Stages as the cases write them: as in csv.
fn as_in_csv(value: &Value) -> Value {
    let stage = |value: &Value| match value.get("stage") {
        Some(Value::String(stage)) => format!("{stage}:{}-{}", value["days_min"], value["days_max"]).into(),
        _ => value.clone(),
    };
    value.as_array().map_or_else(|| value.clone(), |stages| stages.iter().map(stage).collect())
}

fn check(case: &Case, result: &Value) -> Result<(), String> {
    for (field, want) in &case.expect {
        let got = &result[field.as_str()];
        let is_fine = match field.as_str() {
            "stages" => *want == as_in_csv(got),
            // In the order of doing.
            "actions" => want == got,
            _ => normal(want) == normal(got),
        };
        if !is_fine {
            return Err(format!(
                "{} {field}: wanted {want}, got {}",
                case.record["id"],
                result[field.as_str()]
            ));
        }
    }
    Ok(())
}

fn all_pass(command: &str) {
    let cases = cases(command);
    assert!(cases.len() >= 100);
    let mut by_now: BTreeMap<&str, Vec<&Case>> = BTreeMap::new();
    for case in &cases {
        by_now.entry(&case.now).or_default().push(case);
    }
    let mut failures = Vec::new();
    for (now, cases) in by_now {
        let from_jsonl = results(command, now, &cases, "jsonl");
        let from_csv = results(command, now, &cases, "csv");
        assert_eq!(from_jsonl.len(), cases.len());
        for ((case, result), other) in cases.iter().zip(&from_jsonl).zip(&from_csv) {
            failures.extend(check(case, result).err());
            let without_source = |result: &Value| {
                let mut result = result.clone();
                result["source"] = Value::Null;
                result
            };
            assert_eq!(without_source(result), without_source(other));
        }
    }
    assert!(failures.is_empty(), "{} failures:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn check_unbind() {
    all_pass("check-unbind");
}

#[test]
fn cancel_window() {
    all_pass("cancel-window");
}

#[test]
fn recycle_quote() {
    all_pass("recycle-quote");
}
