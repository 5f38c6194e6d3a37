//! A record as it is built up from its values, and what is wrong with it.

use std::borrow::Cow;
use std::error::Error;
use std::fmt;

use super::facts::Facts;
use super::reader::{FastPath, FieldReader, PlainCell};
use super::value::{Cell, Reading};
use crate::field::{Field, Kind};
use crate::value::{Label, Shown, ValueError, mask, trim_cell, without_exponent};

/// A record as it is built up from its values.
#[derive(Clone, Debug)]
pub struct Record {
    /// The typed facts.
    pub facts: Facts,
    id: Label,
    /// The id as it was given, where what is shown of it is masked.
    unmasked_id: Option<Box<Label>>,
    card_no: Label,
    /// The first thing wrong with it.
    pub error: Option<Box<RecordError>>,
    hides_values: bool,
}

/// Why a record is invalid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordError {
    /// The field, where it is one field that is wrong.
    pub field: Option<Field>,
    /// The offending value, unless it must not be shown.
    pub value: Option<Shown>,
    /// What would be right.
    pub why: ValueError,
    /// More of where and why.
    pub detail: Option<Detail>,
}

/// Where in a record something is wrong, or by how much, as its kind of error has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// How many cells the header has, and how many the row.
    Cells {
        /// Of the header.
        header: u64,
        /// Of the row.
        row: u64,
    },
    /// Where in the record's text, both from 1.
    At {
        /// The line.
        line: u64,
        /// The column.
        column: u64,
    },
    /// Which cell is too long, and how many characters one may have.
    Cell {
        /// The cell, from 1.
        number: u64,
        /// At most so many characters.
        most: u64,
    },
}

impl Detail {
    /// Its figures, in the order in which messages name them.
    pub fn figures(self) -> (u64, u64) {
        match self {
            Self::Cells { header, row } => (header, row),
            Self::At { line, column } => (line, column),
            Self::Cell { number, most } => (number, most),
        }
    }
}

impl Default for Record {
    fn default() -> Self {
        Self {
            facts: Facts::NONE,
            id: Label::default(),
            unmasked_id: None,
            card_no: Label::default(),
            error: None,
            hides_values: false,
        }
    }
}

impl AsMut<Self> for Record {
    fn as_mut(&mut self) -> &mut Self {
        self
    }
}

impl Record {
    /// Makes the record empty again, keeping its memory.
    pub fn clear(&mut self) {
        self.facts.clear();
        self.id.clear();
        self.unmasked_id = None;
        self.card_no.clear();
        self.error = None;
        self.hides_values = false;
    }

    /// Keeps the record's values out of its errors, also of one that it has already: a secret came
    /// with it, and may stand in the wrong place.
    pub fn hide_values(&mut self) {
        self.hides_values = true;
        if let Some(error) = &mut self.error {
            error.value = None;
        }
    }

    /// The id as it may be shown: as given, unless it is a card number by its heading.
    pub fn id(&self) -> Option<&str> {
        std::str::from_utf8(self.id.bytes()).ok().filter(|id| !id.is_empty())
    }

    /// The id as it may be shown; empty if there is none.
    pub fn id_label(&self) -> &Label {
        &self.id
    }

    /// The id as given, for comparing, never for printing; empty if there is none.
    pub(crate) fn unmasked_id(&self) -> &Label {
        self.unmasked_id.as_deref().unwrap_or(&self.id)
    }

    /// Masks the id: its heading says that it is a card number.
    #[cold]
    pub(crate) fn mask_id(&mut self) {
        if self.id.is_empty() || self.unmasked_id.is_some() {
            return;
        }
        let mut masked = Label::default();
        masked.set(mask(&String::from_utf8_lossy(self.id.bytes())).as_bytes());
        self.unmasked_id = Some(Box::new(std::mem::replace(&mut self.id, masked)));
    }

    /// The card number, unmasked: for comparing, never for printing.
    pub fn card_no(&self) -> Option<&str> {
        std::str::from_utf8(self.card_no.bytes()).ok().filter(|card_no| !card_no.is_empty())
    }

