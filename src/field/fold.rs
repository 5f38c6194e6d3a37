//! Names as they are compared.
//!
//! [`fold`] is for what a person may spell differently and mean the same: the names of fields and
//! words. [`Folded`] is for what must not be overlooked, however it is spelled: secrets.

use unicode_normalization::UnicodeNormalization;
use unicode_security::confusable_detection::skeleton;

use crate::lang::simplified;

/// A name as it is compared: case, `-`, `_` and spaces do not matter, full-width letters are plain.
pub fn fold(name: &str) -> String {
    let is_kept = |c: &char| !matches!(c, '-' | '_' | ' ' | '\t' | '\'');
    if name.is_ascii() {
        return name.chars().filter(is_kept).map(|c| c.to_ascii_lowercase()).collect();
    }
    let plain = crate::value::plain(name.trim_start_matches('\u{feff}').as_bytes());
    String::from_utf8_lossy(&plain).chars().filter(is_kept).flat_map(char::to_lowercase).collect()
}

/// A heading reduced to its letters and digits, so that neither case, width, punctuation nor
/// characters without width hide what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Folded {
    /// The name, in one piece.
    pub whole: String,
    /// The parts of it that punctuation, spaces or a capital letter set off.
    pub words: Vec<String>,
}

impl Folded {
    /// The readings of a heading that have to be looked at: as it is written, and, where it is not
    /// ASCII alone, by what its characters look like (a Cyrillic `р` is read as `p`).
    pub fn readings(name: &str) -> Vec<Self> {
        if name.is_ascii() {
            return vec![Self::of(name)];
        }
        let compatible: String = name.nfkc().collect();
        let look_alike = lookalike(&compatible);
        let plain = Self::of(&compatible);
        let look_alike = Self::of(&look_alike);
        if plain == look_alike { vec![plain] } else { vec![plain, look_alike] }
    }

    fn of(name: &str) -> Self {
        let words = words(name).map(|word| letters(&word)).filter(|word| !word.is_empty()).collect();
        Self { whole: letters(name), words }
    }
}

/// A text in lower case by what its characters look like.
///
/// Both the name and what it is compared with have to be read so: `m` and `rn` look alike, and
/// become the same.
pub(super) fn lookalike(text: &str) -> String {
    // Capitals first: a capital I looks like an l, but stands for an i.
    skeleton(&text.to_lowercase()).collect()
}

fn letters(text: &str) -> String {
    let kept = text.chars().filter(|c| c.is_alphanumeric());
    kept.flat_map(char::to_lowercase).map(simplified).collect()
}

/// The words of a name: `card_pin`, `card pin` and `cardPin` have two.
fn words(name: &str) -> impl Iterator<Item = String> {
    let parts = name.split(|c: char| !c.is_alphanumeric());
    parts.flat_map(|part| {
        let mut words = vec![String::new()];
        let mut was_lower = false;
        for c in part.chars() {
            if was_lower && c.is_uppercase() {
                words.push(String::new());
            }
            was_lower = c.is_lowercase();
            if let Some(word) = words.last_mut() {
                word.push(c);
            }
        }
        words
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_is_its_letters_and_digits() {
        for (name, whole, parts) in [
            ("p.i.n", "pin", &["p", "i", "n"][..]),
            ("cardPin", "cardpin", &["card", "pin"]),
            ("Card No.", "cardno", &["card", "no"]),
            ("p\u{200b}in", "pin", &["p", "in"]),
            ("支付密碼", "支付密码", &["支付密码"]),
            ("ＰＩＮ", "pin", &["pin"]),
            ("𝐩𝐢𝐧", "pin", &["pin"]),
        ] {
            let readings = Folded::readings(name);
            assert_eq!(readings[0].whole, whole, "{name}");
            assert_eq!(readings[0].words, parts, "{name}");
        }
        // A Cyrillic р.
        assert!(Folded::readings("рin").iter().any(|reading| reading.whole == "pin"));
        assert_eq!(Folded::readings("pin").len(), 1);
    }
}
