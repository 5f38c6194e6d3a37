use std::ops::Deref;

/// A text that is read into over and over.
///
/// Its memory stays as it is when the text becomes shorter, so that no more of it has to be filled
/// with zeros before the next text is read there.
#[derive(Debug, Default)]
pub struct Buffer {
    bytes: Vec<u8>,
    len: usize,
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
        if self.bytes.len() < end {
            self.bytes.resize(end, 0);
        }
        &mut self.bytes[self.len..end]
    }

    /// Takes bytes of the room into the text.
    pub(super) fn take(&mut self, count: usize) {
        self.len = (self.len + count).min(self.bytes.len());
    }
}

impl Deref for Buffer {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.bytes[..self.len]
    }
}
