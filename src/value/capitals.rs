//! Amounts in the capital numerals of cheques and invoices.

use crate::lang::simplified;

const DIGITS: &str = "零壹贰叁肆伍陆柒捌玖";

/// The amount in fen of a text such as `壹仟贰佰元伍角整`; `None` if it is none.
///
/// Units stand in falling order, each at most once between units of their own size, and 元 behind
/// the whole yuan.
pub(super) fn fen(text: &[u8]) -> Option<i64> {
    let text = std::str::from_utf8(text).ok()?;
    let text: String = text.chars().map(simplified).map(|c| if c == '圆' { '元' } else { c }).collect();
    let text = text.strip_suffix(['整', '正']).unwrap_or(&text);
    let (yuan, rest) = match text.split_once('元') {
        Some((whole, rest)) => (whole_number(whole)?, rest),
        None => (0, text),
    };
    let (jiao, rest) = split_coins(rest, '角')?;
    let (fen, rest) = split_coins(rest, '分')?;
    let has_any = text.ends_with(['元', '角', '分']);
    (rest.is_empty() && has_any).then(|| yuan.checked_mul(100)?.checked_add(jiao * 10 + fen)).flatten()
}

/// The digit before 角 or 分 at the start of a text, 0 where there is none, and the rest.
fn split_coins(text: &str, unit: char) -> Option<(i64, &str)> {
    let Some((digit, rest)) = text.split_once(unit) else { return Some((0, text)) };
    let digit = digit.strip_prefix('零').filter(|rest| !rest.is_empty()).unwrap_or(digit);
    let mut chars = digit.chars();
    let value = digit_of(chars.next()?)?;
    chars.next().is_none().then_some((value, rest))
}

/// A whole number of 零 to 玖 with 拾佰仟万亿.
fn whole_number(text: &str) -> Option<i64> {
    let (high, rest) = text.split_once('亿').map_or((None, text), |(high, rest)| (Some(high), rest));
    let (middle, low) = rest.split_once('万').map_or((None, rest), |(high, rest)| (Some(high), rest));
    let has_any = high.is_some() || middle.is_some() || !low.is_empty();
    let part = |part: Option<&str>| part.map_or(Some(0), |part| below_myriad(part).filter(|n| *n > 0));
    let (high, middle) = (part(high)?, part(middle)?);
    let low = if low.is_empty() { 0 } else { below_myriad(low)? };
    has_any.then_some((high * 10_000 + middle) * 10_000 + low)
}

/// A number below ten thousand: `壹仟零伍拾`, `拾伍`, `零`.
fn below_myriad(text: &str) -> Option<i64> {
    let (mut sum, mut unit_before) = (0, 10_000);
    let mut digit = None;
    for c in text.chars() {
        let unit = match c {
            '仟' => 1000,
            '佰' => 100,
            '拾' => 10,
            // A zero only stands where units are left out.
            '零' if digit.is_none() => {
                digit = Some(0);
                continue;
            }
            _ if digit.is_none_or(|digit| digit == 0) => {
                digit = Some(digit_of(c)?);
                continue;
            }
            _ => return None,
        };
        if unit >= unit_before {
            return None;
        }
        sum += match digit.take() {
            // 拾伍 is fifteen.
            None if unit == 10 && sum == 0 => unit,
            None | Some(0) => return None,
            Some(digit) => digit * unit,
        };
        unit_before = unit;
    }
    (!text.is_empty()).then(|| sum + digit.unwrap_or(0))
}

fn digit_of(c: char) -> Option<i64> {
    DIGITS.chars().zip(0..).find_map(|(digit, value)| (digit == c).then_some(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_as_cheques_have_them() {
        for (text, want) in [
            ("壹仟元整", Some(100_000)),
            ("壹仟圓整", Some(100_000)),
            ("伍佰元", Some(50_000)),
            ("壹仟贰佰叁拾肆元伍角陆分", Some(123_456)),
            ("壹仟零伍拾元整", Some(105_000)),
            ("拾伍元", Some(1_500)),
            ("壹万元整", Some(1_000_000)),
            ("壹拾万零伍佰元整", Some(10_050_000)),
            ("貳萬伍仟元正", Some(2_500_000)),
            ("伍角", Some(50)),
            ("壹元零伍分", Some(105)),
            ("零元整", Some(0)),
            ("壹亿元", Some(10_000_000_000)),
            ("元", None),
            ("壹仟", None),
            ("整", None),
            ("", None),
            ("壹壹元", None),
            ("拾佰元", None),
            ("壹佰贰仟元", None),
            ("万元", None),
            ("壹元壹", None),
            ("500元", None),
            ("一千元", None),
        ] {
            assert_eq!(fen(text.as_bytes()), want, "{text}");
        }
    }
}
