//! Every message exists in both languages.

use std::sync::LazyLock;

use regex::Regex;

use crate::support::{Kami, code, has_chinese, in_turn, is_thorough};

/// Words of a text, without what stands in braces for values.
fn has_words(text: &str) -> bool {
    static VALUES: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\{[^}]*\}|`[^`]*`|\\n").unwrap());
    static WORDS: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"[A-Za-z]{2,}[^A-Za-z]+[A-Za-z]{2,}").unwrap());
    WORDS.is_match(&VALUES.replace_all(text, " "))
}

#[test]
fn the_program_s_own_messages_come_in_pairs() {
    let string = r#""((?:[^"\\]|\\.)*)""#;
    let format = format!(r#"(?:&?format!\(\s*)?{string}[^;"]{{0,160}}?"#);
    let pairs = [
        format!(r"Phrase \{{\s*en: {string},\s*zh: {string}"),
        format!(r"\.pick\(\s*{string},\s*{string}"),
        format!(r"(?:Text|Failure)::new\(\s*{format},\s*(?:format!\(\s*)?{string}"),
    ];
    let pairs = pairs.map(|pair| Regex::new(&pair).unwrap());
    let mut seen = 0;
    for (file, code) in code() {
        for pair in &pairs {
            for found in pair.captures_iter(&code) {
                let (en, zh) = (&found[1], &found[2]);
                seen += 1;
                assert!(!has_chinese(&en.replace("折", "").replace("是/否", "")), "{}: {en}", file.display());
                // What consists of codes alone, such as `true/false`, needs no Chinese.
                let are_codes = zh != en && zh.split('/').all(|code| en.contains(code));
                assert!(has_chinese(zh) || !has_words(en) || are_codes, "{}: {en} / {zh}", file.display());
            }
        }
    }
    assert!(seen > 200, "only {seen} messages found");
}

/// Whether a line has a run of English words that is no code, no name and no value.
fn english_run(line: &str) -> Option<String> {
    static RUN: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"[a-z]{2,}(?: [a-z]{2,}){3,}").unwrap());
    RUN.find(line).map(|found| found.as_str().to_owned())
}

#[test]
fn results_speak_one_language() {
    let now = ["--now", "2026-11-22 10:00"];
    // CI has no place for steps and messages.
    let more =
        |format| if ["github", "junit"].contains(&format) { &[][..] } else { &["--steps", "--explain"] };
    for (command, file) in [
        ("check-unbind", "cards.csv"),
        ("check-unbind", "broken.csv"),
        ("check-unbind", "broken.json"),
        ("cancel-window", "orders.csv"),
        ("recycle-quote", "quotes.csv"),
    ] {
        let text = std::fs::read_to_string(format!("fixtures/{file}")).unwrap();
        // The whole file as a table, and every record of a CSV as a card.
        let mut inputs = vec![text.clone()];
        if file.ends_with(".csv") {
            let header = text.lines().next().unwrap();
            let records = text.lines().skip(1).step_by(if is_thorough() { 1 } else { 3 });
            inputs.extend(records.map(|line| format!("{header}\n{line}\n")));
        }
        let formats = ["table", "markdown", "github", "junit"];
        for (place, input) in inputs.into_iter().enumerate() {
            // The whole file in all of them, and of the records each in the next.
            for format in if place == 0 { formats.to_vec() } else { in_turn(formats, place) } {
                let of = |lang| {
                    let mut args = vec![command, "-", "-f", format, "--lang", lang];
                    args.extend(now.iter().chain(more(format)));
                    args.extend((command == "recycle-quote").then_some("--all"));
                    let run = Kami::new(args).env("COLUMNS", "300").stdin(&input).run();
                    assert!([0, 3].contains(&run.code), "{}", run.err);
                    format!("{}{}", run.out, run.err)
                };
                for line in of("zh").lines() {
                    assert_eq!(english_run(line), None, "{format}: {line}");
                }
                for line in of("en").lines().filter(|line| !line.contains('“') && !line.contains('折')) {
                    // The one Chinese word that an English message quotes.
                    let line = line.replace("是/否", "");
                    assert!(!has_chinese(&line), "{format}: {line}");
                }
            }
        }
    }
}
