//! Conditions in words.

use super::figures::{field_name, money, spaced, span};
use crate::field::{Kind, Vocabulary};
use crate::lang::{Str, Text};
use crate::policy::model::{Base, Bound, Clause, Fact, Measure, Missing, Op, Operand, Pack, Test};
use crate::value::{Day, Moment, Money, Rate, Span, percent, written};

pub(super) fn clause(clause: &Clause, pack: &Pack) -> Text {
    let name = operand(&clause.of);
    let fact = match &clause.of {
        Operand::Fact(fact) => Some(*fact),
        Operand::Sum(_) => None,
    };
    let said = match &clause.test {
        Test::Given(true) => Text::new("is given", "已填写"),
        Test::Given(false) => Text::new("is not given", "未填写"),
        Test::Words { words, none_of } => is_word(fact, words, *none_of, pack),
        Test::Bounds(bounds) => {
            let said: Vec<Text> = bounds.iter().map(|bound| bounded(&clause.of, bound)).collect();
            let en: Vec<&str> = said.iter().map(|text| text.en.as_str()).collect();
            let zh: Vec<&str> = said.iter().map(|text| text.zh.as_str()).collect();
            Text::new(en.join(" and "), zh.join("且"))
        }
    };
    let or = match clause.missing {
        Missing::Holds => Text::new(" or not given", "，或未填写"),
        Missing::Refutes => Text::new(" (both given)", "（均已填写）"),
        Missing::Undecided => Text::default(),
    };
    Text::new(format!("{} {}{}", name.en, said.en, or.en), format!("{}{}{}", name.zh, said.zh, or.zh))
}

fn operand(of: &Operand) -> Text {
    match of {
        Operand::Fact(fact) => fact_name(*fact),
        Operand::Sum(fields) => {
            let names: Vec<Text> = fields.iter().map(|field| field_name(*field)).collect();
            let en: Vec<&str> = names.iter().map(|name| name.en.as_str()).collect();
            let zh: Vec<&str> = names.iter().map(|name| name.zh.as_str()).collect();
            Text::new(en.join(" + "), format!("{}之和", zh.join("与")))
        }
    }
}

/// The name of a fact in words.
pub fn fact_name(fact: Fact) -> Text {
    match fact {
        Fact::Field(field) => field_name(field),
        Fact::Derived(derived) => {
            let title = derived.spec().title;
            Text::new(title.en, title.zh)
        }
    }
}

fn is_word(fact: Option<Fact>, words: &[Str], none_of: bool, pack: &Pack) -> Text {
    let titles: Vec<Text> = words.iter().map(|word| word_title(fact, word, pack)).collect();
    let en: Vec<&str> = titles.iter().map(|title| title.en.as_str()).collect();
    let zh: Vec<&str> = titles.iter().map(|title| title.zh.as_str()).collect();
    let (is, shi) = if none_of { ("is not", "不是") } else { ("is", "为") };
    let joint = if none_of { " nor " } else { " or " };
    Text::new(
        format!("{is} {}", en.join(joint)),
        format!("{shi}{}", zh.join(if none_of { "或" } else { "、" })),
    )
}

/// A word of a condition: its code in English, where codes are words, and its title in Chinese.
pub(super) fn word_title(fact: Option<Fact>, word: &str, pack: &Pack) -> Text {
    if let Some(group) = word.strip_prefix('@') {
        return match group {
            "submitted" => Text::new("submitted or later", "已提交及之后"),
            _ => pack.word("group", group).map_or_else(
                || Text::new(format!("any of group {group}"), format!("“{group}”类")),
                |word| word.title.clone(),
            ),
        };
    }
    let is_bool = fact.is_some_and(|fact| fact.measure() == Measure::Bool);
    if is_bool {
        return if word == "true" { Text::new("yes", "是") } else { Text::new("no", "否") };
    }
    let field = match fact {
        Some(Fact::Field(field)) => Some(field),
        Some(Fact::Derived(derived)) => derived.words_of(),
        None => None,
    };
    let zh = match field {
        Some(field) => match field.spec().kind {
            Kind::Choice(Vocabulary::Fixed(words)) => {
                words.iter().find(|known| known.id == word).map(|known| known.title.zh.into())
            }
            _ => pack.word(field.name(), word).map(|known| known.title.zh.clone()),
        },
        None => crate::command::Verdict::from_code(word).map(|verdict| verdict.title().zh.into()),
    };
    Text::new(word.to_owned(), zh.unwrap_or_else(|| word.to_owned().into()))
}

fn bounded(of: &Operand, bound: &Bound) -> Text {
    let is_time = matches!(of, Operand::Fact(Fact::Field(f)) if matches!(f.spec().kind, Kind::Time { .. }));
    let is_date = matches!(of, Operand::Fact(Fact::Field(f)) if matches!(f.spec().kind, Kind::Date));
    if bound.base == Base::Now {
        let ago = span(Span(-bound.plus));
        return match bound.op {
            Op::AtLeast | Op::Above => {
                Text::new(format!("lies at most {} back", ago.en), format!("距今不超过{}", ago.zh))
            }
            Op::AtMost | Op::Below => {
                Text::new(format!("lies more than {} back", ago.en), format!("距今超过{}", ago.zh))
            }
        };
    }
    let value = match bound.base {
        Base::Today => Text::new("today", "今天"),
        Base::Fact(base) => {
            let name = fact_name(base);
            if bound.plus == 0 {
                Text::new(format!("the {}", name.en), name.zh)
            } else {
                let plus = figure(of, bound.plus);
                Text::new(
                    format!("the {} plus {}", name.en, plus.en),
                    format!("{}加{}", name.zh, spaced(&plus.zh)),
                )
            }
        }
        Base::Zero | Base::Now => figure(of, bound.plus),
    };
    let (en, zh) = match bound.op {
        Op::AtLeast if is_date || is_time => ("is not before", "不早于"),
        Op::Above if is_date || is_time => ("is after", "晚于"),
        Op::AtMost if is_date || is_time => ("is not after", "不晚于"),
        Op::Below if is_date || is_time => ("is before", "早于"),
        Op::AtLeast => ("is at least", "不低于"),
        Op::Above => ("is above", "高于"),
        Op::AtMost => ("is at most", "不高于"),
        Op::Below => ("is below", "低于"),
    };
    Text::new(format!("{en} {}", value.en), format!("{zh}{}", spaced(&value.zh)))
}

fn figure(of: &Operand, value: i64) -> Text {
    let measure = match of {
        Operand::Fact(fact) => fact.measure(),
        Operand::Sum(_) => Measure::Money,
    };
    let same = |text: String| Text::new(text.clone(), text);
    match measure {
        Measure::Money => money(Money(value)),
        Measure::Rate => same(percent(Rate(value))),
        Measure::Date => same(written(|out| Day(value as i32).write(out))),
        Measure::Time => same(written(|out| Moment(value).write(out))),
        // Words and lists have no bounds.
        Measure::Count | Measure::Bool | Measure::Word | Measure::Presence => same(value.to_string()),
    }
}
