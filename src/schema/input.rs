//! JSON Schema of a command's input record.

use serde_json::{Map, Value, json};

use super::{DIALECT, or_null};
use crate::command::Command;
use crate::field::{Field, Kind, Vocabulary};
use crate::lang::{Lang, Str};
use crate::policy::Pack;
use crate::record::MISSING_WORDS;
use crate::value::truth;

/// The schema of a record as JSON input. Names and words are those that the documentation gives;
/// the program takes others as well, for it minds neither case nor `-` and `_`.
pub fn input(command: Command, pack: &Pack, lang: Lang) -> Value {
    let mut definitions = Map::new();
    let mut properties = Map::new();
    for field in Field::of(command) {
        let spec = field.spec();
        definitions.insert(spec.name.to_owned(), definition(field, pack, lang));
        for name in std::iter::once(&spec.name).chain(spec.aliases) {
            properties.insert((*name).to_owned(), json!({"$ref": format!("#/$defs/{}", spec.name)}));
        }
    }
    let mut schema = json!({
        "$schema": DIALECT,
        "$id": format!("kami:{}/input/1", command.name()),
        "title": format!("{}{}", command.name(), lang.pick(": a record", "：一条记录")),
        "type": "object",
        "properties": properties,
        "$defs": definitions,
    });
    if let Some(subject) = Field::subject_of(command) {
        let spec = subject.spec();
        let names = std::iter::once(&spec.name).chain(spec.aliases);
        schema["anyOf"] = names.map(|name| json!({"required": [name]})).collect();
    }
    schema
}

fn definition(field: Field, pack: &Pack, lang: Lang) -> Value {
    let spec = field.spec();
    let text = || json!({"type": "string"});
    let any = |schemas: Vec<Value>| json!({"anyOf": schemas});
    let value = match spec.kind {
        Kind::Text | Kind::OpenChoice => any(vec![text(), json!({"type": "number"})]),
        Kind::Masked => any(vec![text(), json!({"type": "integer"})]),
        Kind::Money { least } => any(vec![
            json!({"type": "string", "pattern": MONEY}),
            json!({"type": "number", "minimum": least as f64 / 100.0}),
        ]),
        Kind::Rate { limit } => {
            let most = limit.0 as f64 / crate::value::Rate::ONE.0 as f64;
            any(vec![text(), json!({"type": "number", "minimum": 0, "maximum": most})])
        }
        Kind::Bool => {
            let words: Vec<&str> = truth::SPELLINGS.iter().map(|(word, _)| *word).collect();
            any(vec![json!({"type": "boolean"}), json!({"enum": words}), json!({"enum": [0, 1]})])
        }
        Kind::Choice(vocabulary) => json!({"enum": spellings(field, vocabulary, pack)}),
        Kind::List(vocabulary) => {
            let words = spellings(field, vocabulary, pack);
            any(vec![json!({"type": "array", "items": {"enum": words}}), text()])
        }
        Kind::Time { .. } | Kind::Date => text(),
        Kind::Count => any(vec![
            json!({"type": "integer", "minimum": 0}),
            json!({"type": "string", "pattern": "^\\s*[0-9０-９]+\\s*$"}),
        ]),
    };
    let mut schema = or_null(any(vec![value, json!({"type": "string", "pattern": missing()})]));
    schema["description"] = format!("{} ({})", spec.doc.get(lang), spec.kind.title().get(lang)).into();
    schema
}

/// Amounts with their signs and units, and those in capital numerals.
const MONEY: &str = concat!(
    r"^\s*([¥￥]|[Rr][Mm][Bb]|[Cc][Nn][Yy]|人民币)?\s*(",
    r"[0-9０-９][0-9０-９,，]*([.．][0-9０-９]+)?\s*[百千万萬]?\s*(元|圆|块钱?)?整?\s*([Rr][Mm][Bb]|[Cc][Nn][Yy])?",
    r"|[零壹贰叁肆伍陆柒捌玖拾佰仟万亿元圆角分整正]+)\s*$",
);

/// The pattern of texts that stand for a missing value: nothing, or a word that says so, in any case.
fn missing() -> String {
    let letter = |c: char| match c.is_ascii_alphabetic() {
        true => format!("[{}{}]", c.to_ascii_uppercase(), c.to_ascii_lowercase()),
        false => c.to_string(),
    };
    let words = MISSING_WORDS.iter().map(|word| word.chars().map(letter).collect::<String>());
    format!(r"^\s*({})?\s*$", words.collect::<Vec<_>>().join("|"))
}

/// The spellings of a vocabulary's words that the documentation gives; none of them is a missing value.
fn spellings(field: Field, vocabulary: Vocabulary, pack: &Pack) -> Vec<String> {
    let mut words: Vec<String> = match vocabulary {
        Vocabulary::Fixed(words) => {
            words.iter().flat_map(|word| [word.id.to_owned(), word.title.zh.to_owned()]).collect()
        }
        Vocabulary::Policy => pack
            .words(field.name())
            .flat_map(|word| [&word.id, &word.title.zh].into_iter().chain(&word.also).map(Str::to_string))
            .collect(),
    };
    let mut seen = std::collections::BTreeSet::new();
    words.retain(|word| seen.insert(word.clone()));
    words
}
