//! A job beside another one: its records are read from the same batches, and its results compared or
//! hashed instead of written.

use super::Job;
use super::decider::Decider;
use super::reader::Reader;
use super::sink::Rendered;
use crate::decide::Contribution;
use crate::input::Batch;

/// A job whose results go nowhere by themselves.
pub(super) struct Side<'j> {
    pub(super) reader: Reader<'j>,
    pub(super) decider: Decider<'j>,
    pub(super) rendered: Rendered,
}

impl<'j> Side<'j> {
    /// A side of a job that renders objects, one a line.
    pub(super) fn new(job: &'j Job<'j>) -> Self {
        Self { reader: Reader::new(job), decider: Decider::new(job), rendered: Rendered::default() }
    }

    /// Decides a batch; its results take the place of the last one's.
    pub(super) fn batch(&mut self, batch: &Batch) {
        let Self { reader, decider, rendered } = self;
        rendered.bytes.clear();
        reader.each(batch, |first, slots| decider.decide(batch, first, slots, rendered));
    }

    /// The same, with what each result comes to.
    pub(super) fn counted_batch(&mut self, batch: &Batch) -> Vec<Contribution> {
        let Self { reader, decider, rendered } = self;
        let mut came_to = Vec::new();
        rendered.bytes.clear();
        reader.each(batch, |first, slots| {
            let places = decider.look_up(slots);
            for ((slot, place), number) in slots.iter().zip(places).zip(first..) {
                came_to.push(decider.contribution(batch, number, slot, place));
                decider.write(batch, number, slot, place, rendered);
            }
        });
        came_to
    }
}

/// The lines of rendered results, without their ends.
pub(super) struct Lines<'b>(pub(super) &'b [u8]);

impl<'b> Iterator for Lines<'b> {
    type Item = &'b [u8];

    fn next(&mut self) -> Option<&'b [u8]> {
        let end = memchr::memchr(b'\n', self.0)?;
        let (line, rest) = (&self.0[..end], &self.0[end + 1..]);
        self.0 = rest;
        Some(line)
    }
}
