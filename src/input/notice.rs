//! What the user should know of an input beside its records.

use std::collections::HashSet;
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
    /// The details that nobody hears, by what each is about.
    unheard: Mutex<HashSet<String>>,
    hears_details: bool,
    sink: &'s (dyn Fn(&Notice) + Sync),
}

impl<'s> Notices<'s> {
    /// Notices that go to a sink.
    pub fn new(sink: &'s (dyn Fn(&Notice) + Sync)) -> Self {
        let (details, names_cause) = (AtomicUsize::new(0), AtomicBool::new(false));
        let unheard = Mutex::default();
        Self { seen: Mutex::default(), details, names_cause, unheard, hears_details: true, sink }
    }

    /// The same, where nobody hears of details: they are counted, and what they would say is not put
    /// together.
    #[must_use]
    pub fn without_details(self) -> Self {
        Self { hears_details: false, ..self }
    }

    /// Passes a detail on, unless it was before.
    pub fn tell_detail(&self, about: &str, text: impl FnOnce() -> Text) {
        if self.hears_details {
            return self.tell(text(), true);
        }
        let mut unheard = self.unheard.lock().unwrap_or_else(PoisonError::into_inner);
        if unheard.len() < MAX_NOTICES && unheard.insert(about.to_owned()) {
            self.details.fetch_add(1, Ordering::Relaxed);
        }
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
        let unheard = self.unheard.lock().unwrap_or_else(PoisonError::into_inner).len();
        unheard + self.seen.lock().unwrap_or_else(PoisonError::into_inner).len() >= MAX_NOTICES
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
