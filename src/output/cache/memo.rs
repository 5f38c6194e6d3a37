//! Keeps decisions and rendered segments of classes of records, in bounded memory.

use super::halves::{Halves, Place};
use super::kept::{Kept, Make};
use super::shared::{Entry, Shared};
use crate::decide::Key;

/// How many bytes a thread keeps for itself once there is no more room for results of all.
const OWN_BYTES: usize = 512 << 10;

/// What a thread knows of results: those that all share, and recent ones of its own once there is no
/// more room for shared ones.
#[derive(Debug)]
pub struct Memo<'s> {
    shared: &'s Shared,
    own: Halves,
    /// What is about to be kept.
    runs: Vec<u8>,
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
        Self { shared, own: Halves::new(OWN_BYTES), runs: Vec::new() }
    }

    /// Makes room for so many more keys.
    pub fn make_room(&mut self, count: usize) {
        self.own.make_room(count);
    }

    /// Where it is kept what belongs to these keys, if it was asked for lately.
    #[inline(always)]
    pub fn find_all<const N: usize>(&self, keys: &[Option<Key>; N]) -> [Option<Found<'s>>; N] {
        let mut found = [None; N];
        for ((entry, key), found) in self.shared.find_all(keys).into_iter().zip(keys).zip(&mut found) {
            let own = || key.as_ref().and_then(|key| self.own.find(key));
            *found = entry.map(Where::Shared).or_else(|| own().map(Where::Own)).map(Found);
        }
        found
    }

    /// What is kept at a place.
    #[inline(always)]
    pub fn get(&self, found: Found<'s>) -> Kept<'_> {
        match found.0 {
            Where::Shared(entry) => entry.kept(),
            Where::Own(place) => self.own.get(place),
        }
    }

    /// Where it is kept what belongs to a key; made if it is not there.
    pub fn find_or_make(&mut self, key: Key, make: &mut impl Make) -> Found<'s> {
        Found(match self.shared.get_or_make(&key, &mut self.runs, make) {
            Some(entry) => Where::Shared(entry),
            None => Where::Own(self.own.find_or_make(key, make)),
        })
    }
}

#[cfg(test)]
mod tests;
