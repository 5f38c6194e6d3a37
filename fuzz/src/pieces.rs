//! Generated records: the same results for whole and pieces, any number of workers, every format.

use super::dice::Dice;
use super::generated::packed::{gzipped, unzipped, xls, xls_stream, zipped, zstandard};
use super::generated::{Grid, LAST, Named, damaged, damaged_part, leaks_nothing, stray_rows, tells_nothing};
use super::harness::{Knobs, Outcome, outcome, outcome_csv};
use super::passthrough::{check_cell, passed};
use kami::internals::input::Format;

/// Generated records by the choices that the bytes make.
pub fn pieces(data: &[u8]) {
    let mut dice = Dice::new(data);
    match dice.roll(8) {
        0 | 1 => every_format(&mut dice),
        2..=4 => stray(&mut dice),
        5 => damaged_text(&mut dice),
        _ => damaged_workbook(&mut dice),
    }
}

/// The same input in other pieces comes to the same.
fn same_in_pieces(text: &[u8], knobs: Knobs, dice: &mut Dice<'_>) -> Outcome {
    let whole = outcome(text, knobs);
    whole.check();
    let batch = 1 + dice.roll(300);
    let read = dice.roll(40);
    let threads = 1 + dice.roll(3);
    assert_eq!(whole, outcome(text, Knobs { batch, read, threads, ..knobs }), "{batch} {read} {threads}");
    let rows = outcome_csv(text, knobs);
    assert_eq!((rows.records, &rows.error), (whole.records, &whole.error));
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(rows.out.as_bytes());
    let verdict_column = 4;
    let mut count = 0;
    for (row, line) in reader.records().zip(whole.out.lines()) {
        let (row, line): (_, serde_json::Value) =
            (row.expect("a row"), serde_json::from_str(line).expect("JSON"));
        assert_eq!(row.get(verdict_column), line["verdict"].as_str());
        row.iter().for_each(check_cell);
        count += 1;
    }
    assert_eq!(count, whole.records);
    for packed in [gzipped(text), zstandard(text)] {
        assert_eq!(whole, outcome(&packed, knobs), "packed");
    }
    whole
}

/// Sound records, in every format that is read.
fn every_format(dice: &mut Dice<'_>) {
    let has_controls = dice.once_in(2);
    let grid = Grid::of(dice, has_controls);
    let knobs = Knobs::of(grid.command, Format::Csv);
    let by_rows = same_in_pieces(&grid.rows(b','), knobs, dice);
    assert_eq!(by_rows.records, grid.rows.len() as u64, "{}", String::from_utf8_lossy(&grid.rows(b',')));
    leaks_nothing(&by_rows);
    let mut others = vec![
        (Format::Tsv, grid.rows(b'\t')),
        (Format::Jsonl, grid.objects(false)),
        (Format::Json, grid.objects(true)),
    ];
    if !has_controls {
        others.extend([(Format::Xlsx, grid.xlsx()), (Format::Ods, grid.ods())]);
        // The library that reads old workbooks takes a mark at the start of a cell for one of order.
        if !grid.rows.iter().flatten().any(|cell| cell.starts_with('\u{feff}')) {
            others.push((Format::Xls, grid.xls()));
        }
    }
    for (format, text) in others {
        let knobs = Knobs { format, ..knobs };
        let is_sheet = matches!(format, Format::Xlsx | Format::Ods | Format::Xls);
        let other = if is_sheet { outcome(&text, knobs) } else { same_in_pieces(&text, knobs, dice) };
        let (by_rows, other) = (sourceless(&by_rows), sourceless(&other));
        assert_eq!(by_rows.len(), other.len());
        for (row, other) in by_rows.iter().zip(&other) {
            // Sheets count their days, and text does not.
            let is_serial =
                row["error"]["expected"].as_str().is_some_and(|text| text.contains("serial number"));
            assert!((is_sheet && is_serial) || row == other, "{format:?}\n{row}\n{other}");
        }
        if !matches!(format, Format::Json | Format::Jsonl) || !grid.rows.is_empty() {
            let (rows, objects) = passed(&text, Knobs { passthrough: true, ..knobs }, dice.roll(16));
            leaks_nothing(&rows);
            leaks_nothing(&objects);
        }
    }
}

/// Rows with stray quotes and marks: the last row is read, whatever stands before it.
fn stray(dice: &mut Dice<'_>) {
    let grid = Grid::of(dice, true);
    let (text, header) = stray_rows(&grid, dice);
    let knobs = Knobs::of(grid.command, Format::Csv);
    let whole = same_in_pieces(&text, knobs, dice);
    let passed = passed(&text, Knobs { passthrough: true, ..knobs }, dice.roll(16));
    let named = Named::in_rows(&text, &grid, &header);
    tells_nothing(&whole, named);
    tells_nothing(&passed.1, named);
    if whole.error.is_none() {
        let last = whole.out.lines().last().unwrap_or_default();
        assert!(last.contains(&format!("\"id\":\"{LAST}\"")), "{}", String::from_utf8_lossy(&text));
        assert_eq!(passed.0.records, whole.records);
    }
}

