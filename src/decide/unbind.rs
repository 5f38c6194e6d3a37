//! check-unbind: whether a card can be unbound, by which route, with which papers, by when.

use super::Prepared;
use super::decision::{Computed, Decision, Outcome, Unbind};
use super::plan::Plan;
use super::warning::{Warning, Warnings};
use crate::command::Verdict;
use crate::engine::{DerivedFacts, Matches, RuleSet};
use crate::field::{Field, FieldSet};
use crate::policy::{DerivedFact, Kind, Phase, Retry, Review};
use crate::record::Facts;
use crate::value::{Day, Moment};

/// The verdict is the worst that any matching rule carries.
pub(super) fn settle(plan: &Plan<'_>, facts: &Facts, prepared: &Prepared, matches: Matches) -> Decision {
    let subject = prepared.subject;
    let mut derived = DerivedFacts::default();
    let review = staged_review(plan, &matches);
    let running = running_stage(plan, facts, &matches, review);
    derived.set(DerivedFact::RunningStage, running.map(i64::from));
    let matches = plan.program.refine(subject, matches, facts, &derived);

    let sure = plan.of_kind(&matches.sure, Kind::Effect);
    let is_concluded = sure.meets(&plan.masks.concludes);
    let undecided = undecided(plan, &matches, is_concluded);
    let papers = Papers::of(plan, facts, &matches);
    let needed = match is_concluded {
        true => FieldSet::EMPTY,
        false => plan.needed(subject).without(facts.given()),
    };
    let with_papers =
        |verdict: Verdict| if papers.missing == 0 { verdict } else { verdict.worse(Verdict::Conditional) };
    let with_needs =
        |verdict: Verdict| if needed.is_empty() { verdict } else { verdict.worse(Verdict::Unknown) };
    let of_rules = |rules: &RuleSet| plan.worst_of(rules).unwrap_or(Verdict::Eligible);
    let mut verdict = with_needs(with_papers(of_rules(&sure)));
    let disputed = plan.disputes(&matches).map(|(rules, other)| {
        let verdict = with_needs(with_papers(of_rules(&rules)));
        other.map_or(verdict, |other| verdict.worse(other))
    });

    let missing = if verdict == Verdict::Unknown { needed } else { FieldSet::EMPTY };
    let is_blocked = verdict == Verdict::Blocked;
    let assumed = if is_blocked {
        FieldSet::EMPTY
    } else {
        // Papers that are required already are no news.
        let counts =
            |rule: &usize| plan.masks.weighty.has(*rule) || plan.papers[*rule] & !papers.required != 0;
        let counting: RuleSet = undecided.iter().filter(counts).collect();
        let mut assumed = plan.program.missing(subject, facts, &derived, &counting);
        if papers.is_assumed() && !is_concluded {
            assumed.insert(Field::Documents);
        }
        if review.is_some() && facts.has(Field::Stage) && !facts.has(Field::StageSince) {
            assumed.insert(Field::StageSince);
        }
        assumed.without(needed)
    };
    let mut at_worst = plan.worst_of(&undecided).map_or(verdict, |worst| verdict.worse(worst));
    if (papers.is_assumed() && !is_concluded) || papers.would_lack(plan, facts, &undecided) {
        at_worst = at_worst.worse(Verdict::Conditional);
    }
    if plan.options.no_assume && !assumed.is_empty() {
        verdict = Verdict::Unknown;
    }
    let disputed = disputed.filter(|other| *other != verdict);

    derived.set(DerivedFact::Verdict, Some(verdict as i64));
    let matches = plan.program.refine(subject, matches, facts, &derived);
    let carriers = plan.masks.carrying(verdict);
    let mut part = Unbind {
        route: plan.first_with(&sure, |effect| effect.route.is_some()),
        priority: sure.iter().find_map(|rule| plan.rules[rule].effect.priority),
        not_before: plan.first_with(&sure, |effect| effect.not_before.is_some()),
        confirm_by: plan.first_with(&sure, |effect| effect.confirm_by.is_some()),
        ..Unbind::default()
    };
    let mut matched = matches.sure.clone();
    let mut actions = plan.asking(&matches);
    if is_blocked {
        // Whatever can be done about the block, and the answer whose clock runs all the same.
        actions = actions.and(&carriers.or(&plan.asking_in(&matches, Phase::Confirm)));
        matched = matched.without(&plan.of_kind(&matched, Kind::Aftercare));
    } else {
        (part.documents_required, part.documents_missing) = (papers.required, papers.missing);
    }
    let mut warnings = Warnings::default();
    if matches!(verdict, Verdict::Eligible | Verdict::Conditional) {
        count_days(plan, &sure, review, running, &mut part);
        part.is_open_ended = plan.extra.open_ended.of_any(&sure).any(|open| matches.sure.has(open.entry));
        part.can_expire = plan.has_states(facts) && facts.get(Field::State) != plan.states.expired;
        if part.is_open_ended && part.days.is_some() {
            warnings.add(Warning::OpenEnded);
        }
    }
    if verdict == Verdict::Eligible {
        let lasting = sure.iter().find_map(|rule| plan.rules[rule].effect.revocable_for);
        part.revocable_until = lasting.map(|span| plan.now.plus(span));
    }
    let retry = sure.iter().find_map(|rule| Some((rule, plan.rules[rule].effect.retry?)));
    part.retry_after = retry.and_then(|(rule, retry)| retry_after(plan, &matches, rule, retry));
    Decision {
        verdict,
        at_worst,
        confidence: plan.confidence(&matches.sure, &sure, carriers),
        disputed,
        matched,
        actions,
        remedies: RuleSet::EMPTY,
        assumed,
        missing,
        warnings,
        outcome: Outcome::Unbind(part),
    }
}

