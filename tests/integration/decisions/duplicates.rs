//! `--flag-duplicates`: which records are flagged, and that workers do not matter.

use crate::support::{Kami, NOW};
use serde_json::Value;

fn results(input: &str, more: &[&str]) -> Vec<Value> {
    let mut args = vec!["check-unbind", "-", "-f", "jsonl", "--now", NOW, "--flag-duplicates"];
    args.extend(more);
    Kami::new(args).stdin(input).run().results()
}

#[test]
fn the_earlier_record_is_named() {
    let input = "id,card_no,platform\n\
        a,111,jd\n\
        b,111,jd\n\
        a,,jd\n\
        a,222,jd\n\
        ,,jd\n\
        ,,jd\n\
        111,,jd\n\
        c,111,nowhere\n";
    let found = results(input, &["--explain"]);
    let earlier: Vec<Option<String>> = found
        .iter()
        .map(|result| {
            let warnings = result["warnings"].as_array().unwrap();
            let warning = warnings.iter().find(|warning| warning["code"] == "duplicate")?;
            Some(warning["message"].as_str().unwrap().to_owned())
        })
        .collect();
    let named = |number: u32| {
        Some(format!("The same card number or id stood in an earlier record, number {number}."))
    };
    // A record without card number is looked for by its id, in all records before.
    assert_eq!(earlier, [None, named(1), named(1), None, None, None, None, named(1)]);
    let plain = results(input, &[]);
    assert_eq!(plain[1]["warnings"], serde_json::json!(["duplicate"]));
    assert_eq!(plain[0]["warnings"], serde_json::json!([]));
}

#[test]
fn workers_do_not_matter() {
    // Long enough for several batches.
    let note = "x".repeat(60);
    let mut input = "card_no,platform,note\n".to_owned();
    for number in 0..8_000u64 {
        input += &format!("{},jd,{note}\n", number * number % 5_003);
    }
    let rows = |threads: &str| {
        let args =
            ["check-unbind", "-", "-f", "csv", "--now", NOW, "--flag-duplicates", "--threads", threads];
        Kami::new(args).stdin(&input).run()
    };
    let one = rows("1").out;
    let flagged = one.lines().filter(|row| row.contains(",duplicate")).count();
    let different: std::collections::HashSet<u64> = (0..8_000u64).map(|n| n * n % 5_003).collect();
    assert_eq!(flagged, 8_000 - different.len());
    assert!(one == rows("5").out);
}
