//! What becomes of every column of the inputs, with samples of what it holds.

use std::collections::HashMap;
use std::sync::Arc;

use super::batch::{Batch, Layout};
use super::buffer::Buffer;
use super::csv::{Next, RowReader};
use super::error::InputError;
use super::header::{ColumnMap, ColumnRole, Header, Resolution};
use super::json::{json_members, json_text};
use super::passthrough::Show;
use super::reader::BatchReader;
use super::workbook::cell_fault;
use crate::field::{FIELD_COUNT, Field};
use crate::lang::{Text, suggest};
use crate::value::{Shown, masked_name, trim_cell};

/// How many samples there are of a column.
const SAMPLES: usize = 3;

/// How many columns a survey tells apart: JSON may have a new key with every object.
const MOST_COLUMNS: usize = super::limits::MAX_COLUMNS;

/// A column of the inputs, or a key of their objects.
#[derive(Debug)]
pub struct SurveyedColumn {
    /// Its name, masked where it may be a card number.
    pub name: String,
    /// The field that it is read as.
    pub field: Option<Field>,
    /// The first values that it has, as they may be shown.
    pub samples: Vec<String>,
    /// Why it is not read, if it is not.
    pub reason: Option<Text>,
    /// Whether its name is no field's.
    pub is_unknown: bool,
}

/// Looks at the columns of all inputs.
#[derive(Debug, Default)]
struct Survey {
    columns: Vec<Seen>,
    /// Where a name stands among the columns, with what became of it.
    places: HashMap<(String, Option<Field>), usize>,
}

/// A column, while it is looked at.
#[derive(Debug)]
struct Seen {
    key: String,
    resolution: Resolution,
    /// The other column that is read in its place.
    by: Option<String>,
    show: Show,
    samples: Vec<String>,
}

/// What becomes of every column of some inputs, all of which are read.
///
/// # Errors
/// When an input cannot be read.
pub fn survey(reader: &mut BatchReader<'_>, map: &ColumnMap) -> Result<Vec<SurveyedColumn>, InputError> {
    let mut survey = Survey::default();
    let mut rows = RowReader::default();
    let mut spare = Buffer::default();
    let mut places: Option<(Arc<Header>, Vec<usize>)> = None;
    while let Some(header) = reader.begin()? {
        if !header.columns.is_empty() {
            places = Some(survey.places_of(header, places));
        }
        let Some(batch) = reader.next(spare).map_err(|(_, error)| error)? else { break };
        if !batch.header.columns.is_empty() {
            let of_batch = survey.places_of(Arc::clone(&batch.header), places.take());
            survey.rows(&mut rows, &batch, &of_batch.1);
            places = Some(of_batch);
        } else {
            survey.objects(&batch, map);
        }
        spare = batch.bytes;
    }
    Ok(survey.columns.into_iter().map(|seen| seen.told(map)).collect())
}

impl Survey {
    /// Where the columns of a header stand among all.
    fn places_of(
        &mut self,
        header: Arc<Header>,
        known: Option<(Arc<Header>, Vec<usize>)>,
    ) -> (Arc<Header>, Vec<usize>) {
        if let Some(known) = known.filter(|(of, _)| Arc::ptr_eq(of, &header)) {
            return known;
        }
        let column = |index: usize| &header.columns[index];
        let place = |index: usize| {
            let by = match column(index).resolution {
                Resolution::Outranked { by, .. } => Some(column(by).name.clone()),
                _ => None,
            };
            self.place(&column(index).name, column(index).resolution, column(index).role(), by)
        };
        let places = (0..header.columns.len()).map(place).collect();
        (header, places)
    }

    fn place(&mut self, key: &str, resolution: Resolution, role: ColumnRole, by: Option<String>) -> usize {
        let field = match resolution {
            Resolution::Read(field) => Some(field),
            _ => None,
        };
        let columns = &mut self.columns;
        *self.places.entry((key.to_owned(), field)).or_insert_with(|| {
            let show = Show::of(key, role);
            columns.push(Seen { key: key.to_owned(), resolution, by, show, samples: Vec::new() });
            columns.len() - 1
        })
    }

