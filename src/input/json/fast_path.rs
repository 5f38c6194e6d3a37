//! The object fast path: finds the values of JSON objects of the usual shape without parsing them.
//!
//! It only ever says "this is where the values stand" or nothing at all. Whatever it does not know
//! is left to serde_json, which decides what is JSON.

use super::keys::Keys;
use super::ranges::{ValueRange, ValueRanges};
use super::structural::is_structural;

const TRUE: u32 = u32::from_le_bytes(*b"true");
const FALS: u32 = u32::from_le_bytes(*b"fals");
const NULL: u32 = u32::from_le_bytes(*b"null");

/// Where an object has to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Boundary {
    /// On its line, with nothing behind it.
    Line,
    /// At this position.
    At(usize),
}

/// Finds the values of objects of the usual shape: keys that are known, each field once, and values
/// without other values in them, unless these are strings of an array.
#[derive(Debug)]
pub(super) struct FastPath<'m> {
    /// Valid UTF-8, and the buffer's padding behind it.
    pub text: &'m [u8],
    /// How many bytes the text has without the padding.
    pub length: usize,
    /// What is left of the text's structural index.
    pub index: &'m [u32],
    pub boundary: Boundary,
}

impl FastPath<'_> {
    /// Finds the values of the object that begins at a place. Returns what comes behind it and, where
    /// it ends with its line, the line end.
    ///
    /// `None` says nothing but that this is for another to read: neither that it is JSON, nor that it
    /// is not. Some values may have been found by then.
    #[inline(always)]
    pub(super) fn find(
        &mut self,
        start: usize,
        keys: &Keys<'_>,
        record: usize,
        ranges: &mut ValueRanges,
    ) -> Option<usize> {
        let mut at = start;
        if self.next(&mut at)? != b'{' {
            return None;
        }
        at += 1;
        let (mut seen, mut hint) = (0, 0);
        if self.next(&mut at)? == b'}' {
            return self.end(at + 1);
        }
        loop {
            let (key, index) = keys.find(self.text.get(at..)?.first_chunk()?, hint)?;
            hint = index + 1;
            self.pass(at)?;
            at += key.width;
            let range = match self.next(&mut at)? {
                b'"' => match self.string(at) {
                    Some(end) => {
                        let start = at + 1;
                        at = end + 1;
                        range(start, end - start)
                    }
                    None => {
                        let (string, end) = self.escaped(at)?;
                        at = end + 1;
                        ranges.keep(&string, self.text.len())?
                    }
                },
                b'-' | b'0'..=b'9' => {
                    let start = at;
                    at = number_end(self.text, at)?;
                    range(start, at - start)
                }
                b'[' if key.takes_array => {
                    let start = at;
                    at = self.array(at + 1)?;
                    range(start, at - start)
                }
                _ => {
                    let (length, width) = literal(self.text, at)?;
                    let start = at;
                    at += width;
                    range(start, length)
                }
            };
            // The same field twice is an error, or a matter of which name ranks first.
            if seen & key.bit != 0 {
                return None;
            }
            seen |= key.bit;
            ranges.put(key.column, record, range);
            match self.next(&mut at)? {
                b',' => at += 1,
                b'}' => return self.end(at + 1),
                _ => return None,
            }
            self.next(&mut at)?;
        }
    }

    /// The place behind an array of plain strings, from the place behind its bracket.
    #[inline(always)]
    fn array(&mut self, mut at: usize) -> Option<usize> {
        if self.next(&mut at)? == b']' {
            return Some(at + 1);
        }
        loop {
            if self.next(&mut at)? != b'"' {
                return None;
            }
            at = self.string(at)? + 1;
            match self.next(&mut at)? {
                b',' => at += 1,
                b']' => return Some(at + 1),
                _ => return None,
            }
        }
    }

    /// The next byte that is no white space.
    #[inline(always)]
    fn next(&self, at: &mut usize) -> Option<u8> {
        let byte = *self.text.get(*at)?;
        if byte > b' ' { Some(byte) } else { self.behind_space(at) }
    }

    fn behind_space(&self, at: &mut usize) -> Option<u8> {
        loop {
            match *self.text.get(*at)? {
                // It ends the line, and so what is on it.
                b'\n' if self.boundary == Boundary::Line => return None,
                b' ' | b'\t' | b'\n' | b'\r' => *at += 1,
                byte => return Some(byte),
            }
        }
    }

    /// Passes the structural byte at a position and the one behind it. Returns where that stands.
    #[inline(always)]
    fn pass(&mut self, at: usize) -> Option<usize> {
        if self.index.first().is_none_or(|first| *first as usize != at) {
            self.pass_space(at)?;
        }
        let [_, end, rest @ ..] = self.index else { return None };
        self.index = rest;
        Some(*end as usize)
    }

    /// Where the text of a string ends, if there is nothing in it but plain characters: else it stops
    /// at what cannot stand in a string as it is.
    #[inline(always)]
    fn string(&mut self, at: usize) -> Option<usize> {
        self.pass(at).filter(|end| self.text.get(*end) == Some(&b'"'))
    }

    /// Passes the structural bytes before a position, which must hold one itself: white space.
    #[cold]
    fn pass_space(&mut self, at: usize) -> Option<()> {
        let before = self.index.iter().take_while(|position| (**position as usize) < at).count();
        self.index = self.index.get(before..)?;
        (self.index.first().map(|first| *first as usize) == Some(at)).then_some(())
    }

    /// A string with escapes, as JSON of ASCII alone has them, and where its closing quote stands.
    /// Its opening quote and the first structural byte within it have been passed.
    #[cold]
    fn escaped(&mut self, quote: usize) -> Option<(String, usize)> {
        let mut from = quote + 1;
        loop {
            let stop = from + self.text.get(from..)?.iter().position(|byte| is_structural(*byte))?;
            match self.text.get(stop)? {
                b'"' => {
                    let string = serde_json::from_slice(self.text.get(quote..=stop)?).ok()?;
                    let passed = self.index.iter().take_while(|place| (**place as usize) <= stop).count();
                    self.index = self.index.get(passed..)?;
                    return Some((string, stop));
                }
                // What follows it is part of the escape.
                b'\\' => from = stop + 2,
                _ => return None,
            }
        }
    }

    /// The place behind an object's end, if it may end there.
    #[inline(always)]
    fn end(&self, mut at: usize) -> Option<usize> {
        let is_space = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
        match self.boundary {
            Boundary::At(end) => self.text.get(at..end)?.iter().all(is_space).then_some(end),
            Boundary::Line => loop {
                match self.text.get(at) {
                    Some(b'\n') => return Some(at + 1),
                    _ if at == self.length => return Some(at),
                    Some(byte) if is_space(byte) => at += 1,
                    _ => return None,
                }
            },
        }
    }
}

