//! When a result turns by time alone: the first moment at which the verdict, its rules or its dates
//! become others.
//!
//! Time passes in ways that are known beforehand: a bound on how long ago something was, a date that is
//! reached, a rule that begins or ceases to hold, the hours of a day. Only at such moments can anything
//! change, so the record is decided at each of them, in order, until it does.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use crate::command::Verdict;
use crate::decide::{Computed, Decision, Outcome, Plan};
use crate::field::{Field, Kind as FieldKind};
use crate::policy::Kind;
use crate::record::Facts;
use crate::value::{Day, Moment, Span};

/// The first turn of a result by time alone.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Turning {
    /// The first whole second at which the result is another.
    pub at: Moment,
    /// The verdict then.
    pub to: Verdict,
    /// The rules that turn it, by id, in policy order.
    pub by: Vec<String>,
}

/// Finds turns by time. It keeps a plan for each day that it has looked at.
#[derive(Debug)]
pub struct Turns<'p> {
    span: Span,
    plans: BTreeMap<Day, Plan<'p>>,
    /// The days within the span from which on other versions of rules hold.
    breaks: Option<Vec<Day>>,
}

/// A result at some moment.
struct Then<'a, 'p> {
    plan: &'a Plan<'p>,
    decision: Decision,
    computed: Computed,
}

impl<'p> Turns<'p> {
    /// Turns within a span of time.
    pub fn within(span: Span) -> Self {
        Self { span, plans: BTreeMap::new(), breaks: None }
    }

    /// The first turn of a record that is valid, after the plan's moment and within the span.
    pub fn first(&mut self, plan: &Plan<'p>, facts: &Facts) -> Option<Turning> {
        let before = decide(plan, facts);
        let end = plan.now.plus(self.span);
        let breaks = self.breaks.get_or_insert_with(|| breaks(plan, end)).clone();
        let mut starts = vec![plan.now];
        starts.extend(breaks.into_iter().map(Moment::midnight));
        for (index, start) in starts.iter().enumerate() {
            let next = starts.get(index + 1).copied();
            let mut moments = match index {
                0 => moments(plan, facts, &before),
                // From here on other rules hold, and have times of their own.
                _ => moments(self.plan_at(plan, *start)?, facts, &before),
            };
            moments.extend(next);
            moments.retain(|at| *at > *start && *at <= end && next.is_none_or(|next| *at <= next));
            moments.sort_unstable();
            moments.dedup();
            for at in moments {
                let after = decide(self.plan_at(plan, at)?, facts);
                if before.differs(&after) {
                    return Some(Turning { at, to: after.decision.verdict, by: before.turned_by(&after) });
                }
            }
        }
        None
    }

    /// The plan of a moment.
    fn plan_at(&mut self, plan: &Plan<'p>, at: Moment) -> Option<&Plan<'p>> {
        let day = at.day();
        let found = match self.plans.entry(day) {
            Entry::Occupied(entry) => entry.into_mut(),
            Entry::Vacant(entry) => {
                let options = plan.options.clone();
                // The rules of another day are no more than the policy was checked for.
                entry.insert(Plan::new(plan.command, plan.pack, plan.lexicons, at, options).ok()?)
            }
        };
        found.set_now(at);
        Some(found)
    }
}

fn decide<'a, 'p>(plan: &'a Plan<'p>, facts: &Facts) -> Then<'a, 'p> {
    let mut facts = facts.clone();
    let prepared = plan.prepare(&mut facts);
    let decision = plan.settle(&facts, &prepared);
    let computed = plan.compute(&facts, &prepared, &decision);
    Then { plan, decision, computed }
}

/// The days after today and up to a moment from which on other versions of rules hold.
fn breaks(plan: &Plan<'_>, end: Moment) -> Vec<Day> {
    let bounds =
        plan.pack.rules.iter().flat_map(|rule| {
            [rule.valid_from, rule.valid_until.map(|last| last.plus(1))].into_iter().flatten()
        });
    let mut days: Vec<Day> =
        bounds.filter(|day| *day > plan.today && Moment::midnight(*day) <= end).collect();
    days.sort_unstable();
    days.dedup();
    days
}

/// The whole seconds at which something of a record may change as time passes, while the rules stay as
/// they are in a plan.
fn moments(plan: &Plan<'_>, facts: &Facts, before: &Then<'_, '_>) -> Vec<Moment> {
    let mut found: Vec<Moment> = plan.moments(facts).into_iter().map(whole_second).collect();
    let today = i64::from(plan.today.0);
    for field in Field::of(plan.command) {
        let Some(value) = facts.get(field) else { continue };
        if !matches!(field.spec().kind, FieldKind::Date) {
            continue;
        }
        // What is as far from today as this is so no longer on the day after.
        let days =
            plan.breakpoints(facts, field, plan.entries()).into_iter().map(|from| today + (value - from) + 1);
        let days = days.filter(|day| *day > today).filter_map(|day| i32::try_from(day).ok());
        found.extend(days.map(|day| Moment::midnight(Day(day))));
    }
    hours(plan, before, &mut found);
    found
}

/// The hours at which it may be said when to try again. What is not said on the next working day is not
/// said on any, while nothing else changes.
fn hours(plan: &Plan<'_>, before: &Then<'_, '_>, found: &mut Vec<Moment>) {
    let retries = before.matched().filter_map(|rule| before.plan.rules.get(rule)?.effect.retry);
    for retry in retries {
        let next = plan.calendar.nth_after(plan.today, 1).day;
        let after = plan.calendar.nth_after(next, 1).day;
        for day in [plan.today, next, after] {
            found.extend([retry.from, retry.until].map(|clock| Moment::midnight(day).plus(clock)));
        }
    }
}

/// The first whole second from a moment on.
fn whole_second(ms: i64) -> Moment {
    Moment(ms.saturating_add(999).div_euclid(1000).saturating_mul(1000))
}

impl<'p> Then<'_, 'p> {
    /// The effect rules that are cited.
    fn matched(&self) -> impl Iterator<Item = usize> {
        self.plan.of_kind(&self.decision.matched, Kind::Effect).iter().collect::<Vec<_>>().into_iter()
    }

