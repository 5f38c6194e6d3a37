//! What people's files have in them, and what becomes of it: no record is lost, no other is hurt.

use crate::support::{Kami, NOW, in_turn};
use serde_json::Value;

fn run(command: &str, input: impl AsRef<[u8]>, more: &[&str]) -> (i32, Vec<Value>, String) {
    let mut args = vec![command, "-", "-f", "jsonl", "--now", NOW];
    args.extend(more);
    let run = Kami::new(args).stdin(input).run();
    (run.code, run.results(), run.err)
}

fn unbind(input: impl AsRef<[u8]>, more: &[&str]) -> Vec<Value> {
    run("check-unbind", input, more).1
}

/// What is said of each record: its source, and what would be right if it is invalid.
fn said(results: &[Value]) -> Vec<(&str, &str)> {
    results
        .iter()
        .map(|result| {
            (result["source"].as_str().unwrap(), result["error"]["expected"].as_str().unwrap_or(""))
        })
        .collect()
}

#[test]
fn records_over_the_limit() {
    let long = "x".repeat(3000);
    let want = |from: &str| {
        vec![
            (format!("-{}", from.replace('#', "1")), false),
            (format!("-{}", from.replace('#', "2")), true),
            (format!("-{}", from.replace('#', "3")), false),
        ]
    };
    let rows = format!("platform,note\njd,a\njd,{long}\njd,b\n");
    let quoted = format!("platform,note\njd,a\njd,\"{long}\"\njd,b\n");
    let lines = format!(
        "{{\"platform\":\"jd\"}}\n{{\"platform\":\"jd\",\"note\":\"{long}\"}}\n{{\"platform\":\"jd\"}}\n"
    );
    let array = format!("[{}]", lines.trim().replace('\n', ","));
    for (input, from, name) in
        [(rows, ":#", "rows"), (quoted, ":#", "quoted"), (lines, ":#", "lines"), (array, "[#]", "array")]
    {
        let results = unbind(&input, &["--max-record-size", "1K"]);
        let mut want = want(from);
        if from == ":#" && name != "lines" {
            want.iter_mut().enumerate().for_each(|(at, want)| want.0 = format!("-:{}", at + 2));
        }
        let found: Vec<(String, bool)> = said(&results)
            .into_iter()
            .map(|(source, error)| (source.to_owned(), error.contains("too large")))
            .collect();
        assert_eq!(found, want, "{name}");
        // Without the option it is far from too large.
        assert_eq!(said(&unbind(&input, &[]))[1].1, "", "{name}");
    }
}

#[test]
fn a_record_of_17_mib() {
    let mut input = b"platform,note\njd,\"".to_vec();
    input.resize(17 << 20, b'x');
    input.extend_from_slice(b"\"\njd,b\n");
    let results = unbind(&input, &[]);
    assert_eq!(said(&results), [("-:2", "the record is too large (see --max-record-size)"), ("-:3", "")]);
}

#[test]
fn deep_nesting() {
    let deep =
        |depth: usize| format!("{{\"platform\":\"jd\",\"x\":{}{}}}\n", "[".repeat(depth), "]".repeat(depth));
    let wide = deep(100_000).replace("\"x\"", "\"documents\"");
    let input = deep(127) + &deep(128) + &deep(100_000) + &wide + "{\"platform\":\"jd\"}\n";
    let found = unbind(input, &[]);
    let errors: Vec<&str> = said(&found).into_iter().map(|(_, error)| error).collect();
    assert_eq!(
        errors,
        ["", "nested deeper than 128", "nested deeper than 128", "nested deeper than 128", ""]
    );
}

