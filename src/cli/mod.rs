//! The command line: arguments, files and streams on one side, the library on the other.

mod args;
mod comparing;
mod completions;
mod deciding;
mod examples;
mod failure;
mod fields_help;
mod help;
mod interrupt;
mod locale;
mod message;
mod options;
mod output;
mod overwrite;
mod panics;
mod policies;
mod policy;
mod progress;
mod schema;
mod screen;
mod tree;
mod usage;

use std::ffi::OsString;
use std::io::Write;

pub use examples::{Example, examples};
pub use failure::Failure;
pub use panics::keep_panics_quiet;
pub use tree::tree;

use crate::command::Command;
use crate::lang::Lang;

/// The streams that a run may use beside the files that it opens.
pub struct Streams<'s> {
    /// Where results go.
    pub out: Box<dyn Write + Send>,
    /// Where messages go.
    pub err: &'s mut (dyn Write + Send),
}

/// The exit codes of the contract.
pub mod exit {
    /// Every record came through, no gate tripped.
    pub const FINE: u8 = 0;
    /// A gate tripped, or a check found something.
    pub const GATE: u8 = 1;
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

/// Runs the program and returns its exit code.
pub fn run(args: Vec<OsString>, streams: Streams<'_>) -> u8 {
    let args = help_as_option(args);
    let lang = locale::lang_of(&args);
    let Streams { mut out, err } = streams;
    // The texts of the help take longer to put together than most runs; they are left out unless
    // something is to be shown of them.
    let matches = tree::grammar(lang).try_get_matches_from(&args).or_else(|_| {
        let tree = tree(lang);
        let named = args.iter().filter_map(|arg| arg.to_str()).find_map(|arg| tree.find_subcommand(arg));
        let named = named.map(|command| command.get_name().to_owned());
        tree.try_get_matches_from(&args).map_err(|error| (error, named))
    });
    let outcome = match matches {
        Ok(matches) => dispatch(&matches, lang, &mut out, err),
        Err((error, named)) => return usage(&error, named.as_deref(), lang, &mut out, err),
    };
    match outcome {
        Ok(code) => code,
        Err(Failure::ClosedPipe) => exit::FINE,
        Err(Failure::Message(text)) => {
            message::fail(err, text.get(lang), lang);
            exit::FAILURE
        }
    }
}

fn dispatch(
    matches: &clap::ArgMatches,
    lang: Lang,
    out: &mut Box<dyn Write + Send>,
    err: &mut (dyn Write + Send),
) -> Result<u8, Failure> {
    let Some((name, matches)) = matches.subcommand() else { return Ok(exit::FAILURE) };
    match Command::from_name(name) {
        Some(Command::ComparePlatforms) => {
            comparing::run(matches, lang, std::mem::replace(out, Box::new(std::io::sink())), err)
        }
        Some(command) => {
            deciding::run(command, matches, lang, std::mem::replace(out, Box::new(std::io::sink())), err)
        }
        None => {
            let out = std::mem::replace(out, Box::new(std::io::sink()));
            match name {
                "policy" => policy::run(matches, lang, out),
                "schema" => schema::run(matches, lang, out),
                "completions" => completions::completions(matches, out),
                "man" => completions::man(lang, out),
                _ => Ok(exit::FAILURE),
            }
        }
    }
}

/// Help and version go to standard output, what is wrong with the arguments to standard error.
fn usage(
    error: &clap::Error,
    command: Option<&str>,
    lang: Lang,
    out: &mut dyn Write,
    err: &mut (dyn Write + Send),
) -> u8 {
    if !error.use_stderr() {
        let _ = write!(out, "{}", error.render());
        let _ = out.flush();
        return exit::FINE;
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
