//! Compiled rules, and how a record is matched against them.

use super::axis::{Axis, Cell};
use super::derived::DerivedFacts;
use super::ruleset::RuleSet;
use crate::field::{Field, FieldSet};
use crate::record::Facts;

/// How many axes the rules of one command can have.
pub const MAX_AXES: usize = 64;

/// The rules of one command, compiled for one moment of decision.
#[derive(Clone, Debug)]
pub struct Program {
    pub(super) axes: Vec<Axis>,
    /// What remains to be asked for each word of the subject, and for an unknown one.
    pub(super) subjects: Vec<Subject>,
}

/// The rules that can match for one subject, and the axes that still matter to them.
#[derive(Clone, Debug)]
pub(super) struct Subject {
    pub start: Cell,
    pub axes: Vec<u8>,
    /// Those of them that are not of words, and where their classes stand among the packed ones;
    /// `None` where there is no room for them.
    pub number_axes: Option<Vec<ClassPlace>>,
    /// Axes that can only be read once the decision is partly made.
    pub later_axes: Vec<u8>,
    /// Rules that ask something of those.
    pub asked_later: RuleSet,
}

/// Where the class of an axis stands among the packed ones.
#[derive(Clone, Debug)]
pub(super) struct ClassPlace {
    pub axis: u8,
    pub shift: u8,
    /// By class, one number for all that are alike.
    pub alike: Vec<u8>,
}

/// The class of a record on each axis of its subject, in their order.
#[derive(Clone, Copy, Debug)]
pub struct Classes {
    classes: [u8; MAX_AXES],
    len: usize,
}

impl Classes {
    fn bytes(&self) -> &[u8] {
        &self.classes[..self.len]
    }
}

/// Which rules match: those that are sure, and those that are at least possible.
#[derive(Clone, Copy, Debug)]
pub struct Matches {
    /// Rules all of whose clauses are satisfied.
    pub sure: RuleSet,
    /// Rules of which no clause is refuted.
    pub possible: RuleSet,
    /// Rules that only wait for facts that are still to be worked out.
    waiting: RuleSet,
}

impl Matches {
    /// Takes rules out, whatever their conditions.
    pub fn remove(&mut self, rules: &RuleSet) {
        self.sure = self.sure.without(rules);
        self.possible = self.possible.without(rules);
        self.waiting = self.waiting.without(rules);
    }

    /// Rules that a missing fact leaves undecided.
    pub fn undecided(&self) -> RuleSet {
        self.possible.without(&self.sure)
    }
}

impl Program {
    pub(super) fn subject(&self, code: Option<u8>) -> &Subject {
        let last = self.subjects.len() - 1;
        &self.subjects[code.map_or(last, |code| usize::from(code).min(last))]
    }

    /// How many subjects there are, the unknown one among them.
    pub fn subject_count(&self) -> usize {
        self.subjects.len()
    }

    /// The rules that can match for a subject at all, by its place.
    pub fn possible(&self, subject: usize) -> RuleSet {
        self.subjects[subject].start.possible
    }

    /// The fields of words that matter to a subject, by its place.
    pub fn word_fields(&self, subject: usize) -> Vec<Field> {
        let axes = self.subjects[subject].axes.iter().map(|axis| &self.axes[usize::from(*axis)]);
        axes.filter_map(Axis::word_field).collect()
    }

    /// The fields of which a class does not tell whether they are given, by the place of a subject:
    /// those of axes that read more than one, or that are read later.
    pub fn fields_in_common(&self, subject: usize) -> FieldSet {
        let Subject { axes, later_axes, .. } = &self.subjects[subject];
        let now = axes.iter().map(|axis| self.axes[usize::from(*axis)].fields());
        let later = later_axes.iter().map(|axis| self.axes[usize::from(*axis)].fields());
        let several = now.filter(|fields| fields.iter().count() > 1);
        several.chain(later).fold(FieldSet::EMPTY, FieldSet::union)
    }

    /// Whether the classes of a subject, by its place, can be packed.
    pub fn classes_fit(&self, subject: usize) -> bool {
        self.subjects[subject].number_axes.is_some()
    }

    /// The class of a record on each axis that is not of a word, packed into one number. Classes that no
    /// rule of the subject tells apart are one.
    pub fn classify_numbers(&self, subject: Option<u8>, facts: &Facts) -> u64 {
        let derived = DerivedFacts::default();
        let mut classes = 0;
        for place in self.subject(subject).number_axes.iter().flatten() {
            let class = self.axes[usize::from(place.axis)].class(facts, &derived);
            classes |= u64::from(place.alike[class]) << (place.shift & 63);
        }
        classes
    }

    /// Whether a rule can match for a subject at all.
    pub fn is_possible(&self, subject: Option<u8>, rule: usize) -> bool {
        self.subject(subject).start.possible.has(rule)
    }

    /// The classes of a record, apart from facts that are worked out later.
    pub fn classify(&self, subject: Option<u8>, facts: &Facts) -> Classes {
        let subject = self.subject(subject);
        let derived = DerivedFacts::default();
        let mut classes = [0; MAX_AXES];
        for (class, axis) in classes.iter_mut().zip(&subject.axes) {
            *class = self.axes[usize::from(*axis)].class(facts, &derived) as u8;
        }
        Classes { classes, len: subject.axes.len() }
    }

    /// The rules that match a record of these classes, while nothing has been worked out.
    pub fn matches(&self, subject: Option<u8>, classes: &Classes) -> Matches {
        let subject = self.subject(subject);
        let Cell { possible, sure } = subject.start;
        let mut matches = Matches { sure, possible, waiting: RuleSet::EMPTY };
        for (axis, class) in subject.axes.iter().zip(classes.bytes()) {
            let cell = &self.axes[usize::from(*axis)].cells[usize::from(*class)];
            matches.sure.keep(&cell.sure);
            matches.possible.keep(&cell.possible);
        }
        matches.waiting = matches.sure.and(&subject.asked_later);
        matches.sure = matches.sure.without(&matches.waiting);
        matches
    }

    /// The matches once more facts have been worked out. Rules that look at facts which are still
    /// open go on waiting.
    pub fn refine(
        &self,
        subject: Option<u8>,
        mut matches: Matches,
        facts: &Facts,
        derived: &DerivedFacts,
    ) -> Matches {
        let subject = self.subject(subject);
        let mut open = RuleSet::EMPTY;
        matches.sure = matches.sure.or(&matches.waiting);
        for axis in &subject.later_axes {
            let axis = &self.axes[usize::from(*axis)];
            if !axis.derived().all(|fact| derived.is_settled(fact)) {
                open = open.or(&axis.asked_by);
                continue;
            }
            let cell = &axis.cells[axis.class(facts, derived)];
            matches.sure.keep(&cell.sure);
            matches.possible.keep(&cell.possible);
        }
        matches.waiting = matches.sure.and(&open);
        matches.sure = matches.sure.without(&open);
        matches
    }

    /// The missing facts of those of these rules that they leave undecided.
    pub fn missing(
        &self,
        subject: Option<u8>,
        facts: &Facts,
        derived: &DerivedFacts,
        rules: &RuleSet,
    ) -> FieldSet {
        let subject = self.subject(subject);
        let mut missing = FieldSet::EMPTY;
        for axis in subject.axes.iter().chain(&subject.later_axes) {
            let axis = &self.axes[usize::from(*axis)];
            if !axis.asked_by.meets(rules) {
                continue;
            }
            let cell = &axis.cells[axis.class(facts, derived)];
            if cell.possible.without(&cell.sure).meets(rules) {
                missing = missing.union(axis.missing(facts));
            }
        }
        missing
    }
}
