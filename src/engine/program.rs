//! Compiled rules, and how a record is matched against them.

use std::sync::OnceLock;

use super::axis::Cell;
use super::clauses::Clauses;
use super::derived::DerivedFacts;
use super::ruleset::RuleSet;
use super::subject::Subject;
use super::table::Table;
use crate::field::{Field, FieldSet};
use crate::record::Facts;

/// How many axes the rules of one command can have.
pub const MAX_AXES: usize = 64;

/// The rules of one command, compiled for one moment of decision.
#[derive(Debug)]
pub struct Program {
    pub(super) clauses: Clauses,
    /// What remains to be asked for each word of the subject, and for an unknown one. Few records are
    /// about many of them, so each is worked out once it is needed.
    pub(super) subjects: Vec<OnceLock<Subject>>,
}

/// The class of a record on each axis of its subject, in their order.
#[derive(Clone, Copy, Debug)]
pub struct Classes {
    classes: [u16; MAX_AXES],
    len: usize,
}

impl Classes {
    fn all(&self) -> &[u16] {
        &self.classes[..self.len]
    }
}

/// Which rules match: those that are sure, and those that are at least possible.
#[derive(Clone, Debug)]
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
        self.sure.take_out(rules);
        self.possible.take_out(rules);
        self.waiting.take_out(rules);
    }

    /// Rules that a missing fact leaves undecided.
    pub fn undecided(&self) -> RuleSet {
        self.possible.without(&self.sure)
    }
}

impl Program {
    pub(super) fn subject(&self, code: Option<u16>) -> &Subject {
        let last = self.subjects.len() - 1;
        self.subject_at(code.map_or(last, |code| usize::from(code).min(last)))
    }

    #[inline]
    pub(super) fn subject_at(&self, place: usize) -> &Subject {
        self.subjects[place].get_or_init(|| {
            // There are as many places as words, of which there are far less than codes can tell apart,
            // and one more.
            let word = (place + 1 < self.subjects.len()).then_some(place as u16);
            Subject::new(&self.clauses, word)
        })
    }

    /// How many subjects there are, the unknown one among them.
    pub fn subject_count(&self) -> usize {
        self.subjects.len()
    }

    /// All rules.
    pub fn all(&self) -> &RuleSet {
        &self.clauses.all
    }

    /// The rules that can match for a subject at all, by its place.
    pub fn possible(&self, subject: usize) -> &RuleSet {
        &self.subject_at(subject).start.possible
    }

    /// The fields of words that matter to a subject, by its place.
    pub fn word_fields(&self, subject: usize) -> Vec<Field> {
        self.subject_at(subject).now().iter().filter_map(Table::word_field).collect()
    }

    /// The fields of which a class does not tell whether they are given, by the place of a subject:
    /// those of axes that read more than one, or that are read later.
    pub fn fields_in_common(&self, subject: usize) -> FieldSet {
        let subject = self.subject_at(subject);
        let now = subject.now().iter().map(|table| table.axis.fields());
        let later = subject.later().iter().map(|table| table.axis.fields());
        let several = now.filter(|fields| fields.iter().count() > 1);
        several.chain(later).fold(FieldSet::EMPTY, FieldSet::union)
    }

    /// Whether the classes of a subject, by its place, can be packed.
    pub fn classes_fit(&self, subject: usize) -> bool {
        self.subject_at(subject).packed.is_some()
    }

    /// Whether another program packs the classes of every record of a subject, by its place, as this one.
    pub fn packs_like(&self, other: &Self, subject: usize) -> bool {
        self.subject_at(subject).packs_like(other.subject_at(subject))
    }

    /// The class of a record on each axis that is not of a word, packed into one number. Classes that no
    /// rule of the subject tells apart are one.
    pub fn classify_numbers(&self, subject: Option<u16>, facts: &Facts) -> u64 {
        let derived = DerivedFacts::default();
        let subject = self.subject(subject);
        let mut classes = 0;
        for (table, place) in subject.tables.iter().zip(subject.packed.iter().flatten()) {
            classes |= u64::from(place.alike[table.class(facts, &derived)]) << (place.shift & 63);
        }
        classes
    }

    /// Whether a rule can match for a subject at all.
    pub fn is_possible(&self, subject: Option<u16>, rule: usize) -> bool {
        self.subject(subject).start.possible.has(rule)
    }

    /// The classes of a record, apart from facts that are worked out later.
    pub fn classify(&self, subject: Option<u16>, facts: &Facts) -> Classes {
        let now = self.subject(subject).now();
        let derived = DerivedFacts::default();
        let mut classes = [0; MAX_AXES];
        for (class, table) in classes.iter_mut().zip(now) {
            *class = table.class(facts, &derived) as u16;
        }
        Classes { classes, len: now.len() }
    }

    /// The rules that match a record of these classes, while nothing has been worked out.
    pub fn matches(&self, subject: Option<u16>, classes: &Classes) -> Matches {
        let subject = self.subject(subject);
        let Cell { mut possible, mut sure } = subject.start.clone();
        for (table, class) in subject.now().iter().zip(classes.all()) {
            let cell = &table.cells[usize::from(*class)];
            sure.keep(&cell.sure);
            possible.keep(&cell.possible);
        }
        let waiting = sure.and(&subject.asked_later);
        sure.take_out(&waiting);
        Matches { sure, possible, waiting }
    }

    /// The matches once more facts have been worked out. Rules that look at facts which are still
    /// open go on waiting.
    pub fn refine(
        &self,
        subject: Option<u16>,
        mut matches: Matches,
        facts: &Facts,
        derived: &DerivedFacts,
    ) -> Matches {
        let mut open = RuleSet::EMPTY;
        matches.sure.add(&matches.waiting);
        for table in self.subject(subject).later() {
            if !table.axis.derived().all(|fact| derived.is_settled(fact)) {
                open.add(&table.axis.asked_by);
                continue;
            }
            let cell = table.cell(facts, derived);
            matches.sure.keep(&cell.sure);
            matches.possible.keep(&cell.possible);
        }
        matches.waiting = matches.sure.and(&open);
        matches.sure.take_out(&open);
        matches
    }

    /// The missing facts of those of these rules that they leave undecided.
    pub fn missing(
        &self,
        subject: Option<u16>,
        facts: &Facts,
        derived: &DerivedFacts,
        rules: &RuleSet,
    ) -> FieldSet {
        let mut missing = FieldSet::EMPTY;
        for table in &self.subject(subject).tables {
            if !table.axis.asked_by.meets(rules) {
                continue;
            }
            let cell = table.cell(facts, derived);
            if cell.possible.without(&cell.sure).meets(rules) {
                missing = missing.union(table.axis.missing(facts));
            }
        }
        missing
    }
}
