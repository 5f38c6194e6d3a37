//! What every command that reads records works with: policy, words, moment, input, notices.

use std::io::{IsTerminal, Write};
use std::mem::ManuallyDrop;
use std::sync::{Mutex, PoisonError};

use anyhow::Context;

use super::args::{RecordArgs, tell_of_unread_stdin};
use super::error::{Failure, While};
use super::output::Output;
use super::output_file::Target;
use super::overwrite::check_output;
use super::progress::{Progress, Watched};
use super::{exit, message, policies};
use crate::command::{Command, Verdict};
use crate::decide::{Options, Plan, Totals};
use crate::input::{BatchReader, ColumnMap, Input, Notice, Notices, PassthroughColumn};
use crate::lang::{Lang, Text};
use crate::output::human::Screen;
use crate::output::{Column, Document, Format, Own, RowStyle, Rows, Run};
use crate::pipeline::{self, Job};
use crate::policy::{Pack, Topic};
use crate::record::{Lexicons, Reading};
use crate::value::figure;

/// A run of a command that reads records, its input open.
pub(super) struct Session<'s> {
    pub(super) args: &'s RecordArgs,
    pub(super) lang: Lang,
    pub(super) pack: &'s Pack,
    pub(super) lexicons: &'s Lexicons,
    pub(super) notices: &'s Notices<'s>,
    pub(super) feed: BatchReader<'s>,
    /// Whether INPUT or FIELD=VALUE was given.
    pub(super) is_asked: bool,
    /// Whether standard input may hold something without being asked for.
    pub(super) may_read_stdin: bool,
    map: &'s ColumnMap,
    progress: &'s Progress,
    names_of_inputs: Vec<String>,
    out: Box<dyn Write + Send>,
}

/// Opens what a run needs, and runs it.
///
/// # Errors
/// When the policy or the input cannot be read, or the run fails.
pub(super) fn run(
    mut args: RecordArgs,
    lang: Lang,
    out: Box<dyn Write + Send>,
    err: &mut (dyn Write + Send),
    then: impl FnOnce(Session<'_>) -> anyhow::Result<u8>,
) -> anyhow::Result<u8> {
    let mut inputs = std::mem::take(&mut args.positional.inputs);
    let is_asked = !inputs.is_empty();
    let may_read_stdin = !is_asked && !std::io::stdin().is_terminal();
    if !is_asked {
        if !may_read_stdin && args.command != Command::ComparePlatforms {
            return Err(nothing_to_read(args.command).into());
        }
        inputs.push(Input::named("-"));
    }
    check_output(args.output.file.as_deref(), &inputs, args.policies.iter())?;
    // Freeing every text of them at the end would take longer than a record does.
    let pack =
        policies::policy(&args.policies).context(While::new("while reading the policy", "读取策略时"))?;
    let pack = ManuallyDrop::new(pack);
    let mut lexicons = Lexicons::new(&pack).with_missing(&args.missing);
    // For tests, which hold the fast paths to the general readers.
    if std::env::var_os("KAMI_FAST_PATH").is_some_and(|value| value == "off") {
        lexicons = lexicons.without_fast_path();
    }
    let lexicons = ManuallyDrop::new(lexicons);
    let progress = Progress::new(&args.output, &inputs, lang);
    let err = Mutex::new(err);
    let (is_quiet, says_details) = (args.output.quiet, args.output.verbose);
    let tell = |notice: &Notice| {
        if is_quiet || (notice.is_detail && !says_details) {
            return;
        }
        let mut err = err.lock().unwrap_or_else(PoisonError::into_inner);
        progress.aside(|| message::warn(*err, &notice.text, lang));
    };
    let notices = Notices::new(&tell);
    tell_of_unread_stdin(&inputs, &notices);
    let map = ColumnMap::new(args.command, std::mem::take(&mut args.map));
    let names_of_inputs = inputs.iter().map(|input| input.name.clone()).collect();
    let feed = BatchReader::new(inputs, args.feed.clone(), &map, &notices);
    then(Session {
        args: &args,
        lang,
        pack: &pack,
        lexicons: &lexicons,
        notices: &notices,
        feed,
        is_asked,
        may_read_stdin,
        map: &map,
        progress: &progress,
        names_of_inputs,
        out,
    })
}

/// What a run does with its records, beside what every run does.
pub(super) struct Work<'w> {
    pub(super) plan: &'w Plan<'w>,
    pub(super) rows: Rows,
    pub(super) own: Option<Own>,
    pub(super) comparing: Option<pipeline::Comparing>,
    pub(super) document: Box<dyn Document + 'w>,
}

