//! Looking for a record on which two plans differ.

use std::cell::RefCell;
use std::collections::HashSet;
use std::ops::ControlFlow::{Break, Continue};

use super::records::{Written, explore, places, written};
use super::shifted::without_rule;
use crate::decide::{Computed, Decision, Plan};
use crate::field::Field;
use crate::input::Place;
use crate::output::{RecordMeta, View};
use crate::policy::Rule;
use crate::policy_tests::run::result_of;
use crate::questions::Answers;
use crate::record::{Facts, Reading, Record};
use crate::value::CHINA;

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
    let compared = Compared::new(old, new, versions);
    let found = explore(old, new, versions, |facts| {
        if compared.differ(facts, |one, two| one != two) { Break(written(old, facts)) } else { Continue(()) }
    })?;
    let witness = |record: &Written| {
        let (one, two) = (result(old, record), result(new, record));
        (one != two).then(|| Witness { record: record.clone(), old: one, new: two })
    };
    let was_invalid = witness(&found)?.old["verdict"] == "invalid";
    let record = shrunk(found, |record| {
        witness(record).is_some_and(|smaller| was_invalid || smaller.old["verdict"] != "invalid")
    });
    witness(&record)
}

/// Two plans, and what is known of how they compare.
pub struct Compared<'c, 'p> {
    plans: [&'c Plan<'p>; 2],
    /// The places of the rules in question in the first.
    own: Vec<usize>,
    kinship: Kinship,
    /// What results were the same for: with the same rules they are for all others that come to this.
    same: RefCell<HashSet<(Decision, Computed)>>,
}

/// How the rules of two plans correspond.
enum Kinship {
    /// The same ids in the same places.
    Same,
    /// The second lacks the one at this place.
    Lacks(usize),
    /// Otherwise.
    Other,
}

impl<'c, 'p> Compared<'c, 'p> {
    /// Two plans that differ in these rules.
    pub fn new(old: &'c Plan<'p>, new: &'c Plan<'p>, versions: &[&Rule]) -> Self {
        let own = places(old, versions);
        let ids = |plan: &Plan<'p>| plan.rules.iter().map(|rule| rule.id.clone()).collect::<Vec<_>>();
        let (before, after) = (ids(old), ids(new));
        let without = |place: usize| {
            let others = before.iter().enumerate().filter(|(other, _)| *other != place);
            others.map(|(_, id)| id).eq(&after)
        };
        let kinship = match own.as_slice() {
            _ if before == after => Kinship::Same,
            [place] if without(*place) => Kinship::Lacks(*place),
            _ => Kinship::Other,
        };
        Self { plans: [old, new], own, kinship, same: RefCell::default() }
    }

    /// Whether the results of a record differ, as far as is asked of them.
    pub fn differ(
        &self,
        facts: &Facts,
        asked: impl Fn(&serde_json::Value, &serde_json::Value) -> bool,
    ) -> bool {
        let [old, new] = self.plans;
        let (one, two) = (decided(old, of_facts(facts)), decided(new, of_facts(facts)));
        let is_part = || self.own.iter().any(|place| one.1.matched.has(*place) || one.1.remedies.has(*place));
        let is_same = match self.kinship {
            Kinship::Same => one.1 == two.1 && one.2 == two.2,
            Kinship::Lacks(place) => one.2 == two.2 && without_rule(&one.1, place).as_ref() == Some(&two.1),
            Kinship::Other => false,
        };
        let is_known = || self.same.borrow().contains(&(one.1.clone(), one.2.clone()));
        if is_same && (!is_part() || is_known()) {
            return false;
        }
        let differs = asked(&shown(old, &one), &shown(new, &two));
        if is_same && !differs {
            self.same.borrow_mut().insert((one.1, one.2));
        }
        differs
    }
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

/// Whether a plan cites one of some rules for a record.
pub fn cites(plan: &Plan<'_>, record: &Written, rules: &[&Rule]) -> bool {
    let (_, decision, _) = decided(plan, of_text(plan, record));
    plan.ids(decision.matched).any(|id| rules.iter().any(|rule| rule.id == id))
}

/// A record of these facts.
fn of_facts(facts: &Facts) -> Record {
    let mut record = Record::default();
    record.facts = facts.clone();
    record
}

/// A record as it is read.
fn of_text(plan: &Plan<'_>, written: &Written) -> Record {
    let reading = Reading { lexicons: plan.lexicons, now: plan.now, offset: CHINA };
    let mut record = Record::default();
    for (field, text) in written {
        record.set_text(&reading, *field, text.as_bytes());
    }
    record.finish();
    if let Some(required) = Field::subject_of(plan.command) {
        record.require(required);
    }
    record
}

/// What a plan decides of a record.
fn decided(plan: &Plan<'_>, mut record: Record) -> (Record, Decision, Computed) {
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
    shown(plan, &decided(plan, of_text(plan, written)))
}

/// The result of facts, as `-f json` gives it.
pub fn result_of_facts(plan: &Plan<'_>, facts: &Facts) -> serde_json::Value {
    shown(plan, &decided(plan, of_facts(facts)))
}

fn shown(plan: &Plan<'_>, (record, decision, computed): &(Record, Decision, Computed)) -> serde_json::Value {
    let meta = RecordMeta { number: 1, input: "case", is_plain_input: false, place: Place::Args, record };
    result_of(&View { plan, meta, earlier: None, decision, computed, answers: &Answers::NONE })
}
