//! What a result has in a column.

use std::borrow::Cow;

use crate::decide::{Quotes, Warnings};
use crate::engine::RuleSet;
use crate::field::{Field, FieldSet};
use crate::questions::Change;
use crate::record::{Facts, RecordError};
use crate::value::{Day, Moment, Money, Rate};

/// What a result has in a column.
#[derive(Clone, Debug)]
pub enum Value<'a> {
    /// Nothing.
    Null,
    /// A text that came from the input.
    Input(Cow<'a, str>),
    /// A code of the program or the policy.
    Code(Cow<'a, str>),
    /// A text of the program or the policy.
    Text(Cow<'a, str>),
    /// A whole number.
    Count(i64),
    /// An amount of money.
    Money(Money),
    /// A rate.
    Rate(Rate),
    /// A moment.
    Time(Moment),
    /// A date.
    Date(Day),
    /// A rule, cited by id or explained.
    Rule(u16),
    /// Rules, cited by id or explained.
    Rules(RuleSet),
    /// Rules that ask for something, cited in the order of doing.
    Actions(RuleSet),
    /// Remedies: as rules, with their odds and times.
    Remedies(RuleSet),
    /// Codes of the policy that rules raise.
    Flags(RuleSet),
    /// Words of a field, as bits.
    Words(Field, u64),
    /// Ids of rules, some of which may hold at another moment alone.
    Ids(&'a [String]),
    /// Sets of changes that would turn a verdict, and the facts that they change.
    Changes(&'a [Vec<Change>], &'a Facts),
    /// Names of fields.
    Fields(FieldSet),
    /// Stages of a review that are left: their rule and the first of them.
    Stages(u16, u8),
    /// What platforms pay.
    Quotes(&'a Quotes),
    /// Warnings.
    Warnings(Warnings),
    /// Why a record is invalid.
    Error(&'a RecordError),
}
