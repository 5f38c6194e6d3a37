//! The letter to customer service that a record needs, from the policy's template and its facts.

use super::human::Screen;
use super::human::headline::carrier_titles;
use super::human::shown::{money_text, papers};
use super::result::view::View;
use super::text::{date_text, percent, time_text};
use super::titles::word_title;
use crate::command::Verdict;
use crate::decide::{Outcome, Unbind};
use crate::field::{Field, Kind};
use crate::lang::Lang;
use crate::policy::{Letter, Piece, Slot};
use crate::value::{Day, Moment, Money, Rate, escaped, mask};

impl View<'_> {
    /// The letter to customer service, where the record has to go through it.
    pub(crate) fn letter(&self, lang: Lang) -> Option<String> {
        let Outcome::Unbind(part) = &self.decision.outcome else { return None };
        let template = template(self, part)?.get(lang);
        let filled = template.0.iter().filter_map(|line| filled(self, part, line, lang));
        Some(filled.collect::<Vec<_>>().join("\n"))
    }
}

/// The template that goes with the way of a record, where there is one and the way is open.
fn template<'v>(view: &View<'v>, part: &Unbind) -> Option<&'v Letter> {
    if view.decision.verdict.rank() >= Verdict::Blocked.rank() {
        return None;
    }
    let rule = view.plan.rules.get(usize::from(part.route?))?;
    let word = view.plan.pack.word("route", rule.effect.route.as_deref()?)?;
    word.letter.as_ref()
}

/// A line with what it names filled in, unless something of that is not known.
fn filled(view: &View<'_>, part: &Unbind, line: &[Piece], lang: Lang) -> Option<String> {
    let mut out = String::new();
    for piece in line {
        match piece {
            Piece::Text(text) => out.push_str(text),
            Piece::Slot(slot) => {
                let text = match slot {
                    Slot::Fact(field) => fact(view, *field, lang)?,
                    Slot::DocumentsRequired => joined(papers(view, part.documents_required, lang), lang),
                    Slot::DocumentsMissing => joined(papers(view, part.documents_missing, lang), lang),
                    Slot::Reasons if view.decision.verdict == Verdict::Conditional => {
                        carrier_titles(view, lang)
                    }
                    Slot::Reasons => String::new(),
                };
                if text.is_empty() {
                    return None;
                }
                out.push_str(&text);
            }
        }
    }
    Some(out)
}

/// A fact of the record as people write it.
fn fact(view: &View<'_>, field: Field, lang: Lang) -> Option<String> {
    let record = view.meta.record;
    match field {
        Field::Id => return record.id().map(|id| escaped(id).into_owned()),
        Field::CardNo => return record.card_no().map(|card| escaped(&mask(card)).into_owned()),
        _ => {}
    }
    let value = record.facts.get(field)?;
    Some(match field.spec().kind {
        Kind::Money { .. } => format!("{}{}", money_text(Money(value)), lang.pick(" yuan", "元")),
        Kind::Rate { .. } => percent(Rate(value)),
        Kind::Bool => match value {
            0 => lang.pick("no", "否").to_owned(),
            _ => lang.pick("yes", "是").to_owned(),
        },
        Kind::Choice(_) | Kind::OpenChoice => {
            word_title(view.plan.pack, field.name(), view.word(field)?, lang)
        }
        Kind::List(_) => joined(papers(view, value as u64, lang), lang),
        Kind::Time { .. } => time_text(Moment(value)),
        Kind::Date => date_text(Day(i32::try_from(value).ok()?)),
        Kind::Count => value.to_string(),
        Kind::Text | Kind::Masked => return None,
    })
}

fn joined(items: Vec<String>, lang: Lang) -> String {
    items.join(lang.pick(", ", "、"))
}

/// Whether letters are asked for, and this record needs one.
pub(in crate::output) fn asked_for(view: &View<'_>, screen: &Screen) -> Option<String> {
    view.letter(screen.lang).filter(|_| screen.letter)
}
