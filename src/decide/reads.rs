//! What each command itself reads of a record, beside what its rules do.

use crate::command::Command;
use crate::field::Field;
use crate::policy::{Read, Use};

const UNBIND: &[Read] = &[
    (Field::Stage, Use::Word),
    (Field::StageSince, Use::Presence),
    (Field::Documents, Use::Presence),
    (Field::ExpiresOn, Use::Warnings),
];

const CANCEL: &[Read] =
    &[(Field::OrderStage, Use::Presence), (Field::SubmittedAt, Use::Presence), (Field::Issue, Use::Presence)];

const QUOTE: &[Read] =
    &[(Field::FaceValue, Use::Exact), (Field::OfferedRate, Use::Exact), (Field::OfferedPrice, Use::Exact)];

/// What a command itself reads.
pub(super) const fn of(command: Command) -> &'static [Read] {
    match command {
        Command::CheckUnbind => UNBIND,
        Command::CancelWindow => CANCEL,
        Command::RecycleQuote | Command::ComparePlatforms => QUOTE,
    }
}
