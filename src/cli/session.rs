//! What every command that reads records works with: policy, words, moment, input, notices.

use std::io::{self, ErrorKind, IsTerminal, Write};
use std::mem::ManuallyDrop;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Context;

use super::args::{RecordArgs, tell_of_unread_stdin};
use super::conclusion::{code_of_unread, conclude};
use super::error::{Failure, While};
use super::nothing_seen::{blind_gate, nothing_seen};
use super::output::Output;
use super::output_file::Target;
use super::overwrite::{check_output, check_receipt};
use super::pager::Pager;
use super::progress::{Progress, Watched};
use super::receipt::{self, HashedInputs};
use super::sheet_size::most_rows;
use super::{message, policies};
use crate::command::Command;
use crate::decide::{Counting, Options, Plan, Totals};
use crate::embedded;
use crate::engine::RuleSet;
use crate::input::{BatchReader, ColumnMap, ColumnOptions, Input, Notice, Notices, PassthroughColumn};
use crate::lang::{Lang, Text};
use crate::output::human::Screen;
use crate::output::text::LeftOut;
use crate::output::{Column, Document, Format, Own, OwnStyle, RowStyle, Rows, Run, Shared};
use crate::pipeline::{self, Job, Leaves, RunError, Sealed};
use crate::policy::{Pack, Topic, changes_note};
use crate::record::{Lexicons, Reading};

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
    pub(super) map: &'s ColumnMap,
    pub(super) progress: &'s Progress,
    pub(super) names_of_inputs: Vec<String>,
    hashed: HashedInputs,
    /// What layers make of the rules that ship, where there are any.
    policy_note: Option<Text>,
    left_out: Arc<LeftOut>,
    out: Box<dyn Write + Send>,
}

/// Opens what a run needs, and runs it.
///
/// # Errors
/// When the policy or the input cannot be read, or the run fails.
pub(super) fn run(
    args: RecordArgs,
    lang: Lang,
    out: Box<dyn Write + Send>,
    err: &mut (dyn Write + Send),
    then: impl FnOnce(Session<'_>) -> anyhow::Result<u8>,
) -> anyhow::Result<u8> {
    let (command, off) = (args.command, args.off.clone());
    let policy = |paths: &[String]| {
        if paths.is_empty() && off.is_empty() {
            return Ok(embedded::pack_for(command));
        }
        let policy = policies::policy_without(paths, &off);
        policy.context(While::new("while reading the policy", "读取策略时"))
    };
    run_by(args, policy, lang, out, err, then)
}

/// Opens what a run needs, by a policy that is read when it is known that the output replaces
/// nothing of it, and runs it.
///
/// # Errors
/// When the policy or the input cannot be read, or the run fails.
pub(super) fn run_by(
    mut args: RecordArgs,
    policy: impl FnOnce(&[String]) -> anyhow::Result<Pack>,
    lang: Lang,
    out: Box<dyn Write + Send>,
    err: &mut (dyn Write + Send),
    then: impl FnOnce(Session<'_>) -> anyhow::Result<u8>,
) -> anyhow::Result<u8> {
    let mut inputs = std::mem::take(&mut args.positional.inputs);
    let is_asked = !inputs.is_empty();
    let may_read_stdin = !is_asked && !io::stdin().is_terminal();
    if !is_asked {
        if !may_read_stdin && args.command != Command::ComparePlatforms {
            return Err(nothing_to_read(args.command).into());
        }
        inputs.push(Input::named("-"));
    }
    let file = args.output.file.as_deref();
    check_output(file, &inputs, args.policies.iter())?;
    let receipt = args.receipt.as_ref().map(|receipt| receipt.file.as_str());
    check_receipt(receipt, file, &inputs, args.policies.iter())?;
    let hashed = match receipt {
        Some(_) => HashedInputs::of(&mut inputs)?,
        None => HashedInputs::default(),
    };
    // Freeing every text of them at the end would take longer than a record does.
    let pack = ManuallyDrop::new(policy(&args.policies)?);
    let is_changed = !(args.policies.is_empty() && args.off.is_empty());
    let policy_note = if is_changed { changes_note(&pack, &args.off) } else { None };
    if let Some(note) = policy_note.as_ref().filter(|_| !args.output.quiet) {
        message::policy(err, note, lang);
    }
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
    let options = ColumnOptions {
        given: args.positional.fills.iter().map(|fill| fill.field).collect(),
        of_results: Command::ALL.iter().flat_map(|command| Column::of(*command)).map(Column::name).collect(),
        is_strict: args.strict_columns && !args.columns_report,
    };
    let map = ColumnMap::new(args.command, std::mem::take(&mut args.map)).with(options);
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
        left_out: Arc::default(),
        hashed,
        policy_note,
        out,
    })
}

