//! Records in a member of JSON objects, objects that are no records, and commas too many.

use crate::support::{Kami, Run};

const WRAPPED: &str = "{\"code\":0,\"data\":{\"list\":[{\"id\":\"1\",\"face_value\":500},\n\
                       {\"id\":\"2\",\"face_value\":20}],\"n\":2}}\n\
                       {\"data\":{\"list\":[]}}\n{\"data\":{\"list\":[{\"id\":\"3\",\"face_value\":500}]}}\n";

fn run(lang: &str, args: &[&str], input: &str) -> Run {
    let usual = ["recycle-quote", "-", "-f", "jsonl", "--now", "2026-11-22 10:00", "--lang", lang];
    Kami::new(usual.iter().chain(args)).stdin(input).run()
}

#[test]
fn the_records_of_a_member_are_read_and_counted_on() {
    for from in ["auto", "json", "jsonl"] {
        let run = run("en", &["--at", "data.list", "--from", from], WRAPPED);
        assert_eq!((run.code, run.err.as_str()), (0, ""));
        let lines: Vec<&str> = run.out.lines().collect();
        assert_eq!(lines.len(), 3);
        for (number, line) in (1..).zip(lines) {
            let start = format!("{{\"record\":{number},\"source\":\"-[{number}]\",\"id\":\"{number}\",");
            assert!(line.starts_with(&start), "{line}");
        }
    }
    // Far more than is read at a time, with something large before it.
    let many: Vec<String> = (0..5000).map(|n| format!("{{\"id\":\"{n}\",\"face_value\":500}}")).collect();
    let large = format!("{{\"x\":\"{}\",\"data\":[{}]}}", "[{".repeat(200_000), many.join(","));
    let run = run("en", &["--at", "data"], &large);
    assert_eq!((run.code, run.out.lines().count()), (0, 5000), "{}", run.err);
    assert!(run.out.lines().last().unwrap().contains("\"source\":\"-[5000]\""));
}

#[test]
fn a_member_that_is_not_there_is_an_error() {
    for (lang, at, told) in [
        ("en", "data.lst", "has no member `data.lst` (--at); did you mean `data.list`?"),
        ("zh", "data.lst", "没有成员“data.lst”（--at）；是否想写“data.list”？"),
        ("en", "data", "is no list of objects"),
        ("zh", "data", "不是一组对象"),
    ] {
        let run = run(lang, &["--at", at], WRAPPED);
        assert!(run.code == 2 && run.err.contains(told), "{}", run.err);
    }
    for (lang, told) in [("en", "--at is for JSON"), ("zh", "--at 只用于 JSON")] {
        let run = run(lang, &["--at", "data"], "id,face_value\n1,500\n");
        assert!(run.code == 2 && run.err.contains(told), "{}", run.err);
    }
}

#[test]
fn a_wrapper_is_told_of_and_passes_no_gate() {
    let input = r#"{"data":[{"id":"1","face_value":20,"state":"new"}]}"#;
    for (lang, told) in
        [("en", "a list of objects in `data`: read those with --at data"), ("zh", "--at data")]
    {
        let warned = run(lang, &[], input);
        assert!(warned.code == 0 && warned.err.contains(told), "{}", warned.err);
        assert_eq!(warned.err.lines().count(), 1, "{}", warned.err);
        let gated = run(lang, &["--fail-on", "rejected"], input);
        assert!(gated.code == 2 && gated.err.contains("--fail-on"), "{}", gated.err);
    }
    let gated = run("en", &["--at", "data", "--fail-on", "rejected"], input);
    assert_eq!(gated.code, 1, "{}", gated.err);
    for (lang, told) in [("en", "has no value that recycle-quote knows"), ("zh", "没有一条含有")] {
        let unknown = run(lang, &[], r#"{"foo":1}"#);
        assert!(unknown.code == 0 && unknown.err.contains(told), "{}", unknown.err);
    }
}

#[test]
fn a_comma_behind_an_object_is_named() {
    let input = "{\"id\":\"1\",\"face_value\":500},\n{\"id\":\"2\",\"face_value\":500}\n";
    for (lang, told) in [("en", "a comma behind the object; take it out"), ("zh", "对象后面多了一个逗号")]
    {
        let run = run(lang, &["--from", "jsonl"], input);
        assert!(run.code == 3 && run.out.contains(told), "{}", run.out);
    }
}

#[test]
fn the_name_of_standard_input_is_no_formula() {
    let all = ["recycle-quote", "-", "-f", "csv", "--now", "2026-11-22 10:00"];
    let run = Kami::new(all).stdin(r#"[{"id":"1","face_value":500}]"#).run();
    assert!(run.out.lines().nth(1).unwrap().starts_with("1,-[1],1,"), "{}", run.out);
}
