//! Moments: RFC 3339 and the spellings of spreadsheets and people.
//!
//! chrono reads RFC 3339 and does the arithmetic of calendar and offsets. What is ours are the other
//! spellings, and the fast path for the shapes that nearly every cell has.

use chrono::{DateTime, NaiveTime, Timelike};

use super::clock::{latest_at, span_ago, split_clock};
use super::date::split_date;
use super::number::{Decimal, parse_decimal};
use super::offset::{self, CHINA, Offset};
use super::short::{Short, digits_as_in};
use super::{Day, Span, ValueError, plain};

/// A moment, in milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(pub i64);

const MINUTE: i64 = 60_000;

/// What a clock without seconds lacks to have those of a full minute.
const NO_SECONDS: u64 = u64::from_le_bytes(*b"\0\0\0\0\0:00");
const DAY: i64 = 24 * 60 * MINUTE;

impl Moment {
    /// Reads RFC 3339, `2026-11-22 10:00[:00[.000]]`, `2026.1.2 9:05` or `2026年1月2日 上午9时5分`.
    ///
    /// `offset` counts where the text names none.
    ///
    /// # Errors
    /// [`ValueError::Time`]; [`ValueError::TimeNeedsClock`] for a bare date;
    /// [`ValueError::NoSuchDate`]; [`ValueError::DateSerial`] for a spreadsheet's number.
    pub fn parse(text: &[u8], offset: Offset) -> Result<Self, ValueError> {
        match Self::parse_fast(text, offset) {
            Some(moment) => Ok(moment),
            None => Self::parse_any(text, offset),
        }
    }

    /// The general reader of [`Moment::parse`].
    fn parse_any(text: &[u8], offset: Offset) -> Result<Self, ValueError> {
        let text = plain(text);
        if let Some(moment) = parse_rfc3339(&text) {
            return Ok(moment);
        }
        let (day, rest) = split_date(&text)?.ok_or_else(|| not_a_time(&text))?;
        if rest.is_empty() {
            return Err(ValueError::TimeNeedsClock);
        }
        let rest = match rest {
            [b'T' | b't', rest @ ..] => rest,
            [b' ', rest @ ..] => rest.trim_ascii_start(),
            // Behind 日 nothing has to stand between.
            rest if text.is_ascii() || rest.first().is_some_and(u8::is_ascii_punctuation) => {
                return Err(ValueError::Time);
            }
            rest => rest,
        };
        let (clock, rest) = split_clock(rest).ok_or(ValueError::Time)?;
        let rest = rest.trim_ascii_start();
        let offset = if rest.is_empty() { offset } else { Offset::parse(rest)? };
        Self::local(day, clock, offset).ok_or(ValueError::Time)
    }

    /// As [`Moment::parse`], and what counts from now: a clock time alone (`09:58`) is the latest
    /// such moment that is not after now; `2分钟前` and `3h ago` count back from it.
    ///
    /// # Errors
    /// As [`Moment::parse`].
    pub fn parse_from(text: &[u8], offset: Offset, now: Self) -> Result<Self, ValueError> {
        match Self::parse(text, offset) {
            Err(ValueError::Time) => {
                let text = plain(text);
                let ago = || span_ago(&text).map(|span| now.plus(Span(-span.0)));
                latest_at(&text, offset, now).or_else(ago).ok_or(ValueError::Time)
            }
            other => other,
        }
    }

    /// The moment of a date and time of day in a zone.
    fn local(day: Day, clock: NaiveTime, offset: Offset) -> Option<Self> {
        let local = day.date().and_time(clock).and_local_timezone(offset.fixed());
        local.single().map(|moment| Self(moment.timestamp_millis()))
    }

