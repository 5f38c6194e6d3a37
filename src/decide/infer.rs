use super::plan::Plan;
use super::settled::{Warning, Warnings};
use crate::command::Command;
use crate::field::{Field, Kind, SUBMITTED, Vocabulary};
use crate::record::{Facts, Lexicons};

/// Infers facts from others: the state of a card, the issuer, that an order was submitted.
pub(super) fn infer(plan: &Plan<'_>, facts: &mut Facts) -> Warnings {
    let mut warnings = Warnings::default();
    match plan.command {
        Command::CheckUnbind | Command::RecycleQuote => {
            if infer_state(plan, facts) {
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

/// Sets the state that other facts speak for; the worst counts. Returns whether that contradicts
/// the state that was given.
fn infer_state(plan: &Plan<'_>, facts: &mut Facts) -> bool {
    match (facts.get(Field::State), spoken_for(plan, facts)) {
        (Some(given), Some(inferred)) if inferred > given => {
            facts.set(Field::State, inferred);
            true
        }
        (None, Some(inferred)) => {
            facts.set(Field::State, inferred);
            false
        }
        (None, None) if facts.has(Field::BoundAt) => {
            if let Some(bound) = plan.states.bound {
                facts.set(Field::State, bound);
            }
            false
        }
        _ => false,
    }
}

/// The state that an empty balance, an expiry or a balance below the face value speaks for.
pub(super) fn spoken_for(plan: &Plan<'_>, facts: &Facts) -> Option<i64> {
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
    pub(super) fn new(lexicons: &Lexicons) -> Self {
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
        && let Kind::Choice(Vocabulary::Fixed(words)) = Field::OrderStage.spec().kind
        && let Some(code) = words.iter().position(|word| SUBMITTED.first() == Some(&word.id))
    {
        facts.presume(Field::OrderStage, code as i64);
    }
}
