//! What a cell of CSV needs to stay one cell: quotes, and a guard against formulas.
//!
//! Nearly every cell is plain, which is seen at sixteen bytes at a time; those that are not are
//! quoted by the `csv` package. A property test holds that both decide alike.

use fearless_simd::{Simd, SimdBase, mask8x16, u8x16};

use super::simd::{Marks, has_none};
use crate::value::is_invisible;

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

/// Whether a spreadsheet could take a text for a formula.
///
/// Some drop what cannot be seen before they look at the first character, and read full-width
/// signs as plain ones: so does this.
fn is_formula(text: &str) -> bool {
    // Nearly every text begins with a letter or digit.
    if text.as_bytes().first().is_some_and(u8::is_ascii_alphanumeric) {
        return false;
    }
    let is_unseen = |c: char| is_invisible(c) && !matches!(c, '\t' | '\r' | '\n');
    match text.trim_start_matches(is_unseen).chars().next() {
        Some('=' | '@' | '\t' | '\r' | '\n' | '＝' | '＠' | '﹦' | '﹫') => true,
        // A signed number is a number, as long as it is plain.
        Some('+' | '-') => !is_signed_number(text.trim()),
        Some('＋' | '－' | '﹢' | '﹣') => true,
        _ => false,
    }
}

fn is_signed_number(text: &str) -> bool {
    let Some(digits) = text.strip_prefix(['+', '-']) else { return false };
    digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b',')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop, prop_oneof, proptest};
    use proptest::prop_assert_eq;
    use proptest::strategy::Strategy;

    use super::*;

    fn written(text: &str) -> String {
        let mut out = Vec::new();
        input_cell(&mut out, text);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn formulas_are_made_harmless() {
        for (text, want) in [
            ("=1+1", "'=1+1"),
            ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("-5", "-5"),
            (" -5 ", " -5 "),
            ("-5+cmd", "'-5+cmd"),
            ("card 1", "card 1"),
            ("a,b", "\"a,b\""),
            ("say \"hi\"", "\"say \"\"hi\"\"\""),
            ("\t=1", "'\t=1"),
            ("", ""),
            ("-", "'-"),
            ("\u{3000}", "\u{3000}"),
        ] {
            assert_eq!(written(text), want);
        }
    }

    #[test]
    fn wide_signs_and_what_hides_a_sign_are_guarded() {
        for text in
            ["＋5", "－5", "＋", "－1", "＝1", "＠x", "﹦1", "\u{feff}-5", "\u{feff}+86-1", "\u{feff}＋5"]
        {
            assert_eq!(written(text), format!("'{text}"));
        }
        let unseen =
            ['\u{a0}', '\u{3000}', '\u{b}', '\0', '\u{200b}', '\u{200e}', '\u{2060}', '\u{ad}', '\u{3164}'];
        for c in unseen {
            assert_eq!(written(&format!("{c}=1")), format!("'{c}=1"), "{c:?}");
            assert_eq!(written(&format!("{c} {c}+cmd")), format!("'{c} {c}+cmd"), "{c:?}");
            assert_eq!(written(&format!("{c}a=1")), format!("{c}a=1"), "{c:?}");
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
