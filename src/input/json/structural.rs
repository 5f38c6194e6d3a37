//! The structural index of a JSON text: where its strings may begin and end.

use fearless_simd::{Simd, SimdBase, SimdMask, u8x64};

use crate::input::simd::{BlockVisitor, Positions, visit_blocks};

/// The positions of quotes, and of what cannot stand in a string unescaped: backslashes and control
/// characters, line ends among them.
#[derive(Debug, Default)]
pub(super) struct StructuralIndex {
    positions: Positions,
}

impl StructuralIndex {
    /// Builds the index of a text. Returns whether all of it is ASCII.
    pub(super) fn build(&mut self, text: &[u8]) -> bool {
        self.positions.clear();
        visit_blocks(text, self)
    }

    /// The positions, in order.
    pub(super) fn get(&self) -> &[u32] {
        self.positions.get()
    }
}

/// Whether a byte is one that the index holds.
pub(super) fn is_structural(byte: u8) -> bool {
    byte < b' ' || matches!(byte, b'"' | b'\\')
}

impl BlockVisitor for StructuralIndex {
    #[inline(always)]
    fn visit<S: Simd>(&mut self, block: u8x64<S>, within: u64, start: usize) {
        let is_structural = block.simd_eq(b'"') | block.simd_eq(b'\\') | block.simd_lt(b' ');
        self.positions.put(is_structural.to_bitmask() & within, start);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_structural_byte_is_found_wherever_it_stands() {
        let mut index = StructuralIndex::default();
        for length in [0, 1, 15, 16, 63, 64, 65, 200, 5000] {
            for byte in 0..=u8::MAX {
                for step in [1, 3, 17, 64] {
                    let mut text = vec![b'x'; length];
                    text.iter_mut().step_by(step).for_each(|place| *place = byte);
                    assert_eq!(index.build(&text), byte.is_ascii() || length == 0);
                    let want =
                        (0..length).step_by(step).filter(|_| is_structural(byte)).map(|place| place as u32);
                    assert_eq!(index.get(), want.collect::<Vec<_>>(), "{byte} {length} {step}");
                }
            }
        }
    }
}