    /// The fast path of [`Moment::parse`], for the shapes that nearly every cell has: `YYYY-MM-DD
    /// hh:mm:ss` or `YYYY-MM-DD hh:mm` with `T` or a space between, alone or with `+08:00` or `Z` behind
    /// it.
    ///
    /// `None` says nothing of other shapes.
    pub(crate) fn parse_fast(text: &[u8], offset: Offset) -> Option<Self> {
        let (date, rest) = text.split_first_chunk::<16>()?;
        let (clock, rest) = match rest {
            [b':', _, _, rest @ ..] => (u64::from_le_bytes(*text.get(11..)?.first_chunk()?), rest),
            _ => (u64::from_le_bytes(*date.last_chunk()?) >> 24 | NO_SECONDS, rest),
        };
        let [h0, h1, _, m0, m1, _, s0, s1] = digits_as_in(b"00:00:00", clock)?;
        let (hour, minute, second) = (h0 * 10 + h1, m0 * 10 + m1, s0 * 10 + s1);
        if !matches!(date[10], b'T' | b' ') || hour > 23 || minute > 59 || second > 59 {
            return None;
        }
        let (hour, minute, second) = (i64::from(hour), i64::from(minute), i64::from(second));
        let offset = match rest {
            b"" => offset,
            b"+08:00" => CHINA,
            b"Z" => Offset(0),
            _ => return None,
        };
        let day = Short::start_of(date, 10).and_then(Day::parse_fast)?;
        let seconds = (hour * 60 + minute) * 60 + second;
        Some(Self(i64::from(day.0) * DAY + seconds * 1000 - i64::from(offset.0) * MINUTE))
    }

    /// As [`Moment::parse`], with a bare date standing for its midnight.
    ///
    /// # Errors
    /// As [`Moment::parse`].
    pub fn parse_or_midnight(text: &[u8], offset: Offset) -> Result<Self, ValueError> {
        match Self::parse(text, offset) {
            Err(ValueError::TimeNeedsClock) => {
                let day = split_date(&plain(text))?.map(|(day, _)| day);
                day.and_then(|day| Self::local(day, NaiveTime::MIN, offset)).ok_or(ValueError::Time)
            }
            other => other,
        }
    }

    /// Midnight in China at the start of a date.
    pub fn midnight(day: Day) -> Self {
        Self(i64::from(day.0) * DAY - i64::from(CHINA.0) * MINUTE)
    }

    /// The date in China.
    pub fn day(self) -> Day {
        let local = self.0 + i64::from(CHINA.0) * MINUTE;
        Day(i32::try_from(local.div_euclid(DAY)).unwrap_or(i32::MAX))
    }

    /// The time of day in China.
    pub fn clock(self) -> Span {
        Span((self.0 + i64::from(CHINA.0) * MINUTE).rem_euclid(DAY))
    }

    /// The moment `span` later.
    #[must_use]
    pub fn plus(self, span: Span) -> Self {
        Self(self.0.saturating_add(span.0))
    }

    /// The time from `earlier` to this moment.
    #[must_use]
    pub fn since(self, earlier: Self) -> Span {
        Span(self.0.saturating_sub(earlier.0))
    }

    /// Writes `2026-11-22T10:00:00+08:00`, with milliseconds where there are any.
    pub fn write(self, out: &mut Vec<u8>) {
        self.day().write(out);
        let ms = self.clock().0;
        let pair = |n: i64| [b'0' + (n / 10 % 10) as u8, b'0' + (n % 10) as u8];
        let ([h0, h1], [m0, m1], [s0, s1]) =
            (pair(ms / 3_600_000), pair(ms / MINUTE % 60), pair(ms / 1000 % 60));
        out.extend_from_slice(&[b'T', h0, h1, b':', m0, m1, b':', s0, s1]);
        let rest = ms % 1000;
        if rest != 0 {
            let [tens, ones] = pair(rest);
            out.extend_from_slice(&[b'.', b'0' + (rest / 100) as u8, tens, ones]);
        }
        out.extend_from_slice(b"+08:00");
    }
}

/// Tells a spreadsheet's serial number from other text that is no time.
fn not_a_time(text: &[u8]) -> ValueError {
    let whole = text.split(|&b| b == b'.').next().unwrap_or(b"");
    let is_number = !matches!(parse_decimal(text, 0), Decimal::NotANumber);
    if is_number && (4..=5).contains(&whole.len()) { ValueError::DateSerial } else { ValueError::Time }
}

/// A text as RFC 3339 has it, but for leap seconds, which no clock shows, and offsets that no zone
/// has.
fn parse_rfc3339(text: &[u8]) -> Option<Moment> {
    let moment = DateTime::parse_from_rfc3339(std::str::from_utf8(text).ok()?).ok()?;
    let is_leap_second = moment.nanosecond() >= 1_000_000_000;
    let is_zone = offset::is_zone(*moment.offset());
    (is_zone && !is_leap_second).then(|| Moment(moment.timestamp_millis()))
}

