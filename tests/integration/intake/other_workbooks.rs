//! Workbooks of other kinds: .ods, written part by part, and .xls.

use std::io::{Cursor, Read, Write};

use crate::support::{Kami, NOW, Run, is_thorough, root};
use serde_json::Value;

fn run(name: &str, bytes: &[u8], more: &[&str]) -> Run {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(name), bytes).unwrap();
    Kami::new(["check-unbind", name, "-f", "jsonl", "--now", NOW].iter().chain(more)).dir(folder.path()).run()
}

/// An OpenDocument workbook with these tables, and what stands before them.
fn ods(before: &str, tables: &str) -> Vec<u8> {
    let spaces: String = ["office", "table", "text", "style", "calcext"]
        .map(|prefix| format!(" xmlns:{prefix}=\"urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0\""))
        .concat();
    let hidden = "<office:automatic-styles><style:style style:name=\"no\" style:family=\"table\">\
                  <style:table-properties table:display=\"false\"/></style:style></office:automatic-styles>";
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content{spaces}>{hidden}<office:body><office:spreadsheet>{before}\
         {tables}</office:spreadsheet></office:body></office:document-content>"
    );
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let parts = [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", "<manifest/>"),
        ("content.xml", &content),
    ];
    for (name, text) in parts {
        archive.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn table(name: &str, rows: &[String]) -> String {
    format!("<table:table table:name=\"{name}\">{}</table:table>", rows.concat())
}

fn row(cells: &[&str]) -> String {
    format!("<table:table-row>{}</table:table-row>", cells.concat())
}

fn text(text: &str) -> String {
    format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
}

fn texts(cells: &[&str]) -> String {
    row(&cells
        .iter()
        .map(|cell| text(cell))
        .collect::<Vec<_>>()
        .iter()
        .map(String::as_str)
        .collect::<Vec<_>>())
}

fn cell(attributes: &str, shown: &str) -> String {
    format!("<table:table-cell {attributes}><text:p>{shown}</text:p></table:table-cell>")
}

fn said(run: &Run) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap_or("").to_owned();
    run.results().iter().map(|result| (text(&result["source"]), text(&result["error"]["expected"]))).collect()
}

