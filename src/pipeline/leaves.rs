//! Hashing results for a receipt: as objects, whatever they are written as.

use std::io;

use super::Job;
use super::side::{Lines, Side};
use super::sink::{Rendered, Sink};
use crate::input::Batch;
use crate::receipt::{Tree, leaf};

/// Where the objects come from that are hashed.
pub enum Leaves<'a> {
    /// The job writes them itself, one a line.
    Written,
    /// Another job renders them beside it.
    Beside(Box<Job<'a>>),
}

/// What a worker hashes with.
pub(super) enum Hasher<'j> {
    Written,
    Beside(Box<Side<'j>>),
}

impl<'j> Hasher<'j> {
    /// What the results of a job are hashed with, if they are.
    pub(super) fn of(job: &'j Job<'j>) -> Option<Self> {
        job.leaves.as_ref().map(|leaves| match leaves {
            Leaves::Written => Self::Written,
            Leaves::Beside(job) => Self::Beside(Box::new(Side::new(job))),
        })
    }

    /// Hashes the results of a batch; `earlier` are the records that duplicates stood in before.
    pub(super) fn batch(&mut self, batch: &Batch, earlier: &[u64], rendered: &mut Rendered) {
        rendered.leaves.clear();
        match self {
            Self::Written => rendered.leaves.extend(Lines(&rendered.bytes).map(leaf)),
            Self::Beside(side) => {
                side.decider.earlier.clear();
                side.decider.earlier.extend_from_slice(earlier);
                side.batch(batch);
                rendered.leaves.extend(Lines(&side.rendered.bytes).map(leaf));
            }
        }
    }
}

/// A sink that puts the hashes of all results together.
#[derive(Debug)]
pub struct Sealed<S> {
    /// The sink that does the work.
    pub sink: S,
    /// The hashes so far.
    pub tree: Tree,
}

impl<S> Sealed<S> {
    /// Puts the hashes of a sink's results together.
    pub fn new(sink: S) -> Self {
        Self { sink, tree: Tree::default() }
    }
}

impl<S: Sink> Sink for Sealed<S> {
    fn put(&mut self, rendered: &mut Rendered) -> io::Result<()> {
        rendered.leaves.drain(..).for_each(|leaf| self.tree.push(leaf));
        self.sink.put(rendered)
    }
}
