//! Where rules change their mind: the values of a field that tell one class from the next, whatever
//! else a record has.

use std::sync::OnceLock;

use super::axis::{Axis, Reading};
use super::derived::DerivedFacts;
use super::program::Program;
use super::ruleset::RuleSet;
use super::table::Table;
use crate::field::{Field, FieldSet};
use crate::policy::{DerivedFact, Fact};
use crate::record::Facts;
use crate::value::Moment;

impl Program {
    /// The fields that some of these rules look at.
    pub fn fields_of(&self, rules: &RuleSet) -> FieldSet {
        self.asked(rules).map(Axis::fields).fold(FieldSet::EMPTY, FieldSet::union)
    }

    /// The fields of which rules compare a sum.
    pub fn fields_of_sums(&self, rules: &RuleSet) -> FieldSet {
        let is_sum = |axis: &&Axis| matches!(axis.reading, Reading::Sum(_));
        self.asked(rules).filter(is_sum).map(Axis::fields).fold(FieldSet::EMPTY, FieldSet::union)
    }

    /// The fields that rules compare with a figure.
    pub fn fields_of_figures(&self, rules: &RuleSet) -> FieldSet {
        let is_figure = |axis: &&Axis| matches!(axis.reading, Reading::Number(Fact::Field(_)));
        self.asked(rules).filter(is_figure).map(Axis::fields).fold(FieldSet::EMPTY, FieldSet::union)
    }

    /// The fields that rules compare with one another, pair by pair.
    pub fn fields_of_differences(&self, rules: &RuleSet) -> Vec<FieldSet> {
        let is_difference = |axis: &&Axis| matches!(axis.reading, Reading::Difference(..));
        self.asked(rules).filter(is_difference).map(Axis::fields).collect()
    }

    fn asked<'a>(&'a self, rules: &'a RuleSet) -> impl Iterator<Item = &'a Axis> {
        self.clauses.axes.iter().filter(move |axis| axis.asked_by.meets(rules))
    }

    /// What some of these rules look at that is worked out while deciding.
    pub fn derived_of<'a>(&'a self, rules: &'a RuleSet) -> impl Iterator<Item = DerivedFact> + 'a {
        self.asked(rules).flat_map(Axis::derived)
    }

    /// By each of so many words of a field: the rules that match a record of a subject by that word alone,
    /// whatever else is known of it.
    pub fn sure_by_word(&self, subject: usize, field: Field, words: usize) -> Vec<RuleSet> {
        let subject = self.subject_at(subject);
        let of_word = Reading::Word(Fact::Field(field));
        let Some(own) = subject.tables.iter().find(|table| table.axis.reading == of_word) else {
            return vec![RuleSet::EMPTY; words];
        };
        let others = subject.tables.iter().filter(|table| table.axis.reading != of_word);
        let elsewhere = others.fold(RuleSet::EMPTY, |set, table| set.or(&table.axis.asked_by));
        let alone = own.axis.asked_by.and(&subject.start.sure).without(&elsewhere);
        let cells = own.cells.iter().skip(super::axis::FIRST).take(words);
        cells.map(|cell| cell.sure.and(&alone)).collect()
    }

    /// The values of a field from which on some of these rules may see a record of a subject in another
    /// way, all else being as it is. In no order, and some perhaps twice.
    pub fn breakpoints(
        &self,
        subject: Option<u16>,
        field: Field,
        facts: &Facts,
        derived: &DerivedFacts,
        rules: &RuleSet,
    ) -> Vec<i64> {
        let mut found = Vec::new();
        for table in &self.subject(subject).tables {
            let Some(place) = table.axis.place_of(field, facts, derived) else { continue };
            let telling = (0..table.thresholds.len()).filter(|index| table.tells(*index, rules));
            found.extend(telling.map(|index| place.breakpoint(table.thresholds[index])));
        }
        found
    }

    /// Sets the moment of decision to another of the same day: only what lies to the moment itself
    /// changes within one.
    pub fn set_now(&mut self, now: Moment) {
        let tables = self.subjects.iter_mut().filter_map(OnceLock::get_mut).flat_map(|own| &mut own.tables);
        let axes = self.clauses.axes.iter_mut().chain(tables.map(|table| &mut table.axis));
        for axis in axes.filter(|axis| matches!(axis.reading, Reading::FromNow(_))) {
            axis.base = now.0;
        }
    }

    /// The moments after `now` at which a record of a subject falls into another class because its times
    /// lie further back, as milliseconds; in no order.
    pub fn moments(&self, subject: Option<u16>, facts: &Facts) -> Vec<i64> {
        let mut found = Vec::new();
        for Table { axis, thresholds, .. } in &self.subject(subject).tables {
            let Reading::FromNow(Fact::Field(field)) = axis.reading else { continue };
            let Some(value) = facts.get(field) else { continue };
            // A threshold is no longer reached once `value - now` is below it.
            let passed = thresholds.iter().map(|threshold| value.saturating_sub(*threshold) + 1);
            found.extend(passed.filter(|moment| *moment > axis.base));
        }
        found
    }
}

/// How a threshold of an axis becomes a value of one of its fields.
enum Place {
    /// The threshold, and this.
    Plus(i64),
    /// The first value at which this, less the value, stays below the threshold.
    Minus(i64),
}

impl Place {
    fn breakpoint(&self, threshold: i64) -> i64 {
        match self {
            Self::Plus(base) => threshold.saturating_add(*base),
            Self::Minus(base) => base.saturating_sub(threshold).saturating_add(1),
        }
    }
}

impl Table {
    /// Whether the classes on both sides of a threshold differ for some of these rules.
    fn tells(&self, threshold: usize, rules: &RuleSet) -> bool {
        let [below, above] =
            [threshold, threshold + 1].map(|reached| &self.cells[super::axis::FIRST + reached]);
        below.possible.differs(&above.possible, rules)
            || below.sure.differs(&above.sure, rules)
            || matches!(self.axis.reading, Reading::Sum(_)) && self.axis.asked_by.meets(rules)
    }
}

impl Axis {
    /// How thresholds become values of a field, if the axis reads it as a number.
    fn place_of(&self, field: Field, facts: &Facts, derived: &DerivedFacts) -> Option<Place> {
        let own = Fact::Field(field);
        match &self.reading {
            Reading::Number(fact) | Reading::FromNow(fact) if *fact == own => Some(Place::Plus(self.base)),
            Reading::Difference(fact, base) if *fact == own => {
                super::axis::value(*base, facts, derived).map(Place::Plus)
            }
            Reading::Difference(fact, base) if *base == own => {
                super::axis::value(*fact, facts, derived).map(Place::Minus)
            }
            Reading::Sum(fields) if fields.contains(&field) => {
                let others = fields.iter().filter(|other| **other != field);
                let sum = others.map(|other| facts.get(*other).unwrap_or_else(|| super::axis::least(*other)));
                Some(Place::Plus(-sum.fold(0i64, i64::saturating_add)))
            }
            _ => None,
        }
    }
}
