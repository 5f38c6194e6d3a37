//! Where two plans come to the same key for a record, so that it is found but once.

use std::cell::OnceCell;

use super::plan::Plan;
use crate::record::Facts;

/// Of which platforms or channels two plans with the same words come to the same keys.
///
/// A change of what rules come to leaves keys as they are; one of their conditions changes those of the records that
/// they are about.
pub struct SameKeys<'p> {
    plans: (&'p Plan<'p>, &'p Plan<'p>),
    /// By the place of a platform or channel, found out when it is first asked.
    places: Vec<OnceCell<bool>>,
}

impl<'p> SameKeys<'p> {
    /// Those of two plans; none where their words differ.
    pub fn new(old: &'p Plan<'p>, new: &'p Plan<'p>) -> Self {
        let count = if old.lexicons == new.lexicons { old.program.subject_count() } else { 0 };
        Self { plans: (old, new), places: std::iter::repeat_with(OnceCell::new).take(count).collect() }
    }

    /// Whether both come to the same key for a record.
    #[inline]
    pub fn have(&self, facts: &Facts) -> bool {
        let (old, new) = self.plans;
        let place = old.place_of(old.subject(facts));
        let known = self.places.get(place);
        known.is_some_and(|known| *known.get_or_init(|| old.keys_like(new, place)))
    }
}
