//! What follows from the facts of a record before any rule is asked: the state of a card, the
//! issuer, that an order was submitted.

use super::plan::Plan;
use super::warning::{Warning, Warnings};
use crate::command::Command;
use crate::field::{Field, presumable};
use crate::record::Facts;

/// What facts say of the state of a card, all of them taken together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct InferredState {
    /// The state that counts: the worst of what is given and what other facts speak for.
    pub state: Option<i64>,
    /// Whether what is given contradicts other facts.
    pub is_contradicted: bool,
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
        }
        Command::CancelWindow => presume_submitted(plan, facts),
        Command::ComparePlatforms => {}
    }
    if plan.command == Command::RecycleQuote
        && !facts.has(Field::Issuer)
        && let Some(default) = plan.lexicons.of(Field::Issuer).default()
    {
        facts.set(Field::Issuer, default.into());
    }
    warnings
}

/// The state of a card, as far as its facts say.
pub(super) fn infer_state(plan: &Plan<'_>, facts: &Facts) -> InferredState {
    match (facts.get(Field::State), spoken_for(plan, facts)) {
        (Some(given), Some(inferred)) if inferred > given => {
            InferredState { state: Some(inferred), is_contradicted: true }
        }
        (Some(given), _) => InferredState { state: Some(given), is_contradicted: false },
        (None, Some(inferred)) => InferredState { state: Some(inferred), is_contradicted: false },
        (None, None) => {
            let bound = plan.states.bound.filter(|_| facts.has(Field::BoundAt));
            InferredState { state: bound, is_contradicted: false }
        }
    }
}

/// The state that an empty balance, an expiry or a balance below the face value speaks for.
fn spoken_for(plan: &Plan<'_>, facts: &Facts) -> Option<i64> {
    let states = &plan.states;
    let balance = facts.get(Field::Balance);
    let is_used = balance == Some(0);
    let is_expired = facts.get(Field::ExpiresOn).is_some_and(|day| day < i64::from(plan.today.0));
    let is_partly_used =
        balance.zip(facts.get(Field::FaceValue)).is_some_and(|(balance, face_value)| balance < face_value);
    if is_used {
        states.used
    } else if is_expired {
        states.expired
    } else if is_partly_used {
        states.partly_used
    } else {
        None
    }
}

/// The codes of the states that other facts speak for. The words of the field stand in order, the
/// worst last.
#[derive(Clone, Copy, Debug)]
pub(super) struct States {
    used: Option<i64>,
    expired: Option<i64>,
    partly_used: Option<i64>,
    bound: Option<i64>,
}

impl States {
    /// The codes, as the field has them.
    pub(super) fn new(lexicons: &crate::record::Lexicons) -> Self {
        let code = |id| lexicons.of(Field::State).code_of_id(id).map(i64::from);
        Self {
            used: code("used"),
            expired: code("expired"),
            partly_used: code("partially-used"),
            bound: code("bound"),
        }
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
