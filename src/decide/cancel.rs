//! cancel-window: whether an order can still be cancelled, until when and at what cost.

use super::Prepared;
use super::decision::{Cancel, Computed, Decision, Outcome};
use super::entries::WindowEntry;
use super::plan::Plan;
use super::warning::{Warning, Warnings};
use crate::command::Verdict;
use crate::engine::{DerivedFacts, Matches, RuleSet};
use crate::field::{Field, FieldSet};
use crate::policy::{DerivedFact, Expected, Fee, Kind};
use crate::record::Facts;
use crate::value::{Moment, Money};

/// Closed by any closing rule or when every window is over, else urgent by any urging rule, else
/// open.
pub(super) fn settle(plan: &Plan<'_>, facts: &Facts, prepared: &Prepared, matches: Matches) -> Decision {
    let subject = prepared.subject;
    let mut matches = matches;
    for rule in matches.sure.and(&plan.masks.excludes).iter() {
        matches.remove(&plan.excludes[rule]);
    }
    if let Some(rule) = matches.sure.and(&plan.masks.exclusive).iter().next() {
        return alone(plan, facts, prepared, matches, rule);
    }
    let mut derived = DerivedFacts::default();
    let windows = plan.of_kind(&matches.sure, Kind::Effect).and(&plan.masks.windows);
    let all_over = (!windows.is_empty()).then(|| Told::of(plan, &matches, &windows).open.is_empty());
    derived.set(DerivedFact::WindowsOver, all_over.map(i64::from));
    let matches = plan.program.refine(subject, matches, facts, &derived);

    let effects = plan.of_kind(&matches.sure, Kind::Effect);
    let told = Told::of(plan, &matches, &effects);
    let mut verdict = told.verdict.unwrap_or(Verdict::Unknown);
    let missing = match told.verdict {
        Some(_) => FieldSet::EMPTY,
        None => lacking(plan, facts, prepared, &matches),
    };
    let disputed = disputed(plan, &matches, &effects);
    let undecided = plan.of_kind(&matches.undecided(), Kind::Effect).and(&plan.masks.weighty);
    // Where nobody says whether the order was submitted at all, no closing rule applies.
    let may_be_draft = !facts.has(Field::OrderStage) && facts.presumed(Field::OrderStage).is_none();
    let closing = if may_be_draft && missing.has(Field::SubmittedAt) {
        plan.masks.carrying(Verdict::Closed).clone()
    } else {
        RuleSet::EMPTY
    };
    let assumed = if verdict == Verdict::Closed {
        FieldSet::EMPTY
    } else {
        let undecided = undecided.without(&closing);
        let assumed = plan.program.missing(subject, facts, &derived, &undecided);
        let stage = if closing.is_empty() { FieldSet::EMPTY } else { FieldSet::only(Field::OrderStage) };
        assumed.without(missing).without(stage)
    };
    let mut at_worst = plan.worst_of(&undecided).map_or(verdict, |worst| verdict.worse(worst));
    if verdict == Verdict::Unknown {
        // Whatever is missing may show that every window is over.
        at_worst = Verdict::Closed;
    }
    if plan.options.no_assume && !assumed.is_empty() {
        verdict = Verdict::Unknown;
    }
    let disputed = disputed.filter(|other| *other != verdict);

    let carriers = told.carriers(plan, &effects, verdict);
    let confidence = plan.confidence(&matches.sure, &effects, &carriers);
    let lasts = matches!(verdict, Verdict::Open | Verdict::Urgent);
    let is_closed_by_time =
        verdict == Verdict::Closed && !effects.meets(plan.masks.carrying(Verdict::Closed));
    derived.set(DerivedFact::Verdict, Some(verdict as i64));
    derived.set(DerivedFact::ClosedByTime, Some(is_closed_by_time.into()));
    derived.set(DerivedFact::UnderWay, (verdict != Verdict::Unknown).then_some(1));
    let matches = plan.program.refine(subject, matches, facts, &derived);

    let over = effects.and(&plan.masks.windows).without(&told.open);
    let lists_remedies = verdict == Verdict::Closed || facts.has(Field::Issue);
    let remedies = plan.of_kind(&matches.sure, Kind::Remedy);
    let mut part = Cancel {
        open_windows: told.open,
        urgent_windows: told.urgent,
        past_windows: if is_closed_by_time { over.clone() } else { RuleSet::EMPTY },
        expected: plan.first_with(&matches.sure, |effect| effect.expected.is_some()),
        ..Cancel::default()
    };
    let mut warnings = Warnings::default();
    let mut actions = RuleSet::EMPTY;
    if lasts {
        part.fee = plan.first_with(&effects.without(&over), |effect| effect.fee.is_some());
        let informing = matches.sure.without(&remedies);
        part.odds = informing.iter().find_map(|rule| plan.rules.get(rule)?.effect.odds);
        let is_share = part.fee.is_some_and(|rule| matches!(plan.effect(rule).fee, Some(Fee::Share(_))));
        if is_share && !facts.has(Field::FaceValue) {
            warnings.add(Warning::FeeUnknown);
        }
        let asking = plan.asking(&matches).without(&over);
        let spoken_for = |left: RuleSet, rule: usize| left.without(&plan.speaks_for[rule]);
        actions = asking.iter().fold(asking.clone(), spoken_for);
    }
    Decision {
        verdict,
        at_worst,
        confidence,
        disputed,
        matched: matches.sure,
        actions,
        remedies: if lists_remedies { remedies } else { RuleSet::EMPTY },
        assumed,
        missing,
        warnings,
        outcome: Outcome::Cancel(part),
    }
}

