//! The rule engine: three-valued, compiled once, and ignorant of what the rules are about.
//!
//! Every clause of every rule looks at one [`axis::Axis`]: a fact, the difference of two facts, or
//! a sum. What a record has on an axis falls into one of a few classes, and for each class it is
//! known beforehand which rules it leaves possible and which it satisfies. Matching a record is
//! then one bitwise "and" an axis, for all rules at once. Classes are those of the record's
//! subject ([`subject::Subject`]): what only rules of other platforms ask costs it nothing.

mod axis;
mod breakpoints;
mod clauses;
mod codes;
mod compile;
mod derived;
mod program;
mod question;
mod ruleset;
mod subject;
mod table;
#[cfg(test)]
mod tests;
mod wide;

pub use compile::{Entry, compile};
pub use derived::DerivedFacts;
pub use program::{Classes, MAX_AXES, Matches, Program};
pub use ruleset::{MAX_RULES, RuleSet};
