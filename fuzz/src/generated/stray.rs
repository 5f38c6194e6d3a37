//! Rows with quotes, marks and line ends where they do not belong.

use super::super::dice::Dice;
use super::Grid;

/// The id of the row that stands last, whatever stands before it.
pub const LAST: &str = "LASTROW";

/// Writes a grid as rows of which some are broken. The last one is not: nothing before it can take
/// it along, since it has no quote in it that would close one.
pub fn stray_rows(grid: &Grid, dice: &mut Dice<'_>) -> (Vec<u8>, Vec<u8>) {
    let delimiter = *dice.pick(&[",", "\t", ";", "|"]);
    let line_end = *dice.pick(&["\n", "\r\n", "\r"]);
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let mut text = String::new();
    if dice.once_in(4) {
        text.push('\u{feff}');
    }
    let header = grid.names.iter().map(|name| quoted(name)).collect::<Vec<_>>().join(delimiter) + line_end;
    text += &header;
    for row in &grid.rows {
        let cells = row.iter().map(|cell| match dice.roll(12) {
            0..=4 => quoted(cell),
            5..=7 => cell.replace(['"', '\n', '\r'], "").replace(delimiter, ""),
            // As it should not be.
            8 => cell.clone(),
            9 => format!("\"{cell}"),
            10 => format!("{}x", quoted(cell)),
            _ => format!(" {} ", quoted(cell)),
        });
        text += &cells.collect::<Vec<_>>().join(delimiter);
        text += if dice.once_in(8) { *dice.pick(&["\n", "\r\n", "\r", "\n\n"]) } else { line_end };
        if dice.once_in(10) {
            text.push('\u{feff}');
        }
    }
    text += line_end;
    text += LAST;
    text += &delimiter.repeat(grid.names.len() - 1);
    text += line_end;
    (text.into_bytes(), header.into_bytes())
}
