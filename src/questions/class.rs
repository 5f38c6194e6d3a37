//! The classes of a fact: values that no rule tells apart, and the one that stands for them.

use std::collections::BTreeSet;

use crate::decide::Plan;
use crate::engine::RuleSet;
use crate::field::{Field, Kind};
use crate::record::Facts;

/// Values of a field that no rule tells apart: all from the least to the greatest, in the field's exact
/// unit. Of a field of words each is a class by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Class {
    /// The least.
    pub least: i64,
    /// The greatest.
    pub greatest: i64,
}

/// Far enough for any amount, count or moment, and no further than can be reckoned with.
const FAR: i64 = 1 << 53;

/// The first and the last day that can be written.
const FIRST_DAY: i64 = -719_162;
const LAST_DAY: i64 = 2_932_896;

impl Class {
    /// Whether a value is one of them.
    pub fn has(&self, value: i64) -> bool {
        (self.least..=self.greatest).contains(&value)
    }

    /// The value that stands for them beside another one: that itself, if it is of the class, else the
    /// nearest that a person would write.
    pub fn nearest(&self, field: Field, to: i64) -> i64 {
        let step = step(field);
        if self.has(to) {
            return to;
        }
        let rounded = if to < self.least {
            self.least.div_euclid(step).saturating_add(i64::from(self.least.rem_euclid(step) != 0)) * step
        } else {
            self.greatest.div_euclid(step) * step
        };
        let edge = if to < self.least { self.least } else { self.greatest };
        if self.has(rounded) { rounded } else { edge }
    }
}

/// The steps in which people write the values of a field: 0.01 yuan, 0.0001 of a rate, 1 of a count, a
/// day, a second.
pub fn step(field: Field) -> i64 {
    match field.spec().kind {
        Kind::Rate { .. } => 100_000,
        Kind::Time { .. } => 1000,
        Kind::Money { .. }
        | Kind::Count
        | Kind::Date
        | Kind::Bool
        | Kind::Choice(_)
        | Kind::OpenChoice
        | Kind::List(_)
        | Kind::Text
        | Kind::Masked => 1,
    }
}

/// The least and the greatest value that a field of this record can have without making it invalid.
pub fn range(plan: &Plan<'_>, facts: &Facts, field: Field) -> (i64, i64) {
    let words = plan.lexicons.of(field).ids().len() as i64;
    let (least, greatest) = match field.spec().kind {
        Kind::Money { least } => (least, FAR),
        Kind::Rate { limit } => (0, limit.0),
        Kind::Count => (0, FAR),
        Kind::Date => (FIRST_DAY, LAST_DAY),
        Kind::Time { future, .. } => (-FAR, if future { FAR } else { plan.now.0 }),
        Kind::Bool | Kind::Choice(_) => (0, words - 1),
        // One that the policy does not know comes behind those that it does.
        Kind::OpenChoice => (0, words),
        Kind::List(_) | Kind::Text | Kind::Masked => (0, -1),
    };
    match field {
        Field::Balance => (least, facts.get(Field::FaceValue).unwrap_or(greatest)),
        Field::FaceValue => (facts.get(Field::Balance).unwrap_or(least).max(least), greatest),
        _ => (least, greatest),
    }
}

/// The classes of a field that these entries of the program tell apart in a record, ascending; words in
/// the order of their table. Of lists there are none: each word of one is a fact by itself.
pub fn classes(plan: &Plan<'_>, facts: &Facts, field: Field, rules: &RuleSet) -> Vec<Class> {
    classes_by(&[plan], facts, field, rules)
}

/// The same, of what any of several plans tells apart. They are of one command and have the same words.
pub fn classes_by(plans: &[&Plan<'_>], facts: &Facts, field: Field, rules: &RuleSet) -> Vec<Class> {
    let ranges = plans.iter().map(|plan| range(plan, facts, field));
    let Some((least, greatest)) = ranges.reduce(|one, other| (one.0.max(other.0), one.1.min(other.1))) else {
        return Vec::new();
    };
    match field.spec().kind {
        Kind::Bool | Kind::Choice(_) | Kind::OpenChoice => {
            (least..=greatest).map(|code| Class { least: code, greatest: code }).collect()
        }
        Kind::List(_) | Kind::Text | Kind::Masked => Vec::new(),
        Kind::Money { .. } | Kind::Rate { .. } | Kind::Count | Kind::Date | Kind::Time { .. } => {
            let of_plans = plans.iter().flat_map(|plan| plan.breakpoints(facts, field, rules));
            let breakpoints: BTreeSet<i64> = of_plans.collect();
            joined(&breakpoints.into_iter().collect::<Vec<_>>(), (least, greatest))
        }
    }
}

/// The classes between breakpoints, which are ascending.
fn joined(breakpoints: &[i64], (least, greatest): (i64, i64)) -> Vec<Class> {
    let inner = breakpoints.iter().copied().filter(|value| *value > least && *value <= greatest);
    let mut starts: Vec<i64> = std::iter::once(least).chain(inner).collect();
    starts.dedup();
    let ends = starts.iter().skip(1).map(|start| start - 1).chain([greatest]);
    let classes = starts.iter().zip(ends).map(|(least, greatest)| Class { least: *least, greatest });
    classes.filter(|class| class.least <= class.greatest).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_lie_between_breakpoints() {
        let class = |least, greatest| Class { least, greatest };
        assert_eq!(joined(&[5, 9], (0, 20)), [class(0, 4), class(5, 8), class(9, 20)]);
        assert_eq!(joined(&[-3, 0, 1, 21], (0, 20)), [class(0, 0), class(1, 20)]);
        assert_eq!(joined(&[], (0, -1)), []);
    }

    #[test]
    fn a_class_is_stood_for_by_what_is_nearest_and_can_be_written() {
        let rates = Class { least: 900_000_001, greatest: 950_049_999 };
        assert_eq!(rates.nearest(Field::OfferedRate, 910_000_000), 910_000_000);
        assert_eq!(rates.nearest(Field::OfferedRate, 0), 900_100_000);
        assert_eq!(rates.nearest(Field::OfferedRate, 2_000_000_000), 950_000_000);
        let narrow = Class { least: 1, greatest: 99 };
        assert_eq!(narrow.nearest(Field::OfferedRate, 0), 1);
        assert_eq!(
            Class { least: 5_000_000_001, greatest: 6_000_000_000 }.nearest(Field::Debt, 0),
            5_000_000_001
        );
    }
}
