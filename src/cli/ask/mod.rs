//! `kami ask`: which missing fact to ask for next: in a dialogue on a terminal, as a ranking elsewhere,
//! and for each record of an input.

mod dialogue;
mod facts;
mod ranking;
mod written;

use std::io::{IsTerminal, Write};

use clap::ArgMatches;

use super::args::{RecordArgs, positional, with_places};
use super::command::{Given, Opt};
use super::error::Failure;
use super::{decide, exit, session};
use crate::command::Command;
use crate::input::Origin;
use crate::lang::Lang;
use crate::output::Format;
use written::Written;

/// Runs `kami ask COMMAND`.
///
/// # Errors
/// When there is something wrong with the arguments, or what they name cannot be read.
pub(super) fn run(
    matches: &ArgMatches,
    lang: Lang,
    out: Box<dyn Write + Send>,
    err: &mut (dyn Write + Send),
) -> anyhow::Result<u8> {
    let named = matches.subcommand();
    let Some((command, matches)) = named.and_then(|(name, m)| Some((Command::from_name(name)?, m))) else {
        return Ok(exit::FAILURE);
    };
    let given = Given(matches);
    let inputs = given.texts(Opt::Input);
    let inputs = positional(inputs.iter().map(String::as_str), command)?.inputs;
    let has_input = inputs.iter().any(|input| input.origin != Origin::Args);
    let usual = if has_input { Format::Csv } else { Format::Table };
    let mut args = RecordArgs::resolve_as(given, command, usual)?;
    if has_input {
        check_rows(args.output.format)?;
        args.questions.next = true;
        args.options.answers_questions = true;
        return session::run(args, lang, out, err, decide::run);
    }
    if let Some(opt) = with_places(given).first() {
        let name = opt.id();
        return Err(Failure::new(
            format!("--{name} does nothing with questions about one record; name an input"),
            format!("--{name} 只对输入文件起作用，这里只问一条记录"),
        )
        .into());
    }
    let is_dialogue = std::io::stdin().is_terminal()
        && std::io::stderr().is_terminal()
        && !given.has(Opt::Format)
        && !given.has(Opt::Output);
    if is_dialogue {
        return dialogue::run(args, lang, out, err);
    }
    let written = Written::of(args.output.format)?;
    ranking::run(&args, written, lang, out, err)
}

/// Checks that a row for each record is written in a format.
fn check_rows(format: Format) -> Result<(), Failure> {
    match format {
        Format::Csv | Format::Json | Format::Jsonl => Ok(()),
        Format::Table
        | Format::Tsv
        | Format::Xlsx
        | Format::Html
        | Format::Markdown
        | Format::Github
        | Format::Junit
        | Format::Ics => Err(Failure::new(
            format!("what to ask of many records is written as csv, json or jsonl, not {}", format.name()),
            format!("逐条记录的提问可用的格式有 csv、json、jsonl，没有 {}", format.name()),
        )),
    }
}
