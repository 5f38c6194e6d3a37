//! The value of a fact as `FIELD=VALUE` has it.

use crate::decide::Plan;
use crate::field::{Field, Kind};
use crate::value::{Day, Moment, Money, Rate};

/// The value of a fact in the spelling that every command reads, codes for words.
pub fn value_text(plan: &Plan<'_>, field: Field, value: i64) -> String {
    let mut out = Vec::new();
    match field.spec().kind {
        Kind::Money { .. } => Money(value).write(&mut out),
        Kind::Rate { .. } => Rate(value).write(&mut out),
        Kind::Date => Day(i32::try_from(value).unwrap_or(i32::MAX)).write(&mut out),
        Kind::Time { .. } => Moment(value).write(&mut out),
        Kind::Count => return value.to_string(),
        Kind::Bool | Kind::Choice(_) | Kind::OpenChoice => {
            return plan.lexicons.of(field).id(value as u16).to_owned();
        }
        Kind::List(_) => {
            let lexicon = plan.lexicons.of(field);
            let at_hand = (0..lexicon.ids().len() as u8).filter(|code| value >> code & 1 == 1);
            let words: Vec<&str> = at_hand.map(|code| lexicon.id(code)).collect();
            return if words.is_empty() { NONE.to_owned() } else { words.join(";") };
        }
        Kind::Text | Kind::Masked => {}
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// A list that is given and empty.
const NONE: &str = "none";
