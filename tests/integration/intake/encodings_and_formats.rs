//! The same records give the same results, however they are written and packed.

use crate::support::{Kami, NOW, Run, gzip};
use serde_json::Value;

/// A header and rows: Chinese names, long numbers, commas, leading zeros, lists, a broken row.
fn rows() -> Vec<Vec<&'static str>> {
    vec![
        vec!["编号", "卡号", "平台", "状态", "面额", "余额", "有效期", "绑定时间", "已备材料", "备注"],
        vec!["0001", "0622202020011223344", "京东", "未激活", "1,000", "1000", "2027-01-02", "", "", "甲,乙"],
        vec![
            "0002",
            "6222020200112233445",
            "jd",
            "已绑定",
            "500",
            "500.00",
            "2027/1/2",
            "2026-11-01 09:05",
            "",
            "“引号”",
        ],
        vec![
            "0003",
            "6222020200112233",
            "拼多多",
            "bound",
            "￥１００",
            "１００",
            "",
            "2026/11/1 9:05",
            "无",
            "x",
        ],
        vec!["0004", "6.22E+18", "taobao", "bound", "100", "", "", "", "", "y"],
        vec!["0005", "", "无名", "bound", "100", "", "", "", "", "𠮷"],
        vec!["0006", "12", "", "bound", "100", "", "", "", "", "z"],
    ]
}

fn csv(line_end: &str) -> String {
    let cell = |cell: &&str| {
        if cell.contains([',', '"']) {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            (*cell).to_owned()
        }
    };
    let line = |row: Vec<&str>| row.iter().map(cell).collect::<Vec<_>>().join(",") + line_end;
    rows().into_iter().map(line).collect()
}

fn objects() -> Vec<String> {
    let rows = rows();
    let object = |row: &Vec<&str>| {
        let members = rows[0].iter().zip(row).map(|(key, cell)| {
            format!(
                "{}:{}",
                Value::from(*key),
                if cell.is_empty() { "null".to_owned() } else { Value::from(*cell).to_string() }
            )
        });
        format!("{{{}}}", members.collect::<Vec<_>>().join(","))
    };
    rows[1..].iter().map(object).collect()
}

fn xlsx() -> Vec<u8> {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    for (row, cells) in rows().iter().enumerate() {
        for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            sheet.write_string(row as u32, column as u16, *cell).unwrap();
        }
    }
    workbook.save_to_buffer().unwrap()
}

fn utf16(text: &str, is_little: bool) -> Vec<u8> {
    let bytes = |unit: u16| if is_little { unit.to_le_bytes() } else { unit.to_be_bytes() };
    text.encode_utf16().flat_map(bytes).collect()
}

/// The results, without where their records came from.
fn results(run: &Run) -> Vec<Value> {
    let mut results = run.results();
    results.iter_mut().for_each(|result| result["source"] = Value::Null);
    results
}

