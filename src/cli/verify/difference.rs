//! Where results, or receipts, begin to differ.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

use serde::Deserialize;

use super::again::Again;
use crate::cli::error::Failure;
use crate::input::InputError;
use crate::lang::Text;
use crate::receipt::Receipt;

/// Where results begin to differ from what was decided again, if they do.
///
/// # Errors
/// When one of them cannot be read.
pub(super) fn of_results(again: &Again, results: &str) -> Result<Option<Text>, Failure> {
    let found = first_difference(&again.results, Path::new(results));
    let found = found.map_err(|error| InputError::io(results, error))?;
    Ok(found.map(|place| {
        let Place { line, record } = place;
        match record {
            Some(record) => Text::new(
                format!("{results}:{line}: record {record} was not decided so"),
                format!("{results}:{line}：第 {record} 条记录的结果与重新判断的不同"),
            ),
            None => Text::new(
                format!("{results}:{line}: is not what deciding again writes"),
                format!("{results}:{line}：与重新判断写出的内容不同"),
            ),
        }
    }))
}

/// A line, and the record that it is of, where that is known.
struct Place {
    line: u64,
    record: Option<u64>,
}

fn first_difference(decided: &Path, results: &Path) -> io::Result<Option<Place>> {
    let mut decided = BufReader::new(File::open(decided)?);
    let mut results = BufReader::new(File::open(results)?);
    let (mut one, mut two) = (Vec::new(), Vec::new());
    let (mut line, mut header) = (0, Vec::new());
    loop {
        line += 1;
        one.clear();
        two.clear();
        decided.read_until(b'\n', &mut one)?;
        results.read_until(b'\n', &mut two)?;
        if one != two {
            let record = record_of(&header, &one).or_else(|| record_of(&header, &two));
            return Ok(Some(Place { line, record }));
        }
        if one.is_empty() {
            return Ok(None);
        }
        if line == 1 {
            header.clone_from(&one);
        }
    }
}

/// The number of the record that a line of results is of.
fn record_of(header: &[u8], line: &[u8]) -> Option<u64> {
    #[derive(Deserialize)]
    struct Numbered {
        record: u64,
    }
    let text = line.trim_ascii_end();
    let text = text.strip_suffix(b",").unwrap_or(text);
    if let Ok(result) = serde_json::from_slice::<Numbered>(text) {
        return Some(result.record);
    }
    let row = |bytes: &[u8]| {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
        reader.byte_records().next().and_then(Result::ok)
    };
    let (header, cells) = (row(header)?, row(line)?);
    let names = ["record", "kami_record", "\u{feff}record"];
    let column = header.iter().rposition(|name| names.iter().any(|known| known.as_bytes() == name))?;
    std::str::from_utf8(cells.get(column)?).ok()?.parse().ok()
}

/// What is another in a receipt than in the one that was written anew.
pub(super) fn of_receipts(said: &Receipt, text: &str, again: &str) -> Option<Text> {
    if text == again {
        return None;
    }
    let anew: Option<Receipt> = serde_json::from_str(again).ok();
    let member = anew.and_then(|anew| {
        let members = [
            ("now", said.now != anew.now),
            ("options", said.options != anew.options),
            ("layers", said.layers != anew.layers),
            ("inputs", said.inputs != anew.inputs),
            ("results", said.results != anew.results),
        ];
        members.into_iter().find(|(_, differs)| *differs).map(|(name, _)| name)
    });
    Some(match member {
        Some(name) => Text::new(
            format!("receipt: `{name}` is not what deciding again gives"),
            format!("凭证：`{name}` 与重新判断得到的不同"),
        ),
        None => Text::new("receipt: is not written as kami writes it", "凭证：写法与 kami 写出的不同"),
    })
}
