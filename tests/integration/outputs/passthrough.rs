//! The input's own columns, in front of those of the result.

use crate::support::{Kami, NOW, Run};

fn run(input: &str, from: &str, format: &str) -> Run {
    let args = ["check-unbind", "-", "--from", from, "-f", format, "--passthrough", "--now", NOW];
    Kami::new(args).stdin(input).run()
}

/// The first cells of every row, as many as `count`.
fn cells(run: &Run, count: usize) -> Vec<Vec<String>> {
    let mut rows = run.rows();
    rows.iter_mut().for_each(|row| row.truncate(count));
    rows
}

#[test]
fn rows_to_rows() {
    let input = "客户,卡密,card_no,平台,verdict,=1+1\n\"甲,乙\",9,6222020200112233,jd,old,=cmd\n丙,9,1234,京东,,-5\n丁,9\n";
    let run = run(input, "csv", "csv");
    assert_eq!(run.code, 3, "{}", run.err);
    let rows = cells(&run, 6);
    assert_eq!(rows[0], ["客户", "card_no", "平台", "verdict", "'=1+1", "record"]);
    assert_eq!(rows[1], ["甲,乙", "************2233", "jd", "old", "'=cmd", "1"]);
    assert_eq!(rows[2], ["丙", "****", "京东", "", "-5", "2"]);
    // Which cell is whose is not known.
    assert_eq!(rows[3], ["", "", "", "", "", "3"]);
    let header = run.out.lines().next().unwrap();
    assert!(header.contains(",id,kami_card_no,kami_verdict,at_worst,"), "{header}");
}

#[test]
fn rows_to_objects() {
    let run = run("客户,卡密,card_no,平台,客户\n甲,9,6222020200112233,jd,乙\n", "csv", "jsonl");
    let start = r#"{"客户":"甲","card_no":"************2233","平台":"jd","record":1,"#;
    assert!(run.out.starts_with(start), "{}", run.out);
    let result = run.document();
    assert_eq!(result["kami_card_no"], "************2233");
    assert_eq!(result["platform"], "jd");
}

#[test]
fn objects_to_objects() {
    let input = r#"{"n":12345678901234567890.10,"platform":"jd","pin":1,"card_no":6222020200112233445,"deep":{"cvv":1,"x":[null,{"卡号":"123456"}]}}
{"platform":"jd","verdict":"mine","n":null}
"#;
    let run = run(input, "jsonl", "jsonl");
    let lines: Vec<&str> = run.out.lines().collect();
    let start = r#"{"n":12345678901234567890.10,"platform":"jd","card_no":"***************3445","deep":{"x":[null,{"卡号":"**3456"}]},"record":1,"#;
    assert!(lines[0].starts_with(start), "{}", lines[0]);
    assert!(
        lines[1].starts_with(r#"{"platform":"jd","input_verdict":"mine","n":null,"record":2,"#),
        "{}",
        lines[1]
    );
    assert!(lines[1].contains(r#""kami_platform":"jd""#), "{}", lines[1]);
}

#[test]
fn objects_to_rows() {
    let input = r#"[{"tags":["a","b"],"platform":"jd","on":true,"meta":{"pin":1,"k":"=v"}},{"late":1,"tags":"=x","platform":"jd"}]"#;
    let run = run(input, "json", "csv");
    let rows = cells(&run, 5);
    assert_eq!(rows[0], ["tags", "platform", "on", "meta", "record"]);
    assert_eq!(rows[1], ["a;b", "jd", "true", r#"{"k":"=v"}"#, "1"]);
    assert_eq!(rows[2], ["'=x", "jd", "", "", "2"]);
    assert!(run.err.contains("`late` is not in the first record"), "{}", run.err);
}

#[test]
fn half_a_character_is_shown_as_it_was_written() {
    // Strict readers refuse a text with half a character in it.
    let input = r#"{"platform":"jd","x":"a\ud800b","y":["\udc00"],"z":{"w":"\ud800"}}"#;
    let result = run(input, "jsonl", "jsonl").document();
    assert_eq!(result["x"], r"a\ud800b");
    assert_eq!(result["y"][0], r"\udc00");
    assert_eq!(result["z"]["w"], r"\ud800");
    let rows = cells(&run(input, "jsonl", "csv"), 3);
    assert_eq!(rows[1], ["jd", r"a\ud800b", r"\udc00"]);
}

#[test]
fn other_headers_are_an_error() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.csv"), "id,platform\n1,jd\n").unwrap();
    std::fs::write(folder.path().join("b.csv"), "platform,id\njd,2\n").unwrap();
    let run = |more: &[&str]| {
        let mut args = vec!["check-unbind", "a.csv", "b.csv", "-f", "csv", "-o", "out.csv"];
        args.extend(more);
        Kami::new(args).dir(folder.path()).run()
    };
    assert_eq!(run(&[]).code, 0);
    std::fs::write(folder.path().join("out.csv"), "old").unwrap();
    let failed = run(&["--passthrough"]);
    assert_eq!(failed.code, 2);
    assert!(failed.err.contains("b.csv") && failed.err.contains("differ"), "{}", failed.err);
    assert_eq!(std::fs::read_to_string(folder.path().join("out.csv")).unwrap(), "old");
}

#[test]
fn one_worker_is_as_many() {
    let mut input = "备注,卡密,card_no,platform\n".to_owned();
    for number in 0..10_000 {
        input += &format!("\"n,{number}\",x,62220202{number:08},jd\n");
    }
    let run = |threads: &str| {
        let args = ["check-unbind", "-", "-f", "csv", "--passthrough", "--now", NOW, "--threads", threads];
        Kami::new(args).stdin(&input).run().out
    };
    let one = run("1");
    assert_eq!(one.lines().count(), 10_001);
    assert_eq!(one, run("4"));
}

#[test]
fn a_card_number_in_the_place_of_a_header_is_masked() {
    for format in ["csv", "jsonl"] {
        let out = run("A1,6222020200112233,jd\nA2,6222020200114455,jd\n", "csv", format).out;
        assert!(out.contains("************2233") && !out.contains("62220202001"), "{out}");
    }
}
