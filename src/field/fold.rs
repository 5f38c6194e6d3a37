//! Names as they are compared.
//!
//! [`fold`] is for what a person may spell differently and mean the same: the names of fields and
//! words. [`Folded`] is for what must not be overlooked, however it is spelled: secrets.

use std::collections::HashMap;
use std::sync::LazyLock;

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

/// A heading reduced to its letters and digits, so that neither case, width, punctuation, characters
/// without width nor look-alikes of other scripts hide what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Folded {
    /// The name, in one piece.
    pub whole: String,
    /// The parts of it that punctuation, spaces or a capital letter set off.
    pub words: Vec<String>,
}

impl Folded {
    pub fn of(name: &str) -> Self {
        let words = words(name).map(|word| letters(&word)).filter(|word| !word.is_empty()).collect();
        Self { whole: letters(name), words }
    }
}

fn letters(text: &str) -> String {
    let mut letters = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() {
            letters.extend(c.is_ascii_alphanumeric().then(|| c.to_ascii_lowercase()));
        } else if let Some(ascii) = LOOKALIKES.get(&c) {
            letters.push_str(ascii);
        } else if c.is_alphanumeric() {
            letters.extend(c.to_lowercase().map(simplified));
        }
    }
    letters
}

/// Characters that look like letters or digits of ASCII, or are variants of them, with those.
static LOOKALIKES: LazyLock<HashMap<char, &str>> = LazyLock::new(|| {
    let lines = include_str!("lookalikes.txt").lines();
    let characters = lines.filter_map(|line| line.split_once(' ')).flat_map(|(ascii, codes)| {
        let codes = codes.split(' ').filter_map(|code| u32::from_str_radix(code, 16).ok());
        codes.filter_map(char::from_u32).map(move |c| (c, ascii))
    });
    characters.collect()
});

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
    use std::collections::BTreeMap;
    use std::fmt::Write;

    use unicode_normalization::UnicodeNormalization;
    use unicode_security::confusable_detection::skeleton;

    use super::*;
    use crate::tries::tries;

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
            // A Cyrillic р.
            ("рin", "pin", &["pin"]),
            ("pi\u{301}n", "pin", &["pi", "n"]),
        ] {
            let folded = Folded::of(name);
            let parts: Vec<String> = parts.iter().map(|part| (*part).to_owned()).collect();
            assert_eq!((folded.whole.as_str(), folded.words), (whole, parts), "{name}");
        }
    }

    /// What a character stands for in ASCII: by Unicode's compatibility forms, or by its look.
    fn ascii_of(c: char) -> Option<String> {
        let is_ascii = |text: &String| !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric());
        let plain: String = c.to_lowercase().nfkc().collect();
        let plain = plain.to_lowercase();
        let look = |text: &str| -> String {
            let look: String = skeleton(text).collect();
            look.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect()
        };
        Some(plain.clone()).filter(is_ascii).or_else(|| Some(look(&plain)).filter(is_ascii))
    }

    #[test]
    fn look_alikes_are_those_that_unicode_lists() {
        let mut by_ascii: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        // Behind this plane there are no letters: marks, what has no character yet, and what never will.
        let last = char::from_u32(tries(0x0010_ffff, 0x3_ffff) as u32).unwrap();
        for c in '\u{80}'..=last {
            if let Some(ascii) = ascii_of(c) {
                by_ascii.entry(ascii).or_default().push(c.into());
            }
        }
        let mut table = String::new();
        for (ascii, codes) in by_ascii {
            table.push_str(&ascii);
            codes.iter().for_each(|code| write!(table, " {code:x}").unwrap());
            table.push('\n');
        }
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/field/lookalikes.txt");
        if std::env::var_os("UPDATE_LOOKALIKES").is_some() {
            std::fs::write(path, &table).unwrap();
        }
        assert!(std::fs::read_to_string(path).unwrap() == table, "run the tests with UPDATE_LOOKALIKES=1");
    }
}
