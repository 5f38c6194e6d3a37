//! Keeps decisions and rendered segments of recent classes of records, in bounded memory.

use std::collections::HashMap;
use std::num::NonZero;

use foldhash::fast::RandomState;
use indexmap::IndexSet;

use super::texts::{Text, Texts};
use crate::command::Verdict;
use crate::decide::{Contribution, Dependents, Key, Settled, Worked};
use crate::questions::Answers;

/// Keeps what was settled and written for recent classes of records, in bounded memory.
///
/// It has two halves. What is asked for goes into the recent one; once that is full it becomes the
/// earlier one, and what was there is forgotten. So what is asked for again and again stays, and
/// neither order nor number of classes can make it grow.
#[derive(Debug)]
pub struct Memo {
    recent: Half,
    earlier: Half,
    /// How many bytes of texts and decisions a half holds before it is full.
    budget: usize,
    /// What has no key.
    unkept: Vec<u8>,
    unkept_contribution: Contribution,
    unkept_varying: Option<Varying>,
}

/// What is kept.
#[derive(Clone, Copy, Debug)]
pub struct Kept<'m> {
    /// What each of the records adds to the totals.
    pub contribution: &'m Contribution,
    /// What is written of them, run by run.
    pub runs: &'m [u8],
    /// What is needed to write the rest, if there is any.
    pub varying: Option<&'m Varying>,
}

/// What is kept of records whose results differ in more than what is about the record itself.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Varying {
    /// What they share of the decision.
    pub settled: Settled,
    /// What they do not share, and so is not among the runs.
    pub dependents: Dependents,
    /// What is worked out, where that is the same for all of them.
    pub worked: Option<Worked>,
    /// The answers to questions beyond the verdict, where these are the same for all of them.
    pub answers: Option<Answers>,
}

#[derive(Debug, Default)]
struct Half {
    places: HashMap<Key, Found, RandomState>,
    texts: Texts,
    contributions: Vec<Contribution>,
    varying: IndexSet<Varying, RandomState>,
}

/// Where something is kept; until there is [made room](Memo::make_room) again.
#[derive(Clone, Copy, Debug)]
pub struct Found {
    runs: Text,
    contribution: u32,
    /// Its place among those that vary, if it does.
    varying: Option<NonZero<u32>>,
}

/// How many places a half has. The table is made for so many, and never grows.
const PLACES: usize = 28 * 1024;

/// How many contributions are looked through for one that is the same. Without quotes there are
/// hardly more than there are verdicts of a platform or channel.
const COMMON_CONTRIBUTIONS: usize = 64;

impl Memo {
    /// A memo that holds about this many bytes of results, beside its tables.
    pub fn new(budget: usize) -> Self {
        Self {
            recent: Half::default(),
            earlier: Half::default(),
            budget: budget.min(u32::MAX as usize) / 2,
            unkept: Vec::new(),
            unkept_contribution: Contribution::of(Verdict::Invalid),
            unkept_varying: None,
        }
    }

    /// Makes room for so many more keys.
    pub fn make_room(&mut self, count: usize) {
        if self.recent.is_full(count, self.budget) {
            std::mem::swap(&mut self.recent, &mut self.earlier);
            self.recent.clear();
        }
    }

    /// Where it is kept what belongs to a key, if it was asked for lately.
    #[inline(always)]
    pub fn find(&self, key: &Key) -> Option<Found> {
        self.recent.places.get(key).copied()
    }

    /// What is kept at a place.
    #[inline(always)]
    pub fn get(&self, found: Found) -> Kept<'_> {
        self.recent.get(found)
    }

    /// What is kept for a key; made by `make`, which writes the runs, if it is not there. What has no
    /// key is made anew.
    pub fn get_or_make(
        &mut self,
        key: Option<Key>,
        make: impl FnOnce(&mut Vec<u8>) -> (Contribution, Option<Varying>),
    ) -> Kept<'_> {
        let Some(key) = key else {
            self.unkept.clear();
            let (contribution, varying) = make(&mut self.unkept);
            (self.unkept_contribution, self.unkept_varying) = (contribution, varying);
            return Kept {
                contribution: &self.unkept_contribution,
                runs: &self.unkept,
                varying: self.unkept_varying.as_ref(),
            };
        };
        let Self { recent, earlier, .. } = self;
        let found = recent.places.get(&key).copied().unwrap_or_else(|| {
            let found = match earlier.places.get(&key) {
                Some(found) => {
                    let kept = earlier.get(*found);
                    let write = |out: &mut Vec<u8>| {
                        out.extend_from_slice(kept.runs);
                        (*kept.contribution, kept.varying.cloned())
                    };
                    recent.add(write)
                }
                None => recent.add(make),
            };
            recent.places.insert(key, found);
            found
        });
        recent.get(found)
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
            || self.texts.size() + self.varying.len() * size_of::<Varying>() > bytes
    }

    #[inline(always)]
    fn get(&self, found: Found) -> Kept<'_> {
        let varying = found.varying.and_then(|number| self.varying.get_index(number.get() as usize - 1));
        Kept {
            contribution: &self.contributions[found.contribution as usize],
            runs: self.texts.get(found.runs),
            varying,
        }
    }

    fn add(&mut self, make: impl FnOnce(&mut Vec<u8>) -> (Contribution, Option<Varying>)) -> Found {
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
        Found { runs, contribution: contribution as u32, varying }
    }
}

#[cfg(test)]
mod tests;
