//! check-unbind: whether a card can be unbound, by which route, with which papers, by when.

use super::Prepared;
use super::plan::Plan;
use super::settled::{CountsFrom, Part, Settled, Unbind, Worked};
use super::warning::{Warning, Warnings};
use crate::command::Verdict;
use crate::engine::{Matches, RuleSet};
use crate::field::{Field, FieldSet};
use crate::policy::{Kind, Read, Retry, Review, Use};
use crate::record::Facts;
use crate::value::{Day, Moment};

/// What the command itself reads of a record, beside what rules do.
pub(super) const READS: &[Read] =
    &[(Field::Stage, Use::Presence), (Field::StageSince, Use::Presence), (Field::Documents, Use::Presence)];

/// check-unbind: the verdict is the worst that any matching rule carries.
pub(super) fn settle(plan: &Plan<'_>, facts: &Facts, prepared: &Prepared, matches: &Matches) -> Settled {
    let sure = plan.of_kind(&matches.sure, Kind::Effect);
    let undecided = matches.undecided().and(&plan.masks.weighty);
    let papers = Papers::of(plan, facts, &sure);
    let needed = plan.needed(prepared.subject).without(facts.given());
    let reviews = sure.and(&plan.masks.reviews);
    let review = Plan::first(&reviews).filter(|rule| is_staged(plan, *rule));
    let with_papers =
        |verdict: Verdict| if papers.missing == 0 { verdict } else { verdict.worse(Verdict::Conditional) };
    let with_needs =
        |verdict: Verdict| if needed.is_empty() { verdict } else { verdict.worse(Verdict::Unknown) };

    let of_rules = |rules: &RuleSet| plan.worst_of(rules).unwrap_or(Verdict::Eligible);
    let mut verdict = with_needs(with_papers(of_rules(&sure)));
    let disputed = plan.disputes(matches).map(|(rules, other)| {
        let verdict = with_needs(with_papers(of_rules(&rules)));
        other.map_or(verdict, |other| verdict.worse(other))
    });
    let disputed = disputed.filter(|other| *other != verdict);

    let settles = verdict == Verdict::Blocked;
    let missing = if verdict == Verdict::Unknown { needed } else { FieldSet::EMPTY };
    let assumed = if settles {
        FieldSet::EMPTY
    } else {
        let mut assumed = plan.program.missing(prepared.subject, facts, &prepared.derived, &undecided);
        if papers.is_assumed() {
            assumed.insert(Field::Documents);
        }
        if review.is_some() && facts.has(Field::Stage) && !facts.has(Field::StageSince) {
            assumed.insert(Field::StageSince);
        }
        assumed.without(needed)
    };
    let mut at_worst = plan.worst_of(&undecided).map_or(verdict, |worst| verdict.worse(worst));
    if papers.is_assumed() || papers.would_lack(plan, facts, &undecided) {
        at_worst = at_worst.worse(Verdict::Conditional);
    }
    if plan.options.no_assume && !assumed.is_empty() {
        verdict = Verdict::Unknown;
    }

    let is_possible = matches!(verdict, Verdict::Eligible | Verdict::Conditional);
    let confidence = plan.confidence(&matches.sure, &sure, plan.masks.carrying(verdict));
    let mut part = Unbind {
        route: plan.first_with(&sure, |effect| effect.route.is_some()),
        priority: sure.iter().find_map(|rule| plan.rules[rule].effect.priority),
        documents_required: papers.required,
        documents_missing: papers.missing,
        not_before: plan.first_with(&sure, |effect| effect.not_before.is_some()),
        confirm_by: plan.first_with(&sure, |effect| effect.confirm_by.is_some()),
        ..Unbind::default()
    };
    let mut warnings = Warnings::default();
    if is_possible {
        count_days(plan, facts, &sure, review, &mut part);
        let lasting = sure.iter().find_map(|rule| plan.rules[rule].effect.revocable_for);
        part.revocable_until = lasting.map(|span| plan.now.plus(span));
    }
    if let Some(retry) = sure.iter().find_map(|rule| plan.rules[rule].effect.retry) {
        part.retry_after = retry_after(plan, retry, &mut warnings);
    }
    Settled {
        verdict,
        at_worst,
        confidence,
        disputed,
        matched: matches.sure,
        actions: sure.and(&plan.masks.asks),
        remedies: RuleSet::EMPTY,
        assumed,
        missing,
        warnings,
        part: Part::Unbind(part),
    }
}

