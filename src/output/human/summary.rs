//! What all records of a run came to, in a line or two.

use super::screen::Screen;
use super::shown::{mark_of, money_text, tone_of};
use crate::command::Command;
use crate::decide::Totals;
use crate::lang::Lang;
use crate::output::text::Tone;
use crate::output::text::{width, wrapped};

/// The numbers of records by verdict and, for quotes, the sums.
pub(in crate::output) fn summary(command: Command, totals: &Totals, screen: &Screen) -> String {
    let Screen { lang, style, .. } = *screen;
    let records = match (lang, totals.records) {
        (Lang::En, 1) => "1 record: ".to_owned(),
        (Lang::En, n) => format!("{n} records: "),
        (Lang::Zh, n) => format!("共 {n} 条："),
    };
    let mut out = records.clone();
    let mut used = width(&records);
    let seen = command.verdicts().iter().filter(|verdict| totals.of(**verdict) > 0);
    for (index, verdict) in seen.enumerate() {
        let text = format!("{} {} {}", mark_of(*verdict), verdict.short().get(lang), totals.of(*verdict));
        if index > 0 && used + 2 + width(&text) > screen.width {
            out.push('\n');
            used = 0;
        } else if index > 0 {
            out.push_str("  ");
            used += 2;
        }
        used += width(&text);
        out.push_str(&style.apply(tone_of(*verdict), &text));
    }
    out.push('\n');
    if command == Command::RecycleQuote {
        let (min, mid, max) = totals.nets;
        let (min, mid, max) = (money_text(min), money_text(mid), money_text(max));
        let sums = match lang {
            Lang::En => format!("Best quotes together: {min}–{max} yuan after fees, {mid} in the middle"),
            Lang::Zh => format!("按最优报价合计到手：{min}–{max}元，中间值{mid}元"),
        };
        push_lines(&mut out, &sums, Tone::Plain, screen);
    }
    out
}

/// Says how many columns were left out.
pub(in crate::output) fn hidden_hint(hidden: usize, screen: &Screen, out: &mut String) {
    let hint = match (screen.lang, hidden) {
        (_, 0) => return,
        (Lang::En, 1) => "1 more column is not shown here: --wide".to_owned(),
        (Lang::En, n) => format!("{n} more columns are not shown here: --wide"),
        (Lang::Zh, n) => format!("还有 {n} 列没有显示，可用 --wide 查看"),
    };
    push_lines(out, &hint, Tone::Faint, screen);
}

fn push_lines(out: &mut String, text: &str, tone: Tone, screen: &Screen) {
    for line in wrapped(text, screen.width) {
        out.push_str(&screen.style.apply(tone, &line));
        out.push('\n');
    }
}
