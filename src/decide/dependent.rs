//! What of a result follows from a record's own values, and so can differ between records that
//! rules cannot tell apart.

use super::decision::{Computed, Decision, Outcome};
use super::plan::Plan;
use super::reads;
use super::warning::Warnings;
use crate::policy::{Read, Use};
use crate::record::Facts;

/// A part of a result that can follow from a record's own values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Dependent {
    /// The dates of an unbinding.
    Dates,
    /// Until when to confirm.
    ConfirmBy,
    /// Until when it can be cancelled, or could.
    Deadline,
    /// What that costs.
    Fee,
    /// When the order is likely to be verified.
    Expected,
    /// Warnings that go with dates.
    Warnings,
    /// What would turn the verdict, and what to ask next.
    Turn,
    /// When it turns by time alone.
    Until,
}

impl Dependent {
    const ALL: [Self; 8] = [
        Self::Dates,
        Self::ConfirmBy,
        Self::Deadline,
        Self::Fee,
        Self::Expected,
        Self::Warnings,
        Self::Turn,
        Self::Until,
    ];

    /// Those that are worked out, as bits.
    const COMPUTED: u8 = {
        let (mut bits, mut index) = (0, 0);
        while index < Self::ALL.len() {
            let part = Self::ALL[index];
            let is_computed = match part {
                Self::Dates
                | Self::ConfirmBy
                | Self::Deadline
                | Self::Fee
                | Self::Expected
                | Self::Warnings => true,
                // These are answers to questions.
                Self::Turn | Self::Until => false,
            };
            bits |= (is_computed as u8) << part as u8;
            index += 1;
        }
        bits
    };

    /// What follows from a value that is read so.
    pub(super) const fn of(usage: Use) -> &'static [Self] {
        match usage {
            Use::Presence | Use::Word | Use::Papers | Use::Exact => &[],
            Use::Dates => &[Self::Dates, Self::Warnings],
            Use::ConfirmBy => &[Self::ConfirmBy],
            Use::Deadline => &[Self::Deadline],
            Use::Fee => &[Self::Fee],
            Use::Expected => &[Self::Expected],
            Use::Warnings => &[Self::Warnings],
        }
    }

    /// Takes it out of what was worked out, so that only what records of a key share is left.
    fn forget(self, computed: &mut Computed) {
        match self {
            Self::Dates => {
                (computed.eta_earliest, computed.eta_latest, computed.not_before) = (None, None, None);
            }
            Self::ConfirmBy => computed.confirm_by = None,
            Self::Deadline => (computed.deadline, computed.remaining_s) = (None, None),
            Self::Fee => computed.fee = None,
            Self::Expected => computed.expected = None,
            Self::Warnings => computed.warnings = Warnings::default(),
            // These are no parts of what was worked out.
            Self::Turn | Self::Until => {}
        }
    }

    /// Whether a result can have it. Whether it does may hang on the very value, such as a date with
    /// no day behind it that could be written: what records of a key share does not say.
    fn can_be_in(self, decision: &Decision, computed: &Computed) -> bool {
        let has_dates = match &decision.outcome {
            Outcome::Unbind(part) => part.days.is_some() || part.not_before.is_some(),
            Outcome::Cancel(_) | Outcome::Quote | Outcome::None => false,
        };
        match self {
            Self::Dates | Self::Warnings => has_dates,
            // These are there wherever the facts that they follow from are given.
            Self::ConfirmBy => computed.confirm_by.is_some(),
            Self::Deadline => computed.deadline.is_some(),
            Self::Fee => computed.fee.is_some(),
            Self::Expected => computed.expected.is_some(),
            // These are no parts of the decision: who asks for them knows.
            Self::Turn | Self::Until => false,
        }
    }
}

/// The parts of a result that follow from a record's own values.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Dependents(u8);

impl Dependents {
    /// None: the result is the same for all records of a key.
    pub const NONE: Self = Self(0);

    /// How many sets there are.
    pub const COUNT: usize = 1 << Dependent::ALL.len();

    /// Whether one of these is among them.
    pub fn meets(self, parts: &[Dependent]) -> bool {
        parts.iter().any(|part| self.0 & 1 << *part as u8 != 0)
    }

    /// The place of the set among all.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }

    /// Whether something that is worked out is among them.
    pub fn are_computed(self) -> bool {
        self.0 & Dependent::COMPUTED != 0
    }

    /// What is left of what was worked out without these parts: the same for all records of a key.
    pub fn taken_out_of(self, mut computed: Computed) -> Computed {
        for part in Dependent::ALL.into_iter().filter(|part| self.meets(&[*part])) {
            part.forget(&mut computed);
        }
        computed
    }

    /// Adds a part.
    pub fn add(&mut self, part: Dependent) {
        self.0 |= 1 << part as u8;
    }
}

impl Plan<'_> {
    /// What can differ between the results of records of one key: what the effects that apply, or
    /// the command itself, take from facts that are given.
    pub fn dependents(&self, facts: &Facts, decision: &Decision, computed: &Computed) -> Dependents {
        let mut found = Dependents::NONE;
        let mut read = |reads: &[Read]| {
            for (field, usage) in reads {
                if facts.has(*field) {
                    let parts = Dependent::of(*usage).iter();
                    parts.filter(|part| part.can_be_in(decision, computed)).for_each(|part| found.add(*part));
                }
            }
        };
        read(reads::of(self.command));
        for rule in decision.matched.and(&self.reading).iter() {
            read(self.reads.get(rule).map_or(&[], Vec::as_slice));
        }
        found
    }
}
