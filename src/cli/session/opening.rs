//! Opens what a run needs: its policy, its inputs, and what they say of their columns.

use std::io::{self, IsTerminal, Write};
use std::mem::ManuallyDrop;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Context;

use super::parts::Session;
use crate::cli::args::{RecordArgs, tell_of_unread_stdin};
use crate::cli::error::{Failure, While};
use crate::cli::overwrite::{check_output, check_receipt};
use crate::cli::progress::Progress;
use crate::cli::receipt::HashedInputs;
use crate::cli::{message, policies};
use crate::command::Command;
use crate::embedded;
use crate::input::{BatchReader, ColumnMap, ColumnOptions, Input, Notice, Notices};
use crate::lang::Lang;
use crate::output::Column;
use crate::policy::{Pack, changes_note};
use crate::record::Lexicons;

/// Opens what a run needs, and runs it.
///
/// # Errors
/// When the policy or the input cannot be read, or the run fails.
pub(in crate::cli) fn run(
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
pub(in crate::cli) fn run_by(
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
    let notices = if is_quiet || !says_details { notices.without_details() } else { notices };
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

impl Session<'_> {
    /// Opens the first input, so that what is wrong with it shows before anything is written.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(in crate::cli) fn open_input(&mut self) -> anyhow::Result<bool> {
        let name = self.names_of_inputs.first().map_or("-", String::as_str);
        let context = || While::new(format!("while reading {name}"), format!("读取 {name} 时"));
        let head = self.feed.begin().map_err(Failure::from).with_context(context)?;
        if self.feed.knows_all_columns() {
            self.check_map()?;
        }
        Ok(head.is_some())
    }

    /// Checks that every column that was mapped by hand is in some input that was opened.
    ///
    /// # Errors
    /// When one is not.
    pub(in crate::cli) fn check_map(&self) -> Result<(), Failure> {
        self.map.unseen().map_or(Ok(()), |text| Err(text.into()))
    }
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
