use super::infer::spoken_for;
use super::plan::Plan;
use crate::command::Command;
use crate::field::{Field, FieldSet};
use crate::record::Facts;

/// The bits on which a decision depends: the same for records that rules cannot tell apart.
///
/// It is made from the facts as they are read, before anything is inferred, so that a record whose
/// like was decided before costs no more than this.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    /// The fields that are given, and in bits that no field has what they say of the state.
    given: u64,
    words: u64,
    /// The classes of numbers.
    classes: u64,
    /// Papers or, where it is their very value that counts, amounts.
    values: [i64; 2],
}

/// What of a record of one platform or channel belongs in its key.
#[derive(Clone, Debug, Default)]
pub(super) struct KeyPlan {
    /// The words that matter, as a mask.
    words: u64,
    /// Fields of which it counts whether they are given.
    given: FieldSet,
    /// The papers that any rule can require.
    documents: i64,
    /// Whether the state of the card counts, and so what it is inferred from.
    is_about_state: bool,
}

impl Plan<'_> {
    /// The plans for the keys of each subject; `None` where words or numbers do not fit into a key.
    pub(super) fn key_plans(&self) -> Vec<Option<KeyPlan>> {
        (0..self.program.subject_count()).map(|subject| self.key_plan(subject)).collect()
    }

    fn key_plan(&self, subject: usize) -> Option<KeyPlan> {
        if !self.program.classes_fit(subject) {
            return None;
        }
        let possible = self.program.possible(subject);
        let code = u8::try_from(subject).ok();
        // What rules ask for by their conditions, and what is asked for beside them.
        let mut given = self.watched.union(self.program.fields_in_common(subject)).union(self.needed(code));
        if self.command == Command::CancelWindow {
            given = given.union(FieldSet::from_iter([Field::OrderStage, Field::SubmittedAt]));
        }
        if self.values_count() {
            given = given.union(FieldSet::from_iter([Field::FaceValue, Field::OfferedRate]));
        }
        let mut words = 0;
        // The days that are left follow from the stage, whether or not a rule looks at it.
        let stage = possible.meets(&self.masks.reviews).then_some(Field::Stage);
        let fields = self.program.word_fields(subject);
        for field in fields.into_iter().chain(Field::subject_of(self.command)).chain(stage) {
            words |= self.lexicons.place(field)?.mask();
            given.insert(field);
        }
        let is_about_state = given.has(Field::State);
        if is_about_state {
            // Whether it contradicts other facts follows from which state it is.
            words |= self.lexicons.place(Field::State)?.mask();
            given.insert(Field::BoundAt);
        }
        let papers = possible.and(&self.masks.papers);
        let documents = papers.iter().fold(0, |bits, rule| bits | self.papers[rule]) as i64;
        Some(KeyPlan { words, given, documents, is_about_state })
    }

    /// The key of a record, if records of its platform or channel have keys.
    pub fn key(&self, facts: &Facts) -> Option<Key> {
        let subject = self.subject(facts);
        let last = self.keys.len().checked_sub(1)?;
        let plan = self.keys[subject.map_or(last, usize::from).min(last)].as_ref()?;
        let mut given = facts.given().0 & plan.given.0;
        if self.infers_state() {
            // Bits of fields that no command has: the state that is spoken for or, where it only
            // matters whether the given one contradicts it, just that.
            let spoken_for = spoken_for(self, facts);
            let signs = if plan.is_about_state {
                spoken_for.map_or(0, |state| state as u64 + 1)
            } else {
                u64::from(
                    facts.get(Field::State).zip(spoken_for).is_some_and(|(given, spoken)| spoken > given),
                )
            };
            given |= signs << FREE_BITS_FROM;
        }
        let values = match self.values_count() {
            // Sums follow from these alone, so that a result is the same for all that share them.
            true => [facts.raw(Field::FaceValue), facts.raw(Field::OfferedRate)],
            false => [facts.raw(Field::Documents) & plan.documents, 0],
        };
        let words = facts.words() & plan.words;
        Some(Key { given, words, classes: self.program.classify_numbers(subject, facts), values })
    }

    fn infers_state(&self) -> bool {
        matches!(self.command, Command::CheckUnbind | Command::RecycleQuote)
    }

    fn values_count(&self) -> bool {
        self.command == Command::RecycleQuote
    }
}

const FREE_BITS_FROM: usize = 61;

const _: () =
    assert!(crate::field::FIELD_COUNT <= FREE_BITS_FROM, "the key keeps three bits beside those of fields");