#[test]
fn cells_are_read_by_their_values_not_by_what_is_shown() {
    let header = texts(&["id", "platform", "state", "face_value", "expires_on", "name_matches", "bound_at"]);
    let row = |cells: [String; 7]| row(&cells.each_ref().map(String::as_str));
    let date =
        |date: &str| cell(&format!("office:value-type=\"date\" office:date-value=\"{date}\""), "22.11.");
    let values = row([
        text("a &amp; b<text:s text:c=\"2\"/>c"),
        text("<text:span>j</text:span>d"),
        text("bound"),
        cell("office:value-type=\"currency\" office:value=\"500.5\"", "￥501"),
        date("2028-06-30"),
        cell("office:value-type=\"boolean\" office:boolean-value=\"true\"", "WAHR"),
        date("2026-11-01T09:05:00"),
    ]);
    let same = texts(&["a &amp; b  c", "jd", "bound", "500.5", "2028-06-30", "true", "2026-11-01 09:05:00"]);
    let run = self::run("in.ods", &ods("", &table("a", &[header, values, same])), &[]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    let mut results = run.results();
    assert_eq!(results[0]["id"], "a & b  c");
    for result in &mut results {
        (result["record"], result["source"]) = (Value::Null, Value::Null);
    }
    assert_eq!(results[0], results[1]);
}

#[test]
fn formulas_and_errors_of_an_open_document() {
    let header = texts(&["platform", "face_value"]);
    let rows = [
        cell("table:formula=\"of:=1+1\"", "").replace("<text:p></text:p>", ""),
        cell(
            "table:formula=\"of:=1/0\" office:value-type=\"string\" office:string-value=\"\" calcext:value-type=\"error\"",
            "#DIV/0!",
        ),
        cell("table:formula=\"of:=1+1\" office:value-type=\"float\" office:value=\"2\"", "2"),
        cell("table:formula=\"of:=T(1)\" office:value-type=\"string\" office:string-value=\"\"", ""),
    ];
    let rows: Vec<String> =
        std::iter::once(header).chain(rows.map(|cell| row(&[&text("jd"), &cell]))).collect();
    let run = self::run("in.ods", &ods("", &table("a", &rows)), &[]);
    let errors = said(&run);
    assert!(errors[0].1.contains("a formula without a stored value"), "{errors:?}");
    assert!(errors[1].1.contains("ends in an error"), "{errors:?}");
    assert!(errors[2].1.is_empty() && errors[3].1.is_empty(), "{errors:?}");
}

#[test]
fn rows_and_cells_that_are_repeated() {
    let empty = |rows: u32| {
        format!(
            "<table:table-row table:number-rows-repeated=\"{rows}\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>"
        )
    };
    let remark = "<office:annotation><text:p>nobody reads this</text:p></office:annotation>";
    let twice = texts(&["1", "jd"])
        .replace("<table:table-row>", "<table:table-row table:number-rows-repeated=\"2\">");
    let rows = [
        "<table:table-header-rows>".to_owned()
            + &texts(&["id", "platform", "state"])
            + "</table:table-header-rows>",
        empty(3),
        "<table:table-row-group>".to_owned() + &twice + "</table:table-row-group>",
        row(&[
            &text("2").replace("<text:p>", &format!("{remark}<text:p>")),
            &text("jd"),
            "<table:table-cell table:number-columns-repeated=\"16381\"/>",
        ]),
        empty(1_048_570),
        empty(u32::MAX),
    ];
    let run = self::run("in.ods", &ods("", &table("a", &rows)), &[]);
    assert_eq!(run.code, 0, "{}", run.err);
    let sources: Vec<String> = said(&run).into_iter().map(|(source, _)| source).collect();
    assert_eq!(sources, ["in.ods:5", "in.ods:6", "in.ods:7"]);
    assert_eq!(run.results()[2]["id"], "2");
}

#[test]
fn sheets_of_an_open_document() {
    let sheet = |id: &str| [texts(&["id", "platform"]), texts(&[id, "jd"])];
    let hidden = table("选项", &sheet("h")).replace("<table:table ", "<table:table table:style-name=\"no\" ");
    let changes = "<table:tracked-changes><table:cell-content-change><table:table-cell/></table:cell-content-change></table:tracked-changes>";
    let book = ods(changes, &(hidden + &table("一月", &sheet("a")) + &table("二月", &sheet("b"))));
    let default = run("in.ods", &book, &[]);
    assert!(
        default.err.contains("`一月` is read") && default.err.contains("`选项` (hidden), `二月`"),
        "{}",
        default.err
    );
    let all = run("in.ods", &book, &["--all-sheets"]);
    let sources: Vec<String> = said(&all).into_iter().map(|(source, _)| source).collect();
    assert_eq!(sources, ["in.ods[一月]:2", "in.ods[二月]:2"]);
}

#[test]
fn numbers_count_from_the_day_that_the_document_says() {
    let header = texts(&["platform", "state", "expires_on"]);
    let number =
        |number: &str| cell(&format!("office:value-type=\"float\" office:value=\"{number}\""), number);
    let null_date = "<table:calculation-settings><table:null-date table:date-value=\"1904-01-01\"/></table:calculation-settings>";
    for (before, serial) in [("", "46356"), (null_date, "44894")] {
        let rows = [
            header.clone(),
            row(&[&text("jd"), &text("new"), &number(serial)]),
            texts(&["jd", "new", "2026-11-30"]),
        ];
        let run = self::run("in.ods", &ods(before, &table("a", &rows)), &[]);
        let results = run.results();
        assert_eq!(results[0]["warnings"], results[1]["warnings"], "{}", run.out);
        assert!(results[0]["warnings"].to_string().contains("expires-first"), "{}", run.out);
    }
}

#[test]
fn an_open_document_that_claims_or_holds_too_much() {
    let header = texts(&["platform", "state"]);
    let wide = cell("table:number-columns-repeated=\"20000\" office:value-type=\"string\"", "x");
    let tall = texts(&["jd", "new"])
        .replace("<table:table-row>", "<table:table-row table:number-rows-repeated=\"4000000000\">");
    let spaces = text("<text:s text:c=\"4000000000\"/>");
    let long = text(&"x".repeat(200_000));
    let large =
        cell("table:number-columns-repeated=\"16000\" office:value-type=\"string\"", &"x".repeat(20_000));
    for (row_of, code, says) in [
        (row(&[&text("jd"), &wide]), 2, "columns; 16384 at most"),
        (row(&[&text("jd"), &spaces]), 3, "too long"),
        (row(&[&text("jd"), &long]), 3, "too long"),
        (row(&[&text("jd"), &large]), 3, "too large"),
        (
            row(&[&text("jd"), &cell("office:value-type=\"float\" office:value=\"S3CR3T\"", "1")]),
            2,
            "something else than its type",
        ),
        ("<table:table-row><table:table-cell>".to_owned(), 2, "XML is broken"),
    ] {
        let book = ods("", &table("a", &[header.clone(), row_of]));
        let run = self::run("in.ods", &book, &["--threads", "1"]);
        assert_eq!(run.code, code, "{says}: {}", run.err);
        let all = run.err + &run.out;
        assert!(all.contains(says) && !all.contains("S3CR3T"), "{says}: {all}");
    }
    // No sheet goes on behind its last row.
    let empty =
        "<table:table-row table:number-rows-repeated=\"1048500\"><table:table-cell/></table:table-row>";
    let rows = [header, empty.to_owned(), tall];
    let run = self::run("in.ods", &ods("", &table("a", &rows)), &[]);
    assert!(run.code == 2 && run.err.contains("outside the sheet"), "{}", run.err);
}

/// The stream of the workbook that LibreOffice made.
fn stream() -> Vec<u8> {
    let file = std::fs::File::open(root().join("fixtures/office/cards.xls")).unwrap();
    let mut stream = Vec::new();
    cfb::CompoundFile::open(file)
        .unwrap()
        .open_stream("/Workbook")
        .unwrap()
        .read_to_end(&mut stream)
        .unwrap();
    stream
}

fn xls(stream: &[u8]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.create_stream("/Workbook").unwrap().write_all(stream).unwrap();
    file.flush().unwrap();
    file.into_inner().into_inner()
}

/// The records of a stream: where each begins, and its type.
fn records(stream: &[u8]) -> Vec<(usize, u16)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some([k0, k1, l0, l1]) = stream.get(at..).and_then(|rest| rest.first_chunk().copied()) {
        found.push((at, u16::from_le_bytes([k0, k1])));
        at += 4 + usize::from(u16::from_le_bytes([l0, l1]));
    }
    found
}

