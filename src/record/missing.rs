//! The words that people write where there is no value.

use crate::lang::simplified;
use crate::value::plain;

/// The words of every run; case, width and script do not matter.
pub(crate) const WORDS: [&str; 10] = ["-", "--", "—", "/", "n/a", "na", "null", "暂无", "未知", "不详"];

/// The words that stand for a missing value.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct MissingWords {
    folded: Vec<String>,
    /// The bytes that a spelling of one of them can begin with.
    starts: [bool; 256],
    /// How many bytes a spelling of one of them has at most.
    longest: usize,
    /// Whether there are words of this run alone.
    pub(super) has_more: bool,
}

impl MissingWords {
    /// The words of every run, and more of this one.
    pub(super) fn new(more: &[String]) -> Self {
        let more = more.iter().map(|word| folded(word)).filter(|word| !word.is_empty());
        let known = WORDS.iter().map(|word| folded(word));
        let folded: Vec<String> = known.chain(more).collect();
        let mut starts = [false; 256];
        starts[0x80..].fill(true);
        for first in folded.iter().filter_map(|word| word.bytes().next()) {
            starts[usize::from(first.to_ascii_lowercase())] = true;
            starts[usize::from(first.to_ascii_uppercase())] = true;
        }
        let longest = folded.iter().map(|word| word.chars().count() * 4).max().unwrap_or(0);
        let has_more = folded.len() > WORDS.len();
        Self { folded, starts, longest, has_more }
    }

    /// Whether a text is one of them. Nearly no text is, and nearly all are told by their first byte.
    #[inline]
    pub(super) fn has(&self, text: &[u8]) -> bool {
        let may_be = text.first().is_some_and(|first| self.starts[usize::from(*first)]);
        may_be && text.len() <= self.longest && self.finds(text)
    }

    #[cold]
    fn finds(&self, text: &[u8]) -> bool {
        std::str::from_utf8(text).is_ok_and(|text| self.folded.contains(&folded(text)))
    }
}

/// A word as it is compared.
fn folded(word: &str) -> String {
    let plain = plain(word.trim().as_bytes());
    String::from_utf8_lossy(&plain).chars().flat_map(char::to_lowercase).map(simplified).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_say_nothing() {
        let words = MissingWords::new(&[]);
        for text in
            ["-", "--", "—", "——", "/", "／", "N/A", "n/a", "NA", "Null", "ＮＵＬＬ", "暂无", "暫無", "不详"]
        {
            assert!(words.has(text.as_bytes()), "{text}");
        }
        for text in ["", "0", "---", "none", "无", "NaN", "n", "-1", "未知原因"] {
            assert!(!words.has(text.as_bytes()), "{text}");
        }
        assert!(!words.has(b"\xff"));
    }

    #[test]
    fn words_of_one_run() {
        let words = MissingWords::new(&["TBD".to_owned(), "0".to_owned(), " ".to_owned()]);
        for text in ["tbd", "TBD", "0", "-"] {
            assert!(words.has(text.as_bytes()), "{text}");
        }
        assert!(!words.has(b"") && !words.has(b"00"));
        assert!(words.has_more && !MissingWords::new(&[" ".to_owned()]).has_more);
    }
}
