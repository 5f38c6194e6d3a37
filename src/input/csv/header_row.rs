//! What stands before the first row of CSV: its header, and which delimiter it has.

use crate::input::error::{InputError, InputFault};
use crate::input::workbook::cell_fault;

/// The column names of a header row.
pub(in crate::input) fn header(name: &str, row: &[u8], delimiter: u8) -> Result<Vec<String>, InputError> {
    let mut reader = ::csv::ReaderBuilder::new().has_headers(false).delimiter(delimiter).from_reader(row);
    let mut record = ::csv::ByteRecord::new();
    if !reader.read_byte_record(&mut record).unwrap_or(false) {
        return Ok(Vec::new());
    }
    let text = |cell: &[u8]| {
        // The heading of a sheet may be a formula that is no value.
        let cell = cell_fault(cell).map_or(cell, |(_, text)| text);
        std::str::from_utf8(crate::value::trim_cell(cell))
            .map(str::to_owned)
            .map_err(|_| InputError::new(name, InputFault::HeaderEncoding))
    };
    let mut names = record.iter().map(text).collect::<Result<Vec<_>, _>>()?;
    // Excel leaves delimiters behind the last column; they head nothing.
    while names.last().is_some_and(String::is_empty) {
        names.pop();
    }
    Ok(names)
}

/// The delimiter that a first line `sep=;` names, as Excel writes it.
pub(in crate::input) fn separator_line(row: &[u8]) -> Option<u8> {
    match row.trim_ascii_end() {
        [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', separator] => Some(*separator),
        // A tab is white space, and trimmed away.
        [b's' | b'S', b'e' | b'E', b'p' | b'P', b'='] if row.contains(&b'\t') => Some(b'\t'),
        _ => None,
    }
}

/// The delimiter by which a header has the most names that are known, and of these the one that
/// stands most often: names may have commas in them. With the names that it makes.
pub(in crate::input) fn best_header(
    name: &str,
    row: &[u8],
    known: impl Fn(&[String]) -> usize,
) -> Result<(u8, Vec<String>), InputError> {
    let usual = find_delimiter(row);
    let names = header(name, row, usual);
    let known_of = |names: &Result<Vec<String>, InputError>| names.as_ref().map_or(0, |names| known(names));
    let least = known_of(&names);
    // What does not stand in the row makes one name of it, and one is no more than one.
    let may_be_better = |d: &u8| *d != usual && (least == 0 || row.contains(d));
    let others = DELIMITERS.into_iter().filter(may_be_better).map(|d| (d, header(name, row, d)));
    let better = others.filter(|(_, names)| known_of(names) > least);
    let (delimiter, names) = better.max_by_key(|(_, names)| known_of(names)).unwrap_or((usual, names));
    Ok((delimiter, names?))
}

/// The bytes that may stand between cells.
const DELIMITERS: [u8; 3] = [b',', b'\t', b';'];

/// The delimiter that stands most often in the header, outside quotes. Blank lines may come first.
pub(in crate::input) fn find_delimiter(text: &[u8]) -> u8 {
    let mut counts = DELIMITERS.map(|delimiter| (delimiter, 0usize));
    let mut in_quotes = false;
    for &byte in text.trim_ascii_start().iter().take_while(|b| !matches!(b, b'\n' | b'\r')) {
        in_quotes ^= byte == b'"';
        if !in_quotes && let Some((_, count)) = counts.iter_mut().find(|(d, _)| *d == byte) {
            *count += 1;
        }
    }
    // The first of equals wins, and the comma is first.
    counts.iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(delimiter, _)| *delimiter)
}
