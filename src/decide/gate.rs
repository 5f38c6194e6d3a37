//! Gates: what makes a run fail, record by record.

use super::decision::Decision;
use super::plan::Plan;
use super::warning::{Warning, Warnings};
use crate::command::Verdict;

/// Something that no record of a run is to have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gate {
    /// A verdict.
    Verdict(Verdict),
    /// A verdict that would be worse if the disputed rules went the other way.
    Disputed,
    /// A warning.
    Warning(Warning),
    /// A flag of the policy.
    Flag(String),
    /// This verdict or a worse one, if every undecided rule matched.
    AtWorst(Verdict),
}

/// The gates that a record trips, as bits by their place.
pub type Tripped = u64;

/// The gates of a run.
#[derive(Clone, Debug, Default)]
pub struct Gates(Vec<Gate>);

impl Gates {
    /// How many gates there may be.
    pub const MOST: usize = Tripped::BITS as usize;

    /// These gates, each once, in their order; `None` where there are too many.
    pub fn new(gates: impl IntoIterator<Item = Gate>) -> Option<Self> {
        let mut found: Vec<Gate> = Vec::new();
        for gate in gates {
            if !found.contains(&gate) {
                found.push(gate);
            }
        }
        (found.len() <= Self::MOST).then_some(Self(found))
    }

    /// The gates, in order.
    pub fn all(&self) -> &[Gate] {
        &self.0
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a gate looks at warnings, which may follow from a record's own values.
    pub fn look_at_warnings(&self) -> bool {
        self.0.iter().any(|gate| matches!(gate, Gate::Warning(_)))
    }

    /// The gates that a result trips.
    pub fn tripped(&self, plan: &Plan<'_>, decision: &Decision, warnings: Warnings) -> Tripped {
        let trips = |gate: &Gate| match gate {
            Gate::Verdict(verdict) => decision.verdict == *verdict,
            Gate::Disputed => decision.disputed.is_some_and(|other| other.rank() > decision.verdict.rank()),
            Gate::Warning(warning) => warnings.iter().any(|given| given == *warning),
            Gate::Flag(flag) => {
                let raises = |rule: usize| {
                    let rule = plan.rules.get(rule).and_then(|rule| rule.effect.flag.as_deref());
                    rule == Some(flag)
                };
                plan.flagging(decision).iter().any(raises)
            }
            Gate::AtWorst(verdict) => decision.at_worst.rank() >= verdict.rank(),
        };
        let tripped = self.0.iter().enumerate().filter(|(_, gate)| trips(gate));
        tripped.fold(0, |bits, (place, _)| bits | 1 << place)
    }
}
