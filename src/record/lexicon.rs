use crate::field::{FIELD_COUNT, Field, Kind, Vocabulary, fold};
use crate::policy::Pack;
use crate::value::plain;

/// The words of one field: their codes are their places in the list.
#[derive(Clone, Debug)]
pub struct Lexicon {
    ids: Vec<String>,
    /// Every spelling that is exactly an id and fits into 16 bytes, as a number to compare.
    short: Vec<(u128, u8)>,
    /// Every spelling that is longer, as it is.
    long: Vec<(String, u8)>,
    /// Every spelling, folded.
    spellings: Vec<(String, u8)>,
    default: Option<u8>,
}

/// The words of all fields.
#[derive(Clone, Debug)]
pub struct Lexicons {
    fields: Vec<Lexicon>,
}

impl Lexicons {
    /// The words that the program fixes and those that the policy names.
    pub fn new(pack: &Pack) -> Self {
        let mut fields = (0..FIELD_COUNT).map(|_| Lexicon::EMPTY).collect::<Vec<_>>();
        for field in Field::ALL {
            let lexicon = &mut fields[*field as usize];
            match field.spec().kind {
                Kind::Choice(Vocabulary::Fixed(words)) | Kind::List(Vocabulary::Fixed(words)) => {
                    for word in words {
                        lexicon.add(word.id, [word.title.zh].into_iter());
                    }
                }
                Kind::Choice(Vocabulary::Policy) | Kind::List(Vocabulary::Policy) | Kind::OpenChoice => {
                    for word in pack.words(field.name()) {
                        let also = word.also.iter().map(String::as_str);
                        let code = lexicon.add(&word.id, also.chain([word.title.zh.as_str()]));
                        if word.default {
                            lexicon.default = Some(code);
                        }
                    }
                }
                Kind::Bool => {
                    lexicon.add("false", ["no", "n", "0", "否", "无"].into_iter());
                    lexicon.add("true", ["yes", "y", "1", "是", "有"].into_iter());
                    let upper = [(b"TRUE".as_slice(), 1), (b"FALSE", 0), (b"True", 1), (b"False", 0)];
                    lexicon.short.extend(upper.map(|(text, code)| (packed(text), code)));
                }
                _ => {}
            }
            lexicon.ids_first();
        }
        Self { fields }
    }

    /// The words of a field.
    pub fn of(&self, field: Field) -> &Lexicon {
        &self.fields[field as usize]
    }
}

impl Lexicon {
    const EMPTY: Self =
        Self { ids: Vec::new(), short: Vec::new(), long: Vec::new(), spellings: Vec::new(), default: None };

    fn add<'s>(&mut self, id: &'s str, spellings: impl Iterator<Item = &'s str>) -> u8 {
        let code = u8::try_from(self.ids.len()).unwrap_or(u8::MAX);
        self.ids.push(id.to_owned());
        for spelling in std::iter::once(id).chain(spellings) {
            self.spellings.push((fold(spelling), code));
            if spelling.len() <= 16 {
                self.short.push((packed(spelling.as_bytes()), code));
            } else {
                self.long.push((spelling.to_owned(), code));
            }
        }
        code
    }

    /// Puts the ids before other spellings, for they are what most files hold.
    fn ids_first(&mut self) {
        let ids: Vec<u128> = self.ids.iter().map(|id| packed(id.as_bytes())).collect();
        self.short.sort_by_key(|(spelling, _)| !ids.contains(spelling));
    }

    /// The code of a word in any of its spellings.
    pub fn code(&self, text: &[u8]) -> Option<u8> {
        self.exact_code(text).or_else(|| self.folded_code(text))
    }

    /// The code of a word spelled exactly as the lexicon has it.
    #[inline]
    pub fn exact_code(&self, text: &[u8]) -> Option<u8> {
        if text.len() <= 16 {
            let wanted = packed(text);
            self.short.iter().find(|(known, _)| *known == wanted).map(|(_, code)| *code)
        } else {
            self.long.iter().find(|(known, _)| known.as_bytes() == text).map(|(_, code)| *code)
        }
    }

    #[cold]
    fn folded_code(&self, text: &[u8]) -> Option<u8> {
        let folded = fold(std::str::from_utf8(&plain(text)).ok()?);
        self.spellings.iter().find(|(known, _)| *known == folded).map(|&(_, code)| code)
    }

    /// The code of an id.
    pub fn code_of_id(&self, id: &str) -> Option<u8> {
        self.ids.iter().position(|known| known == id).map(|code| code as u8)
    }

    /// The id of a code.
    pub fn id(&self, code: u8) -> &str {
        self.ids.get(usize::from(code)).map_or("", String::as_str)
    }

    /// The ids, by code.
    pub fn ids(&self) -> &[String] {
        &self.ids
    }

    /// Every spelling, folded, for finding the one that was meant.
    pub fn spellings(&self) -> impl Iterator<Item = &str> {
        let ids = self.ids.iter().map(String::as_str);
        ids.chain(self.spellings.iter().map(|(spelling, _)| spelling.as_str()))
    }

    /// The code that is taken where the field is missing.
    pub fn default(&self) -> Option<u8> {
        self.default
    }
}

/// Up to 16 bytes as one number, different for different texts (a text has no zero bytes).
fn packed(text: &[u8]) -> u128 {
    let join = |low: u64, high: u64| u128::from(low) | (u128::from(high) << 64);
    let n4 = |bytes: &[u8]| bytes.try_into().map_or(0, u32::from_le_bytes);
    let n8 = |bytes: &[u8]| bytes.try_into().map_or(0, u64::from_le_bytes);
    let length = text.len();
    match length {
        // Two overlapping reads cover every length; the length itself tells overlaps apart.
        8..=16 => join(n8(&text[..8]), n8(&text[length - 8..])).rotate_left(1) ^ length as u128,
        4..=7 => join(u64::from(n4(&text[..4])) | (u64::from(n4(&text[length - 4..])) << 32), length as u64),
        _ => {
            let bytes = text.iter().take(3).fold(0u64, |n, &b| n << 8 | u64::from(b));
            join(bytes, length as u64)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_texts_are_told_apart() {
        let mut seen = std::collections::HashMap::new();
        for length in 0..=16 {
            for fill in ["a", "b", "ab", "abc", "aab"] {
                let text = fill.repeat(16)[..length].to_owned();
                let other = seen.insert(packed(text.as_bytes()), text.clone());
                assert!(other.is_none_or(|other| other == text), "{text}");
            }
        }
    }
}
