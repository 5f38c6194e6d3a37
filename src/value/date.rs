//! Dates: days of the calendar, in the spellings that people use.

use chrono::{Datelike, NaiveDate};

use super::short::{Short, digits_as_in};
use super::{Moment, ValueError, civil, plain};

/// A date, in days since 1970-01-01.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub struct Day(pub i32);

impl Day {
    /// The date of a year, month and day of the month, if there is one.
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, day).map(|date| Self(date.to_epoch_days()))
    }

    /// Reads `2026-11-22` or `2026/11/22` (also `2026/1/2`), or the date in China of a time.
    ///
    /// # Errors
    /// [`ValueError::Date`], or [`ValueError::DateSerial`] for a spreadsheet's number.
    pub fn parse(text: &[u8], offset: super::Offset) -> Result<Self, ValueError> {
        if let Some(day) = Short::of(text).and_then(Self::parse_fast) {
            return Ok(day);
        }
        let text = plain(text);
        if let Some((day, rest)) = split_date(&text)
            && rest.is_empty()
        {
            return Ok(day);
        }
        Moment::parse(&text, offset).map(Moment::day).map_err(|error| match error {
            ValueError::Time => ValueError::Date,
            other => other,
        })
    }

    /// The fast path of [`Day::parse`], for the shape that nearly every cell has: `YYYY-MM-DD`.
    ///
    /// `None` says nothing of other shapes.
    #[inline(always)]
    pub(crate) fn parse_fast(text: Short) -> Option<Self> {
        if text.len() != 10 {
            return None;
        }
        let [y0, y1, y2, y3, _, m0, m1, _] = digits_as_in(b"0000-00-", text.low())?;
        let [d0, d1, ..] = digits_as_in(b"00\0\0\0\0\0\n", text.high())?;
        let year = y0 * 1000 + y1 * 100 + y2 * 10 + y3;
        civil::day_of(year, m0 * 10 + m1, d0 * 10 + d1).map(Self)
    }

    /// The year of the date.
    pub fn year(self) -> i32 {
        self.date().year()
    }

    /// Whether the date is a Saturday or a Sunday.
    pub fn is_weekend(self) -> bool {
        self.weekday() >= 5
    }

    /// The day of the week, Monday being 0.
    pub fn weekday(self) -> u32 {
        civil::weekday_of(self.0)
    }

    /// The date `days` later.
    #[must_use]
    pub fn plus(self, days: i32) -> Self {
        Self(self.0.saturating_add(days))
    }

    /// Writes `2026-11-22`.
    pub fn write(self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.text());
    }

    /// The date as it is written. A year beyond 0 to 9999 is written as the nearest of those.
    pub fn text(self) -> [u8; 10] {
        let (year, month, day) = civil::parts_of(self.0);
        let pair = |n: u32| [b'0' + (n / 10 % 10) as u8, b'0' + (n % 10) as u8];
        let ([c0, c1], [y0, y1]) = (pair(year / 100), pair(year % 100));
        let ([m0, m1], [d0, d1]) = (pair(month), pair(day));
        [c0, c1, y0, y1, b'-', m0, m1, b'-', d0, d1]
    }

    /// The same for chrono; days that it does not know are none that came from input.
    pub(super) fn date(self) -> NaiveDate {
        NaiveDate::from_epoch_days(self.0).unwrap_or_default()
    }
}

/// Reads a date at the start of a text, with `-` or `/` between its parts, and returns the rest.
pub(super) fn split_date(text: &[u8]) -> Option<(Day, &[u8])> {
    let (year, rest) = digits(text, 4, 4)?;
    let (&separator, rest) = rest.split_first()?;
    if separator != b'-' && separator != b'/' {
        return None;
    }
    // `2026/1/2` is what spreadsheets write; with hyphens the parts have two digits.
    let least = if separator == b'/' { 1 } else { 2 };
    let (month, rest) = digits(rest, least, 2)?;
    let rest = rest.strip_prefix(&[separator])?;
    let (day, rest) = digits(rest, least, 2)?;
    Some((Day::from_ymd(year as i32, month, day)?, rest))
}

/// Reads `least` to `most` digits at the start of a text.
pub(super) fn digits(text: &[u8], least: usize, most: usize) -> Option<(u32, &[u8])> {
    let count = text.iter().take(most).take_while(|b| b.is_ascii_digit()).count();
    if count < least {
        return None;
    }
    let (number, rest) = text.split_at(count);
    Some((number.iter().fold(0, |n, d| n * 10 + u32::from(d - b'0')), rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::CHINA;

    #[test]
    fn every_written_form() {
        for (text, want) in [
            ("2026-11-22", "2026-11-22"),
            ("2026/11/22", "2026-11-22"),
            ("2026/1/2", "2026-01-02"),
            ("2026-11-22T23:30:00+08:00", "2026-11-22"),
            ("2026-11-22T17:30:00Z", "2026-11-23"),
            ("２０２６／１／２", "2026-01-02"),
            ("2024-02-29", "2024-02-29"),
        ] {
            let mut out = Vec::new();
            Day::parse(text.as_bytes(), CHINA).unwrap().write(&mut out);
            assert_eq!(out, want.as_bytes(), "{text}");
        }
    }

    fn fast(text: &str) -> Option<Day> {
        Short::of(text.as_bytes()).and_then(Day::parse_fast)
    }

    #[test]
    fn the_fast_path_reads_what_the_calendar_has() {
        for year in [0, 1, 4, 99, 100, 400, 1600, 1900, 1969, 1970, 1999, 2000, 2024, 2026, 2100, 9999] {
            for (month, day) in (0..=13).flat_map(|month| (0..=32).map(move |day| (month, day))) {
                let text = format!("{year:04}-{month:02}-{day:02}");
                let want = Day::from_ymd(year, month, day);
                assert_eq!(fast(&text), want, "{text}");
            }
        }
        for text in ["20x6-11-22", "2026-1/-22", "2026-11-2:", "\u{7f}026-11-22", "２026-11"] {
            assert_eq!(fast(text), None, "{text}");
        }
    }

    #[test]
    fn dates_are_written_as_chrono_writes_them() {
        let first = Day::from_ymd(1, 1, 1).unwrap().0;
        for day in (first..first + 3_652_059).step_by(97).map(Day) {
            let text = String::from_utf8(day.text().to_vec()).unwrap();
            assert_eq!(text, day.date().format("%Y-%m-%d").to_string());
            assert_eq!(fast(&text), Some(day));
        }
    }

    #[test]
    fn what_is_no_date() {
        for text in ["2026-13-01", "2026-02-29", "2026-1-2", "22/11/2026", "soon", "", "2026-11/22"] {
            assert_eq!(Day::parse(text.as_bytes(), CHINA), Err(ValueError::Date), "{text}");
        }
        assert_eq!(Day::parse(b"46348", CHINA), Err(ValueError::DateSerial));
        assert_eq!(Day::parse(b"46348.5", CHINA), Err(ValueError::DateSerial));
    }
}
