//! What a column's name, or a JSON key, stands for.

use crate::command::Command;
use crate::field::secret::{self, Sensitivity};
use crate::field::{Field, FieldNames, Spelling};

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

/// Maps the names of columns to the fields of a command.
#[derive(Debug)]
pub struct ColumnMap {
    names: FieldNames,
    command: Command,
    /// Names that the user gave by hand: the column's name as it is, and the field.
    by_hand: Vec<(String, Field)>,
}

impl ColumnMap {
    /// A map for the columns of a command.
    pub fn new(command: Command, by_hand: Vec<(String, Field)>) -> Self {
        Self { names: FieldNames::new(), command, by_hand }
    }

    /// The command whose fields the columns hold.
    pub fn command(&self) -> Command {
        self.command
    }

    /// What a column of this name is for.
    pub fn role(&self, name: &str) -> ColumnRole {
        let spelling = self.names.read(name);
        if let Some((_, field)) = self.by_hand.iter().find(|(column, _)| column == name.trim())
            && spelling != Spelling::Secret
        {
            // What the user says by hand ranks before every name of the table.
            return ColumnRole::Field(*field, 0);
        }
        match spelling {
            Spelling::Field(field, _) if !field.spec().commands.has(self.command) => ColumnRole::Other,
            Spelling::Field(field, rank) => ColumnRole::Field(field, rank + 1),
            Spelling::Secret => ColumnRole::Secret,
            Spelling::Unknown => ColumnRole::Other,
        }
    }

    /// Whether a name is one of a field, be it another command's.
    pub(super) fn is_field_name(&self, name: &str) -> bool {
        matches!(self.names.read(name), Spelling::Field(..))
    }

    /// The field's name that a name most likely was meant to be.
    pub(super) fn nearest(&self, name: &str) -> Option<&'static str> {
        self.names.nearest(name, self.command)
    }
}

/// Whether a column that is read as the id holds card numbers: no name of the table says so, only
/// the user can, whose word ranks first.
pub(crate) fn masks_id(name: &str, role: ColumnRole) -> bool {
    matches!(role, ColumnRole::Field(Field::Id, 0)) && heads_card_numbers(name)
}

/// Whether the heading of a column says that it holds card numbers.
pub(crate) fn heads_card_numbers(name: &str) -> bool {
    secret::classify(name) == Sensitivity::CardNumber
}
