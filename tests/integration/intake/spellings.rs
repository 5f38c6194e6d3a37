//! The spellings of everyday sheets, from outside: each is read as the value that it stands for, or
//! refused with words that help, in csv and JSON alike.

use std::collections::BTreeMap;

use crate::support::{Kami, NOW};
use serde_json::{Map, Value};

/// A row of the data file: a text of a field, and the value that it stands for (`missing` for none)
/// or what the error says.
#[derive(Debug)]
struct Row {
    text: String,
    value: String,
    en: String,
    zh: String,
}

fn rows() -> BTreeMap<String, Vec<Row>> {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/integration/intake/spellings.csv");
    let mut fields: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    for row in csv::Reader::from_path(file).unwrap().records().map(Result::unwrap) {
        let [text, value, en, zh] = [1, 2, 3, 4].map(|cell| row[cell].to_owned());
        fields.entry(row[0].to_owned()).or_default().push(Row { text, value, en, zh });
    }
    fields
}

/// A record on which the value of a field shows: the command, its other facts, and other values of
/// the field, from at least one of which each value tells itself apart.
struct Scene {
    command: &'static str,
    facts: &'static [(&'static str, &'static str)],
    others: &'static [&'static str],
}

fn scene(field: &str) -> Scene {
    let (command, facts, others): (_, &'static [_], &'static [_]) = match field {
        // The error of a balance above the face value says how much it is.
        "balance" => ("check-unbind", &[("platform", "jd"), ("face_value", "0.01")], &["0.01", "1"]),
        "face_value" => ("recycle-quote", &[("state", "new")], &["123.45"]),
        "offered_rate" => (
            "recycle-quote",
            &[("state", "new"), ("face_value", "500"), ("offered_price", "475")],
            &["0.95", "0.9"],
        ),
        "violations" => ("check-unbind", &[("platform", "jd"), ("state", "new")], &["true", "false"]),
        "promo_ends_on" => (
            "check-unbind",
            &[("platform", "jd"), ("state", "new"), ("promo_linked", "yes")],
            &["2029-01-01"],
        ),
        "submitted_at" => ("cancel-window", &[("channel", "suhuishou")], &["2026-11-01 00:00"]),
        "stage_since" => (
            "check-unbind",
            &[("platform", "jd"), ("state", "bound"), ("stage", "first-review")],
            &["2026-11-20 00:00"],
        ),
        "platform" => ("check-unbind", &[("state", "new")], &["jd", "taobao"]),
        "state" => ("check-unbind", &[("platform", "jd")], &["partially-used", "used"]),
        "documents" => {
            ("check-unbind", &[("platform", "jd"), ("state", "bound")], &["serial-screenshot", "none"])
        }
        "failed_attempts" => ("check-unbind", &[("platform", "kameng")], &["0", "99"]),
        "id" | "card_no" => ("recycle-quote", &[("state", "new"), ("face_value", "500")], &["x1"]),
        other => panic!("no scene for {other}"),
    };
    Scene { command, facts, others }
}

/// The results for several texts of a field, read as csv or JSON Lines.
fn results(field: &str, texts: &[&str], format: &str, options: &[&str]) -> Vec<Value> {
    let Scene { command, facts, .. } = scene(field);
    let mut writer = csv::Writer::from_writer(Vec::new());
    let names = facts.iter().map(|(name, _)| *name);
    writer.write_record(names.chain([field])).unwrap();
    let mut lines = String::new();
    for text in texts {
        let cells: Vec<(&str, &str)> = facts.iter().copied().chain([(field, *text)]).collect();
        writer.write_record(cells.iter().map(|(_, cell)| *cell)).unwrap();
        let object: Map<String, Value> =
            cells.iter().map(|(name, cell)| ((*name).to_owned(), Value::from(*cell))).collect();
        lines.push_str(&format!("{}\n", Value::Object(object)));
    }
    let input = if format == "csv" { writer.into_inner().unwrap() } else { lines.into_bytes() };
    let args = [command, "-", "--from", format, "-f", "jsonl", "--now", NOW];
    let run = Kami::new(args.iter().chain(options)).stdin(&input).run();
    let mut results = run.results();
    assert_eq!(results.len(), texts.len(), "{field}: {}", run.err);
    for result in &mut results {
        result["source"] = Value::Null;
        result["record"] = Value::Null;
    }
    results
}