#[test]
fn however_they_are_written() {
    let plain = csv("\n");
    let gb = encoding_rs::GB18030.encode(&plain).0.into_owned();
    let array = format!("[\n{}\n]\n", objects().join(",\n"));
    let lines = objects().join("\n") + "\n";
    let marked = |mark: &[u8], bytes: Vec<u8>| [mark, &bytes].concat();
    let inputs: Vec<(&str, Vec<u8>)> = vec![
        ("a.csv", plain.clone().into_bytes()),
        ("mark.csv", marked(b"\xef\xbb\xbf", plain.clone().into_bytes())),
        ("le.csv", marked(b"\xff\xfe", utf16(&plain, true))),
        ("be.csv", marked(b"\xfe\xff", utf16(&plain, false))),
        ("gb.csv", gb.clone()),
        ("crlf.csv", csv("\r\n").into_bytes()),
        ("cr.csv", csv("\r").into_bytes()),
        (
            "sep.csv",
            format!(
                "sep=;\n{}",
                plain.replace("\"1,000\"", "1000").replace(',', ";").replace("\"甲;乙\"", "甲乙")
            )
            .into_bytes(),
        ),
        (
            "tab.tsv",
            plain.replace("\"1,000\"", "1000").replace("\"甲,乙\"", "甲").replace(',', "\t").into_bytes(),
        ),
        ("sheet.xlsx", xlsx()),
        ("sheet-by-content.csv", xlsx()),
        ("packed.csv.gz", gzip(plain.as_bytes())),
        ("packed-by-content.csv", gzip(&gb)),
        ("packed.xlsx.gz", gzip(&xlsx())),
        ("array.json", array.clone().into_bytes()),
        ("array-le.json", marked(b"\xff\xfe", utf16(&array, true))),
        ("objects.json", lines.clone().into_bytes()),
        ("lines.jsonl", lines.clone().into_bytes()),
        ("lines-gb.jsonl", encoding_rs::GB18030.encode(&lines).0.into_owned()),
        ("lines.jsonl.gz", gzip(lines.as_bytes())),
        ("no-ending", array.into_bytes()),
    ];
    let folder = tempfile::tempdir().unwrap();
    let mut first: Option<Vec<Value>> = None;
    for (name, bytes) in inputs {
        std::fs::write(folder.path().join(name), &bytes).unwrap();
        let run = Kami::new(["check-unbind", name, "-f", "jsonl", "--now", NOW]).dir(folder.path()).run();
        assert_eq!(run.code, 3, "{name}: {}", run.err);
        let found = results(&run);
        assert_eq!(found.len(), 6, "{name}: {}", run.out);
        let first = first.get_or_insert_with(|| found.clone());
        assert_eq!(&found, first, "{name}");
        if !name.contains("array") && !name.contains("no-ending") && !name.contains('j') {
            let lines_before = if name == "sep.csv" { 2 } else { 1 };
            assert_eq!(
                run.results().last().unwrap()["source"],
                format!("{name}:{}", 6 + lines_before),
                "{name}"
            );
        }
        // From a pipe there is no name to go by.
        if !name.ends_with(".tsv") {
            let run = Kami::new(["check-unbind", "-", "-f", "jsonl", "--now", NOW]).stdin(&bytes).run();
            assert_eq!(&results(&run), first, "{name} piped: {}", run.err);
        }
    }
    let first = first.unwrap();
    assert_eq!(first[0]["card_no"], "***************3344");
    assert_eq!(first[1]["id"], "0002");
    let verdicts: Vec<&Value> = first.iter().map(|result| &result["verdict"]).collect();
    assert_eq!(verdicts[3..], ["invalid"; 3]);
    assert!(verdicts[..3].iter().all(|verdict| **verdict != "invalid"), "{first:?}");
}

#[test]
fn a_sheet_keeps_what_its_cells_are() {
    use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
    let mut workbook = Workbook::new();
    workbook.add_worksheet().write_string(0, 0, "nothing here").unwrap();
    let sheet = workbook.add_worksheet().set_name("卡").unwrap();
    sheet.write_string(0, 0, "A preamble,\nof a line").unwrap();
    for (column, name) in
        ["id", "card_no", "platform", "face_value", "balance", "expires_on", "bound_at", "name_matches"]
            .iter()
            .enumerate()
    {
        sheet.write_string(2, column as u16, *name).unwrap();
    }
    let day = Format::new().set_num_format("yyyy/m/d");
    let time = Format::new().set_num_format("yyyy/m/d h:mm");
    // Row 4 of the sheet, row 5 is empty, row 6 has numbers that are damaged.
    sheet.write_number(3, 0, 7).unwrap();
    sheet.write_string(3, 1, "0622202020011223344").unwrap();
    sheet.write_string(3, 2, "jd").unwrap();
    sheet.write_number(3, 3, 500.5).unwrap();
    sheet.write_number(3, 4, 0.1 + 0.2).unwrap();
    sheet.write_datetime_with_format(3, 5, ExcelDateTime::from_ymd(2027, 1, 2).unwrap(), &day).unwrap();
    let bound = ExcelDateTime::from_ymd(2026, 11, 1).unwrap().and_hms(9, 5, 0).unwrap();
    sheet.write_datetime_with_format(3, 6, bound, &time).unwrap();
    sheet.write_boolean(3, 7, true).unwrap();
    sheet.write_string(5, 0, "8").unwrap();
    sheet.write_number(5, 1, 6_222_020_200_112_233_445.0).unwrap();
    sheet.write_string(5, 2, "jd").unwrap();
    sheet.write_string(6, 2, "jd").unwrap();
    sheet.write_number(6, 5, 46348).unwrap();
    let bytes = workbook.save_to_buffer().unwrap();
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("cards.xlsx"), bytes).unwrap();
    let args =
        ["check-unbind", "cards.xlsx", "--sheet", "卡", "--skip-lines", "1", "-f", "jsonl", "--now", NOW];
    let run = Kami::new(args).dir(folder.path()).run();
    assert_eq!(run.code, 3, "{}", run.err);
    let results = run.results();
    assert_eq!(results.len(), 3);
    assert_eq!(results[0]["source"], "cards.xlsx[卡]:4");
    assert_eq!(results[0]["id"], "7");
    assert_eq!(results[0]["card_no"], "***************3344");
    assert_eq!(results[0]["error"], Value::Null);
    assert_eq!(results[1]["source"], "cards.xlsx[卡]:6");
    assert_eq!(results[1]["error"]["field"], "card_no");
    // A number is a date where one belongs.
    assert_eq!(results[2]["error"], Value::Null);

    let run = Kami::new(["check-unbind", "cards.xlsx", "--sheet", "none"]).dir(folder.path()).run();
    assert_eq!(run.code, 2);
    assert!(run.err.contains("no sheet `none`") && run.err.contains("卡"), "{}", run.err);
}