#[cfg(test)]
mod tests {
    use chrono::SecondsFormat;
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_fast_path_reads_what_the_general_reader_reads(
            text in "20[0-9]{2}-[01][0-9]-[0-3][0-9][ Tt]?[0-2][0-9]:[0-6][0-9]((:[0-6]?[0-9]?)?)(\\+08:00|Z|z| |\\.5)?",
        ) {
            if let Some(fast) = Moment::parse_fast(text.as_bytes(), Offset(60)) {
                prop_assert_eq!(Ok(fast), Moment::parse_any(text.as_bytes(), Offset(60)));
            }
        }
    }

    #[test]
    fn usual_times_take_the_fast_path() {
        for text in
            ["2026-11-22 10:00:00", "2026-11-22T10:00:00+08:00", "2026-11-22 10:00", "2026-11-22T10:00Z"]
        {
            assert!(Moment::parse_fast(text.as_bytes(), CHINA).is_some(), "{text}");
        }
    }

    fn written(moment: Moment) -> String {
        let mut out = Vec::new();
        moment.write(&mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn every_written_form() {
        for (text, want) in [
            ("2026-11-22T10:00:00+08:00", "2026-11-22T10:00:00+08:00"),
            ("2026-11-22T02:00:00Z", "2026-11-22T10:00:00+08:00"),
            ("2026-11-22 10:00", "2026-11-22T10:00:00+08:00"),
            ("2026-11-22 10:00:00.050", "2026-11-22T10:00:00.050+08:00"),
            ("2026/11/22 10:00", "2026-11-22T10:00:00+08:00"),
            ("2026/1/2 9:05", "2026-01-02T09:05:00+08:00"),
            ("2026-11-22T10:00:00.1234567+08:00", "2026-11-22T10:00:00.123+08:00"),
            ("2026-11-22 10:00:00 -0330", "2026-11-22T21:30:00+08:00"),
            ("2026.11.22 9:05", "2026-11-22T09:05:00+08:00"),
            ("2026-1-2 9:05", "2026-01-02T09:05:00+08:00"),
            ("2026年11月22日 9时5分", "2026-11-22T09:05:00+08:00"),
            ("2026年11月22日9点", "2026-11-22T09:00:00+08:00"),
            ("2026年11月22日下午3:05", "2026-11-22T15:05:00+08:00"),
            ("2026/11/22 下午 12:05:09", "2026-11-22T12:05:09+08:00"),
            ("2026/11/22 上午 9:05", "2026-11-22T09:05:00+08:00"),
        ] {
            assert_eq!(written(Moment::parse(text.as_bytes(), CHINA).unwrap()), want, "{text}");
        }
    }

    /// A moment of the years 1 to 9999, in milliseconds.
    fn any_moment() -> impl Strategy<Value = i64> {
        let day = |year, month, day| i64::from(Day::from_ymd(year, month, day).unwrap().0) * DAY;
        day(1, 1, 2)..day(9999, 12, 31)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]

        #[test]
        fn moments_are_written_and_read_as_chrono_does(ms in any_moment(), is_whole in any::<bool>()) {
            let ms = if is_whole { ms.div_euclid(1000) * 1000 } else { ms };
            let moment = DateTime::from_timestamp_millis(ms).unwrap().with_timezone(&CHINA.fixed());
            let digits = if ms % 1000 == 0 { SecondsFormat::Secs } else { SecondsFormat::Millis };
            let text = moment.to_rfc3339_opts(digits, true);
            prop_assert_eq!(&written(Moment(ms)), &text);
            prop_assert_eq!(Moment::parse(text.as_bytes(), Offset(0)), Ok(Moment(ms)));
        }

        #[test]
        fn the_fast_path_agrees_with_the_general_one(ms in any_moment(), zone in -14 * 60..=14 * 60) {
            let ms = ms.div_euclid(1000) * 1000;
            let offset = Offset(zone);
            let moment = DateTime::from_timestamp_millis(ms).unwrap();
            let local = moment.with_timezone(&offset.fixed()).format("%Y-%m-%d %H:%M:%S").to_string();
            let china = moment.with_timezone(&CHINA.fixed()).to_rfc3339_opts(SecondsFormat::Secs, true);
            let utc = moment.to_rfc3339_opts(SecondsFormat::Secs, true);
            for text in [local, china, utc] {
                prop_assert_eq!(Moment::parse_fast(text.as_bytes(), offset), Some(Moment(ms)), "{}", text);
                // A space that the fast path does not know leads the same text past it.
                let general = Moment::parse(text.replacen(' ', "  ", 1).as_bytes(), offset);
                prop_assert_eq!(general, Ok(Moment(ms)), "{}", text);
            }
        }
    }

    #[test]
    fn rfc_3339_is_read_as_it_says() {
        for (text, want) in [
            ("2026-11-22t10:00:00z", Ok("2026-11-22T18:00:00+08:00")),
            ("2026-11-22T10:00:00-00:00", Ok("2026-11-22T18:00:00+08:00")),
            ("2026-11-22T10:00:00.5+14:00", Ok("2026-11-22T04:00:00.500+08:00")),
            ("1600-02-29T23:59:59Z", Ok("1600-03-01T07:59:59+08:00")),
            ("2016-12-31T23:59:60Z", Err(ValueError::Time)),
            ("2026-11-22T10:00:00+15:00", Err(ValueError::Time)),
            ("2026-11-22T10:00:00+08:60", Err(ValueError::Time)),
        ] {
            let read = Moment::parse(text.as_bytes(), CHINA).map(written);
            assert_eq!(read.as_deref(), want.as_ref().map(|text| *text), "{text}");
        }
    }

    #[test]
    fn what_is_no_time() {
        for (text, why) in [
            ("2026-11-22", ValueError::TimeNeedsClock),
            ("25:00", ValueError::Time),
            ("09:58", ValueError::Time),
            ("20261122", ValueError::TimeNeedsClock),
            ("2026-02-30 10:00", ValueError::NoSuchDate),
            ("2026-02-30T10:00:00Z", ValueError::NoSuchDate),
            ("2026-11-22-10:00", ValueError::Time),
            ("2026-11-22 上午12:30", ValueError::Time),
            ("2026年11月22日 9时5", ValueError::Time),
            ("2026-11-22 24:00", ValueError::Time),
            ("2026-11-22 10:60", ValueError::Time),
            ("2026-11-22 10:00 oclock", ValueError::Time),
            ("46348", ValueError::DateSerial),
            ("46348.4166", ValueError::DateSerial),
            ("", ValueError::Time),
        ] {
            assert_eq!(Moment::parse(text.as_bytes(), CHINA), Err(why), "{text}");
        }
    }

    #[test]
    fn what_counts_from_now() {
        let now = Moment::parse(b"2026-11-22T10:00:00+08:00", CHINA).unwrap();
        for (text, want) in [
            ("09:58", "2026-11-22T09:58:00+08:00"),
            ("10:00", "2026-11-22T10:00:00+08:00"),
            ("10:00:01", "2026-11-21T10:00:01+08:00"),
            ("下午3点", "2026-11-21T15:00:00+08:00"),
            ("9时5分", "2026-11-22T09:05:00+08:00"),
            ("2分钟前", "2026-11-22T09:58:00+08:00"),
            ("30秒前", "2026-11-22T09:59:30+08:00"),
            ("3 小时前", "2026-11-22T07:00:00+08:00"),
            ("１天前", "2026-11-21T10:00:00+08:00"),
            ("2 minutes ago", "2026-11-22T09:58:00+08:00"),
            ("1 Minute ago", "2026-11-22T09:59:00+08:00"),
            ("3h ago", "2026-11-22T07:00:00+08:00"),
            ("45 s ago", "2026-11-22T09:59:15+08:00"),
        ] {
            assert_eq!(
                Moment::parse_from(text.as_bytes(), CHINA, now).map(written).as_deref(),
                Ok(want),
                "{text}"
            );
        }
        for text in ["24:00", "2 ago", "ago", "前", "-3h ago", "3h", "3 weeks ago", "h ago", "分钟前", "9:5"]
        {
            assert_eq!(Moment::parse_from(text.as_bytes(), CHINA, now), Err(ValueError::Time), "{text}");
        }
        let utc = Moment::parse_from(b"01:58", Offset(0), now).map(written);
        assert_eq!(utc.as_deref(), Ok("2026-11-22T09:58:00+08:00"));
    }

    #[test]
    fn a_bare_date_is_midnight_where_allowed() {
        let midnight = Moment::parse_or_midnight(b"2026-11-22", CHINA).unwrap();
        assert_eq!(midnight, Moment::midnight(Day::from_ymd(2026, 11, 22).unwrap()));
        let utc = Moment::parse_or_midnight(b"2026-11-22", Offset(0)).unwrap();
        assert_eq!(written(utc), "2026-11-22T08:00:00+08:00");
    }
}
