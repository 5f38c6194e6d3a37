//! Codes as words: what `--labels` and workbooks write in place of codes.

use super::basis::Basis;
use super::column::Column;
use super::value::Value;
use crate::command::{Command, Verdict};
use crate::decide::Quote;
use crate::field::Field;
use crate::lang::Lang;
use crate::output::message::warning_title;
use crate::output::text::written;
use crate::output::titles::{field_title, word_title};
use crate::policy::{Grade, Priority};

/// Writes codes as words.
#[derive(Clone, Copy, Debug)]
pub struct Labels {
    /// The language of the words.
    pub lang: Lang,
    /// Whether quotes list the platforms that decline as well.
    pub all_quotes: bool,
    /// What stands between the items of a list.
    pub separator: &'static str,
}

impl Labels {
    /// The words for a value of a column; `None` where it holds no code and is written as it is.
    pub fn of(self, basis: Basis<'_>, column: &str, value: &Value<'_>) -> Option<String> {
        let Self { lang, .. } = self;
        let plan = basis.plan;
        let title = |vocabulary: &str, id: &str| word_title(plan.pack, vocabulary, id, lang);
        Some(match value {
            Value::Code(_) if column == Column::Source.name() => return None,
            Value::Code(code) => self.code(basis, column, code),
            Value::Rule(rule) => rule_text(basis, usize::from(*rule), lang),
            Value::Rules(rules) | Value::Remedies(rules) => {
                self.join(rules.iter().map(|rule| rule_text(basis, rule, lang)))
            }
            Value::Actions(rules) => {
                let ordered = plan.in_order_of_doing(rules);
                self.join(ordered.map(|rule| rule_text(basis, rule, lang)))
            }
            Value::Flags(rules) => self.join(basis.flags(rules).map(|id| title("flag", id))),
            Value::Words(field, bits) => {
                self.join(basis.words(*field, *bits).map(|id| title(field.name(), id)))
            }
            Value::Fields(fields) => {
                self.join(fields.iter().map(|field| field_title(field, lang).to_owned()))
            }
            Value::Stages(rule, first) => {
                let stage = |(id, min, max)| format!("{}:{min}-{max}", title(Field::Stage.name(), id));
                self.join(basis.stages(*rule, *first).map(stage))
            }
            Value::Quotes(quotes) => {
                let is_listed = |quote: &&Quote| quote.declined_by.is_none() || self.all_quotes;
                self.join(quotes.all.iter().filter(is_listed).map(|quote| self.quote(basis, quote)))
            }
            Value::Warnings(warnings) => {
                self.join(warnings.iter().map(|warning| warning_title(warning).get(lang).to_owned()))
            }
            Value::Ids(ids) => self.join(ids.iter().map(|id| {
                let rule = plan.rules.iter().find(|rule| rule.id == *id);
                rule.map_or_else(|| id.clone(), |rule| format!("{id} {}", rule.title.get(lang)))
            })),
            Value::Null
            | Value::Input(_)
            | Value::Text(_)
            | Value::Count(_)
            | Value::Money(_)
            | Value::Rate(_)
            | Value::Time(_)
            | Value::Date(_)
            | Value::Changes(..)
            | Value::Error(_) => return None,
        })
    }

    fn join(self, items: impl Iterator<Item = String>) -> String {
        items.collect::<Vec<_>>().join(self.separator)
    }

    /// A code in words: of a vocabulary, or of a rule that a topic is about.
    fn code(self, basis: Basis<'_>, column: &str, code: &str) -> String {
        let Self { lang, .. } = self;
        let pack = basis.plan.pack;
        let is = |known: Column| known.name() == column;
        let word = |vocabulary: &str| word_title(pack, vocabulary, code, lang);
        if is(Column::Verdict) || is(Column::AtWorst) || is(Column::DisputedVerdict) {
            return Verdict::from_code(code).map_or_else(String::new, |v| v.short().get(lang).to_owned());
        }
        if is(Column::Confidence) {
            let grade = Grade::ALL.into_iter().find(|(known, _)| *known == code);
            return grade.map_or_else(String::new, |(_, grade)| grade.title().get(lang).to_owned());
        }
        if is(Column::Priority) {
            return Priority::from_code(code).map_or_else(String::new, |p| p.title().get(lang).to_owned());
        }
        if is(Column::Best) || is(Column::Fastest) {
            return word("recycler");
        }
        if is(Column::Platform) {
            // What a comparison lists are the platforms or channels of its command.
            return word(match basis.plan.command {
                Command::RecycleQuote => "recycler",
                Command::CancelWindow => Column::Channel.name(),
                Command::CheckUnbind | Command::ComparePlatforms => column,
            });
        }
        match pack.versions(code).last() {
            Some(rule) => format!("{code} {}", rule.title.get(lang)),
            None => word(column),
        }
    }

    fn quote(self, basis: Basis<'_>, quote: &Quote) -> String {
        let effect =
            basis.plan.rules.get(usize::from(quote.rule)).and_then(|rule| rule.effect.quote.as_ref());
        let platform = effect.map_or_else(String::new, |effect| {
            word_title(basis.plan.pack, "recycler", &effect.platform, self.lang)
        });
        match quote.declined_by {
            Some(rule) => format!("{platform}:{}", rule_text(basis, usize::from(rule), self.lang)),
            None => {
                let (min, _, max) = quote.net;
                let nets = written(|out| {
                    min.write(out);
                    out.push(b'-');
                    max.write(out);
                });
                format!("{platform}:{nets}")
            }
        }
    }
}

/// A rule as it is cited for people: its id and its title.
pub(crate) fn rule_text(basis: Basis<'_>, rule: usize, lang: Lang) -> String {
    let rule = basis.plan.rules.get(rule);
    rule.map_or_else(String::new, |rule| format!("{} {}", rule.id, rule.title.get(lang)))
}
