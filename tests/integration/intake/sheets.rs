//! Which sheets of a workbook are read, in which order, and what is said of the others.

use std::path::Path;

use crate::support::workbook::{Book, texts};
use crate::support::{Kami, NOW, Run, gzip};
use serde_json::Value;

/// Cards of two months, under headers of their own, and a list of options that nobody sees.
fn book() -> Book {
    Book::default()
        .hidden("选项", &[texts(&["x"]), texts(&["y"])])
        .sheet(
            "一月",
            &[texts(&["id", "平台", "状态"]), texts(&["a1", "京东", "未激活"]), texts(&["a2", "jd", "new"])],
        )
        .sheet("二月", &[texts(&["state", "id", "platform"]), texts(&["used", "b1", "jd"])])
        .sheet("Extra", &[texts(&["id", "platform"]), texts(&["c1", "pdd"])])
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("cards.xlsx"), book().bytes()).unwrap();
    std::fs::write(folder.path().join("cards.xlsx.gz"), gzip(&book().bytes())).unwrap();
    std::fs::write(folder.path().join("cards.csv"), "id,platform\nd1,jd\n").unwrap();
    folder
}

fn run(folder: &Path, inputs: &[&str], more: &[&str]) -> Run {
    let args = ["-f", "jsonl", "--now", NOW];
    Kami::new(["check-unbind"].iter().chain(inputs).chain(&args).chain(more)).dir(folder).run()
}

/// The source and id of each record.
fn read(run: &Run) -> Vec<String> {
    let text = |value: &Value, name: &str| value[name].as_str().unwrap_or("-").to_owned();
    run.results().iter().map(|result| format!("{} {}", text(result, "source"), text(result, "id"))).collect()
}

#[test]
fn the_first_visible_sheet_is_read_and_the_others_are_named() {
    let folder = folder();
    let run = run(folder.path(), &["cards.xlsx"], &[]);
    assert_eq!((run.code, read(&run)), (0, vec!["cards.xlsx:2 a1".to_owned(), "cards.xlsx:3 a2".to_owned()]));
    assert!(run.err.contains("only the first visible sheet `一月`"), "{}", run.err);
    assert!(run.err.contains("`选项` (hidden), `二月`, `Extra`"), "{}", run.err);
    assert!(run.err.contains("--sheet") && run.err.contains("--all-sheets"), "{}", run.err);
    let run = self::run(folder.path(), &["cards.xlsx"], &["--lang", "zh"]);
    assert!(run.err.contains("只读取了第一张可见的工作表“一月”"), "{}", run.err);
    assert!(run.err.contains("“选项”（隐藏）、“二月”、“Extra”"), "{}", run.err);
    // Nothing is said of a workbook that has no other.
    let one = Book::default().sheet("a", &[texts(&["platform"]), texts(&["jd"])]);
    std::fs::write(folder.path().join("one.xlsx"), one.bytes()).unwrap();
    assert_eq!(self::run(folder.path(), &["one.xlsx"], &[]).err, "");
}