#[test]
fn everyday_spellings_are_read_or_refused_with_the_right_hint() {
    let mut count = 0;
    for (field, rows) in rows() {
        let texts: Vec<&str> = rows.iter().map(|row| row.text.as_str()).collect();
        let wanted: Vec<&str> =
            rows.iter().map(|row| row.value.as_str().trim_start_matches("missing")).collect();
        let others = results(&field, scene(&field).others, "csv", &[]);
        for format in ["csv", "jsonl"] {
            let read = results(&field, &texts, format, &["--lang", "en"]);
            let plain = results(&field, &wanted, format, &["--lang", "en"]);
            let chinese = results(&field, &texts, format, &["--lang", "zh"]);
            for (((row, read), plain), chinese) in rows.iter().zip(read).zip(plain).zip(chinese) {
                let context = format!("{format}: {field}={row:?}: {read}");
                if row.value.is_empty() {
                    let said = |result: &Value| result["error"]["expected"].as_str().unwrap_or("").to_owned();
                    assert_eq!(read["error"]["field"], field.as_str(), "{context}");
                    assert!(said(&read).contains(&row.en), "{context}");
                    assert!(said(&chinese).contains(&row.zh), "{context} {chinese}");
                } else {
                    assert_eq!(read, plain, "{context}");
                    assert!(others.iter().any(|other| *other != read), "{context}");
                }
                count += 1;
            }
        }
    }
    assert!(count >= 200, "{count}");
}

#[test]
fn more_words_for_a_missing_value() {
    let run = |options: &[&str], cells: &str| {
        let input = format!("platform,state,violations,balance,documents,id\njd,bound,{cells}\n");
        let args = ["check-unbind", "-", "-f", "jsonl", "--now", NOW];
        let mut result = Kami::new(args.iter().chain(options)).stdin(&input).run().results().remove(0);
        result["source"] = Value::Null;
        result
    };
    let missing = run(&[], ",,,");
    // Words that would otherwise be values as well, in any case.
    let options = ["--na", "TBD,0", "--na", "无", "--na", "none"];
    for cells in ["tbd,0,none,TBD", "无,无,NONE,0", "0,TBD,無,无", "-,N/A,暂无,NULL"] {
        assert_eq!(run(&options, cells), missing, "{cells}");
    }
    for cells in ["0,,,", ",0,,", ",,none,", ",,,0"] {
        assert_ne!(run(&[], cells), missing, "{cells}");
    }
    // Words are read as ever beside them.
    assert_eq!(run(&options, "是,500,身份证照片,x"), run(&[], "是,500,身份证照片,x"));
}

#[test]
fn json_numbers_may_have_an_exponent_where_texts_may_not() {
    let run = |value: &str| {
        let input =
            format!("{{\"platform\":\"jd\",\"state\":\"new\",\"face_value\":5e3,\"balance\":{value}}}");
        Kami::new(["check-unbind", "-", "-f", "jsonl", "--now", NOW]).stdin(&input).run().results().remove(0)
    };
    assert_eq!(run("1.25e3"), run("1250"));
    assert_eq!(run("5e-1"), run("0.5"));
    for value in ["\"1.25e3\"", "1e-3", "-1e1", "1e99"] {
        assert_eq!(run(value)["error"]["field"], "balance", "{value}");
    }
}

#[test]
fn arguments_with_a_full_width_sign_and_twice() {
    let args =
        |list: &[&str]| Kami::new(["check-unbind", "-f", "jsonl", "--now", NOW].iter().chain(list)).run();
    let wide = args(&["平台＝京东", "state＝bound"]);
    assert_eq!(wide.code, 0, "{}", wide.err);
    assert_eq!(wide.out, args(&["platform=jd", "状态=已绑定"]).out);
    // The first of both signs is the one.
    assert_eq!(args(&["platform=jd", "id=a＝b"]).results()[0]["id"], "a＝b");
    for twice in [["platform=jd", "platform=taobao"], ["platform=jd", "平台＝jd"]] {
        let run = args(&twice);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{twice:?}");
        assert!(run.err.contains("`platform` is given twice"), "{}", run.err);
        let chinese = args(&[&twice[..], &["--lang", "zh"]].concat());
        assert!(chinese.err.contains("重复给出"), "{}", chinese.err);
    }
    let secret = args(&["密码＝hunter2"]);
    assert!(secret.code == 2 && !secret.err.contains("hunter2"), "{}", secret.err);
}
