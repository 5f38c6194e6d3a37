//! Texts of a few bytes as numbers, so that comparing them takes no loop.

/// A text of at most 15 bytes as two numbers, different for different texts.
///
/// It can be compared and looked up without a loop over its bytes, and so without guessing how
/// long it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Short {
    low: u64,
    /// The highest byte is the length.
    high: u64,
}

/// By length: which bits of two numbers are of the text.
const MASKS: [(u64, u64); 16] = {
    let mut masks = [(0, 0); 16];
    let mut length = 1;
    while length < 16 {
        masks[length] =
            if length < 8 { ((1 << (8 * length)) - 1, 0) } else { (u64::MAX, (1 << (8 * (length - 8))) - 1) };
        length += 1;
    }
    masks
};

impl Short {
    /// A text, if it is short enough.
    pub fn of(text: &[u8]) -> Option<Self> {
        let mut bytes = [0; 16];
        bytes.get_mut(..text.len())?.copy_from_slice(text);
        Self::start_of(&bytes, text.len())
    }

    /// The first bytes of a longer text, if they are few enough.
    #[inline(always)]
    pub fn start_of(bytes: &[u8; 16], length: usize) -> Option<Self> {
        let (low, high) = MASKS.get(length)?;
        let [(l, _), (h, _)] = [bytes[..8].split_first_chunk::<8>()?, bytes[8..].split_first_chunk::<8>()?];
        let (l, h) = (u64::from_le_bytes(*l) & low, u64::from_le_bytes(*h) & high);
        Some(Self { low: l, high: h | (length as u64) << 56 })
    }

    /// How many bytes it has.
    #[inline(always)]
    pub fn len(self) -> usize {
        (self.high >> 56) as usize
    }

    /// The first eight bytes, the first being the lowest; zeros behind the end.
    #[inline(always)]
    pub fn low(self) -> u64 {
        self.low
    }

    /// The bytes from the ninth on, the first being the lowest; the highest byte is the length.
    #[inline(always)]
    pub fn high(self) -> u64 {
        self.high
    }

    /// A number for looking it up; `seed` is odd.
    #[inline(always)]
    pub fn hash(self, seed: u64) -> u64 {
        (self.low ^ self.high.rotate_left(29)).wrapping_mul(seed)
    }
}

/// The digits of eight bytes where they are written as in a pattern: digits for its zeros, and
/// everything else as it is there.
#[inline(always)]
pub(super) fn digits_as_in(pattern: &[u8; 8], text: u64) -> Option<[u32; 8]> {
    // A digit becomes 0 to 9, any other byte of the pattern 0. What is added then makes all else
    // reach the highest bit of its byte.
    let rest = text ^ u64::from_le_bytes(*pattern);
    let limits = pattern.map(|byte| if byte == b'0' { 0x76 } else { 0x7f });
    let beyond = (rest.wrapping_add(u64::from_le_bytes(limits)) | rest) & 0x8080_8080_8080_8080;
    (beyond == 0).then(|| rest.to_le_bytes().map(u32::from))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_texts_are_told_apart() {
        let mut seen = std::collections::HashMap::new();
        for length in 0..=15 {
            for fill in ["a", "b", "ab", "abc", "aab", "a\0", "\0"] {
                let text = fill.chars().cycle().take(length).collect::<String>();
                let short = Short::of(text.as_bytes()).unwrap();
                assert_eq!(short.len(), length);
                let other = seen.insert(short, text.clone());
                assert!(other.is_none_or(|other| other == text), "{text:?}");
                let mut longer = text.clone().into_bytes();
                longer.resize(16, b'x');
                assert_eq!(Short::start_of(longer.first_chunk().unwrap(), length), Some(short));
            }
        }
        for byte in 0..=u8::MAX {
            let read = |text: [u8; 8]| digits_as_in(b"00:00:00", u64::from_le_bytes(text)).is_some();
            for before in [b'0', b'9'] {
                assert_eq!(read([byte, before, b':', b'0', b'9', b':', b'1', b'2']), byte.is_ascii_digit());
                assert_eq!(read([before, before, byte, b'0', b'9', b':', b'1', b'2']), byte == b':');
                assert_eq!(read([before, b'0', b':', b'0', b'9', b':', b'1', byte]), byte.is_ascii_digit());
            }
        }
        assert_eq!(Short::of(&[b'a'; 16]), None);
        assert_eq!(Short::of(b"true").unwrap().low(), u64::from(u32::from_le_bytes(*b"true")));
    }
}
