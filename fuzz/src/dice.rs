//! Choices drawn from bytes: the same bytes, the same choices.

/// Draws choices from bytes; when they are used up, always the first one.
pub struct Dice<'b> {
    bytes: &'b [u8],
}

impl<'b> Dice<'b> {
    pub fn new(bytes: &'b [u8]) -> Self {
        Self { bytes }
    }

    pub fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.bytes.split_first() else { return 0 };
        self.bytes = rest;
        *first
    }

    /// A number below `sides`.
    pub fn roll(&mut self, sides: usize) -> usize {
        let mut number = usize::from(self.byte());
        if sides > 256 {
            number = number << 16 | usize::from(self.byte()) << 8 | usize::from(self.byte());
        }
        number % sides
    }

    /// Once in so many times, and not when the bytes are used up.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.roll(times) == times - 1
    }

    pub fn pick<'t, T>(&mut self, from: &'t [T]) -> &'t T {
        &from[self.roll(from.len())]
    }
}
