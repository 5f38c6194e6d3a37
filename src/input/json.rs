//! Reads JSON objects into records.

use std::borrow::Cow;
use std::fmt;

use serde::Deserializer;
use serde::de::{MapAccess, Visitor};
use serde_json::value::RawValue;

use super::blocks::can_hold;
use super::buffer::Buffer;
use super::columns::{ColumnMap, Slot};
use super::elements::depth;
use super::keys::Keys;
use super::members::{Members, Until};
use super::notice::Notices;
use super::own::Passing;
use super::spans::{RECORDS, Spans};
use super::stops::Stops;
use crate::field::{FIELD_COUNT, Field};
use crate::lang::Text;
use crate::record::{Cell, Reading, RecentLists, Record, RecordError};
use crate::value::{ValueError, shown_name};

/// How deep values may be nested.
const MAX_DEPTH: usize = 128;

/// A JSON value in a text, which should be an object.
#[derive(Clone, Copy, Debug)]
pub enum Object {
    /// The one on the line that begins here.
    Line(usize),
    /// The one at these places.
    Within(usize, usize),
}

/// Reads JSON objects into records.
///
/// Of objects of the usual shape, it is first found where their values stand, and then all values
/// of one field are read. All others are read one by one.
#[derive(Debug, Default)]
pub struct ObjectReader<'a> {
    keys: Keys<'a>,
    spans: Spans,
    stops: Stops,
    /// How many of the text's stops were passed.
    passed: usize,
    /// Where the objects stand whose values were found and are not read yet, by number.
    found: [Option<(usize, usize)>; RECORDS],
    lists: RecentLists,
    is_text: bool,
}

impl<'a> ObjectReader<'a> {
    /// How many objects there may be before their values are [read](Self::values).
    pub const MOST: usize = RECORDS;

    /// Begins a text, of which nothing is found if all objects are to be read one by one.
    pub fn begin(&mut self, text: &Buffer, one_by_one: bool) {
        self.passed = 0;
        self.is_text =
            !one_by_one && can_hold(text) && (self.stops.find(text) || std::str::from_utf8(text).is_ok());
    }

    /// Finds the values of an object of the usual shape, which is to be the one of this number among
    /// those whose values are not read yet. Returns the place behind it, or behind its line.
    #[inline(always)]
    pub fn find(&mut self, text: &Buffer, object: Object, number: usize) -> Option<usize> {
        if !self.is_text {
            return None;
        }
        let (start, until) = match object {
            Object::Line(start) => (start, Until::Line),
            Object::Within(start, end) => (start, Until::Place(end)),
        };
        let all = self.stops.get();
        // Those before it are passed for good, whether or not the object is found.
        let before = all.get(self.passed..)?.iter().take_while(|stop| (**stop as usize) < start).count();
        self.passed += before;
        let stops = &all[self.passed..];
        let (padded, length) = (text.padded(), text.len());
        let mut members = Members { text: padded, length, stops, until };
        let found = members.find(start, &self.keys, number, &mut self.spans);
        match found {
            Some(_) => self.passed = all.len() - members.stops.len(),
            None => self.spans.clear_record(number),
        }
        self.found[number % RECORDS] = found.map(|end| (start, end));
        found
    }

    /// Reads the values of objects that were found into records. Those that were not found have none.
    #[inline(always)]
    pub fn values(
        &mut self,
        text: &Buffer,
        map: &ColumnMap,
        reading: &Reading<'a>,
        notices: &Notices<'_>,
        records: &mut [impl AsMut<Record>],
    ) {
        for key in self.keys.iter() {
            if let Some(reader) = &key.reader {
                let cells = self.spans.cells(key.column, text.padded());
                let records = records.iter_mut().map(AsMut::as_mut);
                Record::read_column(reading, reader, &mut self.lists, records, cells);
            }
        }
        self.spans.clear();
        let has_secret = self.keys.has_secret();
        for (record, found) in records.iter_mut().zip(std::mem::take(&mut self.found)) {
            let record = record.as_mut();
            if has_secret && found.is_some() {
                // Whether the object itself has a secret, and its values must not be shown where
                // they contradict each other, is for the other reader to see.
                record.finish();
            }
            if let (Some(_), Some((start, end))) = (&record.error, found) {
                // Which of several errors is the first depends on the order of its own members.
                record.clear();
                self.read(&text[start..end], map, reading, notices, record, None);
            }
        }
    }

    /// Reads an object of any shape, or says what is wrong with it.
    #[inline(never)]
    pub fn read(
        &mut self,
        text: &[u8],
        map: &ColumnMap,
        reading: &Reading<'a>,
        notices: &Notices<'_>,
        record: &mut Record,
        mut own: Option<&mut dyn Passing>,
    ) {
        if let Some(own) = &mut own {
            own.begin();
        }
        let mut deserializer = serde_json::Deserializer::from_slice(text);
        let visitor = ObjectVisitor { keys: &mut self.keys, map, reading, notices, record, own: &mut own };
        let read = deserializer.deserialize_map(visitor).and_then(|()| {
            // Anything behind the object is another value.
            deserializer.end()
        });
        if let Err(error) = read {
            let is_more = error.is_syntax() && error.to_string().starts_with("trailing characters");
            let why = if std::str::from_utf8(text).is_err() {
                ValueError::Encoding
            } else if is_more {
                ValueError::SeveralValues
            } else {
                ValueError::Json
            };
            let place = (error.line() as u64, error.column() as u64);
            if let Some(own) = own {
                own.blank();
            }
            // In what is no JSON, a value may be any piece of the text, a secret too.
            record.clear();
            record.fail(RecordError::whole(why, Some(place)));
        } else if let Some(own) = own {
            own.end();
        }
        self.spans.hold(self.keys.iter().len());
    }
}