#[test]
fn an_old_workbook_that_is_damaged_does_not_end_the_program() {
    let stream = stream();
    let sheet = ["--sheet", "10月"];
    assert_eq!(run("in.xls", &xls(&stream), &sheet).code, 0);
    let mut damaged = vec![stream[..stream.len() / 2].to_vec(), stream[..300].to_vec(), Vec::new()];
    for (at, kind) in records(&stream) {
        // Lengths that reach beyond the end, records without data, cells in the last row and column,
        // sheets that begin nowhere, texts that there are not.
        let mut change = |from: usize, bytes: &[u8]| {
            let mut copy = stream.clone();
            if let Some(place) = copy.get_mut(at + from..at + from + bytes.len()) {
                place.copy_from_slice(bytes);
                damaged.push(copy);
            }
        };
        if matches!(
            kind,
            0x0085 | 0x00fc | 0x0006 | 0x00fd | 0x0203 | 0x027e | 0x00bd | 0x0200 | 0x0809 | 0x041e
        ) {
            change(2, &[0xff, 0xff]);
            change(2, &[0, 0]);
            change(4, &[0xff; 4]);
            change(8, &[0xff; 4]);
        }
    }
    assert!(damaged.len() > 50, "{}", damaged.len());
    for copy in damaged.into_iter().step_by(if is_thorough() { 1 } else { 4 }) {
        let run = run("in.xls", &xls(&copy), &["--all-sheets", "--threads", "1"]);
        assert!([0, 2, 3].contains(&run.code), "{}: {}", run.code, run.err);
        assert!(!run.err.contains("mistake in kami"), "{}", run.err);
    }
    for bytes in [
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(),
        [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice(), &[0xff; 2000]].concat(),
    ] {
        let run = run("in.xls", &bytes, &[]);
        assert!(run.code == 2 && run.err.contains("broken or cut off"), "{}", run.err);
    }
}

#[test]
fn what_an_old_workbook_comes_to_is_limited() {
    let bytes = xls(&stream());
    for limit in ["4K", "60K"] {
        let run = run("in.xls", &bytes, &["--max-unpacked", limit]);
        assert_eq!(run.code, 2, "{limit}");
        assert!(run.err.contains("--max-unpacked"), "{}", run.err);
    }
}
