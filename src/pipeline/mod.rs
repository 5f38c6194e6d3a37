//! The ordered pipeline: workers take batches in turn, decide them into buffers of their own, and
//! write them in order. There is nothing unbounded between them, and one worker is only a number.

mod batches;
mod block;
mod columns;
mod comparing;
mod decider;
mod duplicates;
mod leaves;
mod order;
mod reader;
mod render;
mod side;
mod sink;
mod tally;
mod twice;
mod worker;

use std::error::Error;
use std::fmt;
use std::sync::Mutex;
use std::thread::Builder;

use self::batches::Batches;
use self::worker::Worker;
use crate::command::Verdict;
use crate::decide::{Counting, Plan};
use crate::input::{BatchReader, ColumnMap, InputError, Notices};
use crate::output::{Own, Rows, Shared};
use crate::questions::Questions;
use crate::record::Reading;

pub use crate::decide::Totals;
pub use comparing::Comparing;
pub use duplicates::Duplicates;
pub use leaves::{Leaves, Sealed};
pub use order::Ordered;
pub use reader::Fill;
pub use sink::{Rendered, Sink};
pub use tally::Differences;
pub use twice::{Difference, Twice, run_twice};

/// What all workers of a run share.
pub struct Job<'a> {
    /// Results that were written before, for all workers.
    pub results: Shared,
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
    /// What is counted beside verdicts.
    pub counting: Counting,
    /// The verdicts whose results are written, where not all are.
    pub only: Option<Vec<Verdict>>,
    /// What records are compared on, where they are not decided but compared.
    pub comparing: Option<Comparing>,
    /// How rows are rendered.
    pub rows: Rows,
    /// How the input's own columns are written before them, if they are.
    pub own: Option<Own>,
    /// What is asked of each record beyond its verdict.
    pub questions: Questions,
    /// Finds records whose card was in an earlier one, if that is asked for.
    pub duplicates: Option<Duplicates>,
    /// How results are hashed for a receipt, if there is to be one.
    pub leaves: Option<Leaves<'a>>,
}

/// Why a run ended early.
#[derive(Debug)]
pub enum RunError {
    /// An input could not be read.
    Input(InputError),
    /// The output could not be written.
    Output(std::io::Error),
}

impl fmt::Display for RunError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Input(error) => error.fmt(f),
            Self::Output(error) => write!(f, "the output cannot be written: {error}"),
        }
    }
}

impl Error for RunError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Input(error) => error.source(),
            Self::Output(error) => Some(error),
        }
    }
}

/// How many workers may be started, however few processors there are.
const FEW: usize = 16;

/// How many workers are started: as many as are wanted, or as there are processors. Far more than these have
/// nothing to do but to wait, each with a batch and what it remembers in memory. For a single batch one will do;
/// to start another, or only to count processors, takes longer than a small batch does.
fn workers(wanted: Option<usize>, batches: &Batches<'_>) -> usize {
    let processors = || std::thread::available_parallelism().map_or(1, usize::from);
    match wanted {
        _ if batches.are_read() => 1,
        None => processors(),
        Some(wanted) if wanted <= FEW => wanted.max(1),
        Some(wanted) => wanted.min(processors().saturating_mul(4).max(FEW)),
    }
}

/// Runs all batches of a reader through workers into a sink: as many workers as `threads` says, or as there are
/// processors.
///
/// Gives the totals of what was decided, even where the run ended early: by the first input that
/// cannot be read, or the first write that fails.
pub fn run<S: Sink>(
    job: &Job<'_>,
    batches: BatchReader<'_>,
    threads: Option<usize>,
    sink: S,
) -> (Totals, Result<S, RunError>) {
    let batches = Batches::new(batches);
    let workers = workers(threads, &batches);
    let batches = Mutex::new(batches);
    let order = Ordered::new(sink);
    let mut totals = Totals::default();
    for theirs in on_threads(workers, || Worker::new(job).run(&batches, &order)) {
        totals.add(&theirs);
    }
    (totals, order.finish())
}

/// Does the same work on some threads at once, and gives what came of each.
fn on_threads<T: Send>(workers: usize, work: impl Fn() -> T + Sync) -> Vec<T> {
    std::thread::scope(|scope| {
        let work = &work;
        // As many as can be had: this thread is one, and enough.
        let spawn = |_| Builder::new().spawn_scoped(scope, work).ok();
        let others: Vec<_> = (1..workers).map_while(spawn).collect();
        let mut found = vec![work()];
        for other in others {
            match other.join() {
                Ok(theirs) => found.push(theirs),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        found
    })
}
