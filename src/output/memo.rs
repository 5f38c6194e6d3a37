use std::collections::HashMap;
use std::collections::hash_map::Entry;

use foldhash::fast::RandomState;

use super::texts::{Text, Texts};
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
    /// How many bytes both halves hold at most.
    budget: usize,
    /// What has no key.
    unkept: Half,
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

/// What a place takes in the table, which is never quite full.
const PLACE_BYTES: usize = (size_of::<(Key, Place)>() + 1) * 8 / 7;

/// How many tallies are looked through for one that is the same: as many as there are verdicts.
const COMMON_TALLIES: usize = 16;

impl Memo {
    /// A memo that holds about this many bytes.
    pub fn new(budget: usize) -> Self {
        Self { recent: Half::default(), earlier: Half::default(), budget, unkept: Half::default() }
    }

    /// What is kept for a key; made by `make`, which writes the runs, if it is not there. What has no
    /// key is made anew.
    #[inline]
    pub fn get(
        &mut self,
        key: Option<Key>,
        make: impl FnOnce(&mut Vec<u8>) -> (Tally, Option<Box<Varying>>),
    ) -> Kept<'_> {
        let Self { recent, earlier, budget, unkept } = self;
        let (half, key) = match key {
            Some(key) => (recent, key),
            None => (unkept, Key::NONE),
        };
        if key == Key::NONE {
            half.clear();
        } else if half.size() > *budget / 2 {
            std::mem::swap(half, earlier);
            half.clear();
        }
        let Half { places, texts, tallies, boxes } = half;
        let place = match places.entry(key) {
            Entry::Occupied(place) => place.into_mut(),
            Entry::Vacant(vacant) => {
                let (tally, runs, varying) = match earlier.places.remove(&key) {
                    Some(place) => {
                        let runs = texts.write(|out| out.extend_from_slice(earlier.texts.get(place.runs)));
                        (earlier.tallies[place.tally as usize], runs.1, place.varying)
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
        self.texts.clear();
        self.tallies.clear();
        self.boxes = 0;
    }

    /// The bytes that it takes.
    fn size(&self) -> usize {
        let tallies = self.tallies.len() * size_of::<Tally>();
        self.texts.size() + tallies + self.places.len() * PLACE_BYTES + self.boxes * size_of::<Varying>()
    }
}
