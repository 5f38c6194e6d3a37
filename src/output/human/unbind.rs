//! What a card says of a card that is to be unbound.

use super::document::Document;
use super::shown::{papers, range, shown, working_days};
use crate::decide::{Outcome, Unbind};
use crate::field::Field;
use crate::lang::{Lang, Phrase};
use crate::output::text::Tone;
use crate::output::text::{dated, timed};
use crate::output::titles::word_title;
use crate::output::{Column, View};
use crate::policy::Review;

const MISSING: Phrase = Phrase { en: "Papers still missing", zh: "还缺的材料" };
const REQUIRED: Phrase = Phrase { en: "Papers to have ready", zh: "需要准备的材料" };
const DATES: Phrase = Phrase { en: "Way and dates", zh: "途径与时间" };
const STAGES: Phrase = Phrase { en: "Review", zh: "审核进度" };

/// What check-unbind says beside the verdict.
pub(super) fn write(doc: &mut Document<'_>, view: &View<'_>) {
    let Outcome::Unbind(part) = &view.decision.outcome else { return };
    let lang = doc.screen.lang;
    if view.decision.verdict.rank() < 3 {
        let (title, bits) = if view.meta.record.facts.has(Field::Documents) {
            (MISSING, part.documents_missing)
        } else {
            (REQUIRED, part.documents_required)
        };
        for (index, paper) in papers(view, bits, lang).iter().enumerate() {
            if index == 0 {
                doc.heading(title);
            }
            doc.item("-", paper, Tone::Plain);
        }
    }
    dates(doc, view, part);
    if let Some((rule, first)) = part.stages {
        doc.heading(STAGES);
        doc.paragraph(&timeline(view, rule, first, lang), Tone::Plain);
    }
}

fn dates(doc: &mut Document<'_>, view: &View<'_>, part: &Unbind) {
    let lang = doc.screen.lang;
    let computed = view.computed;
    let mut pairs: Vec<(String, String)> = Vec::new();
    let mut add = |en: &str, zh: &str, text: Option<String>| {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            pairs.push((lang.pick(en, zh).to_owned(), text));
        }
    };
    add("way", "途径", Some(shown(view, Column::Route, doc.screen)));
    add("priority", "优先级", Some(shown(view, Column::Priority, doc.screen)));
    add(
        "takes",
        "用时",
        part.days.map(|(min, max)| match max {
            0 => lang.pick("no working days: at once", "即时，无需等待").to_owned(),
            _ => working_days(min, max, lang),
        }),
    );
    add("not before", "不早于", computed.not_before.map(|day| dated(day, lang)));
    add("earliest", "最早办完", computed.eta_earliest.map(|day| dated(day, lang)));
    add("latest", "最迟办完", computed.eta_latest.map(|day| dated(day, lang)));
    add("confirm by", "确认截止", computed.confirm_by.map(|moment| timed(moment, lang)));
    add("revocable until", "可撤回至", part.revocable_until.map(|moment| timed(moment, lang)));
    add("try again after", "可重试时间", part.retry_after.map(|moment| timed(moment, lang)));
    if !pairs.is_empty() {
        doc.heading(DATES);
        doc.pairs(&pairs);
    }
}

/// The stages of a review in a row: those behind, the one under way, those ahead.
fn timeline(view: &View<'_>, rule: u16, first: u8, lang: Lang) -> String {
    let review = view.plan.rules.get(usize::from(rule)).and_then(|rule| rule.effect.review.as_ref());
    let Some(Review::Stages(stages)) = review else { return String::new() };
    let lexicon = view.plan.lexicons.of(Field::Stage);
    let under_way = view.meta.record.facts.has(Field::Stage);
    let mut parts: Vec<String> = stages
        .iter()
        .map(|(code, min, max)| {
            let title = word_title(view.plan.pack, Field::Stage.name(), lexicon.id(*code), lang);
            let days = range(&min.to_string(), &max.to_string());
            match code.cmp(&first) {
                std::cmp::Ordering::Less => format!("✓ {title}"),
                std::cmp::Ordering::Equal if under_way => {
                    format!("{title} {days}{}", lang.pick(" (now)", "（进行中）"))
                }
                _ => format!("{title} {days}"),
            }
        })
        .collect();
    let last = stages.last().map_or(0, |(code, ..)| *code);
    if usize::from(last) + 1 < lexicon.ids().len() {
        let title = word_title(view.plan.pack, Field::Stage.name(), lexicon.id(last + 1), lang);
        let is_now = first > last && under_way;
        let now = if is_now { lang.pick(" (now)", "（进行中）") } else { "" };
        parts.push(format!("{title}{now}"));
    }
    let left: Vec<_> = stages.iter().filter(|(code, ..)| *code >= first).collect();
    let (min, max) = left.iter().fold((0, 0), |(min, max), (_, a, b)| (min + a, max + b));
    let unit = match (left.is_empty(), lang) {
        (true, _) => String::new(),
        (_, Lang::En) => format!("  ({} in all)", working_days(min, max, lang)),
        (_, Lang::Zh) => format!("（合计 {}）", working_days(min, max, lang)),
    };
    format!("{}{unit}", parts.join(" → "))
}
