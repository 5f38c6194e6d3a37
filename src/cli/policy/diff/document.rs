//! A comparison as JSON.

use serde::Serialize;
use serde_json::Value as Json;

use super::witness::Witness;
use crate::command::Verdict;
use crate::output::schema_id;
use crate::pipeline::{Difference, Differences};
use crate::policy::{Node, PolicyDiff, Value};

#[derive(Serialize)]
struct Rules<'d> {
    added: &'d [String],
    removed: &'d [String],
    changed: Vec<Changed<'d>>,
}

#[derive(Serialize)]
struct Changed<'d> {
    id: &'d str,
    changes: Vec<Change<'d>>,
}

#[derive(Serialize)]
struct Change<'d> {
    path: &'d str,
    old: Json,
    new: Json,
}

#[derive(Serialize)]
struct Summary<'d> {
    records: u64,
    differ: u64,
    worse: u64,
    verdicts: Vec<FromTo>,
    rules: Vec<ByRule<'d>>,
    other: Vec<Other>,
}

#[derive(Serialize)]
struct FromTo {
    from: &'static str,
    to: &'static str,
    records: u64,
}

#[derive(Serialize)]
struct ByRule<'d> {
    rule: &'d str,
    records: u64,
}

#[derive(Serialize)]
struct WitnessEntry {
    rule: String,
    command: &'static str,
    now: String,
    record: Option<Json>,
}

/// Tables of the policy beside its rules.
#[derive(Serialize)]
struct Other {
    table: &'static str,
    changed: usize,
}

/// What stands before the records.
pub(super) fn begin(out: &mut Vec<u8>, diff: &PolicyDiff) {
    let change =
        |change: &'_ crate::policy::ValueChange| (json(change.old.as_ref()), json(change.new.as_ref()));
    let changed = diff.changed.iter().map(|rule| Changed {
        id: &rule.id,
        changes: rule
            .changes
            .iter()
            .map(|value| {
                let (old, new) = change(value);
                Change { path: &value.path, old, new }
            })
            .collect(),
    });
    let rules = Rules { added: &diff.added, removed: &diff.removed, changed: changed.collect() };
    out.extend_from_slice(b"{\"schema\":");
    write(out, &schema_id("policy-diff"));
    out.extend_from_slice(b",\"rules\":");
    write(out, &rules);
    out.extend_from_slice(b",\"records\":[");
}

/// What stands behind them.
pub(super) fn end(
    out: &mut Vec<u8>,
    diff: &PolicyDiff,
    records: u64,
    found: &Differences,
    witnesses: &[Witness],
) {
    let summary = Summary {
        records,
        differ: found.records,
        worse: found.worse,
        verdicts: by_verdict(found)
            .map(|(from, to, records)| FromTo { from: from.code(), to: to.code(), records })
            .collect(),
        rules: found.rules.iter().map(|(rule, count)| ByRule { rule, records: *count }).collect(),
        other: diff.others.iter().map(|(table, changed)| Other { table, changed: *changed }).collect(),
    };
    out.extend_from_slice(b"],\"summary\":");
    write(out, &summary);
    out.extend_from_slice(b",\"witnesses\":");
    let entry = |witness: &Witness| {
        let members = |record: &crate::policy_tests::Written| -> Json {
            record.iter().map(|(field, text)| (field.name().to_owned(), Json::from(text.as_str()))).collect()
        };
        WitnessEntry {
            rule: witness.rule.clone(),
            command: witness.command.name(),
            now: witness.now.clone(),
            record: witness.record.as_ref().map(members),
        }
    };
    write(out, &witnesses.iter().map(entry).collect::<Vec<_>>());
    out.extend_from_slice(b"}\n");
}

/// Records that differ by old and new verdict, as verdicts rank.
pub(super) fn by_verdict(found: &Differences) -> impl Iterator<Item = (Verdict, Verdict, u64)> {
    let verdict = |code: u8| Verdict::ALL.get(usize::from(code)).copied().unwrap_or(Verdict::Invalid);
    found.verdicts.iter().map(move |((old, new), count)| (verdict(*old), verdict(*new), *count))
}

/// A record that differs.
pub(super) fn record(out: &mut Vec<u8>, difference: &Difference<'_>) {
    let Difference { old, new, record, source, id, .. } = difference;
    let parts: [&[u8]; 11] = [
        b"{\"record\":",
        record,
        b",\"source\":",
        source,
        b",\"id\":",
        id,
        b",\"old\":",
        old,
        b",\"new\":",
        new,
        b"}",
    ];
    parts.into_iter().for_each(|part| out.extend_from_slice(part));
}

/// A value of a policy as JSON; what there is not is null.
pub(super) fn json(node: Option<&Node>) -> Json {
    let Some(node) = node else { return Json::Null };
    match &node.value {
        Value::Str(text) | Value::Date(text) => text.as_str().into(),
        Value::Float(text) => text.parse::<f64>().map_or_else(|_| text.as_str().into(), Json::from),
        Value::Int(number) => (*number).into(),
        Value::Bool(truth) => (*truth).into(),
        Value::Array(items) => items.iter().map(|item| json(Some(item))).collect(),
        Value::Table(entries) => {
            entries.iter().map(|entry| (entry.key.clone(), json(Some(&entry.node)))).collect()
        }
    }
}

/// Writes JSON to memory, which does not fail for structs of texts and numbers.
fn write(out: &mut Vec<u8>, document: &impl Serialize) {
    let written = serde_json::to_writer(out, document);
    debug_assert!(written.is_ok());
}
