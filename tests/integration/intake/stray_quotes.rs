//! Quotes that open or close nothing, and byte order marks in the middle: whichever way the text
//! comes in, each costs its own line, and no other record changes.

use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::support::{Kami, NOW, tries};

/// What a run says with one worker and with four, from a file, and from a pipe whole and in pieces,
/// which is the same but for the name of the input.
fn every_way(command: &str, input: &[u8], format: &str) -> (i32, String) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("in.csv"), input).unwrap();
    let mut first: Option<(i32, String)> = None;
    // A table is cut to the width of the screen otherwise, with more or less of a text.
    let wide = if format == "table" { "--wide" } else { "-q" };
    for threads in ["1", "4"] {
        let args =
            |name| [command, name, "-f", format, "--now", NOW, "--threads", threads, wide, "--lang", "en"];
        let file = Kami::new(args("in.csv")).dir(folder.path()).run();
        let pipe = Kami::new(args("-")).stdin(input).run();
        let pieces = in_pieces(&args("-"), input);
        let first = first.get_or_insert_with(|| (file.code, file.out.clone()));
        assert_eq!((file.code, &file.out), (first.0, &first.1), "{threads}");
        let renamed = first.1.replace("in.csv:", "-:");
        // A table is as wide as what stands in it.
        let squeezed = |text: &str| match format {
            "table" => text.replace([' ', '─'], ""),
            _ => text.to_owned(),
        };
        assert_eq!((pipe.code, squeezed(&pipe.out)), (first.0, squeezed(&renamed)), "{threads} piped");
        assert_eq!((pieces.0, squeezed(&pieces.1)), (first.0, squeezed(&renamed)), "{threads} in pieces");
    }
    first.unwrap()
}

fn in_pieces(args: &[&str], input: &[u8]) -> (i32, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_kami"))
        .args(args)
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut pipe = child.stdin.take().unwrap();
    let pieces: Vec<Vec<u8>> = input.chunks(input.len() / 50 + 3).map(<[u8]>::to_vec).collect();
    let writer = std::thread::spawn(move || {
        for piece in pieces {
            pipe.write_all(&piece).unwrap();
            pipe.flush().unwrap();
            std::thread::yield_now();
        }
    });
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap())
}

/// Of each record its line, id, verdict and what would be right.
fn said(jsonl: &str) -> Vec<(String, String, String, String)> {
    let record = |line: &str| {
        let result: Value = serde_json::from_str(line).unwrap();
        let text = |value: &Value| value.as_str().unwrap_or("").to_owned();
        let source = text(&result["source"]).replace("in.csv:", "");
        let error = text(&result["error"]["expected"]);
        (source, text(&result["id"]), text(&result["verdict"]), error)
    };
    jsonl.lines().map(record).collect()
}

const OPEN: &str = "never closed";
const BEHIND: &str = "text between a closing quote and the next delimiter";

/// Checks the records of an input: their lines, ids, and what is said of them where they are invalid.
fn check(input: &str, want: &[(&str, &str, &str)]) {
    let (code, out) = every_way("recycle-quote", input.as_bytes(), "jsonl");
    let found = said(&out);
    let is_invalid = want.iter().any(|(_, _, error)| !error.is_empty());
    assert_eq!(code, if is_invalid { 3 } else { 0 }, "{input}");
    assert_eq!(found.len(), want.len(), "{input}: {found:?}");
    for (found, (line, id, error)) in found.iter().zip(want) {
        assert_eq!((found.0.as_str(), found.1.as_str()), (*line, *id), "{input}");
        assert_eq!(found.2, if error.is_empty() { "quoted" } else { "invalid" }, "{input}: {found:?}");
        assert!(found.3.contains(error), "{input}: {found:?}");
    }
    for format in ["csv", "json", "table"] {
        let (other, out) = every_way("recycle-quote", input.as_bytes(), format);
        assert_eq!(other, code, "{format}: {input}");
        let records = match format {
            "csv" => out.lines().count() - 1,
            "json" => out.matches("\"record\":").count(),
            _ => want.len(),
        };
        assert_eq!(records, want.len(), "{format}: {out}");
    }
}

#[test]
fn two_stray_quotes_cost_their_lines() {
    check(
        "id,note,face_value,state\n1,\"Boston,500,new\n2,\"Paris,200,new\n3,ok,300,new\n",
        &[("2", "", OPEN), ("3", "", OPEN), ("4", "3", "")],
    );
    check(
        "id,face_value,state,note\n1,500,new,\"27 inch\n2,200,new,ok\n3,300,new,\"24\" tv\n4,400,new,ok\n",
        &[("2", "", OPEN), ("3", "2", ""), ("4", "", BEHIND), ("5", "4", "")],
    );
    check(
        "id,note,face_value,state\n1,\"27 inch,500,new\n2,ok,200,new\n3,\"24 inch\",400,new\n",
        &[("2", "", OPEN), ("3", "2", ""), ("4", "3", "")],
    );
    // At every kind of line end, and behind a row that has a line end in a cell.
    for line_end in ["\r\n", "\r"] {
        let text =
            "id,note,face_value,state\n0,\"a\nb\",100,new\n1,\"27,500,new\n\n2,ok,200,new\n3,\"24\",400,new";
        let want = [("2", "0", ""), ("4", "", OPEN), ("6", "2", ""), ("7", "3", "")];
        check(&text.replace('\n', line_end), &want);
    }
}

