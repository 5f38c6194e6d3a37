//! Sets of words by their codes.

/// Words, by their codes.
#[derive(Clone, Debug, Default)]
pub(super) struct Codes(Vec<u64>);

impl Codes {
    pub(super) fn has(&self, code: u16) -> bool {
        self.0.get(usize::from(code) / 64).is_some_and(|bits| bits >> (code % 64) & 1 == 1)
    }
}

impl FromIterator<u16> for Codes {
    fn from_iter<I: IntoIterator<Item = u16>>(codes: I) -> Self {
        let mut bits = Vec::new();
        for code in codes {
            let word = usize::from(code) / 64;
            if bits.len() <= word {
                bits.resize(word + 1, 0);
            }
            bits[word] |= 1 << (code % 64);
        }
        Self(bits)
    }
}
