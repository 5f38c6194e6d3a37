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
}

impl Facts {
    /// No facts.
    pub const NONE: Self =
        Self { given: FieldSet::EMPTY, presumed: FieldSet::EMPTY, values: [0; FIELD_COUNT] };

    /// Forgets all facts.
    pub fn clear(&mut self) {
        *self = Self::NONE;
    }

    /// The fields that are given.
    pub fn given(&self) -> FieldSet {
        self.given
    }

    /// A fact, if it is given.
    pub fn get(&self, field: Field) -> Option<i64> {
        self.given.has(field).then(|| self.values[field as usize])
    }

    /// A fact's value, or 0 where it is missing.
    pub fn raw(&self, field: Field) -> i64 {
        self.values[field as usize]
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
