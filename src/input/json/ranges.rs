//! The value ranges of a block of JSON objects, found first and read column by column.

use crate::record::PlainCell;

/// Where the values of some records stand in a text, by key and by record.
#[derive(Debug, Default)]
pub(super) struct ValueRanges {
    /// By key, for each of so many records.
    ranges: Vec<[ValueRange; RECORDS]>,
    /// Texts of strings that are written with escapes, one after the other.
    unescaped: Vec<u8>,
}

/// How many records there are room for.
pub(super) const RECORDS: usize = 16;

/// A value's text. One that begins behind the end of the text is among the unescaped.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ValueRange {
    pub start: u32,
    /// None where there is no value.
    pub length: u32,
}

impl ValueRanges {
    /// Makes room for so many keys.
    pub(super) fn hold(&mut self, keys: usize) {
        if self.ranges.len() < keys {
            self.ranges.resize(keys, Default::default());
        }
    }

    /// Forgets all values.
    pub(super) fn clear(&mut self) {
        self.ranges.fill(Default::default());
        self.unescaped.clear();
    }

    /// Forgets the values of a record.
    pub(super) fn clear_record(&mut self, record: usize) {
        self.ranges.iter_mut().for_each(|ranges| ranges[record % RECORDS] = ValueRange::default());
    }

    #[inline(always)]
    pub(super) fn put(&mut self, key: usize, record: usize, range: ValueRange) {
        if let Some(ranges) = self.ranges.get_mut(key) {
            ranges[record % RECORDS] = range;
        }
    }

    /// Keeps a text that does not stand in the text as it is, which has so many bytes.
    pub(super) fn keep(&mut self, text: &str, of: usize) -> Option<ValueRange> {
        let start = u32::try_from(of + self.unescaped.len()).ok()?;
        self.unescaped.extend_from_slice(text.as_bytes());
        Some(ValueRange { start, length: u32::try_from(text.len()).ok()? })
    }

    /// The values of a key, record by record.
    #[inline(always)]
    pub(super) fn cells<'s>(&'s self, key: usize, text: &'s [u8]) -> impl Iterator<Item = PlainCell<'s>> {
        let ranges = self.ranges.get(key).map_or(&[] as &[ValueRange], |ranges| ranges);
        ranges.iter().map(move |range| {
            let start = range.start as usize;
            let rest = match start.checked_sub(text.len()) {
                None => text.get(start..),
                Some(start) => self.unescaped.get(start..),
            };
            PlainCell::new(rest.unwrap_or_default(), range.length as usize)
        })
    }
}
