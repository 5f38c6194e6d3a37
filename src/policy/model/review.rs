//! How long an unbinding is reviewed.

use serde::{Deserialize, Serialize};

/// How long a review takes, in working days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Review {
    /// As a whole; `(0, 0)` is at once.
    Days(u16, u16),
    /// Stage by stage: the stage's code, least and most days.
    Stages(Vec<(u8, u16, u16)>),
}

impl Review {
    /// The whole of it.
    pub fn total(&self) -> (u16, u16) {
        match self {
            Self::Days(min, max) => (*min, *max),
            Self::Stages(stages) => stages.iter().fold((0, 0), |(min, max), (_, a, b)| (min + a, max + b)),
        }
    }
}
