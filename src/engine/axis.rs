//! What conditions look at, and the class that a record is of there.

use super::derived::DerivedFacts;
use super::ruleset::RuleSet;
use crate::field::{Field, FieldSet, Kind, presumable};
use crate::policy::{DerivedFact, Fact};
use crate::record::{Facts, Lexicons};

/// What a record can be asked on one axis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// The code of a word, or yes and no.
    Word(Fact),
    /// Whether a list has anything in it.
    Presence(Field),
    /// A number, a date or a time.
    Number(Fact),
    /// A time as it lies to the moment of decision.
    FromNow(Fact),
    /// One fact less another.
    Difference(Fact, Fact),
    /// The sum of money fields.
    Sum(Vec<Field>),
}

/// How what is asked came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Truth {
    No,
    Undecided,
    Yes,
}

impl Truth {
    pub(super) fn of(yes: bool) -> Self {
        if yes { Self::Yes } else { Self::No }
    }

    /// Both at once.
    pub(super) fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::No, _) | (_, Self::No) => Self::No,
            (Self::Yes, Self::Yes) => Self::Yes,
            _ => Self::Undecided,
        }
    }
}

/// The rules that a class leaves possible, and those that it satisfies.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    pub possible: RuleSet,
    pub sure: RuleSet,
}

/// What rules look at.
#[derive(Clone, Debug)]
pub(super) struct Axis {
    pub reading: Reading,
    /// What thresholds count from: the moment of decision for times that lie to it, else 0.
    pub base: i64,
    /// How many words there are, for readings of words.
    pub words: usize,
    /// The codes of the words that a presumed one may turn out to be.
    pub may_become: Vec<u16>,
    /// Rules that ask something of this axis.
    pub asked_by: RuleSet,
}

/// The class of a record in which nothing is known.
pub(super) const MISSING: usize = 0;
/// The class of a record that has no such thing.
pub(super) const NONE: usize = 1;
pub(super) const FIRST: usize = 2;

impl Axis {
    /// The class of a record, where it changes at these values, which are ascending.
    #[inline]
    pub(super) fn class(&self, thresholds: &[i64], facts: &Facts, derived: &DerivedFacts) -> usize {
        match &self.reading {
            Reading::Word(fact) => self.word_class(*fact, facts, derived),
            Reading::Presence(field) => match facts.get(*field) {
                Some(0) => NONE,
                Some(_) => FIRST,
                None => absent(*field),
            },
            Reading::Number(fact) | Reading::FromNow(fact) => match value(*fact, facts, derived) {
                Some(value) => FIRST + reached(thresholds, value.saturating_sub(self.base)),
                None => absence(*fact, derived),
            },
            Reading::Difference(fact, base) => {
                match (value(*fact, facts, derived), value(*base, facts, derived)) {
                    (Some(value), Some(base)) => FIRST + reached(thresholds, value.saturating_sub(base)),
                    (None, _) => absence(*fact, derived),
                    (_, None) => absence(*base, derived),
                }
            }
            Reading::Sum(fields) => {
                let mut sum = 0i64;
                let mut is_known = true;
                for field in fields {
                    sum = sum.saturating_add(facts.get(*field).unwrap_or_else(|| {
                        is_known = false;
                        least(*field)
                    }));
                }
                let beyond = if is_known { 0 } else { thresholds.len() + 1 };
                FIRST + beyond + reached(thresholds, sum)
            }
        }
    }

    fn word_class(&self, fact: Fact, facts: &Facts, derived: &DerivedFacts) -> usize {
        if let Some(code) = value(fact, facts, derived) {
            return FIRST + (code as usize).min(self.words);
        }
        match fact {
            Fact::Field(field) => match facts.presumed(field) {
                Some(code) => FIRST + self.words + 1 + code as usize,
                None => absent(field),
            },
            Fact::Derived(_) => absence(fact, derived),
        }
    }

    /// The fields that would have to be known for the class to be certain.
    pub(super) fn missing(&self, facts: &Facts) -> FieldSet {
        self.fields().without(facts.given())
    }

    /// The fields that are read.
    pub(super) fn fields(&self) -> FieldSet {
        let of = |fact: Fact| match fact {
            Fact::Field(field) => FieldSet::only(field),
            Fact::Derived(derived) => derived.spec().from.iter().copied().collect(),
        };
        match &self.reading {
            Reading::Word(fact) | Reading::Number(fact) | Reading::FromNow(fact) => of(*fact),
            Reading::Presence(field) => FieldSet::only(*field),
            Reading::Difference(fact, base) => of(*fact).union(of(*base)),
            Reading::Sum(fields) => fields.iter().copied().collect(),
        }
    }

    /// The field whose word the axis reads.
    pub(super) fn word_field(&self) -> Option<Field> {
        match self.reading {
            Reading::Word(Fact::Field(field)) => Some(field),
            _ => None,
        }
    }

    /// The facts that are worked out while deciding before the axis can be read; none for most.
    pub(super) fn derived(&self) -> impl Iterator<Item = DerivedFact> {
        let of = |fact: Fact| match fact {
            Fact::Derived(derived) => Some(derived),
            Fact::Field(_) => None,
        };
        let both = match &self.reading {
            Reading::Word(fact) | Reading::Number(fact) | Reading::FromNow(fact) => [of(*fact), None],
            Reading::Difference(fact, base) => [of(*fact), of(*base)],
            Reading::Presence(_) | Reading::Sum(_) => [None, None],
        };
        both.into_iter().flatten()
    }
}

/// How many of these thresholds a value reaches.
#[inline]
fn reached(thresholds: &[i64], value: i64) -> usize {
    if thresholds.len() > FEW {
        return thresholds.partition_point(|threshold| value >= *threshold);
    }
    thresholds.iter().take_while(|threshold| value >= **threshold).count()
}

/// So many thresholds are soonest looked at one by one.
const FEW: usize = 8;

pub(super) fn value(fact: Fact, facts: &Facts, derived: &DerivedFacts) -> Option<i64> {
    match fact {
        Fact::Field(field) => facts.get(field),
        Fact::Derived(fact) => derived.get(fact),
    }
}

fn absence(fact: Fact, derived: &DerivedFacts) -> usize {
    match fact {
        Fact::Field(field) => absent(field),
        Fact::Derived(fact) if derived.is_settled(fact) => NONE,
        Fact::Derived(_) => MISSING,
    }
}

fn absent(field: Field) -> usize {
    if field.spec().absent_is_none { NONE } else { MISSING }
}

/// The least value that a money field can have.
pub(super) fn least(field: Field) -> i64 {
    match field.spec().kind {
        Kind::Money { least } => least,
        _ => 0,
    }
}

/// The codes of the words that a presumed one may turn out to be.
pub(super) fn presumed_words(field: Field, lexicons: &Lexicons) -> Vec<u16> {
    presumable(field).iter().filter_map(|id| lexicons.of(field).code_of_id(id)).collect()
}
