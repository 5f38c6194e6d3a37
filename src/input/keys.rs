use super::columns::{ColumnMap, Slot};
use super::notice::Notices;
use crate::record::{FieldReader, Reading};
use crate::value::Short;

/// How many keys are remembered; beyond that they are looked up each time.
const MOST: usize = 256;

/// How much of a key is compared without a loop.
const HEAD: usize = 15;

/// The keys of the objects of an input, with what they are for.
///
/// Objects tend to have their keys in the same order, though not each of them has all: they are
/// kept in that order, and looked for from the one found last.
#[derive(Debug, Default)]
pub(super) struct Keys<'a> {
    keys: Vec<Key<'a>>,
}

/// A key that an object had.
#[derive(Debug)]
pub(super) struct Key<'a> {
    name: Box<[u8]>,
    head: Short,
    /// What it is for.
    pub slot: Slot,
    /// How its value is read, if it holds a field.
    pub reader: Option<FieldReader<'a>>,
    /// The field as one bit; none for other keys.
    pub bit: u64,
}

/// One bit for each field.
const _: () = assert!(crate::field::FIELD_COUNT <= 64);

impl<'a> Keys<'a> {
    /// The key that a text begins with, and its place; `hint` is where it is likely to be.
    #[inline(always)]
    pub(super) fn find(&self, rest: &[u8], length: usize, hint: usize) -> Option<(&Key<'a>, usize)> {
        let head = head(rest, length)?;
        let is_it = |key: &Key<'_>| {
            key.head == head
                && key.name.len() == length
                && (length <= HEAD || rest.get(..length) == Some(&*key.name))
        };
        let (before, behind) = self.keys.split_at_checked(hint)?;
        let index = match behind.iter().position(is_it) {
            Some(index) => hint + index,
            None => before.iter().position(is_it)?,
        };
        Some((&self.keys[index], index))
    }

    /// What a key is for, and where the next one is likely to be.
    pub(super) fn slot(
        &mut self,
        name: &str,
        hint: usize,
        map: &ColumnMap,
        reading: &Reading<'a>,
        notices: &Notices<'_>,
    ) -> (Slot, usize) {
        let text = name.as_bytes();
        if let Some((key, index)) = self.find(text, text.len(), hint) {
            return (key.slot, index + 1);
        }
        let slot = map.slot(name);
        let Some(head) = head(text, text.len()).filter(|_| self.keys.len() < MOST) else {
            return (slot, hint);
        };
        map.tell(name, slot, notices);
        let (reader, bit) = match slot {
            Slot::Field(field, _) => (Some(reading.reader(field)), 1 << field as u64),
            Slot::Secret | Slot::Other => (None, 0),
        };
        // Behind the key that it came after, so that the order stays that of the objects.
        self.keys.insert(hint, Key { name: text.into(), head, slot, reader, bit });
        (slot, hint + 1)
    }
}

#[inline(always)]
fn head(rest: &[u8], length: usize) -> Option<Short> {
    let length = length.min(HEAD);
    match rest.first_chunk::<16>() {
        Some(bytes) => Short::start_of(bytes, length),
        None => Short::of(rest.get(..length)?),
    }
}
