//! What is offered for a word.

/// A text to stand in place of the word at the cursor, and a few words about it.
pub(super) struct Candidate {
    pub(super) text: String,
    about: String,
}

impl Candidate {
    pub(super) fn new(text: impl Into<String>, about: &str) -> Self {
        Self { text: text.into(), about: about.lines().next().unwrap_or_default().to_owned() }
    }

    /// The candidate behind what stands before it in the same word.
    pub(super) fn behind(self, before: &str) -> Self {
        Self { text: format!("{before}{}", self.text), ..self }
    }

    /// The line that scripts read.
    pub(super) fn line(&self) -> String {
        format!("{}\t{}\n", self.text, self.about.replace('\t', " "))
    }
}
