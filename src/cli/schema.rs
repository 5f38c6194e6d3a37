//! `kami schema`: JSON Schema of what a command reads or writes.

use std::io::Write;

use clap::{Arg, ArgAction, ArgMatches, Command as Clap, builder::PossibleValuesParser};

use super::failure::Failure;
use super::options::{flag, text};
use super::tree::{lang_option, policy_option};
use super::{exit, policies};
use crate::command::Command;
use crate::lang::Lang;
use crate::schema;

/// The subcommand's part of the command line.
pub fn tree(lang: Lang) -> Clap {
    let commands = PossibleValuesParser::new(Command::ALL.map(Command::name));
    Clap::new("schema")
        .about(lang.pick(
            "JSON Schema of a command's input record, or of its result",
            "输出某个命令的输入记录或结果的 JSON Schema",
        ))
        .arg(
            Arg::new("command")
                .value_name("COMMAND")
                .required(true)
                .value_parser(commands)
                .help(lang.pick("The command", "命令")),
        )
        .arg(
            Arg::new("output")
                .long("output")
                .action(ArgAction::SetTrue)
                .help(lang.pick("Of its result, a line of -f jsonl", "输出结果（-f jsonl 的一行）的 Schema")),
        )
        .arg(policy_option(lang))
        .arg(lang_option(lang))
}

/// Runs it.
///
/// # Errors
/// When a policy file has problems or output cannot be written.
pub fn run(matches: &ArgMatches, lang: Lang, mut out: Box<dyn Write + Send>) -> Result<u8, Failure> {
    let pack = policies::policy(matches)?;
    let Some(command) = text(matches, "command").and_then(Command::from_name) else {
        return Ok(exit::FAILURE);
    };
    let schema = match flag(matches, "output") {
        true => schema::output(command, &pack, lang),
        false => schema::input(command, &pack, lang),
    };
    writeln!(out, "{schema:#}")
        .and_then(|()| out.flush())
        .map_err(|error| Failure::of_write("standard output", &error))?;
    Ok(exit::FINE)
}
