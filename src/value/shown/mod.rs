//! The one home of how a text from an input is shown: what is masked in it and what is escaped.
//!
//! A text from an input can be anything: a card number in the wrong column, an escape sequence for
//! the terminal, a mark that turns the direction of writing. Whatever shows such a text shows it
//! through here:
//!
//! - messages and errors by [`shown`] or [`shown_lines`], which mask long numbers and escape;
//! - the value in a record's error as a [`Shown`], which cannot be made in any other way;
//! - what is given back as it is (an id, the name of an input) by [`escaped`];
//! - card numbers by [`mask`], in every output.

mod card;
mod card_number;
mod escape;
mod name;
mod number;

use std::borrow::Cow;
use std::fmt;

pub use card::mask;
pub use card_number::{is_card_number, is_like_card_number};
pub use escape::escaped;
pub(crate) use escape::{is_harmful, is_invisible};
pub(crate) use name::{masked_name, shown_name};
pub(crate) use number::figure;

/// How many characters of a value are shown.
const SHOWN_CHARS: usize = 80;

/// A text in a message: long numbers are masked, and what could harm the reader is escaped.
pub fn shown(text: &str) -> Cow<'_, str> {
    match number::masked(text, |_| true) {
        Cow::Borrowed(text) => escaped(text),
        Cow::Owned(text) => Cow::Owned(escaped(&text).into_owned()),
    }
}

/// As [`shown`], for messages of several lines.
pub fn shown_lines(text: &str) -> Cow<'_, str> {
    // A line ends a number.
    match number::masked(text, |c| c != '\n') {
        Cow::Borrowed(text) => escape::escaped_lines(text),
        Cow::Owned(text) => Cow::Owned(escape::escaped_lines(&text).into_owned()),
    }
}

/// A value from an input as it may be shown in any message or output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown(String);

impl Shown {
    /// A value, masked, escaped and shortened.
    pub fn of(value: &str) -> Self {
        Self(shortened(&number::masked(value, |_| true)))
    }

    /// A value that stands where a card number belongs: all of it is masked but its end.
    pub fn of_card_no(value: &str) -> Self {
        Self(shortened(&mask(value)))
    }

    /// A value of which what has to be masked is masked already.
    pub fn of_masked(value: &str) -> Self {
        Self(shortened(value))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Cuts a text that is masked already, so that no cut can make a long number a short one, and
/// escapes what is left.
fn shortened(masked: &str) -> String {
    let mut chars = masked.chars();
    let mut start: String = chars.by_ref().take(SHOWN_CHARS).collect();
    if chars.next().is_some() {
        start.push('…');
    }
    escaped(&start).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_masked_and_escaped_at_once() {
        assert_eq!(shown("no file 6222020200112233:\u{1b}[2J"), "no file ************2233:\\u{1b}[2J");
        assert_eq!(shown("plain"), "plain");
        assert_eq!(shown("62220\n20200112233"), "*************2233");
        assert_eq!(shown_lines("a.toml:12\n2026: b\u{7}"), "a.toml:12\n2026: b\\u{7}");
    }

    #[test]
    fn no_cut_unmasks_a_number() {
        let long = format!("{}{}", "x".repeat(75), "6222020200112233");
        let shown = Shown::of(&long);
        assert_eq!(shown.as_str(), format!("{}*****…", "x".repeat(75)));
        assert_eq!(Shown::of_card_no("6.22E+18").as_str(), "****E+18");
        assert_eq!(Shown::of("no\u{202e}where").as_str(), "no\\u{202e}where");
    }
}
