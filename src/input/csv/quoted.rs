//! Where quoted cells of CSV close, and what is remembered of those that do not.

use memchr::{memchr, memchr2, memchr3};

use crate::input::steps::looked_at;

/// What became of a quote that opens a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quoted {
    /// It is closed, and what follows the closing quote stands here.
    Closed {
        /// The place behind the closing quote.
        after: usize,
        /// Whether the cell runs over line ends.
        is_long: bool,
        /// Whether there is text between the closing quote and the next delimiter.
        has_text_behind: bool,
    },
    /// There is text behind the quote that would close it, lines further down: it opened nothing.
    OpensNothing,
    /// It is not closed within the text.
    Open,
}

/// The part of a text that a record may take up, and where it may end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Within<'t> {
    /// The text up to the limit, and one byte more if there is one.
    pub text: &'t [u8],
    /// Where the last quote may stand.
    pub most: usize,
    /// Whether nothing that may be read later could change what was found: the limit is reached,
    /// or the input is at its end.
    pub is_final: bool,
    /// The byte between cells.
    pub delimiter: u8,
}

/// What is known of the text ahead since a quote was followed in vain.
///
/// Whatever record it began in: all that are within quotes at the start of a line on its way go the
/// same way from there on, so that none of them has to go it again. That keeps the time in
/// proportion to the text, however many quotes open and never close.
#[derive(Clone, Debug, Default)]
pub(in crate::input) struct Ahead {
    /// How far it is known: every line start up to here is on the way.
    upto: usize,
    /// Whether the way ends there, at a quote that opens nothing or the input's end.
    is_dead_end: bool,
    /// Whether the cell that is open there runs over a line end.
    is_long: bool,
    /// The last place with text behind a closing quote.
    text_behind: Option<usize>,
}

impl Ahead {
    /// Forgets so many bytes at the start of the text.
    pub(in crate::input) fn shift(&mut self, count: usize) {
        self.upto = self.upto.saturating_sub(count);
        self.text_behind = self.text_behind.and_then(|at| at.checked_sub(count));
    }

    /// Remembers text behind a closing quote.
    pub(super) fn keep_text_behind(&mut self, at: usize) {
        self.text_behind = self.text_behind.max(Some(at));
    }

    /// Follows the quote before `at`, which opens a cell.
    pub(super) fn follow(&mut self, within: Within<'_>, at: usize) -> Quoted {
        let Within { text, most, .. } = within;
        let mut from = at;
        // Where the way is known, it is joined at the next line start.
        while from < self.upto {
            let Some(rest) = text.get(from..most.min(self.upto)) else { break };
            let Some(found) = memchr3(b'\n', b'\r', b'"', rest) else { break };
            let found = from + found;
            looked_at(found + 1 - from);
            if text[found] != b'"' {
                return self.join(within, found + 1);
            }
            if text.get(found + 1) != Some(&b'"') {
                return self.close(within, at, found, false);
            }
            from = found + 2;
        }
        self.search(within, at, from, false)
    }

    /// Goes on where the known way ends, which a record has come upon at a line start.
    fn join(&mut self, within: Within<'_>, at: usize) -> Quoted {
        if self.is_dead_end {
            return Quoted::OpensNothing;
        }
        let has_text_behind = self.text_behind.is_some_and(|place| place >= at);
        match self.search(within, self.upto, self.upto, self.is_long) {
            Quoted::Closed { after, has_text_behind: is_new, .. } => {
                Quoted::Closed { after, is_long: true, has_text_behind: has_text_behind || is_new }
            }
            other => other,
        }
    }

    /// Looks for the closing quote of a cell from a place on.
    fn search(&mut self, within: Within<'_>, cell: usize, mut from: usize, is_long: bool) -> Quoted {
        let Within { text, most, .. } = within;
        while let Some(quote) = text.get(from..most).and_then(|rest| memchr(b'"', rest)) {
            let quote = from + quote;
            looked_at(quote + 1 - from);
            if text.get(quote + 1) != Some(&b'"') {
                return self.close(within, cell, quote, is_long);
            }
            from = quote + 2;
        }
        looked_at(most.saturating_sub(from));
        let is_long = is_long || has_line_end(text, cell, most);
        self.stop(from.max(most), is_long, within.is_final && most == text.len());
        Quoted::Open
    }

    /// A quote that closes a cell, if what follows it agrees.
    fn close(&mut self, within: Within<'_>, cell: usize, quote: usize, is_long: bool) -> Quoted {
        let Within { text, delimiter, is_final, .. } = within;
        let is_long = is_long || has_line_end(text, cell, quote);
        let after = quote + 1;
        // Blanks are no text: a cell is trimmed anyway.
        let blanks = |byte: &&u8| **byte != delimiter && matches!(byte, b' ' | b'\t');
        let blanks = text[after..].iter().take_while(blanks).count();
        looked_at(blanks + 1);
        match text.get(after + blanks) {
            None if !is_final => {
                // It may be doubled in what is not read yet.
                self.stop(quote, is_long, false);
                Quoted::Open
            }
            Some(byte) if *byte != delimiter && !matches!(byte, b'\n' | b'\r') => {
                if is_long {
                    self.stop(quote, true, true);
                    return Quoted::OpensNothing;
                }
                self.keep_text_behind(after);
                Quoted::Closed { after, is_long, has_text_behind: true }
            }
            _ => Quoted::Closed { after, is_long, has_text_behind: false },
        }
    }

    fn stop(&mut self, upto: usize, is_long: bool, is_dead_end: bool) {
        (self.upto, self.is_long, self.is_dead_end) = (upto, is_long, is_dead_end);
    }
}

fn has_line_end(text: &[u8], start: usize, end: usize) -> bool {
    let Some(cell) = text.get(start..end) else { return false };
    let found = memchr2(b'\n', b'\r', cell);
    looked_at(found.map_or(cell.len(), |at| at + 1));
    found.is_some()
}
