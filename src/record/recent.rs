//! A small cache of lists that were read lately.

use std::hash::{BuildHasher, Hasher};

use foldhash::fast::FixedState;

use crate::field::Field;
use crate::value::ValueError;

/// What lists that were read lately came to, by their text, in bounded memory.
#[derive(Debug, Default)]
pub struct RecentLists {
    places: Vec<Option<Known>>,
    hasher: FixedState,
}

/// A list that was read: its field, its text and the bits of its words.
type Known = (Field, Box<[u8]>, i64);

const PLACES: usize = 256;

/// Longer lists are read anew each time.
const LONGEST: usize = 256;

impl RecentLists {
    /// What a list came to; read by `read` if it is not known.
    pub(super) fn get(
        &mut self,
        field: Field,
        text: &[u8],
        read: impl FnOnce() -> Result<i64, ValueError>,
    ) -> Result<i64, ValueError> {
        if text.len() > LONGEST {
            return read();
        }
        if self.places.is_empty() {
            self.places.resize_with(PLACES, || None);
        }
        let mut hasher = self.hasher.build_hasher();
        hasher.write(text);
        let place = &mut self.places[hasher.finish() as usize % PLACES];
        match place {
            Some((of, known, value)) if *of == field && **known == *text => Ok(*value),
            _ => {
                let value = read()?;
                *place = Some((field, text.into(), value));
                Ok(value)
            }
        }
    }
}
