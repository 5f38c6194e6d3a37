//! Control characters, which no spreadsheet, calendar or report is given: they are left out of every
//! text cell, and how many cells that concerned is counted over all workers of a run.

use std::borrow::Cow;
use std::sync::atomic::{AtomicU64, Ordering};

/// How many cells something was left out of.
#[derive(Debug, Default)]
pub struct LeftOut {
    controls: AtomicU64,
    ends: AtomicU64,
    without_entry: AtomicU64,
}

impl LeftOut {
    /// A text without control characters, but for tabs and line ends; one that had any is counted.
    pub fn clean<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if !text.contains(is_left_out) {
            return Cow::Borrowed(text);
        }
        self.controls.fetch_add(1, Ordering::Relaxed);
        Cow::Owned(text.replace(is_left_out, ""))
    }

    /// Counts a cell of which the end was cut off, since the format has no room for it.
    pub fn count_cut(&self) {
        self.ends.fetch_add(1, Ordering::Relaxed);
    }

    /// Counts a record that a calendar has no entry of.
    pub fn count_without_entry(&self) {
        self.without_entry.fetch_add(1, Ordering::Relaxed);
    }

    /// How many records a calendar has no entry of.
    pub fn without_entry(&self) -> u64 {
        self.without_entry.load(Ordering::Relaxed)
    }

    /// How many cells had control characters.
    pub fn controls(&self) -> u64 {
        self.controls.load(Ordering::Relaxed)
    }

    /// How many cells were cut.
    pub fn cut(&self) -> u64 {
        self.ends.load(Ordering::Relaxed)
    }
}

/// Whether a character is a control character that does not shape a text: C0 but for tab, carriage
/// return and line feed, and C1.
pub(super) fn is_left_out(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{80}'..='\u{9f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_shapes_a_text_stays() {
        let left_out = LeftOut::default();
        assert_eq!(left_out.clean("a\tb\r\nc\u{7f}·"), "a\tb\r\nc\u{7f}·");
        assert_eq!(left_out.controls(), 0);
        assert_eq!(left_out.clean("\u{1b}[2J\0\u{9b}x"), "[2Jx");
        assert_eq!(left_out.controls(), 1);
    }
}
