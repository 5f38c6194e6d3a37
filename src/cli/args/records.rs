//! The options of the commands that read records.

use std::path::{Path, PathBuf};

use super::super::command::{Given, Opt, When, grammar};
use super::super::error::Failure;
use super::super::policies;
use super::super::terminal::Terminal;
use super::endings;
use super::gates;
use super::given_option::{GivenOption, given_options};
use super::places::{self, Asked, Compared};
use super::positional::{Positional, mapping, positional};
use super::values;
use crate::command::{Command, Verdict};
use crate::decide::{Gates, Options, Rank};
use crate::field::Field;
use crate::input::{Encoding, Format as InputFormat, ReadOptions, SheetChoice};
use crate::lang::Lang;
use crate::output::Format;
use crate::output::human::Detail;
use crate::questions::Questions;
use crate::value::{Moment, Offset};

/// What a command that reads records was asked for.
#[derive(Debug)]
pub(crate) struct RecordArgs {
    /// The command.
    pub(crate) command: Command,
    /// Inputs, and values for records that lack them.
    pub(crate) positional: Positional,
    /// How inputs are read.
    pub(crate) feed: ReadOptions,
    /// Columns of any name, and the fields that they hold.
    pub(crate) map: Vec<(String, Field)>,
    /// Whether a column that is not known is an error.
    pub(crate) strict_columns: bool,
    /// Whether to say what becomes of the columns, and no more.
    pub(crate) columns_report: bool,
    /// More texts that stand for a missing value.
    pub(crate) missing: Vec<String>,
    /// The zone of times that name none.
    pub(crate) offset: Offset,
    /// The moment to decide at.
    pub(crate) now: Moment,
    /// What is asked of the decision.
    pub(crate) options: Options,
    /// What is asked beyond it.
    pub(crate) questions: Questions,
    /// The user's policy files, lowest first.
    pub(crate) policies: Vec<String>,
    /// Rules that are switched off, whatever the policy says.
    pub(crate) off: Vec<String>,
    /// What makes the run fail.
    pub(crate) gates: Gates,
    /// The verdicts whose results are written, where not all are.
    pub(crate) only: Option<Vec<Verdict>>,
    /// How many threads to use, where that is said.
    pub(crate) threads: Option<usize>,
    /// The topics to compare, where some are named.
    pub(crate) topics: Vec<String>,
    /// How results are written.
    pub(crate) output: OutputArgs,
    /// The receipt to write, if any.
    pub(crate) receipt: Option<ReceiptArgs>,
    /// Options that were given and do not have a place everywhere.
    with_places: Vec<Opt>,
}

/// A receipt that is asked for.
#[derive(Debug)]
pub(crate) struct ReceiptArgs {
    /// The file to write it to.
    pub(crate) file: String,
    /// The options that were given.
    pub(crate) given: Vec<GivenOption>,
}

impl ReceiptArgs {
    fn resolve(given: Given<'_>, command: Command, format: Format) -> Result<Option<Self>, Failure> {
        let file = match command.verdicts() {
            [] => None,
            _ => given.text(Opt::Receipt),
        };
        let Some(file) = file else { return Ok(None) };
        if format == Format::Table {
            return Err(Failure::new(
                "--receipt does nothing with -f table, which is for people; choose csv, json or another format",
                "--receipt 对 -f table 不起作用（表格只供人看）；请改用 csv、json 等格式",
            ));
        }
        if file == "-" {
            return Err(Failure::new(
                "--receipt -: expected a file; standard output is for results",
                "--receipt -：应为文件；标准输出用于结果",
            ));
        }
        let grammar = grammar(Lang::En);
        let options = grammar.find_subcommand(command.name());
        let given = options.map(|options| given_options(given, options)).unwrap_or_default();
        Ok(Some(Self { file: file.to_owned(), given }))
    }
}

/// How results are written.
#[derive(Debug)]
pub(crate) struct OutputArgs {
    /// The format.
    pub(crate) format: Format,
    /// The file to write to, if any.
    pub(crate) file: Option<String>,
    /// Whether rules come with their messages.
    pub(crate) explain: bool,
    /// Whether the guided steps are given.
    pub(crate) steps: bool,
    /// Whether the letter to customer service is given.
    pub(crate) letter: bool,
    /// Whether signs and rules are ASCII.
    pub(crate) ascii: bool,
    /// Whether a card is shown without a pager, however high it is.
    pub(crate) no_pager: bool,
    /// Whether records whose card was in an earlier one are marked.
    pub(crate) flag_duplicates: bool,
    /// Whether the input's own columns are passed through.
    pub(crate) passthrough: bool,
    /// Whether CSV begins with a byte order mark.
    pub(crate) bom: bool,
    /// Whether headings and codes are written as words.
    pub(crate) labels: bool,
    /// Whether the summary is written in place of the results.
    pub(crate) summary: bool,
    /// How much of each result people are shown.
    pub(crate) detail: Detail,
    /// The one record to show.
    pub(crate) record: Option<u64>,
    /// Whether platforms that decline are listed.
    pub(crate) all_quotes: bool,
    /// When colours are used.
    pub(crate) color: When,
    /// Whether to print nothing but errors.
    pub(crate) quiet: bool,
    /// Whether to print more.
    pub(crate) verbose: bool,
}

