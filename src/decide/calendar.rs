//! The working days of mainland China.

use crate::policy::{Pack, Year};
use crate::value::Day;

/// The working days of mainland China, as far as the policy knows them.
///
/// In a year without data weekends and the days that are off in every year are off, and every answer that touches such a year says so.
#[derive(Clone, Debug)]
pub struct Calendar {
    first: Day,
    /// By day from `first`: how many working days there are up to and with it.
    ordinals: Vec<u32>,
    /// By day from `first`: how many days of years without data there are up to and with it.
    unknown: Vec<u32>,
    /// The working days of the table.
    working: Vec<Day>,
    days: Vec<bool>,
    /// The days of the table as they are written.
    texts: Vec<[u8; 10]>,
    /// Days off in years without data.
    fixed_days_off: Vec<(u32, u32)>,
}

/// A date counted in working days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The date.
    pub day: Day,
    /// Whether every day on the way is one the calendar has data for.
    pub is_known: bool,
}

/// Whether work is done on a day of a year without an arrangement.
fn works_by_rule(fixed_days_off: &[(u32, u32)], day: Day) -> bool {
    !day.is_weekend() && !fixed_days_off.contains(&day.month_and_day())
}

/// How many years around those with data the table covers.
const MARGIN_YEARS: i32 = 1;

impl Calendar {
    /// The calendar of a policy.
    pub fn new(pack: &Pack) -> Self {
        let years = || pack.years.iter().map(|year| year.year);
        let start = years().min().unwrap_or(1970) - MARGIN_YEARS;
        let end = years().max().unwrap_or(1970) + MARGIN_YEARS;
        let most = 366 * usize::try_from(end - start + 1).unwrap_or_default();
        let mut calendar = Self {
            first: Day::from_ymd(start, 1, 1).unwrap_or_default(),
            ordinals: Vec::with_capacity(most),
            unknown: Vec::with_capacity(most),
            working: Vec::with_capacity(most),
            days: Vec::with_capacity(most),
            texts: Vec::with_capacity(most),
            fixed_days_off: pack.fixed_days_off.clone(),
        };
        for year in start..=end {
            let data = pack.years.iter().find(|data| data.year == year);
            for month in 1..=12 {
                calendar.add_month(year, month, data, pack);
            }
        }
        calendar
    }

    fn add_month(&mut self, year: i32, month: u32, data: Option<&Year>, pack: &Pack) {
        let Some(first) = Day::from_ymd(year, month, 1) else { return };
        // December has 31 days, even where no year can be written behind it.
        let next = if month < 12 { Day::from_ymd(year, month + 1, 1) } else { None };
        let days = next.map_or(31, |next| next.0.abs_diff(first.0));
        let (start, weekday) = (self.days.len(), first.weekday());
        // Weekends are off; the arrangement of the year, or the days off in all years, come over that.
        self.days.extend((weekday..weekday + days).map(|day| day % 7 < 5));
        let own = &mut self.days[start..];
        let mut set = |day: &Day, is_working: bool| {
            if let Some(day) = usize::try_from(day.0 - first.0).ok().and_then(|day| own.get_mut(day)) {
                *day = is_working;
            }
        };
        match data {
            Some(Year { holidays, workdays, .. }) => {
                holidays.iter().filter(|day| !day.is_weekend()).for_each(|day| set(day, false));
                workdays.iter().filter(|day| day.is_weekend()).for_each(|day| set(day, true));
            }
            None => {
                let off = pack.fixed_days_off.iter().filter(|(of, _)| *of == month);
                off.for_each(|(_, date)| set(&first.plus(*date as i32 - 1), false));
            }
        }
        let mut text = first.text();
        let unknown = self.unknown.last().copied().unwrap_or(0);
        for (number, date) in (1..=days).enumerate() {
            if self.days[start + number] {
                self.working.push(first.plus(number as i32));
            }
            self.unknown.push(unknown + if data.is_none() { date } else { 0 });
            (text[8], text[9]) = (b'0' + (date / 10) as u8, b'0' + (date % 10) as u8);
            self.texts.push(text);
            self.ordinals.push(self.working.len() as u32);
        }
    }

    /// The n-th working day after a date; 0 is the date itself.
    pub fn nth_after(&self, start: Day, n: u16) -> Counted {
        if n == 0 {
            return Counted { day: start, is_known: true };
        }
        self.in_table(start, n).unwrap_or_else(|| self.step_by_step(start, n))
    }

