//! How wide texts are on a terminal, where they may be cut, and where a line may end.

use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How many columns a text takes on a terminal; most Chinese characters take two.
pub fn width(text: &str) -> usize {
    text.width()
}

/// Which end of a text stays where it is cut: the one that tells more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Keep {
    /// Its first words.
    #[default]
    Start,
    /// Its last ones, as the line of a source.
    End,
}

/// A text cut to so many columns, with an ellipsis where something is left out.
pub fn cut(text: &str, room: usize, keep: Keep) -> String {
    if width(text) <= room {
        return text.to_owned();
    }
    let mut left = room.saturating_sub(1);
    let mut fits = |c: &char| {
        let wide = c.width().unwrap_or(0);
        let fits = wide <= left;
        left = left.saturating_sub(wide);
        fits
    };
    let ellipsis = if room > 0 { "…" } else { "" };
    match keep {
        Keep::Start => text.chars().take_while(&mut fits).chain(ellipsis.chars()).collect(),
        Keep::End => {
            let kept: usize = text.chars().rev().take_while(&mut fits).map(char::len_utf8).sum();
            format!("{ellipsis}{}", text.get(text.len() - kept..).unwrap_or_default())
        }
    }
}

/// A text with spaces behind it (or before it) up to so many columns.
pub fn padded(text: &str, room: usize, right: bool) -> String {
    let gap = " ".repeat(room.saturating_sub(width(text)));
    if right { format!("{gap}{text}") } else { format!("{text}{gap}") }
}

/// A text in lines of at most so many columns, broken where its language allows, in time and memory
/// in proportion to its length.
pub fn wrapped(text: &str, room: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0;
    let mut start = 0;
    for (end, opportunity) in linebreaks(text) {
        if is_joined(text, end) {
            continue;
        }
        let piece = text.get(start..end).unwrap_or_default();
        start = end;
        if used + width(piece.trim_end()) > room && !line.is_empty() {
            lines.push(line.trim_end().to_owned());
            line.clear();
            used = 0;
        }
        line.push_str(piece);
        used += width(piece);
        if used > room.max(2) {
            used = cut_off(&mut line, room.max(2), &mut lines);
        }
        if opportunity == BreakOpportunity::Mandatory {
            lines.push(line.trim_end().to_owned());
            line.clear();
            used = 0;
        }
    }
    if !line.trim_end().is_empty() {
        lines.push(line.trim_end().to_owned());
    }
    lines
}

/// Cuts what has no place to break at, such as an address, where the line is full. Returns how wide
/// the rest of it is.
fn cut_off(line: &mut String, room: usize, lines: &mut Vec<String>) -> usize {
    // How many bytes of a text that fits are looked at again for each line.
    let most = 64 * room;
    let mut rest = line.trim_end();
    while rest.len() > most || width(rest) > room {
        let (head, tail) = rest.split_at_checked(fitting(rest, room)).unwrap_or((rest, ""));
        lines.push(head.to_owned());
        rest = tail;
    }
    let at = line.trim_end().len() - rest.len();
    line.drain(..at);
    width(line)
}

/// Whether what stands before a place and what follows it are one: both ends of a range, or the
/// parts of an id such as `jd-finance`.
fn is_joined(text: &str, end: usize) -> bool {
    let (before, after) = text.split_at_checked(end).unwrap_or((text, ""));
    let is_hyphen = before.ends_with('-') && after.starts_with(|c: char| c.is_ascii_alphanumeric());
    before.ends_with('–') || is_hyphen
}

/// How many columns the longest piece of a text takes that no line break may split.
pub fn longest_piece(text: &str) -> usize {
    let mut start = 0;
    let mut longest = 0;
    for (end, _) in linebreaks(text) {
        if !is_joined(text, end) {
            longest = width(text.get(start..end).unwrap_or_default().trim_end()).max(longest);
            start = end;
        }
    }
    longest
}

/// How many bytes of a text fit into so many columns.
fn fitting(text: &str, room: usize) -> usize {
    let mut used = 0;
    for (index, c) in text.char_indices() {
        used += c.width().unwrap_or(0);
        if used > room {
            return index;
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_not_characters_count() {
        assert_eq!(cut("京东礼品卡", 7, Keep::Start), "京东礼…");
        assert_eq!(cut("京东礼品卡", 7, Keep::End), "…礼品卡");
        assert_eq!(cut("京东礼品卡", 6, Keep::End), "…品卡");
        assert_eq!(cut("京东礼品卡", 10, Keep::Start), "京东礼品卡");
        assert_eq!(cut("abc", 0, Keep::Start), "");
        assert_eq!(padded("卡", 4, false), "卡  ");
        assert_eq!(padded("9.50", 6, true), "  9.50");
    }

    #[test]
    fn what_has_no_place_to_break_at_takes_room_in_proportion() {
        for text in ["x".repeat(1 << 20), "卡".repeat(1 << 18), "e\u{301}".repeat(1 << 18)] {
            let lines = wrapped(&text, 40);
            let held: usize = lines.iter().map(String::capacity).sum();
            assert!(held < 2 * text.len(), "{held} bytes for {}", text.len());
            assert_eq!(lines.concat(), text);
        }
    }

    #[test]
    fn lines_break_where_the_language_allows() {
        assert_eq!(wrapped("one two three", 8), ["one two", "three"]);
        assert_eq!(wrapped("卡已过期。请找人工客服", 10), ["卡已过期。", "请找人工客", "服"]);
        assert_eq!(wrapped("卡已过期啊。请", 10), ["卡已过期", "啊。请"]);
        assert_eq!(wrapped("https:abcdefgh", 6), ["https:", "abcdef", "gh"]);
        assert_eq!(wrapped("", 6), [""; 0]);
        assert_eq!(wrapped("abcdefgh   ij", 4), ["abcd", "efgh", "ij"]);
        assert_eq!(wrapped("in 1–3 days", 6), ["in 1–3", "days"]);
        assert_eq!(wrapped("by jd-unbind, 1", 8), ["by", "jd-unbin", "d, 1"]);
        assert_eq!(wrapped("of jd-unbind, 1", 10), ["of", "jd-unbind,", "1"]);
    }
}