/// What a run does with its records, beside what every run does.
pub(super) struct Work<'w> {
    pub(super) plan: &'w Plan<'w>,
    pub(super) rows: Rows,
    pub(super) own: Option<Own>,
    pub(super) comparing: Option<pipeline::Comparing>,
    /// How results are hashed, where there is to be a receipt.
    pub(super) leaves: Option<Leaves<'w>>,
    pub(super) document: Box<dyn Document + 'w>,
}

impl<'s> Session<'s> {
    /// The plan of a command's rules.
    ///
    /// # Errors
    /// When the policy is larger than decisions can be made from.
    pub(super) fn plan(&self, command: Command, options: Options) -> Result<Plan<'s>, Failure> {
        Plan::new(command, self.pack, self.lexicons, self.args.now, options).map_err(too_large)
    }

    /// How people see the results.
    pub(super) fn screen(&self) -> Screen {
        let output = &self.args.output;
        let terminal = output.terminal();
        Screen {
            lang: self.lang,
            style: terminal.style(),
            width: terminal.width(),
            detail: output.detail,
            explain: output.explain,
            steps: output.steps,
            letter: output.letter,
            questions: self.args.questions,
            ascii: output.ascii,
            all_quotes: output.all_quotes,
        }
    }

    /// How workers render rows of these columns, which go by these names.
    pub(super) fn rows(&self, columns: &[Column], names: &[String]) -> Rows {
        if self.args.output.summary {
            return Rows::Counted;
        }
        self.args.output.format.rows(self.row_style(columns, names), columns)
    }

    /// What there is to choose in rows of these columns, which go by these names.
    pub(super) fn row_style(&self, columns: &[Column], names: &[String]) -> RowStyle {
        let Self { lang, args: RecordArgs { output, .. }, .. } = *self;
        let renamed = columns.iter().zip(names).filter(|(column, name)| column.name() != **name);
        RowStyle {
            lang,
            explain: output.explain,
            all_quotes: output.all_quotes,
            renamed: renamed.map(|(column, name)| (*column, name.clone())).collect(),
            labels: output.labels,
            guards_numbers: output.bom,
            left_out: Arc::clone(&self.left_out),
        }
    }

    /// How the input's own columns are written, where they are passed through.
    pub(super) fn own(&self, passed: Vec<PassthroughColumn>, names: &[String]) -> Option<Own> {
        let style: OwnStyle = self.args.output.format.own(&self.row_style(&[], &[]));
        (!passed.is_empty()).then(|| Own::new(passed, names, style))
    }

    /// Whether headings are words.
    pub(super) fn has_labels(&self) -> bool {
        self.args.output.labels || self.args.output.format.has_labels()
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
            record: self.args.output.record,
            gates: self.args.gates.clone(),
            header: header.collect(),
            bom: self.args.output.bom,
            policy_note: self.policy_note.clone(),
            labels: self.has_labels(),
            inputs: self.names_of_inputs.clone(),
            only: self.args.only.clone(),
            folder: self.args.output.folder(),
            to_file: self.args.output.file.is_some(),
            summary: self.args.output.summary,
            most_rows: most_rows(),
            cited: RuleSet::EMPTY,
            left_out: Arc::clone(&self.left_out),
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
        if self.feed.knows_all_columns() {
            self.check_map()?;
        }
        Ok(head.is_some())
    }

    /// Deciding the records by a plan.
    pub(super) fn job<'j>(&self, plan: &'j Plan<'j>, rows: Rows, own: Option<Own>) -> Job<'j>
    where
        's: 'j,
    {
        let args = self.args;
        Job {
            results: Shared::default(),
            plan,
            reading: Reading { lexicons: self.lexicons, now: args.now, offset: args.offset },
            map: self.map,
            notices: self.notices,
            fills: args.positional.fills.clone(),
            counting: Counting::default(),
            only: args.only.clone(),
            comparing: None,
            rows,
            own,
            questions: args.questions,
            duplicates: None,
            leaves: None,
        }
    }

    /// Checks that every column that was mapped by hand is in some input that was opened.
    ///
    /// # Errors
    /// When one is not.
    pub(super) fn check_map(&self) -> Result<(), Failure> {
        self.map.unseen().map_or(Ok(()), |text| Err(text.into()))
    }

    /// How many threads work.
    pub(super) fn threads(&self) -> usize {
        // Skip `available_parallelism` for a single record: the call costs more than deciding it.
        match self.args.threads {
            _ if self.feed.is_of_arguments() => 1,
            Some(threads) => threads,
            None => std::thread::available_parallelism().map_or(1, usize::from),
        }
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
        // What cannot be written is known before anything is decided.
        let receipt =
            args.receipt.as_ref().map(|receipt| Target::open(Some(&receipt.file), Box::new(io::sink())));
        let receipt = receipt.transpose()?;
        let target = if receipt.is_some() { target.hashed() } else { target };
        let job = Job {
            counting: Counting {
                gates: args.gates.clone(),
                details: args.output.summary,
                cites: args.output.format == Format::Xlsx,
            },
            comparing: work.comparing,
            duplicates: args.output.flag_duplicates.then(pipeline::Duplicates::default),
            leaves: work.leaves,
            ..self.job(work.plan, work.rows, work.own)
        };
        let threads = self.threads();
        let context = || While::new("while deciding the records", "判断记录时");
        let output = Output::begin(work.document, target, !args.gates.is_empty())?;
        let sink = Watched::new(Sealed::new(output), self.progress);
        let (totals, written) = pipeline::run(&job, self.feed, threads, sink);
        let watched = match written {
            Err(RunError::Output(error)) if error.kind() == ErrorKind::BrokenPipe => {
                return Ok(code_of_unread(&totals));
            }
            written => written.map_err(Failure::from).with_context(context)?,
        };
        let wanted = args.output.record.filter(|number| *number > totals.records);
        if let Some(number) = wanted {
            return Err(beyond_the_last(number, totals.records).into());
        }
        let Sealed { sink, tree } = watched.sink;
        let target = sink.end(&totals, pager(args, &totals))?;
        self.progress.end();
        if target.is_closed() && args.gates.is_empty() {
            return Ok(code_of_unread(&totals));
        }
        self.map.unseen().map_or(Ok(()), |text| Err(Failure::from(text)))?;
        let nothing = nothing_seen(&totals, &self.names_of_inputs, args.command);
        if let Some(text) = nothing.as_ref().filter(|_| !args.gates.is_empty()) {
            return Err(blind_gate(text).into());
        }
        let sha256 = target.sha256();
        target.finish()?;
        if let (Some(receipt), Some(sha256)) = (receipt, sha256) {
            receipt::write(args, self.pack, self.lang, self.hashed, sha256, &tree, receipt)?;
        }
        if let Some(nothing) = nothing.filter(|_| totals.records == 0 || !self.notices.names_cause()) {
            self.notices.tell(nothing, false);
        }
        // Who reads a table at a terminal may have misspelt a heading; a script knows its columns.
        let untold = if args.output.verbose { 0 } else { self.notices.details() };
        if untold > 0 && args.output.format == Format::Table && io::stderr().is_terminal() {
            self.notices.tell(unread_columns(untold), false);
        }
        Ok(conclude(&totals, &args.gates, &self.left_out, self.notices))
    }
}