impl OutputArgs {
    fn resolve(given: Given<'_>, command: Command, usual: Format) -> Result<Self, Failure> {
        let file = given.text(Opt::Output).filter(|name| *name != "-");
        let format = match given.value(Opt::Format).copied() {
            Some(format) => format,
            None => file.map(endings::format_of).transpose()?.flatten().unwrap_or(usual),
        };
        if format == Format::Xlsx && file.is_none() {
            return Err(endings::needs_file(format));
        }
        let color = given.value(Opt::Color).copied().unwrap_or(When::Auto);
        let is_read_here = format == Format::Table && Terminal::new(file.is_some(), color).is_output;
        Ok(Self {
            format,
            file: file.map(str::to_owned),
            explain: given.flag(Opt::Explain),
            steps: given.flag(Opt::Steps),
            letter: given.has(Opt::Letter),
            ascii: given.flag(Opt::Ascii) || std::env::var_os("TERM").is_some_and(|term| term == "dumb"),
            no_pager: given.flag(Opt::NoPager),
            flag_duplicates: given.flag(Opt::FlagDuplicates),
            passthrough: given.flag(Opt::Passthrough),
            bom: given.flag(Opt::Bom),
            labels: given.has(Opt::Labels),
            summary: given.has(Opt::Summary),
            detail: detail(given, is_read_here)?,
            record: given.value(Opt::Record).copied(),
            all_quotes: command == Command::RecycleQuote && given.flag(Opt::All),
            color,
            quiet: given.flag(Opt::Quiet),
            verbose: given.flag(Opt::Verbose),
        })
    }

    /// The folder of the file that is written, where there is room for temporary files.
    pub(crate) fn folder(&self) -> Option<PathBuf> {
        let file = Path::new(self.file.as_deref()?);
        let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
        Some(folder.unwrap_or(Path::new(".")).to_owned())
    }

    /// Where output for people goes.
    pub(crate) fn terminal(&self) -> Terminal {
        Terminal::new(self.file.is_some(), self.color)
    }
}

impl RecordArgs {
    /// Resolves what was given.
    ///
    /// # Errors
    /// When a value makes no sense, or an option does nothing.
    pub(crate) fn resolve(given: Given<'_>, command: Command) -> Result<Self, Failure> {
        Self::resolve_as(given, command, Format::Table)
    }

    /// Resolves what was given, where results are usually written in this format.
    ///
    /// # Errors
    /// When a value makes no sense, or an option does nothing.
    pub(crate) fn resolve_as(given: Given<'_>, command: Command, usual: Format) -> Result<Self, Failure> {
        let output = OutputArgs::resolve(given, command, usual)?;
        let with_places = places::given(given);
        places::check(&with_places, Asked { command, format: output.format, compared: Compared::Anything })?;
        let questions = questions(given, command)?;
        let gates = match command.verdicts() {
            [] => Vec::new(),
            _ => given.texts(Opt::FailOn),
        };
        let gates = gates::of(&gates, command, output.flag_duplicates)?;
        let only = if given.has(Opt::Only) { given.texts(Opt::Only) } else { Vec::new() };
        let only: Vec<Verdict> =
            only.iter().map(|name| values::verdict(Opt::Only, name, command)).collect::<Result<_, _>>()?;
        let offset = values::offset(given.text(Opt::Tz).unwrap_or("Z"))?;
        let now = values::now(Opt::Now, given.text(Opt::Now), offset)?;
        let inputs = given.texts(Opt::Input);
        let positional = positional(inputs.iter().map(String::as_str), command)?;
        let map = given.texts(Opt::Map);
        let columns = given.texts(Opt::Columns);
        let defaults = ReadOptions::default();
        Ok(Self {
            command,
            positional,
            feed: ReadOptions {
                from: given.value::<Option<InputFormat>>(Opt::From).copied().flatten(),
                delimiter: given.text(Opt::Delimiter).map(values::delimiter).transpose()?,
                columns: (!columns.is_empty()).then_some(columns),
                at: given.text(Opt::At).map(str::to_owned),
                skip_lines: given.value(Opt::SkipLines).copied().unwrap_or(0),
                same_columns: output.passthrough,
                encoding: given.value::<Option<Encoding>>(Opt::Encoding).copied().flatten(),
                sheets: sheets(given)?,
                max_record_bytes: size(given, Opt::MaxRecordSize)?.unwrap_or(defaults.max_record_bytes),
                max_unpacked: size(given, Opt::MaxUnpacked)?.unwrap_or(defaults.max_unpacked),
                ..defaults
            },
            map: map.iter().map(|text| mapping(text, command)).collect::<Result<_, _>>()?,
            strict_columns: given.flag(Opt::StrictColumns),
            columns_report: given.flag(Opt::ColumnsReport),
            missing: given.texts(Opt::Na),
            offset,
            now,
            options: options(given, command, &questions)?,
            questions,
            policies: policies::paths(given)?,
            off: match command.verdicts() {
                [] => Vec::new(),
                _ => given.texts(Opt::Off),
            },
            gates,
            only: (!only.is_empty()).then_some(only),
            threads: given.value(Opt::Threads).copied(),
            topics: match command {
                Command::ComparePlatforms => given.texts(Opt::Topic),
                _ => Vec::new(),
            },
            receipt: ReceiptArgs::resolve(given, command, output.format)?,
            output,
            with_places,
        })
    }

