use fearless_simd::{Simd, SimdBase, SimdMask, u8x64};

use super::blocks::{Look, look};
use super::marks::Places;

/// The places in a JSON text where strings may begin or end: quotes, and what cannot stand in a
/// string as it is, which is backslashes and control characters, line ends among them.
#[derive(Debug, Default)]
pub(super) struct Stops {
    places: Places,
}

impl Stops {
    /// Finds the stops of a text. Returns whether all of it is ASCII.
    pub(super) fn find(&mut self, text: &[u8]) -> bool {
        self.places.clear();
        look(text, self)
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

impl Look for Stops {
    #[inline(always)]
    fn look<S: Simd>(&mut self, block: u8x64<S>, within: u64, start: usize) {
        let is_stop = block.simd_eq(b'"') | block.simd_eq(b'\\') | block.simd_lt(b' ');
        self.places.put(is_stop.to_bitmask() & within, start);
    }
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
