//! What surrounds a value, and the full-width forms of what is in it.

use std::borrow::Cow;

/// Takes off what surrounds a value: white space, the guards that spreadsheets put around long
/// numbers (`="…"`, a leading apostrophe, tabs) and no-break or full-width spaces.
#[inline]
pub fn trim_cell(cell: &[u8]) -> &[u8] {
    match cell {
        // Nearly every cell: it begins with a letter or digit and does not end with white space.
        [] => cell,
        [first, ..] if first.is_ascii_alphanumeric() && cell.last().is_some_and(|b| is_inner(*b)) => cell,
        _ => trim_guards(cell),
    }
}

#[cold]
fn trim_guards(cell: &[u8]) -> &[u8] {
    let mut text = trim_space(cell);
    // One may stand within another, in either order.
    loop {
        text = match text {
            [b'=', b'"', inner @ .., b'"'] => trim_space(inner),
            [b'\'', rest @ ..] => trim_space(rest),
            _ => return text,
        }
    }
}

/// Trims ASCII white space and, where the edges are not ASCII, Unicode white space as well.
fn trim_space(text: &[u8]) -> &[u8] {
    match text {
        // Nearly every cell: nothing to trim, seen at its two edges.
        [first, .., last] if is_inner(*first) && is_inner(*last) => text,
        _ => trim_unicode(text.trim_ascii()),
    }
}

/// A byte that can be neither white space nor part of a wide space.
const fn is_inner(byte: u8) -> bool {
    byte > b' ' && byte < 0x7f
}

fn trim_unicode(text: &[u8]) -> &[u8] {
    match (text.first(), text.last()) {
        (Some(first), Some(last)) if !first.is_ascii() || !last.is_ascii() => {
            std::str::from_utf8(text).map_or(text, |s| s.trim().as_bytes())
        }
        _ => text,
    }
}

/// Makes full-width digits and punctuation (`０`–`９`, `：`, `．`) plain ASCII, and the
/// ideographic space and comma their ASCII kin.
///
/// Text without non-ASCII bytes, which is nearly all of it, is borrowed as it is.
pub fn plain(text: &[u8]) -> Cow<'_, [u8]> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let Ok(decoded) = std::str::from_utf8(text) else {
        return Cow::Borrowed(text);
    };
    let narrowed: String = decoded.chars().map(narrow).collect();
    Cow::Owned(narrowed.into_bytes())
}

/// The ASCII character that a full-width one stands for, or the character itself.
fn narrow(character: char) -> char {
    match character {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(character as u32 - 0xfee0).unwrap_or(character),
        '\u{3000}' | '\u{a0}' => ' ',
        '、' => ',',
        '。' => '.',
        '￥' => '¥',
        '—' | '–' => '-',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guards_come_off() {
        for (cell, inner) in [
            ("  500 ", "500"),
            ("=\"00123\"", "00123"),
            ("'00123", "00123"),
            ("\t00123\t", "00123"),
            ("\u{3000}京东\u{a0}", "京东"),
            ("=1+1", "=1+1"),
            ("", ""),
            ("'", ""),
            ("'=\"00123\"", "00123"),
            ("\t=\"\t00123 \"", "00123"),
            ("=\"'00123\"", "00123"),
            ("=\"", "=\""),
        ] {
            assert_eq!(trim_cell(cell.as_bytes()), inner.as_bytes(), "{cell:?}");
        }
    }

    #[test]
    fn full_width_becomes_plain() {
        assert_eq!(&*plain("１，０００．５０".as_bytes()), b"1,000.50");
        assert_eq!(&*plain("１０：０５".as_bytes()), b"10:05");
        assert_eq!(&*plain(b"500"), b"500");
    }
}