/// Text that was damaged anywhere.
fn damaged_text(dice: &mut Dice<'_>) {
    let grid = Grid::of(dice, true);
    let rows = |format, delimiter| {
        let text = grid.rows(delimiter);
        let header = Grid { rows: Vec::new(), names: grid.names.clone(), ..grid }.rows(delimiter);
        (format, text, header)
    };
    let (format, mut text, header) = match dice.roll(6) {
        0 => rows(Format::Csv, b','),
        1 => {
            let (text, header) = stray_rows(&grid, dice);
            (Format::Csv, text, header)
        }
        2 => (Format::Jsonl, grid.objects(false), Vec::new()),
        3 => rows(Format::Tsv, b'\t'),
        4 => rows(Format::Csv, b';'),
        _ => (Format::Json, grid.objects(true), Vec::new()),
    };
    damaged(&mut text, dice);
    let knobs = Knobs::of(grid.command, format);
    let whole = same_in_pieces(&text, knobs, dice);
    let (_, objects) = passed(&text, Knobs { passthrough: true, ..knobs }, dice.roll(16));
    let named = match format {
        Format::Json | Format::Jsonl => Named::in_objects(&text),
        _ => Named::in_rows(&text, &grid, &header),
    };
    tells_nothing(&whole, named);
    tells_nothing(&objects, named);
    if format == Format::Jsonl && text.starts_with(b"{") && std::str::from_utf8(&text).is_ok() {
        let is_blank = |line: &&[u8]| line.iter().all(u8::is_ascii_whitespace);
        // A carriage return alone ends no line of objects: there it is white space.
        let lines = text.split(|byte| *byte == b'\n').filter(|line| !is_blank(line)).count();
        assert_eq!(whole.records, lines as u64, "{}", String::from_utf8_lossy(&text));
    }
    // What is damaged once it is packed is refused, or is what it was.
    let mut packed = if dice.once_in(2) { gzipped(&text) } else { zstandard(&text) };
    damaged(&mut packed, dice);
    let knobs = Knobs { limit: 1 << 20, ..knobs };
    assert_eq!(outcome(&packed, knobs), outcome(&packed, Knobs { threads: 2, ..knobs }));
}

/// A workbook that was damaged, as a whole or within one of its parts.
fn damaged_workbook(dice: &mut Dice<'_>) {
    const SHIPPED: [(Format, &[u8]); 3] = [
        (Format::Xlsx, include_bytes!("../../fixtures/office/cards.xlsx")),
        (Format::Ods, include_bytes!("../../fixtures/office/cards.ods")),
        (Format::Xls, include_bytes!("../../fixtures/office/cards.xls")),
    ];
    let (format, mut bytes) = match dice.roll(6) {
        3 => (Format::Xlsx, Grid::of(dice, false).xlsx()),
        4 => (Format::Ods, Grid::of(dice, false).ods()),
        5 => (Format::Xls, Grid::of(dice, false).xls()),
        at => (SHIPPED[at].0, SHIPPED[at].1.to_vec()),
    };
    if dice.once_in(3) {
        damaged(&mut bytes, dice);
    } else if format == Format::Xls {
        let mut stream = xls_stream(&bytes);
        damaged(&mut stream, dice);
        bytes = xls(&stream);
    } else {
        let mut parts = unzipped(&bytes);
        damaged_part(&mut parts, dice);
        bytes = zipped(&parts);
    }
    let knobs = Knobs::of(kami::internals::command::Command::CheckUnbind, format);
    let whole = outcome(&bytes, knobs);
    whole.check();
    let (batch, read) = (1 + dice.roll(300), 1 + dice.roll(4000));
    assert_eq!(whole, outcome(&bytes, Knobs { batch, read, threads: 2, ..knobs }));
    let (_, objects) = passed(&bytes, Knobs { passthrough: true, ..knobs }, dice.roll(16));
    tells_nothing(&whole, Named::No);
    tells_nothing(&objects, Named::No);
}

fn sourceless(outcome: &Outcome) -> Vec<serde_json::Value> {
    let parse = |line: &str| {
        let mut result: serde_json::Value = serde_json::from_str(line).expect("JSON");
        result["source"] = serde_json::Value::Null;
        result
    };
    outcome.out.lines().map(parse).collect()
}
