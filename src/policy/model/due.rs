//! Moments that are counted from a fact.

use serde::{Deserialize, Serialize};

use crate::field::Field;
use crate::value::Span;

/// A moment counted from a fact: `from + lasts`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    /// The field it counts from.
    pub from: Field,
    /// What is added to it; negative where it ends before.
    pub lasts: Span,
}
