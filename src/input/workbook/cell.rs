//! The cells of a sheet as text.

use calamine::{DataRef, ExcelDateTime};

/// How many characters a cell can hold.
pub(super) const CELL_CHARS: usize = 32_767;

/// Whether a cell holds more than a spreadsheet lets it.
pub(super) fn is_too_long(cell: &DataRef<'_>) -> bool {
    let text: &str = match cell {
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text,
        DataRef::SharedString(text) => text,
        _ => return false,
    };
    let is_long = text.len() > CELL_CHARS;
    is_long && (text.len() > 4 * CELL_CHARS || text.chars().count() > CELL_CHARS)
}

pub(super) fn write_cell(out: &mut Vec<u8>, text: &str) {
    if !text.contains([',', '"', '\n', '\r']) {
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

/// A cell as the text that stands for it.
pub(super) fn text_of(cell: &DataRef<'_>) -> String {
    match cell {
        DataRef::Empty => String::new(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number_text(*number),
        DataRef::Bool(is) => is.to_string(),
        DataRef::DateTime(moment) => moment_text(moment),
        DataRef::Error(error) => error.to_string(),
    }
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

/// A date, a time of day, or both. (A date at midnight is a date: the file does not tell.)
fn moment_text(moment: &ExcelDateTime) -> String {
    if moment.is_duration() {
        return number_text(moment.as_f64());
    }
    let (year, month, day, hour, minute, second, milli) = moment.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    let clock = match (hour, minute, second, milli) {
        (0, 0, 0, 0) => return date,
        (.., 0) => format!("{hour:02}:{minute:02}:{second:02}"),
        _ => format!("{hour:02}:{minute:02}:{second:02}.{milli:03}"),
    };
    if moment.as_f64() < 1.0 { clock } else { format!("{date} {clock}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::ExcelDateTimeType;

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
    fn dates_are_dates() {
        for (serial, want) in [
            (46348.0, "2026-11-22"),
            (46_348.378_472_222_22, "2026-11-22 09:05:00"),
            (0.378_472_222_22, "09:05:00"),
        ] {
            let moment = ExcelDateTime::new(serial, ExcelDateTimeType::DateTime, false);
            assert_eq!(moment_text(&moment), want);
        }
    }
}
