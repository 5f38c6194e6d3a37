//! What every command that reads records works with, from opening its input to writing the results.

mod looks;
mod opening;
mod parts;
mod writing;

pub(super) use opening::{run, run_by};
pub(super) use parts::{Session, too_large};
pub(super) use writing::Work;
