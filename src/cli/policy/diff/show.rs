//! A comparison as people read it: rules, then records with old and new side by side, then counts.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::Value as Json;
use serde_json::value::RawValue;

use super::document::{by_verdict, json};
use super::witness::Witness;
use crate::lang::Lang;
use crate::output::text::{padded, width};
use crate::pipeline::{Difference, Differences};
use crate::policy::PolicyDiff;
use crate::value::{figure, shown};

/// The rules that differ.
pub(super) fn rules(diff: &PolicyDiff, lang: Lang) -> String {
    let mut text = String::new();
    if !diff.has_rules() {
        text.push_str(lang.pick("No rule differs.\n", "规则没有不同。\n"));
    }
    for id in &diff.added {
        text.push_str(&format!("+ {id}\n"));
    }
    for id in &diff.removed {
        text.push_str(&format!("- {id}\n"));
    }
    for rule in &diff.changed {
        text.push_str(&format!("~ {}\n", rule.id));
        for change in &rule.changes {
            let (old, new) = (plain(&json(change.old.as_ref())), plain(&json(change.new.as_ref())));
            text.push_str(&format!("    {}: {old} → {new}\n", change.path));
        }
    }
    for (table, count) in &diff.others {
        text.push_str(&match lang {
            Lang::En => format!("~ {count} other table{} [[{table}]]\n", if *count == 1 { "" } else { "s" }),
            Lang::Zh => format!("~ 另有 {count} 个 [[{table}]] 表不同\n"),
        });
    }
    text
}

/// Records that show what differs, as commands.
pub(super) fn witnesses(witnesses: &[Witness], lang: Lang) -> String {
    let mut text = String::new();
    for witness in witnesses {
        let shown = match &witness.record {
            Some(record) => {
                let record: Vec<String> =
                    record.iter().map(|(field, text)| format!("{}={text}", field.name())).collect();
                format!("{} {} --now {}", witness.command.name(), record.join(" "), witness.now)
            }
            None => lang.pick("no record whose result differs", "没有结果不同的记录").to_owned(),
        };
        text.push_str(&format!("{}: {shown}\n", witness.rule));
    }
    text
}

/// A record that differs.
pub(super) fn record(out: &mut Vec<u8>, difference: &Difference<'_>) {
    let (Ok(old), Ok(new)) = (
        serde_json::from_slice::<Members<'_>>(difference.old),
        serde_json::from_slice::<Members<'_>>(difference.new),
    ) else {
        return;
    };
    let text = |raw: &[u8]| serde_json::from_slice::<Json>(raw).map(|value| plain(&value));
    let source = text(difference.source).unwrap_or_default();
    let id = text(difference.id).ok().filter(|id| id != NONE).map(|id| format!("  {id}")).unwrap_or_default();
    let (from, to) = difference.verdicts;
    let verdict =
        if from == to { from.code().to_owned() } else { format!("{} → {}", from.code(), to.code()) };
    let mut lines = format!("\n{}  {verdict}\n", shown(&format!("{source}{id}")));
    let changed: Vec<(&str, String, String)> = old
        .0
        .iter()
        .enumerate()
        .filter_map(|(place, (name, value))| {
            // Both have the same columns, in the same order.
            let other = new.0.get(place).filter(|(known, _)| known == name).map(|(_, value)| *value);
            let is_same = other.is_some_and(|other| other.get() == value.get()) || name == "verdict";
            let of = |raw: Option<&RawValue>| {
                raw.and_then(|raw| text(raw.get().as_bytes()).ok()).unwrap_or_default()
            };
            (!is_same).then(|| (name.as_ref(), of(Some(value)), of(other)))
        })
        .collect();
    let room = changed.iter().map(|(name, ..)| width(name)).max().unwrap_or(0);
    for (name, old, new) in changed {
        lines.push_str(&format!("    {}  {} → {}\n", padded(name, room, false), shown(&old), shown(&new)));
    }
    out.extend_from_slice(lines.as_bytes());
}

/// What all records came to.
pub(super) fn summary(records: u64, found: &Differences, lang: Lang) -> String {
    let (total, differ) = (figure(records), figure(found.records));
    let mut text = match lang {
        Lang::En => format!("\nrecords that differ: {differ} of {total}\n"),
        Lang::Zh => format!("\n{total} 条记录中有 {differ} 条结果不同\n"),
    };
    for (from, to, count) in by_verdict(found) {
        let (from, to) = (from.short().get(lang), to.short().get(lang));
        text.push_str(&format!("    {from} → {to}: {}\n", figure(count)));
    }
    for (rule, count) in &found.rules {
        text.push_str(&format!("    {rule}: {}\n", figure(*count)));
    }
    text
}

/// What stands for nothing.
const NONE: &str = "—";

/// A value as people read it: texts without quotes, lists joined.
fn plain(value: &Json) -> String {
    match value {
        Json::Null => NONE.to_owned(),
        Json::String(text) => text.clone(),
        Json::Array(items) if items.is_empty() => NONE.to_owned(),
        Json::Array(items) => items.iter().map(plain).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

/// The members of an object in their order.
struct Members<'m>(Vec<(Cow<'m, str>, &'m RawValue)>);

impl<'de: 'm, 'm> Deserialize<'de> for Members<'m> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;
        impl<'de> Visitor<'de> for InOrder {
            type Value = Members<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(InOrder)
    }
}
