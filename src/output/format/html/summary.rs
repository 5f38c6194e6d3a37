//! The summary of a page: a horizontal bar for each verdict.

use super::blocks::{class_of, paragraph};
use crate::command::Command;
use crate::decide::Totals;
use crate::output::human::Screen;
use crate::output::human::shown::{mark_of, tone_of};
use crate::output::human::summary::summary;
use crate::output::text::{Tone, in_html};

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
    // The first line says the same in words.
    let words = summary(command, totals, screen);
    for line in words.lines().skip(1) {
        paragraph(&mut out, line, Tone::Plain);
    }
    out
}