/// A range of a text whose positions fit into 32 bits.
#[inline(always)]
fn range(start: usize, length: usize) -> ValueRange {
    ValueRange { start: start as u32, length: length as u32 }
}

/// How many bytes the text of `true`, `false` and `null` has, which is none for the last, and how
/// many it takes.
#[inline(always)]
fn literal(text: &[u8], at: usize) -> Option<(usize, usize)> {
    let word = u32::from_le_bytes(*text.get(at..)?.first_chunk::<4>()?);
    if word == NULL {
        return Some((0, 4));
    }
    let is_false = word == FALS;
    let length = 4 + usize::from(is_false);
    let is_it = (is_false | (word == TRUE)) && text.get(at + length - 1) == Some(&b'e');
    is_it.then_some((length, length))
}

/// Where a number without an exponent ends.
#[inline(always)]
fn number_end(text: &[u8], at: usize) -> Option<usize> {
    let whole = at + usize::from(text.get(at) == Some(&b'-'));
    let end = digits_end(text, whole);
    let has_leading_zero = text.get(whole) == Some(&b'0') && end > whole + 1;
    if end == whole || has_leading_zero {
        return None;
    }
    if text.get(end) != Some(&b'.') {
        return Some(end);
    }
    let fraction = end + 1;
    Some(digits_end(text, fraction)).filter(|end| *end > fraction)
}

