//! A cell of a table for people.

use crate::output::text::Tone;

/// A cell of a table.
#[derive(Clone, Debug, Default)]
pub struct Cell {
    /// Its text, harmless.
    pub text: String,
    /// What it means.
    pub tone: Tone,
}

impl Cell {
    /// A cell of no particular meaning.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), tone: Tone::Plain }
    }
}
