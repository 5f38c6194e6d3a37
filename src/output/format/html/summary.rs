//! The summary of a page, a horizontal bar for each verdict; and the page of a summary alone.

use super::super::document::{Document, Run};
use super::blocks::{class_of, paragraph, section, stacked};
use super::page::Page;
use crate::command::Command;
use crate::decide::{Plan, Totals};
use crate::output::human::Screen;
use crate::output::human::counts;
use crate::output::human::shown::{mark_of, tone_of};
use crate::output::human::summary::{disputed_title, summary};
use crate::output::summary::Summary;
use crate::output::text::{Tone, in_html};

/// A page on which the summary stands in place of the results.
pub(super) struct SummaryPage<'p> {
    plan: &'p Plan<'p>,
    page: Page<'p>,
}

impl<'p> SummaryPage<'p> {
    pub(super) fn new(run: &Run<'p>, page: Page<'p>) -> Self {
        Self { plan: run.plan, page }
    }
}

impl Document for SummaryPage<'_> {
    fn end(&mut self, totals: &Totals, out: &mut Vec<u8>) {
        let screen = &self.page.screen;
        let mut text = self.page.head();
        if totals.records > 0 {
            let summary = Summary::new(self.plan, totals);
            text.push_str(&bars(self.plan.command, totals, screen));
            for block in counts::blocks(&summary, screen) {
                text.push_str(&section(&block.title, &stacked(&block.table)));
            }
            paragraph(&mut text, &counts::due(&summary, screen.lang), Tone::Plain);
        }
        text.push_str(&self.page.foot());
        out.extend_from_slice(text.as_bytes());
    }
}

/// The verdicts with their shares, and for quotes the sums.
pub(super) fn bars(command: Command, totals: &Totals, screen: &Screen) -> String {
    let mut out = String::from("<div class=\"bars\">\n");
    for verdict in command.verdicts().iter().copied().filter(|verdict| totals.of(*verdict) > 0) {
        let count = totals.of(verdict);
        let (tone, mark) = (class_of(tone_of(verdict)), mark_of(verdict));
        let title = in_html(verdict.short().get(screen.lang));
        // Hundredths of a percent, rounded; whole numbers have the same text everywhere.
        let share = (u128::from(count) * 10_000 / u128::from(totals.records.max(1))) as u64;
        let (percent, hundredths) = (share / 100, share % 100);
        out.push_str(&format!(
            "<span class=\"{tone}\">{mark} {title}</span>\
             <span class=\"track {tone}\"><span class=\"fill\" style=\"width:{percent}.{hundredths:02}%\"></span></span>\
             <span class=\"count\">{count}</span>\n"
        ));
    }
    out.push_str("</div>\n");
    let best = command.verdicts().iter().find(|verdict| verdict.rank() == 0);
    if let Some(best) = best.filter(|_| totals.shaky > 0) {
        // Of a verdict's bar some may be what a dispute would leave nothing of.
        let text = format!("! {} {}", disputed_title(*best, screen.lang), totals.shaky);
        paragraph(&mut out, &text, Tone::Warn);
    }
    // The first line says the same in words.
    let words = summary(command, totals, screen);
    for line in words.lines().skip(1) {
        paragraph(&mut out, line, Tone::Plain);
    }
    out
}
