//! Money, exact to the fen.

use super::number::{Decimal, parse_decimal};
use super::short::{Short, digits_as_in};
use super::{Rate, ValueError, capitals, plain};

/// An amount of money in fen (1/100 CNY), never negative where it came from input.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub struct Money(pub i64);

/// The largest amount taken: ten million million CNY, far above any card and far below overflow.
const LARGEST_FEN: i64 = 1_000_000_000_000_000;

impl Money {
    /// Reads `500`, `500.00`, `1,000`, `¥500`, `RMB 500`, `500元整`, `500块`, `1千`, `1.5万` or
    /// `壹仟元整`. The two decimals are those of the amount in yuan: `1.2345万` has none.
    ///
    /// # Errors
    /// [`ValueError::Money`], [`ValueError::MoneyNegative`] or [`ValueError::MoneyDecimals`].
    pub fn parse(text: &[u8]) -> Result<Self, ValueError> {
        match Short::of(text).and_then(|text| Self::parse_fast(text).or_else(|| Self::parse_grouped(text))) {
            Some(money) => Ok(money),
            None => Self::parse_any(text),
        }
    }

    /// The general reader of [`Money::parse`].
    fn parse_any(text: &[u8]) -> Result<Self, ValueError> {
        let text = plain(text);
        let mut digits = text.trim_ascii();
        for sign in ["¥", "CNY", "RMB", "人民币", "人民幣"] {
            digits = without_prefix(digits, sign).trim_ascii();
        }
        if let Some(fen) = capitals::fen(digits) {
            return if fen <= LARGEST_FEN { Ok(Self(fen)) } else { Err(ValueError::Money) };
        }
        for unit in ["整", "元", "圆", "块钱", "块", "塊", "CNY", "RMB"] {
            digits = without_suffix(digits, unit).trim_ascii();
        }
        let mut powers_of_ten = 0;
        for (unit, power) in [("百", 2), ("千", 3), ("万", 4), ("萬", 4)] {
            if let Some(number) = digits.strip_suffix(unit.as_bytes()) {
                (digits, powers_of_ten) = (number.trim_ascii(), power);
                break;
            }
        }
        let ungrouped = ungroup(digits).ok_or(ValueError::Money)?;
        match parse_decimal(&ungrouped, 2 + powers_of_ten) {
            Decimal::Value { negative: true, units } if units != 0 => Err(ValueError::MoneyNegative),
            Decimal::Value { units, .. } if units <= LARGEST_FEN => Ok(Self(units)),
            Decimal::TooManyDecimals { negative: false } => Err(ValueError::MoneyDecimals),
            Decimal::TooManyDecimals { negative: true } => Err(ValueError::MoneyNegative),
            Decimal::Value { .. } | Decimal::NotANumber => Err(ValueError::Money),
        }
    }

    /// The fast path of [`Money::parse`], for the shapes that nearly every cell has: up to eight
    /// digits, or up to five and two decimals. `None` says nothing of other shapes.
    #[inline(always)]
    pub(crate) fn parse_fast(text: Short) -> Option<Self> {
        let length = text.len() as u32;
        if !(1..=8).contains(&length) {
            return None;
        }
        // Pushed to the end of eight bytes, with zeros written before.
        let digits = text.low() << (64 - 8 * length);
        let digits = digits | u64::from_le_bytes(*b"00000000").checked_shr(8 * length).unwrap_or(0);
        let number = |digits: &[u32]| digits.iter().fold(0, |number, digit| number * 10 + digit);
        match digits_as_in(b"00000.00", digits) {
            // There is a digit before the point.
            Some([whole @ .., _, tens, ones]) if length > 3 => {
                Some(Self((number(&whole) * 100 + tens * 10 + ones).into()))
            }
            _ => Some(Self(i64::from(number(&digits_as_in(b"00000000", digits)?)) * 100)),
        }
    }

