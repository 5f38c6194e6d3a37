//! Columns that the user maps to fields by hand, and whether any input has them.

use std::sync::{Mutex, PoisonError};

use crate::field::{Field, bare, compared};
use crate::input::limits::MAX_NOTICES;
use crate::lang::{Text, suggest};

/// Columns that the user maps to fields by hand.
#[derive(Debug)]
pub(super) struct ByHand {
    columns: Vec<(String, Field)>,
    seen: Mutex<Seen>,
}

/// What was seen of the columns of all inputs.
#[derive(Debug, Default)]
struct Seen {
    /// The names of columns, as far as there are not too many.
    names: Vec<String>,
    /// By mapped column, whether an input has it.
    is_there: Vec<bool>,
}

impl ByHand {
    pub(super) fn new(columns: Vec<(String, Field)>) -> Self {
        let is_there = vec![false; columns.len()];
        Self { columns, seen: Mutex::new(Seen { names: Vec::new(), is_there }) }
    }

    /// The field that a column is mapped to, and whether it has the very name that was given.
    pub(super) fn field(&self, name: &str) -> Option<(Field, bool)> {
        let found = self.columns.iter().find(|(column, _)| column == name.trim());
        let alike = || self.columns.iter().find(|(column, _)| is_alike(column, name));
        found.map(|(_, field)| (*field, true)).or_else(|| alike().map(|(_, field)| (*field, false)))
    }

    /// Takes note of columns that an input has.
    pub(super) fn see<'n>(&self, names: impl IntoIterator<Item = &'n str>) {
        if self.columns.is_empty() {
            return;
        }
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        for name in names {
            for ((column, _), is_there) in self.columns.iter().zip(&mut seen.is_there) {
                *is_there |= is_alike(column, name);
            }
            if seen.names.len() < MAX_NOTICES {
                seen.names.push(name.to_owned());
            }
        }
    }

    /// What is wrong where no input has one of them.
    pub(super) fn unseen(&self, shown: impl Fn(&str) -> String) -> Option<Text> {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let (column, field) = self.columns.iter().zip(&seen.is_there).find(|(_, is_there)| !**is_there)?.0;
        let names: Vec<(String, &String)> =
            seen.names.iter().map(|name| (compared(bare(name)), name)).collect();
        let known = names.iter().map(|(folded, name)| (folded.as_str(), *name));
        let wanted = compared(bare(column));
        // Of two characters one is enough where there is nothing else to go by.
        let slip = names.iter().find(|(folded, _)| suggest::slips(folded, &wanted, 1).is_some());
        let near = slip.map(|(_, name)| *name).or_else(|| suggest::nearest_heading(&wanted, known));
        let near = near.map(|name| shown(name));
        let Text { en, zh } = suggest::hint(near.as_deref());
        let (field, column) = (field.name(), shown(column));
        Some(Text::new(
            format!("--map {field}={column}: no input has such a column{en}"),
            format!("--map {field}={column}：所有输入中都没有这一列{zh}"),
        ))
    }
}

/// Whether a column's name is one that was given, but for what is not compared.
fn is_alike(column: &str, name: &str) -> bool {
    column == name.trim() || compared(bare(column)) == compared(bare(name))
}
