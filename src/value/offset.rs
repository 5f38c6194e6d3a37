//! The distance of a time zone from UTC.

use chrono::FixedOffset;

use super::ValueError;
use super::date::digits;

/// The distance of a zone from UTC, in minutes east.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offset(pub i32);

/// The zone that dates are counted in and times are printed in.
pub const CHINA: Offset = Offset(8 * 60);

/// The zones farthest from UTC are fourteen hours and some minutes away.
const MAX_HOURS: u32 = 14;

impl Offset {
    /// Reads `Z`, `+08:00`, `-0330` or `+8`.
    ///
    /// # Errors
    /// [`ValueError::Time`].
    pub fn parse(text: &[u8]) -> Result<Self, ValueError> {
        parse(text).ok_or(ValueError::Time)
    }

    /// The same for chrono.
    pub(crate) fn fixed(self) -> FixedOffset {
        FixedOffset::east_opt(self.0 * 60).unwrap_or_else(utc)
    }
}

fn utc() -> FixedOffset {
    chrono::Offset::fix(&chrono::Utc)
}

/// Whether there is a zone so far from UTC.
pub(super) fn is_zone(offset: FixedOffset) -> bool {
    offset.local_minus_utc().unsigned_abs() / 3600 <= MAX_HOURS
}

fn parse(text: &[u8]) -> Option<Offset> {
    let (sign, rest) = match text {
        b"Z" | b"z" => return Some(Offset(0)),
        [b'+', rest @ ..] => (1, rest),
        [b'-', rest @ ..] => (-1, rest),
        _ => return None,
    };
    let (hours, rest) = digits(rest, 1, 2)?;
    let minutes = match rest.strip_prefix(b":").unwrap_or(rest) {
        b"" => 0,
        rest => match digits(rest, 2, 2)? {
            (minutes, b"") => minutes,
            _ => return None,
        },
    };
    (hours <= MAX_HOURS && minutes < 60).then(|| Offset(sign * (hours * 60 + minutes) as i32))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_written_form() {
        for (text, minutes) in [
            ("Z", 0),
            ("z", 0),
            ("+08:00", 480),
            ("-0330", -210),
            ("+8", 480),
            ("+14:59", 899),
            ("-00:00", 0),
        ] {
            assert_eq!(Offset::parse(text.as_bytes()), Ok(Offset(minutes)), "{text}");
            assert!(is_zone(Offset(minutes).fixed()), "{text}");
        }
        for text in ["", "8", "+", "+15:00", "+08:60", "+08:0", "UTC", "+08:00x"] {
            assert_eq!(Offset::parse(text.as_bytes()), Err(ValueError::Time), "{text}");
        }
    }
}