/// That a policy is larger than decisions can be made from.
pub(super) fn too_large(what: String) -> Failure {
    Failure::new(format!("the policy has {what}"), format!("策略超出上限：{what}"))
}

/// How a card is shown on a terminal.
fn pager(args: &RecordArgs, totals: &Totals) -> Option<Pager> {
    let output = &args.output;
    let is_card = totals.records == 1 || output.record.is_some();
    let is_shown = output.format == Format::Table && output.terminal().is_output;
    (is_card && is_shown).then(|| Pager::of_environment(!output.no_pager)).flatten()
}

fn beyond_the_last(number: u64, records: u64) -> Failure {
    let (en, zh) = match records {
        0 => ("there is no record".to_owned(), "没有记录".to_owned()),
        1 => ("there is 1 record".to_owned(), "只有 1 条记录".to_owned()),
        _ => (format!("there are {records} records"), format!("共有 {records} 条记录")),
    };
    Failure::new(format!("--record {number}: {en}"), format!("--record {number}：{zh}"))
}

fn unread_columns(count: usize) -> Text {
    let (columns, were) = if count == 1 { ("column", "was") } else { ("columns", "were") };
    Text::new(
        format!("{count} unrecognised {columns} {were} ignored; -v names them"),
        format!("有 {count} 列的列名不认识，已忽略，可用 -v 查看"),
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
