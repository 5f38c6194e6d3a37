//! Results kept once for all threads: what one has settled none settles again, and memory does not
//! grow with the threads.

use std::borrow::Borrow;
use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, Hash};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use foldhash::fast::RandomState;

use super::kept::{Kept, Make, Settled};
use crate::decide::{Contribution, Key};

/// Results by key, for all threads: they are added up to so many bytes, and never taken out, so that
/// finding one takes no lock.
#[derive(Debug)]
pub struct Shared {
    pages: [OnceLock<Box<Page>>; PAGES],
    hasher: RandomState,
    budget: usize,
    /// About how many bytes are kept.
    used: AtomicUsize,
    parts: Mutex<Parts>,
}

/// A page of the hash table; pages are made when they are needed.
type Page = [OnceLock<Box<Entry>>; SLOTS];

const PAGES: usize = 64;
const SLOTS: usize = 1024;

/// How many slots of its page are looked at for a key.
const PROBES: usize = 64;

/// The result of a key.
#[derive(Debug)]
pub(super) struct Entry {
    key: Key,
    rendered: Rendered,
    varying: Option<Arc<Settled>>,
}

/// What was written of a result.
#[derive(Clone, Debug)]
struct Rendered {
    contribution: Arc<Contribution>,
    runs: Arc<[u8]>,
}

/// What entries are made of, each once: many keys come to the same.
#[derive(Debug, Default)]
struct Parts {
    contributions: HashSet<Arc<Contribution>, RandomState>,
    settled: HashMap<Arc<Settled>, Rendered, RandomState>,
}

/// How many bytes of results are kept.
const USUAL: usize = 16 << 20;

impl Default for Shared {
    fn default() -> Self {
        Self::new(USUAL)
    }
}

impl Shared {
    /// Room for about so many bytes of results.
    pub fn new(budget: usize) -> Self {
        Self {
            pages: [const { OnceLock::new() }; PAGES],
            hasher: RandomState::default(),
            budget,
            used: AtomicUsize::new(0),
            parts: Mutex::default(),
        }
    }

    /// Where a key is to be looked for: its page, and its first slot there.
    #[inline(always)]
    fn place(&self, key: &Key) -> (&OnceLock<Box<Page>>, usize) {
        let hash = self.hasher.hash_one(key);
        (&self.pages[(hash >> 32) as usize % PAGES], hash as usize)
    }

    /// What is kept for each of these keys. One step is taken for all before the next, so that cache misses overlap.
    #[inline(always)]
    pub(super) fn find_all<const N: usize>(&self, keys: &[Option<Key>; N]) -> [Option<&Entry>; N] {
        let mut entries = [None; N];
        for (key, entry) in keys.iter().zip(&mut entries) {
            if let Some(key) = key {
                let (page, first) = self.place(key);
                *entry = page.get().and_then(|page| page[first % SLOTS].get());
            }
        }
        let mut found = [None; N];
        for ((key, entry), found) in keys.iter().zip(entries).zip(&mut found) {
            if let (Some(key), Some(entry)) = (key, entry) {
                // Few keys are not in the first slot for them.
                *found = if entry.key == *key { Some(&**entry) } else { self.find(key) };
            }
        }
        found
    }

    /// What is kept for a key.
    fn find(&self, key: &Key) -> Option<&Entry> {
        let (page, first) = self.place(key);
        let page = page.get()?;
        for probe in 0..PROBES {
            let entry = page[first.wrapping_add(probe) % SLOTS].get()?;
            if entry.key == *key {
                return Some(entry);
            }
        }
        None
    }

    /// What is kept for a key; made if it is not there, with a buffer for the runs. `None` where there is
    /// no room.
    pub(super) fn get_or_make(&self, key: &Key, runs: &mut Vec<u8>, make: &mut impl Make) -> Option<&Entry> {
        if self.used.load(Ordering::Relaxed) >= self.budget {
            return self.find(key);
        }
        let (page, first) = self.place(key);
        let page = page.get_or_init(|| {
            self.used.fetch_add(size_of::<Page>(), Ordering::Relaxed);
            // Not as an array: that would be made on the stack and copied.
            let slots: Vec<_> = std::iter::repeat_with(OnceLock::new).take(SLOTS).collect();
            slots.try_into().expect("as many slots as a page has")
        });
        for probe in 0..PROBES {
            let slot = &page[first.wrapping_add(probe) % SLOTS];
            // Whoever asks for the same key meanwhile waits for the result, and settles nothing.
            let entry = slot.get_or_init(|| self.entry(*key, runs, make));
            if entry.key == *key {
                return Some(entry);
            }
        }
        None
    }

