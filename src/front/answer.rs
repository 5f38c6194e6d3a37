//! An answer: what all commands say, with the details of one.

use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

use super::cited::{CitedRule, Warning};
use crate::command::{Command, Verdict};
use crate::field::{Field, FieldSet};
use crate::lang::Lang;
use crate::output::{Basis, Column, JsonWriter, View, object};
use crate::policy::{Grade, Kind};

/// An answer: the verdict, what it rests on, and the details of the question that was asked.
///
/// It serialises as the JSON object that [`to_json`](Self::to_json) gives.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Answer<D> {
    /// The verdict.
    pub verdict: Verdict,
    /// The verdict if every rule that a missing fact leaves undecided went against the holder.
    pub at_worst: Verdict,
    /// The weakest grade that the verdict stands on.
    pub confidence: Option<Grade>,
    /// The verdict if the disputed rules went the other way, where that is another one.
    pub disputed_verdict: Option<Verdict>,
    /// What only this question has.
    pub details: D,
    /// The rules that made the verdict and its details.
    pub rules: Vec<CitedRule>,
    /// Rules that only inform.
    pub notes: Vec<CitedRule>,
    /// The fields that are missing and were taken to be fine.
    pub assumed: Vec<&'static str>,
    /// The fields that are missing and without which nothing can be said.
    pub missing: Vec<&'static str>,
    /// What should make a person stop and look.
    pub warnings: Vec<Warning>,
    json: Box<RawValue>,
}

/// The details of one question.
pub(super) trait Details {
    fn of(view: &View<'_>, basis: Basis<'_>, lang: Lang) -> Self;
}

impl<D> Answer<D> {
    /// The answer as JSON: the object that the program writes for such a record with
    /// `-f jsonl --explain`, without the members that say where the record came from.
    pub fn to_json(&self) -> &str {
        self.json.get()
    }

    /// Whether a rule is cited, by its id.
    pub fn cites(&self, rule: &str) -> bool {
        self.rules.iter().chain(&self.notes).any(|cited| cited.id == rule)
    }
}

impl<D> Serialize for Answer<D> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.json.serialize(serializer)
    }
}

/// The answer that a result is.
pub(super) fn answer<D: Details>(view: &View<'_>, command: Command, lang: Lang) -> Answer<D> {
    let (decision, basis) = (view.decision, view.basis());
    let of_kind = |kind| CitedRule::all(view.plan.of_kind(&decision.matched, kind), basis, lang);
    let names = |fields: FieldSet| fields.iter().map(Field::name).collect();
    Answer {
        verdict: decision.verdict,
        at_worst: decision.at_worst,
        confidence: decision.confidence,
        disputed_verdict: decision.disputed,
        details: D::of(view, basis, lang),
        rules: of_kind(Kind::Effect),
        notes: of_kind(Kind::Note),
        assumed: names(decision.assumed),
        missing: names(decision.missing),
        warnings: view.warnings().iter().map(|warning| Warning::of(warning, basis, lang)).collect(),
        json: json(view, command, lang),
    }
}

fn json(view: &View<'_>, command: Command, lang: Lang) -> Box<RawValue> {
    let writer = JsonWriter { lang, explain: true, all_quotes: true, renamed: Vec::new() };
    let is_of_input = |column: &Column| matches!(column, Column::Record | Column::Source | Column::Error);
    let columns: Vec<Column> =
        Column::of(command).into_iter().filter(|column| !is_of_input(column)).collect();
    RawValue::from_string(object(view, writer, &columns)).unwrap_or_default()
}