#[test]
fn a_quote_that_is_never_closed() {
    let rows = "platform,note\njd,a\njd,\"b\njd,c\njd,\"d\n\"\njd,e\n";
    let results = unbind(rows, &[]);
    // The quote of line 3 would be closed by that of line 5, but for the text behind it, and costs
    // its line; that of line 5 is closed by that of line 6.
    let found = said(&results);
    let lines: Vec<&str> = found.iter().map(|(line, _)| *line).collect();
    assert_eq!(lines, ["-:2", "-:3", "-:4", "-:5", "-:7"], "{found:?}");
    assert!(found[1].1.contains("never closed"), "{found:?}");
    assert!(found.iter().all(|(line, error)| *line == "-:3" || error.is_empty()), "{found:?}");
    let results = unbind("platform,note\njd,\"b\njd,c\njd,d\n", &[]);
    let found = said(&results);
    assert_eq!((found[0].0, found[1], found[2]), ("-:2", ("-:3", ""), ("-:4", "")));
    assert!(found[0].1.contains("never closed"));
}

#[test]
fn arrays_that_are_cut_off() {
    for (input, errors) in [
        ("[{\"platform\":\"jd\"},{\"platform\":\"jd\"", vec!["", "not a JSON object"]),
        ("[{\"platform\":\"jd\"},", vec!["", "the array is not closed"]),
        ("[{\"platform\":\"jd\"}", vec!["", "the array is not closed"]),
        ("[", vec!["the array is not closed"]),
        ("[{\"platform\":\"jd\"} x {\"platform\":\"jd\"}]", vec!["", "not a JSON object", ""]),
        ("[{\"platform\":\"jd\"}] x", vec!["", "not a JSON object"]),
        ("[]", vec![]),
    ] {
        let results = unbind(input, &[]);
        let found = said(&results);
        assert_eq!(found.len(), errors.len(), "{input}: {found:?}");
        for ((_, found), want) in found.iter().zip(errors) {
            assert!(found.starts_with(want) && found.is_empty() == want.is_empty(), "{input}: {found}");
        }
    }
}

#[test]
fn json_is_refused_by_place_without_its_text() {
    let results = unbind(
        "{\"platform\":\"jd\"}\n{\"platform\":\"jd\", oops}\n{\"a\":1}{\"b\":2}\n7\n",
        &["--from", "jsonl"],
    );
    let found = said(&results);
    assert_eq!(found[1], ("-:2", "not a JSON object (line 1, column 19 of the record)"));
    assert!(found[2].1.starts_with("more than one JSON value"), "{found:?}");
    assert!(found[3].1.starts_with("not a JSON object"), "{found:?}");
}

#[test]
fn rows_that_do_not_fit_the_header() {
    let input = "id,platform,note\n1,jd\n2,jd,a,b\n3,jd,a,,\n\n   \n4,jd,a,\t\n";
    let results = unbind(input, &[]);
    let want = [
        ("-:2", "the row has 2 cells, the header has 3"),
        ("-:3", "the row has 4 cells, the header has 3"),
        ("-:4", ""),
        ("-:7", ""),
    ];
    assert_eq!(said(&results), want);
    assert_eq!(results[0]["id"], "1");
}

#[test]
fn headers_with_trailing_columns_and_preambles() {
    let input = "Exported by a shop\r\n\r\n\r\nid,platform,,\r\n1,jd,,\r\n";
    let results = unbind(input, &["--skip-lines", "1"]);
    assert_eq!(said(&results), [("-:5", "")]);
    let results = unbind("Exported\rid,platform\r1,jd\r\r2,jd", &["--skip-lines", "1"]);
    assert_eq!(said(&results), [("-:3", ""), ("-:5", "")]);
}

#[test]
fn the_same_name_twice() {
    let (code, _, err) = run("check-unbind", "id,ID,platform\n1,2,jd\n", &[]);
    assert_eq!(code, 2);
    assert!(err.contains("same name"), "{err}");
    let results = unbind("{\"id\":1,\"ID\":2,\"platform\":\"jd\"}\n", &[]);
    assert_eq!(said(&results), [("-:1", "the same key twice")]);
}

