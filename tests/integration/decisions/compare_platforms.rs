//! compare-platforms, from outside: topics from the pack, and what every platform would make of records.

use crate::support::{Kami, NOW, in_turn};
use kami::internals::output::text::width;
use serde_json::Value;

fn rows(args: &[&str], stdin: &str) -> Vec<Value> {
    let args = ["compare-platforms", "--now", NOW, "-f", "jsonl"].iter().chain(args);
    let run = Kami::new(args).stdin(stdin).run();
    assert!([0, 3].contains(&run.code), "{}", run.err);
    run.results()
}

/// The rows of the recyclers that the sources describe: one more changes nothing of what is said of them.
fn of_the_sources(rows: Vec<Value>) -> Vec<Value> {
    let is_of_them =
        |row: &Value| matches!(row["platform"].as_str(), Some("platform-a" | "platform-b" | "platform-c"));
    rows.into_iter().filter(is_of_them).collect()
}

fn column<'r>(rows: &'r [Value], name: &str) -> Vec<&'r str> {
    rows.iter().map(|row| row[name].as_str().unwrap_or("-")).collect()
}

#[test]
fn topics_take_figures_from_rules() {
    let cancel = rows(&["--topic", "cancel"], "");
    assert_eq!(cancel.len(), 9);
    let kaquanmao = cancel.iter().find(|row| row["channel"] == "kaquanmao").unwrap();
    assert_eq!(kaquanmao["window_max_s"], 480);
    assert_eq!(kaquanmao["fee"], "10%");
    let unbind = rows(&["--topic", "unbind"], "");
    assert_eq!(column(&unbind, "platform"), ["jd", "taobao", "pdd", "jd-finance", "kameng"]);
    assert_eq!((&unbind[0]["days_min"], &unbind[0]["days_max"]), (&6.into(), &15.into()));
    assert_eq!(unbind[4]["days_max"], Value::Null);
    let recycle = of_the_sources(rows(&["--topic", "recycle"], ""));
    assert_eq!(column(&recycle, "rate_max"), ["0.95", "0.93", "0.91"]);
    assert_eq!(rows(&["--topic", "remedy"], "").len(), 15);
    assert_eq!(rows(&["--topic", "channel"], "").len(), 4);
    assert_eq!(rows(&["--topic", "form"], "").len(), 4);
}

#[test]
fn quotes_rank_by_net_and_by_speed() {
    let by_net = of_the_sources(rows(&["face_value=100"], ""));
    assert_eq!(column(&by_net, "platform"), ["platform-a", "platform-b", "platform-c"]);
    assert_eq!(column(&by_net, "declined_by"), ["-", "-", "quote.minimum"]);
    assert_eq!(by_net[0]["net_mid"], "93.50");
    let by_speed = of_the_sources(rows(&["face_value=500", "--rank", "speed"], ""));
    assert_eq!(column(&by_speed, "platform"), ["platform-b", "platform-c", "platform-a"]);
    let used = rows(&["face_value=500", "state=used"], "");
    assert!(used.len() >= 3 && column(&used, "declined_by").iter().all(|rule| *rule == "quote.unused"));
}

#[test]
fn orders_rank_by_window() {
    let order = "submitted_at,face_value\n2026-11-22 09:58,500\n";
    let rows = rows(&["--topic", "cancel", "-"], order);
    // By verdict, then by window.
    let ranked = [
        "suhuishou",
        "paid-pilot",
        "other",
        "kaquanmao",
        "transfer",
        "jd-enterprise",
        "jd-official",
        "jd-global",
        "duidui",
    ];
    assert_eq!(column(&rows, "platform"), ranked);
    assert_eq!(column(&rows, "fee"), ["5.00", "-", "-", "50.00", "0.00", "-", "-", "-", "-"]);
    assert!(rows.iter().enumerate().all(|(index, row)| row["rank"] == index + 1));
}

#[test]
fn cards_rank_by_verdict_then_days() {
    let rows = rows(&["--topic", "unbind", "state=used"], "");
    assert_eq!(column(&rows, "verdict"), ["eligible", "eligible", "unknown", "unknown", "blocked"]);
    assert_eq!(column(&rows, "platform"), ["jd-finance", "kameng", "taobao", "pdd", "jd"]);
}

