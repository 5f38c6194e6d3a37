//! What holds of every input, tried on inputs made up at random.

use crate::support::is_thorough;
use crate::targets::harness::{Knobs, Outcome, outcome, outcome_csv};
use kami::internals::command::Command;
use kami::internals::input::Format;
use proptest::prelude::*;

/// The text of a cell: what fields take, what they refuse, and what CSV trips over.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => prop::sample::select(vec![
            "", "jd", "京东", "taobao", "500", "1,000", "１００", "-5", "bound", "未激活", "2026-11-01", "2026/11/1 9:05",
            "true", "否", "0.95", "95折", "none", "6.22E+18", "=\"0012\"", "'7", "46348", "suhuishou", "electronic",
        ])
        .prop_map(str::to_owned),
        1 => prop::sample::select(vec!["\"", "a\"b", "\"a\"b", "\"a\" ", "\"a\"\"", "\n", "x\r\ny", "\r", ";", "\t", "\u{0}", " ", "\u{3000}", "𠮷"])
            .prop_map(str::to_owned),
        1 => "[ -~]{0,12}",
        1 => "\\PC{0,6}",
    ]
}

/// Rows under a header of real names, quoted or not, and broken now and then.
fn rows() -> impl Strategy<Value = String> {
    let names = prop::sample::subsequence(
        vec![
            "id",
            "card_no",
            "platform",
            "channel",
            "state",
            "face_value",
            "balance",
            "bound_at",
            "pin",
            "备注",
        ],
        1..10,
    );
    let row = prop::collection::vec((cell(), 0..4u8), 0..12);
    (names, prop::collection::vec(row, 0..25), prop::sample::select(vec!["\n", "\r\n", "\r"])).prop_map(
        |(names, rows, line_end)| {
            let mut text = names.join(",") + line_end;
            for row in rows {
                let cells = row.iter().map(|(cell, how)| match how {
                    // As it should be, and as it should not.
                    0 | 1 => format!("\"{}\"", cell.replace('"', "\"\"")),
                    2 => cell.replace([',', '"', '\n', '\r'], ""),
                    _ => cell.clone(),
                });
                text += &cells.collect::<Vec<_>>().join(",");
                text += line_end;
            }
            text
        },
    )
}

/// JSON of records, and of what is none.
fn json() -> impl Strategy<Value = String> {
    let key = prop::sample::select(vec!["id", "card_no", "platform", "channel", "documents", "pin", "x"]);
    let value = prop_oneof![
        cell().prop_map(|text| serde_json::Value::from(text).to_string()),
        "-?[0-9]{1,30}(\\.[0-9]{1,5})?",
        Just("null".to_owned()),
        Just("[\"a\",{\"pin\":[1]}]".to_owned()),
        Just("\"\\ud800\"".to_owned()),
        Just("}".to_owned()),
    ];
    let members = prop::collection::vec((key, value), 0..5);
    let object = members.prop_map(|members| {
        let members = members.iter().map(|(key, value)| format!("\"{key}\":{value}"));
        format!("{{{}}}", members.collect::<Vec<_>>().join(","))
    });
    let item = prop_oneof![6 => object, 1 => Just("7".to_owned()), 1 => Just("{\"a\":".to_owned()), 1 => Just("\u{c}".to_owned())];
    (prop::collection::vec(item, 0..15), 0..4u8).prop_map(|(items, how)| match how {
        0 => format!("[{}]", items.join(",")),
        1 => format!("[{}", items.join(",\n")),
        2 => items.join("\n"),
        _ => items.join("\r\n") + "\n",
    })
}

fn knobs(command: usize, format: Format) -> Knobs {
    Knobs::of(Command::DECIDING[command], format)
}

/// Pieces and workers do not matter, and every record has its result.
fn holds(text: &[u8], knobs: Knobs, batch: usize, threads: usize) -> Result<Outcome, TestCaseError> {
    let whole = outcome(text, knobs);
    whole.check();
    let cut = outcome(text, Knobs { batch, threads, ..knobs });
    prop_assert_eq!(&whole, &cut);
    let as_rows = outcome_csv(text, knobs);
    prop_assert_eq!(as_rows.records, whole.records);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(as_rows.out.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().unwrap();
    prop_assert_eq!(rows.len() as u64, whole.records);
    for (row, line) in rows.iter().zip(whole.out.lines()) {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        prop_assert_eq!(&row[4], line["verdict"].as_str().unwrap());
    }
    Ok(whole)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: if is_thorough() { 256 } else { 32 }, ..ProptestConfig::default() })]

    #[test]
    fn rows_in_pieces(text in rows(), command in 0..3usize, batch in 1..400usize, threads in 1..4usize) {
        holds(text.as_bytes(), knobs(command, Format::Csv), batch, threads)?;
    }

    #[test]
    fn rows_with_a_limit(text in rows(), limit in 1..200usize, batch in 1..400usize) {
        holds(text.as_bytes(), Knobs { limit, ..knobs(0, Format::Csv) }, batch, 1)?;
    }

    #[test]
    fn rows_in_another_encoding(text in rows(), batch in 1..400usize, which in 0..3usize) {
        let utf16 = |bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
        let (encoded, _, is_lossy) = encoding_rs::GB18030.encode(&text);
        prop_assume!(!is_lossy);
        let bytes = match which {
            0 => [b"\xff\xfe".as_slice(), &utf16(u16::to_le_bytes)].concat(),
            1 => [b"\xfe\xff".as_slice(), &utf16(u16::to_be_bytes)].concat(),
            _ => [b"\x84\x31\x95\x33".as_slice(), &encoded].concat(),
        };
        let other = holds(&bytes, knobs(0, Format::Csv), batch, 2)?;
        prop_assert_eq!(other, outcome(text.as_bytes(), knobs(0, Format::Csv)));
    }

    #[test]
    fn json_in_pieces(text in json(), command in 0..3usize, batch in 1..400usize, threads in 1..4usize, is_lines: bool) {
        let format = if is_lines { Format::Jsonl } else { Format::Json };
        holds(text.as_bytes(), knobs(command, format), batch, threads)?;
    }

    #[test]
    fn json_with_a_limit(text in json(), limit in 1..100usize, batch in 1..400usize, is_lines: bool) {
        let format = if is_lines { Format::Jsonl } else { Format::Json };
        holds(text.as_bytes(), Knobs { limit, ..knobs(0, format) }, batch, 1)?;
    }

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..300), which in 0..3usize, batch in 1..100usize) {
        let format = [Format::Csv, Format::Json, Format::Jsonl][which];
        holds(&bytes, knobs(0, format), batch, 2)?;
    }

    #[test]
    fn rows_are_objects(cells in prop::collection::vec(cell(), 1..120), command in 0..3u8) {
        let text = cells.iter().map(|cell| cell.replace('\n', "")).collect::<Vec<_>>().join("\n");
        crate::targets::records(&[&[command], text.as_bytes()].concat());
    }
}
