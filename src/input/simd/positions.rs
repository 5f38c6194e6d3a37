//! Positions in a text, written a block at a time.

use super::BLOCK;

/// Positions in a text, in order.
#[derive(Debug, Default)]
pub(in crate::input) struct Positions {
    positions: Vec<u32>,
    count: usize,
}

/// The position before the text: one more is its start.
pub(in crate::input) const BEFORE_START: u32 = u32::MAX;

/// Positions are written in chunks of this size, needed or not, which spares a branch for each.
const AT_ONCE: usize = 8;

/// Memory for this many positions is kept, even if a text had far more.
const KEPT: usize = 1 << 16;

impl Positions {
    /// Forgets all positions, and gives back memory that only an unusual text needed.
    pub(in crate::input) fn clear(&mut self) {
        self.count = 0;
        if self.positions.len() > 4 * KEPT {
            self.positions.truncate(KEPT);
            self.positions.shrink_to_fit();
        }
    }

    /// Adds a position for every bit.
    #[inline(always)]
    pub(in crate::input) fn put(&mut self, mut bits: u64, start: usize) {
        if self.positions.len() < self.count + BLOCK {
            self.positions.resize(self.count + 64 * BLOCK, 0);
        }
        let count = self.count;
        self.count += bits.count_ones() as usize;
        for positions in self.positions[count..].chunks_exact_mut(AT_ONCE) {
            for position in positions {
                *position = start as u32 + bits.trailing_zeros();
                bits &= bits.wrapping_sub(1);
            }
            if bits == 0 {
                return;
            }
        }
    }

    /// The same for bits of which there is nearly always one or none.
    #[inline(always)]
    pub(in crate::input) fn put_few(&mut self, mut bits: u64, start: usize) {
        while bits != 0 {
            self.put_one(start as u32 + bits.trailing_zeros());
            bits &= bits - 1;
        }
    }

    /// Adds one position.
    #[inline(always)]
    pub(in crate::input) fn put_one(&mut self, position: u32) {
        if self.positions.len() == self.count {
            self.positions.resize(self.count + 64 * BLOCK, 0);
        }
        self.positions[self.count] = position;
        self.count += 1;
    }

    /// The positions, to be changed in their order.
    pub(in crate::input) fn get_mut(&mut self) -> &mut [u32] {
        &mut self.positions[..self.count]
    }

    /// The positions, in order.
    pub(in crate::input) fn get(&self) -> &[u32] {
        &self.positions[..self.count]
    }
}
