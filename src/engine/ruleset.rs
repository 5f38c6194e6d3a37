//! Sets of rules as bits, so that a question about all rules of a command is a few instructions.

use std::hash::{Hash, Hasher};
use std::ops::Deref;

use super::wide::Wide;

/// How many rules of one command can be told apart, their disputes and windows among them.
pub const MAX_RULES: usize = 16_384;

/// How many words of bits stand in the set itself. The rules of most policies fit into them.
const NARROW: usize = 3;

/// A set of rules, by their place in the program.
///
/// The bits of the first rules stand in the set itself, those of the others behind a pointer that most
/// policies never need. Behind it are only words that are not 0, so that a set of few rules among
/// thousands costs no more than those few.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleSet {
    narrow: [u64; NARROW],
    /// The words behind them; never without any.
    wide: Option<Box<Wide>>,
}

const _: () = assert!(size_of::<RuleSet>() == 32, "results that are kept hold several sets");

impl RuleSet {
    /// No rule.
    pub const EMPTY: Self = Self { narrow: [0; NARROW], wide: None };

    /// The first rules, so many.
    pub fn first(count: usize) -> Self {
        let words = count.div_ceil(64);
        let bits = |word: usize| u64::MAX >> (64 * (word + 1)).saturating_sub(count);
        let narrow = std::array::from_fn(|word| if word < words { bits(word) } else { 0 });
        Self { narrow, wide: Wide::new((NARROW..words).map(|word| (word as u32, bits(word)))) }
    }

    /// Adds a rule.
    #[inline]
    pub fn insert(&mut self, rule: usize) {
        let bit = 1 << (rule % 64);
        match self.narrow.get_mut(rule / 64) {
            Some(word) => *word |= bit,
            None => self.wide.get_or_insert_default().insert((rule / 64) as u32, bit),
        }
    }

    /// Takes a rule out.
    #[inline]
    pub fn remove(&mut self, rule: usize) {
        let bit = 1 << (rule % 64);
        match self.narrow.get_mut(rule / 64) {
            Some(word) => *word &= !bit,
            None => {
                self.wide = self.wide.take().and_then(|wide| wide.lacking((rule / 64) as u32, bit));
            }
        }
    }

    /// Whether the set has a rule.
    #[inline]
    pub fn has(&self, rule: usize) -> bool {
        let bit = 1 << (rule % 64);
        match (self.narrow.get(rule / 64), &self.wide) {
            (Some(word), _) => word & bit != 0,
            (None, Some(wide)) => wide.word((rule / 64) as u32) & bit != 0,
            (None, None) => false,
        }
    }

    /// The rules of both.
    #[must_use]
    #[inline]
    pub fn and(&self, other: &Self) -> Self {
        let mut both = Self { narrow: std::array::from_fn(|i| self.narrow[i] & other.narrow[i]), wide: None };
        if let (Some(mine), Some(theirs)) = (&self.wide, &other.wide) {
            both.wide = mine.and(theirs);
        }
        both
    }

    /// The rules of either.
    #[must_use]
    #[inline]
    pub fn or(&self, other: &Self) -> Self {
        let mut all = self.clone();
        all.add(other);
        all
    }

    /// The rules of this set that are not in the other.
    #[must_use]
    #[inline]
    pub fn without(&self, other: &Self) -> Self {
        let mut left = self.clone();
        left.take_out(other);
        left
    }

    /// Adds the rules of the other.
    #[inline]
    pub fn add(&mut self, other: &Self) {
        for (mine, theirs) in self.narrow.iter_mut().zip(&other.narrow) {
            *mine |= theirs;
        }
        if let Some(theirs) = &other.wide {
            self.add_wide(theirs);
        }
    }

    /// Takes the rules of the other out.
    #[inline]
    pub fn take_out(&mut self, other: &Self) {
        for (mine, theirs) in self.narrow.iter_mut().zip(&other.narrow) {
            *mine &= !theirs;
        }
        if self.wide.is_some() {
            self.take_out_wide(other.wide.as_deref());
        }
    }

    /// Keeps only the rules that are in the other as well.
    #[inline]
    pub fn keep(&mut self, other: &Self) {
        for (mine, theirs) in self.narrow.iter_mut().zip(&other.narrow) {
            *mine &= theirs;
        }
        if self.wide.is_some() {
            self.keep_wide(other.wide.as_deref());
        }
    }

    // What most policies never need stands apart, so that the rest is small enough to be inlined.

    #[cold]
    fn add_wide(&mut self, theirs: &Wide) {
        self.wide = match &self.wide {
            Some(mine) => mine.or(theirs),
            None => Some(Box::new(theirs.clone())),
        };
    }

    #[cold]
    fn take_out_wide(&mut self, theirs: Option<&Wide>) {
        if let (Some(mine), Some(theirs)) = (&self.wide, theirs) {
            self.wide = mine.without(theirs);
        }
    }

    #[cold]
    fn keep_wide(&mut self, theirs: Option<&Wide>) {
        self.wide = self.wide.as_ref().zip(theirs).and_then(|(mine, theirs)| mine.and(theirs));
    }

    /// Whether the two share a rule.
    #[inline]
    pub fn meets(&self, other: &Self) -> bool {
        let both = self.narrow.iter().zip(&other.narrow);
        both.fold(0, |bits, (mine, theirs)| bits | mine & theirs) != 0
            || matches!((&self.wide, &other.wide), (Some(mine), Some(theirs)) if mine.meets(theirs))
    }