    fn entry(&self, key: Key, runs: &mut Vec<u8>, make: &mut impl Make) -> Box<Entry> {
        let settled = make.settle();
        let is_constant = settled.is_constant;
        let known = if settled.can_be_shared() { self.parts().known(&settled) } else { None };
        let (settled, rendered) = known.unwrap_or_else(|| {
            runs.clear();
            let contribution = make.render(&settled, runs);
            let (settled, rendered, used) = self.parts().add(settled, contribution, runs);
            self.used.fetch_add(used, Ordering::Relaxed);
            (settled, rendered)
        });
        self.used.fetch_add(size_of::<Entry>(), Ordering::Relaxed);
        Box::new(Entry { key, rendered, varying: (!is_constant).then_some(settled) })
    }

    fn parts(&self) -> MutexGuard<'_, Parts> {
        self.parts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Parts {
    /// What was rendered of a result before.
    fn known(&self, settled: &Settled) -> Option<(Arc<Settled>, Rendered)> {
        let (settled, rendered) = self.settled.get_key_value(settled)?;
        Some((Arc::clone(settled), rendered.clone()))
    }

    /// Adds what was rendered of a result, and says how many bytes more that takes.
    fn add(
        &mut self,
        settled: Settled,
        contribution: Contribution,
        runs: &[u8],
    ) -> (Arc<Settled>, Rendered, usize) {
        if self.settled.is_empty() {
            self.settled.reserve(SLOTS);
        }
        // What can be shared was looked for before.
        let known = if settled.can_be_shared() { None } else { self.settled.get_key_value(&settled) };
        if let Some((settled, rendered)) = known.filter(|(_, rendered)| *rendered.runs == *runs) {
            return (Arc::clone(settled), rendered.clone(), 0);
        }
        let mut used = size_of::<Settled>() + settled.computed.bytes() + runs.len();
        let contribution = once(&mut self.contributions, contribution, &mut used);
        let (settled, rendered) = (Arc::new(settled), Rendered { contribution, runs: Arc::from(runs) });
        self.settled.insert(Arc::clone(&settled), rendered.clone());
        (settled, rendered, used)
    }
}

impl Entry {
    /// What is kept.
    #[inline(always)]
    pub(super) fn kept(&self) -> Kept<'_> {
        let Rendered { contribution, runs } = &self.rendered;
        Kept { contribution, runs, varying: self.varying.as_deref(), is_shared: true }
    }
}

/// The same part as it was kept before; otherwise this one, which takes its bytes more.
fn once<P: ?Sized + Eq + Hash, Q: Borrow<P>>(
    known: &mut HashSet<Arc<P>, RandomState>,
    part: Q,
    used: &mut usize,
) -> Arc<P>
where
    Arc<P>: From<Q>,
{
    if let Some(known) = known.get(part.borrow()) {
        return Arc::clone(known);
    }
    *used += size_of_val(part.borrow());
    let part = Arc::from(part);
    known.insert(Arc::clone(&part));
    part
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicU64;

    use super::*;
    use crate::command::Verdict;

    /// What is made for a key in these tests: of four different texts.
    fn text(number: u64) -> Vec<u8> {
        vec![b'a' + (number % 4) as u8; 100]
    }

    struct Text<'t> {
        number: u64,
        made: &'t AtomicU64,
    }

    impl Make for Text<'_> {
        fn settle(&mut self) -> Settled {
            self.made.fetch_add(1, Ordering::Relaxed);
            Settled::numbered(self.number as i64)
        }

        fn render(&mut self, _: &Settled, runs: &mut Vec<u8>) -> Contribution {
            runs.extend(text(self.number));
            Contribution::of(Verdict::Open)
        }
    }

    #[test]
    fn threads_share_results_and_settle_each_once() {
        const KEYS: u64 = 5000;
        let shared = Shared::new(64 << 20);
        let made = AtomicU64::new(0);
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for number in 0..KEYS {
                        let mut make = Text { number, made: &made };
                        let entry = shared.get_or_make(&Key::numbered(number), &mut Vec::new(), &mut make);
                        assert_eq!(entry.unwrap().kept().runs, text(number));
                    }
                });
            }
        });
        assert_eq!(made.into_inner(), KEYS);
        assert!((0..KEYS).all(|number| shared.find(&Key::numbered(number)).is_some()));
        assert!(shared.find(&Key::numbered(KEYS)).is_none());
    }

    #[test]
    fn what_has_no_room_is_not_kept_and_what_is_there_stays() {
        let shared = Shared::new(64 << 10);
        let made = AtomicU64::new(0);
        let kept = |number| {
            let mut make = Text { number, made: &made };
            shared.get_or_make(&Key::numbered(number), &mut Vec::new(), &mut make).is_some()
        };
        let count = (0..100_000).take_while(|number| kept(*number)).count() as u64;
        assert!((2..2000).contains(&count), "{count}");
        assert!((0..count).all(kept) && !kept(count + 1));
        assert!(shared.used.load(Ordering::Relaxed) < 96 << 10);
    }
}
