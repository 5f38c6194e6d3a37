//! Workbooks that claim or hold more than they should.

use std::io::{Cursor, Write};

use crate::support::{Kami, NOW, Run, tries};
use serde_json::Value;

/// A workbook of a sheet and the texts that its cells share.
fn workbook(shared: &[u8], sheet: &[u8]) -> Vec<u8> {
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relations = |relations: &str| {
        format!("<Relationships xmlns=\"{PACKAGE}/relationships\">{relations}</Relationships>").into_bytes()
    };
    let relation = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>")
    };
    let parts = [
        ("_rels/.rels", relations(&relation("rId1", "officeDocument", "xl/workbook.xml"))),
        (
            "xl/_rels/workbook.xml.rels",
            relations(
                &(relation("rId1", "worksheet", "worksheets/sheet1.xml")
                    + &relation("rId2", "sharedStrings", "sharedStrings.xml")),
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns:r=\"{OFFICE}\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"rId1\"/></sheets>\
                 </workbook>"
            )
            .into_bytes(),
        ),
        ("xl/sharedStrings.xml", shared.to_vec()),
        (
            "xl/worksheets/sheet1.xml",
            [b"<worksheet><sheetData>", sheet, b"</sheetData></worksheet>"].concat(),
        ),
    ];
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        archive.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(&text).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn shared(claimed: u64, texts: &[&str]) -> Vec<u8> {
    let texts: String = texts.iter().map(|text| format!("<si><t>{text}</t></si>")).collect();
    format!("<sst uniqueCount=\"{claimed}\">{texts}</sst>").into_bytes()
}

/// A cell with a text of its own.
fn inline(text: &str) -> String {
    format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>")
}

fn row(cells: &[String]) -> String {
    format!("<row>{}</row>", cells.concat())
}

fn header() -> String {
    row(&["id", "platform", "note"].map(inline))
}

/// A run over a workbook from a file and one from a pipe, with one worker and four, which say the
/// same.
fn runs(workbook: &[u8], more: &[&str]) -> Run {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("in.xlsx"), workbook).unwrap();
    let mut first: Option<Run> = None;
    for threads in ["1", "4"] {
        for input in ["in.xlsx", "-"] {
            let args = ["check-unbind", input, "-f", "jsonl", "--now", NOW, "--threads", threads];
            let kami = Kami::new(args.iter().chain(more)).dir(folder.path());
            let run = if input == "-" { kami.stdin(workbook).run() } else { kami.run() };
            let first = first.get_or_insert(Run {
                raw: Vec::new(),
                out: run.out.clone(),
                err: run.err.clone(),
                ..run
            });
            assert_eq!(run.code, first.code, "{input}: {}", run.err);
            assert_eq!(run.out.replace("\"-:", "\"in.xlsx:"), first.out, "{input}");
            let name = |text: &str| text.replacen("kami: -:", "kami: in.xlsx:", 1);
            assert_eq!(name(&run.err), first.err, "{input}");
        }
    }
    first.unwrap()
}

/// What is said of each record: its source, and what would be right if it is invalid.
fn said(run: &Run) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap_or("").to_owned();
    let of = |line: &str| {
        let result: Value = serde_json::from_str(line).unwrap();
        (text(&result["source"]), text(&result["error"]["expected"]))
    };
    run.out.lines().map(of).collect()
}

#[test]
fn more_shared_texts_claimed_than_there_are() {
    let sheet = header() + &row(&[inline("1"), inline("jd"), inline("x")]);
    for (claimed, figure) in [
        (4_294_967_295, "4,294,967,295"),
        (u64::MAX, "18,446,744,073,709,551,615"),
        (1_000_000_000_000, "1,000,000,000,000"),
    ] {
        let run = runs(&workbook(&shared(claimed, &["a"]), sheet.as_bytes()), &[]);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{}", run.err);
        assert!(run.err.contains(&format!("claims to have {figure} shared texts")), "{}", run.err);
    }
    // A count that is only a little off does no harm.
    for claimed in [0, 1, 20] {
        let run = runs(&workbook(&shared(claimed, &["a"]), sheet.as_bytes()), &[]);
        assert_eq!(run.code, 0, "{}", run.err);
    }
}

#[test]
fn a_cell_that_holds_more_than_one_can() {
    let (fits, long) = ("é".repeat(32_767), "é".repeat(32_768));
    let of = |index: usize| format!("<c t=\"s\"><v>{index}</v></c>");
    let sheet = [
        header(),
        row(&[inline("1"), inline("jd"), inline(&fits)]),
        row(&[inline("2"), inline("jd"), inline(&long)]),
        row(&[of(0), inline("jd"), of(1)]),
        row(&[of(0), inline("jd"), of(2)]),
        row(&[of(2), inline("jd"), of(0)]),
        row(&[inline("6"), inline("jd"), inline("x")]),
    ];
    let run = runs(&workbook(&shared(3, &["s", &fits, &long]), sheet.concat().as_bytes()), &[]);
    assert_eq!(run.code, 3, "{}", run.err);
    let found = said(&run);
    let too_long = |cell: u8| {
        format!("cell {cell} of the row is too long: a cell of a sheet holds at most 32767 characters")
    };
    let want = ["", &too_long(3), "", &too_long(3), &too_long(1), ""];
    for ((at, found), want) in found.iter().enumerate().zip(want) {
        assert_eq!((found.0.as_str(), found.1.as_str()), (&*format!("in.xlsx:{}", at + 2), want));
    }
    assert_eq!(found.len(), want.len());
}

