//! JSON Schema of a command's result, and of the document around all results.

use serde_json::{Map, Value, json};

use super::{DIALECT, or_null};
use crate::command::Command;
use crate::decide::Warning;
use crate::field::{Field, Kind, Vocabulary};
use crate::lang::Lang;
use crate::output::summary::Section;
use crate::output::{Column, CompareColumn};
use crate::policy::{Grade, Pack, Priority};

/// The schema of a result, which is a line of `-f jsonl`; that of the whole of `-f json` is under
/// `$defs/document`. Columns of `--passthrough` are further members of results.
pub fn output(command: Command, pack: &Pack, lang: Lang) -> Value {
    let (properties, required) = match command {
        Command::ComparePlatforms => compared(pack),
        _ => of_result(command, pack, lang),
    };
    json!({
        "$schema": DIALECT,
        "$id": format!("kami:{}/output/1", command.name()),
        "title": format!("{}{}", command.name(), lang.pick(": a result", "：一条结果")),
        "type": "object",
        "properties": properties,
        "required": required,
        "$defs": {
            "rule": rule(command),
            "document": document(command),
        },
    })
}

fn of_result(command: Command, pack: &Pack, lang: Lang) -> (Map<String, Value>, Vec<&'static str>) {
    let columns = Column::of(command);
    let mut properties = Map::new();
    let letter = (command == Command::CheckUnbind).then_some(Column::Letter);
    for column in columns.iter().copied().chain([Column::Steps]).chain(letter).chain(Column::BEYOND) {
        let mut schema = of_column(column, command, pack);
        schema["description"] = column.title().get(lang).into();
        properties.insert(column.name().to_owned(), schema);
    }
    (properties, columns.iter().map(|column| column.name()).collect())
}

fn of_column(column: Column, command: Command, pack: &Pack) -> Value {
    let verdicts: Vec<&str> = command.verdicts().iter().map(|verdict| verdict.code()).collect();
    let words = |field: &str| -> Vec<&str> { pack.words(field).map(|word| word.id.as_str()).collect() };
    match column {
        Column::Record => json!({"type": "integer", "minimum": 1}),
        Column::Source => json!({"type": "string"}),
        Column::Id | Column::CardNo | Column::Explanation | Column::Letter => {
            or_null(json!({"type": "string"}))
        }
        Column::Verdict | Column::AtWorst => json!({"enum": verdicts}),
        Column::DisputedVerdict => or_null(json!({"enum": verdicts})),
        Column::Confidence => or_null(json!({"enum": Grade::ALL.map(|(code, _)| code)})),
        Column::Platform => or_null(json!({"enum": words("platform")})),
        Column::Channel => or_null(json!({"enum": words("channel")})),
        Column::Route => or_null(json!({"enum": words("route")})),
        Column::Priority => or_null(json!({"enum": Priority::ALL.map(|(code, _)| code)})),
        Column::Best | Column::Fastest => or_null(json!({"enum": words("recycler")})),
        Column::Arrival => or_null(arrival()),
        Column::DaysMin | Column::DaysMax | Column::RemainingS => or_null(count()),
        Column::EtaEarliest | Column::EtaLatest | Column::NotBefore | Column::ArrivesBy => or_null(date()),
        Column::ConfirmBy
        | Column::RevocableUntil
        | Column::RetryAfter
        | Column::Deadline
        | Column::ExpectedVerifiedMin
        | Column::ExpectedVerifiedMax => or_null(json!({"type": "string", "format": "date-time"})),
        Column::Fee | Column::NetMin | Column::NetMid | Column::NetMax | Column::Offer => or_null(money()),
        Column::OfferOverBest => or_null(json!({"type": "string", "pattern": r"^-?[0-9]+\.[0-9]{2}$"})),
        Column::OddsMin | Column::OddsMax => or_null(rate()),
        Column::Stages => list(stage()),
        Column::DocumentsRequired | Column::DocumentsMissing => list(json!({"enum": words("documents")})),
        Column::Flags => list(json!({"enum": words("flag")})),
        Column::Quotes => list(quote(&words("recycler"))),
        Column::Actions
        | Column::Aftercare
        | Column::Remedies
        | Column::Rules
        | Column::Notes
        | Column::Steps => list(json!({"$ref": "#/$defs/rule"})),
        Column::Assumed | Column::Missing => {
            list(json!({"enum": Field::of(command).map(Field::name).collect::<Vec<_>>()}))
        }
        Column::Turn => list(list(change(command))),
        Column::TurnMore | Column::QuestionsLeast | Column::QuestionsMost => or_null(count()),
        Column::TurnBlockedBy | Column::TurnedBy => list(json!({"type": "string"})),
        Column::TurnsAt => or_null(json!({"type": "string", "format": "date-time"})),
        Column::TurnsTo => or_null(json!({"enum": verdicts})),
        Column::NextQuestion => {
            or_null(json!({"enum": Field::of(command).map(Field::name).collect::<Vec<_>>()}))
        }
        Column::Warnings => list(warning()),
        Column::Error => or_null(error(command)),
    }
}

