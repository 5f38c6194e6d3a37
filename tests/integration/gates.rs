//! `--fail-on` and exit codes.

use crate::support::{Kami, NOW};

const FORMATS: [&str; 7] = ["table", "json", "jsonl", "csv", "markdown", "github", "junit"];

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
