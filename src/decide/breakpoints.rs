//! Where a decision changes its mind: the values of a field at which some rule sees a record in another
//! way, inference before the rules included.

use super::infer::{self, infer_from};
use super::plan::Plan;
use crate::command::{Command, Verdict};
use crate::engine::{DerivedFacts, RuleSet};
use crate::field::{Field, FieldSet};
use crate::record::Facts;
use crate::value::Money;

/// What a decision comes to, of which questions ask whether it changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Outcome {
    /// The verdict.
    pub verdict: Verdict,
    /// The verdict if every undecided rule matched.
    pub at_worst: Verdict,
}

impl Plan<'_> {
    /// What is decided of a record.
    pub fn outcome(&self, facts: &Facts) -> Outcome {
        let settled = self.settled(facts);
        Outcome { verdict: settled.verdict, at_worst: settled.at_worst }
    }

    /// What is decided of a record, all but what follows from its very values.
    pub fn settled(&self, facts: &Facts) -> super::Settled {
        let mut facts = facts.clone();
        let prepared = self.prepare(&mut facts);
        self.settle(&facts, &prepared)
    }

    /// The entries of the program that a verdict hangs on, windows and papers among them; those of
    /// messages, grades and the like are not.
    pub fn deciding(&self) -> &RuleSet {
        &self.deciding
    }

    /// The fields of which some value can make a difference to verdicts about a platform or channel.
    pub fn deciding_fields(&self, subject: Option<u8>) -> FieldSet {
        let place = subject.map_or(usize::MAX, usize::from).min(self.program.subject_count() - 1);
        let rules = self.deciding.and(&self.program.possible(place));
        let mut fields = self.program.fields_of(&rules).union(self.needed(subject));
        if self.command == Command::RecycleQuote {
            fields.insert(Field::FaceValue);
        }
        if rules.meets(&self.masks.papers) {
            fields.insert(Field::Documents);
        }
        for field in fields.iter() {
            fields = fields.union(infer_from(self.command, field));
        }
        let known: FieldSet = Field::of(self.command).collect();
        known.iter().filter(|field| fields.has(*field)).collect()
    }

    /// Those of the fields of [`Self::deciding_fields`] whose values only mean something beside the
    /// value of another field.
    pub fn fields_in_relation(&self, subject: Option<u8>) -> FieldSet {
        let place = subject.map_or(usize::MAX, usize::from).min(self.program.subject_count() - 1);
        self.program.fields_in_relation(&self.deciding.and(&self.program.possible(place)))
    }

    /// The fields that a rule looks at, and those that these are inferred from.
    pub fn fields_of_rule(&self, rule: usize) -> FieldSet {
        let mut fields = self.program.fields_of(&self.entries_of(rule));
        for field in fields.iter() {
            fields = fields.union(infer_from(self.command, field));
        }
        fields
    }

    /// The entries of a rule: its own, and those of its window.
    fn entries_of(&self, rule: usize) -> RuleSet {
        let mut entries = RuleSet::from_iter([rule]);
        for window in self.extra.windows.iter().filter(|window| window.rule == rule) {
            window.entries().for_each(|entry| entries.insert(entry));
        }
        for ask in self.extra.asks.iter().filter(|ask| ask.rule == rule) {
            entries.insert(ask.entry);
        }
        entries
    }

    /// The values of a field from which on a record may be decided in another way by these entries, all
    /// its other facts being as they are: ascending, each once.
    pub fn breakpoints(&self, facts: &Facts, field: Field, rules: &RuleSet) -> Vec<i64> {
        let mut found = self.own_breakpoints(facts, field, rules);
        match field {
            Field::OfferedPrice => self.of_price(facts, rules, &mut found),
            Field::FaceValue if facts.has(Field::OfferedPrice) && !facts.has(Field::OfferedRate) => {
                self.of_face_value(facts, rules, &mut found);
            }
            _ => {}
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    fn own_breakpoints(&self, facts: &Facts, field: Field, rules: &RuleSet) -> Vec<i64> {
        let mut seen = facts.clone();
        // What platforms pay stands beside the offer, and does not hang on it.
        let derived = match self.command {
            Command::RecycleQuote => self.prepare(&mut seen).derived,
            _ => DerivedFacts::default(),
        };
        let mut found = self.program.breakpoints(field, facts, &derived, rules);
        infer::breakpoints(self, facts, field, &mut found);
        found
    }

    /// A price counts as the rate that it comes to.
    fn of_price(&self, facts: &Facts, rules: &RuleSet, found: &mut Vec<i64>) {
        let Some(face_value) = facts.get(Field::FaceValue).filter(|_| !facts.has(Field::OfferedRate)) else {
            return;
        };
        for rate in self.own_breakpoints(facts, Field::OfferedRate, rules) {
            found.push(first(0, face_value.saturating_mul(3), |price| {
                Money(price).rate_of(Money(face_value)).0 >= rate
            }));
        }
    }

    /// The rate of a price falls as the face value rises, and what platforms pay changes with it.
    fn of_face_value(&self, facts: &Facts, rules: &RuleSet, found: &mut Vec<i64>) {
        let price = Money(facts.raw(Field::OfferedPrice));
        let mut starts = found.clone();
        starts.push(1);
        for start in starts.into_iter().filter(|start| *start > 0) {
            let mut at = facts.clone();
            at.set(Field::FaceValue, start);
            for rate in self.own_breakpoints(&at, Field::OfferedRate, rules) {
                let most = price.0.saturating_mul(100).saturating_add(1);
                found.push(first(1, most, |face_value| price.rate_of(Money(face_value)).0 < rate));
            }
        }
    }
}

/// The first number from `least` to `most` of which this is so, where it is so of all behind it; the one
/// behind `most` where there is none.
fn first(least: i64, most: i64, is_so: impl Fn(i64) -> bool) -> i64 {
    let (mut low, mut high) = (least, most.saturating_add(1));
    while low < high {
        let middle = low + (high - low) / 2;
        if is_so(middle) { high = middle } else { low = middle + 1 }
    }
    low
}