/// The rows of a comparison: of a topic, or of a record's platforms.
fn compared(pack: &Pack) -> (Map<String, Value>, Vec<&'static str>) {
    let mut names: Vec<&str> =
        Command::DECIDING.into_iter().flat_map(CompareColumn::of).map(CompareColumn::name).collect();
    names.push(Column::Steps.name());
    names.extend(pack.topics.iter().flat_map(|topic| topic.columns.iter().map(|(name, _)| name.as_str())));
    let mut properties = Map::new();
    for name in names {
        let schema = match name {
            "record" | "rank" => json!({"type": "integer", "minimum": 1}),
            "days_min" | "days_max" | "window_min_s" | "window_max_s" => count(),
            "documents_required" => list(json!({"type": "string"})),
            "rules" | "steps" => list(json!({"$ref": "#/$defs/rule"})),
            "declined_by" => json!({"$ref": "#/$defs/rule"}),
            "rate_min" | "rate_max" | "odds_min" | "odds_max" => rate(),
            "net_min" | "net_mid" | "net_max" | "least" => money(),
            "arrives_by" => date(),
            _ => json!({"type": "string"}),
        };
        properties.insert(name.to_owned(), or_null(schema));
    }
    let topics: Vec<&str> = pack.topics.iter().map(|topic| topic.id.as_str()).collect();
    properties.insert("topic".to_owned(), json!({"enum": topics}));
    (properties, vec!["topic"])
}

fn document(command: Command) -> Value {
    let text = json!({"type": "string"});
    let mut properties = json!({
        "schema": {"const": format!("kami/{}/1", command.name())},
        "now": {"type": "string", "format": "date-time"},
        "policy": object(json!({
            "version": text,
            "layers": list(object(json!({"name": text, "hash": {"type": "string", "pattern": "^[0-9a-f]{64}$"}}))),
        })),
        "results": list(json!({"$ref": "#"})),
    });
    if command != Command::ComparePlatforms {
        properties["summary"] = summary(command);
    }
    let mut document = object(properties);
    // With --summary there are none.
    if let Some(required) = document["required"].as_array_mut() {
        required.retain(|name| name != "results");
    }
    document
}

/// What all results came to.
fn summary(command: Command) -> Value {
    let counts: Map<String, Value> =
        command.verdicts().iter().map(|verdict| (verdict.code().to_owned(), count())).collect();
    let verdicts = object(Value::Object(counts));
    let sums = json!({"net_min": money(), "net_mid": money(), "net_max": money()});
    let mut members = json!({"records": count(), "verdicts": verdicts});
    let mut group = verdicts;
    if command == Command::RecycleQuote {
        members["flagged"] = object(sums.clone());
        let mut with_records = sums.clone();
        with_records["records"] = count();
        group = object(with_records);
        if let (Some(members), Some(sums)) = (members.as_object_mut(), sums.as_object()) {
            members.extend(sums.clone());
        }
    }
    members[Section::of_groups(command).name()] = by_name(group);
    let mut summary = object(members);
    // With --summary alone.
    for (section, schema) in [
        (Section::TopRules, list(object(json!({"rule": {"type": "string"}, "records": count()})))),
        (Section::DocumentsMissing, by_name(count())),
        (Section::Deadlines24h, count()),
    ] {
        summary["properties"][section.name()] = schema;
    }
    summary
}

