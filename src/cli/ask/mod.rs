//! `kami ask`: which missing fact to ask for next: in a dialogue on a terminal, as a ranking elsewhere,
//! and for each record of an input.

mod dialogue;
mod facts;
mod ranking;

use std::io::{IsTerminal, Write};

use clap::ArgMatches;

use super::args::{RecordArgs, with_places};
use super::command::{Given, Opt};
use super::error::Failure;
use super::{decide, exit, session};
use crate::command::Command;
use crate::input::Origin;
use crate::lang::Lang;
use crate::output::Format;

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
    let mut args = RecordArgs::resolve_as(given, command, Format::Csv)?;
    if args.positional.inputs.iter().any(|input| input.origin != Origin::Args) {
        check_format(args.output.format, &[Format::Csv, Format::Json, Format::Jsonl])?;
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
    if !given.has(Opt::Format) && args.output.format == Format::Csv {
        args.output.format = Format::Table;
    }
    check_format(args.output.format, &[Format::Table, Format::Json])?;
    ranking::run(&args, lang, out, err)
}

fn check_format(format: Format, known: &[Format]) -> Result<(), Failure> {
    if known.contains(&format) {
        return Ok(());
    }
    let name = format.name();
    let known: Vec<&str> = known.iter().map(|format| format.name()).collect();
    Err(Failure::new(
        format!("-f {name}: questions are written as {}", known.join(", ")),
        format!("-f {name}：问题可用的格式有 {}", known.join("、")),
    ))
}
