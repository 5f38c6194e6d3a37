//! What a card says of a quote.

use super::cell::Cell;
use super::document::Document;
use super::shown::{money_text, range, recycler};
use super::table::Head;
use crate::decide::{Quote, Quotes};
use crate::lang::{Lang, Phrase};
use crate::output::View;
use crate::output::text::dated;
use crate::output::text::percent;
use crate::output::text::width;
use crate::output::text::{Keep, Tone};
use crate::output::titles::word_title;
use crate::value::Money;

const QUOTES: Phrase = Phrase {
    en: "What the platforms pay, in yuan after fees",
    zh: "各平台报价（元，扣费后到手）",
};
const BAR: usize = 14;

/// What recycle-quote says beside the verdict.
pub(super) fn write(doc: &mut Document<'_>, view: &View<'_>) {
    let quotes = &view.computed.quotes;
    let quoting: Vec<&Quote> = quotes.all.iter().filter(|quote| quote.declined_by.is_none()).collect();
    let declining: Vec<&Quote> = quotes.all.iter().filter(|quote| quote.declined_by.is_some()).collect();
    let lang = doc.screen.lang;
    if !quoting.is_empty() {
        doc.heading(QUOTES);
        let rows: Vec<Vec<Cell>> =
            quoting.iter().map(|quote| row(view, quotes, quote, &quoting, lang)).collect();
        doc.table(heads(lang), rows);
    }
    if doc.screen.all_quotes {
        for quote in declining {
            let rule = quote.declined_by.and_then(|rule| view.plan.rules.get(usize::from(rule)));
            let why = rule.map_or("", |rule| rule.title.get(lang));
            let platform = recycler(view, quote.rule, lang);
            let text = match lang {
                Lang::En => format!("{platform} declines: {why}"),
                Lang::Zh => format!("{platform}不收：{why}"),
            };
            doc.item("-", &text, Tone::Plain);
        }
    }
}

fn heads(lang: Lang) -> Vec<Head> {
    let titles = [
        ("platform", "平台", 0, false),
        ("net", "到手", 1, true),
        ("middle", "中间值", 2, true),
        ("rate", "折扣", 6, true),
        ("fee", "手续费", 7, true),
        ("arrives", "到账", 3, false),
        ("by", "最迟", 5, false),
        ("range", "区间", 4, false),
        ("", "", 3, false),
    ];
    let head = |(en, zh, importance, right): (&str, &str, u8, bool)| Head {
        title: lang.pick(en, zh).to_owned(),
        importance,
        right,
        least: None,
        keep: Keep::Start,
    };
    titles.into_iter().map(head).collect()
}

fn row(view: &View<'_>, quotes: &Quotes, quote: &Quote, all: &[&Quote], lang: Lang) -> Vec<Cell> {
    let is = |other: Option<&Quote>| other.is_some_and(|other| other.rule == quote.rule);
    let mut marks = Vec::new();
    if is(quotes.best()) {
        marks.push(lang.pick("best", "最划算"));
    }
    if is(quotes.fastest()) {
        marks.push(lang.pick("fastest", "最快"));
    }
    let arrival = word_title(view.plan.pack, "arrival", &quote.arrival.to_string(), lang);
    let tone = if is(quotes.best()) { Tone::Good } else { Tone::Plain };
    vec![
        Cell { text: recycler(view, quote.rule, lang), tone },
        Cell { text: range(&money_text(quote.net.0), &money_text(quote.net.2)), tone },
        Cell::plain(money_text(quote.net.1)),
        Cell::plain(range(&percent(quote.rate.0), &percent(quote.rate.1))),
        Cell::plain(range(&money_text(quote.fee.0), &money_text(quote.fee.1))),
        Cell::plain(arrival),
        Cell::plain(view.computed.quotes.arrives_by(quote).map_or_else(String::new, |day| dated(day, lang))),
        Cell::plain(bar(quote, all)),
        Cell { text: marks.join(lang.pick(", ", "、")), tone },
    ]
}

/// A platform's range on the scale of all of them.
fn bar(quote: &Quote, all: &[&Quote]) -> String {
    let least = all.iter().map(|quote| quote.net.0.0).min().unwrap_or(0);
    let most = all.iter().map(|quote| quote.net.2.0).max().unwrap_or(0);
    let whole = (most - least).max(1);
    let place = |Money(fen): Money| ((fen - least) * BAR as i64 / whole).clamp(0, BAR as i64) as usize;
    let (start, end) = (place(quote.net.0).min(BAR - 1), place(quote.net.2));
    let bar = format!("{}{}", "·".repeat(start), "█".repeat(end.saturating_sub(start).max(1)));
    let rest = BAR.saturating_sub(width(&bar));
    format!("{bar}{}", "·".repeat(rest))
}
