//! Decides the records of a block, by cached results where they apply.

use std::borrow::Cow;
use std::sync::Arc;

use super::Job;
use super::block::{BLOCK, Slot};
use super::render::Cells;
use super::sink::Rendered;
use crate::decide::{Computed, Contribution, Decision, Dependent, Dependents, Key, Plan, Totals, Warnings};
use crate::field::Field;
use crate::input::{Batch, Header};
use crate::output::{Found, Kept, Make, Memo, RecordMeta, Settled, Shown, View};
use crate::questions::{Answers, Turns};
use crate::record::{Facts, Record};

/// Where what is kept of a record is.
#[derive(Clone, Copy)]
pub(super) struct LookedUp<'j> {
    key: Option<Key>,
    found: Option<Found<'j>>,
}

/// Decides records and writes their results.
pub(super) struct Decider<'j> {
    job: &'j Job<'j>,
    memo: Memo<'j>,
    invalid: Decision,
    /// Finds when results turn by time, if that is asked.
    turns: Option<Turns<'j>>,
    /// The runs of a result of which none are kept.
    runs: Vec<u8>,
    /// For each record of the batch the earlier one with the same card, 0 for none.
    pub earlier: Vec<u64>,
    /// What all of them came to.
    pub totals: Totals,
}

impl<'j> Decider<'j> {
    /// A decider of a job.
    pub fn new(job: &'j Job<'j>) -> Self {
        Self {
            job,
            memo: Memo::new(&job.results),
            invalid: Decision::invalid(),
            turns: job.questions.turns(),
            runs: Vec::new(),
            earlier: Vec::new(),
            totals: Totals::default(),
        }
    }

    /// Decides records that were read and renders their results.
    pub fn decide(&mut self, batch: &Batch, first: u64, slots: &mut [Slot], rendered: &mut Rendered) {
        if let Some(comparing) = &self.job.comparing {
            for (slot, number) in slots.iter_mut().zip(first..) {
                slot.record.finish();
                let meta = meta(batch, number, slot);
                self.job.compare(comparing, batch, meta, slot, &mut self.totals, rendered);
            }
            return;
        }
        let places = self.look_up(slots);
        for ((slot, place), number) in slots.iter().zip(places).zip(first..) {
            self.write(batch, number, slot, place, rendered);
        }
    }

    /// Looks up what is kept for records that were read: all of a block at once, so that cache misses
    /// overlap.
    #[inline(always)]
    pub fn look_up(&mut self, slots: &mut [Slot]) -> [LookedUp<'j>; BLOCK] {
        let plan = self.job.plan;
        let required = Field::subject_of(plan.command);
        let mut keys = [None; BLOCK];
        let keeps_runs = self.job.keeps_runs();
        for (slot, key) in slots.iter_mut().zip(&mut keys) {
            let record = &mut slot.record;
            record.finish();
            if let Some(required) = required {
                record.require(required);
            }
            *key = plan.key(&record.facts).filter(|_| keeps_runs && record.error.is_none());
        }
        self.find(keys)
    }

    /// The same for records that another decider looked up, by its keys where they are the same.
    pub fn look_up_beside(
        &mut self,
        slots: &[Slot],
        others: &[LookedUp<'j>; BLOCK],
        have_same_keys: impl Fn(&Facts) -> bool,
    ) -> [LookedUp<'j>; BLOCK] {
        let mut keys = [None; BLOCK];
        let keeps_runs = self.job.keeps_runs();
        for ((slot, other), key) in slots.iter().zip(others).zip(&mut keys) {
            let Record { facts, error, .. } = &slot.record;
            let own = || self.job.plan.key(facts).filter(|_| keeps_runs && error.is_none());
            *key = if have_same_keys(facts) { other.key } else { own() };
            debug_assert_eq!(*key, own());
        }
        self.find(keys)
    }

    #[inline(always)]
    fn find(&mut self, keys: [Option<Key>; BLOCK]) -> [LookedUp<'j>; BLOCK] {
        self.memo.make_room(BLOCK);
        let found = self.memo.find_all(&keys);
        std::array::from_fn(|at| LookedUp { key: keys[at], found: found[at] })
    }

    /// Sees to it that the result of a record is kept, unless it is invalid or has no key.
    #[inline]
    pub fn keep(
        &mut self,
        batch: &Batch,
        number: u64,
        slot: &Slot,
        LookedUp { key, found }: LookedUp<'j>,
    ) -> LookedUp<'j> {
        let mut making = Making { job: self.job, meta: meta(batch, number, slot) };
        let found = found.or_else(|| Some(self.memo.find_or_make(key?, &mut making)));
        LookedUp { key, found }
    }

