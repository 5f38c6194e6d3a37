//! Texts in one buffer, most of them only once.

use std::hash::BuildHasher;

use foldhash::fast::RandomState;

/// Texts, one after the other, most of them only once.
#[derive(Debug, Default)]
pub(in crate::output) struct Texts {
    bytes: Vec<u8>,
    /// By hash: the last text that had it.
    last: Vec<Text>,
    hasher: RandomState,
}

/// A text among others.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::output) struct Text {
    start: u32,
    end: u32,
}

/// How many hashes there are. Where two texts share one, the other may be there twice.
const HASHES: usize = 1 << 12;

/// So many bytes of texts are kept before it is looked whether one is there already.
const FEW: usize = 16 * 1024;

impl Texts {
    pub(in crate::output) fn clear(&mut self) {
        self.bytes.clear();
        self.last.clear();
    }

    /// The bytes that they take.
    pub(in crate::output) fn size(&self) -> usize {
        self.bytes.len()
    }

    /// The bytes of a text.
    #[inline(always)]
    pub(in crate::output) fn get(&self, text: Text) -> &[u8] {
        self.bytes.get(text.start as usize..text.end as usize).unwrap_or_default()
    }

    /// Adds a text that is written by `write`, unless it is there.
    pub(in crate::output) fn write<T>(&mut self, write: impl FnOnce(&mut Vec<u8>) -> T) -> (T, Text) {
        let start = self.bytes.len();
        let result = write(&mut self.bytes);
        let text = Text { start: start as u32, end: self.bytes.len() as u32 };
        if start < FEW {
            return (result, text);
        }
        self.last.resize(HASHES, Text::default());
        let hash = self.hasher.hash_one(self.get(text)) as usize % HASHES;
        let last = self.last[hash];
        if self.get(last) == self.get(text) {
            self.bytes.truncate(start);
            return (result, last);
        }
        self.last[hash] = text;
        (result, text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_is_there_is_not_added_again() {
        let mut texts = Texts::default();
        let many = "-".repeat(FEW);
        texts.write(|out| out.extend_from_slice(many.as_bytes()));
        let mut add = |text: &str| texts.write(|out| out.extend_from_slice(text.as_bytes())).1;
        let (first, second, again, none) = (add("first"), add("second"), add("first"), add(""));
        assert_eq!((first.start, first.end), (again.start, again.end));
        assert_eq!([first, second, none].map(|text| texts.get(text)), [b"first".as_slice(), b"second", b""]);
        assert_eq!(texts.bytes.len(), FEW + "firstsecond".len());
        texts.clear();
        assert_eq!(texts.size(), 0);
    }
}
