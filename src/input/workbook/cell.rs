//! The cells of a sheet as text.

use calamine::{CellErrorType, Data, DataRef, ExcelDateTime};

use crate::value::{Epoch, ValueError};

/// How many characters a cell can hold.
pub(super) const CELL_CHARS: usize = 32_767;

/// What stands before the text of a cell that is no value: a character that is in no text.
const NO_VALUE: char = '\u{ffff}';

/// A cell as its workbook has it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum SheetCell<'c> {
    /// Nothing.
    Empty,
    /// Text.
    Text(&'c str),
    /// A number.
    Number(f64),
    /// A number that is styled as a date or time.
    Date(f64),
    /// Yes or no.
    Bool(bool),
    /// A formula whose result is an error.
    Error(&'static str),
    /// A formula whose result the file does not hold.
    FormulaWithoutValue,
}

impl<'c> From<&'c DataRef<'_>> for SheetCell<'c> {
    fn from(cell: &'c DataRef<'_>) -> Self {
        match cell {
            DataRef::Empty => Self::Empty,
            DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
                Self::Text(text)
            }
            DataRef::SharedString(text) => Self::Text(text),
            DataRef::Int(number) => Self::Number(*number as f64),
            DataRef::Float(number) => Self::Number(*number),
            DataRef::Bool(is) => Self::Bool(*is),
            DataRef::DateTime(moment) => Self::moment(moment),
            DataRef::Error(error) => Self::Error(error_text(error)),
        }
    }
}

impl<'c> From<&'c Data> for SheetCell<'c> {
    fn from(cell: &'c Data) -> Self {
        match cell {
            Data::Empty => Self::Empty,
            Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => Self::Text(text),
            Data::Int(number) => Self::Number(*number as f64),
            Data::Float(number) => Self::Number(*number),
            Data::Bool(is) => Self::Bool(*is),
            Data::DateTime(moment) => Self::moment(moment),
            Data::Error(error) => Self::Error(error_text(error)),
        }
    }
}

impl SheetCell<'_> {
    /// A number that is styled as a date, a time or a length of time. Below a day a length of time
    /// is written as a clock is.
    fn moment(moment: &ExcelDateTime) -> Self {
        let number = moment.as_f64();
        if moment.is_duration() && number >= 1.0 { Self::Number(number) } else { Self::Date(number) }
    }

    /// Whether it holds more than a spreadsheet lets it.
    pub(super) fn is_too_long(self) -> bool {
        let Self::Text(text) = self else { return false };
        let is_long = text.len() > CELL_CHARS;
        is_long && (text.len() > 4 * CELL_CHARS || text.chars().count() > CELL_CHARS)
    }

    /// The text that stands for it.
    pub(super) fn text(self, epoch: Epoch) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.replace(NO_VALUE, "\u{fffd}"),
            Self::Number(number) => number_text(number),
            Self::Date(number) => epoch.text(number).unwrap_or_else(|| number_text(number)),
            Self::Bool(is) => is.to_string(),
            Self::Error(error) => format!("{NO_VALUE}{error}"),
            Self::FormulaWithoutValue => NO_VALUE.to_string(),
        }
    }
}

/// The error of a name that a cell shows.
pub(super) fn error_named(name: &str) -> &'static str {
    const NAMES: [&str; 7] = ["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"];
    NAMES.into_iter().find(|known| *known == name).unwrap_or("#ERROR!")
}

/// What a cell shows whose formula ends in an error.
fn error_text(error: &CellErrorType) -> &'static str {
    match error {
        CellErrorType::Div0 => "#DIV/0!",
        CellErrorType::NA => "#N/A",
        CellErrorType::Name => "#NAME?",
        CellErrorType::Null => "#NULL!",
        CellErrorType::Num => "#NUM!",
        CellErrorType::Ref => "#REF!",
        CellErrorType::Value => "#VALUE!",
        CellErrorType::GettingData => "#GETTING_DATA",
    }
}

