//! The key of a record: all that a decision depends on, and nothing else.
//!
//! Two records of one key get the same decision, so that it can be made once and used again. What
//! belongs in a key follows from what conditions look at and from what effects and the command
//! declare to read; nothing is listed by hand.

use super::infer::infer_state;
use super::key_plan::KeyPlan;
use super::plan::Plan;
use super::reads;
use crate::command::Command;
use crate::field::{Field, FieldSet, Kind};
use crate::policy::{Read, Use};
use crate::record::Facts;

/// The bits on which a decision depends: the same for records that rules cannot tell apart.
///
/// It is made from the facts as they are read, before anything is inferred, so that a cache hit
/// costs no more than this.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    /// The fields that are given, and in bits that no field has the state that counts.
    given: u64,
    words: u64,
    /// The classes of numbers.
    classes: u64,
    /// Values that decide as they are, of the first such fields that are given.
    exact: [i64; EXACT],
}

#[cfg(test)]
impl Key {
    /// A key like no other, for tests of what is kept under keys.
    pub(crate) fn numbered(number: u64) -> Self {
        Self { given: number, words: 0, classes: 0, exact: [0; EXACT] }
    }
}

/// How many values a key has room for.
const EXACT: usize = 2;

fn key_plan(plan: &Plan<'_>, subject: usize) -> Option<KeyPlan> {
    if !plan.program.classes_fit(subject) {
        return None;
    }
    let possible = plan.program.possible(subject);
    // What conditions look at: a class says whether a number is given, a word does not.
    let given = plan.program.fields_in_common(subject).union(plan.needed(u16::try_from(subject).ok()));
    let mut key = KeyPlan { given, ..KeyPlan::default() };
    let mut words: FieldSet = plan.program.word_fields(subject).into_iter().collect();
    words = words.union(Field::subject_of(plan.command).into_iter().collect());
    let mut papers = 0;
    let mut read = |(field, usage): &Read, bits: u64| match usage {
        Use::Word => words.insert(*field),
        Use::Papers => {
            key.given.insert(*field);
            papers |= bits as i64;
        }
        Use::Exact => {
            key.given.insert(*field);
            if key.exact.iter().all(|(known, _)| known != field) {
                key.exact.push((*field, -1));
            }
        }
        Use::Presence
        | Use::Dates
        | Use::ConfirmBy
        | Use::Deadline
        | Use::Fee
        | Use::Expected
        | Use::Warnings => key.given.insert(*field),
    };
    reads::of(plan.command).iter().for_each(|reads| read(reads, 0));
    for rule in possible.iter().filter(|rule| *rule < plan.rules.len()) {
        plan.reads[rule].iter().for_each(|reads| read(reads, plan.papers[rule]));
    }
    if papers != 0 {
        key.exact.push((Field::Documents, papers));
    }
    if plan.options.answers_questions {
        let fields = plan.deciding_fields(u16::try_from(subject).ok());
        key.given = key.given.union(fields);
        let has_words =
            |field: &Field| matches!(field.spec().kind, Kind::Bool | Kind::Choice(_) | Kind::OpenChoice);
        words = words.union(fields.iter().filter(has_words).collect());
    }
    key.given = key.given.union(words);
    if plan.infers_state() {
        // The state that counts has bits of its own, and stands for all it is inferred from.
        let state = FieldSet::only(Field::State);
        key.is_about_state = key.given.has(Field::State);
        // Questions ask what is given as well.
        if !plan.options.answers_questions {
            (key.given, words) = (key.given.without(state), words.without(state));
        }
    }
    for field in words.iter() {
        key.words |= plan.lexicons.place(field)?.mask();
    }
    Some(key)
}

impl Plan<'_> {
    /// The key of a record; `None` where it has too much of its own, and is decided by itself.
    pub fn key(&self, facts: &Facts) -> Option<Key> {
        let subject = self.subject(facts);
        let place = self.place_of(subject);
        let plan = self.keys[place].get_or_init(|| key_plan(self, place)).as_ref()?;
        let mut given = facts.given().0 & plan.given.0;
        if self.infers_state() {
            let inferred = infer_state(self, facts);
            let state = inferred.state.filter(|_| plan.is_about_state).map_or(0, |state| state as u64 + 1);
            given |= (state << 1 | u64::from(inferred.is_contradicted)) << FREE_BITS_FROM;
        }
        let mut exact = [0; EXACT];
        let mut room = exact.iter_mut();
        for (field, bits) in &plan.exact {
            if let Some(value) = facts.get(*field) {
                *room.next()? = value & bits;
            }
        }
        let words = facts.words() & plan.words;
        Some(Key { given, words, classes: self.program.classify_numbers(subject, facts), exact })
    }

    /// Whether another plan with the same words comes to the same key for every record about a platform or channel,
    /// by its place.
    pub(super) fn keys_like(&self, other: &Self, place: usize) -> bool {
        let key_plan = |plan: &Self| plan.keys[place].get_or_init(|| key_plan(plan, place)).clone();
        self.command == other.command
            && self.today == other.today
            && self.states == other.states
            && self.has_states == other.has_states
            && self.program.packs_like(&other.program, place)
            && key_plan(self) == key_plan(other)
    }

    /// Whether the state of a card follows from several facts.
    fn infers_state(&self) -> bool {
        match self.command {
            Command::CheckUnbind | Command::RecycleQuote => true,
            Command::CancelWindow | Command::ComparePlatforms => false,
        }
    }
}

/// Bits for the state that counts, and for whether facts contradict each other.
const FREE_BITS_FROM: usize = 60;

const _: () =
    assert!(crate::field::FIELD_COUNT <= FREE_BITS_FROM, "the key keeps four bits beside those of fields");
