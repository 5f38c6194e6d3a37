//! Looks at sixteen bytes of a text at a time.

use fearless_simd::{Level, Simd, SimdBase, SimdMask, dispatch, mask8x16, u8x16};

/// A kind of characters that a format cannot have in a text as they are.
pub(super) trait Marks {
    /// Which of these bytes are of the kind.
    fn among<S: Simd>(bytes: u8x16<S>) -> mask8x16<S>;
}

/// Whether a text has nothing of a kind: seen at sixteen bytes at a time, not at each.
#[inline]
pub(super) fn has_none<M: Marks>(text: &str) -> bool {
    dispatch!(Level::baseline(), simd => {
        text.as_bytes().chunks(16).all(|chunk| {
            let mut bytes = [b' '; 16];
            bytes[..chunk.len()].copy_from_slice(chunk);
            !M::among(u8x16::load_array_ref(simd, &bytes)).any_true()
        })
    })
}
