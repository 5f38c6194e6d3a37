//! The command line: arguments, files and streams on one side, the library on the other.

mod args;
mod ask;
mod colour;
mod columns_report;
mod command;
mod compare;
mod completions;
mod conclusion;
mod decide;
mod error;
mod help;
mod interrupt;
mod locale;
mod message;
mod nothing_seen;
mod output;
mod output_file;
mod overwrite;
mod pager;
mod panics;
mod policies;
mod policy;
mod progress;
mod receipt;
mod refusal;
mod replacement;
mod schema;
mod session;
mod sheet_size;
mod template;
mod terminal;
mod usage;
mod verify;
mod version;

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::mem::ManuallyDrop;
use std::process::ExitCode;

use clap::ArgMatches;
use clap_complete::Shell;

pub use help::examples::{Example, examples};
pub use help::tree;
pub use refusal::refusal;

use args::RecordArgs;
use command::{Given, Opt, grammar_of};
use error::Failure;

use crate::command::Command;
use crate::lang::Lang;

/// The streams that a run may use beside the files that it opens.
struct Streams<'s> {
    /// Where results go.
    out: Box<dyn Write + Send>,
    /// Where messages go.
    err: &'s mut (dyn Write + Send),
}

/// The exit codes of the contract.
pub mod exit {
    /// Every record came through, no gate tripped.
    pub const OK: u8 = 0;
    /// A gate tripped, or a check found something.
    pub const GATE_TRIPPED: u8 = 1;
    /// Usage, unreadable input or policy, failed write.
    pub const FAILURE: u8 = 2;
    /// At least one record was invalid.
    pub const INVALID: u8 = 3;
}

/// `kami help check-unbind` is what many type for `kami check-unbind --help`.
fn help_as_option(mut args: Vec<OsString>) -> Vec<OsString> {
    if args.get(1).is_some_and(|arg| arg == "help") {
        args.remove(1);
        args.push("--help".into());
    }
    args
}

/// Runs the program on its arguments, its own name first, with the streams of the process, and
/// returns its exit code.
///
/// The program `kami` is this and nothing else.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args = help_as_option(args.into_iter().collect());
    let lang = locale::lang_of(&args);
    panics::keep_panics_quiet(lang);
    let mut err = terminal::stderr();
    let streams = Streams { out: terminal::stdout(), err: &mut err };
    ExitCode::from(run_with(&args, lang, streams))
}

/// Runs the program on these streams.
fn run_with(args: &[OsString], lang: Lang, streams: Streams<'_>) -> u8 {
    let colour = colour::asked(args);
    let on_stderr = colour::is_coloured(colour, std::io::stderr().is_terminal());
    message::use_colours(on_stderr);
    let Streams { mut out, err } = streams;
    let told = version::details(args, lang).or_else(|| completions::answer(args, lang));
    if let Some(text) = told {
        let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
        return code_of_text(written, lang, err);
    }
    let matches = match understood(args, lang) {
        Ok(matches) => matches,
        Err((error, named)) => {
            let on_stdout = colour::is_coloured(colour, std::io::stdout().is_terminal());
            return show_usage(&error, on_stdout, named.as_deref(), lang, &mut out, err);
        }
    };
    let Some((name, matches)) = matches.subcommand() else { return exit::FAILURE };
    let given = Given(matches);
    let command = Command::from_name(name);
    let says_all = command.is_some() && given.flag(Opt::Verbose);
    let outcome = match command {
        Some(command) => records(command, given, lang, out, err),
        None if name == "ask" => ask::run(matches, lang, out, err),
        None => other(name, given, lang, out, err),
    };
    outcome.unwrap_or_else(|error| error::report(&error, says_all, lang, err))
}

/// The arguments by the grammar, or what is wrong with them and the command that they name.
fn understood(args: &[OsString], lang: Lang) -> Result<ArgMatches, (clap::Error, Option<String>)> {
    // The texts of the help take longer to put together than most runs; they are left out unless
    // something is to be shown of them.
    // Freeing it would take longer than a record does.
    let mut quick = ManuallyDrop::new(grammar_of(lang, |name| args.iter().any(|arg| arg == name)));
    quick.try_get_matches_from_mut(args).or_else(|_| {
        let whole = tree(lang);
        let named = args.iter().filter_map(|arg| arg.to_str()).find_map(|arg| whole.find_subcommand(arg));
        let named = named.map(|command| command.get_name().to_owned());
        whole.try_get_matches_from(args).map_err(|error| (error, named))
    })
}

/// Runs a command that reads records.
fn records(
    command: Command,
    given: Given<'_>,
    lang: Lang,
    out: Box<dyn Write + Send>,
    err: &mut (dyn Write + Send),
) -> anyhow::Result<u8> {
    let args = RecordArgs::resolve(given, command)?;
    session::run(args, lang, out, err, |session| match command {
        _ if session.args.columns_report => columns_report::run(session),
        Command::ComparePlatforms => compare::run(session),
        Command::CheckUnbind | Command::CancelWindow | Command::RecycleQuote => decide::run(session),
    })
}

/// Runs any other command.
fn other(
    name: &str,
    given: Given<'_>,
    lang: Lang,
    out: Box<dyn Write + Send>,
    err: &mut (dyn Write + Send),
) -> anyhow::Result<u8> {
    let code = match name {
        "policy" => policy::run(given.0, lang, out, err)?,
        "verify" => verify::run(given, lang, out, err)?,
        "schema" => schema::run(given, lang, out)?,
        "template" => template::run(given, lang)?,
        "completions" => match given.value::<Shell>(Opt::Shell) {
            Some(shell) => completions::completions(*shell, out)?,
            None => exit::FAILURE,
        },
        "man" => completions::man(lang, out)?,
        _ => exit::FAILURE,
    };
    Ok(code)
}

/// The exit code of a run that writes a text and does nothing else.
fn code_of_text(written: io::Result<()>, lang: Lang, err: &mut (dyn Write + Send)) -> u8 {
    let failed = written.err().map(|error| Failure::of_write("output", error).into());
    failed.map_or(exit::OK, |failure| error::report(&failure, false, lang, err))
}

/// Help and version go to standard output, what is wrong with the arguments to standard error.
fn show_usage(
    error: &clap::Error,
    is_coloured: bool,
    command: Option<&str>,
    lang: Lang,
    out: &mut dyn Write,
    err: &mut (dyn Write + Send),
) -> u8 {
    if !error.use_stderr() {
        let text = error.render();
        let written = if is_coloured { write!(out, "{}", text.ansi()) } else { write!(out, "{text}") };
        return code_of_text(written.and_then(|()| out.flush()), lang, err);
    }
    match usage::complaint(error, command, lang) {
        Some(text) => {
            let help = command.map_or_else(|| "kami --help".to_owned(), |name| format!("kami {name} --help"));
            let see = lang.pick("see", "参见");
            message::fail(err, &format!("{text}\n{see} {help}"), lang);
        }
        None => message::pass_on(err, &error.render().to_string()),
    }
    exit::FAILURE
}