    /// Checks that everything that was asked for does something with topics alone.
    ///
    /// # Errors
    /// The first option that would do nothing.
    pub(crate) fn check_topics(&self) -> Result<(), Failure> {
        let asked = Asked { command: self.command, format: self.output.format, compared: Compared::Topics };
        places::check(&self.with_places, asked)
    }
}

/// What is asked of each record beyond its verdict.
fn questions(given: Given<'_>, command: Command) -> Result<Questions, Failure> {
    if command.verdicts().is_empty() {
        return Ok(Questions::default());
    }
    let target = given.text(Opt::Turn).map(|name| values::verdict(Opt::Turn, name, command));
    let span = given.text(Opt::Until).map(values::until);
    Ok(Questions { turn: target.transpose()?, until: span.transpose()?, next: false })
}

/// How much of each result people are shown; a terminal is too narrow for all columns in a row.
fn detail(given: Given<'_>, is_terminal: bool) -> Result<Detail, Failure> {
    match (given.flag(Opt::Brief), given.flag(Opt::Wide)) {
        (true, true) => Err(Failure::new(
            "--brief shows less and --wide shows more; give one of them",
            "--brief 与 --wide 只能选一个",
        )),
        (true, false) => Ok(Detail::Brief),
        (false, true) if is_terminal => Ok(Detail::Blocks),
        (false, true) => Ok(Detail::Wide),
        (false, false) => Ok(Detail::Usual),
    }
}

/// Which sheets of workbooks are read.
fn sheets(given: Given<'_>) -> Result<SheetChoice, Failure> {
    let names = given.texts(Opt::Sheet);
    match (names.is_empty(), given.flag(Opt::AllSheets)) {
        (true, true) => Ok(SheetChoice::All),
        (true, false) => Ok(SheetChoice::First),
        (false, false) => Ok(SheetChoice::Named(names)),
        (false, true) => Err(Failure::new(
            "--sheet and --all-sheets exclude each other; leave one of them out",
            "--sheet 与 --all-sheets 不能同时使用，请去掉其中一个",
        )),
    }
}

/// What is asked of a decision.
fn options(given: Given<'_>, command: Command, questions: &Questions) -> Result<Options, Failure> {
    let urgent_within = match command {
        Command::CancelWindow => given.text(Opt::UrgentWithin),
        _ => None,
    };
    let ranks = matches!(command, Command::RecycleQuote | Command::ComparePlatforms);
    Ok(Options {
        no_assume: given.flag(Opt::NoAssume),
        answers_questions: questions.asks_of_facts(),
        urgent_within_s: values::urgent_within_s(urgent_within.unwrap_or("2m"))?,
        rank: if ranks { given.value(Opt::Rank).copied().unwrap_or_default() } else { Rank::default() },
        platforms: match command {
            Command::RecycleQuote => given.texts(Opt::Platform),
            _ => Vec::new(),
        },
    })
}

/// The size that an option gives, if it is given.
fn size<N: TryFrom<u64>>(given: Given<'_>, opt: Opt) -> Result<Option<N>, Failure> {
    given.text(opt).map(|text| values::size(opt, text)).transpose()
}
