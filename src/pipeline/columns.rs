//! Reads the rows of an input by its columns.

use std::iter::once;
use std::sync::Arc;

use super::block::Slot;
use crate::input::{Header, PlainRows, cell_fault};
use crate::record::{Detail, FieldReader, PlainCell, Reading, RecentLists, Record, RecordError, WordColumns};
use crate::value::{ValueError, trim_cell};

/// How the cells of an input's rows are read, looked up once.
#[derive(Debug)]
pub(super) struct Columns<'a> {
    pub head: Arc<Header>,
    readers: Vec<Option<FieldReader<'a>>>,
    /// Those of the fast path: columns that are read, in their order, neighbouring ones of words as one.
    fast: Vec<Fast<'a>>,
    /// Whether the column of the ids holds card numbers.
    masks_id: bool,
    lists: RecentLists,
}

/// What the fast path reads at once, from a column on.
#[derive(Debug)]
enum Fast<'a> {
    Column(usize, FieldReader<'a>),
    Words(usize, WordColumns<'a>),
}

impl<'a> Columns<'a> {
    /// The readers of an input's columns.
    pub fn new(head: &Arc<Header>, reading: &Reading<'a>) -> Self {
        let reader = |field| {
            let reader = reading.reader(field);
            head.sheet.map_or(reader, |epoch| reader.of_sheet(epoch))
        };
        let readers: Vec<_> = head.columns.iter().map(|column| column.field().map(reader)).collect();
        Self {
            head: Arc::clone(head),
            masks_id: head.masks_id(),
            fast: fast(&readers),
            readers,
            lists: RecentLists::default(),
        }
    }

    /// Reads rows of the fast path into records that are empty.
    pub fn read_plain(&mut self, reading: &Reading<'_>, rows: PlainRows<'_>, slots: &mut [Slot]) {
        if self.head.has_secret {
            slots.iter_mut().for_each(|slot| slot.record.hide_values());
        }
        let Self { fast, lists, .. } = self;
        for part in fast {
            let records = slots.iter_mut().map(|slot| &mut slot.record);
            match part {
                Fast::Column(index, reader) if rows.has_quotes() => {
                    Record::read_column(reading, reader, lists, records, rows.column::<true>(*index));
                }
                Fast::Column(index, reader) => {
                    Record::read_column(reading, reader, lists, records, rows.column::<false>(*index));
                }
                Fast::Words(first, words) => {
                    let texts = rows.side_by_side(*first, words.len());
                    words.read(reading, lists, records, texts, |row| rows.row_from(row, *first));
                }
            }
        }
        if self.masks_id {
            slots.iter_mut().for_each(|slot| slot.record.mask_id());
        }
    }

    /// Reads the cells of a row into a record.
    pub fn read<'r>(
        &mut self,
        reading: &Reading<'_>,
        record: &mut Record,
        mut cells: impl Iterator<Item = &'r [u8]>,
    ) {
        record.clear();
        if self.head.has_secret {
            record.hide_values();
        }
        for (index, reader) in self.readers.iter().enumerate() {
            let Some(cell) = cells.next() else {
                return self.does_not_fit(record, ValueError::TooFewCells, index);
            };
            if let Some(reader) = reader {
                if self.head.is_sheet()
                    && let Some((why, text)) = cell_fault(cell)
                {
                    record.fail(RecordError::of_value(reader.field, text, why));
                    continue;
                }
                let cell = PlainCell::new(cell, cell.len());
                Record::read_column(reading, reader, &mut self.lists, once(&mut *record), once(cell));
            }
        }
        if self.masks_id {
            record.mask_id();
        }
        let mut count = self.readers.len();
        let mut too_many = false;
        for cell in cells {
            // Empty cells behind the last column are what spreadsheets leave.
            too_many |= !trim_cell(cell).is_empty();
            count += 1;
        }
        if too_many {
            self.does_not_fit(record, ValueError::TooManyCells, count);
        }
    }

    #[cold]
    fn does_not_fit(&self, record: &mut Record, why: ValueError, count: usize) {
        if self.head.has_hidden {
            // Which cell is whose is not known: what looks like an id may be a secret.
            record.clear();
        }
        record.error = None;
        let detail = Detail::Cells { header: self.readers.len() as u64, row: count as u64 };
        record.fail(RecordError::whole(why, Some(detail)));
    }
}

/// What the fast path reads at once.
fn fast<'a>(readers: &[Option<FieldReader<'a>>]) -> Vec<Fast<'a>> {
    let mut parts = Vec::new();
    let mut index = 0;
    while let Some(reader) = readers.get(index) {
        let words = WordColumns::at_start_of(&readers[index..]);
        let count = words.as_ref().map_or(1, WordColumns::len);
        match words {
            Some(words) => parts.push(Fast::Words(index, words)),
            None => parts.extend(reader.map(|reader| Fast::Column(index, reader))),
        }
        index += count;
    }
    parts
}