#[test]
fn values_as_people_and_spreadsheets_write_them() {
    let header = "id,card_no,face_value,discount_rate,submitted_at,channel\n";
    let channel = "suhuishou";
    for (cells, error) in [
        ("=\"0012\",'0622202,500,0.95,2026-11-22 09:00", ""),
        ("1,\"\t62222\t\",\"１，０００\",９５％,２０２６／１１／２２　９：０５", ""),
        ("1,2,500元,9.5折,2026/11/1 9:05", ""),
        ("1,2,500,0.95,46348.4", "serial number"),
        ("1,2,500,10折,2026-11-22 09:00", "10%"),
        ("1,2,500,0.95,2026-11-22", "time of day"),
        ("1,6.22E+18,500,0.95,2026-11-22 09:00", "power of ten"),
        ("1,2,12.345,0.95,2026-11-22 09:00", "two decimals"),
    ] {
        let (_, results, err) = run("cancel-window", format!("{header}{cells},{channel}\n"), &[]);
        let found = results[0]["error"]["expected"].as_str().unwrap_or("");
        let is_channel = found.contains("expected one of");
        assert!(!is_channel, "{found}");
        assert!(found.contains(error) && found.is_empty() == error.is_empty(), "{cells}: {found} {err}");
    }
    let (_, results, _) = run(
        "cancel-window",
        format!("{header}=\"0012\",'0622202,500,0.95,2026-11-22 09:00,{channel}\n"),
        &[],
    );
    assert_eq!((&results[0]["id"], &results[0]["card_no"]), (&"0012".into(), &"***2202".into()));
}

#[test]
fn numbers_beyond_a_float() {
    let input = r#"{"id":123456789012345678901234567890,"card_no":6222020200112233445,"platform":"jd","face_value":100.10}
{"id":1e3,"card_no":6.222020200112233445e18,"platform":"jd"}
{"id":0.10000000000000000000001,"card_no":"0012","platform":"jd","face_value":9007199254740993.01}
"#;
    let results = unbind(input, &[]);
    assert_eq!(results[0]["id"], "123456789012345678901234567890");
    assert_eq!(results[0]["card_no"], "***************3445");
    assert_eq!(results[1]["error"]["field"], "card_no");
    assert_eq!(results[2]["id"], "0.10000000000000000000001");
    assert_eq!(results[2]["error"]["field"], "face_value");
}

