//! Questions and their answers in words.

use crate::decide::Plan;
use crate::field::{Field, Kind};
use crate::lang::Lang;
use crate::output::text::time_text;
use crate::output::titles::{field_title, word_title};
use crate::questions::{Answer, Class, range, step, value_text};
use crate::record::Facts;
use crate::value::Moment;

/// The question that asks for a fact; its name where the policy has no question.
pub fn question_text(plan: &Plan<'_>, field: Field, lang: Lang) -> String {
    let spec = plan.pack.facts.iter().find(|spec| spec.field == field);
    spec.map_or_else(
        || format!("{}{}", field_title(field, lang), lang.pick("?", "？")),
        |spec| spec.ask.get(lang).to_owned(),
    )
}

/// The value of a fact in words.
pub fn value_label(plan: &Plan<'_>, field: Field, value: i64, lang: Lang) -> String {
    match field.spec().kind {
        Kind::Bool => if value == 0 { lang.pick("no", "否") } else { lang.pick("yes", "是") }.to_owned(),
        Kind::Choice(_) | Kind::OpenChoice => {
            word_title(plan.pack, field.name(), plan.lexicons.of(field).id(value as u16), lang)
        }
        Kind::Time { .. } => time_text(Moment(value)),
        _ => value_text(plan, field, value),
    }
}

/// An answer in words: of numbers and dates, all that it stands for.
pub fn answer_label(plan: &Plan<'_>, facts: &Facts, field: Field, answer: Answer, lang: Lang) -> String {
    let Answer { value, class } = answer;
    match field.spec().kind {
        Kind::Bool | Kind::Choice(_) | Kind::OpenChoice => value_label(plan, field, value, lang),
        Kind::List(_) if value == 0 => lang.pick("none of them", "都没有").to_owned(),
        Kind::List(_) => {
            let ids = value_text(plan, field, value);
            let titles: Vec<String> =
                ids.split(';').map(|id| word_title(plan.pack, field.name(), id, lang)).collect();
            titles.join(lang.pick(", ", "、"))
        }
        Kind::Date | Kind::Time { .. } => ranged(
            plan,
            facts,
            field,
            class,
            lang,
            [lang.pick(" or earlier", "及以前"), lang.pick(" or later", "及以后")],
        ),
        Kind::Money { .. } | Kind::Rate { .. } | Kind::Count | Kind::Text | Kind::Masked => ranged(
            plan,
            facts,
            field,
            class,
            lang,
            [lang.pick(" or less", "及以下"), lang.pick(" or more", "及以上")],
        ),
    }
}

/// A class of numbers, of which the first and the last have no end.
fn ranged(
    plan: &Plan<'_>,
    facts: &Facts,
    field: Field,
    class: Class,
    lang: Lang,
    [below, above]: [&str; 2],
) -> String {
    let (least, greatest) = range(plan, facts, field);
    let of = |value: i64| match field.spec().kind {
        Kind::Time { .. } => time_text(Moment(value)),
        _ => value_text(plan, field, value),
    };
    let (from, to) = in_steps(field, class);
    match (class.least == least, class.greatest == greatest) {
        _ if from == to => of(from),
        (true, true) => lang.pick("any", "任意").to_owned(),
        (true, false) => format!("{}{below}", of(to)),
        (false, true) => format!("{}{above}", of(from)),
        (false, false) => format!("{}{}{}", of(from), lang.pick(" to ", "至"), of(to)),
    }
}

/// The least and the greatest value of a class as people give them: nobody answers in parts of a second,
/// unless there is no whole one.
fn in_steps(field: Field, class: Class) -> (i64, i64) {
    let Kind::Time { .. } = field.spec().kind else { return (class.least, class.greatest) };
    let step = step(field);
    let (from, to) = (-(-class.least).div_euclid(step) * step, class.greatest.div_euclid(step) * step);
    if from <= to { (from, to) } else { (class.least, class.greatest) }
}
