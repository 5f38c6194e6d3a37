//! Keeps decisions and rendered segments of classes of records, in bounded memory.

use super::halves::{Halves, Place};
use super::kept::{Kept, Varying};
use super::shared::{Entry, Shared};
use crate::command::Verdict;
use crate::decide::{Contribution, Key};

/// How many bytes a thread keeps for itself once there is no more room for results of all.
const OWN_BYTES: usize = 512 << 10;

/// What a thread knows of results: those that all share, and recent ones of its own once there is no
/// more room for shared ones.
#[derive(Debug)]
pub struct Memo<'s> {
    shared: &'s Shared,
    own: Halves,
    /// What has no key, and what is about to be kept.
    unkept: Vec<u8>,
    unkept_contribution: Contribution,
    unkept_varying: Option<Varying>,
}

/// Where something is kept; until there is [made room](Memo::make_room) again.
#[derive(Clone, Copy, Debug)]
pub struct Found<'s>(Where<'s>);

#[derive(Clone, Copy, Debug)]
enum Where<'s> {
    Shared(&'s Entry),
    Own(Place),
}

impl<'s> Memo<'s> {
    /// What a thread knows, beside what all share.
    pub fn new(shared: &'s Shared) -> Self {
        let own = Halves::new(OWN_BYTES);
        Self {
            shared,
            own,
            unkept: Vec::new(),
            unkept_contribution: Contribution::of(Verdict::Invalid),
            unkept_varying: None,
        }
    }

    /// Makes room for so many more keys.
    pub fn make_room(&mut self, count: usize) {
        self.own.make_room(count);
    }

    /// Where it is kept what belongs to a key, if it was asked for lately.
    #[inline(always)]
    pub fn find(&self, key: &Key) -> Option<Found<'s>> {
        match self.shared.find(key) {
            Some(entry) => Some(Found(Where::Shared(entry))),
            None => self.own.find(key).map(|place| Found(Where::Own(place))),
        }
    }

    /// What is kept at a place.
    #[inline(always)]
    pub fn get(&self, found: Found<'s>) -> Kept<'_> {
        match found.0 {
            Where::Shared(entry) => entry.kept(),
            Where::Own(place) => self.own.get(place),
        }
    }

    /// What is kept for a key; made by `make`, which writes the runs, if it is not there. What has no
    /// key is made anew.
    pub fn get_or_make(
        &mut self,
        key: Option<Key>,
        mut make: impl FnMut(&mut Vec<u8>) -> (Contribution, Option<Varying>),
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
        match self.shared.get_or_make(&key, &mut self.unkept, &mut make) {
            Some(entry) => entry.kept(),
            None => self.own.get_or_make(key, make),
        }
    }
}

#[cfg(test)]
mod tests;
