//! `kami completions` and `kami man`: what shells and manual readers need.
//!
//! A script does no more than ask the program, as `kami __complete WORD...`, what the last word could
//! become, so that it offers what this program would read, by the policies that the line names.

mod candidate;
mod facts;
mod line;
mod man;
mod offers;

use std::ffi::OsString;
use std::io::Write;

use clap_complete::Shell;

pub(crate) use man::man;

use super::error::Failure;
use super::exit;
use super::help::tree;
use super::policies;
use crate::embedded;
use crate::lang::Lang;
use line::Line;

/// The word by which scripts ask; it is no command for people.
const ASKS: &str = "__complete";

/// Writes the completion script of a shell.
///
/// # Errors
/// When output cannot be written.
pub(crate) fn completions(shell: Shell, out: Box<dyn Write + Send>) -> Result<u8, Failure> {
    let script = match shell {
        Shell::Bash => include_str!("../../../completions/kami.bash"),
        Shell::Zsh => include_str!("../../../completions/_kami"),
        Shell::Fish => include_str!("../../../completions/kami.fish"),
        Shell::PowerShell => include_str!("../../../completions/_kami.ps1"),
        Shell::Elvish => include_str!("../../../completions/kami.elv"),
        _ => return Ok(exit::FAILURE),
    };
    write(out, script.as_bytes())
}

/// What a script asks for, where one asks: a line for each text that the last word could become, with
/// a few words about it behind a tab, and a line `files` behind a tab where files will do as well.
pub(super) fn answer(args: &[OsString], lang: Lang) -> Option<String> {
    let words = args.get(1).filter(|arg| *arg == ASKS).and_then(|_| args.get(2..))?;
    let words: Vec<String> = words.iter().map(|word| word.to_string_lossy().into_owned()).collect();
    let (current, before) = words.split_last()?;
    let mut tree = tree(lang);
    // Options of the program are those of its commands as well.
    tree.build();
    let line = Line::read(&tree, before);
    // A policy that cannot be read is told of by the run itself.
    let paths = policies::named_on(before);
    let pack = policies::policy(&paths).unwrap_or_else(|_| embedded::pack());
    let offers = offers::offers(&line, current, &pack, lang);
    let mut text: String = offers.candidates.iter().map(|candidate| candidate.line()).collect();
    if offers.or_files {
        text.push_str("\tfiles\n");
    }
    Some(text)
}

fn failed(error: std::io::Error) -> Failure {
    Failure::of_write("standard output", error)
}

fn write(mut out: Box<dyn Write + Send>, bytes: &[u8]) -> Result<u8, Failure> {
    out.write_all(bytes).and_then(|()| out.flush()).map_err(failed)?;
    Ok(exit::OK)
}
