//! What the program says of arguments that it refuses, for those who try many of them.

use std::ffi::OsString;
use std::io;

use super::args::RecordArgs;
use super::command::Given;
use super::{error, help_as_option, locale, show_usage, understood};
use crate::command::Command;

/// What standard error says of these arguments, the program's own name first, if they are refused
/// before anything is read.
pub fn refusal(args: Vec<OsString>) -> Option<String> {
    let args = help_as_option(args);
    let lang = locale::lang_of(&args);
    let mut err = Vec::new();
    match understood(&args, lang) {
        Err((error, named)) => {
            show_usage(&error, false, named.as_deref(), lang, &mut io::sink(), &mut err);
        }
        Ok(matches) => {
            let (name, matches) = matches.subcommand()?;
            let refused = RecordArgs::resolve(Given(matches), Command::from_name(name)?).err()?;
            error::report(&refused.into(), true, lang, &mut err);
        }
    }
    Some(String::from_utf8_lossy(&err).into_owned())
}