    /// Whether the two differ in one of these rules.
    pub fn differs(&self, other: &Self, within: &Self) -> bool {
        let mut words = self.narrow.iter().zip(&other.narrow).zip(&within.narrow);
        words.any(|((mine, theirs), within)| (mine ^ theirs) & within != 0)
            || within.wide.as_ref().is_some_and(|within| {
                let word = |wide: &Option<Box<Wide>>, at| wide.as_ref().map_or(0, |wide| wide.word(at));
                within
                    .words()
                    .iter()
                    .any(|(at, bits)| (word(&self.wide, *at) ^ word(&other.wide, *at)) & bits != 0)
            })
    }

    /// Whether there is none.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.narrow.iter().fold(0, |bits, word| bits | word) == 0 && self.wide.is_none()
    }

    /// The rules, in the order of the program.
    #[inline]
    pub fn iter(&self) -> Rules<&Wide> {
        Rules::new(self.narrow, self.wide.as_deref())
    }
}

impl Hash for RuleSet {
    #[inline]
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.narrow.iter().for_each(|word| state.write_u64(*word));
        if let Some(wide) = &self.wide {
            wide.hash(state);
        }
    }
}

impl IntoIterator for RuleSet {
    type Item = usize;
    type IntoIter = Rules<Box<Wide>>;

    fn into_iter(self) -> Rules<Box<Wide>> {
        Rules::new(self.narrow, self.wide)
    }
}

/// The rules of a set, in the order of the program.
#[derive(Clone, Debug)]
pub struct Rules<W> {
    /// What is left of the word at hand.
    bits: u64,
    /// The rule of its first bit.
    base: usize,
    /// The place of the word behind it.
    next: usize,
    narrow: [u64; NARROW],
    wide: Option<W>,
}

impl<W> Rules<W> {
    fn new(narrow: [u64; NARROW], wide: Option<W>) -> Self {
        Self { bits: narrow[0], base: 0, next: 1, narrow, wide }
    }
}

impl<W: Deref<Target = Wide>> Iterator for Rules<W> {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        while self.bits == 0 {
            if let Some(bits) = self.narrow.get(self.next) {
                (self.bits, self.base) = (*bits, self.next * 64);
            } else {
                let (at, bits) = self.wide.as_ref()?.words().get(self.next - NARROW)?;
                (self.bits, self.base) = (*bits, *at as usize * 64);
            }
            self.next += 1;
        }
        let bit = self.bits.trailing_zeros() as usize;
        self.bits &= self.bits - 1;
        Some(self.base + bit)
    }
}

impl FromIterator<usize> for RuleSet {
    fn from_iter<I: IntoIterator<Item = usize>>(rules: I) -> Self {
        let mut set = Self::EMPTY;
        for rule in rules {
            set.insert(rule);
        }
        set
    }
}

impl Default for RuleSet {
    fn default() -> Self {
        Self::EMPTY
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// Sets on both sides of where the words in the set itself end, and of thousands.
    fn samples() -> Vec<BTreeSet<usize>> {
        let some: [&[usize]; 8] = [
            &[],
            &[0],
            &[191],
            &[192],
            &[3, 64, 191, 192, 255, 256, 1_000],
            &[192, 300, 5_000, 16_383],
            &[63, 1_000, 5_000],
            &[400],
        ];
        let mut samples: Vec<BTreeSet<usize>> =
            some.iter().map(|rules| rules.iter().copied().collect()).collect();
        samples.push((0..2_000).collect());
        samples.push((100..2_000).step_by(3).collect());
        samples
    }

    #[test]
    fn sets_are_those_of_the_rules_put_in() {
        for one in samples() {
            let set: RuleSet = one.iter().copied().collect();
            assert!(set.iter().eq(one.iter().copied()), "{one:?}");
            assert!(set.clone().into_iter().eq(one.iter().copied()), "{one:?}");
            assert_eq!(set.is_empty(), one.is_empty());
            for rule in [0, 63, 64, 191, 192, 193, 300, 400, 1_999, 16_383] {
                assert_eq!(set.has(rule), one.contains(&rule), "{rule} in {one:?}");
                let (mut more, mut less) = (set.clone(), set.clone());
                more.insert(rule);
                less.remove(rule);
                assert!(more.has(rule) && !less.has(rule));
                more.remove(rule);
                assert_eq!(more, less);
            }
        }
        for count in [0, 1, 63, 64, 191, 192, 193, 2_000] {
            assert_eq!(RuleSet::first(count), (0..count).collect(), "{count}");
        }
    }

    #[test]
    fn what_is_made_of_two_sets_is_that_of_their_rules() {
        for one in samples() {
            for other in samples() {
                let [a, b]: [RuleSet; 2] = [&one, &other].map(|rules| rules.iter().copied().collect());
                // Equal sets are equal however they came about.
                assert_eq!(a.and(&b), one.intersection(&other).copied().collect());
                assert_eq!(a.or(&b), one.union(&other).copied().collect());
                assert_eq!(a.without(&b), one.difference(&other).copied().collect());
                let mut kept = a.clone();
                kept.keep(&b);
                assert_eq!(kept, a.and(&b));
                let (mut more, mut less) = (a.clone(), a.clone());
                more.add(&b);
                less.take_out(&b);
                assert_eq!((more, less), (a.or(&b), a.without(&b)));
                assert_eq!(a.meets(&b), !one.is_disjoint(&other));
                for within in samples() {
                    let set: RuleSet = within.iter().copied().collect();
                    let differ = one.symmetric_difference(&other).any(|rule| within.contains(rule));
                    assert_eq!(a.differs(&b, &set), differ);
                }
            }
        }
    }
}
