//! The recent results of one thread, in bounded memory.

use std::collections::HashMap;
use std::num::NonZero;

use foldhash::fast::RandomState;
use indexmap::IndexSet;

use super::kept::{Kept, Make, Settled};
use super::texts::{Text, Texts};
use crate::decide::{Contribution, Key};

/// Recent results of one thread.
///
/// There are two halves. What is asked for goes into the recent one; once that is full it becomes the
/// earlier one, and what was there is forgotten. So what is asked for again and again stays, and
/// neither order nor number of classes can make it grow.
#[derive(Debug)]
pub(super) struct Halves {
    recent: Half,
    earlier: Half,
    /// How many bytes of texts and decisions a half holds before it is full.
    budget: usize,
}

#[derive(Debug, Default)]
struct Half {
    places: HashMap<Key, Place, RandomState>,
    texts: Texts,
    contributions: Vec<Contribution>,
    varying: IndexSet<Settled, RandomState>,
}

/// Where something is kept; until there is [made room](Halves::make_room) again.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    runs: Text,
    contribution: u32,
    /// Its place among those that vary, if it does.
    varying: Option<NonZero<u32>>,
}

/// How many places a half has. The table is made for so many, and never grows.
const PLACES: usize = 4 * 1024 - 512;

/// How many contributions are looked through for one that is the same. Without quotes there are
/// hardly more than there are verdicts of a platform or channel.
const COMMON_CONTRIBUTIONS: usize = 64;

impl Halves {
    /// Halves that hold about this many bytes of results, beside their tables.
    pub(super) fn new(budget: usize) -> Self {
        let budget = budget.min(u32::MAX as usize) / 2;
        Self { recent: Half::default(), earlier: Half::default(), budget }
    }

    /// Makes room for so many more keys.
    pub(super) fn make_room(&mut self, count: usize) {
        if self.recent.is_full(count, self.budget) {
            std::mem::swap(&mut self.recent, &mut self.earlier);
            self.recent.clear();
        }
    }

    /// Where it is kept what belongs to a key, if it was asked for lately.
    #[inline(always)]
    pub(super) fn find(&self, key: &Key) -> Option<Place> {
        if self.recent.places.is_empty() {
            return None;
        }
        self.recent.places.get(key).copied()
    }

    /// What is kept at a place.
    #[inline(always)]
    pub(super) fn get(&self, place: Place) -> Kept<'_> {
        self.recent.get(place)
    }

    /// Where it is kept what belongs to a key; made if it is not there.
    pub(super) fn find_or_make(&mut self, key: Key, make: &mut impl Make) -> Place {
        let Self { recent, earlier, .. } = self;
        recent.places.get(&key).copied().unwrap_or_else(|| {
            let found = match earlier.places.get(&key) {
                Some(found) => {
                    let kept = earlier.get(*found);
                    let write = |out: &mut Vec<u8>| {
                        out.extend_from_slice(kept.runs);
                        (kept.contribution.clone(), kept.varying.cloned())
                    };
                    recent.add(write)
                }
                None => recent.add(|runs| {
                    let settled = make.settle();
                    let contribution = make.render(&settled, runs);
                    (contribution, (!settled.is_constant).then_some(settled))
                }),
            };
            recent.places.insert(key, found);
            found
        })
    }
}

impl Half {
    fn clear(&mut self) {
        self.places.clear();
        self.places.reserve(PLACES);
        self.texts.clear();
        self.contributions.clear();
        self.varying.clear();
    }

    /// Whether it has no place for so many more, or more bytes than these.
    #[inline(always)]
    fn is_full(&self, count: usize, bytes: usize) -> bool {
        self.places.len() + count > PLACES
            || self.texts.size() + self.varying.len() * size_of::<Settled>() > bytes
    }

    #[inline(always)]
    fn get(&self, found: Place) -> Kept<'_> {
        let varying = found.varying.and_then(|number| self.varying.get_index(number.get() as usize - 1));
        Kept {
            contribution: &self.contributions[found.contribution as usize],
            runs: self.texts.get(found.runs),
            varying,
            is_shared: false,
        }
    }

    fn add(&mut self, make: impl FnOnce(&mut Vec<u8>) -> (Contribution, Option<Settled>)) -> Place {
        let ((contribution, varying), runs) = self.texts.write(make);
        let known =
            self.contributions.iter().take(COMMON_CONTRIBUTIONS).position(|known| *known == contribution);
        let contribution = known.unwrap_or_else(|| {
            self.contributions.push(contribution);
            self.contributions.len() - 1
        });
        let varying = varying.and_then(|varying| {
            let (index, _) = self.varying.insert_full(varying);
            NonZero::new(index as u32 + 1)
        });
        Place { runs, contribution: contribution as u32, varying }
    }
}
