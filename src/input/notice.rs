//! What the user should know of an input beside its records.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use super::limits::MAX_NOTICES;
use crate::lang::Text;

/// Something about the input that the user should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What there is to know.
    pub text: Text,
    /// Whether it is worth saying only when asked for.
    pub is_detail: bool,
}

/// Where notices go; each is passed on once.
pub struct Notices<'s> {
    seen: Mutex<Vec<Notice>>,
    details: AtomicUsize,
    names_cause: AtomicBool,
    sink: &'s (dyn Fn(&Notice) + Sync),
}

impl<'s> Notices<'s> {
    /// Notices that go to a sink.
    pub fn new(sink: &'s (dyn Fn(&Notice) + Sync)) -> Self {
        let (details, names_cause) = (AtomicUsize::new(0), AtomicBool::new(false));
        Self { seen: Mutex::default(), details, names_cause, sink }
    }

    /// Passes on why nothing of an input is known.
    pub fn tell_cause(&self, text: Text) {
        self.names_cause.store(true, Ordering::Relaxed);
        self.tell(text, false);
    }

    /// Whether the user knows why nothing of an input is known.
    pub fn names_cause(&self) -> bool {
        self.names_cause.load(Ordering::Relaxed)
    }

    /// How many of those passed on are worth saying only when asked for.
    pub fn details(&self) -> usize {
        self.details.load(Ordering::Relaxed)
    }

    /// Whether no more are passed on: there is no need to find out what they would say.
    pub fn are_enough(&self) -> bool {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).len() >= MAX_NOTICES
    }

    /// Passes a notice on, unless it was before.
    pub fn tell(&self, text: Text, is_detail: bool) {
        let notice = Notice { text, is_detail };
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if seen.len() < MAX_NOTICES && !seen.contains(&notice) {
            self.details.fetch_add(usize::from(is_detail), Ordering::Relaxed);
            (self.sink)(&notice);
            seen.push(notice);
        }
    }
}
