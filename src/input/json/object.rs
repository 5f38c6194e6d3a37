//! Reading JSON objects into records: the fast path for those of the usual shape, serde_json for
//! all others.

use std::borrow::Cow;
use std::fmt;

use serde::Deserializer;
use serde::de::{MapAccess, Visitor};
use serde_json::value::RawValue;

use super::fast_path::{Boundary, FastPath};
use super::framing::depth;
use super::keys::Keys;
use super::members::Members;
use super::ranges::{RECORDS, ValueRanges};
use super::structural::StructuralIndex;
use super::value::cell;
use crate::field::Field;
use crate::input::buffer::Buffer;
use crate::input::error::InputFault;
use crate::input::header::{ColumnMap, ColumnRole, masks_id};
use crate::input::limits::MAX_DEPTH;
use crate::input::notice::Notices;
use crate::input::passthrough::Passthrough;
use crate::input::simd::fits_positions;
use crate::lang::Text;
use crate::record::{Detail, Reading, RecentLists, Record, RecordError};
use crate::value::ValueError;

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
    ranges: ValueRanges,
    index: StructuralIndex,
    /// How much of the structural index was passed.
    passed: usize,
    /// Where the objects stand whose values were found and are not read yet, by number.
    found: [Option<(usize, usize)>; RECORDS],
    lists: RecentLists,
    is_text: bool,
    /// The first key that is not known, where all have to be.
    fault: Option<InputFault>,
}

impl<'a> ObjectReader<'a> {
    /// How many objects there may be before their values are [read](Self::values).
    pub const MOST: usize = RECORDS;

    /// What is wrong with the input as a whole, as far as it was read.
    pub fn take_fault(&mut self) -> Option<InputFault> {
        self.fault.take()
    }

    /// Begins a text, of which nothing is found if all objects are to be read one by one.
    pub fn begin(&mut self, text: &Buffer, one_by_one: bool) {
        self.passed = 0;
        self.is_text = !one_by_one
            && fits_positions(text)
            && (self.index.build(text) || std::str::from_utf8(text).is_ok());
    }

    /// Finds the values of an object of the usual shape, which is to be the one of this number among
    /// those whose values are not read yet. Returns the place behind it, or behind its line.
    #[inline(always)]
    pub fn find(&mut self, text: &Buffer, object: Object, number: usize) -> Option<usize> {
        if !self.is_text {
            return None;
        }
        let (start, boundary) = match object {
            Object::Line(start) => (start, Boundary::Line),
            Object::Within(start, end) => (start, Boundary::At(end)),
        };
        let all = self.index.get();
        // Those before it are passed for good, whether or not the object is found.
        let before =
            all.get(self.passed..)?.iter().take_while(|position| (**position as usize) < start).count();
        self.passed += before;
        let index = &all[self.passed..];
        let (padded, length) = (text.padded(), text.len());
        let mut fast_path = FastPath { text: padded, length, index, boundary };
        let found = fast_path.find(start, &self.keys, number, &mut self.ranges);
        match found {
            Some(_) => self.passed = all.len() - fast_path.index.len(),
            None => self.ranges.clear_record(number),
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
                let cells = self.ranges.cells(key.column, text.padded());
                let records = records.iter_mut().map(AsMut::as_mut);
                Record::read_column(reading, reader, &mut self.lists, records, cells);
            }
        }
        self.ranges.clear();
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
        mut passthrough: Option<&mut dyn Passthrough>,
    ) {
        if let Some(passthrough) = &mut passthrough {
            passthrough.begin();
        }
        let mut deserializer = serde_json::Deserializer::from_slice(text);
        let visitor = ObjectVisitor {
            keys: &mut self.keys,
            fault: &mut self.fault,
            map,
            reading,
            notices,
            record,
            passthrough: &mut passthrough,
        };
        let read = deserializer.deserialize_map(visitor).and_then(|()| {
            // Anything behind the object is another value.
            deserializer.end()
        });
        if let Err(error) = read {
            let is_more = error.is_syntax() && error.to_string().starts_with("trailing characters");
            let why = if std::str::from_utf8(text).is_err() {
                ValueError::Encoding
            } else if is_more && text.trim_ascii_end().ends_with(b",") {
                ValueError::CommaBehind
            } else if is_more {
                ValueError::SeveralValues
            } else {
                ValueError::Json
            };
            let place = Detail::At { line: error.line() as u64, column: error.column() as u64 };
            if let Some(passthrough) = passthrough {
                passthrough.blank();
            }
            // In what is no JSON, a value may be any piece of the text, a secret too.
            record.clear();
            record.fail(RecordError::whole(why, Some(place)));
        } else if let Some(passthrough) = passthrough {
            passthrough.end();
        }
        self.ranges.hold(self.keys.iter().len());
    }
}

struct ObjectVisitor<'v, 'a, 'n, 'o> {
    keys: &'v mut Keys<'a>,
    fault: &'v mut Option<InputFault>,
    map: &'v ColumnMap,
    reading: &'v Reading<'a>,
    notices: &'v Notices<'n>,
    record: &'v mut Record,
    passthrough: &'v mut Option<&'o mut dyn Passthrough>,
}

impl<'de> Visitor<'de> for ObjectVisitor<'_, '_, '_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        let mut members = Members::default();
        let mut hint = 0;
        let mut has_secret = false;
        while let Some(key) = map.next_key::<Cow<'de, str>>()? {
            let (role, is_told_of, next) = self.keys.role(&key, hint, self.map, self.reading, self.notices);
            hint = next;
            has_secret |= role == ColumnRole::Secret;
            let value: &'de RawValue = map.next_value()?;
            let text = value.get().as_bytes();
            // The record itself is the first level.
            if matches!(text[0], b'{' | b'[') && depth(text) >= MAX_DEPTH {
                self.record.fail(RecordError::whole(ValueError::TooDeep, None));
                continue;
            }
            if let Some(passthrough) = self.passthrough.as_mut()
                && !passthrough.member(&key, role, text)
            {
                tell_no_column(&self.map.shown(&key), self.notices);
            }
            if masks_id(&key, role) {
                self.record.mask_id();
            }
            members.add(key, role, is_told_of, text);
        }
        self.fields(&members.read());
        if let Some(field) = members.twice {
            let (field, why) = (Some(field), ValueError::DuplicateKey);
            self.record.fail(RecordError { field, value: None, why, detail: None });
        }
        members.report(self.map, self.notices);
        if let Some(fault) = members.unknown(self.map) {
            self.fault.get_or_insert(fault);
        }
        if has_secret {
            // A key may have got another one's value.
            self.record.hide_values();
        }
        Ok(())
    }
}

impl ObjectVisitor<'_, '_, '_, '_> {
    /// Reads the fields, in the order of the object's members.
    fn fields(&mut self, members: &[(Field, &[u8])]) {
        for (field, text) in members {
            match cell(text) {
                Ok(Some(cell)) => self.record.set(self.reading, *field, &cell),
                Ok(None) => {}
                Err(why) => self.record.fail(RecordError::of_value(*field, b"", why)),
            }
        }
    }
}

fn tell_no_column(key: &str, notices: &Notices<'_>) {
    notices.tell(
        Text::new(
            format!("`{key}` is not in the first record, and has no column to be passed through in"),
            format!("首条记录中没有“{key}”，输出中没有对应的列"),
        ),
        false,
    );
}
