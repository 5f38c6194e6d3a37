//! `--summary` and `--only`.

use serde_json::json;

use crate::support::{Kami, NOW, Run};

fn run(args: &[&str]) -> Run {
    Kami::new([args, &["--now", NOW, "--lang", "en"]].concat()).run()
}

#[test]
fn a_summary_counts_by_verdict_and_platform() {
    let run = run(&["check-unbind", "fixtures/cards.csv", "--summary", "-f", "json"]);
    let document = run.document();
    assert!(document.get("results").is_none());
    let summary = &document["summary"];
    assert_eq!(summary["records"], 12);
    assert_eq!(summary["verdicts"]["eligible"], 4);
    assert_eq!(
        summary["by_platform"]["jd"],
        json!({"eligible": 2, "conditional": 2, "unknown": 1, "blocked": 1, "invalid": 0})
    );
    assert_eq!(summary["documents_missing"], json!({"serial-screenshot": 1, "proof-of-purchase": 1}));
    let top = summary["top_rules"].as_array().unwrap();
    assert!(top.len() <= 10 && top.contains(&json!({"rule": "jd.state.used", "records": 1})), "{top:?}");
    let counts: Vec<u64> = top.iter().map(|rule| rule["records"].as_u64().unwrap()).collect();
    assert!(counts.is_sorted_by(|a, b| a >= b), "{counts:?}");
}

#[test]
fn the_same_stands_behind_the_results_but_for_the_details() {
    let with = run(&["check-unbind", "fixtures/cards.csv", "-f", "json"]).document();
    let without = run(&["check-unbind", "fixtures/cards.csv", "-f", "json", "--summary"]).document();
    assert_eq!(with["results"].as_array().unwrap().len(), 12);
    for name in ["records", "verdicts", "by_platform"] {
        assert_eq!(with["summary"][name], without["summary"][name], "{name}");
    }
    for name in ["top_rules", "documents_missing", "deadlines_24h"] {
        assert!(with["summary"].get(name).is_none() && without["summary"].get(name).is_some(), "{name}");
    }
}

#[test]
fn sums_of_flagged_quotes_stand_apart() {
    let summary = run(&["recycle-quote", "fixtures/quotes.csv", "--summary", "-f", "json"]).document();
    let summary = &summary["summary"];
    assert_eq!(
        summary["flagged"],
        json!({"net_min": "10212.00", "net_mid": "10378.50", "net_max": "10545.00"})
    );
    assert_eq!(
        summary["by_platform"]["platform-a"],
        json!({"records": 5, "net_min": "12452.00", "net_mid": "12676.00", "net_max": "12900.00"})
    );
    let rows = run(&["recycle-quote", "fixtures/quotes.csv", "--summary", "-f", "csv"]).rows();
    assert_eq!(rows[0], ["section", "key", "verdict", "records", "net_min", "net_mid", "net_max"]);
    let has = |row: [&str; 7]| assert!(rows.iter().any(|known| known == &row), "{row:?}: {rows:?}");
    has(["records", "", "", "8", "12495.06", "12720.30", "12945.54"]);
    has(["verdicts", "", "rejected", "1", "", "", ""]);
    has(["flagged", "", "flagged", "3", "10212.00", "10378.50", "10545.00"]);
    has(["by_platform", "platform-b", "", "1", "43.06", "44.30", "45.54"]);
}

