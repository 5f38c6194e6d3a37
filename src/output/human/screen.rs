//! How wide and in what detail people see results.

use crate::lang::Lang;
use crate::output::text::Style;

/// How results are shown to people.
#[derive(Clone, Copy, Debug)]
pub struct Screen {
    /// The language.
    pub lang: Lang,
    /// Whether colours are used.
    pub style: Style,
    /// How many columns of characters there are.
    pub width: usize,
    /// Whether tables show all columns, whatever the width.
    pub wide: bool,
    /// Whether rules come with their messages.
    pub explain: bool,
    /// Whether the guided steps are shown.
    pub steps: bool,
    /// Whether platforms that decline are listed.
    pub all_quotes: bool,
}

/// Lines of prose longer than this are hard to read, however wide the terminal is.
const PROSE: usize = 100;

impl Screen {
    /// How wide prose is set.
    pub fn prose(&self) -> usize {
        self.width.clamp(40, PROSE)
    }
}
