//! Warnings: what a result should make a person stop and look at.

/// A warning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
#[allow(missing_docs, reason = "each has a message")]
pub enum Warning {
    Overdue,
    OpenEnded,
    ExpiresFirst,
    StateContradicted,
    CalendarUnknown,
    FeeUnknown,
    OfferContradicted,
    Duplicate,
}

impl Warning {
    /// Every warning, in the order in which they are listed.
    pub const ALL: [Self; 8] = [
        Self::Overdue,
        Self::OpenEnded,
        Self::ExpiresFirst,
        Self::StateContradicted,
        Self::CalendarUnknown,
        Self::FeeUnknown,
        Self::OfferContradicted,
        Self::Duplicate,
    ];

    /// The code in every output.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::OpenEnded => "open-ended",
            Self::ExpiresFirst => "expires-first",
            Self::StateContradicted => "state-contradicted",
            Self::CalendarUnknown => "calendar-unknown",
            Self::FeeUnknown => "fee-unknown",
            Self::OfferContradicted => "offer-contradicted",
            Self::Duplicate => "duplicate",
        }
    }
}

/// A set of warnings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Warnings(u8);

impl Warnings {
    /// Adds a warning.
    pub fn add(&mut self, warning: Warning) {
        self.0 |= 1 << warning as u8;
    }

    /// The warnings of both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The warnings, in the order in which they are listed.
    pub fn iter(self) -> impl Iterator<Item = Warning> {
        Warning::ALL.into_iter().filter(move |warning| self.0 & 1 << *warning as u8 != 0)
    }
}
