//! Lets workers into a sink in the order of their batches.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use super::RunError;
use super::sink::{Rendered, Sink};
use crate::input::InputError;

/// Lets workers into a sink in the order of their batches.
#[derive(Debug)]
pub struct Ordered<S> {
    state: Mutex<State<S>>,
    turn: Condvar,
}

#[derive(Debug)]
struct State<S> {
    next: u64,
    sink: S,
    failed: Option<RunError>,
}

impl<S: Sink> Ordered<S> {
    /// A sink that waits for batch 0.
    pub fn new(sink: S) -> Self {
        Self { state: Mutex::new(State { next: 0, sink, failed: None }), turn: Condvar::new() }
    }

    fn lock(&self) -> MutexGuard<'_, State<S>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes a batch once all before it are written. Returns whether to go on.
    pub fn put(&self, sequence: u64, rendered: &mut Rendered) -> bool {
        let mut state = self.lock();
        while state.next != sequence && state.failed.is_none() {
            state = self.turn.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        if state.failed.is_none()
            && let Err(error) = state.sink.put(rendered)
        {
            state.failed = Some(RunError::Output(error));
        }
        state.next = sequence + 1;
        let goes_on = state.failed.is_none();
        drop(state);
        self.turn.notify_all();
        goes_on
    }

    /// Ends the run: an input failed when these many batches had been handed out.
    pub fn fail(&self, after: u64, error: InputError) {
        let mut state = self.lock();
        // What was read before the failure is still written.
        while state.next != after && state.failed.is_none() {
            state = self.turn.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        state.failed.get_or_insert(RunError::Input(error));
        drop(state);
        self.turn.notify_all();
    }

    /// The sink, once all is written.
    ///
    /// # Errors
    /// What ended the run early.
    pub fn finish(self) -> Result<S, RunError> {
        let state = self.state.into_inner().unwrap_or_else(PoisonError::into_inner);
        match state.failed {
            Some(error) => Err(error),
            None => Ok(state.sink),
        }
    }
}
