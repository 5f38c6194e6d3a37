//! The keys of JSON objects: what each is for, found by comparing 32 bytes at a time.

use fearless_simd::{Level, SimdBase, SimdMask, dispatch, u8x32};

use super::structural::is_structural;
use crate::input::header::{ColumnMap, ColumnRole, masks_id};
use crate::input::notice::Notices;
use crate::record::{FieldReader, Reading};

/// How many keys are remembered; beyond that they are looked up each time.
const MOST: usize = 256;

/// How many bytes a key takes at most, in quotes and with a colon, to be found as it is written.
const LONGEST: usize = 32;

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
    /// The key as it is written: in quotes, and a colon behind it.
    written: [u8; LONGEST],
    /// Which bytes of it are, as ones.
    mask: [u8; LONGEST],
    /// How many bytes that takes.
    pub width: usize,
    /// What it is for.
    pub role: ColumnRole,
    /// Its place among all keys, in the order in which they first came.
    pub column: usize,
    /// How its value is read, if it holds a field.
    pub reader: Option<FieldReader<'a>>,
    /// The field as one bit; none for other keys.
    pub bit: u64,
    /// Whether its value may be an array of strings: that of a list, or of no field.
    pub takes_array: bool,
    /// Whether something is to be said of it that depends on the other keys of its object.
    is_told_of: bool,
}

/// One bit for each field.
const _: () = assert!(crate::field::FIELD_COUNT <= 64);

impl<'a> Keys<'a> {
    /// The key that a text begins with, and its place; `hint` is where it is likely to be.
    #[inline(always)]
    pub(super) fn find(&self, text: &[u8; LONGEST], hint: usize) -> Option<(&Key<'a>, usize)> {
        let (before, behind) = self.keys.split_at_checked(hint)?;
        let index = match behind.iter().position(|key| key.is_at(text)) {
            Some(index) => hint + index,
            None => before.iter().position(|key| key.is_at(text))?,
        };
        Some((&self.keys[index], index))
    }

    /// All keys.
    pub(super) fn iter(&self) -> impl ExactSizeIterator<Item = &Key<'a>> {
        self.keys.iter()
    }

    /// Whether any of them may hold a secret.
    pub(super) fn has_secret(&self) -> bool {
        self.keys.iter().any(|key| key.role == ColumnRole::Secret)
    }

    /// What a key is for, whether something is to be said of it that depends on the other keys of its
    /// object, and where the next one is likely to be.
    pub(super) fn role(
        &mut self,
        name: &str,
        hint: usize,
        map: &ColumnMap,
        reading: &Reading<'a>,
        notices: &Notices<'_>,
    ) -> (ColumnRole, bool, usize) {
        if let Some(index) = self.keys.iter().position(|key| *key.name == *name.as_bytes()) {
            return (self.keys[index].role, self.keys[index].is_told_of, index + 1);
        }
        let role = map.role(name);
        // Where no more is told, there is no need to find out what there would be to tell.
        let tells = map.is_strict() || !notices.are_enough();
        let is_told_of = tells && is_told_of(name, role, map);
        map.see([name]);
        if self.keys.len() == MOST {
            return (role, is_told_of, hint);
        }
        map.report_key(name, role, notices);
        let (reader, bit) = match role {
            ColumnRole::Field(field, _) => (Some(reading.reader(field)), 1 << field as u64),
            ColumnRole::Secret | ColumnRole::Other => (None, 0),
        };
        let column = self.keys.len();
        // Behind the key that it came after, so that the order stays that of the objects.
        self.keys.insert(hint, Key::new(name, column, role, reader, bit, is_told_of));
        (role, is_told_of, hint + 1)
    }
}

/// Whether a key that is not known has to be, or is nearly the name of a field.
fn is_told_of(name: &str, role: ColumnRole, map: &ColumnMap) -> bool {
    role == ColumnRole::Other
        && !map.is_field_name(name)
        && (map.is_strict() || map.near_miss(name).is_some())
}

impl<'a> Key<'a> {
    fn new(
        name: &str,
        column: usize,
        role: ColumnRole,
        reader: Option<FieldReader<'a>>,
        bit: u64,
        is_told_of: bool,
    ) -> Self {
        let text = [b"\"", name.as_bytes(), b"\":"].concat();
        // Bytes that no text has: what is too long, or needs escapes, is never found as it is written.
        let (mut written, mut mask) = ([u8::MAX; LONGEST], [u8::MAX; LONGEST]);
        if let Some(place) = written.get_mut(..text.len())
            && !name.bytes().any(is_structural)
            // An id that has to be masked is left to the reader that does so, and so is a key that
            // something is to be said of with every object that has it.
            && !masks_id(name, role)
            && !is_told_of
        {
            place.copy_from_slice(&text);
            mask[text.len()..].fill(0);
        }
        let takes_array = reader.is_none_or(|reader| reader.reads_arrays());
        Self {
            name: name.as_bytes().into(),
            written,
            mask,
            width: text.len(),
            role,
            column,
            reader,
            bit,
            takes_array,
            is_told_of,
        }
    }

    /// Whether a text begins with the key.
    #[inline(always)]
    fn is_at(&self, text: &[u8; LONGEST]) -> bool {
        dispatch!(Level::baseline(), simd => {
            let bytes = |bytes| u8x32::load_array_ref(simd, bytes);
            ((bytes(text) ^ bytes(&self.written)) & bytes(&self.mask)).simd_eq(0).all_true()
        })
    }
}