/// An object whose members are named after words of the policy.
fn by_name(member: Value) -> Value {
    json!({"type": "object", "additionalProperties": member})
}

/// An object that has all of these members and no other.
fn object(properties: Value) -> Value {
    let required: Vec<String> =
        properties.as_object().into_iter().flatten().map(|(name, _)| name.clone()).collect();
    json!({"type": "object", "properties": properties, "required": required, "additionalProperties": false})
}

fn list(items: Value) -> Value {
    json!({"type": "array", "items": items})
}

/// A rule's id, or with `--explain` what there is to say of it.
fn rule(command: Command) -> Value {
    let verdicts: Vec<&str> = command.verdicts().iter().map(|verdict| verdict.code()).collect();
    let text = json!({"type": "string"});
    let mut explained = object(json!({
        "id": text,
        "effect": or_null(json!({"enum": verdicts})),
        "grade": {"enum": Grade::ALL.map(|(code, _)| code)},
        "message": text,
        "source": text,
        "disputed": or_null(text.clone()),
    }));
    // Remedies alone say how often they succeed and how long they take.
    for (name, schema) in [("odds_min", rate()), ("odds_max", rate()), ("time", text.clone())] {
        explained["properties"][name] = or_null(schema);
    }
    json!({"anyOf": [text, explained]})
}

/// A fact as it would have to be.
fn change(command: Command) -> Value {
    let text = json!({"type": "string"});
    object(json!({
        "field": {"enum": Field::of(command).map(Field::name).collect::<Vec<_>>()},
        "from": or_null(text.clone()),
        "to": text,
        "rules": list(text.clone()),
    }))
}

fn warning() -> Value {
    let codes = Warning::ALL.map(Warning::code);
    let explained = object(json!({"code": {"enum": codes}, "message": {"type": "string"}}));
    json!({"anyOf": [{"enum": codes}, explained]})
}

fn error(command: Command) -> Value {
    let fields: Vec<&str> = Field::of(command).map(Field::name).collect();
    object(json!({
        "field": or_null(json!({"enum": fields})),
        "value": or_null(json!({"type": "string"})),
        "expected": {"type": "string"},
    }))
}

fn stage() -> Value {
    let words: Vec<&str> = match Field::Stage.spec().kind {
        Kind::Choice(Vocabulary::Fixed(words)) => words.iter().map(|word| word.id).collect(),
        _ => Vec::new(),
    };
    object(json!({"stage": {"enum": words}, "days_min": count(), "days_max": count()}))
}

fn quote(platforms: &[&str]) -> Value {
    let mut members = json!({"platform": {"enum": platforms}});
    for name in ["rate_min", "rate_max"] {
        members[name] = or_null(rate());
    }
    for name in ["fee_min", "fee_max", "net_min", "net_mid", "net_max"] {
        members[name] = or_null(money());
    }
    members["arrival"] = or_null(arrival());
    members["arrives_by"] = or_null(date());
    let mut quote = object(members);
    // With --all alone, for platforms that decline.
    quote["properties"]["declined_by"] = or_null(json!({"type": "string"}));
    quote
}

fn count() -> Value {
    json!({"type": "integer", "minimum": 0})
}

fn money() -> Value {
    json!({"type": "string", "pattern": "^[0-9]+\\.[0-9]{2}$"})
}

fn rate() -> Value {
    json!({"type": "string", "pattern": "^[0-9]+(\\.[0-9]*[1-9])?$"})
}

fn date() -> Value {
    json!({"type": "string", "format": "date"})
}

fn arrival() -> Value {
    json!({"type": "string", "pattern": "^(instant|[0-9]+h|[0-9]+(-[0-9]+)?wd)$"})
}
