//! How wide and in what detail people see results.

use crate::lang::Lang;
use crate::output::text::Style;
use crate::questions::Questions;

/// How results are shown to people.
#[derive(Clone, Copy, Debug)]
pub struct Screen {
    /// The language.
    pub lang: Lang,
    /// Whether colours are used.
    pub style: Style,
    /// How many columns of characters there are.
    pub width: usize,
    /// How much of each result is shown.
    pub detail: Detail,
    /// Whether rules come with their messages.
    pub explain: bool,
    /// Whether the guided steps are shown.
    pub steps: bool,
    /// Whether signs and rules are ASCII.
    pub ascii: bool,
    /// Whether the letter to customer service is shown, where there is one.
    pub letter: bool,
    /// What is asked of each record beyond its verdict.
    pub questions: Questions,
    /// Whether platforms that decline are listed.
    pub all_quotes: bool,
}

/// How much of each result is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Detail {
    /// The verdict and what to do.
    Brief,
    /// What is usually asked for.
    #[default]
    Usual,
    /// All columns, in a table as wide as it gets.
    Wide,
    /// All columns, as one block a record.
    Blocks,
}

/// Lines of prose longer than this are hard to read, however wide the terminal is.
const PROSE: usize = 100;

impl Screen {
    /// Whether all columns are shown.
    pub fn shows_all(&self) -> bool {
        matches!(self.detail, Detail::Wide | Detail::Blocks)
    }

    /// Whether only the verdict and what to do are shown.
    pub fn is_brief(&self) -> bool {
        self.detail == Detail::Brief
    }

    /// How wide tables may be, where there is a limit.
    pub fn room(&self) -> Option<usize> {
        (self.detail != Detail::Wide).then_some(self.width)
    }

    /// How wide prose is set.
    pub fn prose(&self) -> usize {
        self.width.clamp(40, PROSE)
    }
}
