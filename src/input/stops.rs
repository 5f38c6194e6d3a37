use wide::u8x16;

use super::marks::{BLOCK, Places};

/// The places in a JSON text where strings may begin or end: quotes, and what cannot stand in a
/// string as it is, which is backslashes and control characters, line ends among them.
#[derive(Debug, Default)]
pub(super) struct Stops {
    places: Places,
}

impl Stops {
    /// Whether the places in a text are small enough numbers.
    pub(super) fn can_hold(text: &[u8]) -> bool {
        u32::try_from(text.len() + BLOCK).is_ok()
    }

    /// Finds the stops of a text. Returns whether all of it is ASCII.
    #[inline(always)]
    pub(super) fn find(&mut self, text: &[u8]) -> bool {
        self.places.clear();
        let mut all = u8x16::splat(0);
        let (blocks, rest) = text.as_chunks::<BLOCK>();
        for (index, block) in blocks.iter().enumerate() {
            self.places.put(look(block, &mut all), index * BLOCK);
        }
        let mut last = [0; BLOCK];
        last[..rest.len()].copy_from_slice(rest);
        // Zeros behind the end are no stops.
        let within = (1 << rest.len()) - 1;
        self.places.put(look(&last, &mut all) & within, blocks.len() * BLOCK);
        all.to_bitmask() == 0
    }

    /// The places, in order.
    pub(super) fn get(&self) -> &[u32] {
        self.places.get()
    }
}

/// Whether a byte is a stop.
pub(super) fn is_stop(byte: u8) -> bool {
    byte < b' ' || matches!(byte, b'"' | b'\\')
}

/// The stops of a block, as bits. Adds the bytes to `all`.
#[inline(always)]
fn look(block: &[u8; BLOCK], all: &mut u8x16) -> u64 {
    let (quote, escape, control) = (u8x16::splat(b'"'), u8x16::splat(b'\\'), u8x16::splat(0x1f));
    let (parts, _) = block.as_chunks::<16>();
    parts.iter().enumerate().fold(0, |stops, (index, part)| {
        let part = u8x16::new(*part);
        *all |= part;
        let is_stop = part.simd_eq(quote) | part.simd_eq(escape) | part.min(control).simd_eq(part);
        stops | u64::from(is_stop.to_bitmask()) << (16 * index)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_stop_is_found_wherever_it_stands() {
        let mut stops = Stops::default();
        for length in [0, 1, 15, 16, 63, 64, 65, 200, 5000] {
            for byte in 0..=u8::MAX {
                for step in [1, 3, 17, 64] {
                    let mut text = vec![b'x'; length];
                    text.iter_mut().step_by(step).for_each(|place| *place = byte);
                    assert_eq!(stops.find(&text), byte.is_ascii() || length == 0);
                    let want = (0..length).step_by(step).filter(|_| is_stop(byte)).map(|place| place as u32);
                    assert_eq!(stops.get(), want.collect::<Vec<_>>(), "{byte} {length} {step}");
                }
            }
        }
    }
}
