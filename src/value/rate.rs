//! Rates, exact to nine decimals.

use std::borrow::Cow;

use super::number::{Decimal, parse_decimal};
use super::short::{Short, digits_as_in};
use super::{ValueError, plain};

/// A rate in parts per billion: exact for every rate with up to nine decimals.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub struct Rate(pub i64);

const DECIMALS: usize = 9;

impl Rate {
    /// 100 %.
    pub const ONE: Self = Self(1_000_000_000);

    /// Reads `0.95`, `95%`, `95折`, `9.5折`, `九五折`, `九折`; nothing above `limit`.
    ///
    /// Of 折, two digits are hundredths, one digit or a decimal point tenths; `10折` is refused.
    /// A bare number is at most 1, whatever the limit.
    ///
    /// # Errors
    /// The `Rate…` variants of [`ValueError`].
    pub fn parse(text: &[u8], limit: Self) -> Result<Self, ValueError> {
        let text = plain(text);
        let text = text.trim_ascii();
        let limit_of_form;
        let value = if let Some(percent) = text.strip_suffix(b"%") {
            limit_of_form = limit;
            scaled(percent.trim_ascii(), DECIMALS - 2)?
        } else if let Some(discount) = text.strip_suffix("折".as_bytes()) {
            limit_of_form = Self::ONE;
            let discount = in_digits(discount.trim_ascii());
            let discount = &*discount;
            match discount {
                b"10" => return Err(ValueError::RateAmbiguous),
                [_] => scaled(discount, DECIMALS - 1)?,
                [_, _] => scaled(discount, DECIMALS - 2)?,
                _ if discount.contains(&b'.') => scaled(discount, DECIMALS - 1)?,
                _ => return Err(ValueError::Rate),
            }
        } else {
            limit_of_form = Self::ONE;
            scaled(text, DECIMALS)?
        };
        if value > limit_of_form.min(limit) { Err(ValueError::RateTooLarge) } else { Ok(value) }
    }

    /// The fast path of [`Rate::parse`], for the shape that nearly every cell has: `0.9`, up to
    /// `0.999999`. `None` says nothing of other shapes.
    #[inline(always)]
    pub(crate) fn parse_fast(text: Short) -> Option<Self> {
        let digits = (text.len() as u32).checked_sub(2).filter(|digits| (1..=6).contains(digits))?;
        // Zeros written behind, up to six decimals.
        let zeros = u64::from_le_bytes(*b"00000000").checked_shl(8 * (digits + 2)).unwrap_or(0);
        let [0, _, decimals @ ..] = digits_as_in(b"0.000000", text.low() | zeros)? else { return None };
        let millionths = decimals.iter().fold(0, |number, digit| number * 10 + i64::from(*digit));
        Some(Self(millionths * 1000))
    }

    /// Reads a rate of the policy, which may be below zero (a shift of −3 points).
    ///
    /// # Errors
    /// The `Rate…` variants of [`ValueError`].
    pub fn parse_signed(text: &[u8]) -> Result<Self, ValueError> {
        match text.strip_prefix(b"-") {
            Some(rest) => Self::parse(rest, Self(2 * Self::ONE.0)).map(|rate| Self(-rate.0)),
            None => Self::parse(text, Self(2 * Self::ONE.0)),
        }
    }

    /// Writes the rate without trailing zeros: `0.9`, `0.925`, `1`.
    pub fn write(self, out: &mut Vec<u8>) {
        if self.0 < 0 {
            out.push(b'-');
        }
        let parts = self.0.unsigned_abs();
        let mut buffer = itoa::Buffer::new();
        out.extend_from_slice(buffer.format(parts / Self::ONE.0 as u64).as_bytes());
        let fraction = parts % Self::ONE.0 as u64;
        if fraction != 0 {
            let digits = format!("{fraction:09}");
            out.push(b'.');
            out.extend_from_slice(digits.trim_end_matches('0').as_bytes());
        }
    }
}

