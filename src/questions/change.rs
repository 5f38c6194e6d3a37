//! What a person can change about a fact, and which value of it is in order, as the policy says.

use crate::decide::Plan;
use crate::field::Field;
use crate::policy::{Change, FactSpec};
use crate::record::Reading;
use crate::value::CHINA;

/// What an application under way stands at: nobody is told to turn that.
const UNDER_WAY: [Field; 2] = [Field::Stage, Field::StageSince];

/// What the policy says of a field.
pub fn spec<'p>(plan: &Plan<'p>, field: Field) -> Option<&'p FactSpec> {
    plan.pack.facts.iter().find(|spec| spec.field == field)
}

/// The value of a field that is in order.
pub fn in_order(plan: &Plan<'_>, field: Field) -> Option<i64> {
    let text = spec(plan, field)?.in_order.as_deref()?;
    let reading = Reading { lexicons: plan.lexicons, now: plan.now, offset: CHINA };
    reading.read(field, text.as_bytes()).ok()
}

/// Whether a missing fact may be given by what would turn a verdict.
pub fn is_given_by_turn(plan: &Plan<'_>, field: Field) -> bool {
    !UNDER_WAY.contains(&field) && spec(plan, field).is_none_or(|spec| !spec.never_given)
}

/// Whether a fact can change from one value to another.
pub fn can_change(plan: &Plan<'_>, field: Field, from: i64, to: i64) -> bool {
    let Some(spec) = spec(plan, field) else { return false };
    if UNDER_WAY.contains(&field) || from == to {
        return false;
    }
    let is = |word: &String, code: i64| {
        plan.lexicons.of(field).code_of_id(word).is_some_and(|known| i64::from(known) == code)
    };
    let allowed = spec.allow.iter().filter(|allowed| allowed.command == plan.command);
    if allowed.into_iter().any(|allowed| is(&allowed.from, from) && is(&allowed.to, to)) {
        return true;
    }
    let changes = match spec.change {
        Change::Yes | Change::InTime => true,
        Change::Never => false,
    };
    changes && (!spec.worse_only || to > from) && !spec.never_from.iter().any(|word| is(word, from))
}
