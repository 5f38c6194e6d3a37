//! Yes and no, in every spelling that is read.

/// The spellings of yes and no, the usual one of each first; case does not matter.
pub const SPELLINGS: [(&str, bool); 17] = [
    ("true", true),
    ("false", false),
    ("yes", true),
    ("no", false),
    ("y", true),
    ("n", false),
    ("1", true),
    ("0", false),
    ("是", true),
    ("否", false),
    ("有", true),
    ("无", false),
    ("没有", false),
    ("对", true),
    ("错", false),
    ("√", true),
    ("×", false),
];

/// The spellings of yes, or those of no, the usual one first.
pub fn spellings_of(truth: bool) -> impl Iterator<Item = &'static str> {
    SPELLINGS.into_iter().filter(move |(_, of)| *of == truth).map(|(spelling, _)| spelling)
}
