//! What a column's name, or a JSON key, stands for.

use super::by_hand::ByHand;
use crate::command::Command;
use crate::field::secret::{self, Sensitivity};
use crate::field::{Field, FieldNames, FieldSet, Spelling};
use crate::lang::Text;

/// What a column or key is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnRole {
    /// It holds a field; the number ranks its name among the field's names.
    Field(Field, usize),
    /// It may hold a secret, and is never read.
    Secret,
    /// It is not needed.
    Other,
}

/// How the columns of the inputs are taken, beside what they are mapped to by hand.
#[derive(Clone, Debug, Default)]
pub struct ColumnOptions {
    /// Fields that every record has, for the arguments give them.
    pub given: FieldSet,
    /// Names of columns of results, which are no slips of the finger.
    pub of_results: Vec<&'static str>,
    /// Whether a column that is not known is an error.
    pub is_strict: bool,
}

/// Maps the names of columns to the fields of a command.
#[derive(Debug)]
pub struct ColumnMap {
    names: FieldNames,
    command: Command,
    /// Names that the user gave by hand.
    by_hand: ByHand,
    options: ColumnOptions,
}

/// Ranks of names that the user gave by hand: as they are, and but for what is not compared. They
/// come before every name of the table.
pub(super) const BY_HAND: [usize; 2] = [0, 1];

impl ColumnMap {
    /// A map for the columns of a command, with columns of any name and the fields that they hold.
    pub fn new(command: Command, by_hand: Vec<(String, Field)>) -> Self {
        let (by_hand, options) = (ByHand::new(by_hand), ColumnOptions::default());
        Self { names: FieldNames::new(), command, by_hand, options }
    }

    /// The same, with columns taken like this.
    #[must_use]
    pub fn with(self, options: ColumnOptions) -> Self {
        Self { options, ..self }
    }

    /// The command whose fields the columns hold.
    pub fn command(&self) -> Command {
        self.command
    }

    /// Whether a column that is not known is an error.
    pub fn is_strict(&self) -> bool {
        self.options.is_strict
    }

    /// The fields that every record has, for the arguments give them.
    pub(in crate::input) fn given(&self) -> FieldSet {
        self.options.given
    }

    /// What a column of this name is for.
    pub fn role(&self, name: &str) -> ColumnRole {
        let spelling = self.names.read(name);
        if let Some((field, is_exact)) = self.by_hand.field(name)
            && spelling != Spelling::Secret
        {
            return ColumnRole::Field(field, BY_HAND[usize::from(!is_exact)]);
        }
        match spelling {
            Spelling::Field(field, _) if !field.spec().commands.has(self.command) => ColumnRole::Other,
            Spelling::Field(field, rank) => ColumnRole::Field(field, rank + BY_HAND.len()),
            Spelling::Secret => ColumnRole::Secret,
            Spelling::Unknown => ColumnRole::Other,
        }
    }

    /// Takes note of columns that an input has, in the place of which others may have been mapped.
    pub(in crate::input) fn see<'n>(&self, names: impl IntoIterator<Item = &'n str>) {
        self.by_hand.see(names);
    }

    /// What is wrong where a column was mapped by hand that none of the inputs has.
    pub fn unseen(&self) -> Option<Text> {
        self.by_hand.unseen(|name| self.shown(name))
    }

    /// Whether a name is one of a field, be it another command's.
    pub(crate) fn is_field_name(&self, name: &str) -> bool {
        matches!(self.names.read(name), Spelling::Field(..))
    }

    /// The field's name that a name most likely was meant to be.
    pub(super) fn nearest(&self, name: &str) -> Option<String> {
        self.names.nearest(name, self.command)
    }

    /// The field's name that a name of no field was meant to be.
    pub(crate) fn meant(&self, name: &str) -> Option<String> {
        self.near_miss(name).map(|(_, near)| near).or_else(|| self.nearest(name))
    }

    /// The field whose name a name misses by a slip of the finger, and that name.
    pub(in crate::input) fn near_miss(&self, name: &str) -> Option<(Field, String)> {
        let is_of_results = || self.options.of_results.iter().any(|result| name.eq_ignore_ascii_case(result));
        self.names.near_miss(name, self.command).filter(|_| !is_of_results())
    }
}

/// Whether a column that is read as the id holds card numbers: no name of the table says so, only
/// the user can, whose word ranks first.
pub(crate) fn masks_id(name: &str, role: ColumnRole) -> bool {
    matches!(role, ColumnRole::Field(Field::Id, rank) if BY_HAND.contains(&rank)) && heads_card_numbers(name)
}

/// Whether the heading of a column says that it holds card numbers.
pub(crate) fn heads_card_numbers(name: &str) -> bool {
    secret::classify(name) == Sensitivity::CardNumber
}
