//! What a person can change about a fact, and which value of it is in order, as the policy says.

use crate::decide::Plan;
use crate::field::Field;

/// What an application under way stands at: nobody is told to turn that.
const UNDER_WAY: [Field; 2] = [Field::Stage, Field::StageSince];

/// The value of a field that is in order.
pub fn in_order(plan: &Plan<'_>, field: Field) -> Option<i64> {
    plan.changing(field).in_order
}

/// Whether a fact may be asked for where it is missing.
pub fn is_asked(plan: &Plan<'_>, field: Field) -> bool {
    !plan.changing(field).never_given
}

/// Whether a missing fact may be given by what would turn a verdict.
pub fn is_given_by_turn(plan: &Plan<'_>, field: Field) -> bool {
    !UNDER_WAY.contains(&field) && is_asked(plan, field)
}

/// Whether a fact with this value can change at all.
pub fn can_change_from(plan: &Plan<'_>, field: Field, from: i64) -> bool {
    let changing = plan.changing(field);
    let is_free = changing.changes && !changing.never_from.contains(&from);
    !UNDER_WAY.contains(&field) && (is_free || changing.allowed.iter().any(|(known, _)| *known == from))
}

/// Whether a fact can change from one value to another.
pub fn can_change(plan: &Plan<'_>, field: Field, from: i64, to: i64) -> bool {
    if UNDER_WAY.contains(&field) || from == to {
        return false;
    }
    let changing = plan.changing(field);
    let is_free = changing.changes && (!changing.worse_only || to > from);
    (is_free && !changing.never_from.contains(&from)) || changing.allowed.contains(&(from, to))
}
