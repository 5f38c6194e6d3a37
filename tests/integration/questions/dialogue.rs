//! `kami ask` on a terminal: questions, answers, and the card at the end.

use crate::support::{Kami, NOW};

/// What the terminal shows of a dialogue in which these lines are typed.
fn dialogue(args: &str, lines: &[&str]) -> String {
    let typed: String = lines.iter().flat_map(|line| [line, "\n"]).collect();
    let line = format!("kami ask {args} --now {NOW} --color never");
    let run = Kami::terminal(&line, (90, 50)).stdin(typed).run();
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    run.out.replace('\r', "")
}

#[test]
fn an_order_is_asked_for_until_nothing_can_change() {
    let lines = ["other", "back", "suhuishou", "submitted", "whenever", "9:50"];
    let shown = dialogue("cancel-window --lang en", &lines);
    assert_eq!(shown.matches("Which channel was the order placed with?").count(), 2, "{shown}");
    assert!(shown.contains("So far: cannot be told. At worst: can no longer be cancelled"), "{shown}");
    assert!(shown.contains("whenever: expected a time"), "{shown}");
    // Classes meet without a gap and without sharing a second.
    let classes = "  - 2026-11-22 09:44:59 or earlier\n  - 2026-11-22 09:45:00 to 2026-11-22 09:47:00\n  - 2026-11-22 09:47:01 to 2026-11-22 09:57:00\n  - 2026-11-22 09:57:01 or later\n> ";
    assert_eq!(shown.matches(classes).count(), 2, "{shown}");
    assert!(shown.contains("\n! Act at once: perhaps it can still be cancelled, 05:00 left"), "{shown}");
}

#[test]
fn what_nobody_knows_is_asked_once_and_ctrl_d_ends() {
    for (lang, not_known, question, card) in [
        ("en", "don't know", "How far is the order?", "Third party piloting paid cancellation · [unknown]"),
        ("zh", "不知道", "订单进行到哪一步了？", "[unknown]"),
    ] {
        let shown = dialogue(&format!("cancel-window --lang {lang}"), &["paid-pilot", not_known]);
        assert_eq!(shown.matches(question).count(), 1, "{shown}");
        assert!(shown.contains(card), "{shown}");
    }
    let shown = dialogue("recycle-quote --lang en", &[]);
    assert!(shown.contains("What state is the card in?") && !shown.contains("What to do"), "{shown}");
}

#[test]
fn an_answer_that_contradicts_another_is_asked_for_again() {
    let lines = ["?", "600", "500", "2027-01-01"];
    let shown = dialogue("recycle-quote face_value=500 --lang en", &lines);
    assert_eq!(shown.matches("How much is left on the card, in yuan?").count(), 2, "{shown}");
    let told: Vec<&str> = shown.lines().filter(|line| line.contains("answer again, or go back")).collect();
    assert_eq!(told.len(), 1, "{shown}");
    assert!(told[0].contains("balance=600.00") && told[0].contains("face_value=500.00"), "{shown}");
    assert!(shown.contains("[quoted]"), "{shown}");
}

#[test]
fn nothing_is_asked_of_which_every_answer_that_matters_contradicts_another() {
    // A card that is not activated was never bound, and nothing of it was spent.
    let shown = dialogue("recycle-quote face_value=500 --lang en", &["new", "2027-01-01"]);
    let asked: Vec<&str> = shown.lines().filter(|line| line.ends_with('?')).collect();
    assert_eq!(asked, ["What state is the card in?", "On which day does the card expire?"], "{shown}");
    assert!(shown.contains("[quoted]"), "{shown}");
}
