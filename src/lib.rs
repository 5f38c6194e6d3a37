//! `kami` (卡密, the number and secret of a card) says what can still be done with a card, and by
//! which rule.
//!
//! Most people use the program of that name, which [`run`] is. A program of your own uses a
//! [`Decider`]: facts and a moment in, an [`Answer`] out.
//!
//! ```
//! use kami::{Decider, Lang, Verdict};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let decider = Decider::builtin()?.language(Lang::Zh);
//! let now = std::time::SystemTime::now();
//! let answer = decider.check_unbind([("平台", "京东"), ("状态", "已使用")], now)?;
//!
//! assert_eq!(answer.verdict, Verdict::Blocked);
//! println!("{}", answer.rules[0].message);
//! # Ok(())
//! # }
//! ```
//!
//! Secrets of cards are never read: a fact whose name looks like one is refused.
// How it is built: data flows one way, `cli` → `input` → `record` → `decide` → `output`, with
// `policy` at the side and `front` beside `cli`. Deciding is pure: no input or output, no clock, no
// locale. docs/architecture.md shows the whole.

mod cli;
mod command;
mod decide;
mod embedded;
mod engine;
mod field;
mod front;
mod input;
mod lang;
mod output;
mod pipeline;
mod policy;
mod policy_tests;
mod questions;
mod receipt;
mod record;
mod schema;
mod shipped;
#[cfg(test)]
mod tries;
mod value;

#[doc(hidden)]
pub mod internals;

pub use chrono;

pub use cli::run;
pub use command::Verdict;
pub use front::{
    Amount, Answer, Cancellation, CitedRule, Decider, Error, FactError, Now, PlatformQuote, Policy,
    PolicyError, Quotation, Ratio, Remedy, ReviewStage, Unbinding, Warning,
};
pub use lang::Lang;
pub use policy::{Grade, Priority};
