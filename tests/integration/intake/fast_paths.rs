//! What the fast paths read is what the general readers read, byte for byte: the same input with the
//! fast paths on and off.

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use crate::support::{Kami, NOW, is_thorough, tries};

const CSV_HEADER: &str =
    "id,platform,channel,face_value,balance,state,documents,bound_at,备注,submitted_at\n";

/// The texts of a row's cells.
fn cells() -> impl Strategy<Value = Vec<String>> {
    let pick = |texts: &'static [&'static str]| prop::sample::select(texts).prop_map(str::to_owned);
    // Nearly all are valid, for an invalid record hides the rest of what it has.
    let or = |usual: &'static [&'static str], wrong: &'static [&'static str]| prop_oneof![40 => pick(usual), 1 => pick(wrong)];
    let platform = or(&["jd", "jd", "taobao", "京东", "pdd", " jd ", "JD"], &["no such", ""]);
    let channel = or(&["jd-official", "kaquanmao", "transfer", "卡券猫"], &["", "x"]);
    let balance = or(&["", "0", "0.00", "0.01", "1.50"], &["1,000,000", "x"]);
    let money = {
        prop_oneof![
            12 => (2u32..30_000, 0u32..100).prop_map(|(yuan, fen)| format!("{yuan}.{fen:02}")),
            6 => (1u32..200, 0u32..1000).prop_map(|(thousands, rest)| format!("{thousands},{rest:03}.00")),
            2 => (1u32..200, 0u32..1000).prop_map(|(thousands, rest)| format!("{thousands},{rest:03}")),
            1 => pick(&["", "1,00", "1,000.5", "5元", "-", "x", "１００"]),
        ]
    };
    let state = or(&["new", "bound", "", "已绑定", "used"], &["odd"]);
    let documents =
        or(&["id-photos;serial-screenshot", "id-photos", "none", "", "[\"id-photos\"]"], &["a;b"]);
    let time = || {
        or(
            &[
                "2026-11-20 10:05:00",
                "2026-11-20 10:05",
                "2026-11-22T09:58+08:00",
                "2026-11-22 09:57",
                "2026/11/20 9:05",
                "",
            ],
            &["2027-01-01 10:00", "2026-11-20 25:00", "2026-11-20 10:6"],
        )
    };
    let remark = pick(&["", "plain", "a, b", "he said \"no\"", "two\nlines", "京东, 卡", "5\" disc", "=1"]);
    let id = "[A-Z0-9]{0,12}";
    (id, platform, channel, money, balance, state, documents, time(), remark, time()).prop_map(
        |(id, platform, channel, face, balance, state, documents, bound, remark, submitted)| {
            vec![id, platform, channel, face, balance, state, documents, bound, remark, submitted]
        },
    )
}

/// How a cell is quoted: as it has to be, always, or as if quotes were nothing.
fn quoted(cell: &str, how: u8) -> String {
    match how {
        0 => format!("\"{}\"", cell.replace('"', "\"\"")),
        1 => cell.replace('\n', " ").replace(',', "，"),
        _ if cell.contains([',', '\n', '"']) => format!("\"{}\"", cell.replace('"', "\"\"")),
        _ => cell.to_owned(),
    }
}

/// How many rows there are in an input.
fn count() -> usize {
    if is_thorough() { 2000 } else { 1000 }
}

fn rows(count: usize) -> Vec<(Vec<String>, Vec<u8>)> {
    let how = prop::collection::vec(prop_oneof![6 => Just(2u8), 1 => Just(0u8), 1 => Just(1u8)], 10);
    let row = (cells(), how);
    let mut runner = TestRunner::deterministic();
    (0..count).map(|_| row.new_tree(&mut runner).unwrap().current()).collect()
}

fn csv(line_end: &str) -> Vec<u8> {
    let mut text = CSV_HEADER.replace('\n', line_end).into_bytes();
    for (number, (cells, how)) in rows(count()).iter().enumerate() {
        let line: Vec<String> = cells.iter().zip(how).map(|(cell, how)| quoted(cell, *how)).collect();
        text.extend(line.join(",").bytes());
        match number % 500 {
            77 => text.extend(b",one,more"),
            150 => text.extend(b"\xff\xfe"),
            230 => text.extend(b"\n  "),
            _ => {}
        }
        text.extend(line_end.bytes());
    }
    text
}

fn jsonl() -> Vec<u8> {
    let names: Vec<&str> = CSV_HEADER.trim().split(',').collect();
    let mut text = Vec::new();
    for (number, (cells, how)) in rows(count()).iter().enumerate() {
        let members = names.iter().zip(cells).zip(how).map(|((name, cell), how)| {
            let value = match (*name, how) {
                ("documents", 0 | 1) => serde_json::to_string(&cell.split(';').collect::<Vec<_>>()).unwrap(),
                ("face_value", 0) if cell.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') => {
                    if cell.is_empty() { "null".to_owned() } else { cell.clone() }
                }
                _ => serde_json::to_string(cell).unwrap(),
            };
            format!("\"{name}\":{value}")
        });
        text.extend(format!("{{{}}}\n", members.collect::<Vec<_>>().join(",")).bytes());
        if number % 500 == 150 {
            text.extend(b"{\"id\":\"\xff\"}\n");
        }
    }
    text
}

fn out(input: &[u8], args: &[&str], switch: &str, threads: &str) -> (i32, Vec<u8>, String) {
    let args = args.iter().copied().chain(["-", "--now", NOW, "--threads", threads]);
    let run = Kami::new(args).env("KAMI_FAST_PATH", switch).stdin(input).run();
    (run.code, run.raw, run.err)
}

#[test]
fn outputs_are_the_same_with_fast_paths_on_and_off() {
    for (input, form) in [(csv("\n"), "csv"), (csv("\r\n"), "csv"), (jsonl(), "jsonl")] {
        for command in ["check-unbind", "cancel-window", "recycle-quote"] {
            for more in [&["--passthrough"][..], &[]].into_iter().take(tries(2)) {
                let args: Vec<&str> = [command, "-f", form].iter().chain(more).copied().collect();
                let general = out(&input, &args, "off", "1");
                let text = String::from_utf8_lossy(&general.1);
                let invalid = text.matches("invalid").count();
                assert!(invalid < count() * 3 / 4, "{args:?}: {invalid}: {}", general.2);
                assert!(general.1.len() > count() * 20, "{args:?}");
                for threads in ["1", "3"].into_iter().skip(usize::from(!is_thorough())) {
                    let fast = out(&input, &args, "on", threads);
                    let at = general.1.iter().zip(&fast.1).position(|(general, fast)| general != fast);
                    let near = |out: &[u8]| {
                        let at = at.unwrap_or(0);
                        let text = out.get(at.saturating_sub(300)..out.len().min(at + 100));
                        String::from_utf8_lossy(text.unwrap_or_default()).into_owned()
                    };
                    assert!(general.1 == fast.1, "{args:?}\n{}\n{}", near(&general.1), near(&fast.1));
                    assert_eq!(general.0, fast.0, "{args:?}");
                }
            }
        }
    }
}
