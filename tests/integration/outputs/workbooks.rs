//! Workbooks, read back.

use std::path::Path;

use calamine::{Data, Range, Reader, Xlsx, open_workbook};

use crate::support::{Kami, NOW, Run};

struct Book {
    names: Vec<String>,
    sheets: Vec<Range<Data>>,
}

fn read(path: &Path) -> Book {
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    let names = book.sheet_names();
    let sheets = names.iter().map(|name| book.worksheet_range(name).unwrap()).collect();
    Book { names, sheets }
}

fn write(args: &[&str], input: &str, path: &Path) -> Run {
    let args = [args, &["-o", path.to_str().unwrap(), "--now", NOW]].concat();
    Kami::new(args).stdin(input).run()
}

fn text(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::String(text) => text.clone(),
        other => panic!("no text: {other:?}"),
    }
}

/// The cell of a row under a heading.
fn cell<'s>(sheet: &'s Range<Data>, row: usize, head: &str) -> &'s Data {
    let column = sheet.rows().next().unwrap().iter().position(|name| text(name) == head);
    sheet.get((row, column.unwrap_or_else(|| panic!("{head}")))).unwrap()
}

#[test]
fn three_sheets_say_what_by_which_rules_and_when() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("r.xlsx");
    let input = "id,face_value\n0012345678901234,500\n=1+1,1000\n";
    let run = write(&["recycle-quote", "-", "--lang", "zh"], input, &path);
    assert_eq!((run.code, run.out.as_str()), (0, ""), "{}", run.err);
    let book = read(&path);
    assert_eq!(book.names, ["结果", "规则", "运行"]);
    let [results, rules, about] = &book.sheets[..] else { panic!() };
    assert_eq!(cell(results, 1, "编号"), &Data::String("0012345678901234".to_owned()));
    assert_eq!(cell(results, 2, "编号"), &Data::String("=1+1".to_owned()));
    assert_eq!(cell(results, 1, "到手中值"), &Data::Float(467.5));
    assert_eq!(text(cell(results, 1, "结论")), "可回收");
    assert!(matches!(cell(results, 1, "最迟到账"), Data::DateTime(date) if date.as_f64() == 46_351.0));
    assert!(text(cell(results, 1, "依据")).starts_with("quote.platform-a "), "{results:?}");
    assert!(text(cell(results, 1, "依据")).contains("; quote.platform-b "));
    // The columns are those of csv with labels.
    let csv = Kami::new(["recycle-quote", "-", "--lang", "zh", "-f", "csv", "--labels"]).stdin(input).run();
    let heads: Vec<String> = results.rows().next().unwrap().iter().map(text).collect();
    assert_eq!(heads, csv.rows()[0]);
    assert_eq!(text(cell(rules, 1, "规则")), "quote.platform-a");
    assert!(!text(cell(rules, 1, "来源")).is_empty() && !text(cell(rules, 1, "可信度")).is_empty());
    let about: Vec<Vec<String>> =
        about.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect();
    let has = |name: &str, value: &str| {
        assert!(about.iter().any(|row| row[0] == name && row[1].contains(value)), "{name}: {about:?}");
    };
    has("判断时刻", NOW);
    has("记录数", "2");
    has("输入", "-");
    assert!(about.iter().any(|row| row[1].len() == 64 && row[1].bytes().all(|b| b.is_ascii_hexdigit())));
}

#[test]
fn passed_columns_are_text_and_secrets_are_not_there() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("r.xlsx");
    let input = "{\"id\":\"A\",\"face_value\":500,\"note\":\"=HYPERLINK(1)\",\"pin\":\"1234\",\"n\":12}\n\
        {\"id\":\"B\",\"note\":null,\"face_value\":\"x\"}\n";
    let run = write(&["recycle-quote", "-", "--passthrough", "--lang", "en", "--explain"], input, &path);
    assert_eq!(run.code, 3, "{}", run.err);
    let sheet = &read(&path).sheets[0];
    assert_eq!(cell(sheet, 1, "note"), &Data::String("=HYPERLINK(1)".to_owned()));
    assert_eq!(cell(sheet, 1, "n"), &Data::String("12".to_owned()));
    assert_eq!(cell(sheet, 1, "face_value"), &Data::String("500".to_owned()));
    assert_eq!(
        (text(cell(sheet, 2, "kami_id")), text(cell(sheet, 2, "verdict"))),
        ("B".into(), "invalid".into())
    );
    assert!(text(cell(sheet, 1, "explanation")).contains("[quote.platform-a]"));
    assert!(sheet.rows().flatten().all(|cell| !cell.to_string().contains("1234")));
}

