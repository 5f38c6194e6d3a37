//! Arguments that are no files: shown no further than they may be.

use crate::support::Kami;

#[test]
fn what_may_be_a_secret_is_not_shown() {
    for (arg, shown, hidden) in [
        ("pin:S3CR3T", "`pin` looks like a secret", "S3CR3T"),
        ("卡密：S3CR3T", "`卡密` looks like a secret", "S3CR3T"),
        ("pin＝S3CR3T", "`pin` looks like a secret", "S3CR3T"),
        ("foo:S3CR3T", "`foo` …: there is no such file", "S3CR3T"),
        ("foo:S3CR3T=1", "no field is called `foo`", "S3CR3T"),
        ("x=S3CR3T", "no field is called `x`", "S3CR3T"),
        ("face_value:500", "did you mean `face_value=…`?", "500"),
        ("C:\\cards.csv", "C:\\cards.csv: there is no such file", "\u{0}"),
        ("a:b.csv", "a:b.csv: there is no such file", "\u{0}"),
    ] {
        let run = Kami::new(["recycle-quote", arg, "--lang", "en"]).run();
        assert!(run.code == 2 && run.err.contains(shown), "{arg}: {}", run.err);
        assert!(!run.err.contains(hidden), "{arg}: {}", run.err);
    }
}

#[test]
fn a_field_is_given_once() {
    for (lang, told) in [("en", "`face_value` is given twice"), ("zh", "“面额”重复给出")] {
        let run = Kami::new(["recycle-quote", "face_value=500", "面额=600", "--lang", lang]).run();
        assert!(run.code == 2 && run.err.contains(told), "{}", run.err);
    }
}
