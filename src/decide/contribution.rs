//! What one result adds to the totals of a run; kept with a cached decision, so that a cache hit
//! counts without deciding again.

use super::decision::{Computed, Decision, Outcome};
use super::gate::{Gates, Tripped};
use super::plan::Plan;
use super::warning::Warnings;
use crate::command::{Command, Verdict};
use crate::engine::RuleSet;
use crate::record::Facts;
use crate::value::{Moment, Money};

/// What a run counts beside verdicts.
#[derive(Clone, Debug, Default)]
pub struct Counting {
    /// What makes the run fail.
    pub gates: Gates,
    /// Whether it is asked which rules decide, which papers are missing, and what is due soon.
    pub details: bool,
    /// Whether it is asked which rules are cited.
    pub cites: bool,
}

impl Counting {
    /// Whether a contribution may follow from a record's own values.
    pub fn looks_at_values(&self) -> bool {
        self.details || self.gates.look_at_warnings()
    }
}

/// What a result adds to the totals of a run.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Contribution {
    /// The verdict.
    pub verdict: Verdict,
    /// The best quote: least, mean and greatest net.
    pub nets: (Money, Money, Money),
    /// What it is counted under beside the verdict; see [`Group`](super::Group).
    pub(super) group: u16,
    /// Whether a good verdict stands on what is disputed, or beside a flag that says stop.
    pub(super) is_shaky: bool,
    /// The gates that it trips.
    pub(super) tripped: Tripped,
    /// The rules that carry the verdict, where that is asked for.
    pub(super) carriers: RuleSet,
    /// The papers that are missing, as bits, where that is asked for.
    pub(super) papers: u64,
    /// Whether something is due within a day, where that is asked for.
    pub(super) is_due: bool,
    /// The rules that it cites, where that is asked for.
    pub(super) cited: RuleSet,
}

/// How long a day is.
const DAY_MS: i64 = 24 * 60 * 60 * 1000;

impl Contribution {
    /// The contribution of a verdict alone.
    pub fn of(verdict: Verdict) -> Self {
        Self {
            verdict,
            nets: Default::default(),
            group: 0,
            is_shaky: false,
            tripped: 0,
            carriers: RuleSet::EMPTY,
            papers: 0,
            is_due: false,
            cited: RuleSet::EMPTY,
        }
    }

    /// The same, with rules that are cited.
    #[must_use]
    pub fn citing(self, cited: RuleSet) -> Self {
        Self { cited, ..self }
    }

    /// The rules that it cites, where that was asked for.
    pub fn cited(&self) -> &RuleSet {
        &self.cited
    }
}

impl Plan<'_> {
    /// What a result adds to the totals.
    pub fn contribution(
        &self,
        counting: &Counting,
        facts: &Facts,
        decision: &Decision,
        computed: &Computed,
        warnings: Warnings,
    ) -> Contribution {
        let best = computed.quotes.best();
        let group = match self.command {
            Command::RecycleQuote | Command::ComparePlatforms => best.map(|quote| quote.rule),
            Command::CheckUnbind | Command::CancelWindow => self.subject(facts),
        };
        let mut contribution = Contribution {
            nets: best.map(|quote| quote.net).unwrap_or_default(),
            group: group.map_or(0, |group| group.saturating_add(1)),
            is_shaky: self.is_shaky(decision),
            ..Contribution::of(decision.verdict)
        };
        if !counting.gates.is_empty() {
            contribution.tripped = counting.gates.tripped(self, decision, warnings);
        }
        if counting.cites {
            contribution.cited = self.cited(decision);
        }
        if counting.details {
            contribution.carriers = self.carriers(decision);
            contribution.is_due = self.is_due(decision, computed);
            if let Outcome::Unbind(part) = &decision.outcome {
                contribution.papers = part.documents_missing;
            }
        }
        contribution
    }

    /// Whether a deadline, or the moment to try again, is no more than a day away.
    fn is_due(&self, decision: &Decision, computed: &Computed) -> bool {
        let retry_after = match &decision.outcome {
            Outcome::Unbind(part) => part.retry_after,
            Outcome::Cancel(_) | Outcome::Quote | Outcome::None => None,
        };
        let is_near = |moment: Moment| (0..=DAY_MS).contains(&moment.since(self.now).0);
        [computed.deadline, computed.confirm_by, retry_after].into_iter().flatten().any(is_near)
    }
}
