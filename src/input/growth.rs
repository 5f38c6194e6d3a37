//! Hostile inputs cost in proportion to their size: four times as much, four times as many bytes looked
//! at, whatever the pieces that they come in.

use std::io::Read;
use std::sync::Arc;

use super::steps;
use super::{BatchReader, Buffer, ColumnMap, Format, Input, Layout, Notices, Origin, ReadOptions, Stream};
use crate::command::Command;
use crate::tries::tries;

/// How large the smaller of two inputs is.
fn size() -> usize {
    tries(96, 32) * 1024
}

/// How often a byte is looked at, at most.
const LOOKS: u64 = 40;

/// An input that comes in pieces.
struct Pieces {
    text: Vec<u8>,
    at: usize,
    piece: usize,
}

impl Read for Pieces {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let count = rest.len().min(self.piece).min(out.len());
        let (from, to) = (rest.get(..count).unwrap_or_default(), out.get_mut(..count).unwrap_or_default());
        to.copy_from_slice(from);
        self.at += count;
        Ok(count)
    }
}

/// How an input is read.
#[derive(Clone, Copy)]
struct How {
    format: Format,
    at: Option<&'static str>,
    piece: usize,
    passes: bool,
}

/// How many bytes are looked at until an input is read.
fn looks(text: &[u8], how: How) -> u64 {
    let tell = |_: &super::Notice| {};
    let notices = Notices::new(&tell);
    let map = ColumnMap::new(Command::CheckUnbind, Vec::new());
    let origin = match how.piece {
        0 => Origin::Bytes(Arc::from(text)),
        piece => Origin::Stream(Stream::new(Box::new(Pieces { text: text.to_vec(), at: 0, piece }))),
    };
    let options = ReadOptions {
        from: Some(how.format),
        at: how.at.map(str::to_owned),
        batch_bytes: 8 * 1024,
        ..ReadOptions::default()
    };
    let mut reader = BatchReader::new(vec![Input { name: "in".to_owned(), origin }], options, &map, &notices);
    steps::take();
    // What is refused has been looked at as well.
    let is_open = reader.begin().is_ok() && (!how.passes || reader.own_columns().is_ok());
    if is_open && reader.has_more().is_ok() {
        let mut spare = Buffer::default();
        while let Ok(Some(batch)) = reader.next(spare) {
            // What is looked at ahead, or comes along with a large record, is no batch of millions.
            let is_small = batch.bytes.len() <= 128 * 1024;
            assert!(is_small || !matches!(&batch.layout, Layout::Elements(all) if all.len() > 1));
            spare = batch.bytes;
        }
    }
    steps::take()
}

/// A text of about so many bytes: a start, and something over and over.
fn repeated(start: &str, piece: &str, size: usize) -> Vec<u8> {
    [start.as_bytes(), &piece.as_bytes().repeat(size / piece.len())].concat()
}

fn in_proportion(what: &str, text: impl Fn(usize) -> Vec<u8>, how: How) {
    for piece in [0, 1000, 20_000] {
        let how = How { piece, ..how };
        let (few, many) = (looks(&text(size()), how), looks(&text(4 * size()), how));
        // Unless it is refused at its start, all of it is looked at, and counted.
        assert!(few > 0, "{what}: nothing was counted");
        // What is read on in steps that grow is looked at twice or thrice, as it falls; in proportion to
        // the square would be sixteen times as much.
        assert!(many <= 8 * few, "{what} in pieces of {piece}: {few} looks grow to {many}");
        assert!(many <= LOOKS * 4 * size() as u64, "{what} in pieces of {piece}: {many} looks");
    }
}

const ROWS: How = How { format: Format::Csv, at: None, piece: 0, passes: false };

#[test]
fn rows_cost_in_proportion() {
    let header = "id,platform\n";
    for (what, start, piece) in [
        ("plain rows", header, "1,jd\n"),
        ("quotes that open and never close", header, "a\"b,\"c\n"),
        ("a quote on each line", header, "\"a,jd\n"),
        ("quotes with text behind", header, "\"a\nb\"x,jd\n"),
        ("doubled quotes that never close", header, "\"a\"\"\n"),
        ("a quote, and blanks behind", header, "\"a\"  \t  \t x,\n"),
        ("one quote", "id,platform\n\"", "1,jd\n"),
        ("one row", header, "1,jd,"),
        ("one row of quotes", header, "\"a\",\"b"),
        ("one cell", "id,platform\n\"", "\"\""),
        ("carriage returns", header, "1,jd\r"),
        ("blank lines", header, "\n"),
        ("blank lines and nothing else", "", "\n"),
        ("carriage returns and nothing else", "", "\r"),
        ("blanks and nothing else", "", " "),
        ("blanks before the header", "\n", " \r\n"),
        ("titles", "", "a title that is no header\n"),
        ("titles in quotes that never close", "", "\"a title\n"),
        ("one title", "", "a title "),
        ("a header that never ends", "", "id,"),
        ("a quote in the header that never closes", "\"", "id,platform\n"),
        ("delimiters", header, ",\n"),
    ] {
        in_proportion(what, |size| repeated(start, piece, size), ROWS);
    }
}

#[test]
fn objects_cost_in_proportion() {
    for format in [Format::Json, Format::Jsonl] {
        for (what, start, piece) in [
            ("objects", "", "{\"id\":1}\n"),
            ("an array", "[", "{\"id\":1},"),
            ("numbers", "[", "1,"),
            ("nothing in between", "[", ","),
            ("objects without keys", "[", "{},"),
            ("brackets that open", "", "["),
            ("objects that open", "", "{\"a\":"),
            ("an object of many keys", "{", "\"a\":1,"),
            ("one text", "[\"", "x"),
            ("one text of escapes", "[\"", "\\\\"),
            ("quotes", "", "\""),
            ("blanks", "", " "),
            ("blanks in an array", "[", " \n"),
            ("blanks behind an array", "[]", " \n"),
            ("brackets that close", "", "]"),
            ("arrays behind each other", "", "[]"),
            ("words", "", "x "),
        ] {
            let how = How { format, ..ROWS };
            in_proportion(what, |size| repeated(start, piece, size), how);
            in_proportion(what, |size| repeated(start, piece, size), How { passes: true, ..how });
        }
    }
}

#[test]
fn members_cost_in_proportion() {
    for (what, start, piece) in [
        ("the list", "{\"data\":[", "{\"id\":1},"),
        ("lists of nothing", "", "{\"data\":[]}"),
        ("other members", "{", "\"x\":[1,2],"),
        ("the way over and over", "", "{\"data\":{\"list\":[{}]}}"),
        ("a key that never ends", "{\"", "x"),
        ("a value that never ends", "{\"x\":\"", "y"),
        ("nothing", "", "{}"),
        ("blanks", "{", " "),
    ] {
        for at in ["data", "data.list"] {
            for passes in [false, true] {
                let how = How { format: Format::Json, at: Some(at), passes, ..ROWS };
                in_proportion(what, |size| repeated(start, piece, size), how);
            }
        }
    }
}
