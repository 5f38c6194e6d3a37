use std::borrow::Cow;
use std::fmt;

use serde::Deserializer;
use serde::de::{MapAccess, Visitor};
use serde_json::value::RawValue;

use super::Place;
use super::columns::{ColumnMap, Slot};
use super::notice::Notices;
use crate::field::{FIELD_COUNT, Field};
use crate::record::{Cell, Reading, Record, RecordError};
use crate::value::ValueError;

/// A JSON value in the text of a batch.
#[derive(Clone, Copy, Debug)]
pub struct Element {
    /// Where it starts.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// Where it stands in the input.
    pub place: Place,
}

/// How deep values may be nested.
const MAX_DEPTH: usize = 128;

/// How many keys are remembered; beyond that they are looked up each time.
const REMEMBERED_KEYS: usize = 256;

/// Whether the first line is a whole object, so that the input has an object a line.
pub(super) fn is_object_a_line(start: &[u8]) -> bool {
    let start = start.trim_ascii_start();
    let Some(end) = memchr::memchr(b'\n', start) else { return false };
    start.first() == Some(&b'{') && serde_json::from_slice::<serde::de::IgnoredAny>(&start[..end]).is_ok()
}

/// Finds the values of an array, or values one after the other.
#[derive(Debug, Default)]
pub(super) struct ElementScan {
    is_begun: bool,
    is_array: bool,
    is_over: bool,
    count: u64,
}

impl ElementScan {
    /// Finds the whole values at the start of a text and returns where they end.
    pub(super) fn cut(
        &mut self,
        bytes: &[u8],
        at_end: bool,
        line: &mut u64,
        out: &mut Vec<Element>,
    ) -> usize {
        let mut at = 0;
        let mut done = 0;
        loop {
            at = skip_space(bytes, at, line);
            done = done.max(at);
            let Some(&byte) = bytes.get(at) else { break };
            if !self.is_begun {
                self.is_begun = true;
                self.is_array = byte == b'[';
                if self.is_array {
                    at += 1;
                    continue;
                }
            }
            if self.is_array && !self.is_over && (byte == b',' || byte == b']') {
                self.is_over = byte == b']';
                at += 1;
                continue;
            }
            let Some(end) = value_end(bytes, at, at_end) else { break };
            self.count += 1;
            let is_element = self.is_array && !self.is_over;
            let place = if is_element { Place::Element(self.count) } else { Place::Line(*line) };
            out.push(Element { start: at, end, place });
            *line += memchr::memchr_iter(b'\n', &bytes[at..end]).count() as u64;
            at = end;
            done = end;
        }
        done
    }
}

fn skip_space(bytes: &[u8], mut at: usize, line: &mut u64) -> usize {
    while let Some(byte) = bytes.get(at).filter(|b| b.is_ascii_whitespace()) {
        *line += u64::from(*byte == b'\n');
        at += 1;
    }
    at
}

/// The end of the value that starts here, if it is whole.
fn value_end(bytes: &[u8], start: usize, at_end: bool) -> Option<usize> {
    let cut_off = at_end.then_some(bytes.len());
    match bytes[start] {
        b'{' | b'[' => {
            let mut depth = 0usize;
            let mut at = start;
            while at < bytes.len() {
                match bytes[at] {
                    b'{' | b'[' => depth += 1,
                    b'}' | b']' => {
                        depth -= 1;
                        if depth == 0 {
                            return Some(at + 1);
                        }
                    }
                    b'"' => match string_end(bytes, at) {
                        Some(end) => at = end - 1,
                        None => return cut_off,
                    },
                    _ => {}
                }
                at += 1;
            }
            cut_off
        }
        b'"' => string_end(bytes, start).or(cut_off),
        _ => {
            let ends = |b: &u8| matches!(b, b',' | b']' | b'}' | b'{' | b'[') || b.is_ascii_whitespace();
            let length = bytes[start + 1..].iter().position(ends);
            length.map(|length| start + 1 + length).or(cut_off)
        }
    }
}

fn string_end(bytes: &[u8], start: usize) -> Option<usize> {
    let mut at = start + 1;
    loop {
        at += memchr::memchr2(b'"', b'\\', bytes.get(at..)?)?;
        if bytes[at] == b'"' {
            return Some(at + 1);
        }
        at += 2;
    }
}

/// Reads JSON objects into records.
#[derive(Debug, Default)]
pub struct ObjectReader {
    keys: Vec<(String, Slot)>,
}

