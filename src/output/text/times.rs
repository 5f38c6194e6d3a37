//! Dates and times for people, in the time of China.

use crate::lang::Lang;
use crate::value::written;
use crate::value::{Day, Moment, Span};

/// A moment as people write it, in China's time.
pub fn time_text(moment: Moment) -> String {
    let text = written(|out| moment.write(out));
    text.trim_end_matches("+08:00").replace('T', " ")
}

/// A moment's time of day, in China's time.
pub fn clock_of(moment: Moment) -> String {
    time_text(moment).split(' ').nth(1).unwrap_or_default().to_owned()
}

/// A date.
pub fn date_text(day: Day) -> String {
    written(|out| day.write(out))
}

/// A day of the week.
pub fn weekday(day: Day, lang: Lang) -> &'static str {
    const EN: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    const ZH: [&str; 7] = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];
    let index = day.weekday() as usize % 7;
    lang.pick(EN[index], ZH[index])
}

/// A date with its day of the week.
pub fn dated(day: Day, lang: Lang) -> String {
    match lang {
        Lang::En => format!("{} {}", weekday(day, lang), date_text(day)),
        Lang::Zh => format!("{}（{}）", date_text(day), weekday(day, lang)),
    }
}

/// A moment with its day of the week.
pub fn timed(moment: Moment, lang: Lang) -> String {
    format!("{}{}{}", dated(moment.day(), lang), lang.pick(" ", ""), clock_of(moment))
}

/// How long ago something was, in its two greatest units: `2 days 23 hours ago`, `2天23小时前`.
pub fn ago(span: Span, lang: Lang) -> String {
    const UNITS: [(i64, &str, &str); 4] =
        [(86_400, "day", "天"), (3_600, "hour", "小时"), (60, "minute", "分钟"), (1, "second", "秒")];
    let seconds = (span.0 / 1000).max(0);
    let first = UNITS.iter().position(|(unit, ..)| seconds >= *unit).unwrap_or(UNITS.len() - 1);
    let mut rest = seconds;
    let mut parts = Vec::new();
    for (unit, en, zh) in UNITS.iter().skip(first).take(2) {
        let count = rest / unit;
        rest %= unit;
        if count > 0 || *unit == 1 && parts.is_empty() {
            parts.push(match lang {
                Lang::En => format!("{count} {en}{}", if count == 1 { "" } else { "s" }),
                Lang::Zh => format!("{count}{zh}"),
            });
        }
    }
    format!("{}{}", parts.join(lang.pick(" ", "")), lang.pick(" ago", "前"))
}

/// A time that is left, as a clock: `06:30`, `3:06:30`, `2d 03:06:30`.
pub fn countdown(seconds: i64, lang: Lang) -> String {
    let (days, hours) = (seconds / 86_400, seconds / 3_600 % 24);
    let (minutes, rest) = (seconds / 60 % 60, seconds % 60);
    if days > 0 {
        format!("{days}{} {hours:02}:{minutes:02}:{rest:02}", lang.pick("d", "天"))
    } else if hours > 0 {
        format!("{hours}:{minutes:02}:{rest:02}")
    } else {
        format!("{minutes:02}:{rest:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_units_say_how_long_ago() {
        for (seconds, en, zh) in [
            (0, "0 seconds ago", "0秒前"),
            (61, "1 minute 1 second ago", "1分钟1秒前"),
            (7_200, "2 hours ago", "2小时前"),
            (259_195, "2 days 23 hours ago", "2天23小时前"),
        ] {
            let span = Span(seconds * 1000);
            assert_eq!((ago(span, Lang::En).as_str(), ago(span, Lang::Zh).as_str()), (en, zh));
        }
    }
}
