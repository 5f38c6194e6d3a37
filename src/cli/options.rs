//! Options of the command line, read into the types that the library takes.

use std::io::IsTerminal;

use clap::ArgMatches;

use super::failure::Failure;
use crate::command::{Command, Verdict};
use crate::decide::{Options, Rank};
use crate::field::FieldSet;
use crate::input::{Encoding, Format, ReadOptions};
use crate::lang::{Text, suggest};
use crate::policy::Pack;
use crate::value::{CHINA, Moment, Offset, Span};

/// How results are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the contract's own")]
pub enum OutputFormat {
    Table,
    Json,
    Jsonl,
    Csv,
    Markdown,
    Github,
    Junit,
}

impl OutputFormat {
    const ALL: [(&str, Self); 7] = [
        ("table", Self::Table),
        ("json", Self::Json),
        ("jsonl", Self::Jsonl),
        ("csv", Self::Csv),
        ("markdown", Self::Markdown),
        ("github", Self::Github),
        ("junit", Self::Junit),
    ];

    /// The format that was asked for.
    pub fn of(matches: &ArgMatches) -> Self {
        let name = text(matches, "format").unwrap_or("table");
        Self::ALL.iter().find(|(known, _)| *known == name).map_or(Self::Table, |(_, format)| *format)
    }
}

/// The text of an option.
pub fn text<'m>(matches: &'m ArgMatches, name: &str) -> Option<&'m str> {
    matches.try_get_one::<String>(name).ok().flatten().map(String::as_str)
}

/// The file that `-o` names; `-` is standard output, as is no name at all.
pub fn output(matches: &ArgMatches) -> Option<&str> {
    text(matches, "output").filter(|name| *name != "-")
}

/// Whether the output goes to a terminal.
pub fn goes_to_terminal(matches: &ArgMatches) -> bool {
    output(matches).is_none() && std::io::stdout().is_terminal()
}

/// The texts of a repeatable option.
pub fn texts<'m>(matches: &'m ArgMatches, name: &str) -> Vec<&'m str> {
    let values = matches.try_get_many::<String>(name).ok().flatten();
    values.map(|values| values.map(String::as_str).collect()).unwrap_or_default()
}

/// Whether a flag is set.
pub fn flag(matches: &ArgMatches, name: &str) -> bool {
    matches.try_get_one::<bool>(name).ok().flatten().copied().unwrap_or(false)
}

/// How inputs are to be read.
///
/// # Errors
/// When an option's value makes no sense.
pub fn feed_options(matches: &ArgMatches) -> Result<ReadOptions, Failure> {
    let from = text(matches, "from").and_then(|name| Format::ALL.iter().find(|(known, _)| *known == name));
    let delimiter = match text(matches, "delimiter") {
        None => None,
        Some("\\t" | "tab") => Some(b'\t'),
        Some(text) => match text.as_bytes() {
            [byte] if !matches!(byte, b'"' | b'\n' | b'\r') => Some(*byte),
            _ => {
                return Err(Failure::new(
                    format!("--delimiter {text}: expected one ASCII character, such as ; or \\t"),
                    format!("--delimiter {text}：应为一个 ASCII 字符，如 ; 或 \\t"),
                ));
            }
        },
    };
    let columns = texts(matches, "columns");
    let defaults = ReadOptions::default();
    Ok(ReadOptions {
        from: from.map(|(_, format)| *format),
        delimiter,
        columns: (!columns.is_empty()).then(|| columns.into_iter().map(str::to_owned).collect()),
        skip_lines: matches.get_one("skip-lines").copied().unwrap_or(0),
        same_columns: flag(matches, "passthrough"),
        encoding: text(matches, "encoding").and_then(encoding),
        sheet: text(matches, "sheet").map(str::to_owned),
        max_record_bytes: size(matches, "max-record-size")?.unwrap_or(defaults.max_record_bytes),
        max_unpacked: size(matches, "max-unpacked")?.unwrap_or(defaults.max_unpacked),
        ..defaults
    })
}

fn encoding(name: &str) -> Option<Encoding> {
    Encoding::ALL.iter().find(|(known, _)| *known == name).map(|(_, encoding)| *encoding)
}

