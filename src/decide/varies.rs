use super::plan::Plan;
use super::settled::{CountsFrom, Part, Settled};
use crate::command::Verdict;
use crate::policy::Fee;

/// What of a result follows from a record's own values, and so can differ between records that
/// rules cannot tell apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Own {
    /// When it is done, and the warnings that go with it.
    Eta,
    /// The first day on which it can be done.
    NotBefore,
    /// Until when to confirm.
    ConfirmBy,
    /// Until when it can be cancelled.
    Deadline,
    /// What that costs.
    Fee,
    /// When the order is likely to be verified.
    Expected,
}

/// Some of what can differ.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Varies(u8);

impl Varies {
    /// Nothing: the result is the same for all records of a key.
    pub const NOTHING: Self = Self(0);

    /// How many sets there are.
    pub const COUNT: usize = 1 << (Own::Expected as u8 + 1);

    /// Whether this is among it.
    pub fn has(self, own: Own) -> bool {
        self.0 & 1 << own as u8 != 0
    }

    /// The place of the set among all.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }

    fn with(self, own: Own, is_one: bool) -> Self {
        Self(self.0 | u8::from(is_one) << own as u8)
    }
}

impl Plan<'_> {
    /// What can differ between the results of records of one key.
    pub fn varies(&self, settled: &Settled) -> Varies {
        match &settled.part {
            Part::Unbind(part) => {
                let has_eta = part.counts_from == CountsFrom::Stage || part.not_before.is_some();
                Varies::NOTHING
                    .with(Own::Eta, has_eta && part.days.is_some())
                    .with(Own::NotBefore, part.not_before.is_some())
                    .with(Own::ConfirmBy, part.confirm_by.is_some())
            }
            Part::Cancel(part) => {
                let lasts = matches!(settled.verdict, Verdict::Open | Verdict::Urgent);
                let fee = part.fee.and_then(|rule| self.effect(rule).fee);
                Varies::NOTHING
                    .with(Own::Deadline, lasts && !part.open_windows.is_empty())
                    .with(Own::Fee, matches!(fee, Some(Fee::Share(_))))
                    .with(Own::Expected, part.expected.is_some())
            }
            Part::Quote | Part::None => Varies::NOTHING,
        }
    }
}