/// The undecided rules whose missing facts count: once nothing but the confirmation is left, only
/// those that could send it all back to the start.
fn undecided(plan: &Plan<'_>, matches: &Matches, is_concluded: bool) -> RuleSet {
    let undecided = plan.of_kind(&matches.undecided(), Kind::Effect);
    if is_concluded {
        return undecided.and(&plan.masks.restarts);
    }
    undecided.and(&plan.masks.weighty.or(&plan.demanding(matches, true)))
}

/// The review of the platform, where it has stages.
fn staged_review(plan: &Plan<'_>, matches: &Matches) -> Option<u16> {
    let reviews = matches.sure.and(&plan.masks.reviews);
    Plan::first(&reviews).filter(|rule| matches!(plan.effect(*rule).review, Some(Review::Stages(_))))
}

/// The stage under way: none where no application is, and none where the ticket has closed itself.
fn running_stage(plan: &Plan<'_>, facts: &Facts, matches: &Matches, review: Option<u16>) -> Option<u8> {
    review?;
    let restarts = matches.sure.meets(&plan.masks.restarts);
    facts.get(Field::Stage).filter(|_| !restarts).map(|stage| stage as u8)
}

/// The papers that rules require, as bits, and those that are not at hand.
struct Papers {
    required: u64,
    missing: u64,
    are_listed: bool,
}

impl Papers {
    fn of(plan: &Plan<'_>, facts: &Facts, matches: &Matches) -> Self {
        let required = papers(plan, &plan.of_kind(&plan.demanding(matches, false), Kind::Effect));
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
        at_hand.is_some_and(|at_hand| papers(plan, undecided) & !at_hand != 0)
    }
}

fn papers(plan: &Plan<'_>, rules: &RuleSet) -> u64 {
    rules.iter().filter_map(|rule| plan.papers.get(rule)).fold(0, |bits, papers| bits | papers)
}

/// How many working days are left, and of which stages.
fn count_days(plan: &Plan<'_>, sure: &RuleSet, staged: Option<u16>, running: Option<u8>, part: &mut Unbind) {
    let Some(rule) = staged else {
        let review = plan.first_with(sure, |effect| effect.review.is_some());
        part.days = review.and_then(|rule| plan.effect(rule).review.as_ref()).map(Review::total);
        return;
    };
    let first = running.unwrap_or(0);
    let left = stages(plan, rule).iter().filter(|(stage, ..)| *stage >= first);
    part.days = Some(left.fold((0, 0), |(min, max), (_, a, b)| (min + a, max + b)));
    part.stages = Some((rule, first));
    // Behind the last stage nothing runs: what is left happens at once.
    part.is_running = running.is_some() && part.days != Some((0, 0));
}