/// The text of a sheet's cell, and why it is no value, if it is none.
pub(crate) fn cell_fault(cell: &[u8]) -> Option<(ValueError, &[u8])> {
    let mut mark = [0; 4];
    let text = cell.strip_prefix(NO_VALUE.encode_utf8(&mut mark).as_bytes())?;
    Some((if text.is_empty() { ValueError::FormulaWithoutValue } else { ValueError::CellError }, text))
}

/// Writes a cell of CSV. One that is no value is quoted, so that its row is read cell by cell.
pub(super) fn write_cell(out: &mut Vec<u8>, text: &str) {
    if !text.contains([',', '"', '\n', '\r', NO_VALUE]) {
        return out.extend_from_slice(text.as_bytes());
    }
    out.push(b'"');
    for byte in text.bytes() {
        match byte {
            b'"' => out.extend_from_slice(b"\"\""),
            // A row is a line, so that `source` names the row.
            b'\n' | b'\r' => out.push(b' '),
            byte => out.push(byte),
        }
    }
    out.push(b'"');
}

/// The number that a spreadsheet shows. It keeps 15 digits: a longer whole number that ends in 0
/// has lost the digits behind, and is written as what it is, a power of ten.
fn number_text(number: f64) -> String {
    /// From here on a float does not hold every whole number.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let is_whole = number.fract() == 0.0;
    let size = number.abs();
    if is_whole && size < 1e15 || is_whole && size < EXACT && number % 10.0 != 0.0 {
        return format!("{number:.0}");
    }
    let rounded = format!("{number:.14e}");
    let (mantissa, power) = rounded.split_once('e').unwrap_or((&rounded, "0"));
    let power: i32 = power.parse().unwrap_or(0);
    let digits = mantissa.trim_end_matches('0').trim_end_matches('.');
    if power < 15 && power > -10 {
        // Back to plain decimals, without what lies beyond 15 digits.
        let decimals = usize::try_from(14 - power).unwrap_or(0);
        let plain = format!("{number:.decimals$}");
        return plain.trim_end_matches('0').trim_end_matches('.').to_owned();
    }
    format!("{digits}E{power:+}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_as_a_spreadsheet_shows_them() {
        for (number, want) in [
            (500.0, "500"),
            (460.5, "460.5"),
            (0.1 + 0.2, "0.3"),
            (460.000_000_000_000_06, "460"),
            (0.95, "0.95"),
            (-5.0, "-5"),
            (6_222_020_200_112_233.0, "6222020200112233"),
            (6_222_020_200_112_230.0, "6.22202020011223E+15"),
            (6_222_020_200_112_233_445.0, "6.22202020011223E+18"),
            (46348.0, "46348"),
        ] {
            assert_eq!(number_text(number), want);
        }
    }

    #[test]
    fn what_is_no_value_says_why() {
        let text = |cell: SheetCell<'_>| cell.text(Epoch::Y1900);
        assert_eq!(text(SheetCell::Date(46348.0)), "2026-11-22");
        assert_eq!(text(SheetCell::Date(-1.0)), "-1");
        let of = |text: &str| cell_fault(text.as_bytes()).map(|(why, text)| (why, text.to_vec()));
        let error = text(SheetCell::Error(error_text(&CellErrorType::NA)));
        assert_eq!(of(&error), Some((ValueError::CellError, b"#N/A".to_vec())));
        let formula = text(SheetCell::FormulaWithoutValue);
        assert_eq!(of(&formula), Some((ValueError::FormulaWithoutValue, Vec::new())));
        // No text can pass for one.
        assert_eq!(of(&text(SheetCell::Text("\u{ffff}#N/A"))), None);
        let mut csv = Vec::new();
        write_cell(&mut csv, &formula);
        assert_eq!(csv, "\"\u{ffff}\"".as_bytes());
    }
}