    fn in_table(&self, start: Day, n: u16) -> Option<Counted> {
        let from = usize::try_from(start.0 - self.first.0).ok()?;
        let before = *self.ordinals.get(from)? as usize;
        let day = *self.working.get(before + usize::from(n) - 1)?;
        let to = (day.0 - self.first.0) as usize;
        Some(Counted { day, is_known: self.unknown[to] == self.unknown[from] })
    }

    fn step_by_step(&self, start: Day, n: u16) -> Counted {
        let mut day = start;
        let mut left = n;
        let mut is_known = true;
        while left > 0 {
            day = day.plus(1);
            is_known &= self.knows(day);
            left -= u16::from(self.is_working(day));
        }
        Counted { day, is_known }
    }

    /// Writes a date.
    pub fn write(&self, day: Day, out: &mut Vec<u8>) {
        let index = usize::try_from(day.0 - self.first.0).ok();
        match index.and_then(|index| self.texts.get(index)) {
            Some(text) => out.extend_from_slice(text),
            None => day.write(out),
        }
    }

    /// Whether work is done on a day.
    pub fn is_working(&self, day: Day) -> bool {
        let index = usize::try_from(day.0 - self.first.0).ok();
        index
            .and_then(|index| self.days.get(index).copied())
            .unwrap_or_else(|| works_by_rule(&self.fixed_days_off, day))
    }

    /// Whether the policy has data for the day's year.
    pub fn knows(&self, day: Day) -> bool {
        let index = usize::try_from(day.0 - self.first.0).ok();
        let at = |index: usize| self.unknown.get(index).copied();
        match index {
            Some(0) => at(0) == Some(0),
            Some(index) => at(index).is_some() && at(index) == at(index - 1),
            None => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text.as_bytes(), crate::value::CHINA).unwrap()
    }

    fn calendar() -> Calendar {
        let holidays = (0..9).map(|n| day("2026-02-15").plus(n)).collect();
        let workdays = vec![day("2026-02-14"), day("2026-02-28")];
        let year = Year { year: 2026, holidays, workdays };
        Calendar::new(&Pack { years: vec![year], ..Pack::default() })
    }

    #[test]
    fn counts_across_the_spring_festival() {
        let calendar = calendar();
        for (n, want) in
            [(0, "2026-02-13"), (1, "2026-02-14"), (2, "2026-02-24"), (6, "2026-02-28"), (7, "2026-03-02")]
        {
            let counted = calendar.nth_after(day("2026-02-13"), n);
            assert_eq!(counted, Counted { day: day(want), is_known: true }, "{n}");
        }
    }

    #[test]
    fn says_where_it_has_no_data() {
        let calendar = calendar();
        let counted = calendar.nth_after(day("2026-12-31"), 1);
        assert_eq!(counted, Counted { day: day("2027-01-01"), is_known: false });
        assert!(calendar.nth_after(day("2026-12-30"), 1).is_known);
        assert!(!calendar.nth_after(day("2099-12-30"), 1).is_known);
        assert!(!calendar.nth_after(day("1999-12-30"), 3).is_known);
    }

    #[test]
    fn the_table_has_the_arrangement_of_its_year_and_the_rule_for_others() {
        let pack = Pack { fixed_days_off: vec![(5, 1), (2, 29)], ..Pack::default() };
        let holidays = vec![day("2026-02-16"), day("2026-02-21")];
        let workdays = vec![day("2026-02-14"), day("2026-02-18")];
        let year = Year { year: 2026, holidays: holidays.clone(), workdays: workdays.clone() };
        let calendar = Calendar::new(&Pack { years: vec![year], ..pack });
        for day in (0..1800).map(|n| day("2024-01-01").plus(n)) {
            let is_working = match (day.year(), day.is_weekend()) {
                (2026, true) => workdays.contains(&day),
                (2026, false) => !holidays.contains(&day),
                _ => works_by_rule(&calendar.fixed_days_off, day),
            };
            assert_eq!(calendar.is_working(day), is_working, "{day:?}");
            assert_eq!(calendar.knows(day), day.year() == 2026, "{day:?}");
        }
    }

    #[test]
    fn the_table_writes_dates_as_they_are_written_elsewhere() {
        let calendar = calendar();
        for day in (0..1800).map(|n| day("2024-01-01").plus(n)) {
            let mut out = Vec::new();
            calendar.write(day, &mut out);
            assert_eq!(out, day.text(), "{day:?}");
        }
    }

    #[test]
    fn the_table_agrees_with_counting_day_by_day() {
        let calendar = calendar();
        for start in (0..700).map(|n| day("2025-03-01").plus(n)) {
            for n in [1, 2, 7, 15, 40] {
                assert_eq!(calendar.nth_after(start, n), calendar.step_by_step(start, n), "{start:?} {n}");
            }
        }
    }
}
