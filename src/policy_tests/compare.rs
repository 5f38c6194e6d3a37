//! Where a result differs from what a case expects.

use serde_json::Value as Json;

use crate::lang::{Text, suggest};
use crate::output::Column;
use crate::policy::{Case, Entry, Node, Problems, Value};
use crate::value::mask;

/// Where a result differs from what is expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The field of the result, or the list of rules.
    pub what: String,
    /// What was expected.
    pub wanted: String,
    /// What came out.
    pub got: String,
}

/// The fields in which a result is not what is expected.
pub(super) fn differences(expect: &[Entry], result: &Json) -> Vec<Difference> {
    let mut found = Vec::new();
    for entry in expect {
        let got = result.get(entry.key.as_str()).unwrap_or(&Json::Null);
        let wanted = json(&entry.node);
        if !same(&wanted, got) {
            // A result has its card number masked already.
            let is_card_no = entry.key == Column::CardNo.name() && !wanted.is_null();
            let wanted = json_of(&wanted);
            let wanted = if is_card_no { mask(&wanted) } else { wanted };
            found.push(Difference { what: entry.key.to_string(), wanted, got: json_of(got) });
        }
    }
    found
}

/// Notes expected fields that no result of the command has.
pub fn unknown_fields(cases: &[Case], problems: &mut Problems) {
    for case in cases {
        let mut known: Vec<&str> = Column::of(case.command).iter().map(|column| column.name()).collect();
        known.push(Column::Steps.name());
        for entry in case.expect.iter().filter(|entry| !known.contains(&entry.key.as_str())) {
            let (command, name) = (case.command.name(), &entry.key);
            let fix = suggest::fix_in_code(suggest::nearest(name, known.iter().copied()), Text::default);
            let what = Text::new(
                format!("no result of {command} has `{name}`"),
                format!("{command} 的结果没有 `{name}`"),
            );
            problems.push(entry.at, what, fix);
        }
    }
}

/// A value of a case as JSON; TOML has no null, an empty string stands for it.
fn json(node: &Node) -> Json {
    match &node.value {
        Value::Str(text) if text.is_empty() => Json::Null,
        Value::Str(text) | Value::Float(text) | Value::Date(text) => text.as_str().into(),
        Value::Int(number) => (*number).into(),
        Value::Bool(truth) => (*truth).into(),
        Value::Array(items) => items.iter().map(json).collect(),
        Value::Table(entries) => {
            Json::Object(entries.iter().map(|entry| (entry.key.to_string(), json(&entry.node))).collect())
        }
    }
}

/// Whether a value is as expected. Of an object only the members that are expected count; a figure
/// may be written with or without quotes.
fn same(wanted: &Json, got: &Json) -> bool {
    match (wanted, got) {
        (Json::Array(wanted), Json::Array(got)) => {
            wanted.len() == got.len() && wanted.iter().zip(got).all(|(wanted, got)| same(wanted, got))
        }
        (Json::Object(wanted), Json::Object(got)) => {
            wanted.iter().all(|(key, wanted)| same(wanted, got.get(key).unwrap_or(&Json::Null)))
        }
        // A stage may be written as in csv: `first-review:1-3`.
        (Json::String(text), Json::Object(stage)) if stage.contains_key("stage") => {
            let member = |name: &str| stage.get(name).map(json_of).unwrap_or_default();
            *text == format!("{}:{}-{}", member("stage"), member("days_min"), member("days_max"))
        }
        (Json::String(text), Json::Number(number)) | (Json::Number(number), Json::String(text)) => {
            *text == number.to_string()
        }
        _ => wanted == got,
    }
}

/// JSON as a difference shows it: texts without quotes.
pub(super) fn json_of(value: &Json) -> String {
    match value {
        Json::String(text) => text.clone(),
        Json::Array(items) => format!("[{}]", items.iter().map(json_of).collect::<Vec<_>>().join(", ")),
        other => other.to_string(),
    }
}