#[test]
fn a_row_of_a_sheet_over_the_limit() {
    let many: Vec<String> = (0..10).map(|_| inline(&"x".repeat(10_000))).collect();
    let row_of = |id: &str| row(&[inline(id), inline("jd"), inline("x")]);
    let sheet = [header(), row_of("1"), row(&many), row_of("3")].concat();
    let run = runs(&workbook(&shared(0, &[]), sheet.as_bytes()), &["--max-record-size", "50K"]);
    let found = said(&run);
    assert_eq!((run.code, found.len()), (3, 3), "{}", run.err);
    assert!(found[1].1.contains("too large") && found[0].1.is_empty() && found[2].1.is_empty(), "{found:?}");
}

#[test]
fn what_is_held_unpacked_is_limited() {
    let sheet = header() + &row(&[inline("1"), inline("jd"), inline("x")]);
    let text = "x".repeat(20_000);
    let texts: Vec<&str> = (0..200).map(|_| text.as_str()).collect();
    // A few kilobytes that unpack to four million.
    let bomb = workbook(&shared(200, &texts), sheet.as_bytes());
    assert!(bomb.len() < 32 << 10, "{}", bomb.len());
    for limit in ["1M", "1MiB", "1m", "1048576", "1024KB"] {
        let run = runs(&bomb, &["--max-unpacked", limit]);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{limit}: {}", run.err);
        assert!(run.err.contains("more than 1 MiB") && run.err.contains("--max-unpacked"), "{}", run.err);
    }
    for enough in [&["--max-unpacked", "5M"] as &[_], &[]] {
        assert_eq!(runs(&bomb, enough).code, 0);
    }
    // So is a workbook that has to be held as a whole.
    let folder = tempfile::tempdir().unwrap();
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(&bomb).unwrap();
    std::fs::write(folder.path().join("in.xlsx.gz"), packed.finish().unwrap()).unwrap();
    let run = Kami::new(["check-unbind", "in.xlsx.gz", "--max-unpacked", "1K"]).dir(folder.path()).run();
    assert_eq!(run.code, 2, "{}", run.err);
    assert!(run.err.contains("more than 1 KiB"), "{}", run.err);
    for wrong in ["0", "", "x", "1T", "-1"] {
        let run = Kami::new(["check-unbind", "-", &format!("--max-unpacked={wrong}")]).stdin("").run();
        assert_eq!(run.code, 2, "{wrong}");
        assert!(run.err.contains("--max-unpacked"), "{wrong}: {}", run.err);
    }
    let run = Kami::new(["check-unbind", "-", "--max-unpacked", "x", "--lang", "zh"]).stdin("").run();
    assert!(run.err.contains("应为大小"), "{}", run.err);
}

#[test]
fn what_is_streamed_has_no_limit() {
    let rows: String =
        (0..20_000).map(|number| row(&[inline(&number.to_string()), inline("jd"), inline("x")])).collect();
    let sheet = workbook(&shared(0, &[]), (header() + &rows).as_bytes());
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("in.xlsx"), sheet).unwrap();
    let text = "id,platform\n".to_owned() + &"1,jd\n".repeat(20_000);
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(text.as_bytes()).unwrap();
    std::fs::write(folder.path().join("in.csv.gz"), packed.finish().unwrap()).unwrap();
    for input in ["in.xlsx", "in.csv.gz"] {
        let args = ["check-unbind", input, "-f", "csv", "--max-unpacked", "8K"];
        let run = Kami::new(args).dir(folder.path()).run();
        assert_eq!(run.code, 0, "{input}: {}", run.err);
        assert_eq!(run.out.lines().count(), 20_001, "{input}");
    }
}

#[test]
fn a_cell_that_unpacks_without_end() {
    // In one piece, and in many: nothing but what is unpacked counts.
    let piece = "x".repeat(1 << 20);
    let whole = format!("<c t=\"inlineStr\"><is><t>{}</t></is></c>", piece.repeat(200));
    let many = format!("<c t=\"inlineStr\"><is>{}</is></c>", format!("<r><t>{piece}</t></r>").repeat(200));
    for cell in [many, whole].into_iter().take(tries(2)) {
        let sheet = header() + &row(&[inline("1"), inline("jd"), inline("x")]) + &row(&[cell]);
        let bomb = workbook(&shared(0, &[]), sheet.as_bytes());
        assert!(bomb.len() < 1 << 20, "{}", bomb.len());
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("in.xlsx"), bomb).unwrap();
        let run = Kami::new(["check-unbind", "in.xlsx", "-f", "csv"]).dir(folder.path()).run();
        assert_eq!(run.code, 2, "{}", run.err);
        assert!(run.err.contains("a cell that unpacks to more than 128 MiB"), "{}", run.err);
    }
}
