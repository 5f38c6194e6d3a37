//! Guided steps, the rules that were cited, and how old their sources are.

use super::document::Document;
use crate::decide::Plan;
use crate::engine::RuleSet;
use crate::lang::{Lang, Phrase};
use crate::output::comparison::TopicTable;
use crate::output::text::Tone;
use crate::policy::{Grade, Kind, Rule, Source};

const STEPS: Phrase = Phrase { en: "Step by step", zh: "分步指引" };
const GROUNDS: Phrase = Phrase { en: "By which rules", zh: "依据" };
const SOURCES: Phrase = Phrase { en: "What the sources are worth", zh: "来源与时效" };
const DAYS_OF_A_YEAR: i32 = 365;

/// The rules of a set.
pub(in crate::output) fn rules<'p>(
    plan: &'p Plan<'p>,
    set: RuleSet,
) -> impl Iterator<Item = &'p Rule> + use<'p> {
    set.into_iter().filter_map(move |rule| plan.rules.get(rule).copied())
}

/// Guided steps, each with what to be careful about.
pub(in crate::output) fn steps<'r>(doc: &mut Document<'_>, steps: impl Iterator<Item = &'r Rule>) {
    let lang = doc.screen.lang;
    for (index, step) in steps.enumerate() {
        if index == 0 {
            doc.heading(STEPS);
        }
        let marker = format!("{}.", index + 1);
        let text = format!("{}{}{}", step.title.get(lang), lang.pick(": ", "："), step.message.get(lang));
        doc.item(&marker, &text, Tone::Plain);
        if let Some(caution) = &step.caution {
            let text = format!("{}{}", lang.pick("Careful: ", "小心："), caution.get(lang));
            doc.more(&text, Tone::Heading);
        }
        if let Some(dispute) = &step.dispute {
            let text = format!("{}{}", lang.pick("Disputed: ", "另有说法："), dispute.text.get(lang));
            doc.more(&text, Tone::Faint);
        }
    }
}

/// The rules that were cited, with their grade and where they stand.
pub(in crate::output) fn grounds(
    doc: &mut Document<'_>,
    plan: &Plan<'_>,
    rules: &RuleSet,
    grade: impl Fn(usize) -> Grade,
) {
    if rules.is_empty() {
        return;
    }
    doc.heading(GROUNDS);
    let lang = doc.screen.lang;
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
        doc.item("-", &text, Tone::Plain);
        if doc.screen.explain {
            doc.more(rule.message.get(lang), Tone::Faint);
        }
    }
}

/// The sources of rules, and how far their age lets them be trusted.
pub(in crate::output) fn freshness(doc: &mut Document<'_>, plan: &Plan<'_>, rules: &RuleSet) {
    sources(doc, plan, |source| {
        rules.iter().any(|rule| plan.rules.get(rule).is_some_and(|rule| rule.source == source.id))
    });
}

/// Sources of the policy, and how far their age lets them be trusted.
fn sources(doc: &mut Document<'_>, plan: &Plan<'_>, is_shown: impl Fn(&Source) -> bool) {
    let lang = doc.screen.lang;
    for (index, source) in plan.pack.sources.iter().filter(|source| is_shown(source)).enumerate() {
        if index == 0 {
            doc.heading(SOURCES);
        }
        let age = age(plan, source, lang);
        let place = source.place.as_ref().map_or_else(String::new, |place| format!(" {place}"));
        let text = match lang {
            Lang::En => format!("{}: “{}”{place}, {age}", source.id, source.title),
            Lang::Zh => format!("{}：《{}》{place}，{age}", source.id, source.title),
        };
        doc.item("-", &text, Tone::Plain);
    }
}

fn age(plan: &Plan<'_>, source: &Source, lang: Lang) -> String {
    let Some(day) = source.as_of else {
        let ask = lang.pick(": ask the platform before you rely on it", "，办理前请向平台核实");
        return match (source.figures_of, lang) {
            (None, _) => format!("{}{ask}", lang.pick("undated", "未注明日期")),
            (Some(year), Lang::En) => format!("undated, figures of {year}{ask}"),
            (Some(year), Lang::Zh) => format!("未注明日期，数据为{year}年{ask}"),
        };
    };
    let date = crate::output::text::date_text(day);
    if plan.today.0 - day.0 <= DAYS_OF_A_YEAR {
        return date;
    }
    match lang {
        Lang::En => format!("{date}: older than a year, things may have changed"),
        Lang::Zh => format!("{date}，已超过一年，规定可能有变"),
    }
}

/// What stands behind the last row: steps and rules of all rows, each once, where they are asked for.
#[derive(Clone, Debug, Default)]
pub(in crate::output) struct Appendix {
    cited: RuleSet,
    steps: RuleSet,
}

impl Appendix {
    /// Notes what a row cites, and its steps among all rules that matched.
    pub(in crate::output) fn add(&mut self, plan: &Plan<'_>, cited: &RuleSet, matched: &RuleSet) {
        self.cited = self.cited.or(cited);
        self.steps = self.steps.or(&plan.of_kind(matched, Kind::Step));
    }

    /// Writes what is asked for.
    pub(in crate::output) fn write(&self, plan: &Plan<'_>, doc: &mut Document<'_>) {
        if doc.screen.steps {
            steps(doc, rules(plan, self.steps.clone()));
        }
        if doc.screen.explain {
            grounds(doc, plan, &self.cited, |rule| plan.rules[rule].grade);
            freshness(doc, plan, &self.cited);
        }
    }
}

/// The rules that a topic's figures come from, and its sources.
pub(in crate::output) fn of_topic(doc: &mut Document<'_>, table: &TopicTable<'_>) {
    let plan = table.plan;
    let cited = table.rows.iter().fold(RuleSet::EMPTY, |cited, row| cited.or(&row.cited));
    grounds(doc, plan, &cited, |rule| plan.rules[rule].grade);
    sources(doc, plan, |source| table.topic.sources.contains(&source.id));
}