#[test]
fn sheets_are_read_by_name_in_the_order_of_the_workbook() {
    let folder = folder();
    let both = ["cards.xlsx[一月]:2 a1", "cards.xlsx[一月]:3 a2", "cards.xlsx[二月]:2 b1"];
    let run = run(folder.path(), &["cards.xlsx"], &["--sheet", "二月", "--sheet", "一月"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert_eq!(read(&run), both);
    let verdicts: Vec<_> = run.results().iter().map(|result| result["verdict"].clone()).collect();
    assert_eq!(verdicts, ["eligible", "eligible", "blocked"]);
    // One sheet is named in the source as well, in whatever case it was written.
    let run = self::run(folder.path(), &["cards.xlsx"], &["--sheet=extra"]);
    assert_eq!(read(&run), ["cards.xlsx[Extra]:2 c1"]);
    // A hidden one is read when asked for.
    let run = self::run(folder.path(), &["cards.xlsx"], &["--sheet", "选项"]);
    assert_eq!((run.code, read(&run).len()), (3, 1), "{}", run.err);
}

#[test]
fn all_sheets_are_all_visible_ones() {
    let folder = folder();
    let all = ["[一月]:2 a1", "[一月]:3 a2", "[二月]:2 b1", "[Extra]:2 c1"];
    for (input, name) in [("cards.xlsx", "cards.xlsx"), ("cards.xlsx.gz", "cards.xlsx.gz"), ("-", "-")] {
        let args = ["check-unbind", input, "--all-sheets", "-f", "jsonl", "--now", NOW];
        let run = Kami::new(args).dir(folder.path()).stdin(book().bytes()).run();
        assert_eq!(read(&run), all.map(|source| format!("{name}{source}")), "{}", run.err);
        assert!(run.err.contains("hidden sheets are not read: `选项`"), "{}", run.err);
        let records: Vec<_> = run.results().iter().map(|result| result["record"].clone()).collect();
        assert_eq!(records, [1, 2, 3, 4]);
    }
    let run = run(folder.path(), &["cards.xlsx", "cards.csv"], &["--all-sheets", "--lang", "zh"]);
    assert!(run.err.contains("隐藏的工作表未读取：“选项”"), "{}", run.err);
    assert_eq!(read(&run).last().unwrap(), "cards.csv:2 d1");
}

#[test]
fn a_sheet_that_is_not_there() {
    let folder = folder();
    let run = run(folder.path(), &["cards.xlsx"], &["--sheet", "二月份"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(run.err.contains("has no sheet `二月份`; did you mean `二月`?"), "{}", run.err);
    assert!(run.err.contains("选项, 一月, 二月, Extra"), "{}", run.err);
    let run = self::run(folder.path(), &["cards.xlsx"], &["--sheet", "Extr", "--lang", "zh"]);
    assert!(run.err.contains("没有名为“Extr”的工作表；是否想写“Extra”？"), "{}", run.err);
    assert!(run.err.contains("现有：选项、一月、二月、Extra"), "{}", run.err);
    let hidden = Book::default().hidden("a", &[texts(&["platform"])]).sheet_in_state("b", "veryHidden", &[]);
    std::fs::write(folder.path().join("hidden.xlsx"), hidden.bytes()).unwrap();
    for more in [&[] as &[&str], &["--all-sheets"]] {
        let run = self::run(folder.path(), &["hidden.xlsx"], more);
        assert_eq!(run.code, 2);
        assert!(run.err.contains("all its sheets are hidden") && run.err.contains("a, b"), "{}", run.err);
    }
}

#[test]
fn sheets_of_an_input_that_has_none() {
    let folder = folder();
    for option in [&["--sheet", "a"] as &[_], &["--all-sheets"]] {
        for inputs in [&["cards.csv"] as &[_], &["platform=jd"], &["cards.csv", "cards.csv"]] {
            let run = run(folder.path(), inputs, option);
            assert_eq!(run.code, 2, "{inputs:?}: {}", run.err);
            assert!(run.err.contains("is no workbook"), "{inputs:?}: {}", run.err);
        }
        // Where another input has sheets the option does something.
        let option = if option.len() == 1 { option } else { &["--sheet", "Extra"] };
        let run = run(folder.path(), &["cards.csv", "cards.xlsx", "cards.csv"], option);
        assert_eq!(run.code, 0, "{}", run.err);
    }
    let run = run(folder.path(), &["cards.csv"], &["--all-sheets", "--lang", "zh"]);
    assert!(run.err.contains("不是工作簿"), "{}", run.err);
    let run = self::run(folder.path(), &["cards.xlsx"], &["--all-sheets", "--sheet", "一月"]);
    assert!(run.code == 2 && run.err.contains("exclude each other"), "{}", run.err);
}

#[test]
fn passed_columns_have_to_be_the_same_on_every_sheet() {
    let folder = folder();
    let args = ["-f", "csv", "--passthrough", "--sheet", "一月", "--sheet", "二月"];
    let run = Kami::new(["check-unbind", "cards.xlsx"].iter().chain(&args)).dir(folder.path()).run();
    assert_eq!(run.code, 2);
    assert!(
        run.err.contains("cards.xlsx[二月]: its columns differ from those of cards.xlsx[一月]"),
        "{}",
        run.err
    );
}

#[test]
fn a_sheet_named_like_a_card_number_is_masked() {
    let folder = tempfile::tempdir().unwrap();
    let sheet = [texts(&["platform"]), texts(&["jd"])];
    let book = Book::default().sheet("a", &sheet).sheet("6222020200112233", &sheet);
    std::fs::write(folder.path().join("in.xlsx"), book.bytes()).unwrap();
    let default = run(folder.path(), &["in.xlsx"], &[]);
    let all = run(folder.path(), &["in.xlsx"], &["--all-sheets"]);
    assert!(default.err.contains("2233") && read(&all)[1].contains("2233]:2"), "{}{}", default.err, all.out);
    assert!(!format!("{}{}{}", default.err, all.out, all.err).contains("62220202"));
}