#[test]
fn an_encoding_that_is_told_is_taken() {
    let text = "id,平台\n1,京东\n2,京东\n";
    let gb = encoding_rs::GB18030.encode(text).0.into_owned();
    for (encoding, bytes) in [
        ("gbk", gb.clone()),
        ("gb18030", gb.clone()),
        ("utf-16le", utf16(text, true)),
        ("utf-16be", utf16(text, false)),
        ("utf-8", text.as_bytes().to_vec()),
    ] {
        let run = Kami::new(["check-unbind", "-", "--encoding", encoding, "-f", "jsonl", "--now", NOW])
            .stdin(&bytes)
            .run();
        assert_eq!((run.code, run.out.lines().count()), (0, 2), "{encoding}: {}", run.err);
    }
    let run = Kami::new(["check-unbind", "-", "--encoding", "utf-8"])
        .stdin(encoding_rs::GB18030.encode("编号,卡号\n").0)
        .run();
    assert_eq!(run.code, 2);
    assert!(run.err.contains("header"), "{}", run.err);
}

#[test]
fn bytes_that_are_no_text_cost_their_record_and_no_other() {
    let good = "id,platform,备注\n1,jd,一二三四五六七八九\n";
    for (bytes, name) in [
        ([good.as_bytes(), b"2,jd,\xff\n3,jd,x\n"].concat(), "utf-8"),
        ([&*encoding_rs::GB18030.encode(good).0, b"2,jd,\xff\n3,jd,x\n"].concat(), "gb18030"),
        (
            [
                b"\xff\xfe",
                &*utf16(good, true),
                &utf16("2,jd,", true),
                b"\x00\xd8",
                &utf16("\n3,jd,x\n", true),
            ]
            .concat(),
            "utf-16",
        ),
    ] {
        let run = Kami::new(["check-unbind", "-", "-f", "jsonl", "--now", NOW]).stdin(&bytes).run();
        assert_eq!(run.code, 3, "{name}: {}", run.err);
        let errors: Vec<bool> = results(&run).iter().map(|result| result["error"] != Value::Null).collect();
        assert_eq!(errors, [false, true, false], "{name}");
        assert!(!run.out.contains('\u{fffd}'), "{name}");
    }
    // In JSON as well, and for half a character that is escaped.
    let lines = b"{\"id\":\"1\",\"platform\":\"jd\"}\n{\"id\":\"\xff\",\"platform\":\"jd\"}\n{\"id\":\"\\ud800\",\"platform\":\"jd\"}\n";
    let run = Kami::new(["check-unbind", "-", "-f", "jsonl", "--now", NOW]).stdin(lines).run();
    let errors: Vec<Value> = results(&run).iter().map(|result| result["error"]["expected"].clone()).collect();
    assert_eq!(errors[0], Value::Null);
    assert!(errors[1..].iter().all(|error| error.as_str().unwrap().contains("encoding")), "{errors:?}");
}
