//! Entries of a program beside those of the rules themselves: the further conditions of their
//! parts, and what is to be known of windows and dates.

use super::calendar::Calendar;
use super::options::Options;
use super::parts::{OfRule, Parts};
use crate::command::Verdict;
use crate::engine::{Entry, RuleSet};
use crate::field::Field;
use crate::policy::{Arrival, Base, Clause, Grade, Kind, Missing, Op, Phase, Rule, Window};
use crate::value::{Day, Span};

/// A dispute that would change a verdict, as an entry of its own.
#[derive(Clone, Copy, Debug)]
pub(super) struct DisputeEntry {
    pub rule: usize,
    pub entry: usize,
    /// The verdict that it would carry; `None` where the rule falls away.
    pub verdict: Option<Verdict>,
}

/// Another grade of a rule, as an entry of its own.
#[derive(Clone, Copy, Debug)]
pub(super) struct RegradeEntry {
    pub rule: usize,
    pub entry: usize,
    pub grade: Grade,
}

/// The rules that ask for something.
#[derive(Clone, Debug, Default)]
pub(super) struct Asks {
    /// By phase.
    phases: [RuleSet; Phase::ALL.len()],
    /// In any phase.
    any: RuleSet,
    /// Those that ask under a condition of their own.
    only_if: Parts<PartEntry>,
}

impl Asks {
    fn add(&mut self, rule: usize, entry: usize, phase: Phase) {
        self.phases[phase as usize].insert(rule);
        self.any.insert(rule);
        if entry != rule {
            self.only_if.push(PartEntry { rule, entry });
        }
    }

    /// The rules that do in a phase, whatever their conditions.
    pub fn in_phase(&self, phase: Phase) -> &RuleSet {
        &self.phases[phase as usize]
    }

    /// The rules that do in any phase, whatever their conditions.
    pub fn in_any(&self) -> &RuleSet {
        &self.any
    }

    /// These rules without those that match and do not ask.
    pub fn without_silent(&self, mut rules: RuleSet, matching: &RuleSet) -> RuleSet {
        let conditional = self.only_if.rules().and(&rules);
        for rule in conditional.iter() {
            // A rule asks once.
            if self.only_if.of(rule).iter().any(|ask| !matching.has(ask.entry)) {
                rules.remove(rule);
            }
        }
        rules
    }

    /// The entries under which some rules ask.
    pub fn entries(&self, rules: &RuleSet) -> RuleSet {
        let mut entries = rules.clone();
        for ask in self.only_if.of_any(rules) {
            entries.insert(ask.entry);
        }
        entries
    }
}

/// A part of a rule that holds under an entry.
#[derive(Clone, Copy, Debug)]
pub(super) struct PartEntry {
    pub rule: usize,
    pub entry: usize,
}

/// Another message of a rule, by its place among the variants.
#[derive(Clone, Copy, Debug)]
pub(super) struct VariantEntry {
    pub rule: usize,
    pub variant: usize,
    pub entry: usize,
}

/// A rule that applies although another one stands alone.
#[derive(Clone, Copy, Debug)]
pub(super) struct LeftEntry {
    /// The rule that stands alone.
    pub alone: usize,
    /// The one that it leaves.
    pub rule: usize,
    pub entry: usize,
}

/// A window, with entries of its own for what can be known of it.
#[derive(Clone, Debug)]
pub(super) struct WindowEntry {
    pub rule: usize,
    pub window: Window,
    /// How many clauses the rule has: the more, the more it says of this very order.
    pub clauses: usize,
    /// The rule would match if only the fact it counts from were known.
    pub wanted: usize,
    /// It lasts.
    pub open: usize,
    /// It lasts, and is urgent by its own account: each of these.
    pub urgent: Vec<usize>,
    /// It lasts, and ends within the user's own limit: each of these.
    pub soon: Vec<usize>,
}

