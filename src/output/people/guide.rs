//! The guided steps of a result.

use super::paint::Tone;
use super::sheet::Sheet;
use crate::decide::Plan;
use crate::engine::RuleSet;
use crate::lang::{Lang, Phrase};
use crate::policy::{Grade, Rule, Source};

const STEPS: Phrase = Phrase { en: "Step by step", zh: "分步指引" };
const GROUNDS: Phrase = Phrase { en: "By which rules", zh: "依据" };
const SOURCES: Phrase = Phrase { en: "What the sources are worth", zh: "来源与时效" };
const DAYS_OF_A_YEAR: i32 = 365;

/// Guided steps, each with what to be careful about.
pub(super) fn steps<'r>(sheet: &mut Sheet<'_>, steps: impl Iterator<Item = &'r Rule>) {
    let lang = sheet.screen.lang;
    for (index, step) in steps.enumerate() {
        if index == 0 {
            sheet.heading(STEPS);
        }
        let marker = format!("{}.", index + 1);
        let text = format!("{}{}{}", step.title.get(lang), lang.pick(": ", "："), step.message.get(lang));
        sheet.item(&marker, &text, Tone::Plain);
        if let Some(caution) = &step.caution {
            let text = format!("{}{}", lang.pick("Careful: ", "小心："), caution.get(lang));
            sheet.more(&text, Tone::Heading);
        }
        if let Some(dispute) = &step.dispute {
            let text = format!("{}{}", lang.pick("Disputed: ", "另有说法："), dispute.text.get(lang));
            sheet.more(&text, Tone::Faint);
        }
    }
}

/// The rules that were cited, with their grade and where they stand.
pub(super) fn grounds(
    sheet: &mut Sheet<'_>,
    plan: &Plan<'_>,
    rules: RuleSet,
    grade: impl Fn(usize) -> Grade,
) {
    if rules.is_empty() {
        return;
    }
    sheet.heading(GROUNDS);
    let lang = sheet.screen.lang;
    for index in rules.iter() {
        let Some(rule) = plan.rules.get(index) else { continue };
        let (id, title) = (crate::value::escaped(&rule.id), rule.title.get(lang));
        let grade = grade(index).title().get(lang);
        let (source, place) = (rule.source.as_str(), rule.place.get(lang));
        let joint = if place.is_empty() { "" } else { lang.pick(", ", "，") };
        let text = match lang {
            Lang::En => format!("{id}: {title} ({grade}; {source}{joint}{place})"),
            Lang::Zh => format!("{id}：{title}（{grade}；{source}{joint}{place}）"),
        };
        sheet.item("-", &text, Tone::Plain);
        if sheet.screen.explain {
            sheet.more(rule.message.get(lang), Tone::Faint);
        }
    }
}

/// The sources of rules, and how far their age lets them be trusted.
pub(super) fn freshness(sheet: &mut Sheet<'_>, plan: &Plan<'_>, rules: RuleSet) {
    let is_cited = |source: &&Source| {
        rules.iter().any(|rule| plan.rules.get(rule).is_some_and(|rule| rule.source == source.id))
    };
    let lang = sheet.screen.lang;
    for (index, source) in plan.pack.sources.iter().filter(is_cited).enumerate() {
        if index == 0 {
            sheet.heading(SOURCES);
        }
        let age = age(plan, source, lang);
        let place = source.place.as_ref().map_or_else(String::new, |place| format!(" {place}"));
        let text = match lang {
            Lang::En => format!("{}: “{}”{place}, {age}", source.id, source.title),
            Lang::Zh => format!("{}：《{}》{place}，{age}", source.id, source.title),
        };
        sheet.item("-", &text, Tone::Plain);
    }
}

fn age(plan: &Plan<'_>, source: &Source, lang: Lang) -> String {
    let Some(day) = source.as_of else {
        let text =
            lang.pick("undated: ask the platform before you rely on it", "未注明日期，办理前请向平台核实");
        return text.to_owned();
    };
    let date = super::words::date_text(day);
    if plan.today.0 - day.0 <= DAYS_OF_A_YEAR {
        return date;
    }
    match lang {
        Lang::En => format!("{date}: older than a year, things may have changed"),
        Lang::Zh => format!("{date}，已超过一年，规定可能有变"),
    }
}
