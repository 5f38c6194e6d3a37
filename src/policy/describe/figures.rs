//! Figures, spans and names in words.

use crate::field::Field;
use crate::lang::Text;
use crate::policy::model::{Due, Latency, Pack};
use crate::value::{Money, Rate, Span, written};

pub(super) fn title(pack: &Pack, vocabulary: &str, word: &str) -> Text {
    pack.word(vocabulary, word).map_or_else(|| Text::code(word), |known| known.title.clone())
}

/// The name of a field, in words.
pub(super) fn field_name(field: Field) -> Text {
    let zh = field.spec().aliases.first().copied().unwrap_or(field.name());
    Text::new(field.name(), zh)
}

pub(super) fn until(due: Due) -> Text {
    let from = field_name(due.from);
    if due.lasts.0 < 0 {
        let before = span(Span(-due.lasts.0));
        return Text::new(
            format!("until {} before {}", before.en, from.en),
            format!("{}前{}", from.zh, before.zh),
        );
    }
    let after = span(due.lasts);
    Text::new(format!("within {} of {}", after.en, from.en), format!("{}后{}", from.zh, after.zh))
}

pub(super) fn latency((least, most): &Latency) -> Text {
    let (a, b) = (span(*least), span(*most));
    if least == most { a } else { Text::new(format!("{} to {}", a.en, b.en), format!("{}至{}", a.zh, b.zh)) }
}

pub(super) fn range(least: String, most: String) -> String {
    if least == most { least } else { format!("{least}–{most}") }
}

/// A Chinese text as it follows another: figures stand apart from it.
pub(super) fn spaced(text: &str) -> String {
    let gap = if text.starts_with(|c: char| c.is_ascii_alphanumeric()) { " " } else { "" };
    format!("{gap}{text}")
}

/// A length of time: `72h`, and `72 小时`.
pub(super) fn span(span: Span) -> Text {
    let en = span.to_string();
    let number = en.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit = match en.strip_prefix(number) {
        Some("h") => "小时",
        Some("m") => "分钟",
        _ => "秒",
    };
    let zh = format!(" {number} {unit}");
    Text::new(en, zh)
}

pub(super) fn money(money: Money) -> Text {
    let amount = written(|out| money.write(out));
    Text::new(format!("{amount} yuan"), format!("{amount} 元"))
}

pub(super) fn points(rate: Rate) -> String {
    let points = written(|out| Rate(rate.0.abs().saturating_mul(100)).write(out));
    format!("{}{points}", if rate.0 < 0 { "−" } else { "+" })
}

pub(super) fn clock(time: Span) -> String {
    let minutes = time.0 / 60_000;
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}
