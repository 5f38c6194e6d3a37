//! Questions beyond the verdict: what turns it, when it turns by itself, what to ask next. Each answer is
//! held against what plain runs of the program say.

#![allow(clippy::print_stdout, reason = "the long runs by hand say what they counted")]

mod ask;
#[cfg(target_os = "linux")]
mod dialogue;
mod records;
mod turn;
mod until;