    /// The ids of the effect rules that are cited, with the verdict that each carries.
    fn carried(&self) -> Vec<(&'p str, Option<Verdict>)> {
        let of = |rule: usize| {
            let found: &'p crate::policy::Rule = self.plan.rules.get(rule)?;
            Some((found.id.as_str(), self.plan.carried(rule, &self.decision)))
        };
        self.matched().filter_map(of).collect()
    }

    /// The dates of which a change is a turn, each with the rules that name it.
    fn dates(&self) -> [(Option<i64>, Vec<usize>); 4] {
        let computed = &self.computed;
        let rule = |rule: Option<u16>| rule.map(usize::from).into_iter().collect();
        let ms = |moment: Option<Moment>| moment.map(|moment| moment.0);
        let (mut not_before, mut confirm_by, mut retry_after) = (Vec::new(), Vec::new(), None);
        if let Outcome::Unbind(part) = &self.decision.outcome {
            (not_before, confirm_by) = (rule(part.not_before), rule(part.confirm_by));
            retry_after = part.retry_after;
        }
        let retries = |rule: &usize| self.plan.rules.get(*rule).is_some_and(|r| r.effect.retry.is_some());
        let windows = match &self.decision.outcome {
            Outcome::Cancel(part) => part.open_windows.or(&part.past_windows).iter().collect(),
            _ => Vec::new(),
        };
        [
            (ms(computed.deadline), windows),
            (computed.not_before.map(|day| day.0.into()), not_before),
            (ms(computed.confirm_by), confirm_by),
            (ms(retry_after), self.matched().filter(retries).collect()),
        ]
    }

    fn differs(&self, other: &Self) -> bool {
        let ids = |then: &Self| then.carried().into_iter().map(|(id, _)| id).collect::<Vec<_>>();
        self.decision.verdict != other.decision.verdict
            || ids(self) != ids(other)
            || self.dates().iter().zip(other.dates()).any(|(mine, theirs)| mine.0 != theirs.0)
    }

    /// The rules that come, go, or carry another verdict than before, and those that name a date which
    /// is another one.
    fn turned_by(&self, other: &Self) -> Vec<String> {
        let (before, after) = (self.carried(), other.carried());
        let mut turning: Vec<&str> = Vec::new();
        turning.extend(before.iter().filter(|rule| !after.contains(rule)).map(|(id, _)| *id));
        turning.extend(after.iter().filter(|rule| !before.contains(rule)).map(|(id, _)| *id));
        for (mine, theirs) in self.dates().into_iter().zip(other.dates()) {
            if mine.0 != theirs.0 {
                for (then, rules) in [(self, mine.1), (other, theirs.1)] {
                    turning.extend(
                        rules.iter().filter_map(|rule| Some(then.plan.rules.get(*rule)?.id.as_str())),
                    );
                }
            }
        }
        if turning.is_empty() {
            // A window that lasts is urgent once little of it is left.
            let windows =
                |rule: &usize| self.plan.rules.get(*rule).is_some_and(|r| r.effect.window.is_some());
            turning.extend(self.plan.ids(self.matched().filter(windows).collect()));
        }
        let mut by: Vec<String> = Vec::new();
        for rule in &self.plan.pack.rules {
            if turning.contains(&rule.id.as_str()) && by.last().is_none_or(|last| rule.id != *last) {
                by.push(rule.id.to_string());
            }
        }
        by
    }
}