impl<'s> Session<'s> {
    /// The plan of a command's rules.
    ///
    /// # Errors
    /// When the policy is larger than decisions can be made from.
    pub(super) fn plan(&self, command: Command, options: Options) -> Result<Plan<'s>, Failure> {
        Plan::new(command, self.pack, self.lexicons, self.args.now, options)
            .map_err(|what| Failure::new(format!("the policy has {what}"), format!("策略超出上限：{what}")))
    }

    /// How people see the results.
    pub(super) fn screen(&self) -> Screen {
        let output = &self.args.output;
        let terminal = output.terminal();
        Screen {
            lang: self.lang,
            style: terminal.style(),
            width: terminal.width(),
            wide: output.wide,
            explain: output.explain,
            steps: output.steps,
            all_quotes: output.all_quotes,
        }
    }

    /// How workers render rows of these columns, which go by these names.
    pub(super) fn rows(&self, columns: &[Column], names: &[String]) -> Rows {
        let Self { lang, args: RecordArgs { output, .. }, .. } = *self;
        let renamed = columns.iter().zip(names).filter(|(column, name)| column.name() != **name);
        let style = RowStyle {
            lang,
            explain: output.explain,
            all_quotes: output.all_quotes,
            renamed: renamed.map(|(column, name)| (*column, name.clone())).collect(),
        };
        output.format.rows(style, columns)
    }

    /// The input's own columns, where they are passed through.
    ///
    /// # Errors
    /// When the input cannot be read.
    pub(super) fn passed(&mut self) -> Result<Vec<PassthroughColumn>, Failure> {
        if self.args.output.passthrough { Ok(self.feed.own_columns()?) } else { Ok(Vec::new()) }
    }

    /// What formats need to know of this run.
    pub(super) fn run<'r>(
        &self,
        plan: &'r Plan<'r>,
        topic: Option<&'r Topic>,
        header: impl Iterator<Item = String>,
    ) -> Run<'r>
    where
        's: 'r,
    {
        Run {
            command: self.args.command,
            plan,
            pack: self.pack,
            topic,
            now: self.args.now,
            screen: self.screen(),
            gates: self.args.gates.clone(),
            header: header.collect(),
            bom: self.args.output.bom,
        }
    }

    /// Opens the first input, so that what is wrong with it shows before anything is written.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(super) fn open_input(&mut self) -> anyhow::Result<bool> {
        let name = self.names_of_inputs.first().map_or("-", String::as_str);
        let context = || While::new(format!("while reading {name}"), format!("读取 {name} 时"));
        let head = self.feed.begin().map_err(Failure::from).with_context(context)?;
        Ok(head.is_some())
    }

    /// Where output goes.
    ///
    /// # Errors
    /// When the file cannot be made.
    pub(super) fn target(&mut self) -> Result<Target, Failure> {
        let out = std::mem::replace(&mut self.out, Box::new(std::io::sink()));
        Target::open(self.args.output.file.as_deref(), out)
    }

    /// Reads, decides and writes all records, and gives the exit code.
    ///
    /// # Errors
    /// When an input cannot be read or output not be written.
    pub(super) fn write_records(mut self, work: Work<'_>) -> anyhow::Result<u8> {
        let target = self.target()?;
        let args = self.args;
        let job = Job {
            plan: work.plan,
            reading: Reading { lexicons: self.lexicons, now: args.now, offset: args.offset },
            map: self.map,
            notices: self.notices,
            fills: args.positional.fills.clone(),
            comparing: work.comparing,
            rows: work.rows,
            own: work.own,
            duplicates: args.output.flag_duplicates.then(pipeline::Duplicates::default),
        };
        // Skip `available_parallelism` for a single record: the call costs more than deciding it.
        let threads = match args.threads {
            _ if self.feed.is_of_arguments() => 1,
            Some(threads) => threads,
            None => std::thread::available_parallelism().map_or(1, usize::from),
        };
        let context = || While::new("while deciding the records", "判断记录时");
        let sink = Watched::new(Output::begin(work.document, target)?, self.progress);
        let (totals, watched) =
            pipeline::run(&job, self.feed, threads, sink).map_err(Failure::from).with_context(context)?;
        let target = watched.sink.end(&totals)?;
        self.progress.end();
        if totals.records == 0 && !args.gates.is_empty() {
            let Text { en, zh } = no_record(&self.names_of_inputs);
            return Err(Failure::new(
                format!("{en}; a gate that saw nothing does not pass (--fail-on)"),
                format!("{zh}；没有记录时 --fail-on 不算通过"),
            )
            .into());
        }
        target.finish()?;
        if totals.records == 0 {
            self.notices.tell(no_record(&self.names_of_inputs), false);
        }
        // Who reads a table at a terminal may have misspelt a heading; a script knows its columns.
        let untold = if args.output.verbose { 0 } else { self.notices.details() };
        if untold > 0 && args.output.format == Format::Table && std::io::stderr().is_terminal() {
            self.notices.tell(unread_columns(untold), false);
        }
        Ok(conclude(&totals, &args.gates, self.notices))
    }
}

