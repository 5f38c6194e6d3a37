//! Masks long numbers in a text: any of them may be the number of a card.

use std::borrow::Cow;

use super::escape::is_invisible;

/// From so many digits on a number may be that of a card.
pub(super) const CARD_DIGITS: usize = 9;

/// How many digits at the end of a masked number show.
const SHOWN: usize = 4;

/// A text in which runs of 9 and more digits are masked but for the last four, also where spaces,
/// dashes or invisible characters stand between the digits, as far as those `joins` does not keep
/// apart.
///
/// A date with the hour behind it (`2026-11-22 10:00`) is no such number. What is masked already
/// stays as it is.
pub(super) fn masked(text: &str, joins: impl Fn(char) -> bool) -> Cow<'_, str> {
    // Nearly every text has too few digits to begin with.
    if text.chars().filter(|c| c.is_numeric()).nth(CARD_DIGITS - 1).is_none() {
        return Cow::Borrowed(text);
    }
    let mut chars: Vec<char> = text.chars().collect();
    let mut is_changed = false;
    let mut run = Run::default();
    for index in 0..=chars.len() {
        match chars.get(index) {
            Some(c) if c.is_numeric() => run.take(index),
            Some(c) if is_separator(*c) && joins(*c) => {}
            _ => {
                let run = std::mem::take(&mut run);
                if run.is_long() && !run.is_moment(&chars) {
                    run.mask(&mut chars);
                    is_changed = true;
                }
            }
        }
    }
    if is_changed { Cow::Owned(chars.into_iter().collect()) } else { Cow::Borrowed(text) }
}

/// A figure of the program's own in a message. A long one has its thousands set apart by commas, so
/// that it is not taken for the number of a card.
pub(crate) fn figure(count: u64) -> String {
    let digits = count.to_string();
    if digits.len() < CARD_DIGITS {
        return digits;
    }
    let mut figure = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            figure.push(',');
        }
        figure.push(digit);
    }
    figure
}

/// Whether digits on both sides of a character are read as one number.
pub(super) fn is_separator(c: char) -> bool {
    matches!(c, '-' | '_' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}')
        || is_invisible(c)
}

/// Digits that are read as one number: their places.
#[derive(Default)]
struct Run(Vec<usize>);

impl Run {
    fn take(&mut self, place: usize) {
        self.0.push(place);
    }

    fn is_long(&self) -> bool {
        self.0.len() >= CARD_DIGITS
    }

    fn mask(&self, chars: &mut [char]) {
        let hidden = self.0.len().checked_sub(SHOWN).and_then(|first_shown| self.0.get(first_shown));
        if let (Some(start), Some(end)) = (self.0.first(), hidden)
            && let Some(hidden) = chars.get_mut(*start..*end)
        {
            hidden.fill('*');
        }
    }

    /// Whether the number is a date of these centuries and an hour, as in `2026-11-22 10:00`.
    fn is_moment(&self, chars: &[char]) -> bool {
        let (Some(start), Some(end)) = (self.0.first(), self.0.last()) else { return false };
        let Some(run) = chars.get(*start..=*end) else { return false };
        let run: String = run.iter().collect();
        let Some((date, hour)) = run.split_once(' ') else { return false };
        let parts: Vec<&str> = date.split('-').chain([hour]).collect();
        let is_short = |part: &&str| matches!(part.len(), 1 | 2) && part.bytes().all(|b| b.is_ascii_digit());
        match parts.as_slice() {
            [year, rest @ ..] if rest.len() == 3 => {
                year.len() == 4
                    && (year.starts_with("19") || year.starts_with("20"))
                    && year.bytes().all(|b| b.is_ascii_digit())
                    && rest.iter().all(is_short)
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_numbers_are_masked() {
        for (text, want) in [
            ("12345678", "12345678"),
            ("123456789", "*****6789"),
            ("jd6222020200112233445x", "jd***************3445x"),
            ("6222 0202 0011 2233", "***************2233"),
            ("6222-0202-0011-2233 445", "******************3 445"),
            ("６２２２０２０２００１１２２３３", "************２２３３"),
            ("6222\u{200b}0202\u{a0}0011", "**********0011"),
            ("6222\n0202\t0011", "**********0011"),
            ("a 500, b 600, c 700, d 800", "a 500, b 600, c 700, d 800"),
            ("***************3445", "***************3445"),
        ] {
            assert_eq!(masked(text, |_| true), want);
        }
        assert_eq!(masked("line 12345\n67890", |c| c != '\n'), "line 12345\n67890");
    }

    #[test]
    fn figures_are_no_card_numbers() {
        for (count, want) in [
            (0, "0"),
            (99_999_999, "99999999"),
            (123_456_789, "123,456,789"),
            (4_294_967_295, "4,294,967,295"),
            (u64::MAX, "18,446,744,073,709,551,615"),
        ] {
            assert_eq!(figure(count), want);
            assert_eq!(masked(want, |_| true), want);
        }
    }

    #[test]
    fn moments_are_no_card_numbers() {
        for text in ["2026-11-22 10:00", "2027-1-2 9:05:00", "2026-11-22T10:00:00+08:00", "2026-13-45 10:00"]
        {
            assert_eq!(masked(text, |_| true), text);
        }
        for text in ["6222-02-02 00112233", "2026-1122 1012", "2026-11-22-10-00", "20261122100000"] {
            assert_ne!(masked(text, |_| true), text);
        }
    }
}
