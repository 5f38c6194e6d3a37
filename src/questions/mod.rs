//! Questions beyond the verdict: what would turn it, what to ask next, when it turns by itself.
//!
//! All of them stand on one thing: the [classes](Class) of each fact, the values between which some rule
//! changes its mind, each with a value that stands for it. A fact made concrete that way is decided like
//! any other, so that every answer is what a run would say. Pure, as deciding is.

mod change;
mod class;
mod text;

pub use change::{can_change, in_order, is_given_by_turn, spec};
pub use class::{Class, classes, joined, range, step};
pub use text::value_text;
