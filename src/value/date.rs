//! Dates: days of the calendar, in the spellings that people use.

use chrono::{Datelike, NaiveDate};

use super::short::{Short, digits_as_in};
use super::{Moment, ValueError, civil, plain};

/// A date, in days since 1970-01-01.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub struct Day(pub i32);

/// Months of the calendar, which have no fixed number of days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub struct Months(pub u32);

impl Day {
    /// The last day whose year has four digits.
    const LAST_WRITABLE: Self = match NaiveDate::from_ymd_opt(9999, 12, 31) {
        Some(date) => Self(date.to_epoch_days()),
        None => panic!("there is such a day"),
    };

    /// The date of a year, month and day of the month, if there is one.
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, day).map(|date| Self(date.to_epoch_days()))
    }

    /// Reads `2026-11-22`, `2026/1/2`, `2026.1.2`, `20261122` or `2026年11月22日`, or the date in
    /// China of a time.
    ///
    /// # Errors
    /// [`ValueError::Date`], [`ValueError::NoSuchDate`], or [`ValueError::DateSerial`] for a
    /// spreadsheet's number.
    pub fn parse(text: &[u8], offset: super::Offset) -> Result<Self, ValueError> {
        if let Some(day) = Short::of(text).and_then(Self::parse_fast) {
            return Ok(day);
        }
        let text = plain(text);
        if let Some((day, b"")) = split_date(&text)? {
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

    /// The month and the day of the month, both from 1.
    pub fn month_and_day(self) -> (u32, u32) {
        let (_, month, day) = civil::parts_of(self.0);
        (month, day)
    }

    /// The date, unless it lies beyond the year 9999, which cannot be written.
    pub fn if_writable(self) -> Option<Self> {
        (self <= Self::LAST_WRITABLE).then_some(self)
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

    /// The same day of a later month, or its last day where it has no such day.
    pub fn plus_months(self, Months(months): Months) -> Option<Self> {
        let date = self.date().checked_add_months(chrono::Months::new(months))?;
        Self(date.to_epoch_days()).if_writable()
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
    pub(crate) fn date(self) -> NaiveDate {
        NaiveDate::from_epoch_days(self.0).unwrap_or_default()
    }
}

/// Reads a date at the start of a text and returns the rest; `None` if none is written there.
///
/// # Errors
/// [`ValueError::NoSuchDate`] for one that the calendar does not have.
pub(super) fn split_date(text: &[u8]) -> Result<Option<(Day, &[u8])>, ValueError> {
    let Some((year, month, day, rest)) = compact_date(text).or_else(|| separated_date(text)) else {
        return Ok(None);
    };
    let day = Day::from_ymd(year as i32, month, day).ok_or(ValueError::NoSuchDate)?;
    Ok(Some((day, rest)))
}

/// Year, month, day of the month, and what comes behind them.
type Parts<'t> = (u32, u32, u32, &'t [u8]);

/// `20261122`, with nothing behind it.
fn compact_date(text: &[u8]) -> Option<Parts<'_>> {
    let (year, rest) = digits(text, 4, 4)?;
    let (month, rest) = digits(rest, 2, 2)?;
    let (day, rest) = digits(rest, 2, 2)?;
    rest.is_empty().then_some((year, month, day, rest))
}

/// `2026-1-2`, `2026/1/2`, `2026.1.2` or `2026年1月2日`.
fn separated_date(text: &[u8]) -> Option<Parts<'_>> {
    const SEPARATORS: [[&str; 3]; 5] =
        [["-", "-", ""], ["/", "/", ""], [".", ".", ""], ["年", "月", "日"], ["年", "月", "号"]];
    let (year, rest) = digits(text, 4, 4)?;
    SEPARATORS.iter().find_map(|[first, second, last]| {
        let (month, rest) = digits(rest.strip_prefix(first.as_bytes())?, 1, 2)?;
        let (day, rest) = digits(rest.strip_prefix(second.as_bytes())?, 1, 2)?;
        let rest = rest.strip_prefix(last.as_bytes())?;
        // A digit more would be read as a part of something else.
        (!rest.first().is_some_and(u8::is_ascii_digit) || !last.is_empty())
            .then_some((year, month, day, rest))
    })
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
            ("2026-1-2", "2026-01-02"),
            ("2026.1.2", "2026-01-02"),
            ("20261122", "2026-11-22"),
            ("2026年11月22日", "2026-11-22"),
            ("２０２６年１月２日", "2026-01-02"),
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
        for text in
            ["22/11/2026", "soon", "", "2026-11/22", "2026年11-22", "2026112", "2026.11.222", "2026年11月"]
        {
            assert_eq!(Day::parse(text.as_bytes(), CHINA), Err(ValueError::Date), "{text}");
        }
        for text in ["2026-13-01", "2026-02-29", "2026/2/30", "20260230", "2026年2月30日", "2026-02-30 10:00"]
        {
            assert_eq!(Day::parse(text.as_bytes(), CHINA), Err(ValueError::NoSuchDate), "{text}");
        }
        assert_eq!(Day::parse(b"46348", CHINA), Err(ValueError::DateSerial));
        assert_eq!(Day::parse(b"46348.5", CHINA), Err(ValueError::DateSerial));
    }
}
