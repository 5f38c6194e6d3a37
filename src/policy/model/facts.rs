//! What a person can change about a fact, and how to ask for it.

use serde::{Deserialize, Serialize};

use crate::command::Command;
use crate::field::Field;
use crate::lang::{Str, Text};

/// What a person can change about a fact, and how to ask for it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct FactSpec {
    /// The fact.
    pub field: Field,
    /// Whether it can change.
    pub change: Change,
    /// Whether it only changes towards worse: to a later word.
    pub worse_only: bool,
    /// Values that stay as they are.
    pub never_from: Vec<Str>,
    /// Whether there is none where it is absent, so that it is neither given nor asked for.
    pub never_given: bool,
    /// The value that is in order.
    pub in_order: Option<Str>,
    /// The question to a person.
    pub ask: Text,
    /// Changes that are possible all the same.
    pub allow: Vec<Allowed>,
}

/// Whether a fact can change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// A person can change it.
    Yes,
    /// It passes by itself, or can be waited for.
    InTime,
    /// It stays as it is.
    Never,
}

impl Change {
    /// Every kind with its name in a policy file.
    pub const ALL: [(&str, Self); 3] =
        [("yes", Self::Yes), ("in-time", Self::InTime), ("never", Self::Never)];
}

/// A change that is possible for one command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Allowed {
    /// The command.
    pub command: Command,
    /// The word that changes.
    pub from: Str,
    /// What it becomes.
    pub to: Str,
}
