//! How much people are shown, and where: narrow and wide terminals, `--brief`, `--wide`, `--record`.

use crate::support::{Kami, NOW, Run};
use kami::internals::output::text::width;

const CARDS: &str = "id,platform,state,violations,real_name_verified\n\
    card-1,jd,bound,no,yes\ncard-2,jd,bound,no,yes\ncard-3,jd,boun,no,yes\ncard-4,jd,used,no,yes\n";
const QUOTES: &str = "id,face_value,form,state\nq-1,500,electronic,new\nq-2,abc,electronic,new\n";
const ORDERS: &str = "id,channel,order_stage,submitted_at,face_value\n\
    o-1,kaquanmao,submitted,2026-11-22 09:58,500\no-2,suhuishou,verifying,2026-11-22 09:30,500\n";

fn run(command: &str, input: &str, columns: usize, args: &[&str]) -> Run {
    let args = [&[command, "-", "--now", NOW, "--threads", "1"], args].concat();
    Kami::new(args).env("COLUMNS", &columns.to_string()).stdin(input).run()
}

#[test]
fn a_row_has_its_answer_however_narrow_the_terminal_is() {
    for columns in [50, 60, 69, 70, 80, 120, 200] {
        for lang in ["en", "zh"] {
            let rows = |command, input| run(command, input, columns, &["--lang", lang]).out;
            for (out, answers) in [
                (rows("check-unbind", CARDS), &["card-1", "-:2", "2026-11-30", "2026-12-11"][..]),
                (rows("recycle-quote", QUOTES), &["q-1", "-:2", "460.00–475.00"]),
                (rows("cancel-window", ORDERS), &["o-1", "-:2", "06:00", "10:06:00", "50.00"]),
            ] {
                for answer in answers {
                    assert!(out.contains(answer), "{columns} {lang} {answer}: {out}");
                }
                assert!(out.lines().all(|line| width(line) <= columns), "{columns} {lang}: {out}");
            }
        }
    }
}

#[test]
fn below_70_columns_a_reason_stands_in_a_line_of_its_own() {
    let narrow = run("cancel-window", ORDERS, 60, &["--lang", "en"]).out;
    let at = narrow.lines().position(|line| line.contains("o-2")).unwrap();
    let below = narrow.lines().nth(at + 1).unwrap();
    assert!(below.starts_with("  Suhuishou window") && below.contains("ended"), "{narrow}");
}

#[test]
fn the_reason_of_an_invalid_record_is_whole() {
    let whole = "state: boun: expected one of new, bound, partially-used, expired, used; did you mean bound?";
    for columns in [40, 60, 80, 120, 200] {
        let out = run("check-unbind", CARDS, columns, &["--lang", "en"]).out;
        let lines: Vec<&str> = out.lines().map(str::trim).collect();
        assert!(lines.join(" ").contains(whole), "{columns}: {out}");
    }
}

#[test]
fn a_source_keeps_its_end() {
    let folder = tempfile::tempdir().unwrap();
    let name = "what-the-branch-in-the-north-sent-in-november-2026.csv";
    std::fs::write(folder.path().join(name), QUOTES.replace("id,", "issuer,")).unwrap();
    for columns in ["60", "80"] {
        let args = ["recycle-quote", name, "--now", NOW];
        let out = Kami::new(args).dir(folder.path()).env("COLUMNS", columns).run().out;
        assert!(out.lines().any(|line| line.contains("csv:2")), "{columns}: {out}");
        assert!(out.lines().any(|line| line.contains("csv:3")), "{columns}: {out}");
    }
}

#[test]
fn what_is_wider_further_down_is_not_cut() {
    let mut input = String::from("id,platform,state,order_linked\n");
    for number in 0..300 {
        input.push_str(&format!("c-{number},jd,used,\n"));
    }
    input.push_str("c-300,jd,bound,\n");
    let out = run("check-unbind", &input, 80, &["--lang", "en"]).out;
    let row = out.lines().find(|line| line.contains("c-300")).unwrap();
    assert!(row.contains("2026-11-30–2026-12-11"), "{row}");
    // Headings come anew where columns do.
    assert_eq!(out.lines().filter(|line| line.starts_with("source")).count(), 2, "{out}");
}

#[test]
fn brief_is_the_verdict_and_what_to_do() {
    let args = ["check-unbind", "platform=jd", "state=bound", "--now", NOW, "--brief", "--lang", "en"];
    let out = Kami::new(args).env("COLUMNS", "80").run().out;
    assert!(out.lines().next().unwrap().contains("Can be unbound"), "{out}");
    assert!(out.contains("What to do"));
    for other in ["By which rules", "What could still change this", "Papers to have ready", "--steps"] {
        assert!(!out.contains(other), "{out}");
    }
    let rows = run("check-unbind", CARDS, 80, &["--brief", "--lang", "en"]).out;
    assert!(rows.contains("card-4") && !rows.contains("4 records") && !rows.contains("--wide"), "{rows}");
    let markdown = run("check-unbind", CARDS, 80, &["--brief", "--lang", "en", "-f", "markdown"]).out;
    assert!(markdown.contains("card-4") && !markdown.contains("4 records"), "{markdown}");
    let both = run("check-unbind", CARDS, 80, &["--brief", "--wide"]);
    assert_eq!(both.code, 2, "{}", both.err);
}

#[test]
fn one_record_of_many_is_shown_as_a_card() {
    let card = run("check-unbind", CARDS, 80, &["--record", "4", "--lang", "en"]);
    assert_eq!(card.out.lines().next(), Some("✗ Cannot be unbound: Card is spent"));
    // All are read: the third is invalid.
    assert_eq!(card.code, 3, "{}", card.err);
    let gated = run(
        "check-unbind",
        &CARDS.replace("boun,", "bound,"),
        80,
        &["--record", "1", "--fail-on", "blocked"],
    );
    assert_eq!(gated.code, 1);
    for lang in ["en", "zh"] {
        let beyond = run("check-unbind", CARDS, 80, &["--record", "5", "--lang", lang]);
        assert_eq!((beyond.code, beyond.out.as_str()), (2, ""));
        assert!(beyond.err.contains('4'), "{}", beyond.err);
    }
    let markdown = run("check-unbind", CARDS, 80, &["--record", "4", "--lang", "en", "-f", "markdown"]).out;
    assert!(markdown.starts_with("**✗ Cannot be unbound") && markdown.contains("\n## By which rules\n"));
    let compared = run("compare-platforms", QUOTES, 80, &["--record", "1", "--lang", "en"]).out;
    assert!(compared.starts_with("-:2 · q-1") && !compared.contains("q-2"), "{compared}");
    for wrong in [&["--record", "0"][..], &["--record", "1", "-f", "csv"], &["--brief", "-f", "json"]] {
        assert_eq!(run("check-unbind", CARDS, 80, wrong).code, 2, "{wrong:?}");
    }
}

#[test]
fn wide_shows_every_column() {
    let wide = run("check-unbind", CARDS, 60, &["--wide", "--lang", "en"]).out;
    assert!(wide.lines().next().unwrap().contains("review stages"), "{wide}");
    let args = ["check-unbind", "platform=jd", "state=bound", "--now", NOW, "--wide", "--lang", "en"];
    let card = Kami::new(args).env("COLUMNS", "80").run().out;
    assert!(card.contains("All columns") && card.contains("confidence:"), "{card}");
}
