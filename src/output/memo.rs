use std::hash::{BuildHasher, Hasher};

use foldhash::fast::FixedState;

use super::pieces::Fixed;
use crate::decide::{Settled, Worked};

/// What is kept for records that rules cannot tell apart.
#[derive(Clone, Debug)]
pub struct Kept {
    key: Vec<u8>,
    /// What they share of the decision.
    pub settled: Settled,
    /// What is worked out, where that is the same for all of them.
    pub worked: Option<Box<Worked>>,
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

const PLACES: usize = 1 << 15;

impl Memo {
    /// A memo that holds about this many bytes.
    pub fn new(budget: usize) -> Self {
        let places = std::iter::repeat_with(|| None).take(PLACES).collect();
        Self { places, hasher: FixedState::default(), bytes: 0, budget }
    }

    /// What is kept for a key; filled by `fill` if it is not there.
    pub fn get(&mut self, key: &[u8], fill: impl FnOnce(&mut Kept)) -> &Kept {
        let mut hasher = self.hasher.build_hasher();
        hasher.write(key);
        let hash = hasher.finish() as usize;
        let place = hash % PLACES;
        let is_here = self.places[place].as_ref().is_some_and(|kept| kept.key == key);
        if !is_here {
            if self.bytes >= self.budget && self.places[place].is_none() {
                // Full: the memory of another one is taken over.
                let others = (1..PLACES).map(|step| (place + step) % PLACES);
                let other = others.into_iter().find(|other| self.places[*other].is_some());
                self.places[place] = other.and_then(|other| self.places[other].take());
            }
            let kept = self.places[place].get_or_insert_with(Box::default);
            self.bytes -= kept.size();
            fill(kept);
            kept.key.clear();
            kept.key.extend_from_slice(key);
            self.bytes += kept.size();
        }
        self.places[place].get_or_insert_with(Box::default)
    }
}

impl Default for Kept {
    fn default() -> Self {
        Self { key: Vec::new(), settled: Settled::invalid(), worked: None, fixed: Fixed::default() }
    }
}

impl Kept {
    /// The bytes that it takes; nothing while it is empty.
    fn size(&self) -> usize {
        if self.key.is_empty() {
            return 0;
        }
        let worked = if self.worked.is_some() { size_of::<Worked>() } else { 0 };
        size_of::<Self>() + worked + self.key.capacity() + self.fixed.size()
    }
}
