//! Options given again: to another command, or by who verifies a run.

use super::super::command::{Given, grammar};
use super::super::error::Failure;
use super::given_option::GivenOption;
use super::records::RecordArgs;
use crate::command::Command;
use crate::lang::Lang;

/// Resolves what a command that reads records would be asked for by these options and arguments.
///
/// # Errors
/// When they make no sense for the command.
pub(crate) fn resolve_again(
    command: Command,
    options: &[GivenOption],
    arguments: &[String],
) -> Result<RecordArgs, Failure> {
    let mut line = vec!["kami".to_owned(), command.name().to_owned()];
    line.extend(options.iter().flat_map(GivenOption::arguments));
    line.push("--".to_owned());
    line.extend(arguments.iter().cloned());
    let matches = grammar(Lang::En).try_get_matches_from(line).map_err(|error| {
        let text = error.render().to_string();
        let text = text.lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned();
        Failure::new(text.clone(), text)
    })?;
    let Some((_, matches)) = matches.subcommand() else {
        return Err(Failure::new("no command", "没有命令"));
    };
    RecordArgs::resolve(Given(matches), command)
}