    /// The same for amounts with a comma before the last three digits in front of the point.
    #[inline]
    pub(crate) fn parse_grouped(text: Short) -> Option<Self> {
        let mut bytes = [0; 16];
        bytes[..8].copy_from_slice(&text.low().to_le_bytes());
        bytes[8..].copy_from_slice(&text.high().to_le_bytes());
        let comma = (1..4).find(|at| bytes[*at] == b',')?;
        let behind = text.len().checked_sub(comma + 1)?;
        let has_decimals = behind == 6 && bytes[comma + 4] == b'.';
        if !bytes[comma + 1].is_ascii_digit() || !(behind == 3 || has_decimals) {
            return None;
        }
        bytes.copy_within(comma + 1.., comma);
        Self::parse_fast(Short::start_of(&bytes, text.len() - 1)?)
    }

    /// The share of this amount that a rate makes, rounded half up to the fen.
    #[must_use]
    pub fn share(self, rate: Rate) -> Self {
        let exact = i128::from(self.0) * i128::from(rate.0);
        let unit = i128::from(Rate::ONE.0);
        let rounded = (exact + unit / 2).div_euclid(unit);
        Self(i64::try_from(rounded).unwrap_or(i64::MAX))
    }

    /// This amount less another; may be negative.
    #[must_use]
    pub fn less(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// This amount as a rate of another, rounded half up to six decimals; nothing is a rate of none.
    #[must_use]
    pub fn rate_of(self, whole: Self) -> Rate {
        const STEP: i128 = 1_000;
        let (part, whole) = (i128::from(self.0), i128::from(whole.0));
        if whole <= 0 {
            return Rate(0);
        }
        let steps = (2 * part * i128::from(Rate::ONE.0) / STEP + whole).div_euclid(2 * whole);
        Rate(i64::try_from(steps * STEP).unwrap_or(i64::MAX))
    }

    /// The mean of two amounts, rounded half up to the fen.
    #[must_use]
    pub fn mean(self, other: Self) -> Self {
        Self((self.0 + other.0 + 1).div_euclid(2))
    }

    /// Writes the amount with two decimals: `460.00`.
    pub fn write(self, out: &mut Vec<u8>) {
        let mut digits = itoa::Buffer::new();
        if self.0 < 0 {
            out.push(b'-');
        }
        let fen = self.0.unsigned_abs();
        out.extend_from_slice(digits.format(fen / 100).as_bytes());
        let cents = (fen % 100) as u8;
        out.extend_from_slice(&[b'.', b'0' + cents / 10, b'0' + cents % 10]);
    }
}

/// A text without a sign or unit before it, in any case.
fn without_prefix<'t>(text: &'t [u8], sign: &str) -> &'t [u8] {
    match text.split_at_checked(sign.len()) {
        Some((start, rest)) if start.eq_ignore_ascii_case(sign.as_bytes()) => rest,
        _ => text,
    }
}

/// A text without a unit behind it, in any case.
fn without_suffix<'t>(text: &'t [u8], unit: &str) -> &'t [u8] {
    match text.len().checked_sub(unit.len()).map(|at| text.split_at(at)) {
        Some((rest, end)) if end.eq_ignore_ascii_case(unit.as_bytes()) => rest,
        _ => text,
    }
}

