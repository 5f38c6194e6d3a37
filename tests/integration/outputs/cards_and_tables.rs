//! What people read: cards and tables, from outside.

use crate::support::{Kami, NOW, Run};
use kami::output::text::width;

fn run(args: &[&str], columns: &str) -> Run {
    Kami::new(args).env("COLUMNS", columns).run()
}

#[test]
fn a_card_says_the_verdict_first() {
    for (args, lang, first) in [
        (
            &["check-unbind", "platform=jd", "state=bound"][..],
            "zh",
            "✓ 可以解绑，最快 2026-11-30，最迟 2026-12-11",
        ),
        (&["check-unbind", "platform=jd", "state=used"], "zh", "✗ 不能解绑：卡已用完"),
        (&["check-unbind", "platform=jd"], "zh", "? 无法判断：缺少状态"),
        (&["check-unbind", "platform=jd-finance"], "en", "✓ Can be unbound, at once"),
        (
            &["cancel-window", "channel=kaquanmao", "submitted_at=2026-11-22 09:58:30"],
            "en",
            "✓ Can still be cancelled, 06:30 left, until 10:06:30",
        ),
        (
            &["recycle-quote", "face_value=500", "state=new", "form=electronic"],
            "zh",
            "✓ 可以回收：平台A到手 460.00–475.00 元，1–3 个工作日到账",
        ),
        (
            &["check-unbind", "platform=jd", "face_value=x"],
            "zh",
            "✗ 记录无效：face_value（面额）“x”：应为金额，如 500、500.00 或 1,000",
        ),
    ] {
        let run = run(&[args, &["--now", NOW, "--lang", lang]].concat(), "100");
        assert_eq!(run.out.lines().next(), Some(first), "{args:?} {}", run.err);
    }
}

#[test]
fn nothing_is_wider_than_the_terminal() {
    let inputs = [
        ("check-unbind", "fixtures/cards-zh.csv"),
        ("check-unbind", "fixtures/broken.csv"),
        ("cancel-window", "fixtures/orders.csv"),
        ("recycle-quote", "fixtures/quotes.csv"),
    ];
    for (command, input) in inputs {
        for lang in ["en", "zh"] {
            let mut last = 0;
            for columns in [40, 60, 80, 100, 120, 200] {
                let args = [command, input, "--now", NOW, "--lang", lang, "--steps", "--explain"];
                let run = run(&args, &columns.to_string());
                for line in run.out.lines() {
                    assert!(width(line) <= columns, "{columns}: {line}");
                }
                // More room, more columns.
                let heading = run.out.lines().next().unwrap().split_whitespace().count();
                assert!(heading >= last, "{command} {lang} {columns}");
                last = heading;
            }
            assert!(last > 6, "{command} {lang}");
        }
    }
}

#[test]
fn every_record_has_a_row_beyond_the_sample_too() {
    let mut input = String::from("id,platform,state\n");
    for number in 0..1000 {
        let state = if number % 2 == 0 { "bound" } else { "used" };
        input.push_str(&format!("card-{number},jd,{state}\n"));
    }
    for threads in ["1", "4"] {
        let run = Kami::new(["check-unbind", "-", "--lang", "en", "--threads", threads]).stdin(&input).run();
        let rows: Vec<&str> = run.out.lines().filter(|line| line.starts_with("-:")).collect();
        assert_eq!(rows.len(), 1000);
        assert!(rows[999].contains("card-999") && rows[999].contains("blocked"));
        assert!(run.out.contains("1000 records: ✓ eligible 500  ✗ blocked 500"), "{}", run.out);
    }
}

#[test]
fn colours_only_repeat_what_words_say() {
    let args = ["check-unbind", "fixtures/cards.csv", "--now", NOW];
    let plain = run(&args, "100").out;
    assert!(!plain.contains('\u{1b}'));
    let coloured = run(&[&args[..], &["--color", "always"]].concat(), "100").out;
    assert!(coloured.contains("\u{1b}[31m"));
    let mut stripped = String::new();
    let mut rest = coloured.as_str();
    while let Some((before, after)) = rest.split_once('\u{1b}') {
        stripped.push_str(before);
        rest = after.split_once('m').unwrap().1;
    }
    stripped.push_str(rest);
    assert_eq!(stripped, plain);
}

