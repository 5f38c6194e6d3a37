//! Decides the records of a block, by cached results where they apply.

use std::sync::Arc;

use super::Job;
use super::block::{BLOCK, Slot};
use super::render::Cells;
use super::sink::Rendered;
use crate::decide::{Contribution, Dependents, Key, Settled, Totals, Worked};
use crate::field::Field;
use crate::input::{Batch, Header};
use crate::output::{Found, Memo, Shared, Stamp, Varying, View};

/// Decides records and writes their results.
pub(super) struct Decider<'j> {
    job: &'j Job<'j>,
    memo: Memo<'j>,
    invalid: Settled,
    /// The runs of a result of which none are kept.
    runs: Vec<u8>,
    /// For each record of the batch the earlier one with the same card, 0 for none.
    pub earlier: Vec<u64>,
    /// What all of them came to.
    pub totals: Totals,
}

impl<'j> Decider<'j> {
    /// A decider of a job, which shares results with others.
    pub fn new(job: &'j Job<'j>, shared: &'j Shared) -> Self {
        Self {
            job,
            memo: Memo::new(shared),
            invalid: Settled::invalid(),
            runs: Vec::new(),
            earlier: Vec::new(),
            totals: Totals::default(),
        }
    }

    /// Decides records that were read and renders their results.
    pub fn decide(&mut self, batch: &Batch, first: u64, slots: &mut [Slot], rendered: &mut Rendered) {
        let plan = self.job.plan;
        if let Some(comparing) = &self.job.comparing {
            for (slot, number) in slots.iter_mut().zip(first..) {
                slot.record.finish();
                let stamp = stamp(batch, number, slot);
                self.job.compare(comparing, batch, stamp, slot, &mut self.totals, rendered);
            }
            return;
        }
        let required = Field::subject_of(plan.command);
        let mut keys = [None; BLOCK];
        for (slot, key) in slots.iter_mut().zip(&mut keys) {
            let record = &mut slot.record;
            record.finish();
            if let Some(required) = required {
                record.require(required);
            }
            *key = plan.key(&record.facts).filter(|_| record.error.is_none());
        }
        self.memo.make_room(BLOCK);
        let found = keys.map(|key| self.memo.find(&key?));
        for (((slot, key), found), number) in slots.iter().zip(keys).zip(found).zip(first..) {
            self.write(batch, number, slot, key, found, rendered);
        }
    }

    /// Writes the result of a record.
    #[inline(always)]
    fn write(
        &mut self,
        batch: &Batch,
        number: u64,
        slot: &Slot,
        key: Option<Key>,
        found: Option<Found<'j>>,
        rendered: &mut Rendered,
    ) {
        let (job, plan, head) = (self.job, self.job.plan, &batch.header);
        let earlier =
            self.earlier.get((number - batch.first_record) as usize).copied().filter(|earlier| *earlier != 0);
        let (stamp, record, own) = (stamp(batch, number, slot), &slot.record, slot.own.bytes.as_slice());
        if record.error.is_some() {
            let (settled, worked) = (&self.invalid, &Worked::default());
            self.totals.count(&Contribution::new(settled, worked));
            let view = View { plan, stamp, earlier, settled, worked };
            return job.anew(&view, &mut self.runs, head, own, rendered);
        }
        let kept = match found {
            Some(found) => self.memo.get(found),
            None => self.memo.get_or_make(key, |runs| job.settle(stamp, runs)),
        };
        self.totals.count(&kept.contribution);
        let Some(varying) = kept.varying else {
            return job.write(Cells::Own(&stamp), kept.runs, own, &mut rendered.bytes);
        };
        let settled = &varying.settled;
        let anew;
        let worked = match &varying.worked {
            Some(worked) => worked,
            None => {
                anew = plan.work_out_again(&record.facts, settled);
                &anew
            }
        };
        let view = View { plan, stamp, earlier, settled, worked };
        if earlier.is_some() {
            // What was kept is for records without the warning.
            return job.anew(&view, &mut self.runs, head, own, rendered);
        }
        job.write(Cells::Varying(&view, varying.dependents), kept.runs, own, &mut rendered.bytes);
        job.pass_on(&view, head, rendered);
    }
}

/// What a result says of the record itself.
#[inline(always)]
fn stamp<'s>(batch: &'s Batch, number: u64, slot: &'s Slot) -> Stamp<'s> {
    let (input, is_plain_input) = (batch.header.name.as_str(), batch.header.has_plain_name);
    Stamp { number, input, is_plain_input, place: slot.place, record: &slot.record }
}

impl Job<'_> {
    /// Decides for all records of a key, and writes what does not vary between them.
    fn settle(&self, stamp: Stamp<'_>, runs: &mut Vec<u8>) -> (Contribution, Option<Varying>) {
        let plan = self.plan;
        let mut facts = stamp.record.facts.clone();
        let prepared = plan.prepare(&mut facts);
        let settled = plan.settle(&facts, &prepared);
        let worked = plan.work_out(&facts, &prepared, &settled);
        let contribution = Contribution::new(&settled, &worked);
        let dependents = plan.dependents(&facts, &settled, &worked);
        let is_for_all = dependents == Dependents::NONE;
        let is_constant = is_for_all && self.writes_runs_only();
        let view = View { plan, stamp, earlier: None, settled: &settled, worked: &worked };
        self.fix(&view, dependents, runs);
        let varying = || Varying { settled, dependents, worked: is_for_all.then_some(worked) };
        (contribution, (!is_constant).then(varying))
    }

    /// Writes all of a result.
    fn anew(
        &self,
        view: &View<'_>,
        runs: &mut Vec<u8>,
        head: &Arc<Header>,
        own: &[u8],
        rendered: &mut Rendered,
    ) {
        runs.clear();
        self.fix(view, Dependents::NONE, runs);
        self.write(Cells::Varying(view, Dependents::NONE), runs, own, &mut rendered.bytes);
        self.pass_on(view, head, rendered);
    }
}
