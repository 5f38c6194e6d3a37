//! What would do nothing is refused, before anything is read.

use crate::support::Kami;

/// Options that do not have a place in every format, and the formats that have one for them.
const PLACES: [(&str, &[&str]); 7] = [
    ("--passthrough", &["csv", "tsv", "json", "jsonl"]),
    ("--bom", &["csv", "tsv"]),
    ("--labels", &["csv", "tsv"]),
    ("--wide", &["table", "markdown"]),
    ("--steps", &["table", "json", "jsonl", "csv", "tsv", "markdown"]),
    ("--explain", &["table", "json", "jsonl", "csv", "tsv", "markdown"]),
    ("--summary", &["table", "json", "csv", "tsv", "markdown"]),
];

const FORMATS: [&str; 8] = ["table", "json", "jsonl", "csv", "tsv", "markdown", "github", "junit"];

#[test]
fn an_option_without_a_place_is_refused() {
    for (option, formats) in PLACES {
        for format in FORMATS {
            let refused = Kami::new(["check-unbind", "no-such-file", "-f", format, option]).run();
            let fine = Kami::new(["check-unbind", "platform=pdd", "-f", format, option]).run();
            assert_eq!((refused.code, refused.out.as_str()), (2, ""), "{option} {format}");
            if formats.contains(&format) {
                assert!(refused.err.contains("no-such-file"), "{option} {format}: {}", refused.err);
                assert_eq!(fine.code, 0, "{option} {format}: {}", fine.err);
            } else {
                assert!(refused.err.contains(option), "{option} {format}: {}", refused.err);
                assert!(fine.code == 2 && fine.out.is_empty(), "{option} {format}");
            }
        }
    }
}

#[test]
fn comparisons_have_no_place_for_what_is_said_of_verdicts() {
    for args in [
        &["-f", "github"][..],
        &["-f", "junit", "face_value=500"],
        &["--flag-duplicates", "face_value=500"],
        &["--topic", "unbind", "--steps"],
        &["--topic", "unbind", "-f", "csv", "--passthrough"],
        &["--fail-on", "blocked"],
        &["--summary"],
        &["--only", "blocked"],
        &["face_value=500", "-f", "csv", "--summary"],
    ] {
        let run = Kami::new(["compare-platforms"].iter().chain(args)).run();
        assert!(run.code == 2 && run.out.is_empty() && !run.err.is_empty(), "{args:?}: {}", run.err);
    }
}

#[test]
fn threads_have_a_place_everywhere() {
    for args in [&["check-unbind", "platform=pdd"][..], &["compare-platforms", "--topic", "form"]] {
        assert_eq!(Kami::new(args.iter().chain(&["--threads", "3"])).run().code, 0, "{args:?}");
    }
}

#[test]
fn more_is_said_of_a_failure_when_asked_for() {
    let run =
        |args: &[&str]| Kami::new([&["check-unbind", "no-such-file", "--lang", "en"], args].concat()).run();
    let (short, long) = (run(&[]), run(&["-v"]));
    assert_eq!(short.err, "kami: no-such-file: there is no such file\n");
    assert!(long.err.starts_with(&short.err), "{}", long.err);
    assert!(long.err.contains("\n  while reading no-such-file\n"), "{}", long.err);
}