#[test]
fn control_characters_are_shown_not_obeyed() {
    let nasty = "a\\u001b[31mb\\nc\\u202ed";
    for input in [
        format!("{{\"id\":\"{nasty}\",\"card_no\":\"{nasty}\",\"platform\":\"jd\",\"state\":\"{nasty}\"}}\n"),
        format!("{{\"id\":\"{nasty}\",\"platform\":\"jd\",\"state\":\"bound\"}}\n").repeat(2),
    ] {
        for format in ["table", "markdown", "github", "junit"] {
            let wide = ["table", "markdown"].contains(&format).then_some("--wide");
            let args = ["check-unbind", "-", "-f", format].into_iter().chain(wide);
            let run = Kami::new(args).stdin(&input).run();
            let harmful = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
            assert!(!run.out.contains(harmful) && !run.err.contains(harmful), "{format}: {}", run.out);
            let shown = if format == "markdown" { "\\\\u{1b}\\[31mb\\\\nc" } else { "\\u{1b}[31mb\\nc" };
            // A record without anything to say has no annotation.
            assert!(format == "github" || run.out.contains(shown), "{format}: {}", run.out);
        }
    }
    // Names of columns, files and options are input as well.
    let run = Kami::new(["check-unbind", "-", "-v"]).stdin("platform,a\u{1b}[2Jb\npdd,1\n").run();
    assert!(!run.err.contains('\u{1b}') && run.err.contains("\\u{1b}"), "{}", run.err);
    let run = Kami::new(["check-unbind", "no\u{1b}file"]).run();
    assert!(!run.err.contains('\u{1b}') && run.err.contains("\\u{1b}"), "{}", run.err);
}

#[test]
fn one_record_has_a_bar_for_its_time_and_its_quotes() {
    let order = ["cancel-window", "channel=kaquanmao", "submitted_at=2026-11-22 09:56:00", "--now", NOW];
    let out = run(&order, "80").out;
    let line = out.lines().find(|line| line.contains("04:00")).unwrap();
    let line = out.lines().find(|line| line.contains('█')).unwrap_or(line);
    assert_eq!(line.matches('█').count(), line.matches('░').count(), "{line}");
    let quote = ["recycle-quote", "face_value=500", "state=new", "--now", NOW];
    assert_eq!(run(&quote, "80").out.lines().filter(|line| line.contains('█')).count(), 3);
}

#[test]
fn steps_come_with_their_cautions() {
    for (platform, steps) in [("jd", 4), ("jd-finance", 10), ("kameng", 4)] {
        let platform = format!("platform={platform}");
        let args = ["check-unbind", &platform, "state=bound", "--steps", "--lang", "en"];
        let out = run(&args, "80").out;
        let guide = out.split("Step by step\n").nth(1).unwrap().split("\n\n").next().unwrap();
        assert!(guide.contains(&format!("  {steps}. ")) && !guide.contains(&format!("  {}. ", steps + 1)));
        assert!(guide.contains("Careful: "));
    }
    let out = run(&["check-unbind", "fixtures/cards.csv", "--steps", "--lang", "zh"], "80").out;
    assert!(out.contains("\n分步指引\n"));
}

#[test]
fn a_card_says_how_times_were_read_and_what_to_give() {
    let order = ["cancel-window", "channel=kaquanmao", "submitted_at=2026-11-22 02:00", "--tz", "+00:00"];
    let run = Kami::new(order).env("LANG", "zh_CN.UTF-8").run();
    assert!(run.out.contains("提交时间  2026-11-22（周日）10:00:00（北京时间），距今"), "{}", run.out);
    let now = [&order[..], &["--now", "2026-11-22 02:02", "--lang", "en"]].concat();
    let run = Kami::new(now).run();
    assert!(
        run.out.contains("submitted        Sun 2026-11-22 10:00:00 China time, 02:00 ago"),
        "{}",
        run.out
    );
    assert!(run.out.contains("fee              unknown without face_value=…"), "{}", run.out);
    let run = Kami::new(["check-unbind", "platform=jd", "state=bound", "--lang", "en"]).run();
    assert!(
        run.out.contains("account_status=…      status of the account: normal, abnormal,"),
        "{}",
        run.out
    );
    let run = Kami::new(["check-unbind", "platform=nowhere", "--lang", "zh"]).run();
    assert!(run.out.contains("platform（平台）“nowhere”：应为以下之一：jd 京东、"), "{}", run.out);
    assert!(run.err.contains("这条记录无效"), "{}", run.err);
}
