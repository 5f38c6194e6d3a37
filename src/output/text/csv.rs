//! What a cell of CSV needs to stay one cell: quotes, and a guard against formulas.
//!
//! Nearly every cell is plain, which is seen at sixteen bytes at a time; those that are not are
//! quoted by the `csv` package. A property test holds that both decide alike.

use fearless_simd::{Simd, SimdBase, mask8x16, u8x16};

use super::simd::{Marks, has_none};

/// What a cell can only have in quotes.
struct NeedsQuotes;

impl Marks for NeedsQuotes {
    #[inline(always)]
    fn among<S: Simd>(bytes: u8x16<S>) -> mask8x16<S> {
        let is_line_end = bytes.simd_eq(b'\n') | bytes.simd_eq(b'\r');
        bytes.simd_eq(b',') | bytes.simd_eq(b'"') | is_line_end
    }
}

/// Writes a cell of the program's or policy's own, in quotes where it needs them.
pub fn cell(out: &mut Vec<u8>, text: &str) {
    if has_none::<NeedsQuotes>(text) {
        out.extend_from_slice(text.as_bytes());
    } else {
        quoted_cell(out, text);
    }
}

/// Writes a cell as the `csv` package does.
#[cold]
fn quoted_cell(out: &mut Vec<u8>, text: &str) {
    let mut writer = csv_core::Writer::new();
    let start = out.len();
    // Every byte may be a quote, which is doubled, between two more.
    out.resize(start + 2 * text.len() + 2, 0);
    let (_, _, written) = writer.field(text.as_bytes(), &mut out[start..]);
    let (_, closed) = writer.finish(&mut out[start + written..]);
    out.truncate(start + written + closed);
}

/// Writes a text that came from the input; one that a spreadsheet would run gets an apostrophe.
pub fn input_cell(out: &mut Vec<u8>, text: &str) {
    if is_formula(text) {
        cell(out, &format!("'{text}"));
    } else {
        cell(out, text);
    }
}

/// Whether a spreadsheet would take a text for a formula.
fn is_formula(text: &str) -> bool {
    let first = text.trim_start_matches(['\u{feff}', ' ']).chars().next();
    match first {
        Some('=' | '@' | '\t' | '\r' | '\n' | '＝' | '＠') => true,
        // A signed number is a number.
        Some('+' | '-' | '＋' | '－') => !is_signed_number(text.trim()),
        _ => false,
    }
}

fn is_signed_number(text: &str) -> bool {
    let digits = &text[1..];
    !digits.is_empty()
        && digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b',')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop, prop_oneof, proptest};
    use proptest::prop_assert_eq;
    use proptest::strategy::Strategy;

    use super::*;

    #[test]
    fn formulas_are_made_harmless() {
        for (text, want) in [
            ("=1+1", "'=1+1"),
            ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("-5", "-5"),
            ("-5+cmd", "'-5+cmd"),
            ("card 1", "card 1"),
            ("a,b", "\"a,b\""),
            ("say \"hi\"", "\"say \"\"hi\"\"\""),
            ("\t=1", "'\t=1"),
        ] {
            let mut out = Vec::new();
            input_cell(&mut out, text);
            assert_eq!(String::from_utf8(out).unwrap(), want);
        }
    }

    /// Texts with what matters to CSV in every place, across the edges of sixteen bytes too.
    fn texts() -> impl Strategy<Value = String> {
        let piece = prop_oneof![any::<String>(), "[,\"\r\n]{1,3}", "[a-z]{0,16}", "[卡号；]{0,6}"];
        prop::collection::vec(piece, 1..6).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn cells_are_those_of_the_csv_package(texts in prop::collection::vec(texts(), 2..4)) {
            let mut ours = Vec::new();
            for (index, text) in texts.iter().enumerate() {
                if index > 0 {
                    ours.push(b',');
                }
                cell(&mut ours, text);
            }
            ours.push(b'\n');
            let mut writer = csv::Writer::from_writer(Vec::new());
            writer.write_record(&texts).unwrap();
            prop_assert_eq!(ours, writer.into_inner().unwrap());
        }
    }
}
