//! Loading a policy: what is refused before anything is decided, in time and memory that do not
//! run away.

use std::fmt::Write;
use std::io::Write as _;

use crate::support::{Kami, Run};

fn checked(text: &str) -> Run {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mine.toml");
    std::fs::write(&path, text).unwrap();
    Kami::new(["policy", "check", "mine.toml"]).dir(folder.path()).run()
}

#[test]
fn escape_sequences_and_turned_text_are_refused() {
    for code in ["\\u001b[31m", "\\u009b2J", "\\u202e", "\\u2066", "\\u0007", "\\u200f", "a\\rb"] {
        let text = format!("[[source]]\nid = \"phone\"\ntitle = \"x{code}y\"\n");
        let run = checked(&text);
        assert_eq!(run.code, 1, "{code}: {}", run.out);
        assert!(run.out.contains("mine.toml:3:9: "), "{code}: {}", run.out);
        assert!(!run.out.contains('\u{1b}') && !run.out.contains('\u{202e}'));
    }
    // A key can do harm as well; line ends and tabs of a longer text cannot.
    assert_eq!(checked("\"a\\u001b[0m\" = 1\n").code, 1);
    let text = "[[source]]\nid = \"phone\"\ntitle = \"\"\"a\tb\r\nc\"\"\"\nas_of = 2026-01-01\n";
    let run = checked(text);
    assert_eq!(run.code, 0, "{}", run.out);
}

#[test]
fn a_file_without_end_is_refused() {
    let run = Kami::new(["check-unbind", "platform=jd", "--policy", "/dev/zero"]).run();
    assert_eq!(run.code, 2);
    assert!(run.err.contains("16 MiB"), "{}", run.err);
}

#[cfg(unix)]
#[test]
fn a_name_from_the_environment_that_is_no_text_is_refused() {
    use std::os::unix::ffi::OsStrExt;
    let mut command = Kami::new(["check-unbind", "platform=jd"]).command();
    command.env("KAMI_POLICY", std::ffi::OsStr::from_bytes(b"/tmp/\xff.toml"));
    let run = Run::from(command.output().unwrap());
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(run.err.contains("KAMI_POLICY"), "{}", run.err);
}

#[test]
fn what_is_wrong_in_a_file_of_the_environment_says_so() {
    let mut file = tempfile::NamedTempFile::with_suffix(".toml").unwrap();
    file.write_all(b"off = [\"jd.rout\"]\n").unwrap();
    let path = file.path().to_str().unwrap();
    for path in [path, "/nowhere/mine.toml"] {
        let run = Kami::new(["check-unbind", "platform=jd"]).env("KAMI_POLICY", path).run();
        assert_eq!(run.code, 2);
        assert!(run.err.contains("KAMI_POLICY"), "{}", run.err);
    }
    let run = Kami::new(["check-unbind", "platform=jd", "--policy", path]).run();
    assert!(!run.err.contains("KAMI_POLICY"), "{}", run.err);
}

/// Texts that took minutes where time grows with the square of their length.
#[test]
fn long_files_are_read_in_proportion() {
    let mut sources = String::new();
    for number in 0..4_000 {
        writeln!(sources, "[[source]]\nid = \"s{number}\"\ntitle = \"来源 {number}\"\nas_of = 2026-01-01")
            .unwrap();
    }
    let run = checked(&sources);
    assert_eq!(run.code, 0, "{}", run.out);
    let mut rules = String::from("[[source]]\nid = \"s\"\ntitle = \"s\"\nas_of = 2026-01-01\n");
    for number in 0..3_000 {
        writeln!(
            rules,
            "[[rule]]\nid = \"r{number}\"\ncommand = \"check-unbind\"\nkind = \"note\"\nwhen = {{}}\ngrade = \"stated\"\n\
             source = \"s\"\ntitle = {{ en = \"x\", zh = \"x\" }}\nmessage = {{ en = \"x\", zh = \"x\" }}"
        )
        .unwrap();
    }
    let run = checked(&rules);
    assert_eq!(run.code, 0, "{:.500}", run.out);
    let off = vec!["\"jd.rout\""; 20_000].join(",");
    let run = checked(&format!("off = [{off}]\n"));
    assert_eq!(run.code, 1);
    assert!(run.out.contains("did you mean `jd.route`?"), "{:.300}", run.out);
}
