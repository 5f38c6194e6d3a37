//! What was asked for on the command line, resolved once into types.

mod endings;
mod gates;
mod places;
mod policy;
mod positional;
mod records;
mod values;

pub(super) use gates::{check_flags, name_of as gate_name};
pub(super) use policy::PolicyArgs;
pub(super) use positional::tell_of_unread_stdin;
pub(super) use records::{OutputArgs, RecordArgs};
pub(super) use values::unknown;