#[test]
fn invalid_records_keep_a_row() {
    let rows = rows(&["-"], "id,face_value\na,500\nb,many\nc,300\n");
    let ids = column(&rows, "id");
    let count = |id: &str| ids.iter().filter(|found| **found == id).count();
    assert!(count("a") >= 3 && count("a") == count("c") && count("b") == 1, "{ids:?}");
    assert!(ids.is_sorted(), "{ids:?}");
    assert_eq!(rows[count("a")]["platform"], Value::Null);
}

#[test]
fn topics_that_do_not_fit_are_refused() {
    for args in [
        &["compare-platforms", "--topic", "weather"][..],
        &["compare-platforms", "--topic", "form", "face_value=1"],
        &["compare-platforms", "--topic", "unbind,cancel", "face_value=1"],
        &["compare-platforms", "-f", "csv"],
    ] {
        let run = Kami::new(args).run();
        assert_eq!(run.code, 2, "{args:?}");
        assert!(run.err.contains("topic"), "{}", run.err);
    }
}

#[test]
fn tables_fit_the_terminal_and_lose_nothing() {
    let card = ["face_value=150", "state=bound", "form=electronic"];
    let all = [
        &["--topic", "unbind"][..],
        &["--topic", "cancel"],
        &["--topic", "recycle"],
        &["--topic", "channel"],
        &["--topic", "form"],
        &["--topic", "remedy"],
        &["--topic", "cancel", card[0]],
        &["--topic", "unbind", card[0], card[1], card[2]],
        &["--topic", "recycle", card[0], card[2]],
    ];
    for (place, args) in all.into_iter().enumerate() {
        for lang in in_turn(["en", "zh"], place) {
            let table = |columns: &str, more: &[&str]| {
                let all = [&["compare-platforms", "--lang", lang, "--now", NOW], args, more].concat();
                Kami::new(all).env("COLUMNS", columns).run().out
            };
            let wide = table("500", &[]);
            let body: Vec<char> = wide.lines().skip(3).flat_map(str::chars).filter(|c| *c != '─').collect();
            for columns in ["60", "80", "120"] {
                let narrow = table(columns, &[]);
                for line in narrow.lines() {
                    assert!(width(line) <= columns.parse().unwrap(), "{columns} {args:?}: {line}");
                }
                // Wrapped cells and blocks have all that the rows have.
                let count = |all: &mut dyn Iterator<Item = char>, c| all.filter(|found| *found == c).count();
                for c in body.iter().filter(|c| c.is_alphanumeric()) {
                    let (had, has) = (count(&mut body.iter().copied(), *c), count(&mut narrow.chars(), *c));
                    assert!(has >= had, "{columns} {args:?} {c}: {narrow}");
                }
            }
            // Codes are for programs.
            for code in ["days_min", "net_min", "window_min_s", "declined_by", "platform-a", "service-ticket"]
            {
                assert!(!wide.contains(code), "{args:?} {lang}: {wide}");
            }
            assert!(table("40", &["--wide"]).lines().count() <= wide.lines().count(), "{args:?}");
        }
    }
}

#[test]
fn an_eighty_column_table_of_platforms_reads_as_blocks() {
    let run =
        Kami::new(["compare-platforms", "--topic", "unbind", "--lang", "en"]).env("COLUMNS", "80").run();
    for line in ["JD gift card", "  Working days           6–15", "Pinduoduo coupon"] {
        assert!(run.out.lines().any(|found| found == line), "{line}: {}", run.out);
    }
    let run = Kami::new(["compare-platforms", "--topic", "recycle", "face_value=x", "--lang", "zh"]).run();
    assert!(run.code == 3 && run.out.contains("✗ 记录无效"), "{}", run.out);
}

#[test]
fn an_invalid_record_says_why() {
    let order = "id,face_value\n<b>,many\n";
    for (lang, format, want) in [
        ("en", "table", "✗ Not a valid record: face_value: many: expected money such as 500"),
        ("zh", "table", "✗ 记录无效：face_value（面额）“many”：应为金额"),
        ("en", "markdown", "✗ Not a valid record: face_value: many: expected money such as 500"),
    ] {
        let args = ["compare-platforms", "-", "-f", format, "--lang", lang, "--now", NOW];
        let run = Kami::new(args).env("COLUMNS", "60").stdin(order).run();
        let flat = run.out.replace('\n', " ");
        assert!(run.code == 3 && flat.contains(want), "{format} {lang}: {}", run.out);
        assert!(format == "markdown" || run.out.lines().all(|line| width(line) <= 60), "{}", run.out);
        assert!(format == "table" || run.out.contains("&lt;b&gt;"), "{}", run.out);
    }
    // The columns that programs read stay as they are.
    let run = Kami::new(["compare-platforms", "-", "-f", "csv", "--now", NOW]).stdin(order).run();
    let cells = |line: &str| line.matches(',').count();
    let lines: Vec<&str> = run.out.lines().collect();
    assert!(lines.len() == 2 && cells(lines[0]) == cells(lines[1]), "{}", run.out);
}

