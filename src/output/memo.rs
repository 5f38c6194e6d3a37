use std::collections::HashMap;
use std::collections::hash_map::Entry;

use foldhash::fast::RandomState;

use super::texts::{Text, Texts};
use crate::command::Verdict;
use crate::decide::{Key, Settled, Tally, Worked};

/// Keeps what was settled and written for recent classes of records, in bounded memory.
///
/// It has two halves. What is asked for goes into the recent one; once that is full it becomes the
/// earlier one, and what was there is forgotten. So what is asked for again and again stays, and
/// neither order nor number of classes can make it grow.
#[derive(Debug)]
pub struct Memo {
    recent: Half,
    earlier: Half,
    /// How many bytes of texts and boxes a half holds before it is full.
    budget: usize,
    /// What has no key.
    unkept: Vec<u8>,
    unkept_varying: Option<Box<Varying>>,
}

/// What is kept.
#[derive(Clone, Copy, Debug)]
pub struct Kept<'m> {
    /// What each of the records adds to the totals.
    pub tally: Tally,
    /// What is written of them, run by run.
    pub runs: &'m [u8],
    /// What is needed to write the rest, if there is any.
    pub varying: Option<&'m Varying>,
}

/// What is kept of records whose results differ in more than what is about the record itself.
#[derive(Clone, Debug)]
pub struct Varying {
    /// What they share of the decision.
    pub settled: Settled,
    /// What is worked out, where that is the same for all of them.
    pub worked: Option<Worked>,
}

#[derive(Debug, Default)]
struct Half {
    places: HashMap<Key, Place, RandomState>,
    texts: Texts,
    tallies: Vec<Tally>,
    /// How many places have a box.
    boxes: usize,
}

#[derive(Debug)]
struct Place {
    runs: Text,
    tally: u32,
    varying: Option<Box<Varying>>,
}

/// How many places a half has. The table is made for so many, and never grows.
const PLACES: usize = 14 * 1024;

/// How many tallies are looked through for one that is the same. Without quotes there are no more
/// than there are verdicts.
const COMMON_TALLIES: usize = Verdict::ALL.len();

impl Memo {
    /// A memo that holds about this many bytes of results, beside its tables.
    pub fn new(budget: usize) -> Self {
        Self {
            recent: Half::default(),
            earlier: Half::default(),
            budget: budget.min(u32::MAX as usize) / 2,
            unkept: Vec::new(),
            unkept_varying: None,
        }
    }

    /// What is kept for a key; made by `make`, which writes the runs, if it is not there. What has no
    /// key is made anew.
    #[inline]
    pub fn get(
        &mut self,
        key: Option<Key>,
        make: impl FnOnce(&mut Vec<u8>) -> (Tally, Option<Box<Varying>>),
    ) -> Kept<'_> {
        let Some(key) = key else {
            self.unkept.clear();
            let (tally, varying) = make(&mut self.unkept);
            self.unkept_varying = varying;
            return Kept { tally, runs: &self.unkept, varying: self.unkept_varying.as_deref() };
        };
        if self.recent.is_full(self.budget) {
            std::mem::swap(&mut self.recent, &mut self.earlier);
            self.recent.clear();
        }
        let Half { places, texts, tallies, boxes } = &mut self.recent;
        let place = match places.entry(key) {
            Entry::Occupied(place) => place.into_mut(),
            Entry::Vacant(vacant) => {
                let (tally, runs, varying) = match self.earlier.places.remove(&key) {
                    Some(place) => {
                        let text = self.earlier.texts.get(place.runs);
                        let ((), runs) = texts.write(|out| out.extend_from_slice(text));
                        (self.earlier.tallies[place.tally as usize], runs, place.varying)
                    }
                    None => {
                        let ((tally, varying), runs) = texts.write(make);
                        (tally, runs, varying)
                    }
                };
                *boxes += usize::from(varying.is_some());
                let known = tallies.iter().take(COMMON_TALLIES).position(|known| *known == tally);
                let tally = known.unwrap_or_else(|| {
                    tallies.push(tally);
                    tallies.len() - 1
                });
                vacant.insert(Place { runs, tally: tally as u32, varying })
            }
        };
        Kept {
            tally: tallies[place.tally as usize],
            runs: texts.get(place.runs),
            varying: place.varying.as_deref(),
        }
    }
}

impl Half {
    fn clear(&mut self) {
        self.places.clear();
        self.places.reserve(PLACES);
        self.texts.clear();
        self.tallies.clear();
        self.boxes = 0;
    }

    /// Whether it has no place left, or more bytes than these.
    #[inline(always)]
    fn is_full(&self, bytes: usize) -> bool {
        self.places.len() >= PLACES || self.texts.size() + self.boxes * size_of::<Varying>() > bytes
    }
}
