use std::hash::{BuildHasher, Hasher};

use foldhash::fast::FixedState;

use super::pieces::Fixed;
use crate::decide::Settled;

/// What is kept for records that rules cannot tell apart.
#[derive(Clone, Debug)]
pub struct Kept {
    key: Vec<u8>,
    /// What they share of the decision.
    pub settled: Settled,
    /// What they share of the output.
    pub fixed: Fixed,
}

/// Keeps what was settled and written for recent classes of records, in bounded memory.
///
/// Every key has one place; what comes later takes it over. So neither order nor number of classes
/// can make it grow, and a run of records of other classes does not lock it up.
#[derive(Debug)]
pub struct Memo {
    places: Vec<Option<Box<Kept>>>,
    hasher: FixedState,
    bytes: usize,
    budget: usize,
}

const PLACES: usize = 1 << 14;

impl Memo {
    /// A memo that holds about this many bytes.
    pub fn new(budget: usize) -> Self {
        let places = std::iter::repeat_with(|| None).take(PLACES).collect();
        Self { places, hasher: FixedState::default(), bytes: 0, budget }
    }

    /// What is kept for a key; made by `make` if it is not there.
    pub fn get(&mut self, key: &[u8], make: impl FnOnce(&mut Fixed) -> Settled) -> &Kept {
        let mut hasher = self.hasher.build_hasher();
        hasher.write(key);
        let hash = hasher.finish() as usize;
        let mut place = hash % PLACES;
        let is_here = |kept: &Option<Box<Kept>>| kept.as_ref().is_some_and(|kept| kept.key == key);
        if !is_here(&self.places[place]) {
            if self.bytes >= self.budget && self.places[place].is_none() {
                // Full: go where something is already, so that it makes room.
                let taken = (0..PLACES).map(|step| (hash + step) % PLACES);
                place = taken.into_iter().find(|p| self.places[*p].is_some()).unwrap_or(place);
            }
            self.replace(place, key, make);
        }
        match &self.places[place] {
            Some(kept) => kept,
            None => unreachable!("a place that was just filled"),
        }
    }

    fn replace(&mut self, place: usize, key: &[u8], make: impl FnOnce(&mut Fixed) -> Settled) {
        let kept = self.places[place].get_or_insert_with(Box::default);
        self.bytes -= kept.size();
        kept.settled = make(&mut kept.fixed);
        kept.key.clear();
        kept.key.extend_from_slice(key);
        self.bytes += kept.size();
    }
}

impl Default for Kept {
    fn default() -> Self {
        Self { key: Vec::new(), settled: Settled::invalid(), fixed: Fixed::default() }
    }
}

impl Kept {
    /// The bytes that it takes; nothing while it is empty.
    fn size(&self) -> usize {
        if self.key.is_empty() {
            return 0;
        }
        size_of::<Self>() + self.key.capacity() + self.fixed.size()
    }
}
