//! Titles of fields and of a policy's words.

use crate::field::{Field, Kind, Vocabulary};
use crate::lang::Lang;
use crate::policy::Pack;
use crate::value::escaped;

/// A field's name for people. Both are names that the input may use.
pub fn field_title(field: Field, lang: Lang) -> &'static str {
    match lang {
        Lang::En => field.name(),
        Lang::Zh => field.spec().aliases.first().copied().unwrap_or(field.name()),
    }
}

/// A word of a field, or of a vocabulary of the policy's own, in a language.
pub fn word_title(pack: &Pack, vocabulary: &str, id: &str, lang: Lang) -> String {
    // A policy may add spellings to a word of the program's own, and leave its title.
    if let Some(word) = pack.word(vocabulary, id).filter(|word| !word.title.get(lang).is_empty()) {
        return word.title.get(lang).to_owned();
    }
    let field = Field::from_name(vocabulary).map(|field| field.spec().kind);
    let fixed = match field {
        Some(Kind::Choice(Vocabulary::Fixed(words)) | Kind::List(Vocabulary::Fixed(words))) => words,
        _ => &[],
    };
    let word = fixed.iter().find(|word| word.id == id);
    word.map_or_else(|| escaped(id).into_owned(), |word| word.title.get(lang).to_owned())
}
