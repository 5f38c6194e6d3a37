//! `kami schema`: JSON Schema of what a command reads or writes.

use std::io::Write;

use super::command::{Given, Opt};
use super::error::Failure;
use super::{exit, policies};
use crate::command::Command;
use crate::lang::Lang;
use crate::schema;

/// Runs it.
///
/// # Errors
/// When a policy file has problems or output cannot be written.
pub(crate) fn run(given: Given<'_>, lang: Lang, mut out: Box<dyn Write + Send>) -> Result<u8, Failure> {
    let pack = policies::policy(&policies::paths(given))?;
    let Some(command) = given.value::<Command>(Opt::Command).copied() else {
        return Ok(exit::FAILURE);
    };
    let schema = match given.flag(Opt::OfResult) {
        true => schema::output(command, &pack, lang),
        false => schema::input(command, &pack, lang),
    };
    writeln!(out, "{schema:#}")
        .and_then(|()| out.flush())
        .map_err(|error| Failure::of_write("standard output", error))?;
    Ok(exit::OK)
}
