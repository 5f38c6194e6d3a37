//! Values of options: what they mean, and what to say where they mean nothing.

use std::time::{SystemTime, UNIX_EPOCH};

use super::super::command::Opt;
use super::super::error::Failure;
use crate::command::{Command, Verdict};
use crate::field::without_secret;
use crate::lang::{Text, suggest};
use crate::value::{Moment, Offset, Span};

/// A value that an option cannot have, and what it could be.
fn unusable(option: Opt, value: &str, expected: (&str, &str)) -> Failure {
    let (name, (en, zh)) = (option.id(), expected);
    let value = without_secret(value);
    Failure::new(format!("--{name} {value}: expected {en}"), format!("--{name} {value}：应为{zh}"))
}

/// A value that is none of those that an option can have, and the nearest of them.
pub(crate) fn unknown(option: Opt, value: &str, known: &[&str]) -> Failure {
    let name = option.id();
    let Text { en, zh } = suggest::hint(suggest::nearest(value, known.iter().copied()));
    let value = without_secret(value);
    Failure::new(
        format!("--{name} {value}: expected one of {}{en}", known.join(", ")),
        format!("--{name} {value}：应为以下之一：{}{zh}", known.join("、")),
    )
}

/// Reads `--delimiter`.
pub(super) fn delimiter(text: &str) -> Result<u8, Failure> {
    match text.as_bytes() {
        b"\\t" | b"tab" => Ok(b'\t'),
        [byte] if !matches!(byte, b'"' | b'\n' | b'\r') => Ok(*byte),
        _ => {
            let expected = ("one ASCII character, such as ; or \\t", "一个 ASCII 字符，如 ; 或 \\t");
            Err(unusable(Opt::Delimiter, text, expected))
        }
    }
}

/// Reads a size: bytes, or with `K`, `M` or `G` behind the number.
pub(super) fn size<N: TryFrom<u64>>(option: Opt, text: &str) -> Result<N, Failure> {
    let upper = text.trim().to_ascii_uppercase();
    let upper = upper.strip_suffix('B').unwrap_or(&upper);
    let upper = upper.strip_suffix('I').unwrap_or(upper);
    let units = [('K', 10), ('M', 20), ('G', 30)];
    let (digits, shift) = units
        .into_iter()
        .find_map(|(unit, shift)| Some((upper.strip_suffix(unit)?, shift)))
        .unwrap_or((upper, 0));
    let size = digits.trim().parse::<u64>().ok().and_then(|n| n.checked_mul(1 << shift));
    let expected = ("a size such as 16M or 65536", "大小，如 16M 或 65536");
    let size = size.filter(|size| *size > 0).and_then(|size| N::try_from(size).ok());
    size.ok_or_else(|| unusable(option, text, expected))
}

/// Reads `--urgent-within` into seconds.
pub(super) fn urgent_within_s(text: &str) -> Result<i64, Failure> {
    let span = Span::parse(text).filter(|span| span.0 >= 0);
    let expected = ("a length of time such as 2m or 90s", "时长，如 2m 或 90s");
    span.map(|span| span.0 / 1000).ok_or_else(|| unusable(Opt::UrgentWithin, text, expected))
}

/// Reads `--until`.
pub(super) fn until(text: &str) -> Result<Span, Failure> {
    let expected = ("a length of time up to 3660d, such as 30d or 2h", "不超过 3660d 的时长，如 30d 或 2h");
    let span = Span::parse(text).filter(|span| span.0 > 0 && span.0 <= LONGEST.0);
    span.ok_or_else(|| unusable(Opt::Until, text, expected))
}

/// Ten years: no policy says anything of what is further off.
const LONGEST: Span = Span(3660 * 86_400_000);

/// Reads a length of time that is not negative.
pub(crate) fn span(option: Opt, text: &str) -> Result<Span, Failure> {
    let expected = ("a length of time such as 365d or 72h", "时长，如 365d 或 72h");
    Span::parse(text).filter(|span| span.0 >= 0).ok_or_else(|| unusable(option, text, expected))
}

/// Reads `--tz`.
pub(super) fn offset(text: &str) -> Result<Offset, Failure> {
    let expected = ("an offset such as +08:00 or Z", "时区偏移，如 +08:00 或 Z");
    Offset::parse(text.as_bytes()).map_err(|_| unusable(Opt::Tz, text, expected))
}

/// The moment that the system's clock shows, unless it is set to before 1970 or to where no date can be written: what
/// was decided by such a clock would be nonsense.
fn clock(shows: SystemTime) -> Result<Moment, Failure> {
    let since = shows.duration_since(UNIX_EPOCH).ok();
    let moment = since.and_then(|since| i64::try_from(since.as_millis()).ok()).map(Moment);
    moment.filter(|moment| moment.day().if_writable().is_some()).ok_or_else(|| {
        Failure::new(
            "the clock of this machine is wrong: it shows a time before 1970 or after 9999; set it, or give the moment with --now",
            "本机时钟有误：所示时间早于1970年或晚于9999年；请校准时钟，或用 --now 指定时间",
        )
    })
}

/// Reads a moment, such as `--now`; without it, the clock says.
pub(crate) fn now(option: Opt, text: Option<&str>, offset: Offset) -> Result<Moment, Failure> {
    let Some(text) = text else { return clock(SystemTime::now()) };
    let expected = ("a time such as 2026-11-22T10:00:00+08:00", "时间，如 2026-11-22T10:00:00+08:00");
    Moment::parse_or_midnight(text.as_bytes(), offset).map_err(|_| unusable(option, text, expected))
}

/// Reads a verdict that a command can give.
pub(super) fn verdict(option: Opt, name: &str, command: Command) -> Result<Verdict, Failure> {
    let verdict = Verdict::from_code(name.trim()).filter(|verdict| command.verdicts().contains(verdict));
    verdict.ok_or_else(|| {
        let option = option.id();
        let known: Vec<&str> = command.verdicts().iter().map(|verdict| verdict.code()).collect();
        let Text { en, zh } = suggest::hint(suggest::nearest(name, known.iter().copied()));
        let name = without_secret(name);
        Failure::new(
            format!("--{option} {name}: {} gives {}{en}", command.name(), known.join(", ")),
            format!("--{option} {name}：{} 的结论有 {}{zh}", command.name(), known.join("、")),
        )
    })
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_clock_that_cannot_be_right_is_refused() {
        let at = |seconds| UNIX_EPOCH.checked_add(Duration::from_secs(seconds)).unwrap();
        assert_eq!(clock(at(1_763_776_800)).unwrap(), Moment(1_763_776_800_000));
        // The last second of the year 9999 in China, and the next.
        assert!(clock(at(253_402_271_999)).is_ok());
        for wrong in [at(253_402_272_000), UNIX_EPOCH - Duration::from_secs(1)] {
            assert!(clock(wrong).unwrap_err().to_string().contains("--now"));
        }
    }
}