#[test]
fn what_is_due_within_a_day_is_counted() {
    let input = "{\"channel\":\"kaquanmao\",\"submitted_at\":\"2026-11-22T09:59:00+08:00\"}\n\
        {\"channel\":\"kaquanmao\",\"submitted_at\":\"2026-11-22T09:00:00+08:00\"}\n\
        {\"channel\":\"kaquanmao\",\"submitted_at\":\"2026-11-22T09:58:00+08:00\"}\n\
        {\"submitted_at\":\"2026-11-22T09:58:00+08:00\"}\n";
    for threads in ["1", "3"] {
        let args = ["cancel-window", "-", "--summary", "-f", "json", "--now", NOW, "--threads", threads];
        let run = Kami::new(args).stdin(input).run();
        let summary = &run.document()["summary"];
        // The second one's deadline is past; the last has no channel.
        assert_eq!((run.code, &summary["deadlines_24h"]), (3, &json!(2)), "{summary}");
        assert_eq!(summary["by_channel"][""]["invalid"], 1, "{summary}");
        assert_eq!(summary["by_channel"]["kaquanmao"]["invalid"], 0, "{summary}");
    }
}

#[test]
fn a_summary_is_written_in_every_format_that_has_a_place_for_it() {
    for format in ["table", "json", "csv", "tsv", "markdown", "html"] {
        let run = run(&["check-unbind", "fixtures/cards.csv", "--summary", "-f", format]);
        assert_eq!(run.code, 0, "{format}: {}", run.err);
        assert!(!run.out.contains("A-1001") && run.out.contains("jd.state.used"), "{format}: {}", run.out);
    }
    for format in ["jsonl", "github", "junit"] {
        let run = run(&["check-unbind", "no-such-file", "--summary", "-f", format]);
        assert!(run.code == 2 && run.err.contains("--summary"), "{format}: {}", run.err);
    }
}

#[test]
fn no_good_sign_stands_on_what_is_disputed() {
    for more in [&["--summary"][..], &[]] {
        let run = run(&[&["check-unbind", "fixtures/cards.csv"], more].concat());
        assert!(run.out.contains("✓ eligible 2  ! eligible, disputed 2"), "{}", run.out);
    }
}

#[test]
fn only_some_verdicts_are_written_and_all_are_counted() {
    let ids = |run: &Run| -> Vec<(u64, String)> {
        let results = run.results();
        results
            .iter()
            .map(|r| (r["record"].as_u64().unwrap(), r["verdict"].as_str().unwrap().to_owned()))
            .collect()
    };
    let all = ids(&run(&["check-unbind", "fixtures/cards.csv", "-f", "jsonl"]));
    let some = run(&["check-unbind", "fixtures/cards.csv", "-f", "jsonl", "--only", "blocked,unknown"]);
    let wanted: Vec<_> = all.iter().filter(|(_, v)| v == "blocked" || v == "unknown").cloned().collect();
    assert!(!wanted.is_empty() && wanted[0].0 > 1);
    assert_eq!(ids(&some), wanted);
    // In a JSON array, whatever the first one is, and where there is none.
    for only in ["blocked,unknown", "blocked", "invalid"] {
        let run = run(&["check-unbind", "fixtures/cards.csv", "-f", "json", "--only", only]);
        let document = run.document();
        let results = document["results"].as_array().unwrap();
        assert_eq!(results.len(), all.iter().filter(|(_, v)| only.contains(v.as_str())).count(), "{only}");
        assert_eq!(document["summary"]["records"], 12);
    }
    // Gates and exit codes see all of them.
    let gated = run(&[
        "check-unbind",
        "fixtures/cards.csv",
        "-f",
        "csv",
        "--only",
        "invalid",
        "--fail-on",
        "blocked",
    ]);
    assert_eq!((gated.code, gated.rows().len()), (1, 1), "{}", gated.err);
    for args in [&["--only", "closed"][..], &["--only", "blocked", "--summary"], &["--only", "nonsense"]] {
        let run = run(&[&["check-unbind", "no-such-file"], args].concat());
        assert!(run.code == 2 && run.err.contains("--only"), "{args:?}: {}", run.err);
    }
}

#[test]
fn a_table_of_one_result_among_many_still_counts_all() {
    let run = run(&["check-unbind", "fixtures/cards.csv", "--only", "blocked"]);
    assert!(run.out.contains("12 records: ") && !run.out.contains("A-1001"), "{}", run.out);
}
