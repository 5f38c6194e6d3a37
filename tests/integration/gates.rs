//! `--fail-on` and exit codes.

use crate::support::{Kami, NOW};

const FORMATS: [&str; 8] = ["table", "json", "jsonl", "csv", "tsv", "markdown", "github", "junit"];

#[test]
fn gates_work_with_every_format() {
    let gates = [
        ("cards.csv", "blocked", 1),
        ("broken.csv", "eligible", 3),
        ("cards.csv", "invalid", 0),
        ("cards.json", "blocked,conditional", 1),
    ];
    for (number, format) in FORMATS.into_iter().enumerate() {
        // How gates and inputs are read has nothing to do with the format.
        for (file, gate, code) in &gates[..if number == 0 { 4 } else { 2 }] {
            let path = format!("fixtures/{file}");
            let run = Kami::new(["check-unbind", &path, "-f", format, "--fail-on", gate, "--now", NOW]).run();
            assert_eq!(run.code, *code, "{format} {file} {gate}: {}", run.err);
        }
        let run = Kami::new(["check-unbind", "-", "-f", format, "--fail-on", "blocked"]).run();
        assert_eq!(run.code, 2, "{format} passed without a record");
    }
}

#[test]
fn a_gate_that_saw_nothing_does_not_pass() {
    let run = Kami::new(["check-unbind", "-", "--fail-on", "blocked"]).stdin("").run();
    assert_eq!(run.code, 2, "{}", run.err);
    let run = Kami::new(["check-unbind", "-", "-f", "csv"]).stdin("platform\n").run();
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("no record"), "{}", run.err);
}

#[test]
fn gates_and_invalid_records_have_codes_of_their_own() {
    let code = |csv: &str| {
        Kami::new(["check-unbind", "-", "-f", "csv", "--fail-on", "blocked"]).stdin(csv).run().code
    };
    assert_eq!(code("platform,state\njd,new\n"), 0);
    assert_eq!(code("platform,state\njd,used\n"), 1);
    assert_eq!(code("platform,state\njd,used\nnowhere,new\n"), 3);
    let run = Kami::new(["check-unbind", "platform=jd", "--fail-on", "closed"]).run();
    assert_eq!(run.code, 2);
}

#[test]
fn a_gate_that_trips_says_how_many_and_of_what() {
    for (lang, want) in [("en", "1 blocked, 2 unknown of 12 records"), ("zh", "不能解绑（blocked）1 条")]
    {
        let args = ["check-unbind", "fixtures/cards.csv", "-f", "csv", "--now", NOW, "--lang", lang];
        let run = Kami::new(args.iter().chain(&["--fail-on", "blocked,unknown"])).run();
        assert_eq!(run.code, 1);
        assert!(run.err.contains(want), "{}", run.err);
        let run = Kami::new(args.iter().chain(&["--fail-on", "invalid"])).run();
        assert_eq!((run.code, run.err.as_str()), (0, ""));
    }
}

#[test]
fn gates_wait_for_disputes_warnings_flags_and_the_worst_case() {
    let bound =
        "platform=jd,state=bound,bound_at=2026-11-01T00:00:00+08:00,form=electronic,real_name_verified=yes";
    for (command, record, gate, code) in [
        ("check-unbind", bound, "disputed", 1),
        ("check-unbind", "platform=pdd,state=bound", "disputed", 0),
        ("check-unbind", bound, "at-worst:blocked", 1),
        ("check-unbind", "platform=jd,state=used", "at-worst:conditional", 1),
        ("check-unbind", "platform=jd,state=new,balance=0,face_value=5", "warning:state-contradicted", 1),
        ("check-unbind", bound, "warning:state-contradicted", 0),
        ("recycle-quote", "face_value=500,offered_rate=0.99", "flag:price-fraud", 1),
        ("recycle-quote", "face_value=500,offered_rate=0.92", "flag:price-fraud", 0),
        ("recycle-quote", "face_value=500", "at-worst:rejected", 1),
    ] {
        for format in ["csv", "table", "junit"] {
            let args = record.split(',').chain(["-f", format, "--fail-on", gate, "--now", NOW]);
            let run = Kami::new(std::iter::once(command).chain(args)).run();
            assert_eq!(run.code, code, "{command} {record} {gate} {format}: {}{}", run.out, run.err);
        }
    }
    // Warnings that follow from a record's own values, many of a kind.
    let mut input = String::from("platform,stage,stage_since,state\n");
    for day in 1..=20 {
        input.push_str(&format!("jd,first-review,2026-11-{day:02}T10:00:00+08:00,bound\n"));
    }
    let run = |more: &[&str]| {
        let args = ["check-unbind", "-", "-f", "jsonl", "--now", NOW, "--lang", "en"];
        Kami::new(args.iter().chain(more)).stdin(&input).run()
    };
    let overdue = run(&[]).results().iter().filter(|r| r["warnings"].to_string().contains("overdue")).count();
    let gated = run(&["--fail-on", "warning:overdue"]);
    assert!(overdue > 0 && overdue < 20 && gated.code == 1);
    assert!(gated.err.contains(&format!("{overdue} warning:overdue of 20 records")), "{}", gated.err);
}

