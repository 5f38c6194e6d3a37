//! What a card says of an order that is to be cancelled.

use super::document::Document;
use super::guide::rules;
use super::shown::{money_text, range};
use crate::decide::{Cancel, Outcome, Warning};
use crate::field::Field;
use crate::lang::{Lang, Phrase};
use crate::output::View;
use crate::output::text::{Tone, clock_of, countdown, percent, timed};
use crate::output::titles::word_title;
use crate::policy::{Odds, Rule};
use crate::value::Moment;

const WINDOW: Phrase = Phrase { en: "Time and cost", zh: "时间与费用" };
const REMEDIES: Phrase = Phrase { en: "What is left to try", zh: "还能怎么补救" };
const BAR: usize = 24;

/// What cancel-window says beside the verdict.
pub(super) fn write(doc: &mut Document<'_>, view: &View<'_>) {
    let Outcome::Cancel(part) = &view.decision.outcome else { return };
    window(doc, view, part);
    let lang = doc.screen.lang;
    for (index, remedy) in rules(view.plan, view.decision.remedies.clone()).enumerate() {
        if index == 0 {
            doc.heading(REMEDIES);
        }
        let text = format!(
            "{}{}{}{}",
            remedy.title.get(lang),
            chances(view, remedy, lang),
            lang.pick(": ", "："),
            remedy.message.get(lang)
        );
        doc.item("-", &text, Tone::Plain);
    }
}

/// How often something succeeds.
fn odds_text(odds: Odds) -> String {
    let ends: Vec<String> = [odds.least, odds.most].into_iter().flatten().map(percent).collect();
    match ends.as_slice() {
        [least, most] => range(least, most),
        ends => ends.concat(),
    }
}

/// How often a remedy works and how long it takes.
fn chances(view: &View<'_>, remedy: &Rule, lang: Lang) -> String {
    let odds = remedy.effect.odds.map(|odds| {
        let odds = odds_text(odds);
        format!("{}{odds}", lang.pick("works in ", "成功率 "))
    });
    let time = remedy.effect.time.as_ref().map(|time| word_title(view.plan.pack, "time", time, lang));
    let parts: Vec<String> = odds.into_iter().chain(time).collect();
    match (parts.is_empty(), lang) {
        (true, _) => String::new(),
        (_, Lang::En) => format!(" ({})", parts.join(", ")),
        (_, Lang::Zh) => format!("（{}）", parts.join("，")),
    }
}

fn window(doc: &mut Document<'_>, view: &View<'_>, part: &Cancel) {
    let lang = doc.screen.lang;
    let computed = view.computed;
    let mut pairs: Vec<(String, String)> = Vec::new();
    let mut add = |en: &str, zh: &str, text: Option<String>| {
        if let Some(text) = text {
            pairs.push((lang.pick(en, zh).to_owned(), text));
        }
    };
    let submitted = view.meta.record.facts.get(Field::SubmittedAt).map(Moment);
    add("submitted", "提交时间", submitted.map(|at| since(at, view.plan.now, lang)));
    let bar = computed.deadline.and_then(|deadline| whole(view, part, deadline));
    add(
        "time left",
        "剩余时间",
        computed.remaining_s.map(|left| {
            let clock = countdown(left, lang);
            bar.map_or_else(|| clock.clone(), |whole| format!("{clock}  {}", bar_of(left * 1000, whole)))
        }),
    );
    add("deadline", "截止", computed.deadline.map(|deadline| timed(deadline, lang)));
    let lasts = view.decision.verdict.rank() < 2;
    let fee = computed.fee.map(|fee| format!("{}{}", money_text(fee), lang.pick(" yuan", "元")));
    let none = match view.warnings().iter().any(|warning| warning == Warning::FeeUnknown) {
        true => lang.pick("unknown without face_value=…", "没有填写面额，无法计算"),
        false => lang.pick("the source names none", "来源没有写明"),
    };
    add("fee", "手续费", fee.or_else(|| lasts.then(|| none.to_owned())));
    add("odds", "成功率", part.odds.map(odds_text));
    add(
        "likely verified",
        "预计核验",
        computed
            .expected
            .map(|(min, max)| {
                range(
                    &timed(min, lang),
                    &if min.day() == max.day() { clock_of(max) } else { timed(max, lang) },
                )
            })
            .map(|text| {
                if computed.expected.is_some_and(|(min, max)| min == max) {
                    text.split('–').next().unwrap_or_default().to_owned()
                } else {
                    text
                }
            }),
    );
    if !pairs.is_empty() {
        doc.heading(WINDOW);
        doc.pairs(&pairs);
    }
}

/// A moment that has passed, as it was read, and how long ago that is.
fn since(at: Moment, now: Moment, lang: Lang) -> String {
    let ago = countdown(now.since(at).0 / 1000, lang);
    match lang {
        Lang::En => format!("{} China time, {ago} ago", timed(at, lang)),
        Lang::Zh => format!("{}（北京时间），距今 {ago}", timed(at, lang)),
    }
}

/// How long the window is in all, in milliseconds, where that can be said.
fn whole(view: &View<'_>, part: &Cancel, deadline: Moment) -> Option<i64> {
    let submitted = view.meta.record.facts.get(Field::SubmittedAt).map(|at| deadline.since(Moment(at)).0);
    let rules = part.open_windows.iter().filter_map(|rule| view.plan.rules.get(rule)?.effect.window.as_ref());
    let lasts = rules.map(|window| window.due.lasts.0).max().filter(|lasts| *lasts > 0);
    lasts.or(submitted).filter(|whole| *whole > 0)
}

/// What is left of a whole, as a bar.
fn bar_of(left: i64, whole: i64) -> String {
    let full = (left.clamp(0, whole) * BAR as i64 + whole / 2) / whole;
    let full = usize::try_from(full).unwrap_or(0).min(BAR);
    format!("{}{}", "█".repeat(full), "░".repeat(BAR - full))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_fill_up() {
        assert_eq!(bar_of(0, 8).matches('█').count(), 0);
        assert_eq!(bar_of(4, 8).matches('█').count(), 12);
        assert_eq!(bar_of(9, 8).matches('█').count(), 24);
    }
}
