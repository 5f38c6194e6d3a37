//! JSON strings, arrays and members of the batch fast path.
//!
//! Strings without anything to escape are copied; all others are `serde_json`'s to write, and a
//! property test holds that the bytes are the same.

use std::borrow::Cow;

use fearless_simd::{Simd, SimdBase, mask8x16, u8x16};

use super::left_out::is_left_out;
use super::simd::{Marks, has_none};

/// What a string can only have escaped, and what need not be but is looked at again.
struct NeedsEscape;

impl Marks for NeedsEscape {
    #[inline(always)]
    fn among<S: Simd>(bytes: u8x16<S>) -> mask8x16<S> {
        // C1 control characters begin with this byte.
        let is_control = bytes.simd_lt(b' ') | bytes.simd_eq(0x7f) | bytes.simd_eq(0xc2);
        is_control | bytes.simd_eq(b'"') | bytes.simd_eq(b'\\')
    }
}

/// Writes a JSON string.
pub fn string(out: &mut Vec<u8>, text: &str) {
    if has_none::<NeedsEscape>(text) {
        quoted(out, |out| out.extend_from_slice(text.as_bytes()));
    } else if text.contains(is_left_out) {
        out.extend_from_slice(without_controls(&serde_json::json!(text).to_string()).as_bytes());
    } else if serde_json::to_writer(&mut *out, text).is_err() {
        out.extend_from_slice(b"null");
    }
}

/// A JSON text with C1 control characters, which JSON takes as they are, written as escapes.
fn without_controls(json: &str) -> Cow<'_, str> {
    if !json.contains(is_left_out) {
        return Cow::Borrowed(json);
    }
    let mut escaped = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        if is_left_out(c) {
            escaped.push_str(&format!("\\u{:04x}", u32::from(c)));
        } else {
            escaped.push(c);
        }
    }
    Cow::Owned(escaped)
}

/// Writes what needs no escape between quotes.
pub fn quoted(out: &mut Vec<u8>, write: impl FnOnce(&mut Vec<u8>)) {
    out.push(b'"');
    write(out);
    out.push(b'"');
}

/// Writes a member's name.
pub fn key(out: &mut Vec<u8>, name: &str) {
    string(out, name);
    out.push(b':');
}

/// Writes a string, or null.
pub fn nullable(out: &mut Vec<u8>, text: Option<&str>) {
    match text {
        Some(text) => string(out, text),
        None => out.extend_from_slice(b"null"),
    }
}

/// Writes a list of strings.
pub fn strings<'t>(out: &mut Vec<u8>, items: impl Iterator<Item = &'t str>) {
    array(out, items, string);
}

/// Writes a list.
pub fn array<T>(out: &mut Vec<u8>, items: impl Iterator<Item = T>, write: impl Fn(&mut Vec<u8>, T)) {
    out.push(b'[');
    for (index, item) in items.enumerate() {
        if index > 0 {
            out.push(b',');
        }
        write(out, item);
    }
    out.push(b']');
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop, prop_oneof, proptest};
    use proptest::prop_assert_eq;
    use proptest::strategy::Strategy;

    use super::*;

    /// Texts with what JSON escapes in every place, across the edges of sixteen bytes too.
    fn texts() -> impl Strategy<Value = String> {
        let piece =
            prop_oneof![any::<String>(), "[\"\\\\\u{0}-\u{1f}\u{7f}]{1,3}", "[a-z]{0,16}", "[卡号]{0,6}"];
        prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn strings_are_those_of_serde_json(texts in prop::collection::vec(texts(), 0..4)) {
            let mut ours = Vec::new();
            strings(&mut ours, texts.iter().map(String::as_str));
            let theirs = serde_json::to_string(&texts).unwrap();
            let theirs = without_controls(&theirs).into_owned().into_bytes();
            prop_assert_eq!(ours, theirs);
        }
    }
}
