//! Findings for programs.

use serde::Serialize;

use super::Findings;
use crate::lang::Lang;

#[derive(Serialize)]
struct Document<'f> {
    problems: Vec<Entry<'f>>,
}

#[derive(Serialize)]
struct Entry<'f> {
    kind: &'static str,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    rules: &'f [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    word: Option<&'f str>,
    file: &'f str,
    line: u32,
    column: u32,
    message: String,
    witness: &'f [String],
}

/// The document.
pub(super) fn document(findings: &Findings<'_>, lang: Lang) -> Vec<u8> {
    let problems = findings.found.iter().map(|finding| Entry {
        kind: finding.kind.name(),
        rules: &finding.rules,
        word: finding.word.as_deref(),
        file: findings.file(finding),
        line: finding.at.line,
        column: finding.at.column,
        message: finding.message(lang),
        witness: &finding.witness,
    });
    let document = Document { problems: problems.collect() };
    // Structs of texts and numbers always are JSON.
    let mut text = serde_json::to_vec_pretty(&document).unwrap_or_default();
    text.push(b'\n');
    text
}
