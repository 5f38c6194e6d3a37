//! The words of each field, in every spelling, with their codes.

use std::sync::{Arc, OnceLock};

use super::by_text::{ByText, FEW};
use super::facts::WordPlace;
use super::missing::MissingWords;
use super::spellings::Spellings;
use crate::field::{FIELD_COUNT, Field, Kind, Vocabulary, fold};
use crate::lang::{Str, simplified};
use crate::policy::Pack;
use crate::value::{Short, plain, truth};

/// The words of one field: their codes are their places in the list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lexicon {
    ids: Vec<Str>,
    /// Every spelling as it is.
    exact: Vec<(Str, u16)>,
    /// The short ones of them; finding places for those takes a while, and few fields are needed.
    short: OnceLock<Spellings>,
    /// Every spelling, folded.
    folded: OnceLock<Vec<(Str, u16)>>,
    /// Where they stand by what they say, of many words.
    long: Long,
    /// What may stand for several words, folded, with each of their codes.
    unclear: Vec<(String, u16)>,
    default: Option<u16>,
}

/// The words of all fields. Records that were read with equal ones are equal.
#[derive(Clone, Debug, PartialEq)]
pub struct Lexicons {
    /// Those of each field; yes and no are spelled alike in all.
    fields: Vec<Arc<Lexicon>>,
    places: [Option<WordPlace>; FIELD_COUNT],
    missing: MissingWords,
    has_fast_path: bool,
}

impl Lexicons {
    /// The words that the program fixes and those that the policy names.
    pub fn new(pack: &Pack) -> Self {
        let truths = Arc::new(Lexicon::of_truths());
        let mut fields = vec![Arc::default(); FIELD_COUNT];
        for field in Field::ALL {
            fields[*field as usize] = match field.spec().kind {
                Kind::Bool => Arc::clone(&truths),
                kind => Arc::new(Lexicon::of_words(*field, kind, pack)),
            };
        }
        let mut places = [None; FIELD_COUNT];
        let mut last = None;
        for field in Field::ALL {
            if matches!(field.spec().kind, Kind::Bool | Kind::Choice(_) | Kind::OpenChoice) {
                // A word that an open vocabulary does not know has the code behind the last one.
                let words = fields[*field as usize].ids.len() as u64;
                let is_open = matches!(field.spec().kind, Kind::OpenChoice);
                let most = if is_open { words } else { words.saturating_sub(1) };
                let place = WordPlace::after(last, most);
                places[*field as usize] = place;
                last = place.or(last);
            }
        }
        Self { fields, places, missing: MissingWords::new(&[]), has_fast_path: true }
    }

    /// The same, with more words that stand for a missing value.
    #[must_use]
    pub fn with_missing(self, more: &[String]) -> Self {
        Self { missing: MissingWords::new(more), ..self }
    }

    /// The same, with all values left to the general readers, which the fast paths are held to.
    #[must_use]
    pub fn without_fast_path(self) -> Self {
        Self { has_fast_path: false, ..self }
    }

    /// Whether values of usual shapes may be read by a fast path.
    pub fn has_fast_path(&self) -> bool {
        self.has_fast_path
    }

    /// Whether a text stands for a missing value.
    #[inline]
    pub(super) fn is_missing(&self, text: &[u8]) -> bool {
        self.missing.has(text)
    }

    /// Whether texts of usual shapes may stand for a missing value, as words of this run alone.
    pub(super) fn has_more_missing(&self) -> bool {
        self.missing.has_more
    }

    /// Where the code of a field's word stands among all of them; `None` where there is no room.
    pub fn place(&self, field: Field) -> Option<WordPlace> {
        self.places[field as usize]
    }

    /// The words of a field.
    pub fn of(&self, field: Field) -> &Lexicon {
        &self.fields[field as usize]
    }
}

impl Lexicon {
    /// The words that the program fixes for a field, or those that the policy names.
    fn of_words(field: Field, kind: Kind, pack: &Pack) -> Self {
        let mut lexicon = <Self as Default>::default();
        match kind {
            Kind::Choice(Vocabulary::Fixed(words)) | Kind::List(Vocabulary::Fixed(words)) => {
                for word in words {
                    let also = pack.word(field.name(), word.id).map_or(&[][..], |word| &word.also);
                    let title = Str::from(word.title.zh);
                    lexicon.add(&word.id.into(), std::iter::once(&title).chain(also));
                }
            }
            Kind::Choice(Vocabulary::Policy) | Kind::List(Vocabulary::Policy) | Kind::OpenChoice => {
                for word in pack.words(field.name()) {
                    let code = lexicon.add(&word.id, word.also.iter().chain([&word.title.zh]));
                    if word.default {
                        lexicon.default = Some(code);
                    }
                }
            }
            // Yes and no are those of all fields, and the rest has no words.
            Kind::Bool
            | Kind::Text
            | Kind::Masked
            | Kind::Money { .. }
            | Kind::Rate { .. }
            | Kind::Time { .. }
            | Kind::Date
            | Kind::Count => {}
        }
        for word in pack.words(field.name()).filter(|word| !word.unclear.is_empty()) {
            let code = lexicon.ids.iter().position(|id| word.id == *id).map(|code| code as u16);
            let unclear = word.unclear.iter();
            lexicon.unclear.extend(unclear.filter_map(|text| Some((in_simplified(&fold(text)), code?))));
        }
        lexicon
    }

