//! The format by the ending of `-o`, tables for machines and for spreadsheets, and what is left out
//! of their cells.

use std::fs;

use crate::support::{Kami, NOW, Run};

fn run(args: &[&str]) -> Run {
    Kami::new([args, &["--now", NOW]].concat()).run()
}

#[test]
fn the_ending_of_the_file_decides() {
    let folder = tempfile::tempdir().unwrap();
    for (name, start) in [
        ("a.csv", "record,source,"),
        ("a.TSV", "record\tsource\t"),
        ("a.json", "{\"schema\":\"kami/check-unbind/1\""),
        ("a.jsonl", "{\"record\":1,"),
        ("a.ndjson", "{\"record\":1,"),
        ("a.md", "| source |"),
        ("a.xml", "<?xml "),
        ("a.xlsx", "PK"),
        ("a.txt", "source"),
        ("a", "source"),
    ] {
        let path = folder.path().join(name);
        let done = run(&["check-unbind", "fixtures/cards.csv", "--lang", "en", "-o", path.to_str().unwrap()]);
        assert_eq!((done.code, done.out.as_str()), (0, ""), "{name}: {}", done.err);
        let text = fs::read(&path).unwrap();
        let text = String::from_utf8_lossy(&text);
        assert!(
            text.trim_start().starts_with(start),
            "{name}: {}",
            text.chars().take(60).collect::<String>()
        );
    }
    // What is asked for counts more.
    let path = folder.path().join("b.csv");
    run(&["check-unbind", "platform=pdd", "-f", "jsonl", "-o", path.to_str().unwrap()]);
    assert!(fs::read_to_string(&path).unwrap().starts_with("{\"record\":1,"));
}

#[test]
fn an_ending_that_is_not_written_is_refused_before_anything_is_read() {
    let folder = tempfile::tempdir().unwrap();
    for (name, instead) in [
        ("a.xls", ".xlsx"),
        ("a.ODS", ".xlsx"),
        ("a.csv.gz", ".csv"),
        ("a.zst", ".csv"),
        ("a.parquet", ".csv"),
    ] {
        let path = folder.path().join(name);
        let refused = run(&["check-unbind", "no-such-file", "-o", path.to_str().unwrap()]);
        assert_eq!(refused.code, 2, "{name}");
        assert!(refused.err.contains(instead) && !refused.err.contains("no such file"), "{}", refused.err);
        assert!(!path.exists());
        let forced = run(&["check-unbind", "platform=pdd", "-f", "csv", "-o", path.to_str().unwrap()]);
        assert_eq!(forced.code, 0, "{name}: {}", forced.err);
    }
}

#[test]
fn a_dash_is_standard_output() {
    let done = run(&["recycle-quote", "face_value=500", "-f", "csv", "-o", "-"]);
    assert!(done.code == 0 && done.out.starts_with("record,"), "{}", done.err);
}

