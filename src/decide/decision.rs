//! What a decision consists of.

use super::quotes::Quotes;
use super::warning::Warnings;
use crate::command::Verdict;
use crate::engine::RuleSet;
use crate::field::FieldSet;
use crate::policy::{Grade, Odds, Priority};
use crate::value::{Day, Moment, Money};

/// What records of the same classes have in common: all of a decision but its dates and sums.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Decision {
    /// The verdict.
    pub verdict: Verdict,
    /// The verdict if every undecided rule matched.
    pub at_worst: Verdict,
    /// The weakest grade that the verdict stands on.
    pub confidence: Option<Grade>,
    /// The verdict if the disputed rules went the other way, where that is another one.
    pub disputed: Option<Verdict>,
    /// All rules, notes and so on that apply and are cited.
    pub matched: RuleSet,
    /// Those of them that ask for something to be done; [`Plan::in_order_of_doing`] says in which
    /// order.
    ///
    /// [`Plan::in_order_of_doing`]: super::Plan::in_order_of_doing
    pub actions: RuleSet,
    /// Those that are cited as remedies.
    pub remedies: RuleSet,
    /// Facts that were taken for good.
    pub assumed: FieldSet,
    /// Facts without which nothing can be said.
    pub missing: FieldSet,
    /// Warnings that follow from the classes alone.
    pub warnings: Warnings,
    /// What only one command says.
    pub outcome: Outcome,
}

/// What only one command says.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// Of check-unbind.
    Unbind(Unbind),
    /// Of cancel-window.
    Cancel(Cancel),
    /// Of recycle-quote.
    Quote,
    /// Of a record that is invalid.
    None,
}

impl Outcome {
    /// The rules from whose effects values are [worked out](super::Plan::recompute).
    pub(super) fn rules(&self) -> RuleSet {
        match self {
            Self::Unbind(Unbind { stages, not_before, confirm_by, .. }) => {
                let reviewing = stages.map(|(rule, _)| rule);
                [reviewing, *not_before, *confirm_by].into_iter().flatten().map(usize::from).collect()
            }
            Self::Cancel(Cancel { open_windows, past_windows, fee, expected, .. }) => {
                let others: RuleSet = [*fee, *expected].into_iter().flatten().map(usize::from).collect();
                open_windows.or(past_windows).or(&others)
            }
            Self::Quote | Self::None => RuleSet::EMPTY,
        }
    }
}

/// What check-unbind says beside dates.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Unbind {
    /// The rule that names the route.
    pub route: Option<u16>,
    /// How soon such cards are handled.
    pub priority: Option<Priority>,
    /// Working days, least and most.
    pub days: Option<(u16, u16)>,
    /// The review rule, and the first of its stages that still counts.
    pub stages: Option<(u16, u8)>,
    /// Whether the first of them is under way, and so runs from the day on which it began.
    pub is_running: bool,
    /// Whether a condition has to be met first of which nobody knows how long it takes.
    pub is_open_ended: bool,
    /// Whether a card that expires too soon is worth a warning.
    pub can_expire: bool,
    /// Papers that are required, as bits.
    pub documents_required: u64,
    /// Those of them that are not at hand.
    pub documents_missing: u64,
    /// The rule that says when it can be done at the earliest.
    pub not_before: Option<u16>,
    /// The rule that says until when to confirm.
    pub confirm_by: Option<u16>,
    /// Until when it can be taken back.
    pub revocable_until: Option<Moment>,
    /// When to try again.
    pub retry_after: Option<Moment>,
}

/// What cancel-window says beside times and sums.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Cancel {
    /// The rules whose windows last.
    pub open_windows: RuleSet,
    /// The rules whose windows are over, where time alone closes the order.
    pub past_windows: RuleSet,
    /// Those of them that are urgent by their own account.
    pub urgent_windows: RuleSet,
    /// The rule that names the fee.
    pub fee: Option<u16>,
    /// How often cancelling succeeds, least and greatest.
    pub odds: Option<Odds>,
    /// The rule that says when the order is likely to be verified.
    pub expected: Option<u16>,
}

/// What a decision works out from the very values of a record.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Computed {
    /// check-unbind: when it is done at the earliest.
    pub eta_earliest: Option<Day>,
    /// check-unbind: when it is done at the latest; `None` where nobody can say.
    pub eta_latest: Option<Day>,
    /// check-unbind: the first day on which it can be done.
    pub not_before: Option<Day>,
    /// check-unbind: until when to confirm.
    pub confirm_by: Option<Moment>,
    /// cancel-window: until when it can be cancelled, or could.
    pub deadline: Option<Moment>,
    /// cancel-window: whole seconds until then.
    pub remaining_s: Option<i64>,
    /// cancel-window: what it costs.
    pub fee: Option<Money>,
    /// cancel-window: when the order is likely to be verified.
    pub expected: Option<(Moment, Moment)>,
    /// recycle-quote: what each platform pays.
    pub quotes: Quotes,
    /// Warnings that follow from the values.
    pub warnings: Warnings,
}

impl Computed {
    /// How many bytes it takes in memory.
    pub fn bytes(&self) -> usize {
        size_of::<Self>() + size_of_val(self.quotes.all.as_slice())
    }
}
