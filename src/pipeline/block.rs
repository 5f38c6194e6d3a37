//! Blocks: some records that are read and decided side by side.

use crate::input::{ObjectReader, Place};
use crate::output::OwnRow;
use crate::record::Record;

/// How many records are read and decided side by side.
///
/// Cached results are scattered in memory. A whole block is looked up first, so that the cache
/// misses overlap.
pub(super) const BLOCK: usize = ObjectReader::MOST;

/// A record of a block.
#[derive(Debug)]
pub(super) struct Slot {
    pub record: Record,
    /// The input's own columns, written.
    pub own: OwnRow,
    /// Where in its input it begins.
    pub place: Place,
}

impl Default for Slot {
    fn default() -> Self {
        Self { record: Record::default(), own: OwnRow::default(), place: Place::Args }
    }
}

impl Slot {
    /// Whether the record has a value that the command knows, or one that cannot be read; for a record
    /// made of arguments they are its values.
    pub fn has_value(&self) -> bool {
        self.place == Place::Args || self.record.has_any() || self.record.error.is_some()
    }
}

impl AsMut<Record> for Slot {
    fn as_mut(&mut self) -> &mut Record {
        &mut self.record
    }
}

/// Some records, one after the other.
#[derive(Debug, Default)]
pub(super) struct Block {
    slots: Vec<Slot>,
    used: usize,
    first: u64,
}

impl Block {
    /// Begins with the record of this number.
    pub fn begin(&mut self, first: u64) {
        self.slots.resize_with(BLOCK, Slot::default);
        (self.used, self.first) = (0, first);
    }

    /// The slot of the next record, which is empty. The block must not be full.
    #[inline(always)]
    pub fn next(&mut self, place: Place) -> &mut Slot {
        let slot = &mut self.slots[self.used];
        self.used += 1;
        slot.record.clear();
        slot.place = place;
        slot
    }

    /// How many records were read.
    pub fn len(&self) -> usize {
        self.used
    }

    pub fn is_full(&self) -> bool {
        self.used == BLOCK
    }

    /// The records that were read.
    pub fn filled(&mut self) -> &mut [Slot] {
        &mut self.slots[..self.used]
    }

    /// The records that were read, with the number of the first; the next follow them.
    pub fn take(&mut self) -> (u64, &mut [Slot]) {
        let (first, used) = (self.first, self.used);
        self.first += used as u64;
        self.used = 0;
        (first, &mut self.slots[..used])
    }
}
