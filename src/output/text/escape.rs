//! Texts from the input, made harmless for people to look at.

use std::borrow::Cow;

/// A text from the input as it may be shown to people: what would move the cursor, turn the
/// direction of writing or hide itself is written as an escape, such as `\n` or `\u{202e}`.
pub fn safe(text: &str) -> Cow<'_, str> {
    escaped(text, is_harmful)
}

/// As [`safe`], for messages of several lines.
pub fn safe_lines(text: &str) -> Cow<'_, str> {
    escaped(text, |c| c != '\n' && is_harmful(c))
}

fn escaped(text: &str, escapes: impl Fn(char) -> bool) -> Cow<'_, str> {
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

fn is_harmful(c: char) -> bool {
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
            assert_eq!(safe(text), want);
        }
        assert_eq!(safe_lines("a\nb\u{7}"), "a\nb\\u{7}");
    }
}
