//! The cells of sheets: formulas, errors, dates as numbers.

use crate::support::workbook::{Book, DATE, TIME, number, row, text, texts};
use crate::support::{Kami, NOW, Run};

fn run(command: &str, book: &Book, more: &[&str]) -> Run {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("in.xlsx"), book.bytes()).unwrap();
    Kami::new([command, "in.xlsx", "--now", NOW].iter().chain(more)).dir(folder.path()).run()
}

fn errors(run: &Run) -> Vec<String> {
    run.results()
        .iter()
        .map(|result| {
            let part = |name: &str| result["error"][name].as_str().unwrap_or("").to_owned();
            [part("field"), part("value"), part("expected")].join("|")
        })
        .collect()
}

/// A quote for a card of 500 yuan with this cell as its balance.
fn with_balance(cells: &[&str]) -> Book {
    let header = texts(&["id", "face_value", "balance", "note"]);
    let rows = cells.iter().map(|cell| row([text("1"), number("500", 0), (*cell).to_owned(), text("x")]));
    Book::default().sheet("a", &std::iter::once(header).chain(rows).collect::<Vec<_>>())
}

#[test]
fn a_formula_whose_result_is_not_stored() {
    let book = with_balance(&[
        "<c><f>B2-500</f></c>",
        "<c><f>B2-500</f><v></v></c>",
        "<c><f>B2-500</f><v/></c>",
        "<c t=\"str\"><f>B2</f></c>",
        "<c><f t=\"shared\" ref=\"C2:C3\" si=\"4000000000\">B2</f></c>",
        "<c><f>B2-500</f><v>0</v></c>",
        // A formula that comes to an empty text is an empty cell.
        "<c t=\"str\"><f>IF(1,\"\",0)</f><v></v></c>",
        "<c/>",
    ]);
    let run = self::run("recycle-quote", &book, &["-f", "jsonl"]);
    assert_eq!(run.code, 3);
    let errors = errors(&run);
    for error in &errors[..5] {
        let want = "balance||a formula without a stored value; open the file in a spreadsheet program and save it there first";
        assert_eq!(error, want);
    }
    assert_eq!(errors[5..], ["||", "||", "||"]);
    let verdicts: Vec<_> = run.results().iter().map(|result| result["verdict"].clone()).collect();
    assert_eq!(verdicts[5..], ["rejected", "quoted", "quoted"]);
    let run =
        self::run("recycle-quote", &with_balance(&["<c><f>B2</f></c>"]), &["-f", "csv", "--lang", "zh"]);
    assert!(run.out.contains("公式没有保存计算结果，请先用表格软件打开该文件并保存"), "{}", run.out);
}

