//! JSON Schema of policy files, for editors that check TOML by one.

use serde_json::{Map, Value, json};

use super::DIALECT;
use crate::command::{Command, Verdict};
use crate::field::{Field, Kind as FieldKind, Vocabulary};
use crate::lang::Lang;
use crate::policy::{Binds, Change, DerivedFact, Grade, Kind, Phase, Priority, layer_names};

/// The schema of a policy file. Whatever of a rule depends on its command is checked by
/// `kami policy check` alone.
pub fn policy(lang: Lang) -> Value {
    json!({
        "$schema": DIALECT,
        "$id": "kami:policy/1",
        "title": lang.pick("kami: a policy file", "kami：策略文件"),
        "type": "object",
        "additionalProperties": false,
        "properties": {
            "format": {"const": 1},
            "name": text(lang, "The name of the pack", "策略名称"),
            "version": text(lang, "Its version", "版本"),
            "as_of": reference("day"),
            "source": list_of(source(lang)),
            "word": list_of(word(lang)),
            "rule": list_of(json!({
                "$ref": "#/$defs/rule",
                "required": ["id", "command", "when", "grade", "source", "title", "message"],
            })),
            "year": list_of(year()),
            "calendar": object(json!({"fixed_days_off": strings()}), &[]),
            "topic": list_of(topic()),
            "fact": list_of(fact()),
            "change": {
                "description": lang.pick(
                    "Values that are laid over those of a rule, by its id",
                    "按规则编号修改其取值",
                ),
                "type": "object",
                "additionalProperties": reference("rule"),
            },
            "off": {
                "description": lang.pick("Rules that are switched off", "要关闭的规则"),
                "$ref": "#/$defs/strings",
            },
            "case": list_of(case(lang)),
        },
        "$defs": {
            "day": {
                "description": lang.pick("A date", "日期"),
                "type": "string",
                "pattern": "^\\d{4}[-/.]?\\d{1,2}[-/.]?\\d{1,2}$",
            },
            "strings": {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]},
            "text": object(json!({"en": {"type": "string"}, "zh": {"type": "string"}}), &["en", "zh"]),
            "figure": {"type": ["string", "number", "integer"]},
            "span": {
                "description": lang.pick("A length of time such as 72h or 90s", "时长，如 72h、90s"),
                "type": ["string", "integer", "number"],
            },
            "range": {
                "anyOf": [
                    {"type": "array", "items": reference("figure"), "minItems": 2, "maxItems": 2},
                    reference("figure"),
                ],
            },
            "condition": condition(lang),
            "asked": asked(lang),
            "rule": rule(lang),
        },
    })
}

fn reference(name: &str) -> Value {
    json!({"$ref": format!("#/$defs/{name}")})
}

fn strings() -> Value {
    reference("strings")
}

fn text(lang: Lang, en: &str, zh: &str) -> Value {
    json!({"description": lang.pick(en, zh), "type": "string"})
}

fn list_of(item: Value) -> Value {
    json!({"type": "array", "items": item})
}

fn words<T>(all: &[(&str, T)]) -> Value {
    json!({"enum": all.iter().map(|(name, _)| *name).collect::<Vec<_>>()})
}

fn commands() -> Value {
    json!({"enum": Command::DECIDING.map(Command::name)})
}

/// A table with these keys and no others.
fn object(properties: Value, required: &[&str]) -> Value {
    let mut found = Map::new();
    found.insert("type".into(), "object".into());
    found.insert("additionalProperties".into(), false.into());
    if !required.is_empty() {
        found.insert("required".into(), required.into());
    }
    found.insert("properties".into(), properties);
    Value::Object(found)
}

fn source(lang: Lang) -> Value {
    let properties = json!({
        "id": text(lang, "The id that rules name", "规则引用的编号"),
        "title": text(lang, "Its title", "标题"),
        "where": text(lang, "Where it can be read", "出处"),
        "as_of": reference("day"),
        "checked_on": reference("day"),
        "figures_of": reference("figure"),
    });
    object(properties, &["id", "title"])
}

fn word(lang: Lang) -> Value {
    let properties = json!({
        "field": text(lang, "The vocabulary that it belongs to", "所属词表"),
        "id": text(lang, "The code in input and output", "代码"),
        "title": reference("text"),
        "also": strings(),
        "unclear": strings(),
        "binds": words(&Binds::ALL),
        "stop": {"type": "boolean"},
        "needs": strings(),
        "groups": strings(),
        "default": {"type": "boolean"},
        "letter": reference("text"),
    });
    object(properties, &["field", "id"])
}

fn year() -> Value {
    let properties = json!({"year": reference("figure"), "holidays": strings(), "workdays": strings()});
    object(properties, &["year"])
}

