//! Telling card numbers from other numbers, in cells whose heading does not.

use super::number::is_separator;
use crate::value::plain;

/// How many digits a card number has.
const DIGITS: std::ops::RangeInclusive<usize> = 13..=19;

/// Whether a text has as many digits as a card number, and nothing else but spaces and dashes.
pub fn is_like_card_number(text: &str) -> bool {
    digits(text).is_some()
}

/// Whether a text is like a card number and its last digit is the check digit of the others (Luhn).
pub fn is_card_number(text: &str) -> bool {
    digits(text).is_some_and(|digits| passes_luhn(&digits))
}

fn digits(text: &str) -> Option<Vec<u8>> {
    // Nearly every cell is too short.
    if text.len() < *DIGITS.start() {
        return None;
    }
    let narrow = plain(text.as_bytes());
    let narrow = std::str::from_utf8(&narrow).ok()?;
    let mut digits = Vec::with_capacity(*DIGITS.end());
    for c in narrow.chars().filter(|c| !is_separator(*c)) {
        let digit = c.to_digit(10)?;
        if digits.len() == *DIGITS.end() {
            return None;
        }
        digits.push(digit as u8);
    }
    DIGITS.contains(&digits.len()).then_some(digits)
}

fn passes_luhn(digits: &[u8]) -> bool {
    let weighted = digits.iter().rev().enumerate().map(|(place, digit)| match place % 2 {
        0 => u32::from(*digit),
        _ => u32::from(digit / 5 + digit * 2 % 10),
    });
    weighted.sum::<u32>().is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn card_numbers_are_told_by_their_check_digit() {
        for number in [
            "4111111111111111",
            "4111 1111 1111 1111",
            "4111-1111-1111-1111",
            "４１１１１１１１１１１１１１１１",
            "378282246310005",
        ] {
            assert!(is_card_number(number), "{number}");
        }
        for other in [
            "4111111111111112",
            "411111111111",
            "41111111111111111111",
            "4111111111111111x",
            "",
            "2026-11-22 10:00:00",
        ] {
            assert!(!is_card_number(other), "{other}");
        }
    }

    #[test]
    fn any_number_of_that_size_is_like_one() {
        for number in ["4111111111111112", "6222020200112233445", "4111\u{200b}1111\u{a0}11111112"] {
            assert!(is_like_card_number(number), "{number}");
        }
        for other in ["411111111112", "62220202001122334455", "A4111111111111111", "2026-11-22T10:00:00"] {
            assert!(!is_like_card_number(other), "{other}");
        }
    }
}
