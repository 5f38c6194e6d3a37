use wide::u8x16;

use super::csv::PlainCell;
use super::keys::Keys;
use crate::record::{Reading, Record};

/// A JSON value in a text, which should be an object.
#[derive(Clone, Copy, Debug)]
pub struct Object<'t> {
    /// The text, of which the object may be a small part.
    pub text: &'t [u8],
    /// Where the object begins.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// Whether the text is UTF-8 for certain.
    pub is_utf8: bool,
}

impl<'t> Object<'t> {
    /// The object alone.
    pub fn bytes(&self) -> &'t [u8] {
        self.text.get(self.start..self.end).unwrap_or_default()
    }
}

const TRUE: u32 = u32::from_le_bytes(*b"true");
const FALS: u32 = u32::from_le_bytes(*b"fals");
const NULL: u32 = u32::from_le_bytes(*b"null");

/// Reads the members of an object of the usual shape into a record: keys that are known, each field
/// once, and values without other values in them.
///
/// `None` says nothing but that this is for another to read: neither that it is JSON, nor that it is
/// not. The record may have part of the values by then.
#[inline(always)]
pub(super) fn read_members<'a>(
    object: Object<'_>,
    keys: &Keys<'a>,
    reading: &Reading<'a>,
    record: &mut Record,
) -> Option<()> {
    // What is read beyond the object's end is found out at last, when the ends do not meet.
    let Object { text, start, end, .. } = object;
    let mut at = expect(text, start, b'{')?;
    let (mut seen, mut hint) = (0, 0);
    if text.get(at) == Some(&b'}') {
        return all_is_space(text, at + 1, end);
    }
    loop {
        let key_start = at + 1;
        let key_end = match text.get(at) {
            Some(b'"') => string_end(text, key_start)?,
            _ => return None,
        };
        let (key, index) = keys.find(text.get(key_start..)?, key_end - key_start, hint)?;
        hint = index + 1;
        at = expect(text, behind_space(text, key_end + 1), b':')?;
        let mut unescaped = None;
        let (value_start, length, value_end) = match *text.get(at)? {
            b'"' => match string_end(text, at + 1) {
                Some(end) => (at + 1, end - at - 1, end + 1),
                None => {
                    let (string, end) = escaped(text, at)?;
                    unescaped = Some(string);
                    (at, 0, end + 1)
                }
            },
            b'-' | b'0'..=b'9' => {
                let number_end = number_end(text, at)?;
                (at, number_end - at, number_end)
            }
            _ => {
                let (length, width) = literal(text, at)?;
                (at, length, at + width)
            }
        };
        // The same field twice is an error, or a matter of which name ranks first.
        if seen & key.bit != 0 {
            return None;
        }
        seen |= key.bit;
        if let Some(reader) = &key.reader {
            match unescaped {
                None => record.read_cell(reading, reader, &PlainCell::new(text.get(value_start..)?, length)),
                Some(string) => record.read(reading, reader, string.as_bytes()),
            }
        }
        at = behind_space(text, value_end);
        match text.get(at)? {
            b',' => at = behind_space(text, at + 1),
            b'}' => return all_is_space(text, at + 1, end),
            _ => return None,
        }
    }
}

/// What comes behind a byte that must be there, and white space.
#[inline(always)]
fn expect(text: &[u8], at: usize, byte: u8) -> Option<usize> {
    (text.get(at) == Some(&byte)).then(|| behind_space(text, at + 1))
}

#[inline(always)]
fn behind_space(text: &[u8], mut at: usize) -> usize {
    while text.get(at).is_some_and(is_space) {
        at += 1;
    }
    at
}

fn is_space(byte: &u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

fn all_is_space(text: &[u8], start: usize, end: usize) -> Option<()> {
    text.get(start..end)?.iter().all(is_space).then_some(())
}

/// Where the closing quote of a string stands, if there is nothing in the string but plain bytes.
#[inline(always)]
fn string_end(text: &[u8], start: usize) -> Option<usize> {
    string_stop(text, start).filter(|at| text.get(*at) == Some(&b'"'))
}

/// A string with escapes, as JSON of ASCII alone has them, and where its closing quote stands.
#[cold]
#[inline(never)]
fn escaped(text: &[u8], quote: usize) -> Option<(String, usize)> {
    let mut at = quote + 1;
    loop {
        at = string_stop(text, at)?;
        match text.get(at)? {
            b'"' => break,
            b'\\' => at += 2,
            _ => return None,
        }
    }
    Some((serde_json::from_slice(text.get(quote..=at)?).ok()?, at))
}

/// Where the next byte of a string stands that is not plain.
#[inline(always)]
fn string_stop(text: &[u8], start: usize) -> Option<usize> {
    let (quote, escape, control) = (u8x16::splat(b'"'), u8x16::splat(b'\\'), u8x16::splat(0x1f));
    let mut at = start;
    loop {
        let rest = text.get(at..)?;
        let block = match rest.first_chunk::<16>() {
            Some(block) => *block,
            // Zeros behind the end are control characters.
            None => {
                let mut block = [0; 16];
                block.get_mut(..rest.len())?.copy_from_slice(rest);
                block
            }
        };
        let block = u8x16::new(block);
        let stops = block.simd_eq(quote) | block.simd_eq(escape) | block.min(control).simd_eq(block);
        let stops = stops.to_bitmask();
        if stops != 0 {
            return Some(at + stops.trailing_zeros() as usize);
        }
        at += 16;
    }
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
    use crate::input::{ColumnMap, Notices};
    use crate::record::Lexicons;
    use crate::value::{CHINA, Moment};

    #[test]
    fn the_usual_shape_is_known_and_no_other() {
        let lexicons = Lexicons::new(&crate::embedded::pack());
        let reading = Reading { lexicons: &lexicons, now: Moment(0), offset: CHINA };
        let map = ColumnMap::new(Command::CheckUnbind, Vec::new());
        let notices = Notices::new(&|_| {});
        let mut keys = Keys::default();
        for (hint, name) in
            ["id", "卡号", "card_no", "platform", "x", "real_name_verified"].iter().enumerate()
        {
            keys.slot(name, hint, &map, &reading, &notices);
        }
        let is_known = |object: &str| {
            let text = format!("{object}\n{{\"id\":\"2\"}}");
            let object = Object { text: text.as_bytes(), start: 0, end: object.len(), is_utf8: true };
            read_members(object, &keys, &reading, &mut Record::default()).is_some()
        };
        for usual in [
            r#"{}"#,
            r#"{ }"#,
            r#"{"id":"1","card_no":"6270350736712218846","platform":"京东","real_name_verified":true}"#,
            r#"{"real_name_verified": false, "platform": "jd", "id": null, "x": -0.50, "card_no": 60}"#,
            "{ \"id\" :\t0 ,\r\n\"x\":1.5 } ",
            r#"{"x":"a","x":"b"}"#,
            r#"{"platform":"\u4eac\u4e1c","x":"a\\\"b"}"#,
        ] {
            assert!(is_known(usual), "{usual}");
        }
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
        ] {
            assert!(!is_known(other), "{other}");
        }
    }
}