struct ObjectVisitor<'v, 'a, 'n, 'o> {
    keys: &'v mut Keys<'a>,
    map: &'v ColumnMap,
    reading: &'v Reading<'a>,
    notices: &'v Notices<'n>,
    record: &'v mut Record,
    own: &'v mut Option<&'o mut dyn Passing>,
}

impl<'de> Visitor<'de> for ObjectVisitor<'_, '_, '_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        // How far down in its list of names the name stands that a field was read from.
        let mut ranks = [usize::MAX; FIELD_COUNT];
        let mut hint = 0;
        let mut has_secret = false;
        while let Some(key) = map.next_key::<Cow<'de, str>>()? {
            let (slot, next) = self.keys.slot(&key, hint, self.map, self.reading, self.notices);
            hint = next;
            has_secret |= slot == Slot::Secret;
            let value: &'de RawValue = map.next_value()?;
            let text = value.get().as_bytes();
            // The record itself is the first level.
            if matches!(text[0], b'{' | b'[') && depth(text) >= MAX_DEPTH {
                self.record.fail(RecordError::whole(ValueError::TooDeep, None));
                continue;
            }
            if let Some(own) = self.own.as_mut()
                && !own.member(&key, slot, text)
            {
                tell_no_column(&key, self.notices);
            }
            if let Slot::Field(field, rank) = slot {
                self.place(field, rank, &mut ranks, text);
            }
        }
        if has_secret {
            // A key may have got another one's value.
            self.record.hide_values();
        }
        Ok(())
    }
}

impl ObjectVisitor<'_, '_, '_, '_> {
    fn place(&mut self, field: Field, rank: usize, ranks: &mut [usize; FIELD_COUNT], text: &[u8]) {
        let held = &mut ranks[field as usize];
        if *held == rank {
            self.record.fail(RecordError {
                field: Some(field),
                value: None,
                why: ValueError::DuplicateKey,
                detail: None,
            });
        }
        // Another name of the same field: the one listed first wins.
        if *held > rank {
            *held = rank;
            match cell(text) {
                Ok(Some(cell)) => self.record.set(self.reading, field, &cell),
                Ok(None) => {}
                Err(why) => self.record.fail(RecordError::of_value(field, b"", why)),
            }
        }
    }
}

fn tell_no_column(key: &str, notices: &Notices<'_>) {
    let key = shown_name(key);
    notices.tell(
        Text::new(
            format!("`{key}` is not in the first record, and has no column to be passed through in"),
            format!("首条记录中没有“{key}”，输出中没有对应的列"),
        ),
        false,
    );
}

/// A JSON value as a cell; `None` for null.
///
/// # Errors
/// [`ValueError::Encoding`] for an escaped half of a character.
fn cell(text: &[u8]) -> Result<Option<Cell<'_>>, ValueError> {
    Ok(Some(match text {
        b"null" => return Ok(None),
        [b'"', ..] => Cell::Text(unescaped(text)?),
        [b'[', ..] => return list(text).map(Some),
        [b'{', ..] => Cell::Shapeless,
        [b't' | b'f', ..] => Cell::Text(Cow::Borrowed(text)),
        number => Cell::Number(number),
    }))
}

fn list(text: &[u8]) -> Result<Cell<'_>, ValueError> {
    let items: Vec<&RawValue> = serde_json::from_slice(text).map_err(|_| ValueError::Json)?;
    let mut cells = Vec::with_capacity(items.len());
    for item in items {
        match item.get().as_bytes() {
            b"null" => {}
            [b'{' | b'[', ..] => return Ok(Cell::Shapeless),
            text @ [b'"', ..] => cells.push(unescaped(text)?),
            bare => cells.push(Cow::Borrowed(bare)),
        }
    }
    Ok(Cell::List(cells))
}

/// The text of a JSON string.
pub(super) fn unescaped(text: &[u8]) -> Result<Cow<'_, [u8]>, ValueError> {
    match text {
        [b'"', inner @ .., b'"'] if memchr::memchr(b'\\', inner).is_none() => Ok(Cow::Borrowed(inner)),
        _ => {
            let unescaped: String = serde_json::from_slice(text).map_err(|_| ValueError::Encoding)?;
            Ok(Cow::Owned(unescaped.into_bytes()))
        }
    }
}

/// The text of a JSON string; `None` where it holds an escaped half of a character.
pub fn json_text(text: &[u8]) -> Option<Cow<'_, str>> {
    match unescaped(text).ok()? {
        Cow::Borrowed(text) => std::str::from_utf8(text).ok().map(Cow::Borrowed),
        Cow::Owned(text) => String::from_utf8(text).ok().map(Cow::Owned),
    }
}

/// The items of a JSON array; `None` where it is none.
pub fn json_items(text: &[u8]) -> Option<Vec<&RawValue>> {
    serde_json::from_slice(text).ok()
}

/// The members of a JSON object, in their order; none where it is none.
pub fn json_members(text: &[u8]) -> Vec<(Cow<'_, str>, &RawValue)> {
    struct Members;
    impl<'de> Visitor<'de> for Members {
        type Value = Vec<(Cow<'de, str>, &'de RawValue)>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut members = Vec::new();
            while let Some(member) = map.next_entry()? {
                members.push(member);
            }
            Ok(members)
        }
    }
    serde_json::Deserializer::from_slice(text).deserialize_map(Members).unwrap_or_default()
}
