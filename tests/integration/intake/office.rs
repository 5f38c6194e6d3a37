//! The workbook of an office, and the same records in every other format.

use crate::support::{Kami, NOW, Run};
use serde_json::Value;

/// The files, and what else has to be said of them.
const FILES: [(&str, &[&str]); 7] = [
    ("cards.jsonl", &[]),
    ("cards.json", &["--at", "data.list"]),
    ("cards-utf8.csv", &[]),
    ("cards-gbk.csv", &[]),
    ("cards.xlsx", &[]),
    ("cards.xls", &[]),
    ("cards.ods", &[]),
];

fn run(command: &str, file: &str, more: &[&str]) -> Run {
    let file = format!("fixtures/office/{file}");
    Kami::new([command, &file, "-f", "jsonl", "--now", NOW].iter().chain(more)).run()
}

/// The results, but for where each record stands.
fn results(run: &Run) -> Vec<Value> {
    let mut results = run.results();
    results.iter_mut().for_each(|result| result["source"] = Value::Null);
    results
}

#[test]
fn the_same_records_give_the_same_results() {
    for (command, first_verdict) in [("check-unbind", "eligible"), ("recycle-quote", "flagged")] {
        let mut first: Option<Vec<Value>> = None;
        for (file, more) in FILES {
            let run = run(command, file, more);
            let found = results(&run);
            assert_eq!((run.code, found.len()), (0, 6), "{file}: {}{}", run.out, run.err);
            let first = first.get_or_insert_with(|| found.clone());
            assert_eq!(&found, first, "{file}");
        }
        assert_eq!(first.unwrap()[0]["verdict"], first_verdict);
    }
}

#[test]
fn rows_keep_the_numbers_that_the_sheet_shows() {
    for file in ["cards.xlsx", "cards.xls", "cards.ods", "cards-gbk.csv"] {
        let sources: Vec<Value> =
            run("check-unbind", file, &[]).results().iter().map(|result| result["source"].clone()).collect();
        let want: Vec<String> = (3..9).map(|row| format!("fixtures/office/{file}:{row}")).collect();
        assert_eq!(sources, want);
    }
}

#[test]
fn what_is_left_out_is_named() {
    for file in ["cards.xlsx", "cards.xls", "cards.ods"] {
        let err = run("check-unbind", file, &[]).err;
        for named in ["`10月`, `选项` (hidden)", ":9: a row of totals", "the header was found on line 2"] {
            assert!(err.contains(named), "{file}: {err}");
        }
        let zh = run("check-unbind", file, &["--lang", "zh"]).err;
        assert!(zh.contains("“10月”、“选项”（隐藏）") && zh.contains("合计行不是记录"), "{file}: {zh}");
    }
    // Each sheet has a header of its own.
    let all = run("check-unbind", "cards.ods", &["--all-sheets"]);
    let last = all.results().pop().unwrap();
    assert_eq!(
        (all.code, &last["id"], &last["source"]),
        (0, &"旧-01".into(), &"fixtures/office/cards.ods[10月]:2".into())
    );
}
