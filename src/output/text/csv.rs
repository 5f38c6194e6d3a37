//! What a cell of CSV needs to stay one cell: quotes, and a guard against formulas.
//!
//! Nearly every cell is plain, which is seen at sixteen bytes at a time; those that are not are
//! quoted by the `csv` package. A property test holds that both decide alike.

use std::sync::Arc;

use fearless_simd::{Simd, SimdBase, mask8x16, u8x16};

use super::left_out::LeftOut;
use super::simd::{Marks, has_none};
use crate::value::is_invisible;

/// What a cell can only have in quotes, and what must be looked at more closely: control characters
/// and the first byte of those beyond ASCII.
struct NeedsQuotes;

impl Marks for NeedsQuotes {
    #[inline(always)]
    fn among<S: Simd>(bytes: u8x16<S>) -> mask8x16<S> {
        NeedsQuotesBetweenTabs::among(bytes) | bytes.simd_eq(b',')
    }
}

/// The same where tabs stand between cells.
struct NeedsQuotesBetweenTabs;

impl Marks for NeedsQuotesBetweenTabs {
    #[inline(always)]
    fn among<S: Simd>(bytes: u8x16<S>) -> mask8x16<S> {
        bytes.simd_lt(b' ') | bytes.simd_eq(b'"') | bytes.simd_eq(0xc2)
    }
}

/// What stands between cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Delimiter {
    /// A comma.
    #[default]
    Comma,
    /// A tab.
    Tab,
}

impl Delimiter {
    /// The byte.
    pub const fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Tab => b'\t',
        }
    }
}

/// How cells are written.
#[derive(Clone, Debug, Default)]
pub struct CellStyle {
    /// What stands between them.
    pub delimiter: Delimiter,
    /// Whether numbers from the input are guarded that a spreadsheet would not keep digit by digit.
    pub guards_numbers: bool,
    /// Counts what is left out of cells.
    pub left_out: Arc<LeftOut>,
}

impl CellStyle {
    /// Writes a cell of the program's or policy's own, in quotes where it needs them.
    pub fn cell(&self, out: &mut Vec<u8>, text: &str) {
        let is_plain = match self.delimiter {
            Delimiter::Comma => has_none::<NeedsQuotes>(text),
            Delimiter::Tab => has_none::<NeedsQuotesBetweenTabs>(text),
        };
        if is_plain {
            out.extend_from_slice(text.as_bytes());
        } else {
            self.quoted_cell(out, &self.left_out.clean(text));
        }
    }

    /// Writes a cell as the `csv` package does.
    #[cold]
    fn quoted_cell(&self, out: &mut Vec<u8>, text: &str) {
        // The package takes an empty cell for a row of nothing else, which it quotes.
        if text.is_empty() {
            return;
        }
        let mut writer = csv_core::WriterBuilder::new().delimiter(self.delimiter.byte()).build();
        let start = out.len();
        // Every byte may be a quote, which is doubled, between two more.
        out.resize(start + 2 * text.len() + 2, 0);
        let (_, _, written) = writer.field(text.as_bytes(), &mut out[start..]);
        let (_, closed) = writer.finish(&mut out[start + written..]);
        out.truncate(start + written + closed);
    }

    /// Writes a text that came from the input; one that a spreadsheet would run gets an apostrophe.
    pub fn input_cell(&self, out: &mut Vec<u8>, text: &str) {
        if is_formula(text) {
            let text = self.left_out.clean(text);
            self.cell(out, &format!("'{text}"));
        } else {
            self.cell(out, text);
        }
    }

    /// Writes a value of the input: a number that a spreadsheet would not keep as it is becomes
    /// `="…"` where that is asked for.
    pub fn value_cell(&self, out: &mut Vec<u8>, text: &str) {
        if self.guards_numbers && loses_digits(text) {
            self.cell(out, &format!("=\"{text}\""));
        } else {
            self.input_cell(out, text);
        }
    }
}

/// Numbers with more digits than these are shown as powers of ten, and lose digits before long.
const KEPT_DIGITS: usize = 11;

/// Whether a text is a number of which a spreadsheet would drop or hide digits: a long one, or one
/// that begins with zeros.
fn loses_digits(text: &str) -> bool {
    let text = text.trim();
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let are_digits = |part: &str| part.chars().all(|c| matches!(c, '0'..='9' | '０'..='９'));
    if whole.is_empty() || !are_digits(whole) || !are_digits(fraction) {
        return false;
    }
    let digits = whole.chars().count();
    digits + fraction.chars().count() > KEPT_DIGITS || digits > 1 && whole.starts_with(['0', '０'])
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
        CellStyle::default().input_cell(&mut out, text);
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
    fn numbers_that_a_spreadsheet_would_spoil_are_told() {
        for text in ["123456789012", "00", "007", "+8613800138000", "1234567890.12", " 012 ", "００７"] {
            assert!(loses_digits(text), "{text}");
        }
        for text in ["12345678901", "0", "0.95", "-5", "", "+", ".5", "1e300", "12345678901x", "2026-11-22"] {
            assert!(!loses_digits(text), "{text}");
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
            let left = LeftOut::default().clean(&c.to_string()).into_owned();
            assert_eq!(written(&format!("{c}=1")), format!("'{left}=1"), "{c:?}");
            assert_eq!(written(&format!("{c} {c}+cmd")), format!("'{left} {left}+cmd"), "{c:?}");
            assert_eq!(written(&format!("{c}a=1")), format!("{left}a=1"), "{c:?}");
        }
    }

    /// Texts with what matters to CSV in every place, across the edges of sixteen bytes too.
    fn texts() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            any::<String>(),
            "[,\"\r\n]{1,3}",
            "[\u{1}\u{7f}\u{85}\u{9f}]",
            "[a-z]{0,16}",
            "[卡号；]{0,6}"
        ];
        prop::collection::vec(piece, 1..6).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn cells_are_those_of_the_csv_package(
            texts in prop::collection::vec(texts(), 2..4),
            is_tab in any::<bool>(),
        ) {
            let delimiter = if is_tab { Delimiter::Tab } else { Delimiter::Comma };
            let style = CellStyle { delimiter, ..CellStyle::default() };
            let mut ours = Vec::new();
            for (index, text) in texts.iter().enumerate() {
                if index > 0 {
                    ours.push(delimiter.byte());
                }
                style.cell(&mut ours, text);
            }
            ours.push(b'\n');
            let mut writer = csv::WriterBuilder::new().delimiter(delimiter.byte()).from_writer(Vec::new());
            writer.write_record(texts.iter().map(|text| LeftOut::default().clean(text).into_owned())).unwrap();
            prop_assert_eq!(ours, writer.into_inner().unwrap());
        }
    }
}
