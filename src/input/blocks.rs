use fearless_simd::{Level, Simd, SimdBase, SimdMask, dispatch, u8x64};

/// How many bytes are looked at at a time.
pub(super) const BLOCK: usize = 64;

/// What is looked for in a text.
pub(super) trait Look {
    /// Looks at the bytes that begin at a place, of which only those whose bits are set are of the
    /// text.
    fn look<S: Simd>(&mut self, block: u8x64<S>, within: u64, start: usize);
}

/// Whether the places in a text are small enough numbers.
pub(super) fn can_hold(text: &[u8]) -> bool {
    u32::try_from(text.len() + BLOCK).is_ok()
}

/// Looks at a text a block at a time, with the widest instructions that the machine has. Returns
/// whether all of it is ASCII.
pub(super) fn look(text: &[u8], look: &mut impl Look) -> bool {
    dispatch!(Level::new(), simd => look_at_all(simd, text, look))
}

#[inline(always)]
fn look_at_all<S: Simd>(simd: S, text: &[u8], look: &mut impl Look) -> bool {
    let mut all = u8x64::splat(simd, 0);
    let (blocks, rest) = text.as_chunks::<BLOCK>();
    for (index, block) in blocks.iter().enumerate() {
        let block = u8x64::load_array_ref(simd, block);
        all |= block;
        look.look(block, u64::MAX, index * BLOCK);
    }
    let mut last = [0; BLOCK];
    last[..rest.len()].copy_from_slice(rest);
    let last = u8x64::load_array_ref(simd, &last);
    look.look(last, (1 << rest.len()) - 1, blocks.len() * BLOCK);
    (all | last).simd_lt(0x80).all_true()
}
