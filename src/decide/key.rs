use super::infer::spoken_for;
use super::plan::Plan;
use crate::command::Command;
use crate::field::{Field, FieldSet};
use crate::record::Facts;

/// The bytes on which a decision depends: the same for records that rules cannot tell apart.
///
/// It is made from the facts as they are read, before anything is inferred, so that a record whose
/// like was decided before costs no more than this.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    bytes: [u8; ROOM],
    len: usize,
}

/// Subject, given fields, words, documents, two amounts, and a class for each number.
const ROOM: usize = 1 + 8 + 16 + 8 + 16 + 8 + crate::engine::MAX_AXES;

impl Key {
    /// The bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes[..self.len]
    }

    fn push<const N: usize>(&mut self, bytes: [u8; N]) {
        self.bytes[self.len..self.len + N].copy_from_slice(&bytes);
        self.len += N;
    }
}

/// What of a record of one platform or channel belongs in its key.
#[derive(Clone, Debug, Default)]
pub(super) struct KeyPlan {
    /// Fields of words, and where their codes stand in one number.
    words: Vec<(Field, u8)>,
    /// Fields of which it counts whether they are given.
    given: FieldSet,
    /// The papers that any rule can require.
    documents: u64,
    /// Whether the state of the card counts, and so what it is inferred from.
    is_about_state: bool,
    /// Fields whose very value counts.
    values: &'static [Field],
}

impl Plan<'_> {
    /// The plans for the keys of each subject; `None` where the words do not fit into a key.
    pub(super) fn key_plans(&self) -> Option<Vec<KeyPlan>> {
        (0..self.program.subject_count()).map(|subject| self.key_plan(subject)).collect()
    }

    fn key_plan(&self, subject: usize) -> Option<KeyPlan> {
        let fields = self.program.word_fields(subject);
        let mut key = KeyPlan { given: self.watched, ..KeyPlan::default() };
        let mut shift = 0u32;
        for field in fields {
            let codes = self.lexicons.of(field).ids().len() as u32 + 1;
            let bits = u32::BITS - codes.leading_zeros();
            key.words.push((field, u8::try_from(shift).ok()?));
            key.given.insert(field);
            shift += bits;
        }
        if shift > u128::BITS {
            return None;
        }
        key.is_about_state = key.given.has(Field::State);
        if key.is_about_state {
            key.given.insert(Field::BoundAt);
        }
        let papers = self.program.possible(subject).and(&self.masks.papers);
        let lexicon = self.lexicons.of(Field::Documents);
        let documents = papers.iter().flat_map(|rule| &self.rules[rule].effect.documents);
        key.documents =
            documents.filter_map(|id| lexicon.code_of_id(id)).fold(0, |bits, code| bits | 1 << code);
        if self.command == Command::RecycleQuote {
            // Sums follow from these alone, so that a result is the same for all that share them.
            key.values = &[Field::FaceValue, Field::OfferedRate];
            key.given.insert(Field::FaceValue);
            key.given.insert(Field::OfferedRate);
        }
        Some(key)
    }

    /// The key of a record, if records of this policy have keys.
    pub fn key(&self, facts: &Facts) -> Option<Key> {
        let plans = self.keys.as_ref()?;
        let subject = self.subject(facts);
        let plan = &plans[subject.map_or(plans.len() - 1, usize::from).min(plans.len() - 1)];
        let mut key = Key { bytes: [0; ROOM], len: 0 };
        key.push([subject.unwrap_or(u8::MAX)]);
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
        key.push(given.to_le_bytes());
        let mut words = 0u128;
        for (field, shift) in &plan.words {
            words |= (facts.raw(*field) as u128) << shift;
        }
        key.push(words.to_le_bytes());
        if plan.documents != 0 {
            key.push((facts.raw(Field::Documents) as u64 & plan.documents).to_le_bytes());
        }
        for field in plan.values {
            key.push(facts.raw(*field).to_le_bytes());
        }
        key.len += self.program.classify_numbers(subject, facts, &mut key.bytes[key.len..]);
        Some(key)
    }

    fn infers_state(&self) -> bool {
        matches!(self.command, Command::CheckUnbind | Command::RecycleQuote)
    }
}

const FREE_BITS_FROM: usize = 61;

const _: () =
    assert!(crate::field::FIELD_COUNT <= FREE_BITS_FROM, "the key keeps three bits beside those of fields");
