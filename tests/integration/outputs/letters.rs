//! `--letter`: a text for the ticket of each record that has to go through customer service.

use crate::support::{Kami, NOW, Run};

const CARDS: &str = "id,card_no,platform,state,face_value,order_linked,documents\n\
    a-1,6222020200112233,jd,bound,500,yes,id-photos\n\
    a-2,6222020200114455,jd,bound,500,yes,id-photos\n\
    a-3,6222020200116677,jd,used,500,no,\n\
    a-4,6222020200118899,taobao,bound,500,no,\n";

fn run(args: &[&str]) -> Run {
    let args = [&["check-unbind", "-", "--now", NOW, "--letter"], args].concat();
    Kami::new(args).env("COLUMNS", "80").stdin(CARDS).run()
}

#[test]
fn a_letter_says_what_is_known_of_its_record() {
    for threads in ["1", "4"] {
        let results = run(&["-f", "jsonl", "--lang", "en", "--threads", threads]).results();
        let letter = results[0]["letter"].as_str().unwrap();
        for known in ["JD gift card", "************2233", "a-1", "500.00 yuan", "Papers to follow: "] {
            assert!(letter.contains(known), "{known}: {letter}");
        }
        // What is not known leaves no line behind.
        assert!(!letter.contains("Left on it") && !letter.contains('{'), "{letter}");
        // Records that are alike for rules have letters of their own.
        assert!(results[1]["letter"].as_str().unwrap().contains("************4455"));
        assert!(results[2]["letter"].is_null(), "a spent card has no way at all");
        assert!(results[3]["letter"].is_null(), "there one can do it oneself");
    }
    let zh = run(&["-f", "jsonl", "--lang", "zh"]).results();
    assert!(zh[0]["letter"].as_str().unwrap().contains("卡号：************2233"));
}

#[test]
fn csv_has_it_behind_the_steps_and_before_the_explanation() {
    let rows = run(&["-f", "csv", "--lang", "en", "--steps", "--explain"]).rows();
    let last: Vec<&str> = rows[0].iter().rev().take(3).map(String::as_str).collect();
    assert_eq!(last, ["explanation", "letter", "steps"]);
    let at = rows[0].len() - 2;
    assert!(rows[1][at].lines().count() > 5 && rows[1][at].contains("2233"), "{:?}", rows[1][at]);
    assert_eq!(rows[3][at], "");
}

#[test]
fn people_find_it_on_the_card_and_below_the_row() {
    let args = ["check-unbind", "platform=jd", "state=bound", "card_no=6222020200112233", "--letter"];
    for (lang, heading, line) in [
        ("en", "For the ticket", "Card number: ************2233"),
        ("zh", "可贴进工单的文字", "卡号：************2233"),
    ] {
        let card = Kami::new(args).env("LANG", lang).run().out;
        let brief = Kami::new([&args[..], &["--brief"]].concat()).env("LANG", lang).run().out;
        for out in [card, brief] {
            assert!(out.contains(&format!("\n{heading}\n")) && out.contains(line), "{out}");
        }
    }
    assert!(run(&["--lang", "en"]).out.contains("  Card number: ************4455"));
    let markdown = run(&["--lang", "en", "-f", "markdown"]).out;
    assert_eq!(markdown.lines().filter(|line| line.starts_with("| ")).count(), 5, "{markdown}");
    assert!(markdown.contains("<br>Card number: "), "{markdown}");
}

#[test]
fn letters_are_data_of_the_policy() {
    let folder = tempfile::tempdir().unwrap();
    let layer = |letter: &str| {
        let text = format!(
            "format = 1\n[[word]]\nfield = \"route\"\nid = \"service-ticket\"\n\
             title = {{ en = \"Ticket\", zh = \"工单\" }}\nletter = {{ en = \"{letter}\", zh = \"{letter}\" }}\n"
        );
        std::fs::write(folder.path().join("own.toml"), text).unwrap();
        let args = ["check-unbind", "platform=jd", "state=bound", "id=x", "--letter", "-f", "jsonl"];
        Kami::new(args).dir(folder.path()).env("KAMI_POLICY", "own.toml").run()
    };
    assert_eq!(layer("Card {id}: {state}").results()[0]["letter"], "Card x: bound, unused");
    let wrong = layer("Card {card_nr}");
    assert_eq!(wrong.code, 2);
    assert!(wrong.err.contains("own.toml:6") && wrong.err.contains("card_no"), "{}", wrong.err);
}

#[test]
fn it_has_no_place_elsewhere() {
    for format in ["github", "junit"] {
        assert_eq!(run(&["-f", format]).code, 2, "{format}");
    }
    assert_eq!(Kami::new(["recycle-quote", "face_value=5", "--letter"]).run().code, 2);
}
