//! Looking for a record on which two plans differ.

use std::ops::ControlFlow::{self, Break, Continue};

use super::candidates::{Values, fields_of, in_order, values};
use crate::decide::{Computed, Decision, Plan};
use crate::field::{Field, FieldSet};
use crate::input::Place;
use crate::output::{RecordMeta, View};
use crate::policy::Rule;
use crate::policy_tests::run::result_of;
use crate::questions::Answers;
use crate::record::{Reading, Record};
use crate::value::CHINA;

/// A record as input writes it.
pub type Written = Vec<(Field, String)>;

/// A record that two plans decide differently, and both results.
#[derive(Debug)]
pub struct Witness {
    /// The record.
    pub record: Written,
    /// The result by the first plan.
    pub old: serde_json::Value,
    /// The result by the second.
    pub new: serde_json::Value,
}

/// Looks for a record that two plans decide differently, where one has another version of a rule.
pub fn search(old: &Plan<'_>, new: &Plan<'_>, versions: &[&Rule]) -> Option<Witness> {
    let of_rule = |plan: &Plan<'_>| -> Vec<usize> {
        let rules = plan.rules.iter().enumerate();
        rules
            .filter(|(_, rule)| versions.iter().any(|other| other.id == rule.id))
            .map(|(place, _)| place)
            .collect()
    };
    let ids = |plan: &Plan<'_>| plan.rules.iter().map(|rule| rule.id.clone()).collect::<Vec<_>>();
    // With the same rules in the same places, what is settled alike is alike where the rule has no part.
    let (own, comparable) = (of_rule(old), ids(old) == ids(new));
    let differ = |record: &Written| {
        let (one, two) = (decided(old, record), decided(new, record));
        let is_part = || own.iter().any(|place| one.1.matched.has(*place) || one.1.remedies.has(*place));
        if comparable && one.1 == two.1 && one.2 == two.2 && !is_part() {
            return None;
        }
        let (one, two) = (shown(old, &one), shown(new, &two));
        (one != two).then(|| Witness { record: record.clone(), old: one, new: two })
    };
    let mut found = explore(old, new, versions, |record| differ(record).map_or(Continue(()), Break))?;
    found.record = shrunk(found.record, |record| {
        differ(record)
            .is_some_and(|smaller| smaller.old["verdict"] != "invalid" || found.old["verdict"] == "invalid")
    });
    differ(&found.record)
}

/// The record without the facts that are not needed for what is asked of it.
pub fn shrunk(mut record: Written, holds: impl Fn(&Written) -> bool) -> Written {
    for field in record.clone().into_iter().map(|(field, _)| field) {
        let smaller: Written = record.iter().filter(|(known, _)| *known != field).cloned().collect();
        if holds(&smaller) {
            record = smaller;
        }
    }
    record
}

/// Looks at many records beside the bounds of some rules, until there is an answer: at all combinations
/// of what these rules look at, or as many as there is time for, then beside records that they match at
/// every other fact.
pub fn explore<T>(
    old: &Plan<'_>,
    new: &Plan<'_>,
    versions: &[&Rule],
    mut visit: impl FnMut(&Written) -> ControlFlow<T>,
) -> Option<T> {
    let command = old.command;
    let focus = versions.iter().fold(FieldSet::EMPTY, |all, rule| all.union(fields_of(rule, command)));
    let subject = Field::subject_of(command);
    let values_of = |field: Field| {
        let of_rule = versions.iter().copied();
        values(old, field, of_rule.chain(old.rules.iter().copied()).chain(new.rules.iter().copied()))
    };
    let is_used = |field: &Field| !matches!(field, Field::Id | Field::CardNo);
    // What the rules look at, the subject, and what nothing can be said without.
    let needed = [Field::State, Field::FaceValue, Field::SubmittedAt];
    let is_first = |field: &Field| focus.has(*field) || Some(*field) == subject || needed.contains(field);
    let (first, others): (Vec<Field>, Vec<Field>) = Field::of(command).filter(is_used).partition(is_first);
    let dimensions: Values = first.into_iter().map(|field| (field, values_of(field))).collect();
    let others: Values = others.into_iter().map(|field| (field, values_of(field))).collect();
    let in_order = others.iter().filter_map(|(field, _)| Some((*field, in_order(&old.pack.facts, *field)?)));
    for base in [Vec::new(), in_order.collect()] {
        let mut matching: Vec<Written> = Vec::new();
        for record in product(&base, &dimensions) {
            if let Break(found) = visit(&record) {
                return Some(found);
            }
            if matching.len() < ENOUGH && [old, new].iter().any(|plan| cites(plan, &record, versions)) {
                matching.push(record);
            }
        }
        for record in matching {
            for (field, values) in &others {
                for value in values {
                    let mut beside: Written =
                        record.iter().filter(|(known, _)| known != field).cloned().collect();
                    beside.push((*field, value.clone()));
                    if let Break(found) = visit(&beside) {
                        return Some(found);
                    }
                }
            }
        }
    }
    None
}

/// How many records are looked at of a product of values, and beside how many of them at others.
const MOST: usize = 4000;
const ENOUGH: usize = 6;

/// The records of a product of values, none of a field among them; of a large one some all over it.
fn product<'v>(base: &'v Written, dimensions: &'v Values) -> impl Iterator<Item = Written> + 'v {
    let sizes = dimensions.iter().map(|(_, values)| values.len() + 1);
    let size = sizes.clone().try_fold(1usize, usize::checked_mul).unwrap_or(usize::MAX);
    // An odd stride meets every value of every field.
    let stride = if size > MOST { (size / MOST) | 1 } else { 1 };
    (0..size.min(MOST)).map(move |number| {
        let mut place = number.saturating_mul(stride);
        let mut record = base.clone();
        for (field, values) in dimensions {
            let choice = place % (values.len() + 1);
            place /= values.len() + 1;
            // The last choice is that the fact is missing.
            if let Some(value) = values.get(choice) {
                record.push((*field, value.clone()));
            }
        }
        record
    })
}

/// Whether a plan cites one of some rules for a record.
pub fn cites(plan: &Plan<'_>, record: &Written, rules: &[&Rule]) -> bool {
    let (_, decision, _) = decided(plan, record);
    plan.ids(decision.matched).any(|id| rules.iter().any(|rule| rule.id == id))
}

/// What a plan decides of a record.
fn decided(plan: &Plan<'_>, written: &Written) -> (Record, Decision, Computed) {
    let reading = Reading { lexicons: plan.lexicons, now: plan.now, offset: CHINA };
    let mut record = Record::default();
    for (field, text) in written {
        record.set_text(&reading, *field, text.as_bytes());
    }
    record.finish();
    if let Some(required) = Field::subject_of(plan.command) {
        record.require(required);
    }
    if record.error.is_some() {
        return (record, Decision::invalid(), Computed::default());
    }
    let prepared = plan.prepare(&mut record.facts);
    let decision = plan.settle(&record.facts, &prepared);
    let computed = plan.compute(&record.facts, &prepared, &decision);
    (record, decision, computed)
}

/// The result of a record, as `-f json` gives it.
pub fn result(plan: &Plan<'_>, written: &Written) -> serde_json::Value {
    shown(plan, &decided(plan, written))
}

fn shown(plan: &Plan<'_>, (record, decision, computed): &(Record, Decision, Computed)) -> serde_json::Value {
    let meta = RecordMeta { number: 1, input: "case", is_plain_input: false, place: Place::Args, record };
    result_of(&View { plan, meta, earlier: None, decision, computed, answers: &Answers::NONE })
}
