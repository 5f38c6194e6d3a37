//! What a result has in a column, in words.

use super::screen::Screen;
use crate::command::Verdict;
use crate::decide::Decision;
use crate::field::Field;
use crate::lang::Lang;
use crate::output::message::{error_text, warning_title};
use crate::output::result::column::Column;
use crate::output::result::value::Value;
use crate::output::result::view::View;
use crate::output::text::{Keep, Tone, countdown, cut, date_text, percent, time_text, written};
use crate::output::titles::{field_title, word_title};
use crate::policy::{Grade, Priority};
use crate::questions::changes_text;
use crate::value::{Money, escaped};

/// How many columns of an id or a source people are shown: nobody reads a longer one.
const LONGEST: usize = 160;

/// What a verdict means for the holder.
pub(in crate::output) const fn tone_of(verdict: Verdict) -> Tone {
    match verdict.rank() {
        0 => Tone::Good,
        1 | 2 => Tone::Warn,
        _ => Tone::Bad,
    }
}

/// The sign that says a verdict's colour without colour.
pub(in crate::output) const fn mark_of(verdict: Verdict) -> &'static str {
    match verdict.rank() {
        0 => "✓",
        1 => "!",
        2 => "?",
        _ => "✗",
    }
}

/// An amount.
pub(in crate::output) fn money_text(money: Money) -> String {
    written(|out| money.write(out))
}

/// Two ends of a range; one of them where they are the same.
pub(in crate::output) fn range(least: &str, most: &str) -> String {
    if least == most { least.to_owned() } else { format!("{least}–{most}") }
}

/// Working days, least and most.
pub(in crate::output) fn working_days(min: u16, max: u16, lang: Lang) -> String {
    let days = range(&min.to_string(), &max.to_string());
    match (lang, max) {
        (Lang::En, 1) => format!("{days} working day"),
        (Lang::En, _) => format!("{days} working days"),
        (Lang::Zh, _) => format!("{days}个工作日"),
    }
}

fn joined(items: impl Iterator<Item = String>, lang: Lang) -> String {
    items.collect::<Vec<_>>().join(lang.pick(", ", "、"))
}

/// The titles of papers that are set as bits.
pub(in crate::output) fn papers(view: &View<'_>, bits: u64, lang: Lang) -> Vec<String> {
    let ids = view.basis().words(Field::Documents, bits);
    ids.map(|id| word_title(view.plan.pack, Field::Documents.name(), id, lang)).collect()
}

/// The grade that a result stands on, in words.
fn grade_title(decision: &Decision, lang: Lang) -> String {
    decision.confidence.map_or_else(String::new, |grade: Grade| grade.title().get(lang).to_owned())
}

