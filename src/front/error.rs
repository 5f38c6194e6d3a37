//! Why there is no answer.

use std::error;
use std::fmt;

use crate::lang::Lang;
use crate::policy::Problems;

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// A policy has problems.
    Policy(PolicyError),
    /// A fact cannot be read.
    Fact(FactError),
    /// The moment of decision lies before 1970 or after 9999.
    Now,
}

/// What is wrong with policies, each with its place and what would be right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyError {
    lines: Vec<String>,
}

/// What is wrong with a fact.
///
/// No part of it quotes a secret; long numbers are masked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactError {
    pub(super) field: Option<&'static str>,
    pub(super) message: String,
}

impl PolicyError {
    /// Each problem in a line: `file:line:column: what is wrong; what would be right`.
    pub fn problems(&self) -> impl Iterator<Item = &str> {
        self.lines.iter().map(String::as_str)
    }
}

impl FactError {
    /// The name of the field, where it is one that exists.
    pub fn field(&self) -> Option<&'static str> {
        self.field
    }
}

impl Error {
    pub(super) fn of_problems(problems: Problems) -> Self {
        Self::Policy(PolicyError { lines: problems.lines(Lang::En).collect() })
    }

    /// A policy that is larger than decisions can be made from.
    pub(super) fn of_size(what: String) -> Self {
        Self::Policy(PolicyError { lines: vec![format!("the policy has {what}")] })
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Policy(error) => error.fmt(f),
            Self::Fact(error) => error.fmt(f),
            Self::Now => f.write_str("the moment of decision has to lie in the years 1970 to 9999"),
        }
    }
}

impl fmt::Display for PolicyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.lines.join("\n"))
    }
}

impl fmt::Display for FactError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl error::Error for Error {}
impl error::Error for PolicyError {}
impl error::Error for FactError {}
