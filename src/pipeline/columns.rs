//! Reads the rows of an input by its columns.

use std::iter::once;
use std::sync::Arc;

use super::block::Slot;
use crate::input::{Header, PlainRows, cell_fault};
use crate::record::{Detail, FieldReader, PlainCell, Reading, RecentLists, Record, RecordError};
use crate::value::{ValueError, trim_cell};

/// How the cells of an input's rows are read, looked up once.
#[derive(Debug)]
pub(super) struct Columns<'a> {
    pub head: Arc<Header>,
    readers: Vec<Option<FieldReader<'a>>>,
    /// Whether the column of the ids holds card numbers.
    masks_id: bool,
    lists: RecentLists,
}

impl<'a> Columns<'a> {
    /// The readers of an input's columns.
    pub fn new(head: &Arc<Header>, reading: &Reading<'a>) -> Self {
        let reader = |field| {
            let reader = reading.reader(field);
            head.sheet.map_or(reader, |epoch| reader.of_sheet(epoch))
        };
        Self {
            head: Arc::clone(head),
            masks_id: head.masks_id(),
            readers: head.columns.iter().map(|column| column.field().map(reader)).collect(),
            lists: RecentLists::default(),
        }
    }

    /// Reads rows of the fast path into records that are empty.
    pub fn read_plain(&mut self, reading: &Reading<'_>, rows: PlainRows<'_>, slots: &mut [Slot]) {
        if self.head.has_secret {
            slots.iter_mut().for_each(|slot| slot.record.hide_values());
        }
        for (index, reader) in self.readers.iter().enumerate() {
            if let Some(reader) = reader {
                let records = slots.iter_mut().map(|slot| &mut slot.record);
                if rows.has_quotes() {
                    let cells = rows.column::<true>(index);
                    Record::read_column(reading, reader, &mut self.lists, records, cells);
                } else {
                    let cells = rows.column::<false>(index);
                    Record::read_column(reading, reader, &mut self.lists, records, cells);
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
