//! What all records of a run came to, in a line or two.

use super::screen::Screen;
use super::shown::{mark_of, tone_of};
use crate::command::{Command, Verdict};
use crate::decide::Totals;
use crate::lang::Lang;
use crate::output::text::Tone;
use crate::output::text::{width, wrapped, written};
use crate::value::Sum;

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
    // No good sign stands on what a dispute would leave nothing of.
    let entries = command.verdicts().iter().flat_map(|verdict| {
        let shaky = if verdict.rank() == 0 { totals.shaky } else { 0 };
        let (title, disputed) = (verdict.short().get(lang), disputed_title(*verdict, lang));
        [
            (mark_of(*verdict), title.to_owned(), tone_of(*verdict), totals.of(*verdict) - shaky),
            ("!", disputed, Tone::Warn, shaky),
        ]
    });
    for (index, (mark, title, tone, count)) in entries.filter(|(.., count)| *count > 0).enumerate() {
        let text = format!("{mark} {title} {count}");
        if index > 0 && used + 2 + width(&text) > screen.width {
            out.push('\n');
            used = 0;
        } else if index > 0 {
            out.push_str("  ");
            used += 2;
        }
        used += width(&text);
        out.push_str(&style.apply(tone, &text));
    }
    out.push('\n');
    if command == Command::RecycleQuote {
        let (min, mid, max) = totals.nets;
        let text = |sum: Sum| written(|out| sum.write(out));
        let (min, mid, max) = (text(min), text(mid), text(max));
        let sums = match lang {
            Lang::En => format!("Best quotes together: {min}–{max} yuan after fees, {mid} in the middle"),
            Lang::Zh => format!("按最优报价合计到手：{min}–{max}元，中间值{mid}元"),
        };
        push_lines(&mut out, &sums, Tone::Plain, screen);
    }
    out
}

/// A verdict that a dispute would leave nothing of.
pub(in crate::output) fn disputed_title(verdict: Verdict, lang: Lang) -> String {
    let title = verdict.short().get(lang);
    match lang {
        Lang::En => format!("{title}, disputed"),
        Lang::Zh => format!("{title}（有争议）"),
    }
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