impl WindowEntry {
    /// The entries that say what is to be known of the window.
    pub fn entries(&self) -> impl Iterator<Item = usize> {
        [self.wanted, self.open].into_iter().chain(self.urgent.iter().chain(&self.soon).copied())
    }
}

/// That a card expires before a date.
#[derive(Clone, Copy, Debug)]
pub(super) struct ExpiryEntry {
    pub before: Day,
    pub entry: usize,
}

/// All entries beside those of the rules themselves.
#[derive(Debug, Default)]
pub(super) struct Extra {
    pub disputes: Parts<DisputeEntry>,
    pub windows: Parts<WindowEntry>,
    /// The entries under which windows are wanted.
    pub wanted: RuleSet,
    pub regrades: Parts<RegradeEntry>,
    pub asks: Asks,
    pub open_ended: Parts<PartEntry>,
    pub variants: Parts<VariantEntry>,
    pub left: Vec<LeftEntry>,
    pub expiries: Vec<ExpiryEntry>,
}

macro_rules! of_rule {
    ($($part:ident),*) => { $(impl OfRule for $part {
        fn rule(&self) -> usize {
            self.rule
        }
    })* };
}

of_rule!(DisputeEntry, RegradeEntry, PartEntry, VariantEntry, WindowEntry);

/// The rules of a command with their clauses, as entries are made of them.
pub(super) struct Source<'a, 'p> {
    pub rules: &'a [&'p Rule],
    pub options: &'a Options,
    pub calendar: &'a Calendar,
    pub today: Day,
    /// How long the review of a rule takes at the longest, in working days.
    pub longest: &'a dyn Fn(&str) -> Option<u16>,
}

impl Extra {
    /// Adds the entries behind those of the rules.
    pub fn add(source: &Source<'_, '_>, entries: &mut Vec<Entry>) -> Self {
        let mut extra = Self::default();
        for (index, rule) in source.rules.iter().enumerate() {
            extra.of_rule(source, index, rule, entries);
            extra.of_window(source.options, index, rule, entries);
        }
        extra.of_dates(source, entries);
        extra
    }

    fn of_rule(&mut self, source: &Source<'_, '_>, index: usize, rule: &Rule, entries: &mut Vec<Entry>) {
        let own = entries[index].clauses.clone();
        // A part without a condition of its own holds where the rule does.
        let mut entry = |when: &[Clause]| {
            if when.is_empty() { index } else { push(entries, own.iter().chain(when).cloned().collect()) }
        };
        for (variant, of) in rule.variants.iter().enumerate() {
            self.variants.push(VariantEntry { rule: index, variant, entry: entry(&of.when) });
        }
        if rule.kind != Kind::Effect {
            return;
        }
        if let Some(dispute) = &rule.dispute
            && (dispute.verdict.is_some() || dispute.drops_rule)
        {
            let entry = entry(&dispute.when);
            self.disputes.push(DisputeEntry { rule: index, entry, verdict: dispute.verdict });
        }
        if let Some(regrade) = &rule.regrade {
            let entry = entry(&regrade.when);
            self.regrades.push(RegradeEntry { rule: index, entry, grade: regrade.grade });
        }
        if let Some(asks) = &rule.asks {
            self.asks.add(index, entry(&asks.when), asks.phase);
        }
        if let Some(open_ended) = &rule.open_ended {
            self.open_ended.push(PartEntry { rule: index, entry: entry(&open_ended.when) });
        }
        for (id, when) in rule.effect.exclusive.iter().flat_map(|exclusive| &exclusive.but) {
            let Some(left) = source.rules.iter().position(|rule| rule.id == *id) else { continue };
            let clauses = entries[left].clauses.iter().chain(when).cloned().collect();
            let entry = if when.is_empty() { left } else { push(entries, clauses) };
            self.left.push(LeftEntry { alone: index, rule: left, entry });
        }
    }

