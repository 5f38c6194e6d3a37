//! Problems of policy files, with their place: all of a file are collected, so that it can be mended
//! in one go.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use crate::lang::{Lang, Text};

/// A place in a policy file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct At {
    /// Which of the files that were loaded, in order.
    pub file: u16,
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
}

/// Something wrong in a policy file: where, what, and what would be right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where it stands.
    pub at: At,
    /// What is wrong.
    pub what: Text,
    /// What would be right; empty where that is plain.
    pub fix: Text,
    /// The two rules that contradict each other, if that is what is wrong.
    pub overlap: Option<(String, String)>,
}

/// All that was found wrong, with the names of the files.
#[derive(Clone, Debug, Default)]
pub struct Problems {
    /// The names of the files, by [`At::file`].
    pub files: Vec<String>,
    /// What was found.
    pub found: Vec<Problem>,
}

impl Problems {
    /// Notes a problem.
    pub fn push(&mut self, at: At, what: Text, fix: Text) {
        self.found.push(Problem { at, what, fix, overlap: None });
    }

    /// Notes two rules that contradict each other.
    pub fn push_overlap(&mut self, at: At, what: Text, fix: Text, rules: (&str, &str)) {
        let overlap = Some((rules.0.to_owned(), rules.1.to_owned()));
        self.found.push(Problem { at, what, fix, overlap });
    }

    /// Whether so little is wrong yet that guessing what was meant is worth its time.
    pub fn is_worth_guessing(&self) -> bool {
        self.found.len() < 200
    }

    /// Puts the problems in the order of the files' text, each once.
    pub fn sort(&mut self) {
        self.found.sort_by_key(|problem| problem.at);
        let mut seen = HashSet::new();
        self.found.retain(|problem| seen.insert((problem.at, problem.what.en.clone())));
    }

    /// Each problem as a line: `file:line:column: what; what would be right`.
    pub fn lines(&self, lang: Lang) -> impl Iterator<Item = String> {
        self.found.iter().map(move |problem| {
            let At { file, line, column } = problem.at;
            let file = self.files.get(usize::from(file)).map_or("?", String::as_str);
            let (what, fix) = (problem.what.get(lang), problem.fix.get(lang));
            let joint = if fix.is_empty() { "" } else { lang.pick("; ", "；") };
            format!("{file}:{line}:{column}: {what}{joint}{fix}")
        })
    }
}