    /// The words for yes and no.
    fn of_truths() -> Self {
        let mut lexicon = <Self as Default>::default();
        // Their codes are 0 and 1.
        for (id, truth) in [("false", false), ("true", true)] {
            let spellings: Vec<Str> = truth::spellings_of(truth).skip(1).map(Str::from).collect();
            lexicon.add(&id.into(), spellings.iter());
        }
        let upper = [("TRUE", 1), ("FALSE", 0), ("True", 1), ("False", 0)];
        lexicon.exact.extend(upper.map(|(text, code)| (text.into(), code)));
        lexicon.short();
        lexicon
    }

    /// The short spellings.
    pub(super) fn short(&self) -> &Spellings {
        let short = |(text, code): &(Str, u16)| Some((Short::of(text.as_bytes())?, *code));
        self.short.get_or_init(|| Spellings::new(&self.exact.iter().filter_map(short).collect::<Vec<_>>()))
    }

    fn add<'s>(&mut self, id: &'s Str, spellings: impl Iterator<Item = &'s Str>) -> u16 {
        let code = u16::try_from(self.ids.len()).unwrap_or(u16::MAX);
        self.ids.push(id.clone());
        self.exact.extend(std::iter::once(id).chain(spellings).map(|spelling| (spelling.clone(), code)));
        code
    }

    /// The code of a word in any of its spellings.
    pub fn code(&self, text: &[u8]) -> Option<u16> {
        self.exact_code(text).or_else(|| self.folded_code(text))
    }

    /// The code of a word spelled exactly as the lexicon has it.
    pub fn exact_code(&self, text: &[u8]) -> Option<u16> {
        let short = Short::of(text).and_then(|short| self.short().code(short));
        short.or_else(|| code_of(&self.exact, &self.long.exact, text))
    }

    #[cold]
    fn folded_code(&self, text: &[u8]) -> Option<u16> {
        let folded = fold(std::str::from_utf8(&plain(text)).ok()?);
        let code = |folded: &str| code_of(self.folded(), &self.long.folded, folded.as_bytes());
        // Traditional characters last: nearly every text has none.
        code(&folded).or_else(|| code(&in_simplified(&folded)))
    }

    /// The ids of the words that a text may stand for, where it may stand for several.
    pub fn readings(&self, text: &str) -> Vec<&str> {
        let folded = in_simplified(&fold(text));
        let codes = self.unclear.iter().filter(|(known, _)| *known == folded);
        codes.map(|(_, code)| self.id(*code)).collect()
    }

    /// The code of an id.
    pub fn code_of_id(&self, id: &str) -> Option<u16> {
        if self.ids.len() <= FEW {
            return self.ids.iter().position(|known| known == id).map(|code| code as u16);
        }
        // The first spelling of a word is its id, and no other word has it.
        self.exact_code(id.as_bytes()).filter(|code| self.id(*code) == id)
    }

    /// The id of a code.
    pub fn id(&self, code: impl Into<usize>) -> &str {
        self.ids.get(code.into()).map_or("", Str::as_str)
    }

    /// The ids, by code.
    pub fn ids(&self) -> &[Str] {
        &self.ids
    }

    /// Every spelling, folded, for finding the one that was meant.
    pub fn spellings(&self) -> impl Iterator<Item = &str> {
        let ids = self.ids.iter().map(Str::as_str);
        ids.chain(self.folded().iter().map(|(spelling, _)| spelling.as_str()))
    }

    /// Every spelling, folded; few runs need them.
    fn folded(&self) -> &[(Str, u16)] {
        let fold = |(spelling, code): &(Str, u16)| (fold(spelling).into(), *code);
        self.folded.get_or_init(|| self.exact.iter().map(fold).collect())
    }

    /// The code that is taken where the field is missing.
    pub fn default(&self) -> Option<u16> {
        self.default
    }
}

/// Where the spellings of many words stand.
#[derive(Clone, Debug, Default)]
struct Long {
    exact: OnceLock<ByText>,
    folded: OnceLock<ByText>,
}

/// It follows from the words.
impl PartialEq for Long {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// The code of the first of these spellings that a text is.
fn code_of(spellings: &[(Str, u16)], long: &OnceLock<ByText>, text: &[u8]) -> Option<u16> {
    fn spelling((spelling, _): &(Str, u16)) -> &[u8] {
        spelling.as_bytes()
    }
    let found = if spellings.len() <= FEW {
        spellings.iter().find(|known| spelling(known) == text)
    } else {
        long.get_or_init(|| ByText::new(spellings, spelling)).find(spellings, spelling, text)
    };
    found.map(|(_, code)| *code)
}

/// A text with its traditional characters made simplified.
fn in_simplified(text: &str) -> String {
    text.chars().map(simplified).collect()
}