    fn of_window(&mut self, options: &Options, index: usize, rule: &Rule, entries: &mut Vec<Entry>) {
        let Some(window) = &rule.effect.window else { return };
        let (from, lasts) = (window.due.from, window.due.lasts);
        let mut lasting = rule.when.clone();
        lasting.push(Clause::bound(from, Op::AtLeast, Base::Now, -lasts.0));
        if let Some(field) = window.no_later_than {
            let clause = Clause::bound(field, Op::AtLeast, Base::Now, 0);
            lasting.push(Clause { missing: Missing::Holds, ..clause });
        }
        let mut with = |more: Vec<Clause>| push(entries, lasting.iter().cloned().chain(more).collect());
        let open = with(Vec::new());
        let mut urgent = Vec::new();
        match window.urgent_from {
            None => {}
            Some(Span(0)) => urgent.push(open),
            Some(span) => urgent.push(with(vec![Clause::bound(from, Op::AtMost, Base::Now, -span.0)])),
        }
        if !window.urgent_when.is_empty() {
            urgent.push(with(window.urgent_when.clone()));
        }
        // Whole seconds that remain are rounded down, so up to a second more is still as soon.
        let within = options.urgent_within_s.saturating_add(1).saturating_mul(1000);
        let ends = std::iter::once((from, lasts.0)).chain(window.no_later_than.map(|field| (field, 0)));
        let soon = ends.map(|(field, lasts)| {
            let clause = Clause::bound(field, Op::Below, Base::Now, within.saturating_sub(lasts));
            with(vec![Clause { missing: Missing::Refutes, ..clause }])
        });
        let soon = soon.collect();
        let clauses = rule.when.len();
        let wanted = push(entries, rule.when.clone());
        self.wanted.insert(wanted);
        self.windows.push(WindowEntry {
            rule: index,
            window: window.clone(),
            clauses,
            wanted,
            open,
            urgent,
            soon,
        });
    }

    /// The windows that are wanted under some entries.
    pub fn wanted_of(&self, entries: &RuleSet) -> impl Iterator<Item = &WindowEntry> {
        let windows = self.windows.all();
        let at = |wanted: usize| windows.partition_point(|window| window.wanted < wanted);
        self.wanted.and(entries).into_iter().map(move |wanted| &windows[at(wanted)])
    }

    /// For every date on which money can arrive: whether a card expires before it.
    fn of_dates(&mut self, source: &Source<'_, '_>, entries: &mut Vec<Entry>) {
        let arrivals = source.rules.iter().filter_map(|rule| rule.effect.quote.as_ref());
        let arrivals = arrivals.map(|quote| latest(source.calendar, source.today, quote.arrival).0);
        let waits = source.rules.iter().filter_map(|rule| rule.effect.waits_for.as_deref());
        let waits = waits.filter_map(|id| (source.longest)(id));
        let waits = waits.map(|days| source.calendar.nth_after(source.today, days).day);
        let mut dates: Vec<Day> = arrivals.chain(waits).collect();
        dates.sort_unstable();
        dates.dedup();
        for before in dates {
            let clause = Clause::bound(Field::ExpiresOn, Op::Below, Base::Zero, before.0.into());
            self.expiries.push(ExpiryEntry { before, entry: push(entries, vec![clause]) });
        }
    }
}

/// The latest date on which money arrives, and whether the calendar has data that far.
pub(super) fn latest(calendar: &Calendar, today: Day, arrival: Arrival) -> (Day, bool) {
    match arrival {
        Arrival::Instant => (today, true),
        Arrival::Hours(hours) => (today.plus(i32::from(hours.div_ceil(24))), true),
        Arrival::WorkingDays(_, most) => {
            let counted = calendar.nth_after(today, most);
            (counted.day, counted.is_known)
        }
    }
}

fn push(entries: &mut Vec<Entry>, clauses: Vec<Clause>) -> usize {
    entries.push(Entry { clauses });
    entries.len() - 1
}