#[test]
fn terminals_are_not_steered() {
    let input = "id,platform,\u{1b}[2Jpin\n\u{1b}]0;x\u{7}\u{202e},jd,x\n\u{1b}[31m,no\u{1b}where,x\n";
    for format in ["table", "markdown", "github"] {
        let run = Kami::new(["check-unbind", "-", "-f", format, "-v"]).stdin(input).run();
        for stream in [&run.out, &run.err] {
            assert!(!stream.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{format}: {stream:?}");
        }
    }
    let run = Kami::new(["check-unbind", "platform=\u{1b}[31m"]).run();
    assert!(!run.out.contains('\u{1b}') && !run.err.contains('\u{1b}'), "{:?}", run.out);
    let run = Kami::new(["check-unbind", "\u{1b}[31mx=1"]).run();
    assert!(!run.err.contains('\u{1b}'), "{:?}", run.err);
}

#[test]
fn spreadsheets_run_nothing() {
    let input =
        "id,platform\n\"=HYPERLINK(\"\"x\"\")\",jd\n+cmd,jd\n@x,jd\n-5,jd\n\u{ff1d}1,jd\nx,\"=1,2\"\n";
    let run = Kami::new(["check-unbind", "-", "-f", "csv", "--bom", "--passthrough"]).stdin(input).run();
    assert!(run.raw.starts_with(b"\xef\xbb\xbfid,platform,record,"));
    for row in &run.rows()[1..] {
        for cell in row {
            let first = cell.chars().next().unwrap_or(' ');
            // Where a record of standard input began is the program's own word: `-:2`.
            let is_source = cell.strip_prefix("-:").is_some_and(|line| line.parse::<u64>().is_ok());
            let is_number = is_source || cell.parse::<f64>().is_ok();
            assert!(is_number || !matches!(first, '=' | '+' | '-' | '@' | '\u{ff1d}'), "{cell}");
        }
    }
}

/// Signs that a spreadsheet reads as the start of a formula: full-width ones, and plain ones behind
/// what cannot be seen.
const HIDDEN_FORMULAS: [&str; 15] = [
    "\u{ff0b}5",
    "\u{ff0d}5",
    "\u{ff0b}",
    "\u{ff0d}1元",
    "\u{ff20}x",
    "\u{feff}-5",
    "\u{feff}+86-1",
    "\u{feff}\u{ff0b}5",
    "x\u{a0}=1",
    "x\u{3000}=1",
    "x\u{b}=1",
    "x\0=1",
    "x\u{200b}=1",
    "x\u{202e}=1",
    "x\u{2060} \u{200b}+cmd",
];

#[test]
fn wide_and_hidden_signs_run_nothing() {
    let folder = tempfile::tempdir().unwrap();
    // Always as CSV, which is what a spreadsheet runs. A table has no place for columns that are passed through.
    let ways = [("csv", &[][..]), ("csv", &["--passthrough"])];
    let others = [("json", &[][..]), ("json", &["--passthrough"]), ("table", &[])];
    for (place, text) in HIDDEN_FORMULAS.into_iter().enumerate() {
        // An `x` in front keeps what is invisible from being trimmed off where it begins the file.
        let text = text.strip_prefix('x').unwrap_or(text);
        let file = format!("{}.csv", text.replace('\0', ""));
        let csv = format!("id,state,{text}\n{text},new,{text}\n1,new,{text}\n");
        let json = serde_json::json!({"id": text, "state": "new", "note": text}).to_string();
        std::fs::write(folder.path().join(&file), &csv).unwrap();
        for (format, passthrough) in ways.into_iter().chain(in_turn(others, place)) {
            let mut args = vec!["recycle-quote", "-f", format, "face_value=500"];
            args.extend(passthrough);
            let from_file = [&args[..], &[&file]].concat();
            let from_file = Kami::new(&from_file).dir(folder.path()).run();
            args.push("-");
            let from_pipe = Kami::new(&args).stdin(&csv).run();
            let from_json = Kami::new(&args).stdin(&json).run();
            for run in [&from_file, &from_pipe, &from_json] {
                assert_eq!(run.code, 0, "{text:?} {args:?}: {}", run.err);
                if format == "csv" {
                    nothing_runs(&run.out, text);
                }
            }
            if format == "csv" && passthrough.is_empty() {
                let sources = from_file.out.lines().filter(|line| line.contains(".csv:")).count();
                assert_eq!(sources, 2, "{}", from_file.out);
            }
        }
    }
}

/// No cell begins with a sign, whatever cannot be seen before it, unless it is a number or where a
/// record of standard input began.
fn nothing_runs(out: &str, what: &str) {
    let mut cells = 0;
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(out.as_bytes());
    for row in reader.records() {
        for cell in row.unwrap().iter() {
            let seen = cell.trim_start_matches(|c: char| {
                c.is_whitespace() || c.is_control() || "\u{feff}\u{200b}\u{202e}\u{2060}".contains(c)
            });
            let is_source = cell.strip_prefix("-:").is_some_and(|line| line.parse::<u64>().is_ok());
            let is_number = is_source || cell.parse::<f64>().is_ok();
            let signs = ['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'];
            assert!(is_number || !seen.starts_with(signs), "{what:?}: {cell:?}");
            cells += usize::from(cell.starts_with('\''));
        }
    }
    assert!(cells > 0 || !out.contains(what), "{what:?} is guarded nowhere: {out}");
}

#[test]
fn nothing_to_read() {
    let (code, results, err) = run("check-unbind", "", &[]);
    assert_eq!((code, results.len()), (0, 0));
    assert!(err.contains("no record at all"), "{err}");
    assert_eq!(run("check-unbind", "id,platform\n\n\n", &["--fail-on", "blocked"]).0, 2);
}