#[test]
fn formats_have_the_options_of_other_commands() {
    let card = ["compare-platforms", "face_value=500", "--now", NOW];
    let run = |args: &[&str]| Kami::new([&card[..], args].concat()).run();
    let bom = run(&["-f", "csv", "--bom"]);
    assert!(bom.out.starts_with("\u{feff}record,source,"), "{}", bom.out);
    let explained = run(&["-f", "csv", "--explain"]).out;
    assert!(explained.lines().next().unwrap().ends_with(",declined_by,explanation"), "{explained}");
    assert!(explained.contains("[quote.platform-a] "), "{explained}");
    let explained = run(&["-f", "jsonl", "--explain", "--topic", "unbind", "state=bound"]).out;
    let row: Value = serde_json::from_str(explained.lines().next().unwrap()).unwrap();
    assert!(row["rules"][0]["message"].is_string(), "{row}");
    let steps = run(&["-f", "csv", "--steps"]).out;
    assert!(steps.lines().next().unwrap().ends_with(",steps") && steps.contains("quote.step"), "{steps}");
    for format in ["table", "markdown"] {
        let run = run(&["-f", format, "--explain", "--steps", "--lang", "en"]);
        for heading in ["Step by step", "By which rules", "What the sources are worth"] {
            assert!(run.out.contains(heading), "{format} {heading}: {}", run.out);
        }
    }
}

#[test]
fn topics_cite_the_rules_that_hold_their_figures() {
    let of = |args: &[&str]| {
        let base = ["compare-platforms", "--topic", "recycle", "--explain", "--lang", "en", "--now", NOW];
        Kami::new([&base[..], args].concat()).run().out
    };
    let row: Value = serde_json::from_str(of(&["-f", "jsonl"]).lines().next().unwrap()).unwrap();
    assert_eq!(row["rules"][0]["id"], "quote.platform-a");
    assert!(of(&["-f", "csv"]).lines().next().unwrap().ends_with(",explanation"));
    for format in ["table", "markdown"] {
        assert!(of(&["-f", format]).contains("What the sources are worth"), "{format}");
    }
}

#[test]
fn the_input_s_own_columns_stand_before_each_row() {
    let input = "id,price,pin\na,\"1,5\",secret\n";
    let args = ["compare-platforms", "-", "face_value=500", "--passthrough", "--now", NOW, "-f"];
    let run = |format| Kami::new(args.iter().copied().chain([format])).stdin(input).run();
    let csv = run("csv").out;
    let lines: Vec<&str> = csv.lines().collect();
    assert!(lines[0].starts_with("id,price,record,source,kami_id,"), "{csv}");
    assert!(
        lines.len() >= 4 && lines[1..].iter().all(|line| line.starts_with("a,\"1,5\",1,-:2,a,")),
        "{csv}"
    );
    for line in run("jsonl").out.lines() {
        let row: Value = serde_json::from_str(line).unwrap();
        assert_eq!((&row["price"], &row["kami_id"]), (&"1,5".into(), &"a".into()));
    }
    assert!(!csv.contains("secret"));
}

#[test]
fn no_record_is_told_of() {
    for (input, place) in [("/dev/null", "in /dev/null"), ("-", "on standard input")] {
        let run = Kami::new(["compare-platforms", input, "-f", "csv", "--now", NOW, "--lang", "en"]).run();
        assert_eq!(run.code, 0, "{}", run.err);
        assert!(run.err.contains(&format!("no record at all {place}")), "{}", run.err);
        assert_eq!(run.out.lines().count(), 1);
    }
    // What was not asked for may be empty.
    let run = Kami::new(["compare-platforms", "--topic", "form", "-f", "csv"]).run();
    assert!(run.err.is_empty() && run.out.lines().count() == 5, "{}", run.err);
}