    /// What is kept of a record.
    #[inline]
    pub fn kept(&self, place: LookedUp<'j>) -> Option<Kept<'_>> {
        place.found.map(|found| self.memo.get(found))
    }

    /// What the result of a record comes to.
    pub fn contribution(
        &mut self,
        batch: &Batch,
        number: u64,
        slot: &Slot,
        place: LookedUp<'j>,
    ) -> Contribution {
        let place = self.keep(batch, number, slot, place);
        if let Some(kept) = self.kept(place) {
            return kept.contribution.clone();
        }
        let (job, facts) = (self.job, &slot.record.facts);
        if slot.record.error.is_some() {
            return Contribution::of(self.invalid.verdict);
        }
        let (decision, computed) = job.plan.decide(facts);
        job.plan.contribution(&job.counting, facts, &decision, &computed, Warnings::default())
    }

    /// Counts a record of which nothing varies, as it is kept.
    #[inline]
    pub fn count(&mut self, place: LookedUp<'j>) {
        if let Some(found) = place.found {
            count(&mut self.totals, self.job, self.memo.get(found).contribution);
        }
    }

    /// Writes the result of a record.
    #[inline(always)]
    pub fn write(
        &mut self,
        batch: &Batch,
        number: u64,
        slot: &Slot,
        LookedUp { key, found }: LookedUp<'j>,
        rendered: &mut Rendered,
    ) {
        let (job, plan, head) = (self.job, self.job.plan, &batch.header);
        let earlier =
            self.earlier.get((number - batch.first_record) as usize).copied().filter(|earlier| *earlier != 0);
        let (meta, record, own) = (meta(batch, number, slot), &slot.record, slot.own.bytes.as_slice());
        if record.error.is_some() {
            let (decision, computed) = (&self.invalid, &Computed::default());
            let view = View { plan, meta, earlier, decision, computed, answers: &Answers::NONE };
            if count(&mut self.totals, job, &job.contribution(&view)) {
                job.render_full(&view, &mut self.runs, head, own, rendered);
            }
            return;
        }
        let Some(key) = key else {
            return self.write_alone(meta, earlier, head, own, rendered);
        };
        let found = found.unwrap_or_else(|| self.memo.find_or_make(key, &mut Making { job, meta }));
        let kept = self.memo.get(found);
        let Some(varying) = kept.varying else {
            if count(&mut self.totals, job, kept.contribution) {
                job.write(Cells::Own(&meta), kept.runs, own, &mut rendered.bytes);
            }
            return;
        };
        let decision = &varying.decision;
        let computed = computed(plan, &record.facts, varying);
        let mut answers = match &varying.answers {
            Some(answers) => Cow::Borrowed(&**answers),
            None if !job.questions.asks_of_facts() => Cow::Borrowed(&Answers::NONE),
            None => Cow::Owned(job.questions.answer(plan, &record.facts, decision)),
        };
        if let Some(turns) = &mut self.turns {
            answers.to_mut().turning = turns.first(plan, &record.facts);
        }
        let view = View { plan, meta, earlier, decision, computed: &computed, answers: &answers };
        let own_contribution;
        let contribution = if job.counting.looks_at_values() {
            own_contribution = job.contribution(&view);
            &own_contribution
        } else {
            kept.contribution
        };
        if !count(&mut self.totals, job, contribution) {
            return;
        }
        if earlier.is_some() {
            // What was kept is for records without the warning.
            return job.render_full(&view, &mut self.runs, head, own, rendered);
        }
        job.write(Cells::Varying(&view, varying.dependents), kept.runs, own, &mut rendered.bytes);
        job.pass_on(&view, head, rendered);
    }

    /// Decides a record by itself, of which nothing is kept.
    fn write_alone(
        &mut self,
        meta: RecordMeta<'_>,
        earlier: Option<u64>,
        head: &Arc<Header>,
        own: &[u8],
        rendered: &mut Rendered,
    ) {
        let (job, plan, facts) = (self.job, self.job.plan, &meta.record.facts);
        let (decision, computed) = plan.decide(facts);
        let mut answers = job.questions.answer(plan, facts, &decision);
        if let Some(turns) = &mut self.turns {
            answers.turning = turns.first(plan, facts);
        }
        let view = View { plan, meta, earlier, decision: &decision, computed: &computed, answers: &answers };
        if count(&mut self.totals, job, &job.contribution(&view)) {
            job.render_full(&view, &mut self.runs, head, own, rendered);
        }
    }
}

/// What is worked out for a record.
#[inline(always)]
pub(super) fn computed<'s>(plan: &Plan<'_>, facts: &Facts, settled: &'s Settled) -> Cow<'s, Computed> {
    match settled.dependents.are_computed() {
        true => Cow::Owned(plan.recompute(facts, &settled.decision)),
        false => Cow::Borrowed(&settled.computed),
    }
}

/// Counts a record, and says whether its result is written.
#[inline(always)]
fn count(totals: &mut Totals, job: &Job<'_>, contribution: &Contribution) -> bool {
    totals.count(contribution);
    let is_written = job.only.as_ref().is_none_or(|only| only.contains(&contribution.verdict));
    if is_written {
        totals.count_written(contribution);
    }
    is_written
}

/// What a result says of the record itself.
#[inline(always)]
fn meta<'s>(batch: &'s Batch, number: u64, slot: &'s Slot) -> RecordMeta<'s> {
    let (input, is_plain_input) = (batch.header.name.as_str(), batch.header.has_plain_name);
    RecordMeta { number, input, is_plain_input, place: slot.place, record: &slot.record }
}

/// Makes the result of all records that have the key of this one.
struct Making<'m, 'j> {
    job: &'j Job<'j>,
    meta: RecordMeta<'m>,
}

impl Make for Making<'_, '_> {
    fn settle(&mut self) -> Settled {
        let (job, plan, facts) = (self.job, self.job.plan, &self.meta.record.facts);
        let (decision, computed) = plan.decide(facts);
        let dependents = plan.dependents(facts, &decision, &computed);
        let (dependents, answers) = job.answered(dependents, facts, &decision);
        Settled {
            shown: Shown::of(plan.command, facts),
            decision,
            dependents,
            computed: Box::new(dependents.taken_out_of(computed)),
            answers,
            is_constant: dependents == Dependents::NONE && job.writes_runs_only(),
        }
    }

