//! Single JSON values as the cells of a record, and as they are passed through.

use std::borrow::Cow;
use std::fmt;

use serde::Deserializer;
use serde::de::{MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::record::Cell;
use crate::value::ValueError;

/// A JSON value as a cell; `None` for null.
///
/// # Errors
/// [`ValueError::Encoding`] for an escaped half of a character.
pub(super) fn cell(text: &[u8]) -> Result<Option<Cell<'_>>, ValueError> {
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
fn unescaped(text: &[u8]) -> Result<Cow<'_, [u8]>, ValueError> {
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
