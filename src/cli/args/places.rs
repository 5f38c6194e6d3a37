//! Options × formats: where each option has a place. What does nothing is refused before anything
//! is read.

use super::super::command::{Given, Opt};
use super::super::error::Failure;
use crate::command::Command;
use crate::output::Format;

/// Where an option has a place.
struct Place {
    opt: Opt,
    formats: &'static [Format],
    comparisons: Comparisons,
    /// Whether it has one beside a summary, which stands in place of the results.
    with_summary: bool,
}

/// Whether an option has a place with compare-platforms.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Comparisons {
    Always,
    /// With records, not with topics.
    OfRecords,
    Never,
}

/// What compare-platforms compares, as far as that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Compared {
    /// Records, or topics; that may show only once the input is opened.
    Anything,
    /// Topics.
    Topics,
}

/// What a run is asked for.
#[derive(Clone, Copy)]
pub(crate) struct Asked {
    pub(crate) command: Command,
    pub(crate) format: Format,
    pub(crate) compared: Compared,
}

use Format::{Csv, Github, Html, Ics, Json, Jsonl, Junit, Markdown, Table, Tsv, Xlsx};

const PEOPLE: &[Format] = &[Table, Markdown, Html];
const ROWS: &[Format] = &[Csv, Tsv];
const ALL_BUT_CI: &[Format] = &[Table, Json, Jsonl, Csv, Tsv, Xlsx, Html, Markdown];

/// A row of [`PLACES`].
const fn place(opt: Opt, formats: &'static [Format], comparisons: Comparisons, with_summary: bool) -> Place {
    Place { opt, formats, comparisons, with_summary }
}

use Comparisons::{Always, Never, OfRecords};

/// Every option that does not have a place everywhere.
const PLACES: [Place; 15] = [
    place(Opt::Passthrough, &[Csv, Tsv, Json, Jsonl, Xlsx], OfRecords, false),
    place(Opt::Bom, ROWS, Always, true),
    // A workbook has words anyway.
    place(Opt::Labels, &[Csv, Tsv, Xlsx], Always, true),
    place(Opt::Wide, PEOPLE, Always, false),
    place(Opt::Ascii, &[Table], Always, true),
    place(Opt::Brief, PEOPLE, Always, false),
    place(Opt::Record, PEOPLE, OfRecords, false),
    place(Opt::Steps, ALL_BUT_CI, OfRecords, false),
    place(Opt::Letter, ALL_BUT_CI, Never, false),
    place(Opt::Explain, ALL_BUT_CI, Always, false),
    place(Opt::Turn, ALL_BUT_CI, Never, false),
    place(Opt::Until, &[Table, Json, Jsonl, Csv, Tsv, Xlsx, Html, Markdown, Ics], Never, false),
    // The rows of a comparison have no warnings; a gate may wait for one beside a summary.
    place(Opt::FlagDuplicates, &Format::ALL, Never, true),
    place(Opt::Only, &Format::ALL, Never, false),
    place(Opt::Summary, &[Table, Json, Csv, Tsv, Xlsx, Html, Markdown], Never, true),
];

/// The formats that say what is to become of each record, and so have no place for comparisons.
const OF_VERDICTS: [Format; 3] = [Github, Junit, Ics];

/// The options that were given and do not have a place everywhere.
pub(crate) fn given(given: Given<'_>) -> Vec<Opt> {
    PLACES.iter().map(|place| place.opt).filter(|opt| given.has(*opt)).collect()
}

/// Checks that everything that was asked for does something.
///
/// # Errors
/// The first option that would do nothing.
pub(crate) fn check(given: &[Opt], asked: Asked) -> Result<(), Failure> {
    let Asked { command, format, compared } = asked;
    let compares = command == Command::ComparePlatforms;
    if compares && OF_VERDICTS.contains(&format) {
        let name = format.name();
        let rest = Format::ALL.into_iter().filter(|format| !OF_VERDICTS.contains(format));
        let rest: Vec<&str> = rest.map(Format::name).collect();
        return Err(Failure::new(
            format!("-f {name}: a comparison has no verdicts to report; choose {}", rest.join(", ")),
            format!("-f {name}：对比没有逐条结论，不能输出为 {name}；可选：{}", rest.join("、")),
        ));
    }
    for place in PLACES.iter().filter(|place| given.contains(&place.opt)) {
        let name = place.opt.id();
        if !place.formats.contains(&format) {
            let formats: Vec<&str> = place.formats.iter().map(|format| format.name()).collect();
            return Err(Failure::new(
                format!("--{name} does nothing with -f {}; it is for {}", format.name(), formats.join(", ")),
                format!("--{name} 对 -f {} 不起作用，适用于：{}", format.name(), formats.join("、")),
            ));
        }
        if !place.with_summary && given.contains(&Opt::Summary) {
            return Err(Failure::new(
                format!("--{name} does nothing with --summary, which is written in place of the results"),
                format!("--{name} 与 --summary 同用时不起作用：--summary 只写汇总，不写逐条结果"),
            ));
        }
        if place.opt == Opt::Only && given.contains(&Opt::Record) {
            return Err(Failure::new(
                "--only does nothing with --record, which shows one record whatever its verdict",
                "--only 与 --record 同用时不起作用：--record 总是显示那一条记录",
            ));
        }
        match place.comparisons {
            Never if compares => {
                return Err(Failure::new(
                    format!("--{name} does nothing with {}", command.name()),
                    format!("--{name} 对 {} 不起作用", command.name()),
                ));
            }
            OfRecords if compares && compared == Compared::Topics => {
                return Err(Failure::new(
                    format!("--{name} does nothing with topics alone; give records to compare"),
                    format!("--{name} 只对记录起作用，请同时给出要对比的记录"),
                ));
            }
            Never | OfRecords | Always => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_refused(opt: Opt, command: Command, format: Format, compared: Compared) -> bool {
        check(&[opt], Asked { command, format, compared }).is_err()
    }

    #[test]
    fn what_does_nothing_is_refused() {
        let decides = |opt, format| is_refused(opt, Command::CheckUnbind, format, Compared::Anything);
        assert!(decides(Opt::Bom, Json) && !decides(Opt::Bom, Csv));
        assert!(decides(Opt::Wide, Csv) && !decides(Opt::Wide, Markdown));
        assert!(decides(Opt::Passthrough, Table) && !decides(Opt::Passthrough, Jsonl));
        assert!(decides(Opt::Steps, Github) && decides(Opt::Explain, Junit) && !decides(Opt::Explain, Table));
        let compares = |opt, compared| is_refused(opt, Command::ComparePlatforms, Csv, compared);
        assert!(compares(Opt::FlagDuplicates, Compared::Anything));
        assert!(compares(Opt::Steps, Compared::Topics) && !compares(Opt::Steps, Compared::Anything));
        let none = |command| check(&[], Asked { command, format: Github, compared: Compared::Anything });
        assert!(none(Command::ComparePlatforms).is_err() && none(Command::CheckUnbind).is_ok());
        let asked = Asked { command: Command::CheckUnbind, format: Csv, compared: Compared::Anything };
        assert!(check(&[Opt::Only, Opt::Summary], asked).is_err());
        assert!(check(&[Opt::Labels, Opt::Summary, Opt::Bom], asked).is_ok());
    }
}
