//! Findings for people: each with the line that it stands on, marked.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::{Finding, Findings};
use crate::cli::terminal::Terminal;
use crate::field::secret::{Sensitivity, classify};
use crate::lang::Lang;
use crate::policy::At;
use crate::value::is_harmful;

/// A longer line is no help to look at.
const LONGEST: usize = 2000;

/// Who has more to mend than this looks at the lines in an editor.
const MOST: usize = 200;

/// Every finding with its line, a blank line behind each.
pub(super) fn shown(findings: &Findings<'_>, lang: Lang, terminal: Terminal) -> String {
    let renderer = if terminal.style().0 { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(terminal.width().max(60));
    let mut text = String::new();
    for (place, finding) in findings.found.iter().enumerate() {
        text.push_str(&line(findings, finding, lang));
        text.push('\n');
        let is_shown = |line: &&str| place < MOST && line.len() <= LONGEST && !holds_secret(line);
        if let Some(source) = findings.line(finding).filter(is_shown) {
            text.push_str(&excerpt(source, finding.at, &renderer));
        }
        for command in &finding.witness {
            text.push_str(&format!("  {}\n", crate::value::shown(command)));
        }
    }
    text
}

/// A finding as a line: `file:line:column: what; what would be right`.
pub(super) fn line(findings: &Findings<'_>, finding: &Finding, lang: Lang) -> String {
    let At { line, column, .. } = finding.at;
    shown_text(&format!("{}:{line}:{column}: {}", findings.file(finding), finding.message(lang)))
}

fn shown_text(text: &str) -> String {
    crate::value::shown(text).into_owned()
}

/// Whether a line gives a value to something that is a secret or a card number by its name, or holds a number as
/// long as a card's: cases of a policy may have been made of real records.
fn holds_secret(line: &str) -> bool {
    // What stands behind the last sign is a value.
    let before = line.rsplit_once('=').map_or("", |(before, _)| before);
    let mut names = before.split('=').map(|part| part.rsplit([',', '{', '.']).next().unwrap_or_default());
    let by_name = |name: &str| classify(name.trim().trim_matches(['"', '\''])) != Sensitivity::Ordinary;
    let stars = |text: &str| text.matches('*').count();
    names.any(by_name) || stars(&crate::value::shown(line)) > stars(line)
}

/// The line with a mark under what is meant.
fn excerpt(source: &str, at: At, renderer: &Renderer) -> String {
    // One character for another, so that the mark stays in its place.
    let source: String =
        source.chars().map(|c| if is_harmful(c) && c != '\t' { '\u{fffd}' } else { c }).collect();
    let start =
        source.char_indices().nth((at.column as usize).saturating_sub(1)).map_or(source.len(), |(at, _)| at);
    let length = token(source.get(start..).unwrap_or_default());
    let annotation = AnnotationKind::Primary.span(start..start + length);
    let snippet = Snippet::source(source.as_str()).line_start(at.line as usize).annotation(annotation);
    let drawn = renderer.render(&[Group::with_level(Level::ERROR).element(snippet)]);
    drawn.lines().map(|line| format!("{}\n", line.trim_end())).collect()
}

/// How long the value or key is that a text begins with.
fn token(text: &str) -> usize {
    let end = match text.chars().next() {
        Some(quote @ ('"' | '\'')) => {
            let inner = text.get(1..).unwrap_or_default();
            let mut escaped = false;
            let close = inner.char_indices().find(|(_, c)| {
                let closes = *c == quote && !escaped;
                escaped = *c == '\\' && !escaped && quote == '"';
                closes
            });
            close.map(|(at, _)| at + 2)
        }
        Some('[' | '{') => Some(1),
        _ => text.find(|c: char| c.is_whitespace() || ",=]}#".contains(c)),
    };
    end.unwrap_or(text.trim_end().len()).max(usize::from(!text.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_a_key_or_a_value() {
        for (text, length) in
            [("\"a b\" = 1", 5), ("key = 1", 3), ("12, 13", 2), ("'x'", 3), ("", 0), ("[1]", 1)]
        {
            assert_eq!(token(text), length, "{text}");
        }
    }
}