/// The papers that rules require, as bits, and those that are not at hand.
struct Papers {
    required: u64,
    missing: u64,
    are_listed: bool,
}

impl Papers {
    fn of(plan: &Plan<'_>, facts: &Facts, rules: &RuleSet) -> Self {
        let required = required(plan, rules);
        let at_hand = facts.get(Field::Documents);
        let missing = at_hand.map_or(0, |at_hand| required & !(at_hand as u64));
        Self { required, missing, are_listed: at_hand.is_some() }
    }

    /// Whether papers are required and nobody said which are at hand.
    fn is_assumed(&self) -> bool {
        self.required != 0 && !self.are_listed
    }

    /// Whether a paper would be lacking if these rules matched.
    fn would_lack(&self, plan: &Plan<'_>, facts: &Facts, undecided: &RuleSet) -> bool {
        let at_hand = facts.get(Field::Documents).map(|at_hand| at_hand as u64);
        at_hand.is_some_and(|at_hand| required(plan, undecided) & !at_hand != 0)
    }
}

fn required(plan: &Plan<'_>, rules: &RuleSet) -> u64 {
    rules.and(&plan.masks.papers).iter().fold(0, |bits, rule| bits | plan.papers[rule])
}

fn is_staged(plan: &Plan<'_>, rule: u16) -> bool {
    matches!(plan.effect(rule).review, Some(Review::Stages(_)))
}

/// How many working days are left, and from which day they count.
fn count_days(plan: &Plan<'_>, facts: &Facts, sure: &RuleSet, staged: Option<u16>, part: &mut Unbind) {
    let Some(rule) = staged else {
        let review = plan.first_with(sure, |effect| effect.review.is_some());
        part.days = review.and_then(|rule| plan.effect(rule).review.as_ref()).map(Review::total);
        return;
    };
    let Some(Review::Stages(stages)) = &plan.effect(rule).review else { return };
    let restarts = sure.meets(&plan.masks.restarts);
    let first_stage = match facts.get(Field::Stage) {
        Some(stage) if !restarts => {
            part.counts_from = CountsFrom::Stage;
            stage as u8
        }
        _ => 0,
    };
    let left = stages.iter().filter(|(stage, ..)| *stage >= first_stage);
    part.days = Some(left.fold((0, 0), |(min, max), (_, a, b)| (min + a, max + b)));
    part.stages = Some((rule, first_stage));
    if part.days == Some((0, 0)) {
        // All stages are behind: what is left happens at once, whenever that may be.
        part.counts_from = CountsFrom::Start;
    }
}

/// The end of the busy hours, if this is one of them.
fn retry_after(plan: &Plan<'_>, retry: Retry, warnings: &mut Warnings) -> Option<Moment> {
    let clock = plan.now.clock();
    if clock < retry.from || clock >= retry.until {
        return None;
    }
    if !plan.calendar.knows(plan.today) {
        warnings.add(Warning::CalendarUnknown);
    }
    plan.calendar.is_working(plan.today).then(|| Moment::midnight(plan.today).plus(retry.until))
}

/// The dates of a record.
pub(super) fn work_out(plan: &Plan<'_>, facts: &Facts, settled: &Settled, part: &Unbind) -> Worked {
    let mut worked = Worked::default();
    let not_before = part.not_before.and_then(|rule| plan.effect(rule).not_before);
    worked.not_before = not_before.and_then(|field| facts.get(field)).map(|day| Day(day as i32).plus(1));
    worked.confirm_by = part
        .confirm_by
        .and_then(|rule| plan.effect(rule).confirm_by)
        .and_then(|due| Some(Moment(facts.get(due.from)?).plus(due.lasts)));
    let Some((min, max)) = part.days else { return worked };
    let start = worked.not_before.map_or(plan.today, |day| day.max(plan.today));
    let from = match part.counts_from {
        CountsFrom::Start => start,
        CountsFrom::Stage => facts.get(Field::StageSince).map_or(plan.today, |since| Moment(since).day()),
    };
    let (earliest, latest) = (plan.calendar.nth_after(from, min), plan.calendar.nth_after(from, max));
    if !latest.is_known || !earliest.is_known {
        worked.warnings.add(Warning::CalendarUnknown);
    }
    if part.counts_from == CountsFrom::Stage && latest.day < plan.today {
        worked.warnings.add(Warning::Overdue);
    }
    worked.eta = Some((earliest.day.max(start), latest.day.max(start)));
    debug_assert!(settled.verdict.rank() <= Verdict::Conditional.rank());
    worked
}
