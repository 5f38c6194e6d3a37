//! Results that were rendered before, kept for records that rules cannot tell apart.

pub(crate) mod memo;
pub(crate) mod segments;
mod texts;
