//! Results that were rendered before, kept for records that rules cannot tell apart.

mod halves;
pub(crate) mod kept;
pub(crate) mod memo;
pub(crate) mod segments;
pub(crate) mod shared;
mod texts;