/// What a result has in a column, for people.
pub(in crate::output) fn shown(view: &View<'_>, column: Column, screen: &Screen) -> String {
    let lang = screen.lang;
    let pack = view.plan.pack;
    match view.value(column) {
        Value::Null => String::new(),
        Value::Input(text) => cut(&escaped(&text), LONGEST, Keep::End),
        Value::Text(text) => escaped(&text).into_owned(),
        Value::Code(code) => match column {
            Column::Verdict | Column::AtWorst | Column::DisputedVerdict | Column::TurnsTo => {
                Verdict::from_code(&code).map_or_else(String::new, |v| v.short().get(lang).to_owned())
            }
            Column::Confidence => grade_title(view.decision, lang),
            Column::Priority => {
                Priority::from_code(&code).map_or_else(String::new, |p| p.title().get(lang).to_owned())
            }
            Column::Best | Column::Fastest => word_title(pack, "recycler", &code, lang),
            _ => word_title(pack, column.name(), &code, lang),
        },
        Value::Count(seconds) if column == Column::RemainingS => countdown(seconds, lang),
        Value::Count(count) => count.to_string(),
        Value::Money(money) => money_text(money),
        Value::Rate(rate) => percent(rate),
        Value::Time(moment) => time_text(moment),
        Value::Date(day) => date_text(day),
        Value::Rule(rule) => view
            .plan
            .rules
            .get(usize::from(rule))
            .map_or_else(String::new, |rule| escaped(&rule.id).into_owned()),
        Value::Rules(rules) | Value::Remedies(rules) => {
            view.plan.ids(rules).map(|id| escaped(id).into_owned()).collect::<Vec<_>>().join("; ")
        }
        Value::Actions(rules) => {
            let rules = view.plan.in_order_of_doing(&rules);
            let ids = rules.filter_map(|rule| Some(view.plan.rules.get(rule)?.id.as_str()));
            ids.map(|id| escaped(id).into_owned()).collect::<Vec<_>>().join("; ")
        }
        Value::Flags(rules) => {
            joined(view.basis().flags(&rules).map(|id| word_title(pack, "flag", id, lang)), lang)
        }
        Value::Words(_, bits) => joined(papers(view, bits, lang).into_iter(), lang),
        Value::Ids(ids) => ids.iter().map(|id| escaped(id).into_owned()).collect::<Vec<_>>().join("; "),
        Value::Changes(sets, facts) => changes_text(view.plan, sets, facts),
        Value::Fields(fields) => joined(fields.iter().map(|field| field_title(field, lang).to_owned()), lang),
        Value::Stages(rule, first) => {
            let stage = |(id, min, max): (&str, u16, u16)| {
                let title = word_title(pack, Field::Stage.name(), id, lang);
                format!("{title} {}", range(&min.to_string(), &max.to_string()))
            };
            joined(view.basis().stages(rule, first).map(stage), lang)
        }
        Value::Quotes(quotes) => {
            let quoting = quotes.all.iter().filter(|quote| quote.declined_by.is_none());
            let quote = |quote: &crate::decide::Quote| {
                let nets = range(&money_text(quote.net.0), &money_text(quote.net.2));
                format!("{} {nets}", recycler(view, quote.rule, lang))
            };
            joined(quoting.map(quote), lang)
        }
        Value::Warnings(warnings) => {
            joined(warnings.iter().map(|w| warning_title(w).get(lang).to_owned()), lang)
        }
        Value::Error(error) => escaped(&error_text(error, view.plan.lexicons, lang)).into_owned(),
    }
}

/// The title of the platform whose quote a rule holds.
pub(in crate::output) fn recycler(view: &View<'_>, rule: u16, lang: Lang) -> String {
    let quote = view.plan.rules.get(usize::from(rule)).and_then(|rule| rule.effect.quote.as_ref());
    quote.map_or_else(String::new, |quote| word_title(view.plan.pack, "recycler", &quote.platform, lang))
}

/// The built-in layers that decide a result's disputes, as options to give; those in use already
/// are not among them.
pub(in crate::output) fn see_also(view: &View<'_>, lang: Lang) -> Option<String> {
    let (plan, decision) = (view.plan, view.decision);
    let is_used = |name: &str| plan.pack.layers.iter().any(|layer| layer.name == name);
    let disputes = decision.matched.iter().filter_map(|rule| plan.rules.get(rule)?.dispute.as_ref());
    let mut names: Vec<&str> = disputes.filter_map(|dispute| dispute.see_also.as_deref()).collect();
    names.dedup();
    names.retain(|name| decision.disputed.is_some() && !is_used(name));
    let options: Vec<String> = names.into_iter().map(|name| format!("--policy {name}")).collect();
    let options = Some(options.join(lang.pick(", ", "、"))).filter(|options| !options.is_empty())?;
    Some(format!("{}{options}", lang.pick("see also: ", "另见 ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_counts_down() {
        for (seconds, want) in [(0, "00:00"), (390, "06:30"), (3_661, "1:01:01"), (100_800, "1d 04:00:00")] {
            assert_eq!(countdown(seconds, Lang::En), want);
        }
    }
}
