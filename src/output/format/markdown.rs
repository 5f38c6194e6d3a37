use super::Report;
use crate::decide::Plan;
use crate::decide::Totals;
use crate::engine::RuleSet;
use crate::output::Decided;
use crate::output::human::cells::{What, cell, columns, head};
use crate::output::human::document::Document;
use crate::output::human::guide;
use crate::output::human::screen::Screen;
use crate::output::human::summary::summary;
use crate::output::text::Style;
use crate::policy::Kind;

/// A table in Markdown, row by row.
pub struct Markdown<'p> {
    plan: &'p Plan<'p>,
    screen: Screen,
    columns: Vec<What>,
    has_begun: bool,
    cited: RuleSet,
    steps: RuleSet,
}

impl<'p> Markdown<'p> {
    /// A table of results of a plan.
    pub fn new(plan: &'p Plan<'p>, screen: Screen) -> Self {
        let columns = columns(plan.command, screen.wide).into_iter().map(|(what, _)| what).collect();
        // Markdown has no width, and colours are for terminals.
        let screen = Screen { width: usize::MAX / 2, style: Style(false), ..screen };
        Self { plan, screen, columns, has_begun: false, cited: RuleSet::EMPTY, steps: RuleSet::EMPTY }
    }

    fn begin(&mut self, out: &mut String) {
        self.has_begun = true;
        let heads: Vec<_> = self.columns.iter().map(|what| head(*what, 0, self.screen.lang)).collect();
        row(out, heads.iter().map(|head| head.title.as_str()));
        let rules = heads.iter().map(|head| if head.right { "---:" } else { "---" });
        out.push_str(&format!("|{}|\n", rules.collect::<Vec<_>>().join("|")));
    }
}

impl Report for Markdown<'_> {
    fn take(&mut self, decided: Decided, out: &mut Vec<u8>) {
        let view = decided.view(self.plan);
        self.cited = self.cited.or(&crate::output::format::csv::cited(&view));
        self.steps = self.steps.or(&self.plan.of_kind(&view.settled.matched, Kind::Step));
        let mut text = String::new();
        if !self.has_begun {
            self.begin(&mut text);
        }
        let cells: Vec<_> = self.columns.iter().map(|what| cell(&view, *what, &self.screen)).collect();
        row(&mut text, cells.iter().map(|cell| cell.text.as_str()));
        out.extend_from_slice(text.as_bytes());
    }

    fn end(&mut self, totals: &Totals, out: &mut Vec<u8>) {
        if totals.records == 0 {
            return;
        }
        let mut text = format!("\n{}", in_markdown(&summary(self.plan.command, totals, &self.screen)));
        let mut appendix = String::new();
        let mut doc = Document { out: &mut appendix, screen: &self.screen };
        if self.screen.steps {
            guide::steps(&mut doc, self.steps.iter().filter_map(|rule| self.plan.rules.get(rule).copied()));
        }
        if self.screen.explain {
            guide::grounds(&mut doc, self.plan, self.cited, |rule| self.plan.rules[rule].grade);
            guide::freshness(&mut doc, self.plan, self.cited);
        }
        text.push_str(&as_sections(&appendix));
        out.extend_from_slice(text.as_bytes());
    }
}

/// The lines of a doc as Markdown: what is not indented is a heading.
fn as_sections(doc: &str) -> String {
    let mut out = String::new();
    for line in doc.lines() {
        match line.strip_prefix("  ") {
            Some(item) => out.push_str(&in_markdown(item)),
            None if line.is_empty() => {}
            None => out.push_str(&format!("\n## {}\n", in_markdown(line))),
        }
        out.push('\n');
    }
    out
}

fn row<'c>(out: &mut String, cells: impl Iterator<Item = &'c str>) {
    out.push('|');
    for cell in cells {
        out.push(' ');
        out.push_str(&in_markdown(cell));
        out.push_str(" |");
    }
    out.push('\n');
}

/// A text without meaning in Markdown.
pub fn in_markdown(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '\\' | '`' | '*' | '[' | ']' | '|' | '~' | '#' => {
                safe.push('\\');
                safe.push(c);
            }
            c => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_cannot_leave_their_cell() {
        assert_eq!(in_markdown("a|b [x](y) <i>"), "a\\|b \\[x\\](y) &lt;i&gt;");
    }
}
