//! What was asked for on the command line, resolved once into types.

mod again;
mod endings;
mod gates;
mod given_option;
mod places;
mod policy;
mod positional;
mod records;
mod values;

pub(super) use again::resolve_again;
pub(super) use gates::{check_flags, name_of as gate_name, names as gate_names};
pub(super) use given_option::{GivenOption, given_options};
pub(super) use places::given as with_places;
pub(super) use policy::PolicyArgs;
pub(super) use positional::{positional, tell_of_unread_stdin};
pub(super) use records::{OutputArgs, RecordArgs};
pub(super) use values::{now, span, unknown};
