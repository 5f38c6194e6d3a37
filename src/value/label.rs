//! Short texts that are copied whole, whatever their length.

use fearless_simd::{Level, SimdBase, SimdMask, dispatch, u8x32};

/// A text that nearly always has no more than 32 bytes, such as an id or a card number.
///
/// Texts of that size are copied whole, whatever their length, which takes no call and no guess.
#[derive(Clone, Debug, Default)]
pub struct Label {
    short: [u8; SHORT],
    length: usize,
    /// The text where it is longer.
    long: Vec<u8>,
}

/// How many bytes a short text has at most.
pub const SHORT: usize = 32;

impl Label {
    /// Forgets the text.
    pub fn clear(&mut self) {
        self.length = 0;
    }

    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// Takes a text over.
    pub fn set(&mut self, text: &[u8]) {
        self.length = text.len();
        match self.short.get_mut(..text.len()) {
            Some(short) => short.copy_from_slice(text),
            None => {
                self.long.clear();
                self.long.extend_from_slice(text);
            }
        }
    }

    /// Takes over the first bytes of a longer text, which must be no more than it has.
    #[inline(always)]
    pub fn set_start_of(&mut self, text: &[u8; SHORT], length: usize) {
        self.short = *text;
        self.length = length.min(SHORT);
    }

    /// The text.
    #[inline(always)]
    pub fn bytes(&self) -> &[u8] {
        self.short.get(..self.length).unwrap_or(&self.long)
    }

    /// Whether the text is short, and of ASCII letters and digits alone.
    #[inline(always)]
    pub fn is_short_and_plain(&self) -> bool {
        let plain = dispatch!(Level::baseline(), simd => {
            let text = u8x32::load_array_ref(simd, &self.short);
            let is_digit = (text ^ b'0').simd_lt(10);
            let is_letter = ((text | 0x20) - b'a').simd_lt(26);
            (is_digit | is_letter).to_bitmask()
        });
        self.length <= SHORT && plain.trailing_ones() as usize >= self.length
    }

    /// Writes the text.
    #[inline(always)]
    pub fn write(&self, out: &mut Vec<u8>) {
        if self.length <= SHORT {
            push_start_of(&self.short, self.length, out);
        } else {
            out.extend_from_slice(&self.long);
        }
    }

    /// Writes the text as a card number of which only the last four characters show, if it is short
    /// and plain. Returns whether it is; else nothing is written.
    #[inline(always)]
    pub fn write_masked(&self, out: &mut Vec<u8>) -> bool {
        if !self.is_short_and_plain() {
            return false;
        }
        let mut masked = [b'*'; SHORT];
        if let Some(hidden) = self.length.checked_sub(4).filter(|hidden| *hidden > 0)
            && let Some(shown) = self.short.get(hidden..hidden + 4)
            && let Some(place) = masked.get_mut(hidden..hidden + 4)
        {
            place.copy_from_slice(shown);
        }
        push_start_of(&masked, self.length, out);
        true
    }
}

/// Writes the first bytes of a text: all of it is copied, and what is too much is cut off.
#[inline(always)]
fn push_start_of(text: &[u8; SHORT], length: usize, out: &mut Vec<u8>) {
    let end = out.len() + length;
    out.extend_from_slice(text);
    out.truncate(end);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::mask;

    #[test]
    fn a_label_is_its_text_and_nothing_of_the_one_before() {
        let mut label = Label::default();
        let texts = ["", "K1", "6270350736712218846", "1234", "12345", "卡号一二三四五", "a b", "-", "{}"];
        let long = ["x".repeat(32), "x".repeat(33), "7".repeat(500), format!("{}-", "x".repeat(31))];
        for text in texts.into_iter().chain(long.iter().map(String::as_str)) {
            let mut start = [b'?'; SHORT];
            if text.len() <= SHORT {
                start[..text.len()].copy_from_slice(text.as_bytes());
                label.set_start_of(&start, text.len());
            } else {
                label.set(text.as_bytes());
            }
            let (mut written, mut masked) = (b">".to_vec(), b">".to_vec());
            label.write(&mut written);
            let is_masked = label.write_masked(&mut masked);
            assert_eq!((label.bytes(), label.is_empty()), (text.as_bytes(), text.is_empty()));
            assert_eq!(written, format!(">{text}").as_bytes());
            let is_plain = text.len() <= SHORT && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
            assert_eq!((label.is_short_and_plain(), is_masked), (is_plain, is_plain), "{text}");
            let shown = if is_plain { mask(text) } else { String::new() };
            assert_eq!(masked, format!(">{shown}").as_bytes());
        }
        for byte in 0..=u8::MAX {
            for length in [1, 16, 17, 32] {
                let mut text = [b'5'; SHORT];
                text[length - 1] = byte;
                label.set_start_of(&text, length);
                assert_eq!(label.is_short_and_plain(), byte.is_ascii_alphanumeric(), "{byte} {length}");
            }
        }
    }
}
