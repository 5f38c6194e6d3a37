//! Finding records whose card, or id, stood in an earlier record.

use std::hash::{DefaultHasher, Hasher};
use std::sync::{Condvar, Mutex, PoisonError};

use crate::record::Record;

/// Finds records whose card number, or without one id, stood in an earlier record.
///
/// Batches are looked at in their order, so that the answer does not depend on the workers. What
/// is kept of a card number or id is a number of 64 bits that stands for it and the number of its
/// first record: 12 bytes, in tables that are at least seven tenths full, so 14 to 17 bytes for
/// each different card number and as many for each different id. Two of ten million card numbers
/// have the same 64 bits with a chance of one in 300,000.
#[derive(Debug, Default)]
pub struct Duplicates {
    state: Mutex<State>,
    turn: Condvar,
}

#[derive(Debug, Default)]
struct State {
    next: u64,
    seen: Seen,
}

impl Duplicates {
    /// Waits for the turn of a batch, and says for each of its records which earlier record had the
    /// same key; 0 for none.
    pub fn check(&self, sequence: u64, first_record: u64, keys: &[Keys], earlier: &mut Vec<u64>) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        while state.next != sequence {
            state = self.turn.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        earlier.clear();
        for (number, keys) in (first_record..).zip(keys) {
            let mut first = |key: Option<u64>| key.map_or(0, |key| state.seen.first(key, number));
            let (of_card, of_id) = (first(keys.card_no), first(keys.id));
            earlier.push(if keys.card_no.is_some() { of_card } else { of_id });
        }
        state.next = sequence + 1;
        drop(state);
        self.turn.notify_all();
    }
}

/// What stands for a record's card number and id.
#[derive(Clone, Copy, Debug)]
pub struct Keys {
    card_no: Option<u64>,
    id: Option<u64>,
}

impl Keys {
    /// The keys of a record.
    pub fn of(record: &Record) -> Self {
        Self { card_no: key(1, record.card_no_label().bytes()), id: key(2, record.unmasked_id().bytes()) }
    }
}

/// A number for a text; the same text as a card number and as an id has two.
fn key(kind: u8, text: &[u8]) -> Option<u64> {
    let mut hasher = DefaultHasher::new();
    hasher.write_u8(kind);
    hasher.write(text);
    (!text.is_empty()).then(|| hasher.finish())
}

/// The first record of every key, in small tables that grow one at a time.
#[derive(Debug)]
struct Seen {
    tables: Vec<Table>,
}

/// A key's lower 56 bits and a record's number of 40 bits; all zero where there is none.
type Entry = [u32; 3];

#[derive(Debug, Default)]
struct Table {
    entries: Vec<Entry>,
    used: usize,
}

impl Default for Seen {
    fn default() -> Self {
        Self { tables: std::iter::repeat_with(Table::default).take(256).collect() }
    }
}

impl Seen {
    /// The earlier record with this key, 0 if this one is the first.
    fn first(&mut self, key: u64, number: u64) -> u64 {
        // The upper 8 bits choose the table, the others are kept in it.
        self.tables[(key >> 56) as usize].first(key << 8 >> 8, number)
    }
}

impl Table {
    fn first(&mut self, tag: u64, number: u64) -> u64 {
        if (self.used + 1) * 8 > self.entries.len() * 7 {
            self.grow();
        }
        let mut at = self.home(tag);
        loop {
            match unpacked(self.entries[at]) {
                (_, 0) => {
                    self.entries[at] = packed(tag, number);
                    self.used += 1;
                    return 0;
                }
                (known, first) if known == tag => return first,
                _ => at = (at + 1) % self.entries.len(),
            }
        }
    }

    /// Where a tag would stand in an empty table.
    fn home(&self, tag: u64) -> usize {
        ((u128::from(tag) * self.entries.len() as u128) >> 56) as usize
    }

    fn grow(&mut self) {
        let size = (self.entries.len() * 5 / 4).max(16);
        let old = std::mem::replace(&mut self.entries, vec![[0; 3]; size]);
        for entry in old.into_iter().filter(|entry| unpacked(*entry).1 != 0) {
            let mut at = self.home(unpacked(entry).0);
            while unpacked(self.entries[at]).1 != 0 {
                at = (at + 1) % size;
            }
            self.entries[at] = entry;
        }
    }
}

const fn packed(tag: u64, number: u64) -> Entry {
    [tag as u32, (tag >> 32) as u32 | ((number >> 32) as u32) << 24, number as u32]
}

const fn unpacked([low, middle, number]: Entry) -> (u64, u64) {
    (low as u64 | ((middle & 0xff_ffff) as u64) << 32, number as u64 | ((middle >> 24) as u64) << 32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_a_key_is_found() {
        let mut seen = Seen::default();
        let mut keys = Vec::new();
        for number in 1..=50_000u64 {
            let mut hasher = DefaultHasher::new();
            hasher.write_u64(number);
            keys.push(hasher.finish());
            assert_eq!(seen.first(hasher.finish(), number), 0);
        }
        for (number, key) in (1..).zip(&keys) {
            assert_eq!(seen.first(*key, 99_999_999), number);
        }
        let entries: usize = seen.tables.iter().map(|table| table.entries.len()).sum();
        assert!(entries * size_of::<Entry>() <= keys.len() * 18, "{entries}");
    }

    #[test]
    fn keys_and_numbers_keep_their_bits() {
        for (tag, number) in [(0, 1), ((1 << 56) - 1, (1 << 40) - 1), (0x0012_3456_789a_bcde, 1 << 33)] {
            assert_eq!(unpacked(packed(tag, number)), (tag, number));
        }
    }
}