fn topic() -> Value {
    let row = json!({
        "type": "object",
        "additionalProperties": true,
        "properties": {"key": {"type": "string"}, "rules": strings(), "grade": words(&Grade::ALL)},
    });
    let properties = json!({
        "id": {"type": "string"},
        "title": reference("text"),
        "sources": strings(),
        "columns": strings(),
        "headings": {"type": "object", "additionalProperties": reference("text")},
        "row": list_of(row),
    });
    object(properties, &["id", "title", "headings"])
}

fn fact() -> Value {
    let allowed = object(
        json!({"command": commands(), "from": {"type": "string"}, "to": {"type": "string"}}),
        &["command", "from", "to"],
    );
    let properties = json!({
        "field": {"enum": Field::ALL.iter().map(|field| field.name()).collect::<Vec<_>>()},
        "change": words(&Change::ALL),
        "worse_only": {"type": "boolean"},
        "never_from": strings(),
        "never_given": {"type": "boolean"},
        "in_order": {"type": ["string", "boolean", "number"]},
        "ask": reference("text"),
        "allow": list_of(allowed),
    });
    object(properties, &["field", "change", "ask"])
}

fn case(lang: Lang) -> Value {
    let properties = json!({
        "name": text(lang, "What it shows", "说明"),
        "command": commands(),
        "now": text(lang, "The moment to decide at", "判断时刻"),
        "options": object(json!({"platform": strings()}), &[]),
        "record": record(lang),
        // Fields of the result, which hang on the command.
        "expect": {"type": "object", "additionalProperties": true},
        "rules": strings(),
        "not_rules": strings(),
        "undecided": strings(),
    });
    object(properties, &["name", "command", "now", "record"])
}

/// The facts of a case: fields, in any spelling that input may have.
fn record(lang: Lang) -> Value {
    let title = |field: Field| json!({"description": crate::output::field_title(field, lang)});
    let fields: Map<String, Value> =
        Field::ALL.iter().map(|field| (field.name().to_owned(), title(*field))).collect();
    json!({"type": "object", "additionalProperties": true, "properties": fields})
}

/// A table of facts, and what is asked of each.
fn condition(lang: Lang) -> Value {
    let mut properties = Map::new();
    let derived = DerivedFact::ALL.map(|fact| (fact.spec().name, fact.spec().title.get(lang).to_owned()));
    let fields = Field::ALL.iter().map(|field| (field.name(), crate::output::field_title(*field, lang)));
    for (name, title) in fields.map(|(name, title)| (name, title.to_owned())).chain(derived) {
        let asked = json!({
            "description": title,
            "anyOf": [
                {"type": ["string", "boolean"]},
                {"type": "array", "items": {"type": ["string", "boolean"]}},
                reference("asked"),
            ],
        });
        properties.insert(name.to_owned(), asked);
    }
    json!({
        "description": lang.pick("All of it has to hold", "各项须同时成立"),
        "type": "object",
        "additionalProperties": false,
        "properties": properties,
        // Sums of amounts, as `debt+pending_balance`.
        "patternProperties": {"\\+": reference("asked")},
    })
}

fn asked(lang: Lang) -> Value {
    let other = object(json!({"fact": {"type": "string"}, "plus": reference("figure")}), &["fact"]);
    let bound = json!({"anyOf": [{"type": ["string", "number", "integer"]}, other]});
    let mut properties = Map::new();
    for name in ["at_least", "above", "at_most", "below", "from", "before"] {
        properties.insert(name.to_owned(), bound.clone());
    }
    for name in ["older_than", "within"] {
        properties.insert(name.to_owned(), reference("span"));
    }
    let word = json!({"anyOf": [
        {"type": ["string", "boolean"]},
        {"type": "array", "items": {"type": ["string", "boolean"]}},
    ]});
    properties.insert("is".to_owned(), word.clone());
    properties.insert("not".to_owned(), word);
    properties.insert("given".to_owned(), json!({"type": "boolean"}));
    let or_missing = lang.pick("A missing fact counts as if it held", "缺少该事实时视为成立");
    properties.insert("or_missing".to_owned(), json!({"description": or_missing, "type": "boolean"}));
    object(Value::Object(properties), &[])
}

