//! What one clause asks, and how it comes out for what is known of a record.

use super::axis::Truth;
use super::codes::Codes;
use crate::policy::Missing;

/// A clause with the axis that it looks at, ready to be asked.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub rule: usize,
    pub axis: usize,
    pub missing: Missing,
    pub question: Question,
}

#[derive(Clone, Debug)]
pub(super) enum Question {
    /// To be one of these codes.
    Codes(Codes),
    /// To be none of these codes.
    NoneOf(Codes),
    /// To reach a threshold, or (false) to stay below it.
    Bound(i64, bool),
    Given(bool),
}

/// What is known of a record on an axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Known {
    /// The fact is missing.
    Missing,
    /// There is no such thing, and that is known.
    None,
    /// The code of the word.
    Word(u16),
    /// The word is presumed, and may be one that comes after it.
    Presumed(u16),
    /// A number, whatever bounds it keeps to.
    Number,
}

impl Asked {
    /// How it comes out. `may_become` are the words that a presumed one may turn out to be.
    pub(super) fn truth(&self, known: Known, may_become: &[u16]) -> Truth {
        if let Question::Given(given) = self.question {
            let is_missing = matches!(known, Known::Missing | Known::None | Known::Presumed(_));
            return Truth::of(given != is_missing);
        }
        match known {
            Known::Missing | Known::None if self.missing == Missing::Holds => Truth::Yes,
            Known::Missing if self.missing == Missing::Refutes => Truth::No,
            Known::Missing => Truth::Undecided,
            // What there is not is none of any words.
            Known::None => Truth::of(matches!(self.question, Question::NoneOf(_))),
            Known::Word(code) => match &self.question {
                Question::Codes(codes) => Truth::of(codes.has(code)),
                Question::NoneOf(codes) => Truth::of(!codes.has(code)),
                Question::Bound(..) | Question::Given(_) => Truth::Undecided,
            },
            Known::Presumed(code) => self.presumed(code, may_become),
            // Whatever has no bounds of its own reaches none.
            Known::Number => match self.question {
                Question::Bound(_, reach) => Truth::of(!reach),
                Question::Codes(_) | Question::NoneOf(_) | Question::Given(_) => Truth::Undecided,
            },
        }
    }

    /// A presumed word counts as it stands; what only a later one would satisfy is undecided.
    fn presumed(&self, code: u16, may_become: &[u16]) -> Truth {
        let satisfied = |code: &u16| match &self.question {
            Question::Codes(codes) => codes.has(*code),
            Question::NoneOf(codes) => !codes.has(*code),
            Question::Bound(..) | Question::Given(_) => false,
        };
        if satisfied(&code) {
            Truth::Yes
        } else if may_become.iter().any(satisfied) {
            Truth::Undecided
        } else {
            Truth::No
        }
    }
}
