//! The typed facts of a record.

use crate::field::{FIELD_COUNT, Field, FieldSet};

/// The facts of one record, each in its own exact unit.
///
/// Money is in fen, rates in parts per billion, times in milliseconds and dates in days since
/// 1970, words and booleans are codes, lists are bits. Texts are no facts: nothing is decided by
/// them.
#[derive(Clone, Debug)]
pub struct Facts {
    given: FieldSet,
    presumed: FieldSet,
    values: [i64; FIELD_COUNT],
    /// The codes of all words as they were read, packed.
    words: u64,
}

/// The words of how many fields are read together at most.
pub(super) const MOST_WORDS: usize = 8;

/// The words of some fields, and bits of lists, as they were read together.
#[derive(Clone, Copy, Debug)]
pub(super) struct Words {
    given: FieldSet,
    /// As they are packed.
    words: u64,
    /// By the place of the field among these; of one that is not given anything.
    values: [i64; MOST_WORDS],
}

impl Words {
    /// None of them.
    pub(super) const NONE: Self = Self { given: FieldSet::EMPTY, words: 0, values: [0; MOST_WORDS] };
}

/// Where the code of a field's word stands among those of all fields, packed into one number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WordPlace {
    shift: u32,
    mask: u64,
}

impl WordPlace {
    /// The place behind this one for codes up to `most`, if there is room.
    pub(super) fn after(last: Option<Self>, most: u64) -> Option<Self> {
        let shift = last.map_or(0, |last| last.shift + last.mask.count_ones());
        let width = u64::BITS - most.leading_zeros();
        let bits = u64::MAX.checked_shr(u64::BITS - width).unwrap_or(0);
        (shift + width <= u64::BITS).then(|| Self { shift, mask: bits.checked_shl(shift).unwrap_or(0) })
    }

    /// The bits of this place.
    pub fn mask(self) -> u64 {
        self.mask
    }
}

impl Facts {
    /// No facts.
    pub const NONE: Self =
        Self { given: FieldSet::EMPTY, presumed: FieldSet::EMPTY, values: [0; FIELD_COUNT], words: 0 };

    /// Forgets all facts.
    pub fn clear(&mut self) {
        // Values that are not given are not looked at.
        (self.given, self.presumed, self.words) = (FieldSet::EMPTY, FieldSet::EMPTY, 0);
    }

    /// The fields that are given.
    pub fn given(&self) -> FieldSet {
        self.given
    }

    /// A fact, if it is given.
    pub fn get(&self, field: Field) -> Option<i64> {
        self.given.has(field).then(|| self.values[field as usize])
    }

    /// Whether a fact is given.
    pub fn has(&self, field: Field) -> bool {
        self.given.has(field)
    }

    /// Gives a fact.
    pub fn set(&mut self, field: Field, value: i64) {
        self.given.insert(field);
        self.values[field as usize] = value;
    }

    /// Gives a fact that is a word, as it was read.
    #[inline]
    pub fn set_word(&mut self, field: Field, code: i64, place: WordPlace) {
        self.set(field, code);
        self.words = (self.words & !place.mask) | ((code as u64) << (place.shift & 63) & place.mask);
    }

    /// Gives the words of some fields of which nothing is given yet.
    #[inline(always)]
    pub(super) fn give(&mut self, words: &Words, fields: &[(Field, Option<WordPlace>)]) {
        self.given = self.given.union(words.given);
        self.words |= words.words;
        for ((field, _), value) in fields.iter().zip(words.values) {
            // Values that are not given are not looked at.
            self.values[*field as usize] = value;
        }
    }

    /// The words of some fields, as they were read.
    pub(super) fn words_of(&self, fields: &[(Field, Option<WordPlace>)]) -> Words {
        let mut words = Words::NONE;
        for ((field, place), value) in fields.iter().zip(&mut words.values) {
            if let Some(given) = self.get(*field) {
                words.given.insert(*field);
                *value = given;
            }
            words.words |= place.map_or(0, |place| self.words & place.mask);
        }
        words
    }

    /// The codes of the words as they were read, whatever was inferred since.
    pub fn words(&self) -> u64 {
        self.words
    }

    /// Takes a fact to be at least this, while it stays missing.
    pub fn presume(&mut self, field: Field, value: i64) {
        self.presumed.insert(field);
        self.values[field as usize] = value;
    }

    /// What a missing fact is presumed to be at least.
    pub fn presumed(&self, field: Field) -> Option<i64> {
        self.presumed.has(field).then(|| self.values[field as usize])
    }
}
