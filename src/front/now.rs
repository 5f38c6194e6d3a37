//! The moment of decision, as a program may have it.

use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{DateTime, TimeZone};

use super::error::Error;
use crate::value::Moment;

/// The moment of decision: made of a [`SystemTime`] or of a [`chrono::DateTime`] in any zone.
///
/// Every function that takes `impl Into<Now>` takes either of them as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Now(Option<Moment>);

impl Now {
    /// The moment, unless no date can be written of it.
    pub(super) fn moment(self) -> Result<Moment, Error> {
        let writable = |moment: &Moment| moment.day().0 >= 0 && moment.day().if_writable().is_some();
        self.0.filter(writable).ok_or(Error::Now)
    }
}

impl From<SystemTime> for Now {
    fn from(time: SystemTime) -> Self {
        let since = time.duration_since(UNIX_EPOCH).ok();
        Self(since.and_then(|since| i64::try_from(since.as_millis()).ok()).map(Moment))
    }
}

impl<Tz: TimeZone> From<DateTime<Tz>> for Now {
    fn from(time: DateTime<Tz>) -> Self {
        Self(Some(Moment(time.timestamp_millis())))
    }
}
