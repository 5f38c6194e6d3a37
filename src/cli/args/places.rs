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

use Format::{Csv, Github, Html, Json, Jsonl, Junit, Markdown, Table};

const PEOPLE: &[Format] = &[Table, Markdown, Html];
const ALL_BUT_CI: &[Format] = &[Table, Json, Jsonl, Csv, Markdown, Html];

/// Every option that does not have a place everywhere.
const PLACES: [Place; 11] = [
    Place { opt: Opt::Passthrough, formats: &[Csv, Json, Jsonl], comparisons: Comparisons::OfRecords },
    Place { opt: Opt::Bom, formats: &[Csv], comparisons: Comparisons::Always },
    Place { opt: Opt::Wide, formats: PEOPLE, comparisons: Comparisons::Always },
    Place { opt: Opt::Brief, formats: PEOPLE, comparisons: Comparisons::Always },
    Place { opt: Opt::Record, formats: PEOPLE, comparisons: Comparisons::OfRecords },
    Place { opt: Opt::Steps, formats: ALL_BUT_CI, comparisons: Comparisons::OfRecords },
    Place { opt: Opt::Letter, formats: ALL_BUT_CI, comparisons: Comparisons::Never },
    Place { opt: Opt::Explain, formats: ALL_BUT_CI, comparisons: Comparisons::Always },
    Place { opt: Opt::Turn, formats: ALL_BUT_CI, comparisons: Comparisons::Never },
    Place { opt: Opt::Until, formats: ALL_BUT_CI, comparisons: Comparisons::Never },
    // The rows of a comparison have no warnings.
    Place { opt: Opt::FlagDuplicates, formats: &Format::ALL, comparisons: Comparisons::Never },
];

/// The formats that say what is to become of each record, and so have no place for comparisons.
const OF_VERDICTS: [Format; 2] = [Github, Junit];

/// The options that were given and do not have a place everywhere.
pub(crate) fn given(given: Given<'_>) -> Vec<Opt> {
    PLACES.iter().map(|place| place.opt).filter(|opt| given.has(*opt)).collect()
}

/// Checks that everything that was asked for does something.
///
/// # Errors
/// The first option that would do nothing.
pub(crate) fn check(
    given: &[Opt],
    command: Command,
    format: Format,
    compared: Compared,
) -> Result<(), Failure> {
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
        match place.comparisons {
            Comparisons::Never if compares => {
                return Err(Failure::new(
                    format!("--{name} does nothing with {}", command.name()),
                    format!("--{name} 对 {} 不起作用", command.name()),
                ));
            }
            Comparisons::OfRecords if compares && compared == Compared::Topics => {
                return Err(Failure::new(
                    format!("--{name} does nothing with topics alone; give records to compare"),
                    format!("--{name} 只对记录起作用，请同时给出要对比的记录"),
                ));
            }
            Comparisons::Never | Comparisons::OfRecords | Comparisons::Always => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_refused(opt: Opt, command: Command, format: Format, compared: Compared) -> bool {
        check(&[opt], command, format, compared).is_err()
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
        assert!(check(&[], Command::ComparePlatforms, Github, Compared::Anything).is_err());
        assert!(check(&[], Command::CheckUnbind, Github, Compared::Anything).is_ok());
    }
}
