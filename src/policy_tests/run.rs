//! Decides the cases of a policy.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::compare::{Difference, differences, json_of};
use crate::decide::{Computed, Decision, Options, Plan};
use crate::engine::RuleSet;
use crate::field::Field;
use crate::input::Place;
use crate::lang::Lang;
use crate::output::{Column, JsonWriter, RecordMeta, View, object};
use crate::policy::{Case, Named, Node, Pack, Value};
use crate::questions::Answers;
use crate::record::{Cell, Lexicons, Reading, Record};
use crate::value::CHINA;

/// How a case came out.
#[derive(Debug)]
pub struct Outcome<'c> {
    /// The case.
    pub case: &'c Case,
    /// Where it differs from what is expected; nowhere if it passed.
    pub differences: Vec<Difference>,
    /// Rules that matched and are cited.
    pub matched: BTreeSet<String>,
    /// Rules that a missing fact leaves undecided.
    pub undecided: BTreeSet<String>,
}

/// How all cases came out.
#[derive(Debug)]
pub struct Report<'c> {
    /// Each case, in order.
    pub outcomes: Vec<Outcome<'c>>,
}

impl Report<'_> {
    /// How many cases failed.
    pub fn failed(&self) -> usize {
        self.outcomes.iter().filter(|outcome| !outcome.differences.is_empty()).count()
    }

    /// Whether some case was matched by a rule.
    pub fn exercises(&self, rule: &str) -> bool {
        self.outcomes.iter().any(|outcome| outcome.matched.contains(rule))
    }
}

/// Decides cases by a policy.
///
/// # Errors
/// When the policy is larger than decisions can be made from.
pub fn run<'c>(cases: &'c [Case], pack: &Pack) -> Result<Report<'c>, String> {
    let lexicons = Lexicons::new(pack);
    let mut plans: Vec<Plan<'_>> = Vec::new();
    let mut outcomes = Vec::with_capacity(cases.len());
    for case in cases {
        let is_same = |plan: &Plan<'_>| {
            plan.command == case.command && plan.now == case.now && plan.options.platforms == case.platforms
        };
        let known = plans.iter().position(is_same);
        let index = match known {
            Some(index) => index,
            None => {
                let platforms = case.platforms.clone();
                let options = Options { urgent_within_s: 120, platforms, ..Options::default() };
                let plan = Plan::new(case.command, pack, &lexicons, case.now, options)?;
                plans.push(plan);
                plans.len() - 1
            }
        };
        outcomes.push(decide(case, &plans[index]));
    }
    Ok(Report { outcomes })
}

pub(super) fn decide<'c>(case: &'c Case, plan: &Plan<'_>) -> Outcome<'c> {
    judged(case, plan, &decided(plan, record_of(case, plan)))
}

/// The record of a case, as the plan's command reads it.
pub(super) fn record_of(case: &Case, plan: &Plan<'_>) -> Record {
    let reading = Reading { lexicons: plan.lexicons, now: plan.now, offset: CHINA };
    let mut record = Record::default();
    for (field, node) in &case.record {
        // What the command does not use it does not read, bad values and all.
        if field.spec().commands.has(plan.command) {
            set(&mut record, &reading, *field, node);
        }
    }
    record.finish();
    if let Some(required) = Field::subject_of(plan.command) {
        record.require(required);
    }
    record
}

/// What a plan decides of a record, and what it leaves undecided.
#[derive(Clone, Debug)]
pub(super) struct Decided {
    record: Record,
    pub(super) decision: Decision,
    pub(super) computed: Computed,
    pub(super) undecided: RuleSet,
}

pub(super) fn decided(plan: &Plan<'_>, mut record: Record) -> Decided {
    if record.error.is_some() {
        let (decision, computed) = (Decision::invalid(), Computed::default());
        return Decided { record, decision, computed, undecided: RuleSet::EMPTY };
    }
    let prepared = plan.prepare(&mut record.facts);
    let decision = plan.settle(&record.facts, &prepared);
    let computed = plan.compute(&record.facts, &prepared, &decision);
    let undecided = plan.undecided(&record.facts, &prepared);
    Decided { record, decision, computed, undecided }
}

/// How a case came out that was decided so.
pub(super) fn judged<'c>(case: &'c Case, plan: &Plan<'_>, decided: &Decided) -> Outcome<'c> {
    let Decided { record, decision, computed, undecided } = decided;
    let view = View {
        plan,
        meta: RecordMeta { number: 1, input: "case", is_plain_input: false, place: Place::Args, record },
        earlier: None,
        decision,
        computed,
        answers: &Answers::NONE,
    };
    let result = result_of(&view);
    let ids = |rules: &RuleSet| plan.ids(rules.clone()).map(str::to_owned).collect::<BTreeSet<String>>();
    let matched = ids(&cited(decision, plan));
    let undecided = ids(undecided);
    let mut differences = differences(&case.expect, &result);
    differences.extend(named(&case.rules, &matched, true, "rules"));
    differences.extend(named(&case.not_rules, &matched, false, "not_rules"));
    differences.extend(named(&case.undecided, &undecided, true, "undecided"));
    Outcome { case, differences, matched, undecided }
}

/// The rules that apply; remedies only where they are listed.
pub(super) fn cited(decision: &Decision, plan: &Plan<'_>) -> RuleSet {
    let remedies = plan.of_kind(&decision.matched, crate::policy::Kind::Remedy);
    decision.matched.without(&remedies).or(&decision.remedies)
}

fn set(record: &mut Record, reading: &Reading<'_>, field: Field, node: &Node) {
    let bytes = |node: &Node| node.figure().map(|text| Cow::Owned(String::from(text).into_bytes()));
    let cell = match &node.value {
        Value::Array(items) => Cell::List(items.iter().filter_map(bytes).collect()),
        _ => bytes(node).map_or(Cell::Shapeless, Cell::Text),
    };
    record.set(reading, field, &cell);
}

/// The result as `-f json` gives it.
pub(super) fn result_of(view: &View<'_>) -> serde_json::Value {
    let writer = JsonWriter { lang: Lang::En, explain: false, all_quotes: true, renamed: Vec::new() };
    let mut columns = Column::of(view.plan.command);
    columns.push(Column::Steps);
    serde_json::from_str(&object(view, writer, &columns)).unwrap_or_default()
}

/// Rules that should be among the found ones and are not, or the other way round.
fn named(rules: &[Named], found: &BTreeSet<String>, should: bool, what: &str) -> Option<Difference> {
    let wrong = rules.iter().filter(|rule| found.contains(rule.id.as_str()) != should);
    let ids: Vec<serde_json::Value> = wrong.map(|rule| rule.id.as_str().into()).collect();
    let none = serde_json::Value::Array(Vec::new());
    (!ids.is_empty()).then(|| {
        let (wanted, got) = if should { (ids.into(), none) } else { (none, ids.into()) };
        Difference { what: what.to_owned(), wanted: json_of(&wanted), got: json_of(&got) }
    })
}