    /// The card number as it is copied, unmasked; empty if there is none.
    pub fn card_no_label(&self) -> &Label {
        &self.card_no
    }

    /// Replaces what the record is known by, where `clean` makes another text of it.
    pub(crate) fn clean_labels(&mut self, clean: impl Fn(&str) -> Option<String>) {
        for label in [&mut self.id, &mut self.card_no] {
            if let Some(text) = std::str::from_utf8(label.bytes()).ok().and_then(&clean) {
                label.set(text.as_bytes());
            }
        }
    }

    /// Whether a field has a value.
    pub fn has(&self, field: Field) -> bool {
        match field {
            Field::Id => !self.id.is_empty(),
            Field::CardNo => !self.card_no.is_empty(),
            _ => self.facts.has(field),
        }
    }

    /// Whether any field has a value.
    pub fn has_any(&self) -> bool {
        !self.id.is_empty() || !self.card_no.is_empty() || !self.facts.given().is_empty()
    }

    /// Marks the record as invalid, if it is not already.
    pub fn fail(&mut self, mut error: RecordError) {
        if self.error.is_none() {
            error.value = error.value.filter(|_| !self.hides_values);
            self.error = Some(Box::new(error));
        }
    }

    /// Sets a field that is missing from the text of an argument, which is no value of the record's
    /// own and so never a secret in the wrong place.
    pub fn fill(&mut self, reading: &Reading<'_>, field: Field, text: &[u8]) {
        if !self.has(field) {
            let hides_values = std::mem::take(&mut self.hides_values);
            self.set_text(reading, field, text);
            self.hides_values = hides_values;
        }
    }

    /// Sets a field from the text of its value; an empty one leaves it missing.
    pub fn set_text(&mut self, reading: &Reading<'_>, field: Field, text: &[u8]) {
        let reader = reading.reader(field);
        match reader.fast {
            FastPath::Id => self.set_id(reading, PlainCell::new(text, text.len())),
            FastPath::CardNo => self.set_card_no(reading, PlainCell::new(text, text.len())),
            _ => self.read_any(reading, &reader, text),
        }
    }

    /// Sets a field from the text of its value, in any shape.
    #[inline(never)]
    pub(super) fn read_any(&mut self, reading: &Reading<'_>, reader: &FieldReader<'_>, text: &[u8]) {
        let text = trim_cell(text);
        if text.is_empty() || reading.lexicons.is_missing(text) {
            return;
        }
        match (reading.read(reader.field, text), reader.fast) {
            (
                Ok(code),
                FastPath::Word(_, place) | FastPath::Bool(_, place) | FastPath::Other(Some(place)),
            ) => self.facts.set_word(reader.field, code, place),
            (Err(ValueError::DateSerial), FastPath::Serial(epoch)) => {
                let value = match epoch.date_of(text) {
                    Some(date) => reading.read(reader.field, date.as_bytes()),
                    None => Err(ValueError::DateSerial),
                };
                self.set_or_fail(reader.field, text, value);
            }
            (value, _) => self.set_or_fail(reader.field, text, value),
        }
    }

    pub(super) fn set_or_fail(&mut self, field: Field, text: &[u8], value: Result<i64, ValueError>) {
        match value {
            Ok(value) => self.facts.set(field, value),
            Err(why) => self.fail_value(field, text, why),
        }
    }

    #[cold]
    fn fail_value(&mut self, field: Field, text: &[u8], why: ValueError) {
        self.fail(RecordError::of_value(field, text, why));
    }

    /// Sets a field from a value of any shape.
    pub fn set(&mut self, reading: &Reading<'_>, field: Field, cell: &Cell<'_>) {
        match cell {
            Cell::Text(text) => self.set_text(reading, field, text),
            Cell::Number(digits) => match field.spec().kind {
                Kind::Money { .. } | Kind::Rate { .. } | Kind::Count => {
                    self.set_text(reading, field, &without_exponent(digits));
                }
                _ => self.set_text(reading, field, digits),
            },
            Cell::List(items) => match reading.read_list(field, items) {
                Ok(value) => self.facts.set(field, value),
                Err(why) => {
                    let shown: Vec<Cow<'_, str>> =
                        items.iter().map(|item| String::from_utf8_lossy(item)).collect();
                    self.fail(RecordError::of_value(field, shown.join(";").as_bytes(), why));
                }
            },
            Cell::Shapeless => self.fail(RecordError::of_value(field, b"{...}", ValueError::Shape)),
        }
    }

