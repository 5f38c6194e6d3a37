//! The command line: arguments, files and streams on one side, the library on the other.

mod args;
mod comparing;
mod deciding;
mod failure;
mod locale;
mod options;
mod output;
mod policies;
mod policy;
mod screen;
mod tree;

use std::ffi::OsString;
use std::io::Write;

pub use failure::Failure;
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

/// Runs the program and returns its exit code.
pub fn run(args: Vec<OsString>, streams: Streams<'_>) -> u8 {
    let lang = locale::lang_of(&args);
    let Streams { mut out, err } = streams;
    let outcome = match tree(lang).try_get_matches_from(args) {
        Ok(matches) => dispatch(&matches, lang, &mut out, err),
        Err(error) => return usage(&error, lang, &mut out, err),
    };
    match outcome {
        Ok(code) => code,
        Err(Failure::ClosedPipe) => exit::FINE,
        Err(Failure::Message(text)) => {
            let prefix = lang.pick("kami: ", "kami：");
            // Nothing is left to do where even standard error is closed.
            let _ = writeln!(err, "{prefix}{}", crate::output::safe_lines(text.get(lang)));
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
                "policy" => policy::run(matches, lang, out, err),
                _ => Ok(exit::FAILURE),
            }
        }
    }
}

/// The width of the terminal, in columns.
fn terminal_width() -> u16 {
    const USUAL: u16 = 80;
    let of_environment = std::env::var("COLUMNS").ok().and_then(|text| text.parse().ok());
    of_environment.filter(|width| *width >= 20).unwrap_or(USUAL)
}

/// Help and version go to standard output, what is wrong with the arguments to standard error.
fn usage(error: &clap::Error, _lang: Lang, out: &mut dyn Write, err: &mut (dyn Write + Send)) -> u8 {
    let text = error.render();
    let is_help = !error.use_stderr();
    let target: &mut dyn Write = if is_help { out } else { err };
    let _ = write!(target, "{text}");
    let _ = target.flush();
    if is_help { exit::FINE } else { exit::FAILURE }
}
