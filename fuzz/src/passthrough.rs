//! The input's own columns before those of the result: whole, in pieces, as CSV and as JSON.

use super::harness::{Knobs, Outcome, outcome, outcome_csv};
use kami::internals::command::Command;
use kami::internals::input::Format;

/// The first byte says how to read, the others are what is read.
pub fn passthrough(data: &[u8]) {
    let [how, text @ ..] = data else { return };
    let format = [Format::Csv, Format::Tsv, Format::Json, Format::Jsonl][usize::from(how % 4)];
    let command = Command::DECIDING[usize::from(how / 4) % 3];
    passed(text, Knobs { passthrough: true, ..Knobs::of(command, format) }, usize::from(how / 16));
}

/// Checks what is passed through, and returns it as CSV and as JSON.
pub fn passed(text: &[u8], knobs: Knobs, how: usize) -> (Outcome, Outcome) {
    let pieces =
        Knobs { batch: [1, 5, 60, 400][how % 4], read: [0, 1, 3, 100][how / 4 % 4], threads: 2, ..knobs };
    let rows = outcome_csv(text, knobs);
    assert_eq!(rows, outcome_csv(text, pieces));
    let objects = outcome(text, knobs);
    assert_eq!(objects, outcome(text, pieces));
    assert_eq!(rows.records, objects.records);
    assert_eq!(rows.error.is_some(), objects.error.is_some());
    for line in objects.out.lines() {
        let _: serde_json::Value = serde_json::from_str(line).expect("a result is JSON");
    }
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(rows.out.as_bytes());
    let mut count = 0;
    // Each row has as many cells as the first one, or this is an error.
    for row in reader.records() {
        let row = row.expect("a row");
        for cell in &row {
            check_cell(cell);
        }
        count += 1;
    }
    assert_eq!(count, rows.records);
    (rows, objects)
}

/// No spreadsheet runs a cell, and no terminal is steered by it.
pub fn check_cell(cell: &str) {
    let seen = cell.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'));
    let is_number = seen.trim().chars().skip(1).all(|c| c.is_ascii_digit() || c == '.' || c == ',');
    assert!(is_number || !seen.starts_with(['=', '+', '@', '＝', '＋', '＠']), "{cell:?} is run");
    // U+007F is none of those that are left out.
    assert!(
        !cell.chars().any(|c| c.is_control() && !matches!(c, '\t' | '\r' | '\n' | '\u{7f}')),
        "{cell:?} has control characters"
    );
}
