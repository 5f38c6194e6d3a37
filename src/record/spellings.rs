//! A hash table without collisions for the short spellings of a vocabulary.

use crate::value::Short;

/// The short spellings of a field's words, each in a place of its own.
///
/// A multiplier is sought that keeps them apart, so that one look tells whether a text is one of
/// them. The few for which there is no place are left to a slower search.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Spellings {
    multiplier: u64,
    shift: u32,
    places: Vec<(Option<Short>, u16)>,
}

/// How many times as many places as spellings are tried.
const ROOM: [usize; 2] = [4, 8];

/// Of more spellings than this no multiplier keeps all apart.
const MANY: usize = 256;

impl Spellings {
    /// A table of spellings; of the same one twice the first counts.
    pub(super) fn new(spellings: &[(Short, u16)]) -> Self {
        let count = spellings.len().max(1).next_power_of_two();
        let sizes = ROOM.iter().map(|room| room * count);
        // Among very many some have no place of their own in any.
        let attempts = if count > MANY { 1 } else { 64 };
        let tables =
            sizes.flat_map(|size| (0..attempts).map(move |attempt| Self::with(spellings, size, attempt)));
        let mut fullest = (Self::default(), usize::MAX);
        for (table, left) in tables {
            if left < fullest.1 {
                fullest = (table, left);
            }
            if left == 0 {
                break;
            }
        }
        fullest.0
    }

    /// A table of this size, and how many spellings it has no place for.
    fn with(spellings: &[(Short, u16)], size: usize, attempt: u64) -> (Self, usize) {
        // Multiples of the golden ratio's fraction: odd, and their bits well mixed.
        let multiplier = 0x9e37_79b9_7f4a_7c15u64.wrapping_mul(2 * attempt + 1);
        let mut table = Self { multiplier, shift: 64 - size.ilog2(), places: vec![(None, 0); size] };
        let mut left = 0;
        for (short, code) in spellings {
            let place = table.place(*short);
            match &mut table.places[place] {
                (Some(other), _) => left += usize::from(other != short),
                free => *free = (Some(*short), *code),
            }
        }
        (table, left)
    }

    #[inline(always)]
    fn place(&self, short: Short) -> usize {
        (short.hash(self.multiplier) >> self.shift) as usize
    }

    /// The code of a spelling.
    #[inline(always)]
    pub(super) fn code(&self, short: Short) -> Option<u16> {
        match self.places.get(self.place(short)) {
            Some((Some(known), code)) if *known == short => Some(*code),
            _ => None,
        }
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
