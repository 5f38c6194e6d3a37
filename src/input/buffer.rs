//! Memory that texts are read into over and over.

use std::ops::Deref;

/// How many zeros there are behind a text for those who look ahead.
pub(super) const PADDING: usize = 64;

/// A text that is read into over and over.
///
/// Its memory stays as it is when the text becomes shorter, so that no more of it has to be filled
/// with zeros before the next text is read there.
#[derive(Debug, Default)]
pub struct Buffer {
    bytes: Vec<u8>,
    len: usize,
    /// How long the text was when there were zeros behind it.
    padded: usize,
}

impl Buffer {
    /// Forgets the text.
    pub(super) fn clear(&mut self) {
        self.len = 0;
    }

    /// Cuts the text off at a place within it.
    pub(super) fn truncate(&mut self, len: usize) {
        self.len = self.len.min(len);
    }

    /// Adds a text behind what is there.
    pub(super) fn push(&mut self, text: &[u8]) {
        self.room(text.len()).copy_from_slice(text);
        self.len += text.len();
    }

    /// Memory for so many bytes behind the text.
    pub(super) fn room(&mut self, wanted: usize) -> &mut [u8] {
        let end = self.len + wanted;
        self.padded = usize::MAX;
        if self.bytes.is_empty() {
            // New memory often has the zeros already, and those behind the text as well.
            self.bytes = vec![0; end + PADDING];
        } else if self.bytes.len() < end {
            self.bytes.resize(end, 0);
        }
        &mut self.bytes[self.len..end]
    }

    /// Puts zeros behind the text, so that a reader can look ahead without looking whether there is
    /// anything.
    pub(super) fn pad(&mut self) {
        self.room(PADDING).fill(0);
        self.padded = self.len;
    }

    /// The text with the zeros behind it, if there are any.
    pub(super) fn padded(&self) -> &[u8] {
        let padding = if self.padded == self.len { PADDING } else { 0 };
        self.bytes.get(..self.len + padding).unwrap_or(self)
    }

    /// Takes bytes of the room into the text.
    pub(super) fn take(&mut self, count: usize) {
        self.len = (self.len + count).min(self.bytes.len());
    }
}

impl From<&[u8]> for Buffer {
    fn from(text: &[u8]) -> Self {
        let mut buffer = Self::default();
        buffer.push(text);
        buffer.pad();
        buffer
    }
}

impl Deref for Buffer {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.bytes[..self.len]
    }
}
