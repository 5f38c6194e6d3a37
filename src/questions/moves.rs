//! The changes that a record's facts can undergo, each made concrete.

use super::change::{can_change, can_change_from, in_order, is_given_by_turn};
use super::class::classes;
use crate::command::Verdict;
use crate::decide::Plan;
use crate::field::{Field, Kind};
use crate::record::Facts;

/// A change of one fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Move {
    /// It becomes another value.
    Set(Field, i64),
    /// A paper is brought.
    Paper(u8),
}

/// What a change is about, whatever it becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    Field(Field),
    Paper(u8),
}

impl Move {
    pub(super) fn place(self) -> Place {
        match self {
            Self::Set(field, _) => Place::Field(field),
            Self::Paper(paper) => Place::Paper(paper),
        }
    }

    pub(super) fn apply(self, facts: &mut Facts) {
        match self {
            Self::Set(field, value) => facts.set(field, value),
            Self::Paper(paper) => {
                let at_hand = facts.get(Field::Documents).unwrap_or(0);
                facts.set(Field::Documents, at_hand | 1 << paper);
            }
        }
    }
}

/// What a missing fact is nearest to: nothing at all, or now.
pub(super) fn origin(plan: &Plan<'_>, field: Field) -> i64 {
    match field.spec().kind {
        Kind::Date => plan.today.0.into(),
        Kind::Time { .. } => plan.now.0,
        _ => 0,
    }
}

/// The changes that a fact of a record can undergo, one for each class that it is not in, the best
/// first: the value in order, then words in table order, numbers by how near they are. Words that leave
/// no hope by themselves are left out.
pub(super) fn moves_of(
    plan: &Plan<'_>,
    subject: Option<u16>,
    facts: &Facts,
    field: Field,
    target: Verdict,
) -> Vec<Move> {
    let from = facts.get(field);
    let can = |to: i64| match from {
        Some(from) => can_change(plan, field, from, to),
        None => is_given_by_turn(plan, field),
    };
    // Most facts that are given stay as they are: what their classes are need not be found out.
    let is_open = from.map_or_else(|| can(0), |from| can_change_from(plan, field, from));
    if !is_open {
        return Vec::new();
    }
    let is_word = matches!(field.spec().kind, Kind::Bool | Kind::Choice(_) | Kind::OpenChoice);
    let near = from.unwrap_or_else(|| origin(plan, field));
    let ordered = in_order(plan, field);
    let value = |class: &super::Class| match ordered {
        Some(value) if class.has(value) => value,
        _ => class.nearest(field, near),
    };
    let classes = classes(plan, facts, field, plan.deciding_on(subject));
    let mut values: Vec<i64> = classes
        .iter()
        .filter(|class| from.is_none_or(|from| !class.has(from)))
        .map(value)
        .filter(|to| can(*to) && (!is_word || !plan.is_hopeless_word(subject, field, *to, target)))
        .collect();
    let distance = |value: &i64| if is_word { *value } else { value.abs_diff(near) as i64 };
    values.sort_by_key(|value| (ordered != Some(*value), distance(value)));
    values.into_iter().map(|value| Move::Set(field, value)).collect()
}

/// The changes of a place, the best first.
pub(super) fn preferred(
    plan: &Plan<'_>,
    subject: Option<u16>,
    facts: &Facts,
    place: Place,
    target: Verdict,
) -> Vec<Move> {
    match place {
        Place::Field(field) => moves_of(plan, subject, facts, field, target),
        Place::Paper(paper) => vec![Move::Paper(paper)],
    }
}
