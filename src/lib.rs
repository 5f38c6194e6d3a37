//! `kami` (卡密, the number and secret of a card) says what can still be done with a card, and by
//! which rule.
//!
//! Data flows one way: `cli` → `input` → `record` → `decide` → `output`, with `policy` at the
//! side. Deciding is pure: no input or output, no clock, no locale.

mod cli;
mod command;
mod decide;
mod embedded;
mod engine;
mod field;
mod input;
mod lang;
mod output;
mod pipeline;
mod policy;
mod policy_tests;
mod receipt;
mod record;
mod schema;
mod value;

#[doc(hidden)]
pub mod internals;

pub use cli::run;
