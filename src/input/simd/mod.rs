//! Looking for bytes in a text, 64 at a time, with the widest instructions that the machine has.
//!
//! This is the ground that the fast paths for CSV and JSON stand on: a block of text becomes a
//! bitmask of what was sought, so that a short field costs no more than a long one.

mod positions;

use fearless_simd::{Level, Simd, SimdBase, SimdMask, dispatch, u8x64};

pub(super) use positions::{BEFORE_START, Positions};

/// How many bytes are visited at a time.
pub(super) const BLOCK: usize = 64;

/// Notes what it finds in a text that is visited block by block.
pub(super) trait BlockVisitor {
    /// Visits the block that starts at a position. Only bytes whose bits are set in `within` are part
    /// of the text.
    fn visit<S: Simd>(&mut self, block: u8x64<S>, within: u64, start: usize);
}

/// Whether every position in a text fits into 32 bits.
pub(super) fn fits_positions(text: &[u8]) -> bool {
    u32::try_from(text.len() + BLOCK).is_ok()
}

/// Visits all blocks of a text. Returns whether all of it is ASCII.
pub(super) fn visit_blocks(text: &[u8], visitor: &mut impl BlockVisitor) -> bool {
    dispatch!(Level::new(), simd => visit_all(simd, text, visitor))
}

#[inline(always)]
fn visit_all<S: Simd>(simd: S, text: &[u8], visitor: &mut impl BlockVisitor) -> bool {
    let mut all = u8x64::splat(simd, 0);
    let (blocks, rest) = text.as_chunks::<BLOCK>();
    for (index, block) in blocks.iter().enumerate() {
        let block = u8x64::load_array_ref(simd, block);
        all |= block;
        visitor.visit(block, u64::MAX, index * BLOCK);
    }
    let mut last = [0; BLOCK];
    last[..rest.len()].copy_from_slice(rest);
    let last = u8x64::load_array_ref(simd, &last);
    visitor.visit(last, (1 << rest.len()) - 1, blocks.len() * BLOCK);
    (all | last).simd_lt(0x80).all_true()
}
