//! Conditions: what a rule asks of the facts of a record.

use serde::{Deserialize, Serialize};

use super::fact::Fact;
use crate::field::Field;
use crate::lang::Str;

/// What one clause of a condition looks at.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Operand {
    /// One fact.
    Fact(Fact),
    /// The sum of money fields; a missing one counts as at least its least value.
    Sum(Vec<Field>),
}

impl Operand {
    /// The name as it is written in a condition.
    pub fn name(&self) -> String {
        match self {
            Self::Fact(fact) => fact.name().to_owned(),
            Self::Sum(fields) => fields.iter().map(|f| f.name()).collect::<Vec<_>>().join(" + "),
        }
    }
}

/// How a bound compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Op {
    AtLeast,
    Above,
    AtMost,
    Below,
}

/// What a bound counts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Base {
    /// Nothing: the bound is a figure.
    Zero,
    /// The moment of decision, in milliseconds.
    Now,
    /// The date of decision, in days.
    Today,
    /// Another fact of the same kind.
    Fact(Fact),
}

/// A bound: the operand compared with `base + plus`, in the operand's own unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Bound {
    /// How it compares.
    pub op: Op,
    /// What it counts from.
    pub base: Base,
    /// What is added to that.
    pub plus: i64,
}

/// What a clause asks of its operand.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub enum Test {
    /// To be one of these words (`true` and `false` for a boolean), or none of them.
    Words {
        /// The words, `@group` standing for all words of a group.
        words: Vec<Str>,
        /// Whether it has to be none of them.
        none_of: bool,
    },
    /// To lie within all of these bounds.
    Bounds(Vec<Bound>),
    /// To be given, or not.
    Given(bool),
}

/// One clause of a condition.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Clause {
    /// What it looks at.
    pub of: Operand,
    /// What it asks.
    pub test: Test,
    /// What a missing fact means for it.
    pub missing: Missing,
}

/// What a missing fact means for a clause.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Missing {
    /// Nobody knows: the clause is undecided.
    #[default]
    Undecided,
    /// It satisfies the clause.
    Holds,
    /// It refutes the clause: the fact has to be given.
    Refutes,
}

impl Clause {
    /// A clause on one field that a missing value does not satisfy.
    pub fn of_field(field: Field, test: Test) -> Self {
        Self { of: Operand::Fact(Fact::Field(field)), test, missing: Missing::default() }
    }

    /// The field has to be given.
    pub fn given(field: Field) -> Self {
        Self::of_field(field, Test::Given(true))
    }

    /// The field has to lie on one side of a bound.
    pub fn bound(field: Field, op: Op, base: Base, plus: i64) -> Self {
        Self::of_field(field, Test::Bounds(vec![Bound { op, base, plus }]))
    }
}
