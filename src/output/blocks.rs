use wide::u8x16;

/// A text sixteen bytes at a time, so that what it needs can be seen without a look at each; with
/// spaces behind its end.
#[inline]
pub(super) fn blocks(text: &str) -> impl Iterator<Item = u8x16> {
    text.as_bytes().chunks(16).map(|chunk| {
        let mut block = [b' '; 16];
        block[..chunk.len()].copy_from_slice(chunk);
        u8x16::new(block)
    })
}
