//! The rules of a set behind the first few hundred, which only large policies have.

use std::cmp::Ordering;

/// Words of bits with their places, ascending; none of them is 0.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Wide(Vec<(u32, u64)>);

impl Wide {
    /// These words, which are ascending, if any of them has a rule.
    pub(super) fn new(words: impl Iterator<Item = (u32, u64)>) -> Option<Box<Self>> {
        let words: Vec<(u32, u64)> = words.filter(|(_, bits)| *bits != 0).collect();
        (!words.is_empty()).then(|| Box::new(Self(words)))
    }

    /// The words.
    pub(super) fn words(&self) -> &[(u32, u64)] {
        &self.0
    }

    /// Where a word stands, or would.
    fn place(&self, at: u32) -> Result<usize, usize> {
        // No word comes later than it would if none before it were left out.
        let Some((first, _)) = self.0.first() else { return Err(0) };
        let latest = (at.saturating_sub(*first) as usize).min(self.0.len() - 1);
        match self.0[latest].0.cmp(&at) {
            Ordering::Equal => Ok(latest),
            Ordering::Less => Err(latest + 1),
            Ordering::Greater => self.0[..latest].binary_search_by_key(&at, |(at, _)| *at),
        }
    }

    /// The bits of a word.
    pub(super) fn word(&self, at: u32) -> u64 {
        self.place(at).map_or(0, |place| self.0[place].1)
    }

    #[cold]
    pub(super) fn insert(&mut self, at: u32, bits: u64) {
        match self.place(at) {
            Ok(place) => self.0[place].1 |= bits,
            Err(place) => self.0.insert(place, (at, bits)),
        }
    }

    /// These rules but for some of a word.
    #[cold]
    pub(super) fn lacking(mut self: Box<Self>, at: u32, bits: u64) -> Option<Box<Self>> {
        if let Ok(place) = self.place(at) {
            self.0[place].1 &= !bits;
            if self.0[place].1 == 0 {
                self.0.remove(place);
            }
        }
        (!self.0.is_empty()).then_some(self)
    }

    /// The rules of both.
    #[cold]
    pub(super) fn and(&self, other: &Self) -> Option<Box<Self>> {
        let (few, many) = if self.0.len() <= other.0.len() { (self, other) } else { (other, self) };
        Self::new(few.0.iter().map(|(at, bits)| (*at, bits & many.word(*at))))
    }

    /// The rules of either.
    #[cold]
    pub(super) fn or(&self, other: &Self) -> Option<Box<Self>> {
        let (mut mine, mut theirs) = (self.0.iter().peekable(), other.0.iter().peekable());
        Self::new(std::iter::from_fn(|| {
            let at = match (mine.peek(), theirs.peek()) {
                (Some((mine, _)), Some((theirs, _))) => *mine.min(theirs),
                (Some((at, _)), None) | (None, Some((at, _))) => *at,
                (None, None) => return None,
            };
            let bits = [&mut mine, &mut theirs]
                .map(|words| words.next_if(|(place, _)| *place == at).map_or(0, |(_, bits)| *bits));
            Some((at, bits[0] | bits[1]))
        }))
    }

    /// The rules that the other has not.
    #[cold]
    pub(super) fn without(&self, other: &Self) -> Option<Box<Self>> {
        Self::new(self.0.iter().map(|(at, bits)| (*at, bits & !other.word(*at))))
    }

    /// Whether the two share a rule.
    #[cold]
    pub(super) fn meets(&self, other: &Self) -> bool {
        let (few, many) = if self.0.len() <= other.0.len() { (self, other) } else { (other, self) };
        few.0.iter().any(|(at, bits)| bits & many.word(*at) != 0)
    }
}
