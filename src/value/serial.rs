//! Dates as spreadsheets store them: days since an epoch, the fraction being the time of day.

use chrono::{Datelike, Days, NaiveDate, Timelike};

/// The day from which a workbook counts its dates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Epoch {
    /// 1900, as nearly all do.
    #[default]
    Y1900,
    /// 1904, as early ones for the Macintosh did.
    Y1904,
}

/// The numbers that are dates where a date belongs: those of 1954 to 2119, or four years later.
const DATES: std::ops::RangeInclusive<f64> = 20_000.0..=80_000.0;

const DAY_MS: f64 = 86_400_000.0;

impl Epoch {
    /// The day that has the number 0. (Before March 1900 spreadsheets count a day too many.)
    fn first(self) -> Option<NaiveDate> {
        match self {
            Self::Y1900 => NaiveDate::from_ymd_opt(1899, 12, 30),
            Self::Y1904 => NaiveDate::from_ymd_opt(1904, 1, 1),
        }
    }

    /// The date that a number is where a date or time belongs, as it would be written.
    pub(crate) fn date_of(self, number: &[u8]) -> Option<String> {
        let is_plain = number.iter().all(|byte| byte.is_ascii_digit() || *byte == b'.');
        let number: f64 = std::str::from_utf8(number).ok().filter(|_| is_plain)?.parse().ok()?;
        self.text(number).filter(|_| DATES.contains(&number))
    }

    /// A date, a time of day, or both. (A date at midnight is a date: the file does not tell.)
    pub(crate) fn text(self, serial: f64) -> Option<String> {
        let whole = serial.floor();
        let ms = ((serial - whole) * DAY_MS).round();
        let (days, ms) = if ms < DAY_MS { (whole, ms) } else { (whole + 1.0, 0.0) };
        if !(0.0..=3_000_000.0).contains(&days) {
            return None;
        }
        let day = self.first()?.checked_add_days(Days::new(days as u64)).filter(|day| day.year() <= 9999)?;
        let (seconds, ms) = ((ms / 1000.0) as u32, ms as u32 % 1000);
        let clock = chrono::NaiveTime::from_num_seconds_from_midnight_opt(seconds, ms * 1_000_000)?;
        let written = match clock.nanosecond() {
            0 => clock.format("%H:%M:%S").to_string(),
            _ => clock.format("%H:%M:%S%.3f").to_string(),
        };
        Some(match (days < 1.0, clock.num_seconds_from_midnight() == 0 && clock.nanosecond() == 0) {
            (true, _) => written,
            (false, true) => day.to_string(),
            (false, false) => format!("{day} {written}"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_dates_since_the_epoch() {
        for (epoch, serial, want) in [
            (Epoch::Y1900, 46348.0, "2026-11-22"),
            (Epoch::Y1900, 46_348.378_472_222_22, "2026-11-22 09:05:00"),
            (Epoch::Y1900, 46_348.999_999_999_9, "2026-11-23"),
            (Epoch::Y1900, 46_348.000_000_578_7, "2026-11-22 00:00:00.050"),
            (Epoch::Y1900, 0.378_472_222_22, "09:05:00"),
            (Epoch::Y1900, 0.0, "00:00:00"),
            (Epoch::Y1904, 44886.0, "2026-11-22"),
            (Epoch::Y1904, 44_886.5, "2026-11-22 12:00:00"),
        ] {
            assert_eq!(epoch.text(serial).as_deref(), Some(want), "{serial}");
        }
        for serial in [-1.0, 3_000_000.0, f64::NAN, f64::INFINITY] {
            assert_eq!(Epoch::Y1900.text(serial), None, "{serial}");
        }
    }

    #[test]
    fn only_numbers_of_our_time_are_taken_for_dates() {
        assert_eq!(Epoch::Y1900.date_of(b"20000").as_deref(), Some("1954-10-03"));
        assert_eq!(Epoch::Y1900.date_of(b"80000").as_deref(), Some("2119-01-11"));
        assert_eq!(Epoch::Y1904.date_of(b"44886.5").as_deref(), Some("2026-11-22 12:00:00"));
        for text in ["19999.99", "80000.5", "46348x", "", "-46348", "4.6E+4", "inf"] {
            assert_eq!(Epoch::Y1900.date_of(text.as_bytes()), None, "{text}");
        }
    }
}