impl ObjectReader {
    /// Reads an object into a record.
    pub fn read(
        &mut self,
        text: &[u8],
        map: &ColumnMap,
        reading: &Reading<'_>,
        notices: &Notices<'_>,
        record: &mut Record,
    ) {
        let mut deserializer = serde_json::Deserializer::from_slice(text);
        let visitor = ObjectVisitor { reader: self, map, reading, notices, record };
        let read = deserializer.deserialize_map(visitor).and_then(|()| {
            // Anything behind the object is another value.
            deserializer.end()
        });
        if let Err(error) = read {
            let is_more = error.is_syntax() && error.to_string().starts_with("trailing characters");
            let why = if is_more { ValueError::SeveralValues } else { ValueError::Json };
            let place = (error.line() as u64, error.column() as u64);
            record.error = None;
            record.fail(RecordError::whole(why, Some(place)));
        }
    }

    /// What a key is for. Records tend to have their keys in the same order.
    fn slot(&mut self, key: &str, hint: usize, map: &ColumnMap, notices: &Notices<'_>) -> (Slot, usize) {
        if let Some((known, slot)) = self.keys.get(hint)
            && known == key
        {
            return (*slot, hint);
        }
        if let Some(index) = self.keys.iter().position(|(known, _)| known == key) {
            return (self.keys[index].1, index);
        }
        let slot = map.slot(key);
        if self.keys.len() < REMEMBERED_KEYS {
            map.tell(key, slot, notices);
            self.keys.push((key.to_owned(), slot));
            return (slot, self.keys.len() - 1);
        }
        (slot, hint)
    }
}

struct ObjectVisitor<'v, 'n> {
    reader: &'v mut ObjectReader,
    map: &'v ColumnMap,
    reading: &'v Reading<'v>,
    notices: &'v Notices<'n>,
    record: &'v mut Record,
}

impl<'de> Visitor<'de> for ObjectVisitor<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        // How far down in its list of names the name stands that a field was read from.
        let mut ranks = [usize::MAX; FIELD_COUNT];
        let mut hint = 0;
        while let Some(key) = map.next_key::<Cow<'de, str>>()? {
            let (slot, index) = self.reader.slot(&key, hint, self.map, self.notices);
            hint = index + 1;
            let value: &'de RawValue = map.next_value()?;
            let text = value.get().as_bytes();
            if matches!(text[0], b'{' | b'[') && depth(text) > MAX_DEPTH {
                self.record.fail(RecordError::whole(ValueError::TooDeep, None));
            }
            if let Slot::Field(field, rank) = slot {
                self.place(field, rank, &mut ranks, text);
            }
        }
        Ok(())
    }
}

impl ObjectVisitor<'_, '_> {
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
            if let Some(cell) = cell(text) {
                self.record.set(self.reading, field, &cell);
            }
        }
    }
}

/// A JSON value as a cell; `None` for null.
fn cell(text: &[u8]) -> Option<Cell<'_>> {
    match text {
        b"null" => None,
        [b'"', inner @ .., b'"'] if memchr::memchr(b'\\', inner).is_none() => {
            Some(Cell::Text(Cow::Borrowed(inner)))
        }
        [b'"', ..] => {
            let unescaped: String = serde_json::from_slice(text).ok()?;
            Some(Cell::Text(Cow::Owned(unescaped.into_bytes())))
        }
        [b'[', ..] => {
            let items: Vec<&RawValue> = serde_json::from_slice(text).ok()?;
            let cells: Option<Vec<_>> = items
                .into_iter()
                .filter(|item| item.get() != "null")
                .map(|item| match cell(item.get().as_bytes()) {
                    Some(Cell::Text(text)) => Some(text),
                    Some(Cell::Number(digits)) => Some(Cow::Borrowed(digits)),
                    _ => None,
                })
                .collect();
            Some(cells.map_or(Cell::Shapeless, Cell::List))
        }
        [b'{', ..] => Some(Cell::Shapeless),
        [b't' | b'f', ..] => Some(Cell::Text(Cow::Borrowed(text))),
        number => Some(Cell::Number(number)),
    }
}

/// How deep a value is nested.
fn depth(text: &[u8]) -> usize {
    let (mut depth, mut deepest, mut at) = (0usize, 0, 0);
    while at < text.len() {
        match text[at] {
            b'{' | b'[' => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b'}' | b']' => depth = depth.saturating_sub(1),
            b'"' => at = string_end(text, at).unwrap_or(text.len()) - 1,
            _ => {}
        }
        at += 1;
    }
    deepest
}
