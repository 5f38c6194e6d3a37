//! Escapes characters that would move a cursor, turn the direction of writing or hide themselves.

use std::borrow::Cow;

/// A text from an input as it was given, but for what would move the cursor, turn the direction of
/// writing or hide itself: that is written as an escape, such as `\n` or `\u{202e}`.
pub fn escaped(text: &str) -> Cow<'_, str> {
    escaped_where(text, is_harmful)
}

/// As [`escaped`], for texts of several lines.
pub(super) fn escaped_lines(text: &str) -> Cow<'_, str> {
    escaped_where(text, |c| c != '\n' && is_harmful(c))
}

fn escaped_where(text: &str, escapes: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.chars().any(&escapes) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if escapes(c) {
            safe.extend(c.escape_default());
        } else {
            safe.push(c);
        }
    }
    Cow::Owned(safe)
}

/// Whether a character leaves no mark where it stands: white space, and what is escaped.
pub(crate) fn is_invisible(c: char) -> bool {
    // Fillers, joiners and variation selectors take no ink, though they are harmless to look at.
    c.is_whitespace()
        || is_harmful(c)
        || matches!(c,
            '\u{034f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{ffa0}' | '\u{e0100}'..='\u{e01ef}')
}

/// Whether a character moves the cursor, turns the direction of writing or hides itself.
pub(crate) fn is_harmful(c: char) -> bool {
    c.is_control()
        || matches!(c,
            // Marks, embeddings, overrides and isolates of the direction of writing.
            '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
            // Characters without width, line and paragraph separators, the byte order mark, tags.
            | '\u{00ad}' | '\u{200b}'..='\u{200d}' | '\u{2028}' | '\u{2029}' | '\u{2060}'..='\u{2065}'
            | '\u{206a}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}'
            // No characters at all, which XML does not take.
            | '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn harmful_characters_are_written_out() {
        for (text, want) in [
            ("card 1", "card 1"),
            ("卡号", "卡号"),
            ("a\u{1b}[31mred", "a\\u{1b}[31mred"),
            ("a\nb\tc\r", "a\\nb\\tc\\r"),
            ("a\u{202e}b", "a\\u{202e}b"),
            ("zero\u{200b}width\u{feff}", "zero\\u{200b}width\\u{feff}"),
            ("\u{9b}2J", "\\u{9b}2J"),
        ] {
            assert_eq!(escaped(text), want);
        }
        assert_eq!(escaped_lines("a\nb\u{7}"), "a\nb\\u{7}");
    }
}