/// The stages of a review, with least and most days.
fn stages<'p>(plan: &'p Plan<'_>, rule: u16) -> &'p [(u8, u16, u16)] {
    match &plan.effect(rule).review {
        Some(Review::Stages(stages)) => stages,
        Some(Review::Days(..)) | None => &[],
    }
}

/// The end of the busy hours, if this is one of them and nothing else stands in the way.
fn retry_after(plan: &Plan<'_>, matches: &Matches, rule: usize, retry: Retry) -> Option<Moment> {
    let clock = plan.now.clock();
    if clock < retry.from || clock >= retry.until || !plan.calendar.is_working(plan.today) {
        return None;
    }
    let others = retry.unless_phase.map(|phase| plan.asking_in(matches, phase)).unwrap_or_default();
    others.iter().all(|other| other == rule).then(|| Moment::midnight(plan.today).plus(retry.until))
}

/// The dates of a record.
pub(super) fn compute(plan: &Plan<'_>, facts: &Facts, part: &Unbind) -> Computed {
    let mut computed = Computed::default();
    let not_before = part.not_before.and_then(|rule| plan.effect(rule).not_before);
    let not_before = not_before.and_then(|field| facts.get(field)).map(|day| Day(day as i32).plus(1));
    computed.not_before = not_before.and_then(Day::if_writable);
    if computed.not_before != not_before {
        computed.warnings.add(Warning::CalendarUnknown);
    }
    computed.confirm_by = part
        .confirm_by
        .and_then(|rule| plan.effect(rule).confirm_by)
        .and_then(|due| Some(Moment(facts.get(due.from)?).plus(due.lasts)));
    let Some((min, max)) = part.days else { return computed };
    let start = not_before.map_or(plan.today, |day| day.max(plan.today));
    let mut ends = Ends::new(plan, start);
    let running = part.stages.filter(|_| part.is_running);
    let ((earliest, is_known), (latest, is_latest_known)) = match running {
        None => (ends.after(start, min), ends.after(start, max)),
        Some((rule, first)) => {
            let since = facts.get(Field::StageSince).map_or(plan.today, |since| Moment(since).day());
            let own = stages(plan, rule).iter().find(|(stage, ..)| *stage == first);
            let (own_min, own_max) = own.map_or((0, 0), |(_, min, max)| (*min, *max));
            ends.check_overdue(since, own_max);
            (ends.of_running(since, own_min, min), ends.of_running(since, own_max, max))
        }
    };
    if ends.is_overdue {
        computed.warnings.add(Warning::Overdue);
    }
    let expires_on = facts.get(Field::ExpiresOn).map(|day| Day(day as i32));
    if part.can_expire && expires_on.is_some_and(|day| day < latest) {
        computed.warnings.add(Warning::ExpiresFirst);
    }
    computed.eta_earliest = earliest.if_writable();
    computed.eta_latest = latest.if_writable().filter(|_| !part.is_open_ended);
    let is_latest_fine = part.is_open_ended || (is_latest_known && computed.eta_latest.is_some());
    if !is_known || computed.eta_earliest.is_none() || !is_latest_fine {
        computed.warnings.add(Warning::CalendarUnknown);
    }
    computed
}

/// Counts ends of reviews. Each comes with whether every day on the way is one the calendar has
/// data for.
struct Ends<'p> {
    plan: &'p Plan<'p>,
    /// Nothing ends before.
    start: Day,
    /// Whether the stage under way should be over by now.
    is_overdue: bool,
}

impl<'p> Ends<'p> {
    fn new(plan: &'p Plan<'_>, start: Day) -> Self {
        Self { plan, start, is_overdue: false }
    }

    fn after(&self, from: Day, days: u16) -> (Day, bool) {
        let counted = self.plan.calendar.nth_after(from, days);
        (counted.day, counted.is_known)
    }

    fn check_overdue(&mut self, since: Day, most: u16) {
        self.is_overdue = self.after(since, most).0 < self.plan.today;
    }

    /// The end of the last stage, where the one under way began on a day and takes so many of the
    /// days of all that are left.
    fn of_running(&self, since: Day, own: u16, all: u16) -> (Day, bool) {
        let (own_end, is_known) = self.after(since, own);
        let (end, is_rest_known) = self.after(own_end.max(self.start), all - own);
        (end, is_known && is_rest_known)
    }
}