/// The result of an order to which one rule alone applies, with those that it leaves.
fn alone(plan: &Plan<'_>, facts: &Facts, prepared: &Prepared, matches: Matches, rule: usize) -> Decision {
    let verdict = plan.rules[rule].effect.verdict.unwrap_or(Verdict::Open);
    let mut derived = DerivedFacts::default();
    derived.set(DerivedFact::WindowsOver, None);
    derived.set(DerivedFact::Verdict, Some(verdict as i64));
    derived.set(DerivedFact::ClosedByTime, Some(0));
    derived.set(DerivedFact::UnderWay, Some(0));
    let matches = plan.program.refine(prepared.subject, matches, facts, &derived);
    let mut rules = plan.of_kind(&matches.sure, Kind::Step);
    rules.insert(rule);
    let left = plan.extra.left.iter().filter(|left| left.alone == rule && matches.sure.has(left.entry));
    left.for_each(|left| rules.insert(left.rule));
    // Parts of rules that stay, their grades and messages, hold as they do elsewhere.
    let all = RuleSet::first(plan.rules.len());
    let matched = matches.sure.without(&all).or(&rules);
    let fee = plan.rules[rule].effect.fee.map(|_| rule as u16);
    Decision {
        verdict,
        at_worst: verdict,
        confidence: Some(plan.grade(rule, &matches.sure)),
        matched,
        actions: plan.asking(&matches).and(&RuleSet::from_iter([rule])),
        remedies: plan.of_kind(&rules, Kind::Remedy),
        outcome: Outcome::Cancel(Cancel { fee, ..Cancel::default() }),
        ..Decision::invalid()
    }
}

/// What the matching rules say of an order, each window by itself.
struct Told {
    verdict: Option<Verdict>,
    /// Window rules whose windows last.
    open: RuleSet,
    /// Those of them that are urgent by their own account.
    urgent: RuleSet,
}

impl Told {
    fn of(plan: &Plan<'_>, matches: &Matches, effects: &RuleSet) -> Self {
        let mut told = Self { verdict: None, open: RuleSet::EMPTY, urgent: RuleSet::EMPTY };
        let mut all_soon = true;
        let any = |entries: &[usize]| entries.iter().any(|entry| matches.sure.has(*entry));
        for entry in windows(plan, effects) {
            if matches.sure.has(entry.open) {
                told.open.insert(entry.rule);
                let is_urgent = any(&entry.urgent);
                if is_urgent {
                    told.urgent.insert(entry.rule);
                }
                all_soon &= is_urgent || any(&entry.soon);
            }
        }
        let has_window = effects.meets(&plan.masks.windows);
        told.verdict = tell(plan, effects, &told.open, all_soon, has_window);
        told
    }

    /// The rules that carry a verdict, a window carrying what it comes to.
    fn carriers(&self, plan: &Plan<'_>, effects: &RuleSet, verdict: Verdict) -> RuleSet {
        let windows = match verdict {
            Verdict::Open => self.open.without(&self.urgent),
            Verdict::Urgent => self.urgent.clone(),
            Verdict::Closed => effects.and(&plan.masks.windows).without(&self.open),
            _ => RuleSet::EMPTY,
        };
        plan.masks.carrying(verdict).or(&windows)
    }
}

fn windows<'a>(plan: &'a Plan<'_>, rules: &'a RuleSet) -> impl Iterator<Item = &'a WindowEntry> {
    plan.extra.windows.of_any(rules)
}

