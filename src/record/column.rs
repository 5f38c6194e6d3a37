//! Reading one column of several records at a time.

use super::facts::WordPlace;
use super::reader::{FastPath, FieldReader, PlainCell};
use super::recent::RecentLists;
use super::record::Record;
use super::value::Reading;
use crate::value::trim_cell;

impl Record {
    /// Sets a field of several records, each from its cell, by a reader that was looked up before.
    ///
    /// The cells of one column are alike, and what is done with them does not wait for one another:
    /// column by column they are read in less time than row by row.
    #[inline(always)]
    pub fn read_column<'r, 't>(
        reading: &Reading<'_>,
        reader: &FieldReader<'_>,
        recent: &mut RecentLists,
        records: impl Iterator<Item = &'r mut Self>,
        cells: impl Iterator<Item = PlainCell<'t>>,
    ) {
        let given = records.zip(cells).filter(|(_, cell)| !cell.is_empty());
        let field = reader.field;
        match reader.fast {
            FastPath::Bool(spellings, place) => given.for_each(|(record, cell)| {
                let code = cell.truth().or_else(|| spellings.code(cell.short()?));
                record.word_or_any(reading, reader, place, code, cell);
            }),
            FastPath::Word(spellings, place) => given.for_each(|(record, cell)| {
                let code = cell.short().and_then(|short| spellings.code(short));
                record.word_or_any(reading, reader, place, code, cell);
            }),
            FastPath::Money(_) | FastPath::Date | FastPath::Rate(_) => given.for_each(|(record, cell)| {
                let value = cell.short().and_then(|short| reader.short_number(short));
                record.number_or_any(reading, reader, value, cell);
            }),
            FastPath::Time(..) => given.for_each(|(record, cell)| {
                record.number_or_any(reading, reader, reader.time(cell.bytes()), cell);
            }),
            FastPath::List => given.for_each(|(record, cell)| {
                let text = trim_cell(cell.bytes());
                if !text.is_empty() && !reading.lexicons.is_missing(text) {
                    let value = recent.get(field, text, || reading.read(field, text));
                    record.set_or_fail(field, text, value);
                }
            }),
            FastPath::Id => given.for_each(|(record, cell)| record.set_id(reading, cell)),
            FastPath::CardNo => given.for_each(|(record, cell)| record.set_card_no(reading, cell)),
            FastPath::Serial(_) | FastPath::Other(_) => {
                given.for_each(|(record, cell)| record.read_any(reading, reader, cell.bytes()))
            }
        }
    }

    #[inline(always)]
    fn word_or_any(
        &mut self,
        reading: &Reading<'_>,
        reader: &FieldReader<'_>,
        place: WordPlace,
        code: Option<u16>,
        cell: PlainCell<'_>,
    ) {
        match code {
            Some(code) => self.facts.set_word(reader.field, code.into(), place),
            None => self.read_any(reading, reader, cell.bytes()),
        }
    }

    #[inline(always)]
    fn number_or_any(
        &mut self,
        reading: &Reading<'_>,
        reader: &FieldReader<'_>,
        value: Option<i64>,
        cell: PlainCell<'_>,
    ) {
        match value {
            Some(value) => self.facts.set(reader.field, value),
            None => self.read_any(reading, reader, cell.bytes()),
        }
    }
}
