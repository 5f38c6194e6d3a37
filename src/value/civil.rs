//! The calendar's fast path: days to years, months and days of the month, and back, for the years
//! 0 to 9999, in a few multiplications and without a branch that has to be guessed.
//!
//! chrono is the reference. A test holds both to the same answer for every day there is.

/// Days from the first of January of year 0 to that of 1970.
const DAYS_TO_1970: i32 = 719_528;

/// Days of a cycle of 400 years, after which the calendar repeats itself.
const CYCLE: i32 = 146_097;

/// Days before the first of each month in a year without a leap day, and behind the last.
const BEFORE: [u16; 14] = [0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365];

/// The day of a year from 0 to 9999, a month and a day of the month, counted from 1970-01-01.
#[inline(always)]
pub(super) fn day_of(year: u32, month: u32, day: u32) -> Option<i32> {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let before = u32::from(*BEFORE.get(month as usize)?);
    let days = u32::from(*BEFORE.get(month as usize + 1)?) - before + u32::from(is_leap && month == 2);
    if month == 0 || day == 0 || day > days {
        return None;
    }
    let past = u32::from(is_leap && month > 2);
    // Leap days of all years before this one.
    let leaps = year.div_ceil(4) - year.div_ceil(100) + year.div_ceil(400);
    Some((year * 365 + leaps + before + past + day - 1) as i32 - DAYS_TO_1970)
}

/// Year, month and day of the month of a day counted from 1970-01-01. A year beyond 0 to 9999 is
/// the nearest of those.
pub(super) fn parts_of(day: i32) -> (u32, u32, u32) {
    // Years are taken to begin in March, so that the leap day is the last, and are counted in
    // cycles of 400 years from the first of March of year 0.
    let days = day + DAYS_TO_1970 - 60;
    let (cycle, day) = (days.div_euclid(CYCLE), days.rem_euclid(CYCLE) as u32);
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let date = day - (153 * month + 2) / 5 + 1;
    let year = cycle * 400 + year as i32 + i32::from(month > 9);
    (year.clamp(0, 9999) as u32, if month < 10 { month + 3 } else { month - 9 }, date)
}

/// The day of the week of a day counted from 1970-01-01, Monday being 0.
pub(super) fn weekday_of(day: i32) -> u32 {
    // The first of January 1970 was a Thursday.
    (day + 3).rem_euclid(7) as u32
}

#[cfg(test)]
mod tests {
    use chrono::{Datelike, NaiveDate};

    use super::*;

    fn number(date: NaiveDate) -> i32 {
        date.to_epoch_days()
    }

    #[test]
    fn every_day_of_all_years_is_as_chrono_has_it() {
        let mut date = NaiveDate::from_ymd_opt(0, 1, 1).unwrap();
        let last = NaiveDate::from_ymd_opt(9999, 12, 31).unwrap();
        loop {
            let (year, month, day) = (date.year() as u32, date.month(), date.day());
            assert_eq!(day_of(year, month, day), Some(number(date)), "{date}");
            assert_eq!(parts_of(number(date)), (year, month, day), "{date}");
            assert_eq!(weekday_of(number(date)), date.weekday().num_days_from_monday(), "{date}");
            if date == last {
                break;
            }
            date = date.succ_opt().unwrap();
        }
    }

    #[test]
    fn a_date_that_chrono_does_not_know_is_none() {
        for year in 0..=9999 {
            for (month, day) in [(0, 1), (1, 0), (1, 32), (2, 29), (2, 30), (4, 31), (12, 32), (13, 1)] {
                let want = NaiveDate::from_ymd_opt(year, month, day).map(number);
                assert_eq!(day_of(year as u32, month, day), want, "{year}-{month}-{day}");
            }
        }
        assert_eq!(day_of(2026, u32::MAX - 1, 1), None);
    }

    #[test]
    fn years_beyond_are_the_nearest() {
        let (first, last) = (day_of(0, 1, 1).unwrap(), day_of(9999, 12, 31).unwrap());
        assert_eq!(parts_of(first - 1).0, 0);
        assert_eq!(parts_of(last + 1).0, 9999);
    }
}
