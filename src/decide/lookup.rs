//! What questions beyond the verdict look up of a plan again and again, found once.

use crate::engine::RuleSet;
use crate::field::FieldSet;

/// What questions look up of a plan.
#[derive(Debug)]
pub(super) struct Lookup {
    /// By rule: the fields that it names, and those that these are inferred from.
    pub named: Vec<FieldSet>,
    /// Rules that look at what is worked out while deciding.
    pub hanging: RuleSet,
    /// By field.
    pub changes: Vec<Changing>,
}

/// What they look up of one platform or channel.
#[derive(Debug)]
pub(super) struct OwnLookup {
    /// The entries that a verdict hangs on.
    pub deciding: RuleSet,
    /// The fields with a part in decisions.
    pub fields: FieldSet,
    /// By field and word: the rules that match by that word alone.
    pub by_word: Vec<Vec<RuleSet>>,
}

/// What a person can change about a field.
#[derive(Clone, Debug, Default)]
pub struct Changing {
    /// Whether it can change at all.
    pub changes: bool,
    /// Whether only towards a later word.
    pub worse_only: bool,
    /// Whether there is none where it is absent.
    pub never_given: bool,
    /// Values that stay.
    pub never_from: Vec<i64>,
    /// Changes that are possible all the same.
    pub allowed: Vec<(i64, i64)>,
    /// The value that is in order.
    pub in_order: Option<i64>,
}
