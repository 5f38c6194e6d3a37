//! The ordered pipeline: workers take batches in turn, decide them into buffers of their own, and
//! write them in order. There is nothing unbounded between them, and one worker is only a number.

mod block;
mod columns;
mod comparing;
mod decider;
mod duplicates;
mod order;
mod reader;
mod render;
mod sink;
mod worker;

use std::sync::Mutex;

use crate::decide::Plan;
use crate::input::{ColumnMap, Feed, InputError, Notices};
use crate::output::{Own, Rows};
use crate::record::Reading;

pub use crate::decide::Totals;
pub use comparing::Comparing;
pub use duplicates::Duplicates;
pub use order::Ordered;
pub use reader::Fill;
pub use sink::{Rendered, Sink};
pub use worker::Worker;

/// What all workers of a run share.
pub struct Job<'a> {
    /// The plan to decide by.
    pub plan: &'a Plan<'a>,
    /// How values are read.
    pub reading: Reading<'a>,
    /// Which columns hold which fields.
    pub map: &'a ColumnMap,
    /// Where notices go.
    pub notices: &'a Notices<'a>,
    /// Values for records that lack them.
    pub fills: Vec<Fill>,
    /// What records are compared on, where they are not decided but compared.
    pub comparing: Option<Comparing>,
    /// How rows are rendered.
    pub rows: Rows,
    /// How the input's own columns are written before them, if they are.
    pub own: Option<Own>,
    /// Finds records whose card was in an earlier one, if that is asked for.
    pub duplicates: Option<Duplicates>,
}

/// Why a run ended early.
#[derive(Debug)]
pub enum RunError {
    /// An input could not be read.
    Input(InputError),
    /// The output could not be written.
    Output(std::io::Error),
}

/// Runs all batches of a feed through workers into a sink.
///
/// # Errors
/// The first input that cannot be read, or the first write that fails.
pub fn run<S: Sink>(job: &Job<'_>, feed: Feed<'_>, threads: usize, sink: S) -> Result<(Totals, S), RunError> {
    let workers = threads.max(1);
    let feed = Mutex::new(feed);
    let order = Ordered::new(sink);
    let totals = std::thread::scope(|scope| {
        let work = || Worker::new(job).run(&feed, &order);
        let others: Vec<_> = (1..workers).map(|_| scope.spawn(work)).collect();
        let mut totals = work();
        for other in others {
            match other.join() {
                Ok(theirs) => totals.add(&theirs),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        totals
    });
    order.finish().map(|sink| (totals, sink))
}
