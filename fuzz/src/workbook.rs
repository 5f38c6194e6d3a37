//! Workbooks of every kind, damaged within their parts, where no checksum stands in the way.

use super::generated::packed::{Parts, xls, zipped};
use super::harness::{Knobs, outcome};
use kami::internals::command::Command;
use kami::internals::input::Format;

/// The first byte says what the others are: a file as it is, the parts of an archive as [`parts`]
/// reads them, or the stream of an old workbook.
pub fn workbook(data: &[u8]) {
    let [how, text @ ..] = data else { return };
    let (format, bytes) = match how % 4 {
        0 => ([Format::Xlsx, Format::Xls, Format::Ods][usize::from(how / 4) % 3], text.to_vec()),
        1 => (Format::Xlsx, zipped(&parts(text))),
        2 => (Format::Ods, zipped(&parts(text))),
        _ => (Format::Xls, xls(text)),
    };
    let knobs = Knobs::of(Command::DECIDING[usize::from(how / 16) % 3], format);
    let whole = outcome(&bytes, knobs);
    whole.check();
    let batch = [1, 7, 50, 400][usize::from(how / 64)];
    assert_eq!(whole, outcome(&bytes, Knobs { batch, threads: 2, read: 1000, ..knobs }), "in pieces");
}

/// The parts of an archive as text: a line that starts with `@@` names each.
fn parts(text: &[u8]) -> Parts {
    let mut parts = Parts::new();
    for line in text.split_inclusive(|byte| *byte == b'\n') {
        match line.strip_prefix(b"@@") {
            Some(name) => parts.push((String::from_utf8_lossy(name).trim().to_owned(), Vec::new())),
            None => {
                if let Some((_, part)) = parts.last_mut() {
                    part.extend_from_slice(line);
                }
            }
        }
    }
    parts
}