    /// Checks what only shows once all values are there.
    pub fn finish(&mut self) {
        let (balance, face_value) = (self.facts.get(Field::Balance), self.facts.get(Field::FaceValue));
        if let (Some(balance), Some(face_value)) = (balance, face_value)
            && balance > face_value
        {
            let mut shown = Vec::new();
            crate::value::Money(balance).write(&mut shown);
            self.fail(RecordError::of_value(Field::Balance, &shown, ValueError::BalanceAboveFaceValue));
        }
    }

    /// Marks the record as invalid if it lacks a field that it has to have.
    pub fn require(&mut self, field: Field) {
        if !self.has(field) {
            self.fail(RecordError {
                field: Some(field),
                value: None,
                why: ValueError::Required,
                detail: None,
            });
        }
    }

    #[inline(always)]
    pub(super) fn set_id(&mut self, reading: &Reading<'_>, cell: PlainCell<'_>) {
        let cell = cell.trimmed();
        if !cell.is_empty() && !reading.lexicons.is_missing(cell.bytes()) {
            cell.copy_to(&mut self.id);
        }
    }

    #[inline(always)]
    pub(super) fn set_card_no(&mut self, reading: &Reading<'_>, cell: PlainCell<'_>) {
        let cell = cell.trimmed();
        if !cell.is_digits() && is_destroyed(cell.bytes()) {
            self.fail(RecordError::of_value(Field::CardNo, cell.bytes(), ValueError::NumberDestroyed));
        } else if !cell.is_empty() && !reading.lexicons.is_missing(cell.bytes()) {
            cell.copy_to(&mut self.card_no);
        }
    }
}

/// Whether a long number has become a power of ten, as `6.22E+18`: with a point or a sign, for a
/// number may have an E of its own.
fn is_destroyed(text: &[u8]) -> bool {
    // Every byte is looked at, which is quicker for so few than to stop at the first.
    if !text.iter().fold(false, |has_e, byte| has_e | (*byte | 0x20 == b'e')) {
        return false;
    }
    let Some(exponent) = memchr::memchr2(b'e', b'E', text) else { return false };
    let (mantissa, power) = (&text[..exponent], &text[exponent + 1..]);
    let digits = |text: &[u8]| !text.is_empty() && text.iter().all(u8::is_ascii_digit);
    let unsigned = power.strip_prefix(b"+").or(power.strip_prefix(b"-")).unwrap_or(power);
    if unsigned.len() == power.len() && !mantissa.contains(&b'.') {
        return false;
    }
    let mut parts = mantissa.splitn(2, |b| *b == b'.');
    let whole = parts.next().unwrap_or_default();
    digits(unsigned) && digits(whole) && parts.next().is_none_or(digits)
}

impl fmt::Display for RecordError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(field) = self.field {
            write!(f, "{}: ", field.name())?;
        }
        if let Some(value) = &self.value {
            write!(f, "`{value}` is ")?;
        }
        self.why.fmt(f)
    }
}

impl Error for RecordError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.why)
    }
}

impl RecordError {
    /// An error of one field's value.
    pub fn of_value(field: Field, text: &[u8], why: ValueError) -> Self {
        let value = match std::str::from_utf8(text) {
            Ok("") | Err(_) => None,
            Ok(text) if matches!(field.spec().kind, Kind::Masked) => Some(Shown::of_card_no(text)),
            Ok(text) => Some(Shown::of(text)),
        };
        Self { field: Some(field), value, why, detail: None }
    }

    /// An error of the record as a whole.
    pub fn whole(why: ValueError, detail: Option<Detail>) -> Self {
        Self { field: None, value: None, why, detail }
    }
}
