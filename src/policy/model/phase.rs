//! In which order a person does what rules ask for.

use serde::{Deserialize, Serialize};

use crate::lang::Phrase;

/// What has to be done first comes first: the order in which a person acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Phase {
    /// Answer, while a clock is running.
    Confirm,
    /// Get an obstacle out of the way.
    Clear,
    /// Where and how to apply.
    Apply,
    /// What to hand in.
    Papers,
    /// What is waited for.
    Wait,
}

impl Phase {
    /// Every phase with its name in a policy file, in the order of doing.
    pub const ALL: [(&str, Self); 5] = [
        ("confirm", Self::Confirm),
        ("clear", Self::Clear),
        ("apply", Self::Apply),
        ("papers", Self::Papers),
        ("wait", Self::Wait),
    ];

    /// The name in a policy file.
    pub const fn name(self) -> &'static str {
        Self::ALL[self as usize].0
    }

    /// The phase in words.
    pub const fn title(self) -> Phrase {
        match self {
            Self::Confirm => Phrase { en: "confirm", zh: "确认" },
            Self::Clear => Phrase { en: "clear the way", zh: "先排除障碍" },
            Self::Apply => Phrase { en: "apply", zh: "申请" },
            Self::Papers => Phrase { en: "papers", zh: "材料" },
            Self::Wait => Phrase { en: "wait", zh: "等待" },
        }
    }
}