/// The digits of a discount that is written in words, such as 九五 or 八点八.
fn in_digits(discount: &[u8]) -> Cow<'_, [u8]> {
    let digit = |c: char| match c {
        '点' | '點' => Some('.'),
        '〇' => Some('0'),
        _ => "零一二三四五六七八九"
            .chars()
            .zip('0'..='9')
            .find_map(|(word, digit)| (word == c).then_some(digit)),
    };
    if discount == "十".as_bytes() {
        return Cow::Borrowed(b"10");
    }
    let words = std::str::from_utf8(discount).ok().filter(|words| !words.is_ascii());
    match words.and_then(|words| words.chars().map(digit).collect::<Option<String>>()) {
        Some(digits) => Cow::Owned(digits.into_bytes()),
        None => Cow::Borrowed(discount),
    }
}

fn scaled(digits: &[u8], decimals: usize) -> Result<Rate, ValueError> {
    match parse_decimal(digits, decimals) {
        Decimal::Value { negative: true, units } if units != 0 => Err(ValueError::RateNegative),
        Decimal::Value { units, .. } => Ok(Rate(units)),
        Decimal::TooManyDecimals { .. } => Err(ValueError::RateDecimals),
        Decimal::NotANumber => Err(ValueError::Rate),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fast_path_reads_what_the_general_one_does() {
        for text in ["0.9", "0.95", "0.925", "0.000001", "0.999999", "0.0", "0.123456"] {
            let fast = Short::of(text.as_bytes()).and_then(Rate::parse_fast);
            assert_eq!(fast, Rate::parse(text.as_bytes(), Rate::ONE).ok(), "{text}");
            assert!(fast.is_some());
        }
        for text in
            ["", "0", "0.", "1.0", ".95", "00.9", "0.9 ", "0.9%", "0,95", "95%", "0.1234567", "-0.5", "0.9e"]
        {
            assert_eq!(Short::of(text.as_bytes()).and_then(Rate::parse_fast), None, "{text}");
        }
    }

    #[test]
    fn every_written_form() {
        for (text, want) in [
            ("0.95", 950_000_000),
            ("95%", 950_000_000),
            ("95折", 950_000_000),
            ("9.5折", 950_000_000),
            ("9折", 900_000_000),
            ("九折", 900_000_000),
            ("九五折", 950_000_000),
            ("九点五折", 950_000_000),
            ("88折", 880_000_000),
            ("1", 1_000_000_000),
            ("105%", 1_050_000_000),
            ("0", 0),
            ("９５％", 950_000_000),
        ] {
            let limit = Rate(2 * Rate::ONE.0);
            assert_eq!(Rate::parse(text.as_bytes(), limit), Ok(Rate(want)), "{text}");
        }
    }

    #[test]
    fn what_is_no_rate() {
        for (text, why) in [
            ("950", ValueError::RateTooLarge),
            ("95", ValueError::RateTooLarge),
            ("1.05", ValueError::RateTooLarge),
            ("105%", ValueError::RateTooLarge),
            ("-1", ValueError::RateNegative),
            ("10折", ValueError::RateAmbiguous),
            ("100折", ValueError::Rate),
            ("十折", ValueError::RateAmbiguous),
            ("一〇折", ValueError::RateAmbiguous),
            ("九五", ValueError::Rate),
            ("九9折", ValueError::Rate),
            ("折", ValueError::Rate),
            ("x", ValueError::Rate),
            ("0.12345678901", ValueError::RateDecimals),
        ] {
            assert_eq!(Rate::parse(text.as_bytes(), Rate::ONE), Err(why), "{text}");
        }
    }

    #[test]
    fn written_without_trailing_zeros() {
        for (parts, want) in [(900_000_000, "0.9"), (1_000_000_000, "1"), (0, "0"), (-30_000_000, "-0.03")] {
            let mut out = Vec::new();
            Rate(parts).write(&mut out);
            assert_eq!(out, want.as_bytes());
        }
    }
}
