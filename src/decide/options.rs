//! What the user asked of a decision, resolved before anything is decided, so that deciding never
//! looks at the command line.

/// What the user asked of a decision.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Say `unknown` where a fact would have to be assumed.
    pub no_assume: bool,
    /// An order is urgent with so many seconds left, or fewer.
    pub urgent_within_s: i64,
    /// How quotes are ranked.
    pub rank: Rank,
    /// Whether questions beyond the verdict are answered, so that records which differ in what these
    /// look at are kept apart.
    pub answers_questions: bool,
    /// The recycling platforms to ask; all if empty.
    pub platforms: Vec<String>,
}

/// How quotes are ranked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rank {
    /// The greatest mean net first.
    #[default]
    Net,
    /// The earliest arrival first.
    Speed,
}
