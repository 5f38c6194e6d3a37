//! What no table has is refused before it costs memory or time.

use crate::support::{Kami, NOW, in_turn};

/// The end of a check of one record with more columns than it needs.
fn check(more: &[String], format: &str, args: &[&str]) -> (i32, String, String) {
    let row = vec!["1"; more.len()];
    let text = match format {
        "csv" => format!("platform,{}\njd,{}\n", more.join(","), row.join(",")),
        _ => {
            let members: Vec<String> = more.iter().map(|name| format!("\"{name}\":1")).collect();
            format!("{{\"platform\":\"jd\",{}}}\n", members.join(","))
        }
    };
    let all = [&["check-unbind", "-", "-f", format, "--now", NOW, "-q"], args].concat();
    let run = Kami::new(all).stdin(text).run();
    (run.code, run.out, run.err)
}

fn names(count: usize) -> Vec<String> {
    (0..count).map(|number| format!("column {number}")).collect()
}

#[test]
fn no_more_columns_than_a_sheet_has() {
    let ways = [&[][..], &["--passthrough"]];
    for args in in_turn(ways, 1) {
        let (code, out, err) = check(&names(16_383), "csv", args);
        assert_eq!((code, out.lines().count()), (0, 2), "{err}");
    }
    for args in in_turn(ways, 0) {
        let (code, out, err) = check(&names(16_384), "csv", args);
        assert_eq!((code, out.as_str()), (2, ""), "{err}");
        assert!(err.contains("has 16385 columns; 16384 at most"), "{err}");
    }
    let (code, _, err) = check(&names(16_384), "jsonl", &["--passthrough"]);
    assert_eq!(code, 2, "{err}");
    assert!(err.contains("16384 at most"), "{err}");
}

#[test]
fn no_name_longer_than_any_heading() {
    for format in ["csv", "jsonl"] {
        let (code, _, err) = check(&["x".repeat(4096)], format, &["--passthrough"]);
        assert_eq!(code, 0, "{err}");
        let (code, out, err) = check(&["x".repeat(4097)], format, &["--passthrough"]);
        assert_eq!((code, out.as_str()), (2, ""), "{err}");
        assert!(err.contains("the name of column 2 is longer than 4 KiB"), "{err}");
        let (_, _, err) = check(&["x".repeat(4097)], format, &["--passthrough", "--lang", "zh"]);
        assert!(err.contains("第 2 列的列名超过 4 KiB"), "{err}");
    }
}