    fn render(&mut self, settled: &Settled, runs: &mut Vec<u8>) -> Contribution {
        let (job, plan, meta) = (self.job, self.job.plan, self.meta);
        let Settled { shown, decision, dependents, computed, answers, .. } = settled;
        let answers = answers.as_deref().unwrap_or(&Answers::NONE);
        let shared;
        let meta = match settled.can_be_shared() {
            true => {
                shared = shown.record(plan.command);
                RecordMeta { record: &shared, ..meta }
            }
            false => meta,
        };
        let view = View { plan, meta, earlier: None, decision, computed, answers };
        job.render_static(&view, *dependents, runs);
        job.contribution(&view)
    }
}

impl Job<'_> {
    /// What a result adds to the totals.
    fn contribution(&self, view: &View<'_>) -> Contribution {
        // Warnings are put together only where a gate waits for one.
        let looks_at_warnings = self.counting.gates.look_at_warnings();
        let warnings = if looks_at_warnings { view.warnings() } else { Warnings::default() };
        view.plan.contribution(
            &self.counting,
            &view.meta.record.facts,
            view.decision,
            view.computed,
            warnings,
        )
    }

    /// The answers that records of a key share, if there are any, and what can differ between them, their
    /// own answers among it.
    fn answered(
        &self,
        mut dependents: Dependents,
        facts: &Facts,
        decision: &Decision,
    ) -> (Dependents, Option<Box<Answers>>) {
        if self.questions.until.is_some() {
            dependents.add(Dependent::Until);
        }
        if !self.questions.asks_of_facts() {
            return (dependents, None);
        }
        let answers = self.questions.answer(self.plan, facts, decision);
        if answers.are_own() || answers.name_values(facts) {
            dependents.add(Dependent::Turn);
        }
        (dependents, (!answers.are_own()).then(|| Box::new(answers)))
    }

    /// Writes all of a result.
    fn render_full(
        &self,
        view: &View<'_>,
        runs: &mut Vec<u8>,
        head: &Arc<Header>,
        own: &[u8],
        rendered: &mut Rendered,
    ) {
        runs.clear();
        self.render_static(view, Dependents::NONE, runs);
        self.write(Cells::Varying(view, Dependents::NONE), runs, own, &mut rendered.bytes);
        self.pass_on(view, head, rendered);
    }
}
