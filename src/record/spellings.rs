//! A hash table without collisions for the short spellings of a vocabulary.

use crate::value::Short;

/// The short spellings of a field's words, each in a place of its own.
///
/// A multiplier is sought that keeps them apart, so that one look tells whether a text is one of
/// them. The few for which there is no place are left to a slower search.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Spellings {
    places: Places,
    known: Vec<(Option<Short>, u16)>,
}

/// How many times as many places as spellings are tried.
const ROOM: [usize; 2] = [4, 8];

/// Of more spellings than this no multiplier keeps all apart.
const MANY: usize = 256;

impl Spellings {
    /// A table of spellings; of the same one twice the first counts.
    pub(super) fn new(spellings: &[(Short, u16)]) -> Self {
        let count = spellings.len().max(1).next_power_of_two();
        // Among very many some have no place of their own in any.
        let attempts = if count > MANY { 1 } else { 64 };
        let sizes = ROOM.iter().map(|room| room * count);
        let places = sizes.flat_map(|size| (0..attempts).map(move |attempt| Places::new(size, attempt)));
        let mut fullest = (Places::new(count, 0), usize::MAX);
        for places in places {
            let left = places.left(spellings);
            if left < fullest.1 {
                fullest = (places, left);
            }
            if left == 0 {
                break;
            }
        }
        Self::with(spellings, fullest.0)
    }

    fn with(spellings: &[(Short, u16)], places: Places) -> Self {
        let mut known = vec![(None, 0); places.count()];
        for (short, code) in spellings {
            let place = &mut known[places.of(*short)];
            if place.0.is_none() {
                *place = (Some(*short), *code);
            }
        }
        Self { places, known }
    }

    /// The code of a spelling.
    #[inline(always)]
    pub(super) fn code(&self, short: Short) -> Option<u16> {
        match self.known.get(self.places.of(short)) {
            Some((Some(known), code)) if *known == short => Some(*code),
            _ => None,
        }
    }
}

/// Where a spelling stands, by its hash.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Places {
    multiplier: u64,
    shift: u32,
}

impl Places {
    /// So many places, a power of two.
    fn new(size: usize, attempt: u64) -> Self {
        // Multiples of the golden ratio's fraction: odd, and their bits well mixed.
        let multiplier = 0x9e37_79b9_7f4a_7c15u64.wrapping_mul(2 * attempt + 1);
        Self { multiplier, shift: 64 - size.ilog2() }
    }

    fn count(self) -> usize {
        1 << (64 - self.shift)
    }

    #[inline(always)]
    fn of(self, short: Short) -> usize {
        (short.hash(self.multiplier) >> self.shift) as usize
    }

    /// How many spellings find another one in their place.
    fn left(self, spellings: &[(Short, u16)]) -> usize {
        let mut first = vec![0u32; self.count()];
        let mut left = 0;
        for (number, (short, _)) in (1..).zip(spellings) {
            match &mut first[self.of(*short)] {
                free @ 0 => *free = number,
                known => left += usize::from(spellings[*known as usize - 1].0 != *short),
            }
        }
        left
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_has_its_code_and_no_other_text_has_one() {
        let words: Vec<String> = (0..40).map(|n| format!("w{n}")).collect();
        let short = |text: &str| Short::of(text.as_bytes()).unwrap();
        for count in [1, 2, 3, 8, 17, 40] {
            let spellings: Vec<_> =
                words[..count].iter().zip(0..).map(|(word, code)| (short(word), code)).collect();
            let table = Spellings::new(&spellings);
            for (known, code) in &spellings {
                assert_eq!(table.code(*known), Some(*code));
            }
            for other in ["", "w", "w00", "W1", "w40", "wrong"] {
                assert_eq!(table.code(short(other)), None, "{other}");
            }
        }
        assert_eq!(Spellings::default().code(short("x")), None);
    }
}
