//! Rules as a JSON document. Members are in alphabetical order.

use serde::Serialize;

use super::rules::{Shown, day};
use crate::output::format::{Envelope, PolicyStamp};
use crate::policy::{Pack, layer_names};
use crate::value::Moment;

#[derive(Serialize)]
struct Listing<'a> {
    builtin_layers: Vec<&'a str>,
    now: String,
    policy: PolicyStamp<'a>,
    rules: Vec<RuleEntry<'a>>,
    schema: String,
}

#[derive(Serialize)]
struct RuleEntry<'a> {
    caution: Option<&'a str>,
    changes: Vec<Change<'a>>,
    command: &'a str,
    condition: Vec<String>,
    defined_at: String,
    disputed: Option<String>,
    effects: Vec<String>,
    freshness: &'a str,
    grade: &'a str,
    id: &'a str,
    kind: &'a str,
    layer: &'a str,
    message: &'a str,
    off: bool,
    source: SourceEntry<'a>,
    title: &'a str,
    valid_from: Option<String>,
    valid_until: Option<String>,
}

#[derive(Serialize)]
struct Change<'a> {
    layer: &'a str,
    value: String,
}

#[derive(Serialize)]
struct SourceEntry<'a> {
    as_of: Option<String>,
    id: &'a str,
    place: Option<&'a str>,
    title: Option<&'a str>,
    #[serde(rename = "where")]
    location: Option<&'a str>,
}

/// The JSON document of a listing.
pub(super) fn document(pack: &Pack, now: Moment, rules: &[&Shown<'_>]) -> Vec<u8> {
    let Envelope { schema, now, policy } = Envelope::new("policy", pack, now);
    let builtin_layers = layer_names().collect();
    let rules = rules.iter().map(|shown| entry(shown)).collect();
    let listing = Listing { builtin_layers, now, policy, rules, schema };
    // Structs of texts always are JSON.
    let mut text = serde_json::to_vec_pretty(&listing).unwrap_or_default();
    text.push(b'\n');
    text
}

fn entry<'a>(shown: &'a Shown<'_>) -> RuleEntry<'a> {
    let (rule, lang) = (shown.rule, shown.lang);
    let source = shown.pack.source(&rule.source);
    RuleEntry {
        caution: rule.caution.as_ref().map(|caution| caution.get(lang)),
        changes: shown.changes().into_iter().map(|(value, layer)| Change { layer, value }).collect(),
        command: rule.command.name(),
        condition: shown.condition(),
        defined_at: shown.place(),
        disputed: shown.dispute(),
        effects: shown.effects(),
        freshness: shown.freshness.code(),
        grade: rule.grade.code(),
        id: &rule.id,
        kind: rule.kind.name(),
        layer: shown.layer(rule.at.file),
        message: rule.message.get(lang),
        off: rule.off,
        source: SourceEntry {
            as_of: source.and_then(|source| source.as_of).map(day),
            id: &rule.source,
            place: Some(rule.place.get(lang)).filter(|place| !place.is_empty()),
            title: source.map(|source| source.title.as_str()),
            location: source.and_then(|source| source.place.as_deref()),
        },
        title: rule.title.get(lang),
        valid_from: rule.valid_from.map(day),
        valid_until: rule.valid_until.map(day),
    }
}
