use crate::command::Command;
use crate::field::{Field, FieldNames, Spelling};
use crate::lang::{Text, suggest};

use super::notice::Notices;
use super::unknown::shown;

/// What a column or key is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// It holds a field; the number ranks its name among the field's names.
    Field(Field, usize),
    /// It may hold a secret, and is never read.
    Secret,
    /// It is not needed.
    Other,
}

/// Finds the field that a column's name stands for.
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
    pub fn slot(&self, name: &str) -> Slot {
        let spelling = self.names.read(name);
        if let Some((_, field)) = self.by_hand.iter().find(|(column, _)| column == name.trim())
            && spelling != Spelling::Secret
        {
            // What the user says by hand ranks before every name of the table.
            return Slot::Field(*field, 0);
        }
        match spelling {
            Spelling::Field(field, _) if !field.spec().commands.has(self.command) => Slot::Other,
            Spelling::Field(field, rank) => Slot::Field(field, rank + 1),
            Spelling::Secret => Slot::Secret,
            Spelling::Unknown => Slot::Other,
        }
    }

    /// Tells the user of columns that are dropped or not known.
    pub fn tell(&self, name: &str, slot: Slot, notices: &Notices<'_>) {
        let shown = shown(name);
        match slot {
            Slot::Secret => notices.tell(
                Text::new(
                    format!("column `{shown}` looks like a secret and is not read; kami never needs one"),
                    format!("列“{shown}”像是卡密或密码，已跳过、不会读取；kami 不需要任何密码"),
                ),
                false,
            ),
            Slot::Other if !matches!(self.names.read(name), Spelling::Field(..)) => {
                let near = self.names.nearest(name, self.command);
                let Text { en, zh } = suggest::hint(near);
                notices.tell(
                    Text::new(
                        format!("column `{shown}` is not known and is ignored{en}"),
                        format!("列“{shown}”不是已知字段，已忽略{zh}"),
                    ),
                    true,
                );
            }
            _ => {}
        }
    }

    /// Tells the user that two columns hold the same field.
    pub fn tell_double(kept: &str, left: &str, field: Field, notices: &Notices<'_>) {
        let (kept, left, field) = (shown(kept), shown(left), field.name());
        notices.tell(
            Text::new(
                format!("columns `{kept}` and `{left}` both hold {field}; `{kept}` is used"),
                format!("列“{kept}”和“{left}”都是 {field}；采用“{kept}”"),
            ),
            false,
        );
    }
}