/// Takes out thousands separators, which must stand before groups of three digits.
fn ungroup(digits: &[u8]) -> Option<Vec<u8>> {
    let whole_end = digits.iter().position(|&b| b == b'.').unwrap_or(digits.len());
    let (whole, rest) = digits.split_at(whole_end);
    if rest.contains(&b',') {
        return None;
    }
    let mut groups = whole.split(|&b| b == b',');
    let mut plain = groups.next()?.to_vec();
    let first_len = plain.iter().filter(|b| b.is_ascii_digit()).count();
    for group in groups {
        if group.len() != 3 || first_len == 0 || first_len > 3 {
            return None;
        }
        plain.extend_from_slice(group);
    }
    plain.extend_from_slice(rest);
    Some(plain)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_fast_paths_read_what_the_general_reader_reads(
            text in prop_oneof!["[0-9]{0,3},?[0-9]{0,4}[.,]?[0-9]{0,3}", "[-0-9.,a]{0,10}"],
        ) {
            let short = Short::of(text.as_bytes()).unwrap();
            for fast in [Money::parse_fast(short), Money::parse_grouped(short)].into_iter().flatten() {
                prop_assert_eq!(Ok(fast), Money::parse_any(text.as_bytes()));
            }
        }
    }

    #[test]
    fn usual_amounts_take_the_fast_paths() {
        for text in ["500", "500.00", "1,000", "1,000.00", "20,000.50", "999,999"] {
            let short = Short::of(text.as_bytes()).unwrap();
            assert!(Money::parse_fast(short).or(Money::parse_grouped(short)).is_some(), "{text}");
        }
    }

    fn fen(text: &str) -> Result<i64, ValueError> {
        Money::parse(text.as_bytes()).map(|m| m.0)
    }

    #[test]
    fn every_written_form() {
        for (text, want) in [
            ("500", 50_000),
            ("500.00", 50_000),
            ("500.5", 50_050),
            ("1,000", 100_000),
            ("12,345,678.90", 1_234_567_890),
            ("¥500", 50_000),
            ("￥500", 50_000),
            ("500元", 50_000),
            ("¥ 1,000.50 元", 100_050),
            ("RMB 500", 50_000),
            ("rmb500", 50_000),
            ("500 Cny", 50_000),
            ("500元整", 50_000),
            ("500块", 50_000),
            ("500块钱", 50_000),
            ("1千", 100_000),
            ("1.5万", 1_500_000),
            ("1.5萬元", 1_500_000),
            ("1.2345万", 1_234_500),
            ("0.000001万", 1),
            ("1,000万", 1_000_000_000),
            ("人民币壹仟元整", 100_000),
            ("伍佰元", 50_000),
            ("５００", 50_000),
            ("0", 0),
            ("0.01", 1),
            ("12345.67", 1_234_567),
            ("123456.78", 12_345_678),
            ("1234.5", 123_450),
            ("-0", 0),
        ] {
            assert_eq!(fen(text), Ok(want), "{text}");
        }
    }

    #[test]
    fn what_is_no_money() {
        for (text, why) in [
            ("abc", ValueError::Money),
            ("1e3", ValueError::Money),
            ("1,00", ValueError::Money),
            ("1,0000", ValueError::Money),
            ("", ValueError::Money),
            (".", ValueError::Money),
            ("5.", ValueError::Money),
            (".50", ValueError::Money),
            ("1:00.00", ValueError::Money),
            ("千", ValueError::Money),
            ("元", ValueError::Money),
            ("1万5千", ValueError::Money),
            ("1千万", ValueError::Money),
            ("壹仟壹", ValueError::Money),
            ("$500", ValueError::Money),
            ("1.23456789万", ValueError::MoneyDecimals),
            ("0.0000001万", ValueError::MoneyDecimals),
            ("-1千", ValueError::MoneyNegative),
            ("12,00.00", ValueError::Money),
            ("1.234", ValueError::MoneyDecimals),
            ("-5", ValueError::MoneyNegative),
            ("-0.001", ValueError::MoneyNegative),
            ("99999999999999999999", ValueError::Money),
        ] {
            assert_eq!(fen(text), Err(why), "{text}");
        }
    }

    #[test]
    fn half_a_fen_goes_up() {
        let rate = |text: &str| Rate::parse(text.as_bytes(), Rate::ONE).unwrap();
        assert_eq!(Money(33_335).share(rate("0.1")), Money(3_334));
        assert_eq!(Money(50).share(rate("0.01")), Money(1));
        assert_eq!(Money(49).share(rate("0.01")), Money(0));
        assert_eq!(Money(44_550).mean(Money(46_035)), Money(45_293));
    }
}
