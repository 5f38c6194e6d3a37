//! Options as they were given, to be written down and given again.

use clap::parser::ValueSource;
use clap::{Arg, ArgAction, ArgMatches, Command as Clap};

use super::super::command::Given;

/// An option as it was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct GivenOption {
    /// Its long name, without dashes.
    pub(crate) name: String,
    /// What was given, once for each time; nothing for a flag.
    pub(crate) values: Vec<String>,
    /// Whether each time counts.
    pub(crate) is_repeatable: bool,
}

impl GivenOption {
    /// The option as arguments.
    pub(super) fn arguments(&self) -> Vec<String> {
        match self.values.is_empty() {
            true => vec![format!("--{}", self.name)],
            false => self.values.iter().map(|value| format!("--{}={value}", self.name)).collect(),
        }
    }
}

/// The options of a command that were given as arguments, in the order of their names.
pub(crate) fn given_options(given: Given<'_>, command: &Clap) -> Vec<GivenOption> {
    let mut found: Vec<GivenOption> =
        command.get_arguments().filter_map(|arg| given_option(given.0, arg)).collect();
    found.sort_by(|one, two| one.name.cmp(&two.name));
    found
}

fn given_option(matches: &ArgMatches, arg: &Arg) -> Option<GivenOption> {
    let (id, name) = (arg.get_id().as_str(), arg.get_long()?.to_owned());
    if matches.value_source(id) != Some(ValueSource::CommandLine) {
        return None;
    }
    let is_repeatable = matches!(arg.get_action(), ArgAction::Append);
    if !arg.get_action().takes_values() {
        return Some(GivenOption { name, values: Vec::new(), is_repeatable });
    }
    let delimiter = arg.get_value_delimiter().unwrap_or(',').to_string();
    let occurrences = matches.get_raw_occurrences(id)?;
    let mut values: Vec<String> = occurrences
        .map(|values| {
            let values: Vec<String> = values.map(|value| value.to_string_lossy().into_owned()).collect();
            values.join(&delimiter)
        })
        .collect();
    if !is_repeatable {
        values.drain(..values.len().saturating_sub(1));
    }
    Some(GivenOption { name, values, is_repeatable })
}