#[test]
fn a_column_that_is_not_used_may_hold_formulas_without_results() {
    let sheet = [
        texts(&["id", "platform", "note"]),
        row([text("1"), text("jd"), "<c><f>A1</f></c>".to_owned()]),
        row([text("2"), text("jd"), "<c t=\"e\"><v>#REF!</v></c>".to_owned()]),
    ];
    let book = Book::default().sheet("a", &sheet);
    let run = self::run("check-unbind", &book, &["-f", "csv", "--passthrough"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let rows = run.rows();
    assert_eq!((rows[1][2].as_str(), rows[2][2].as_str()), ("", "#REF!"));
}

#[test]
fn a_formula_that_ends_in_an_error() {
    let kinds = ["#N/A", "#DIV/0!", "#REF!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!"];
    let cells = kinds.map(|kind| format!("<c t=\"e\"><f>B2</f><v>{kind}</v></c>"));
    let run =
        self::run("recycle-quote", &with_balance(&cells.each_ref().map(String::as_str)), &["-f", "jsonl"]);
    let want = |kind| {
        format!(
            "balance|{kind}|the formula of this cell ends in an error; mend it in the sheet, or empty the cell"
        )
    };
    assert_eq!(errors(&run), kinds.map(want));
    let run = self::run("recycle-quote", &with_balance(&[&cells[0]]), &["-f", "csv", "--lang", "zh"]);
    assert!(run.out.contains("#N/A") && run.out.contains("该单元格的公式出错"), "{}", run.out);
    // Where a secret may have slipped into another column no value is shown.
    let sheet = [texts(&["platform", "state", "pin"]), row([text("jd"), cells[0].clone(), text("S3CR3T")])];
    let run = self::run("check-unbind", &Book::default().sheet("a", &sheet), &["-f", "jsonl"]);
    assert_eq!(errors(&run)[0].split('|').nth(1), Some(""));
}

#[test]
fn what_a_broken_cell_holds_is_not_said() {
    for (cell, en, zh) in [
        ("<c t=\"b\"><v>S3CR3T</v></c>", "holds something else than its type says", "内容与其类型不符"),
        ("<c t=\"e\"><v>S3CR3T</v></c>", "holds something else than its type says", "内容与其类型不符"),
        ("<c t=\"n\"><v>S3CR3T</v></c>", "holds something else than its type says", "内容与其类型不符"),
        ("<c t=\"S3CR3T\"><v>1</v></c>", "of a type that there is not", "类型不存在"),
        ("<c t=\"s\"><v>77</v></c>", "a shared text that there is not", "共享文本不存在"),
        ("<c><v>1</w></c>", "XML is broken", "XML 损坏"),
        ("<c r=\"XFE3\"><v>1</v></c>", "has 16385 columns", "有 16385 列"),
        ("<c r=\"A1\"><v>1</v></c>", "outside the sheet or the order of its rows", "不按行的顺序"),
    ] {
        let book = with_balance(&["<c/>", cell]);
        let run = self::run("recycle-quote", &book, &["-f", "csv", "--threads", "1"]);
        assert_eq!(run.code, 2, "{cell}: {}", run.err);
        assert!(run.err.contains("in.xlsx: ") && run.err.contains(en), "{cell}: {}", run.err);
        assert!(!run.err.contains("S3CR3T"), "{cell}: {}", run.err);
        let run = self::run("recycle-quote", &book, &["-f", "csv", "--lang", "zh", "-v"]);
        assert!(run.err.contains(zh) && !run.err.contains("S3CR3T"), "{cell}: {}", run.err);
    }
}

#[test]
fn numbers_are_dates_where_a_date_belongs() {
    let sheet = |serials: [&str; 4]| {
        let [styled, bare, clock, card_no] = serials;
        let row = |id: &str, expires: String, stage_since: String| {
            row([
                text(id),
                text("jd"),
                text("new"),
                expires,
                text("first-review"),
                stage_since,
                number(card_no, 0),
            ])
        };
        [
            texts(&["id", "platform", "state", "有效期", "审核阶段", "阶段开始时间", "card_no"]),
            row("1", number(styled, DATE), number(clock, TIME)),
            row("2", number(bare, 0), number(clock, 0)),
            row("3", text("2026-11-30"), text("2026-11-19 09:05:00")),
        ]
    };
    let since_1900 = Book::default().sheet("a", &sheet(["46356", "46356", "46345.3784722222", "46356"]));
    let since_1904 =
        Book::default().sheet("a", &sheet(["44894", "44894", "44883.3784722222", "46356"])).since_1904();
    for book in [since_1900, since_1904] {
        let run = self::run("check-unbind", &book, &["-f", "jsonl"]);
        assert_eq!(run.code, 0, "{}{}", run.out, run.err);
        let mut results = run.results();
        for result in &mut results {
            assert_eq!(result["card_no"], "*6356");
            for name in ["id", "record", "source"] {
                result[name] = serde_json::Value::Null;
            }
        }
        assert_eq!(results[0], results[2]);
        assert_eq!(results[1], results[2]);
        assert!(results[0]["warnings"].to_string().contains("expires-first"), "{}", results[0]);
    }
}

#[test]
fn the_clock_of_a_cell_is_that_of_china() {
    // Three minutes before now, as a number, a date with the time, and the time alone.
    let serial = "46348.4145833333";
    let cells =
        [number(serial, 0), number(serial, TIME), number("0.4145833333", TIME), text("2026-11-22 09:57")];
    let header = texts(&["channel", "submitted_at", "card_no", "face_value"]);
    let rows = cells.into_iter().map(|cell| row([text("kaquanmao"), cell, text("1"), text("500")]));
    let book = Book::default().sheet("a", &std::iter::once(header).chain(rows).collect::<Vec<_>>());
    let run = self::run("cancel-window", &book, &["-f", "jsonl"]);
    let deadlines: Vec<_> =
        run.results().iter().map(|result| (result["verdict"].clone(), result["deadline"].clone())).collect();
    assert!(deadlines.iter().all(|deadline| *deadline == deadlines[3]), "{deadlines:?}");
    assert!(deadlines[3].1.is_string(), "{deadlines:?} {}", run.err);
    // A whole number is a date without a clock, which does not do here.
    let sheet = [texts(&["channel", "submitted_at"]), row([text("kaquanmao"), number("46348", 0)])];
    let run = self::run("cancel-window", &Book::default().sheet("a", &sheet), &["-f", "jsonl"]);
    assert!(
        errors(&run)[0].contains("submitted_at|46348|the time of day decides here"),
        "{:?}",
        errors(&run)
    );
}

#[test]
fn only_numbers_of_our_time_are_dates_and_only_in_a_sheet() {
    let rows = ["19999", "80001", "4635"].map(|serial| row([text("jd"), number(serial, 0)]));
    let sheet: Vec<String> = std::iter::once(texts(&["platform", "expires_on"])).chain(rows).collect();
    let run = self::run("check-unbind", &Book::default().sheet("a", &sheet), &["-f", "jsonl"]);
    assert!(
        errors(&run).iter().all(|error| error.contains("a spreadsheet's serial number")),
        "{:?}",
        errors(&run)
    );
    let run = Kami::new(["check-unbind", "-", "-f", "jsonl"]).stdin("platform,expires_on\njd,46356\n").run();
    assert!(errors(&run)[0].contains("a spreadsheet's serial number"), "{}", run.out);
}

#[test]
fn a_long_name_and_many_columns_are_refused_in_sheets_as_well() {
    let long = "x".repeat(4097);
    let run = self::run("check-unbind", &Book::default().sheet("a", &[texts(&["platform", &long])]), &[]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("the name of column 2 is longer than 4 KiB"), "{}", run.err);
}
