//! `kami schema`: JSON Schema of what a command reads or writes, and of policy files.

use std::io::Write;

use super::command::{Given, Opt, SchemaOf};
use super::error::Failure;
use super::{exit, policies};
use crate::lang::Lang;
use crate::schema;

/// Runs it.
///
/// # Errors
/// When a policy file has problems or output cannot be written.
pub(crate) fn run(given: Given<'_>, lang: Lang, mut out: Box<dyn Write + Send>) -> Result<u8, Failure> {
    let schema = match given.value::<SchemaOf>(Opt::Command).copied() {
        None => return Ok(exit::FAILURE),
        Some(SchemaOf::Policy) if given.flag(Opt::OfResult) => {
            return Err(Failure::new(
                "--output does nothing with policy: a policy file is read, never written",
                "--output 对 policy 不起作用：策略文件只供读取",
            ));
        }
        Some(SchemaOf::Policy) => schema::policy(lang),
        Some(SchemaOf::Command(command)) => {
            let pack = policies::policy(&policies::paths(given)?)?;
            match given.flag(Opt::OfResult) {
                true => schema::output(command, &pack, lang),
                false => schema::input(command, &pack, lang),
            }
        }
    };
    writeln!(out, "{schema:#}")
        .and_then(|()| out.flush())
        .map_err(|error| Failure::of_write("standard output", error))?;
    Ok(exit::OK)
}