/// Reads an option that is a size: bytes, or with `K`, `M` or `G` behind the number.
fn size<N: TryFrom<u64>>(matches: &ArgMatches, name: &str) -> Result<Option<N>, Failure> {
    let Some(text) = text(matches, name) else { return Ok(None) };
    let upper = text.trim().to_ascii_uppercase();
    let upper = upper.strip_suffix('B').unwrap_or(&upper);
    let upper = upper.strip_suffix('I').unwrap_or(upper);
    let units = [('K', 10), ('M', 20), ('G', 30)];
    let (digits, shift) = units
        .into_iter()
        .find_map(|(unit, shift)| Some((upper.strip_suffix(unit)?, shift)))
        .unwrap_or((upper, 0));
    let size = digits.trim().parse::<u64>().ok().and_then(|n| n.checked_mul(1 << shift));
    let size = size.filter(|size| *size > 0).and_then(|size| N::try_from(size).ok());
    size.map(Some).ok_or_else(|| {
        Failure::new(
            format!("--{name} {text}: expected a size such as 16M or 65536"),
            format!("--{name} {text}：应为大小，如 16M 或 65536"),
        )
    })
}

/// What the user asked of the decision.
///
/// # Errors
/// When an option's value makes no sense.
pub fn deciding_options(matches: &ArgMatches) -> Result<Options, Failure> {
    let urgent_within = text(matches, "urgent-within").unwrap_or("2m");
    let urgent_within_s = Span::parse(urgent_within).filter(|span| span.0 >= 0).ok_or_else(|| {
        Failure::new(
            format!("--urgent-within {urgent_within}: expected a length of time such as 2m or 90s"),
            format!("--urgent-within {urgent_within}：应为时长，如 2m 或 90s"),
        )
    })?;
    Ok(Options {
        no_assume: flag(matches, "no-assume"),
        urgent_within_s: urgent_within_s.0 / 1000,
        rank: if text(matches, "rank") == Some("speed") { Rank::Speed } else { Rank::Net },
        platforms: texts(matches, "platform").into_iter().map(str::to_owned).collect(),
        filled: FieldSet::EMPTY,
    })
}

/// The zone of times that name none.
///
/// # Errors
/// When it is no offset.
pub fn offset(matches: &ArgMatches) -> Result<Offset, Failure> {
    let Some(text) = text(matches, "tz") else { return Ok(CHINA) };
    Offset::parse(text.as_bytes()).map_err(|_| {
        Failure::new(
            format!("--tz {text}: expected an offset such as +08:00 or Z"),
            format!("--tz {text}：应为时区偏移，如 +08:00 或 Z"),
        )
    })
}

/// The moment to decide at.
///
/// # Errors
/// When it is no time.
pub fn now(matches: &ArgMatches, offset: Offset) -> Result<Moment, Failure> {
    let Some(text) = text(matches, "now") else {
        return Ok(Moment(chrono::Utc::now().timestamp_millis()));
    };
    Moment::parse_or_midnight(text.as_bytes(), offset).map_err(|_| {
        Failure::new(
            format!("--now {text}: expected a time such as 2026-11-22T10:00:00+08:00"),
            format!("--now {text}：应为时间，如 2026-11-22T10:00:00+08:00"),
        )
    })
}

/// The verdicts that make the run fail.
///
/// # Errors
/// When the command has no such verdict.
pub fn gates(matches: &ArgMatches, command: Command) -> Result<Vec<Verdict>, Failure> {
    let mut gates = Vec::new();
    for name in texts(matches, "fail-on") {
        let verdict = Verdict::from_code(name.trim()).filter(|v| command.verdicts().contains(v));
        let Some(verdict) = verdict else {
            let known: Vec<&str> = command.verdicts().iter().map(|v| v.code()).collect();
            let Text { en, zh } = suggest::hint(suggest::nearest(name, known.iter().copied()));
            return Err(Failure::new(
                format!("--fail-on {name}: {} gives {}{en}", command.name(), known.join(", ")),
                format!("--fail-on {name}：{} 的结论有 {}{zh}", command.name(), known.join("、")),
            ));
        };
        gates.push(verdict);
    }
    Ok(gates)
}

/// Checks the recycling platforms that the user asks for.
///
/// # Errors
/// When the policy knows no such platform.
pub fn check_recyclers(matches: &ArgMatches, pack: &Pack) -> Result<(), Failure> {
    let known: Vec<&str> = pack.words("recycler").map(|word| word.id.as_str()).collect();
    let asked = texts(matches, "platform");
    let Some(name) = asked.into_iter().find(|name| !known.contains(name)) else { return Ok(()) };
    let Text { en, zh } = suggest::hint(suggest::nearest(name, known.iter().copied()));
    Err(Failure::new(
        format!("--platform {name}: expected one of {}{en}", known.join(", ")),
        format!("--platform {name}：应为以下之一：{}{zh}", known.join("、")),
    ))
}