#[test]
fn what_no_gate_can_wait_for_is_refused() {
    for (command, gate, named) in [
        ("check-unbind", "warning:nonsense", "overdue"),
        ("check-unbind", "warning:duplicate", "--flag-duplicates"),
        ("check-unbind", "at-worst:closed", "blocked"),
        ("check-unbind", "flag:price-fraud", "recycle-quote"),
        ("recycle-quote", "flag:nonsense", "price-fraud"),
        ("recycle-quote", "disputes", "disputed"),
        ("recycle-quote", "blocked", "rejected"),
    ] {
        let run = Kami::new([command, "no-such-file", "--fail-on", gate, "--lang", "en"]).run();
        assert_eq!(run.code, 2, "{gate}");
        assert!(run.err.contains(named) && !run.err.contains("no such file"), "{gate}: {}", run.err);
    }
    let args = ["check-unbind", "-", "-f", "csv", "--flag-duplicates", "--fail-on", "warning:duplicate"];
    let run = Kami::new(args).stdin("id,platform\na,pdd\na,pdd\n").run();
    assert_eq!(run.code, 1, "{}", run.err);
}

/// Runs a pipe whose reader takes one line, and gives the program's own exit code.
fn into_head(input: &std::path::Path, more: &str) -> (String, String) {
    let line = format!(
        "{{ kami check-unbind {} -f csv --now {NOW} {more}; echo \"code $?\" >&2; }} | head -n 1",
        input.display()
    );
    let run = Kami::shell(&line).run();
    let code = run.err.lines().find_map(|line| line.strip_prefix("code ")).unwrap().to_owned();
    (code, run.err)
}

#[test]
fn a_reader_that_leaves_takes_no_gate_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("in.csv");
    let many = "a,jd,new\n".repeat(60_000);
    std::fs::write(&input, format!("id,platform,state\n{many}z,jd,used\n")).unwrap();
    assert_eq!(into_head(&input, "").0, "0");
    let (code, err) = into_head(&input, "--fail-on blocked --lang en");
    assert_eq!(code, "1", "{err}");
    assert!(err.contains("1 blocked of 60001 records"), "{err}");
    // Without a gate it ends by what was seen.
    std::fs::write(&input, format!("id,platform,state\nx,nowhere,new\n{many}")).unwrap();
    let (code, err) = into_head(&input, "");
    assert_eq!((code.as_str(), err.as_str()), ("3", "code 3\n"));
}

#[test]
fn of_an_option_given_twice_the_last_counts() {
    let base = ["check-unbind", "fixtures/cards.csv", "-f", "csv", "--now", NOW, "--lang", "en"];
    let run = |args: &[&str]| Kami::new([&base[..], args].concat()).run();
    assert_eq!(run(&["--fail-on", "blocked", "--fail-on", "invalid"]).code, 0);
    assert_eq!(run(&["--fail-on", "invalid", "--fail-on", "unknown,blocked"]).code, 1);
    let only = run(&["--only", "blocked", "--only", "unknown,eligible"]);
    assert_eq!(only.out, run(&["--only", "unknown,eligible"]).out);
    assert_eq!(only.rows().len(), 1 + 6);
    assert_eq!(run(&["-f", "xlsx", "-f", "tsv"]).out, run(&["-f", "tsv"]).out);
    let compared = |args: &[&str]| Kami::new([&["compare-platforms", "-f", "csv"], args].concat()).run().out;
    let last = compared(&["--topic", "unbind", "--topic", "cancel"]);
    assert!(!last.is_empty());
    assert_eq!(last, compared(&["--topic", "cancel"]));
}
