//! Findings as annotations of a workflow, and as a report of tests.

use super::Findings;
use crate::cli::policy::junit::{Case, report};
use crate::lang::Lang;
use crate::output::workflow::{data, property};
use crate::value::shown;

/// An annotation for each finding.
pub(super) fn github(findings: &Findings<'_>, lang: Lang) -> String {
    let annotation = |finding: &super::Finding| {
        let (line, column) = (finding.at.line, finding.at.column);
        let file = property(&shown(findings.file(finding)));
        let message = data(&shown(&finding.message(lang)));
        format!("::error file={file},line={line},col={column},title=kami policy check::{message}\n")
    };
    findings.found.iter().map(annotation).collect()
}

/// A failed case for each finding; where there is none, one that passed.
pub(super) fn junit(findings: &Findings<'_>, lang: Lang) -> Vec<u8> {
    let mut cases: Vec<Case> = Vec::new();
    for finding in &findings.found {
        let file = findings.file(finding).to_owned();
        let name = format!("{file}:{}:{}", finding.at.line, finding.at.column);
        let failure = (finding.kind.name(), finding.message(lang));
        cases.push(Case { class: file, name, failure: Some(failure) });
    }
    if cases.is_empty() {
        for (file, _) in &findings.files {
            cases.push(Case { class: (*file).to_owned(), name: (*file).to_owned(), failure: None });
        }
    }
    report("kami policy check", &cases)
}
