//! What follows from the facts of a record before any rule is asked: the state of a card, the
//! issuer, that an order was submitted.

use super::plan::Plan;
use super::states::Signs;
use super::warning::{Warning, Warnings};
use crate::command::Command;
use crate::field::{Field, FieldSet, presumable};
use crate::record::Facts;
use crate::value::Money;

/// What facts say of the state of a card, all of them taken together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct InferredState {
    /// The state that counts: the worst of what is given and what other facts speak for.
    pub state: Option<i64>,
    /// Whether what is given contradicts other facts.
    pub is_contradicted: bool,
}

/// The fields that a field is inferred from, where it is missing or says less than they do.
pub(super) fn infer_from(command: Command, field: Field) -> FieldSet {
    let from: &[Field] = match (command, field) {
        (Command::CheckUnbind | Command::RecycleQuote, Field::State) => {
            &[Field::FaceValue, Field::Balance, Field::ExpiresOn, Field::BoundAt]
        }
        (Command::CheckUnbind, Field::PromoLinked) => &[Field::PromoEndsOn],
        (Command::RecycleQuote, Field::OfferedRate) => &[Field::FaceValue, Field::OfferedPrice],
        (Command::CancelWindow, Field::OrderStage) => &[Field::SubmittedAt, Field::ScheduledAt],
        _ => &[],
    };
    from.iter().copied().collect()
}

/// The fields beside whose values that of a field is seen before any rule is asked.
pub(super) fn related(command: Command, field: Field) -> FieldSet {
    match (command, field) {
        (Command::CheckUnbind | Command::RecycleQuote, Field::Balance | Field::FaceValue) => {
            [Field::Balance, Field::FaceValue].into_iter().collect()
        }
        _ => FieldSet::EMPTY,
    }
}

/// The values of a field from which on something else is inferred from it.
pub(super) fn breakpoints(plan: &Plan<'_>, facts: &Facts, field: Field, found: &mut Vec<i64>) {
    let today = i64::from(plan.today.0);
    match (plan.command, field) {
        (Command::CheckUnbind | Command::RecycleQuote, Field::Balance) => {
            found.push(1);
            found.extend(facts.get(Field::FaceValue));
        }
        (Command::CheckUnbind | Command::RecycleQuote, Field::FaceValue) => {
            found.extend(facts.get(Field::Balance).map(|balance| balance.saturating_add(1)));
        }
        (Command::CheckUnbind | Command::RecycleQuote, Field::ExpiresOn)
        | (Command::CheckUnbind, Field::PromoEndsOn) => found.push(today),
        _ => {}
    }
}

/// Infers facts from others.
pub(super) fn infer(plan: &Plan<'_>, facts: &mut Facts) -> Warnings {
    let mut warnings = Warnings::default();
    match plan.command {
        Command::CheckUnbind | Command::RecycleQuote => {
            let inferred = infer_state(plan, facts);
            if let Some(state) = inferred.state {
                facts.set(Field::State, state);
            }
            if inferred.is_contradicted {
                warnings.add(Warning::StateContradicted);
            }
            infer_promotion(plan, facts);
        }
        Command::CancelWindow => presume_submitted(plan, facts),
        Command::ComparePlatforms => {}
    }
    if plan.command == Command::RecycleQuote {
        let default = plan.lexicons.of(Field::Issuer).default().filter(|_| !facts.has(Field::Issuer));
        if let Some(default) = default {
            facts.set(Field::Issuer, default.into());
        }
        infer_offer(facts);
    }
    warnings
}

/// The state of a card, as far as its facts say: the worst that is given or that they speak for.
pub(super) fn infer_state(plan: &Plan<'_>, facts: &Facts) -> InferredState {
    let states = &plan.states;
    let (balance, face_value) = (facts.get(Field::Balance), facts.get(Field::FaceValue));
    let expires_on = facts.get(Field::ExpiresOn);
    let today = i64::from(plan.today.0);
    let signs = Signs {
        is_bound: facts.has(Field::BoundAt),
        is_partly_used: balance.zip(face_value).is_some_and(|(balance, face_value)| balance < face_value),
        is_expired: expires_on.is_some_and(|day| day < today),
        is_empty: balance == Some(0),
    };
    let Signs { is_bound, is_partly_used, is_empty, .. } = signs;
    let given = facts.get(Field::State);
    // Codes grow with how bad a state is, and none is less than all.
    let state = given.max(states.shown_by(signs));
    // Growing older is no contradiction: a bound card is spent, a spent one expires.
    let is_contradicted = given.is_some()
        && plan.has_states(facts)
        && ((given == states.new && (is_bound || is_empty || is_partly_used))
            || (given == states.partly_used && balance.is_some() && balance == face_value)
            || (given == states.used && balance.is_some_and(|balance| balance > 0))
            || (given == states.expired && expires_on.is_some_and(|day| day >= today)));
    InferredState { state, is_contradicted }
}

/// Whether a card takes part in a promotion follows from the day on which that ends.
fn infer_promotion(plan: &Plan<'_>, facts: &mut Facts) {
    if let Some(ends_on) = facts.get(Field::PromoEndsOn).filter(|_| !facts.has(Field::PromoLinked)) {
        facts.set(Field::PromoLinked, i64::from(ends_on >= i64::from(plan.today.0)));
    }
}

/// An offer in yuan as a rate, rounded half up to six decimals.
fn infer_offer(facts: &mut Facts) {
    let (price, face_value) = (facts.get(Field::OfferedPrice), facts.get(Field::FaceValue));
    if let (Some(price), Some(face_value), false) = (price, face_value, facts.has(Field::OfferedRate)) {
        facts.set(Field::OfferedRate, Money(price).rate_of(Money(face_value)).0);
    }
}

/// An order of which a time is given that a window of its channel counts from was submitted.
fn presume_submitted(plan: &Plan<'_>, facts: &mut Facts) {
    if facts.has(Field::OrderStage) {
        return;
    }
    let counts = plan.counts_from(plan.subject(facts));
    let is_submitted = facts.has(Field::SubmittedAt) || facts.given().0 & counts.0 != 0;
    if is_submitted
        && let Some(first) = presumable(Field::OrderStage).first()
        && let Some(code) = plan.lexicons.of(Field::OrderStage).code_of_id(first)
    {
        facts.presume(Field::OrderStage, code.into());
    }
}