/// The verdict, if the rules say enough for one.
fn tell(
    plan: &Plan<'_>,
    effects: &RuleSet,
    open: &RuleSet,
    all_soon: bool,
    has_window: bool,
) -> Option<Verdict> {
    let carried = plan.worst_of(effects);
    let lasts = !open.is_empty();
    match carried {
        Some(Verdict::Closed) => Some(Verdict::Closed),
        _ if lasts && (all_soon || carried == Some(Verdict::Urgent)) => Some(Verdict::Urgent),
        _ if lasts => Some(Verdict::Open),
        _ if has_window => Some(Verdict::Closed),
        // An urging rule alone says nothing of whether there is a window at all.
        Some(Verdict::Open) => Some(Verdict::Open),
        _ => None,
    }
}

/// The verdict if the disputed rules went the other way; a window that falls away counts as over.
fn disputed(plan: &Plan<'_>, matches: &Matches, effects: &RuleSet) -> Option<Verdict> {
    let drops = effects.meets(&plan.masks.drops_window);
    let carried = plan.disputes(matches);
    if !drops && carried.is_none() {
        return None;
    }
    let (rules, other) = carried.unwrap_or_else(|| (effects.clone(), None));
    let left = rules.without(&plan.masks.drops_window);
    let told = Told::of(plan, matches, &left);
    let verdict = match told.verdict {
        None if drops => Verdict::Closed,
        None => Verdict::Unknown,
        Some(verdict) => verdict,
    };
    Some(other.map_or(verdict, |other| verdict.worse(other)))
}

/// The facts without which nothing can be said of an order.
fn lacking(plan: &Plan<'_>, facts: &Facts, prepared: &Prepared, matches: &Matches) -> FieldSet {
    let carrying = plan.masks.carrying(Verdict::Open).or(plan.masks.carrying(Verdict::Closed));
    let undecided = matches.undecided().and(&carrying);
    let open = plan.program.missing(prepared.subject, facts, &prepared.derived, &undecided);
    if open.has(Field::OrderStage) && facts.presumed(Field::OrderStage).is_none() {
        return FieldSet::only(Field::SubmittedAt);
    }
    // Of the windows that would apply, the one that says most about this very order.
    let wanted = plan.extra.wanted_of(&matches.sure);
    match wanted.max_by_key(|entry| (entry.clauses, std::cmp::Reverse(entry.rule))) {
        Some(entry) => FieldSet::only(entry.window.due.from),
        None => open,
    }
}

/// The times and the fee of an order.
pub(super) fn compute(plan: &Plan<'_>, facts: &Facts, decision: &Decision, part: &Cancel) -> Computed {
    let lasts = matches!(decision.verdict, Verdict::Open | Verdict::Urgent);
    let windows = if lasts { &part.open_windows } else { &part.past_windows };
    let deadline = windows.iter().filter_map(|rule| end_of(plan, facts, rule)).max();
    let fee = part.fee.and_then(|rule| plan.effect(rule).fee).and_then(|fee| match fee {
        Fee::Amount(money) => Some(money),
        Fee::Share(share) => facts.get(Field::FaceValue).map(|fen| Money(fen).share(share)),
    });
    let expected = part.expected.and_then(|rule| plan.effect(rule).expected.as_ref());
    Computed {
        deadline,
        remaining_s: deadline.filter(|_| lasts).map(|end| end.since(plan.now).0.div_euclid(1000)),
        fee,
        expected: expected.and_then(|expected| expected_at(plan, facts, expected)),
        ..Computed::default()
    }
}

/// The end of a window.
pub(super) fn end_of(plan: &Plan<'_>, facts: &Facts, rule: usize) -> Option<Moment> {
    let window = plan.rules.get(rule)?.effect.window.as_ref()?;
    let end = Moment(facts.get(window.due.from)?).plus(window.due.lasts);
    let earlier = window.no_later_than.and_then(|field| facts.get(field)).map(Moment);
    Some(earlier.map_or(end, |earlier| earlier.min(end)))
}

/// When an order is likely to be verified, at the earliest and at the latest.
fn expected_at(plan: &Plan<'_>, facts: &Facts, expected: &Expected) -> Option<(Moment, Moment)> {
    let from = Moment(facts.get(expected.from)?);
    let of_word = expected.by.as_ref().and_then(|(field, latencies)| {
        let word = plan.lexicons.of(*field).id(facts.get(*field)? as u16);
        latencies.iter().find(|(known, _)| known == word).map(|(_, latency)| *latency)
    });
    let (least, greatest) = of_word.unwrap_or(expected.otherwise);
    Some((from.plus(least), from.plus(greatest)))
}