#[inline(always)]
fn digits_end(text: &[u8], mut at: usize) -> usize {
    while text.get(at).is_some_and(u8::is_ascii_digit) {
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::Command;
    use crate::input::buffer::PADDING;
    use crate::input::json::structural::StructuralIndex;
    use crate::input::{ColumnMap, Notices};
    use crate::record::{Lexicons, Reading};
    use crate::value::{CHINA, Moment};

    #[test]
    fn the_usual_shape_is_found_and_no_other() {
        let lexicons = Lexicons::new(&crate::embedded::pack());
        let reading = Reading { lexicons: &lexicons, now: Moment(0), offset: CHINA };
        let map = ColumnMap::new(Command::CheckUnbind, Vec::new());
        let notices = Notices::new(&|_| {});
        let mut keys = Keys::default();
        for (hint, name) in
            ["id", "卡号", "card_no", "platform", "x", "real_name_verified", "documents"].iter().enumerate()
        {
            keys.role(name, hint, &map, &reading, &notices);
        }
        let is_known = |object: &str| {
            let texts = [
                (format!("{object}\n{{\"id\":\"2\"}}"), Boundary::Line, object.len() + 1),
                (format!("{object}{{\"id\":\"2\"}}"), Boundary::At(object.len()), object.len()),
            ];
            texts.map(|(text, boundary, end)| {
                let (mut index, mut ranges) = (StructuralIndex::default(), ValueRanges::default());
                index.build(text.as_bytes());
                let padded = [text.as_bytes(), &[0; PADDING]].concat();
                let mut fast_path =
                    FastPath { text: &padded, length: text.len(), index: index.get(), boundary };
                fast_path.find(0, &keys, 0, &mut ranges).inspect(|found| assert_eq!(*found, end)).is_some()
            })
        };
        for usual in [
            r#"{}"#,
            r#"{ }"#,
            r#"{"id":"1","card_no":"6270350736712218846","platform":"京东","real_name_verified":true}"#,
            r#"{"real_name_verified": false, "platform": "jd", "id": null, "x": -0.50, "card_no": 60}"#,
            "{ \"id\":\t0 ,\r\"x\":\t\t\"1.5\" } ",
            r#"{"x":"a","x":"b"}"#,
            r#"{"documents":[],"x":["a","b"]}"#,
            r#"{"documents": [ "id-photos" , "id-handheld" ] }"#,
            r#"{"platform":"\u4eac\u4e1c","x":"a\\\"b"}"#,
        ] {
            assert_eq!(is_known(usual), [true; 2], "{usual}");
        }
        assert_eq!(is_known("{\n}"), [false, true]);
        assert_eq!(is_known("{\"id\":\n\"1\"}"), [false, true]);
        for other in [
            "",
            "{",
            "}",
            "7",
            r#"{"id":"1","#,
            r#"{"id":"1",}"#,
            r#"{"id":"1""x":1}"#,
            r#"{"id":"1"}}"#,
            r#"{"id":"1"#,
            r#"{"id":"1\x"}"#,
            r#"{"id":"\ud800"}"#,
            "{\"id\":\"\t\"}",
            r#"{"id":"1","id":"2"}"#,
            r#"{"卡号":"1","card_no":"2"}"#,
            r#"{"never_seen":"1"}"#,
            r#"{"real_name_verifie":true}"#,
            r#"{"x":01}"#,
            r#"{"x":1.}"#,
            r#"{"x":1e5}"#,
            r#"{"x":-}"#,
            r#"{"x":+1}"#,
            r#"{"x":nul}"#,
            r#"{"x":{}}"#,
            r#"{"platform":["jd"]}"#,
            r#"{"documents":["id-photos",]}"#,
            r#"{"documents":["id-photos"}"#,
            r#"{"documents":[1]}"#,
            r#"{"documents":["a\"b"]}"#,
            r#"{"documents":[["id-photos"]]}"#,
            r#"{"id" :1}"#,
        ] {
            assert_eq!(is_known(other), [false; 2], "{other}");
        }
    }
}