#[test]
fn no_cell_is_longer_than_a_sheet_holds_or_has_control_characters() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("r.xlsx");
    let input = format!("id,face_value\n{},500\nb\u{1b}c,500\n", "卡".repeat(40_000));
    let run = write(&["recycle-quote", "-", "--lang", "en"], &input, &path);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("1 cell was cut") && run.err.contains("left out of 1 cell"), "{}", run.err);
    let sheet = &read(&path).sheets[0];
    assert_eq!(text(cell(sheet, 1, "id")).chars().count(), 32_767);
    assert_eq!(text(cell(sheet, 2, "id")), "bc");
}

#[test]
fn the_same_run_gives_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = |name: &str, threads: &str| {
        let path = folder.path().join(name);
        let run = write(&["check-unbind", "fixtures/cards.csv", "--threads", threads], "", &path);
        assert_eq!(run.code, 0, "{}", run.err);
        std::fs::read(path).unwrap()
    };
    assert_eq!(bytes("a.xlsx", "1"), bytes("b.xlsx", "3"));
}

#[test]
fn a_workbook_goes_to_a_file_only() {
    for args in [&["-f", "xlsx"][..], &["-f", "xlsx", "-o", "-"]] {
        let run = Kami::new([&["check-unbind", "no-such-file"], args].concat()).run();
        assert!(run.code == 2 && run.err.contains("-o results.xlsx"), "{args:?}: {}", run.err);
    }
}

#[test]
fn comparisons_and_summaries_have_workbooks_too() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("r.xlsx");
    let compared =
        Kami::new(["compare-platforms", "fixtures/quotes.csv", "-f", "csv"]).run().out.lines().count();
    assert!(compared >= 25, "{compared}");
    for (args, rows) in [
        (&["compare-platforms", "fixtures/quotes.csv", "--lang", "en"][..], compared),
        (&["compare-platforms", "--topic", "unbind", "--lang", "en"], 6),
        (&["check-unbind", "fixtures/cards.csv", "--summary", "--lang", "en"], 43),
        (&["check-unbind", "fixtures/cards.csv", "--only", "blocked", "--lang", "en"], 2),
    ] {
        let run = write(args, "", &path);
        assert_eq!(run.code, 0, "{args:?}: {}", run.err);
        let book = read(&path);
        assert_eq!(book.sheets[0].height(), rows, "{args:?}");
        assert!(book.sheets[1].height() > 1, "{args:?}");
    }
    let run = write(&["compare-platforms"], "", &path);
    assert!(run.code == 2 && run.err.contains("--topic"), "{}", run.err);
}

#[test]
fn more_results_than_a_sheet_holds_leave_the_old_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("r.xlsx");
    std::fs::write(&path, "old").unwrap();
    let write = |rows: usize| {
        let input = format!("face_value\n{}", "500\n".repeat(rows));
        let args = ["recycle-quote", "-", "--lang", "en", "-o", path.to_str().unwrap(), "--now", NOW];
        Kami::new(args).env("KAMI_SHEET_ROWS", "1000").stdin(&input).run()
    };
    let run = write(1001);
    assert_eq!(run.code, 2, "{}", run.err);
    assert!(run.err.contains("1,048,575") && run.err.contains("--only or --summary"), "{}", run.err);
    assert_eq!(std::fs::read(&path).unwrap(), b"old");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    assert_eq!(write(1000).code, 0);
    assert_eq!(read(&path).sheets[0].height(), 1001);
}

#[test]
fn a_changed_policy_is_named_on_the_sheet_of_the_run() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("r.xlsx");
    for (args, is_there) in [(&["--off", "quote.platform-a"][..], true), (&[], false)] {
        let run = write(&[&["recycle-quote", "face_value=500", "--lang", "zh"], args].concat(), "", &path);
        assert_eq!(run.code, 0, "{}", run.err);
        let about = &read(&path).sheets[2];
        let noted = about.rows().find(|row| text(&row[0]) == "策略已改动").map(|row| text(&row[1]));
        assert_eq!(noted.is_some(), is_there, "{about:?}");
        // What standard error says.
        assert!(noted.is_none_or(|note| run.err.contains(&note) && note.contains('1')), "{}", run.err);
    }
}