/// The exit code, and what the user should know of the run as a whole.
fn conclude(totals: &Totals, gates: &[Verdict], notices: &Notices<'_>) -> u8 {
    let invalid = totals.of(Verdict::Invalid);
    if invalid > 0 {
        let names_columns = notices.details() > 0;
        notices.tell(invalid_records(invalid, totals.records, names_columns), false);
        return exit::INVALID;
    }
    let is_tripped = gates.iter().any(|verdict| totals.of(*verdict) > 0);
    if is_tripped { exit::GATE_TRIPPED } else { exit::OK }
}

fn unread_columns(count: usize) -> Text {
    let (columns, were) = if count == 1 { ("column", "was") } else { ("columns", "were") };
    Text::new(
        format!("{count} unrecognised {columns} {were} ignored; -v names them"),
        format!("有 {count} 列的列名不认识，已忽略，可用 -v 查看"),
    )
}

/// How many records are invalid; `names_columns` says whether -v has columns to name.
fn invalid_records(invalid: u64, records: u64, names_columns: bool) -> Text {
    let verb = if invalid == 1 { "is" } else { "are" };
    if records == 1 {
        return Text::new("the record is invalid", "这条记录无效");
    }
    // Where nothing at all is right, the headings or the file may be wrong.
    let (en, zh) = match names_columns && invalid == records {
        true => (", and -v which columns are not known", "；-v 可列出不认识的列"),
        false => ("", ""),
    };
    let (invalid, records) = (figure(invalid), figure(records));
    Text::new(
        format!("{invalid} of {records} records {verb} invalid; the results say why{en}"),
        format!("{records} 条记录中有 {invalid} 条无效，原因见各自的结果{zh}"),
    )
}

/// That there was nothing to decide, and where it was looked for.
fn no_record(inputs: &[String]) -> Text {
    let (en, zh) = match inputs {
        [one] if one == "-" => ("on standard input".to_owned(), "标准输入".to_owned()),
        [one] => (format!("in {one}"), format!("{one} ")),
        _ => ("in any input".to_owned(), "所有输入".to_owned()),
    };
    Text::new(
        format!("no record at all {en}: it is empty, or nothing stands below the header"),
        format!("{zh}中没有记录：内容为空，或表头下面没有数据"),
    )
}

fn nothing_to_read(command: Command) -> Failure {
    let name = command.name();
    Failure::new(
        format!(
            "nothing to read: name a file, `-` for standard input, or give FIELD=VALUE; see kami {name} --help"
        ),
        format!("没有输入：请给出文件、“-”（标准输入）或 字段=值；参见 kami {name} --help"),
    )
}