    fn rows(&mut self, reader: &mut RowReader, batch: &Batch, places: &[usize]) {
        let Layout::Rows { first_line, rows } = &batch.layout else { return };
        if places.iter().all(|place| self.columns[*place].is_full()) {
            return;
        }
        reader.each(batch, *first_line, rows, false, |next| {
            let Next::Any(_, row) = next else { return };
            // Where a row does not fit, its secret may stand in any column.
            let Some(row) = row.ok().filter(|row| row.len() == places.len()) else { return };
            for (cell, place) in row.iter().zip(places) {
                let cell = cell_fault(cell).map_or(cell, |(_, text)| text);
                if let Ok(text) = std::str::from_utf8(trim_cell(cell)) {
                    self.columns[*place].add(text);
                }
            }
        });
    }

    fn objects(&mut self, batch: &Batch, map: &ColumnMap) {
        let text: &[u8] = &batch.bytes;
        match &batch.layout {
            Layout::Lines { .. } => {
                text.split(|byte| *byte == b'\n').for_each(|line| self.object(line, map));
            }
            Layout::Elements(elements) => {
                elements.iter().for_each(|element| self.object(&text[element.start..element.end], map));
            }
            Layout::Rows { .. } | Layout::Faulty { .. } | Layout::Args => {}
        }
    }

    fn outrank(&mut self, place: usize, field: Field, by: usize) {
        self.columns[place].by = Some(self.columns[by].key.clone());
        self.columns[place].resolution = Resolution::Outranked { field, by };
    }

    fn object(&mut self, text: &[u8], map: &ColumnMap) {
        // By field, the key that it is read from so far, and how that ranks.
        let mut held: [Option<(usize, usize)>; FIELD_COUNT] = [None; FIELD_COUNT];
        for (key, value) in json_members(text) {
            let role = map.role(&key);
            let resolution = match role {
                ColumnRole::Field(field, _) => Resolution::Read(field),
                ColumnRole::Secret => Resolution::Secret,
                ColumnRole::Other if map.is_field_name(&key) => Resolution::OtherCommand,
                ColumnRole::Other => Resolution::Unknown,
            };
            if self.columns.len() == MOST_COLUMNS {
                return;
            }
            map.see([&*key]);
            let place = self.place(&key, resolution, role, None);
            if let ColumnRole::Field(field, rank) = role {
                let holder = &mut held[field as usize];
                match *holder {
                    Some((by, other)) if other <= rank => self.outrank(place, field, by),
                    _ => {
                        if let Some((other, _)) = holder.replace((place, rank)) {
                            self.outrank(other, field, place);
                        }
                    }
                }
            }
            let value = value.get();
            match value.as_bytes().first() {
                Some(b'"') => self.columns[place].add(&json_text(value.as_bytes()).unwrap_or_default()),
                Some(b'n') | None => {}
                // What stands in a list or object has no heading of its own.
                Some(b'[' | b'{') => self.columns[place].add(Shown::of(value).as_str()),
                Some(_) => self.columns[place].add(value),
            }
        }
    }
}

impl Seen {
    fn is_full(&self) -> bool {
        self.samples.len() == SAMPLES || self.show == Show::Dropped
    }

    fn add(&mut self, text: &str) {
        let text = text.trim();
        if !text.is_empty() && !self.is_full() {
            self.samples.push(Shown::of_masked(&self.show.value(text)).to_string());
        }
    }

    fn told(self, map: &ColumnMap) -> SurveyedColumn {
        let reason = self.reason(map);
        let field = match self.resolution {
            Resolution::Read(field) => Some(field),
            _ => None,
        };
        let is_unknown = self.resolution == Resolution::Unknown;
        SurveyedColumn { name: masked_name(&self.key), field, samples: self.samples, reason, is_unknown }
    }

    fn reason(&self, map: &ColumnMap) -> Option<Text> {
        let by = self.by.as_deref().map(|by| map.shown(by)).unwrap_or_default();
        let (command, field) = match self.resolution {
            Resolution::Read(_) => return None,
            Resolution::Outranked { field, .. } => ("", field.name()),
            _ => (map.command().name(), ""),
        };
        Some(match self.resolution {
            Resolution::Read(_) | Resolution::Outranked { .. } => {
                Text::new(format!("{field} is read from `{by}`"), format!("{field} 取自“{by}”"))
            }
            Resolution::Secret => Text::new("looks like a secret; never read", "像是卡密或密码，从不读取"),
            Resolution::OtherCommand => {
                Text::new(format!("{command} does not use it"), format!("{command} 不使用该字段"))
            }
            Resolution::Unknown => {
                let Text { en, zh } = suggest::hint(map.meant(&self.key).as_deref());
                Text::new(format!("not known{en}"), format!("不认识{zh}"))
            }
        })
    }
}
