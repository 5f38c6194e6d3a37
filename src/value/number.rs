//! Plain numbers: exact decimals and counts.

use std::borrow::Cow;

use super::{ValueError, plain};

/// What a run of digits with an optional sign and decimals says.
pub(super) enum Decimal {
    /// The number in units of 10^-decimals.
    Value {
        negative: bool,
        units: i64,
    },
    TooManyDecimals {
        negative: bool,
    },
    NotANumber,
}

/// Reads a plain decimal number exactly; no exponents, no grouping.
pub(super) fn parse_decimal(text: &[u8], decimals: usize) -> Decimal {
    let (negative, digits) = match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        rest => (false, rest),
    };
    let (whole, fraction) = match digits.iter().position(|&b| b == b'.') {
        Some(dot) => (&digits[..dot], Some(&digits[dot + 1..])),
        None => (digits, None),
    };
    let all_digits = |part: &[u8]| !part.is_empty() && part.iter().all(u8::is_ascii_digit);
    if !all_digits(whole) || !fraction.is_none_or(all_digits) {
        return Decimal::NotANumber;
    }
    let fraction = fraction.unwrap_or(b"");
    let (kept, beyond) = fraction.split_at(fraction.len().min(decimals));
    if beyond.iter().any(|&b| b != b'0') {
        return Decimal::TooManyDecimals { negative };
    }
    let padding = std::iter::repeat_n(&b'0', decimals - kept.len());
    let mut units = 0i64;
    for &digit in whole.iter().chain(kept).chain(padding) {
        let next = units.checked_mul(10).and_then(|u| u.checked_add(i64::from(digit - b'0')));
        match next {
            Some(next) => units = next,
            None => return Decimal::NotANumber,
        }
    }
    Decimal::Value { negative, units }
}

/// A JSON number without its exponent, exactly, as far as a value can have so many digits; any other
/// text as it is.
pub(crate) fn without_exponent(number: &[u8]) -> Cow<'_, [u8]> {
    const MOST: usize = 30;
    let moved = || {
        let at = number.iter().position(|byte| matches!(byte, b'e' | b'E'))?;
        let exponent: i32 = std::str::from_utf8(&number[at + 1..]).ok()?.parse().ok()?;
        let (sign, mantissa) = match &number[..at] {
            [b'-', rest @ ..] => (&b"-"[..], rest),
            rest => (&b""[..], rest),
        };
        mantissa.first().filter(|first| first.is_ascii_digit())?;
        let places = usize::try_from(exponent.unsigned_abs()).ok().filter(|places| *places <= MOST)?;
        let point = mantissa.iter().position(|byte| *byte == b'.').unwrap_or(mantissa.len());
        let fraction = mantissa.get(point + 1..).unwrap_or_default();
        // Zeros on either side make room for the point to move.
        let zeros = [b'0'; MOST];
        let room = &zeros[..places];
        let digits = [room, &mantissa[..point], fraction, room].concat();
        let point = places + point;
        let point = if exponent < 0 { point - places } else { point + places };
        let (whole, fraction) = digits.split_at_checked(point)?;
        let whole = if whole.is_empty() { b"0" } else { whole };
        let dot: &[u8] = if fraction.is_empty() { b"" } else { b"." };
        Some([sign, whole, dot, fraction].concat())
    };
    moved().map_or(Cow::Borrowed(number), Cow::Owned)
}

/// Reads a whole number of 0 or more.
///
/// # Errors
/// [`ValueError::Count`].
pub fn parse_count(text: &[u8]) -> Result<i64, ValueError> {
    match parse_decimal(&plain(text), 0) {
        Decimal::Value { negative, units } if !negative || units == 0 => Ok(units),
        _ => Err(ValueError::Count),
    }
}

/// Writes a count, as records and lines have.
#[inline(always)]
pub fn push_count(out: &mut Vec<u8>, count: u64) {
    let Some(small) = u32::try_from(count).ok().filter(|count| *count < 100_000_000) else {
        return out.extend_from_slice(itoa::Buffer::new().format(count).as_bytes());
    };
    // Eight digits side by side, each in a byte, the first one lowest: halved three times.
    let fours = u64::from(small / 10_000) | u64::from(small % 10_000) << 32;
    let hundreds = ((fours * 10_486) >> 20) & 0x7f_0000_007f;
    let twos = hundreds | (fours - 100 * hundreds) << 16;
    let tens = ((twos * 103) >> 10) & 0x000f_000f_000f_000f;
    let digits = tens | (twos - 10 * tens) << 8;
    let zeros = (digits.trailing_zeros() / 8).min(7);
    let text = (digits | u64::from_le_bytes(*b"00000000")) >> (8 * zeros);
    let end = out.len() + 8 - zeros as usize;
    out.extend_from_slice(&text.to_le_bytes());
    out.truncate(end);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_written_as_they_are() {
        let powers = (0..19).map(|power| 10u64.pow(power));
        let near = powers.flat_map(|power| [power - 1, power, power + 1, power / 2 * 3, power / 9 * 9]);
        for count in near.chain(0..11_000).chain([99_999_999, u64::MAX]) {
            let mut out = b"<".to_vec();
            push_count(&mut out, count);
            assert_eq!(String::from_utf8(out), Ok(format!("<{count}")));
        }
    }

    #[test]
    fn exponents_are_written_out() {
        for (text, want) in [
            ("5e2", 50_000),
            ("5E+2", 50_000),
            ("1.5e3", 150_000),
            ("1.25e1", 1_250),
            ("12345e-2", 12_345),
            ("5e-1", 50),
            ("1e0", 100),
            ("500", 50_000),
        ] {
            match parse_decimal(&without_exponent(text.as_bytes()), 2) {
                Decimal::Value { negative: false, units } => assert_eq!(units, want, "{text}"),
                _ => panic!("{text}"),
            }
        }
        for text in ["1e99", "e5", "1e", "1e999999999999", "x"] {
            assert_eq!(&*without_exponent(text.as_bytes()), text.as_bytes());
        }
        assert_eq!(&*without_exponent(b"-5e1"), b"-050");
    }

    #[test]
    fn counts() {
        assert_eq!(parse_count(b"3"), Ok(3));
        assert_eq!(parse_count(b"3.0"), Ok(3));
        for text in ["-1", "2.5", "x", ""] {
            assert_eq!(parse_count(text.as_bytes()), Err(ValueError::Count), "{text}");
        }
    }
}
