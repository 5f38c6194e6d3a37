//! A worker: takes batches from a feed until there are none.

use std::sync::Mutex;

use super::Job;
use super::batches::{Batches, each_batch};
use super::decider::Decider;
use super::duplicates::Keys;
use super::leaves::Hasher;
use super::order::Ordered;
use super::reader::Reader;
use super::sink::{Rendered, Sink};
use crate::decide::Totals;
use crate::input::Batch;

/// Takes batches from a reader until there are none.
pub(super) struct Worker<'j> {
    job: &'j Job<'j>,
    reader: Reader<'j>,
    decider: Decider<'j>,
    keys: Vec<Keys>,
    hasher: Option<Hasher<'j>>,
}

impl<'j> Worker<'j> {
    /// A worker of a job.
    pub(super) fn new(job: &'j Job<'j>) -> Self {
        Self {
            job,
            reader: Reader::new(job),
            decider: Decider::new(job),
            keys: Vec::new(),
            hasher: Hasher::of(job),
        }
    }

    /// Works until there are no more batches or the run has failed.
    pub(super) fn run<S: Sink>(mut self, batches: &Mutex<Batches<'_>>, order: &Ordered<S>) -> Totals {
        each_batch(batches, order, |batch, rendered| {
            let before = self.decider.totals.records;
            self.batch(batch, rendered);
            rendered.records = self.decider.totals.records - before;
            self.reader.take_fault()
        });
        self.decider.totals.has_value |= self.reader.has_value;
        self.decider.totals
    }

    fn batch(&mut self, batch: &Batch, rendered: &mut Rendered) {
        let Self { job, reader, decider, keys, hasher } = self;
        if let Some(duplicates) = &job.duplicates {
            keys.clear();
            reader.each(batch, |_, slots| keys.extend(slots.iter().map(|slot| Keys::of(&slot.record))));
            duplicates.check(batch.sequence, batch.first_record, keys, &mut decider.earlier);
        }
        reader.each(batch, |first, slots| decider.decide(batch, first, slots, rendered));
        if let Some(hasher) = hasher {
            hasher.batch(batch, &decider.earlier, rendered);
        }
    }
}
