//! `kami policy`: reading, checking, testing and writing out the rules.

mod check;
mod diff;
mod document;
mod export;
mod findings;
mod graph;
mod junit;
mod list;
mod rules;
mod scrutiny;
mod show;
mod test;
mod witness;

use std::io::Write;

use clap::ArgMatches;

use super::args::PolicyArgs;
use super::command::{Given, Opt};
use super::error::Failure;
use super::output_file::Target;
use super::overwrite::check_output;
use super::session::too_large;
use crate::lang::Lang;

/// Runs a subcommand of `kami policy`.
///
/// # Errors
/// When a policy cannot be read or output not be written.
pub(crate) fn run(
    matches: &ArgMatches,
    lang: Lang,
    out: Box<dyn Write + Send>,
    err: &mut (dyn Write + Send),
) -> anyhow::Result<u8> {
    let Some((name, matches)) = matches.subcommand() else { return Ok(super::exit::FAILURE) };
    let given = Given(matches);
    if name == "diff" {
        return diff::run(given, lang, out, err);
    }
    let args = PolicyArgs::resolve(given)?;
    let files = match name {
        "check" | "test" => given.texts(Opt::File),
        _ => Vec::new(),
    };
    check_output(args.file.as_deref(), &[], args.policies.iter().chain(&files))?;
    let code = match name {
        "list" => list::run(given, lang, out),
        "show" => show::run(given, lang, out),
        "check" => check::run(given, lang, out),
        "test" => test::run(given, lang, out),
        "graph" => graph::run(given, lang, out),
        _ => export::run(given, out),
    };
    Ok(code?)
}

/// Writes a whole output.
fn write(args: &PolicyArgs, out: Box<dyn Write + Send>, bytes: &[u8]) -> Result<(), Failure> {
    let mut target = Target::open(args.file.as_deref(), out)?;
    target.write_all(bytes).map_err(|error| Failure::of_write("output", error))?;
    target.finish()
}