fn rule(lang: Lang) -> Value {
    let when = || reference("condition");
    let dispute = object(
        json!({
            "en": {"type": "string"},
            "zh": {"type": "string"},
            "verdict": {"type": "string"},
            "when": when(),
            "drops_window": {"type": "boolean"},
            "drops_rule": {"type": "boolean"},
            "see_also": words(&layer_names().map(|name| (name, ())).collect::<Vec<_>>()),
        }),
        &[],
    );
    let variant = object(
        json!({"when": when(), "en": {"type": "string"}, "zh": {"type": "string"}}),
        &["when", "en", "zh"],
    );
    let also = object(json!({"command": commands(), "when": when()}), &["command", "when"]);
    let open_ended = json!({"anyOf": [{"type": "boolean"}, object(json!({"when": when()}), &[])]});
    let properties = json!({
        "id": text(lang, "The id that results cite", "结果中引用的编号"),
        "command": commands(),
        "kind": words(&Kind::ALL),
        "when": when(),
        "also": list_of(also),
        "effect": effect(),
        "phase": words(&Phase::ALL),
        "asks": object(json!({"phase": words(&Phase::ALL), "when": when()}), &[]),
        "open_ended": open_ended,
        "grade": words(&Grade::ALL),
        "regrade": object(json!({"grade": words(&Grade::ALL), "when": when()}), &[]),
        "source": text(lang, "The id of its source", "来源编号"),
        "title": reference("text"),
        "message": reference("text"),
        "messages": list_of(variant),
        "over": reference("text"),
        "entry": reference("text"),
        "place": reference("text"),
        "caution": reference("text"),
        "dispute": {"anyOf": [{"const": "none"}, dispute]},
        "valid_from": reference("day"),
        "valid_until": reference("day"),
        "off": {"type": "boolean"},
    });
    // A change lays some values over a rule's: nothing is required of it.
    let mut partial = properties.clone();
    for name in ["title", "message", "over", "entry", "place", "caution"] {
        partial[name] = object(json!({"en": {"type": "string"}, "zh": {"type": "string"}}), &[]);
    }
    object(partial, &[])
}

fn effect() -> Value {
    let flag = || json!({"type": "boolean"});
    let verdicts: Vec<&str> = Verdict::ALL
        .iter()
        .filter(|verdict| **verdict != Verdict::Invalid)
        .map(|verdict| verdict.code())
        .collect();
    let due = || json!({"from": {"type": "string"}, "lasts": reference("span")});
    let mut window = due();
    for (name, schema) in [
        ("urgent", flag()),
        ("urgent_after", reference("span")),
        ("urgent_from", reference("span")),
        ("urgent_when", reference("condition")),
        ("no_later_than", json!({"type": "string"})),
        ("only_lengthens", flag()),
    ] {
        window[name] = schema;
    }
    let latency = || reference("range");
    let expected = json!({
        "from": {"type": "string"},
        "otherwise": latency(),
        "client": {"type": "object", "additionalProperties": latency()},
    });
    let but = json!({"anyOf": [
        {"type": "string"},
        object(json!({"rule": {"type": "string"}, "when": reference("condition")}), &[]),
    ]});
    let quote = json!({
        "platform": {"type": "string"},
        "rate": reference("range"),
        "fee": reference("figure"),
        "least": reference("figure"),
        "arrival": {"type": "string"},
    });
    let stages: Map<String, Value> = match Field::Stage.spec().kind {
        FieldKind::Choice(Vocabulary::Fixed(words)) => {
            words.iter().map(|word| (word.id.to_owned(), reference("range"))).collect()
        }
        _ => Map::new(),
    };
    let odds = object(json!({"at_least": reference("figure"), "at_most": reference("figure")}), &[]);
    object(
        json!({
            "verdict": {"enum": verdicts},
            "route": {"type": "string"},
            "documents": strings(),
            "days": reference("range"),
            "stages": object(Value::Object(stages), &[]),
            "priority": words(&Priority::ALL),
            "not_before": object(json!({"day_after": {"type": "string"}}), &[]),
            "confirm_by": object(due(), &[]),
            "restart": flag(),
            "concludes": flag(),
            "revocable_for": reference("span"),
            "remind_after": object(json!({"months": {"type": "integer", "minimum": 1, "maximum": 1200}}), &["months"]),
            "retry": object(
                json!({
                    "from": {"type": "string"},
                    "until": {"type": "string"},
                    "unless_phase": words(&Phase::ALL),
                }),
                &[],
            ),
            "window": object(window, &[]),
            "fee": object(json!({"amount": reference("figure"), "rate": reference("figure")}), &[]),
            "exclusive": {"anyOf": [flag(), object(json!({"but": list_of(but)}), &[])]},
            "expected": object(expected, &[]),
            "odds": {"anyOf": [reference("range"), odds]},
            "time": {"type": "string"},
            "quote": object(quote, &[]),
            "shift": reference("range"),
            "flag": {"type": "string"},
            "declines": flag(),
            "waits_for": {"type": "string"},
            "even_if_rejected": strings(),
            "excludes": strings(),
            "speaks_for": strings(),
        }),
        &[],
    )
}
