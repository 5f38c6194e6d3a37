//! What effects read of a record by themselves, apart from conditions.
//!
//! Decisions are kept and used again for records that rules cannot tell apart. What a decision
//! reads has to be part of the key it is kept under, or of what is worked out for each record; both
//! follow from these declarations, so that neither can be forgotten.

use crate::field::Field;

/// A field that is read, and how.
pub type Read = (Field, Use);

/// How something read of a record counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Use {
    /// Whether it is given decides; its value is not looked at.
    Presence,
    /// Which word it is decides.
    Word,
    /// Which papers are at hand decides.
    Papers,
    /// Its very value decides, so that only records which share it share a decision.
    Exact,
    /// Whether it is given decides; its value goes into the dates of each record.
    Dates,
    /// The same, into the time until which to confirm.
    ConfirmBy,
    /// The same, into the deadline.
    Deadline,
    /// The same, into the fee.
    Fee,
    /// The same, into the times at which an order is likely to be verified.
    Expected,
    /// The same, into the warnings.
    Warnings,
}
