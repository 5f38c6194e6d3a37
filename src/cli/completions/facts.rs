//! What there is to offer for a fact, `FIELD=VALUE`, in the language that it is begun in.

use super::candidate::Candidate;
use crate::command::Command;
use crate::field::{Field, FieldNames, Kind, Spelling, Vocabulary};
use crate::lang::Lang;
use crate::policy::Pack;

/// The facts that a command reads and that begin so: names, or words behind the name.
pub(super) fn facts(command: Command, pack: &Pack, begun: &str, lang: Lang) -> Vec<Candidate> {
    match begun.split_once('=') {
        None => names(command, begun, lang),
        Some((name, value)) => match FieldNames::new().read(name) {
            Spelling::Field(field, _) => values(field, name, value, pack, lang),
            Spelling::Secret | Spelling::Unknown => Vec::new(),
        },
    }
}

/// The names of fields: in English, or in Chinese where it is begun in Chinese.
fn names(command: Command, begun: &str, lang: Lang) -> Vec<Candidate> {
    let name = |field: Field| {
        let spec = field.spec();
        let chinese = spec.aliases.first().filter(|_| !begun.is_ascii());
        Candidate::new(format!("{}=", chinese.unwrap_or(&spec.name)), spec.doc.get(lang))
    };
    let others = |field: Field| {
        let others = field.spec().aliases.iter().skip(1).filter(|_| !begun.is_ascii());
        others.map(move |alias| Candidate::new(format!("{alias}="), field.spec().doc.get(lang)))
    };
    Field::of(command).flat_map(|field| std::iter::once(name(field)).chain(others(field))).collect()
}

/// The words of a field behind its name, and behind those of a list that are there already.
fn values(field: Field, name: &str, value: &str, pack: &Pack, lang: Lang) -> Vec<Candidate> {
    let spec = field.spec();
    let is_list = matches!(spec.kind, Kind::List(_));
    let separators = |sign: char| matches!(sign, ';' | '；' | '|' | '、' | '，' | ',');
    let behind = value.rfind(separators).filter(|_| is_list);
    let start = behind
        .map_or(0, |at| at + value.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8));
    let (before, begun) = value.split_at_checked(start).unwrap_or(("", value));
    let chosen: Vec<&str> = before.split(separators).collect();
    // A name in Chinese goes with words in Chinese, unless the word itself is begun in English.
    let is_chinese = !begun.is_ascii() || (begun.is_empty() && !name.is_ascii());
    let words: Vec<(String, String)> = match spec.kind {
        Kind::Bool => [("yes", "是"), ("no", "否")]
            .map(|(en, zh)| (if is_chinese { zh } else { en }.to_owned(), String::new()))
            .to_vec(),
        Kind::Choice(Vocabulary::Fixed(words)) | Kind::List(Vocabulary::Fixed(words)) => words
            .iter()
            .map(|word| {
                let text = if is_chinese { word.title.zh } else { word.id };
                (text.to_owned(), word.title.get(lang).to_owned())
            })
            .collect(),
        Kind::Choice(Vocabulary::Policy) | Kind::List(Vocabulary::Policy) | Kind::OpenChoice => pack
            .words(spec.name)
            .map(|word| {
                let chinese = word.also.iter().find(|text| !text.is_ascii()).unwrap_or(&word.title.zh);
                let text = if is_chinese { chinese } else { &word.id };
                (text.to_string(), word.title.get(lang).to_owned())
            })
            .collect(),
        Kind::Text
        | Kind::Masked
        | Kind::Money { .. }
        | Kind::Rate { .. }
        | Kind::Time { .. }
        | Kind::Date
        | Kind::Count => Vec::new(),
    };
    let words = words.into_iter().filter(|(word, _)| !chosen.contains(&word.as_str()));
    words.map(|(word, about)| Candidate::new(format!("{name}={before}{word}"), &about)).collect()
}
