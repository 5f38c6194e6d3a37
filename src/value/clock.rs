//! Times of day, and times that count from now.

use chrono::NaiveTime;

use super::date::digits;
use super::number::{Decimal, parse_decimal};
use super::offset::Offset;
use super::{Moment, Span};

const DAY: i64 = 86_400_000;

/// Reads `10:00`, `9:05:00[.000]`, `9时5分` or `9点` at the start of a text, with 上午 or 下午 before
/// it, and returns the rest.
pub(super) fn split_clock(text: &[u8]) -> Option<(NaiveTime, &[u8])> {
    let half = |name: &str| text.strip_prefix(name.as_bytes()).map(<[u8]>::trim_ascii_start);
    let (morning, afternoon) = (half("上午"), half("下午"));
    let (hour, rest) = digits(morning.or(afternoon).unwrap_or(text), 1, 2)?;
    let hour = match hour {
        // 上午12 is midnight to some and noon to others.
        12.. if morning.is_some() => return None,
        ..12 if afternoon.is_some() => hour + 12,
        hour => hour,
    };
    let (minute, second, fraction, rest) = match rest.strip_prefix(b":") {
        Some(rest) => split_minutes(rest)?,
        None => split_named_minutes(rest)?,
    };
    Some((NaiveTime::from_hms_milli_opt(hour, minute, second, fraction)?, rest))
}

/// Minutes, seconds, milliseconds, and what comes behind them.
type Minutes<'t> = (u32, u32, u32, &'t [u8]);

/// `05`, `05:09` or `05:09.250`, behind an hour and its colon.
fn split_minutes(text: &[u8]) -> Option<Minutes<'_>> {
    let (minute, rest) = digits(text, 2, 2)?;
    let Some(rest) = rest.strip_prefix(b":") else { return Some((minute, 0, 0, rest)) };
    let (second, rest) = digits(rest, 2, 2)?;
    let Some(rest) = rest.strip_prefix(b".") else { return Some((minute, second, 0, rest)) };
    let (fraction, rest) = rest.split_at(rest.iter().take_while(|b| b.is_ascii_digit()).count());
    Some((minute, second, milliseconds(fraction)?, rest))
}

/// `时`, `点5分` or `时5分9秒`, behind an hour.
fn split_named_minutes(text: &[u8]) -> Option<Minutes<'_>> {
    let rest = text.strip_prefix("时".as_bytes()).or(text.strip_prefix("点".as_bytes()))?;
    let named = |text| {
        let (number, rest): (u32, &[u8]) = digits(text, 1, 2)?;
        Some((number, rest))
    };
    let Some((minute, rest)) = named(rest) else { return Some((0, 0, 0, rest)) };
    let rest = rest.strip_prefix("分".as_bytes())?;
    let Some((second, rest)) = named(rest) else { return Some((minute, 0, 0, rest)) };
    Some((minute, second, 0, rest.strip_prefix("秒".as_bytes())?))
}

/// The milliseconds of a fraction's digits; finer parts are cut off.
fn milliseconds(fraction: &[u8]) -> Option<u32> {
    if fraction.is_empty() || fraction.len() > 9 {
        return None;
    }
    let padded = fraction.iter().chain(b"000").take(3);
    Some(padded.fold(0, |n, d| n * 10 + u32::from(d - b'0')))
}

/// The latest moment not after `now` at which clocks of a zone show the time that a text is.
pub(super) fn latest_at(text: &[u8], offset: Offset, now: Moment) -> Option<Moment> {
    let (clock, b"") = split_clock(text)? else { return None };
    let since_midnight = (clock - NaiveTime::MIN).num_milliseconds();
    let utc = since_midnight - i64::from(offset.0) * 60_000;
    // How long ago the clock showed it last.
    now.0.checked_sub((now.0 - utc).rem_euclid(DAY)).map(Moment)
}

/// The length of time that `2分钟前`, `2 minutes ago` or `3h ago` names.
pub(super) fn span_ago(text: &[u8]) -> Option<Span> {
    let text = std::str::from_utf8(text).ok()?;
    let text = text.strip_suffix('前').or_else(|| {
        let (rest, ago) = text.split_at_checked(text.len().checked_sub(3)?)?;
        (ago.eq_ignore_ascii_case("ago") && rest.ends_with(' ')).then_some(rest)
    })?;
    let number_end = text.find(|c: char| !c.is_ascii_digit() && c != '.')?;
    let (number, unit) = text.split_at(number_end);
    let ms = match unit.trim().to_ascii_lowercase().as_str() {
        "s" | "sec" | "secs" | "second" | "seconds" | "秒" | "秒钟" => 1_000,
        "m" | "min" | "mins" | "minute" | "minutes" | "分" | "分钟" => 60_000,
        "h" | "hr" | "hrs" | "hour" | "hours" | "小时" | "个小时" => 3_600_000,
        "d" | "day" | "days" | "天" => DAY,
        _ => return None,
    };
    match parse_decimal(number.as_bytes(), 3) {
        Decimal::Value { negative: false, units } => units.checked_mul(ms).map(|span| Span(span / 1000)),
        _ => None,
    }
}
