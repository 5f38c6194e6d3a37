//! What `kami policy check` finds, in every format: for people, for programs and for CI.

mod ci;
mod json;
mod sarif;
mod text;

use crate::cli::command::ReportFormat;
use crate::cli::terminal::Terminal;
use crate::lang::{Lang, Text};
use crate::policy::{At, Layer, Problems};

/// What kind of thing was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FindingKind {
    /// Something is wrong, and keeps the file from deciding.
    Problem,
    /// Two rules that can match one record contradict each other.
    Overlap,
    /// A rule that changes nothing, since others match wherever it does.
    Shadow,
    /// A platform or channel without rules.
    Gap,
    /// A source is old, or nobody knows how old.
    Stale,
}

impl FindingKind {
    /// Every kind.
    pub(super) const ALL: [Self; 5] = [Self::Problem, Self::Overlap, Self::Shadow, Self::Gap, Self::Stale];

    /// The name in every format.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Problem => "problem",
            Self::Overlap => "overlap",
            Self::Shadow => "shadow",
            Self::Gap => "gap",
            Self::Stale => "stale",
        }
    }

    /// What it means.
    const fn about(self) -> &'static str {
        match self {
            Self::Problem => "What keeps a policy from deciding",
            Self::Overlap => "Two rules that can match one record contradict each other",
            Self::Shadow => "A rule changes nothing, since others match wherever it does",
            Self::Gap => "A platform or channel without rules",
            Self::Stale => "A source that rules rest on is old, or undated",
        }
    }
}

/// Something that was found in a policy file.
#[derive(Clone, Debug)]
pub(super) struct Finding {
    pub(super) kind: FindingKind,
    pub(super) at: At,
    /// What there is to say.
    pub(super) what: Text,
    /// What would be right; empty where that is plain.
    pub(super) fix: Text,
    /// The rules that it is about.
    pub(super) rules: Vec<String>,
    /// The word that it is about.
    pub(super) word: Option<String>,
    /// Command lines that show it.
    pub(super) witness: Vec<String>,
}

/// All that was found, with the files that it was found in.
pub(super) struct Findings<'l> {
    /// The files, each with its lines.
    files: Vec<(&'l str, Vec<&'l str>)>,
    found: Vec<Finding>,
}

impl<'l> Findings<'l> {
    /// Nothing found yet in the files of layers.
    pub(super) fn of(layers: &'l [Layer]) -> Self {
        let files = layers.iter().flat_map(|layer| &layer.files);
        Self {
            files: files.map(|file| (file.name.as_str(), file.text.lines().collect())).collect(),
            found: Vec::new(),
        }
    }

    /// Adds what keeps the policy from deciding.
    pub(super) fn add_problems(&mut self, problems: Problems) {
        self.found.extend(problems.found.into_iter().map(|problem| Finding {
            kind: if problem.overlap.is_some() { FindingKind::Overlap } else { FindingKind::Problem },
            at: problem.at,
            what: problem.what,
            fix: problem.fix,
            rules: problem.overlap.map(|(one, other)| vec![one, other]).unwrap_or_default(),
            word: None,
            witness: Vec::new(),
        }));
    }

    /// The overlaps, to be given witnesses.
    pub(super) fn overlaps(&mut self) -> impl Iterator<Item = &mut Finding> {
        self.found.iter_mut().filter(|finding| finding.kind == FindingKind::Overlap)
    }

    /// Adds something else.
    pub(super) fn extend(&mut self, found: impl IntoIterator<Item = Finding>) {
        self.found.extend(found);
    }

    /// Puts all in the order of the files' text.
    pub(super) fn sort(&mut self) {
        self.found.sort_by_key(|finding| finding.at);
    }

    /// How much was found.
    pub(super) fn count(&self) -> usize {
        self.found.len()
    }

    /// The name of the file that something stands in.
    fn file(&self, finding: &Finding) -> &'l str {
        self.files.get(usize::from(finding.at.file)).map_or("?", |(name, _)| name)
    }

    /// The line that something stands on.
    fn line(&self, finding: &Finding) -> Option<&'l str> {
        let (_, lines) = self.files.get(usize::from(finding.at.file))?;
        lines.get(usize::try_from(finding.at.line).ok()?.checked_sub(1)?).copied()
    }

    /// All of it in a format; `sound` is what people read where nothing was found.
    pub(super) fn written(&self, format: ReportFormat, lang: Lang, terminal: Terminal, end: &str) -> Vec<u8> {
        match format {
            ReportFormat::Table => (text::shown(self, lang, terminal) + end).into_bytes(),
            ReportFormat::Json => json::document(self, lang),
            ReportFormat::Github => ci::github(self, lang).into_bytes(),
            ReportFormat::Junit => ci::junit(self, lang),
            ReportFormat::Sarif => sarif::document(self, lang),
        }
    }

    /// As plain lines: `file:line:column: what; what would be right`.
    pub(super) fn lines(&self, lang: Lang) -> String {
        self.found.iter().map(|finding| format!("{}\n", text::line(self, finding, lang))).collect()
    }
}

impl Finding {
    /// What there is to say, and what would be right.
    fn message(&self, lang: Lang) -> String {
        let (what, fix) = (self.what.get(lang), self.fix.get(lang));
        let joint = if fix.is_empty() { "" } else { lang.pick("; ", "；") };
        format!("{what}{joint}{fix}")
    }
}