#[test]
fn text_behind_a_closing_quote_is_invalid() {
    check(
        "id,face_value,state\n1,\"500\"0,new\n2,500,\"new\"\n3,\"500\" ,new\n4,\"1\"x,\"ne\nw\"\n\"5\",\"500\",\"new\"\n",
        &[("2", "", BEHIND), ("3", "2", ""), ("4", "3", ""), ("5", "", BEHIND), ("7", "5", "")],
    );
    // Nothing of such a row is passed through.
    let run = Kami::new(["recycle-quote", "-", "-f", "csv", "--passthrough", "--now", NOW])
        .stdin("id,face_value,note\n1,500,\"a\"out-of-sight\n2,500,b\n")
        .run();
    assert_eq!(run.code, 3, "{}", run.err);
    assert!(!run.out.contains("sight") && run.out.contains("2,500,b,"), "{}", run.out);
}

#[test]
fn text_behind_a_closing_quote_of_the_header_is_an_error() {
    let run = Kami::new(["recycle-quote", "-"]).stdin("\"id\"x,face_value\n1,500\n").run();
    assert_eq!(run.code, 2, "{}", run.err);
    assert!(run.err.contains("the header has text between"), "{}", run.err);
    // The first row is no header where there is none.
    let args = ["recycle-quote", "-", "--columns", "id,face_value", "-f", "jsonl", "--now", NOW];
    let run = Kami::new(args).stdin("1,\"500\"0\n2,500\n").run();
    assert_eq!(run.code, 3, "{}", run.err);
    assert_eq!(run.out.lines().count(), 2, "{}", run.out);
    // The delimiter that is told is the one that counts.
    let args = ["recycle-quote", "-", "--delimiter", "|", "-f", "jsonl", "--now", NOW];
    let run = Kami::new(args).stdin("\"id\"|\"face_value\"\n1|\"500\"\n").run();
    assert_eq!(run.code, 0, "{}{}", run.err, run.out);
}

#[test]
fn many_stray_quotes_at_batch_ends() {
    // Every one of them is followed to its end, over the ends of batches, and costs its line.
    let lines = [("a\"b,\"c", OPEN), ("a\",\"c", OPEN), ("\"x\"y,b", BEHIND)];
    for (line, error) in lines.into_iter().take(tries(lines.len())) {
        let mut input = "id,note\n".to_owned();
        for number in 0..3_000 {
            input += line;
            input += &format!("\n{number},{}\n", "x".repeat(50));
        }
        let (code, out) = every_way("recycle-quote", input.as_bytes(), "jsonl");
        assert_eq!(code, 3);
        let found = said(&out);
        assert_eq!(found.len(), 6_000, "{line}");
        for (at, (source, id, _, what)) in found.iter().enumerate() {
            assert_eq!(*source, (at + 2).to_string(), "{line}");
            if at % 2 == 0 {
                assert!(id.is_empty() && what.contains(error), "{line} {at}: {what}");
            } else {
                assert_eq!(*id, (at / 2).to_string(), "{line}");
            }
        }
    }
}

#[test]
fn a_mark_at_the_start_of_a_row_is_text() {
    const ROWS: usize = 1_500;
    let mut input = "id,platform\n".to_owned();
    // More than fits into one batch.
    let rest = "x".repeat(30);
    for _ in 0..ROWS {
        input += &format!("\u{feff}A{rest},\"jd\"\n\u{feff}B{rest},\"jd\"\n\u{feff}C{rest},jd\n");
    }
    assert!(input.len() > 128 * 1024);
    let marked = format!("\u{feff}{input}");
    for input in [marked, input].into_iter().take(tries(2)) {
        let (code, out) = every_way("check-unbind", input.as_bytes(), "jsonl");
        assert_eq!(code, 0);
        let found = said(&out);
        assert_eq!(found.len(), 3 * ROWS);
        for (at, (_, id, _, _)) in found.iter().enumerate() {
            assert_eq!(*id, format!("\u{feff}{}{rest}", ["A", "B", "C"][at % 3]), "{at}");
        }
    }
    // At the start of the input it is no part of the first row, header or not.
    let args = ["check-unbind", "-", "--columns", "id,platform", "-f", "jsonl", "--now", NOW];
    let run = Kami::new(args).stdin("\u{feff}A,\"jd\"\n\u{feff}B,jd\n").run();
    let ids: Vec<String> = said(&run.out).into_iter().map(|(_, id, _, _)| id).collect();
    assert_eq!(ids, ["A", "\u{feff}B"]);
}