/// The cells of text with tabs.
fn cells(text: &str) -> Vec<Vec<String>> {
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).delimiter(b'\t').from_reader(text.as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
fn tsv_has_the_cells_of_csv() {
    let input = "id,face_value,state,remark\n\"a,b\",500,new,\"x\ty\"\n=1+1,abc,new,\"say \"\"hi\"\"\"\n007,500,new,\"l1\nl2\"\n";
    for more in
        [&[][..], &["--passthrough"], &["--bom", "--labels", "--lang", "zh"], &["--explain", "--steps"]]
    {
        let read = |format: &str| {
            Kami::new([&["recycle-quote", "-", "--now", NOW, "-f", format], more].concat()).stdin(input).run()
        };
        let (csv, tsv) = (read("csv"), read("tsv"));
        assert_eq!((csv.code, tsv.code), (3, 3), "{more:?}: {}", tsv.err);
        assert_eq!(cells(&tsv.out), csv.rows(), "{more:?}");
        assert!(tsv.out.lines().next().unwrap().contains('\t'));
    }
    // Only what would part cells is quoted.
    let tsv = Kami::new(["recycle-quote", "-", "-f", "tsv", "--passthrough"]).stdin(input).run();
    assert!(tsv.out.contains("\na,b\t500\tnew\t\"x\ty\"\t"), "{}", tsv.out);
}

#[test]
fn labels_are_words_in_the_language() {
    let input = "id,platform,state\nA,jd,used\nB,jd,\n";
    let rows = |lang: &str| {
        let args = ["check-unbind", "-", "-f", "csv", "--labels", "--lang", lang, "--now", NOW];
        let run = Kami::new(args).stdin(input).run();
        assert_eq!(run.code, 0, "{}", run.err);
        run.rows()
    };
    let (en, zh) = (rows("en"), rows("zh"));
    let cell = |rows: &[Vec<String>], row: usize, head: &str| {
        let column =
            rows[0].iter().position(|name| name == head).unwrap_or_else(|| panic!("{head}: {rows:?}"));
        rows[row][column].clone()
    };
    assert_eq!(cell(&en, 1, "verdict"), "blocked");
    assert_eq!(cell(&zh, 1, "结论"), "不能解绑");
    assert_eq!(cell(&zh, 1, "平台"), "京东礼品卡");
    assert!(cell(&zh, 1, "依据").split(';').any(|rule| rule == "jd.state.used 卡已用完"), "{zh:?}");
    assert_eq!(cell(&zh, 2, "缺少信息"), "状态");
    assert!(zh[0].len() >= 30 && zh[0].len() == en[0].len(), "{zh:?}");
}

#[test]
fn a_spreadsheet_keeps_every_digit() {
    let input = "id,card_no,face_value,note\n\
        123456789012,6222020200112233,500,007\n\
        12345678901,,500,+8613800138000\n\
        0012,,500,0.5\n";
    let read = |more: &[&str]| {
        let args = [&["recycle-quote", "-", "-f", "csv", "--passthrough", "--now", NOW], more].concat();
        Kami::new(args).stdin(input).run().rows()
    };
    let (plain, guarded) = (read(&[]), read(&["--bom"]));
    let column = |rows: &[Vec<String>], name: &str| {
        let column = rows[0].iter().position(|head| head.trim_start_matches('\u{feff}') == name).unwrap();
        rows[1..].iter().map(|row| row[column].clone()).collect::<Vec<_>>()
    };
    for name in ["id", "kami_id"] {
        assert_eq!(column(&plain, name), ["123456789012", "12345678901", "0012"]);
        assert_eq!(column(&guarded, name), ["=\"123456789012\"", "12345678901", "=\"0012\""]);
    }
    assert_eq!(column(&plain, "note"), ["007", "+8613800138000", "0.5"]);
    assert_eq!(column(&guarded, "note"), ["=\"007\"", "=\"+8613800138000\"", "0.5"]);
    // Read again, the guards are taken off.
    let first = Kami::new(["recycle-quote", "-", "-f", "csv", "--bom"]).stdin(input).run();
    let again = Kami::new(["recycle-quote", "-", "face_value=500", "-f", "csv"]).stdin(&first.raw).run();
    assert_eq!(column(&again.rows(), "id"), ["123456789012", "12345678901", "0012"]);
}

#[test]
fn control_characters_are_left_out_of_cells_and_counted() {
    let input = "id,face_value,no\u{1b}te\nA\u{1b}[31m,500,x\u{9b}2J\nB,5\u{7}x,\u{1b}=1+1\n";
    for format in ["csv", "tsv"] {
        let args = ["recycle-quote", "-", "-f", format, "--passthrough", "--lang", "en", "--now", NOW];
        let run = Kami::new(args).stdin(input).run();
        assert_eq!(run.code, 3, "{}", run.err);
        assert!(run.out.chars().all(|c| !c.is_control() || matches!(c, '\n' | '\t')), "{:?}", run.out);
        assert!(run.out.contains("A[31m") && run.out.contains("x2J") && run.out.contains("'=1+1"));
        let warnings = run.err.lines().filter(|line| line.contains("control characters")).count();
        assert_eq!(warnings, 1, "{}", run.err);
        // The heading; A's id, twice, and its note; of B its amount and its note.
        assert!(run.err.contains("left out of 6 cells"), "{}", run.err);
    }
    for format in ["json", "jsonl"] {
        let run = Kami::new(["recycle-quote", "-", "-f", format, "--passthrough", "--lang", "en"])
            .stdin(input)
            .run();
        assert!(run.out.contains("A\\u001b[31m") && run.out.contains("x\\u009b2J"), "{}", run.out);
        assert!(!run.err.contains("control characters"), "{}", run.err);
    }
}

#[test]
fn reports_and_pages_have_no_control_characters_either() {
    let controls: String =
        ('\u{1}'..='\u{9f}').filter(|c| c.is_control() && !"\t\r\n\u{7f}".contains(*c)).collect();
    let input = format!("id,face_value\nA{controls}B,500\n{controls}C,x\u{9b}y\n");
    for command in ["recycle-quote", "compare-platforms"] {
        for format in ["html", "markdown", "junit", "ics", "github"] {
            let run =
                Kami::new([command, "-", "-f", format, "--lang", "en", "--now", NOW]).stdin(&input).run();
            if run.code == 2 && command == "compare-platforms" {
                continue;
            }
            assert_eq!(run.code, 3, "{format}: {}", run.err);
            let is_shaping = |c| matches!(c, '\n' | '\t' | '\r');
            assert!(run.out.chars().all(|c| !c.is_control() || is_shaping(c)), "{format}: {:?}", run.out);
            if matches!(format, "html" | "markdown" | "junit") {
                assert!(run.out.contains("AB") && !run.out.contains("u{1}"), "{format}: {}", run.out);
                let warnings = run.err.lines().filter(|line| line.contains("left out of 2 cells")).count();
                assert_eq!(warnings, 1, "{format}: {}", run.err);
            }
        }
    }
}
