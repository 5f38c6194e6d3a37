//! Passing the columns of an input through to the output, without what must not be shown.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::header::{ColumnRole, Header, heads_card_numbers, masks_id};
use crate::field::Field;
use crate::value::{is_card_number, is_like_card_number, mask, masked_name, trim_cell};

/// A column of an input, as far as it is passed through to the output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassthroughColumn {
    /// Its name in the input.
    pub key: String,
    /// Its name in the output: masked where it may be a card number, and then unlike all others.
    pub name: String,
    /// What becomes of its values.
    pub show: Show,
}

/// What becomes of the values of a column in the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Show {
    /// They are passed through, but for card numbers, which are masked.
    ButCardNumbers,
    /// The same, and every number that is as long as a card number's is taken for one.
    ButLongNumbers,
    /// They are passed through, whatever they are: order numbers are as long as card numbers.
    All,
    /// Only the last four characters are.
    Masked,
    /// They may be secrets, and are dropped.
    Dropped,
}

impl Show {
    /// What becomes of the values of a column of this name.
    pub fn of(name: &str, role: ColumnRole) -> Self {
        match role {
            ColumnRole::Secret => Self::Dropped,
            ColumnRole::Field(Field::CardNo, _) => Self::Masked,
            // A column of card numbers that the user says are the ids.
            role if masks_id(name, role) => Self::Masked,
            ColumnRole::Field(Field::Id, _) => Self::All,
            // Where a card number heads it, a column holds card numbers.
            _ if masked_name(name) != name => Self::Masked,
            ColumnRole::Other if heads_card_numbers(name) => Self::ButLongNumbers,
            ColumnRole::Other | ColumnRole::Field(..) => Self::ButCardNumbers,
        }
    }

    /// A value as it is passed through.
    pub fn value<'t>(self, text: &'t str) -> Cow<'t, str> {
        let inner = || std::str::from_utf8(trim_cell(text.as_bytes())).unwrap_or(text);
        let is_masked = match self {
            Self::All => false,
            Self::ButCardNumbers => is_card_number(inner()),
            Self::ButLongNumbers => is_like_card_number(inner()),
            Self::Masked => true,
            Self::Dropped => return Cow::Borrowed(""),
        };
        if is_masked { Cow::Owned(mask(inner())) } else { Cow::Borrowed(text) }
    }
}

/// Takes the members of JSON objects that are passed through to the output.
pub trait Passthrough {
    /// An object begins.
    fn begin(&mut self);

    /// It has this member. Returns whether there is a column for it in the output.
    fn member(&mut self, name: &str, role: ColumnRole, value: &[u8]) -> bool;

    /// It is over.
    fn end(&mut self);

    /// It was none after all: any of its text might be a secret.
    fn blank(&mut self);
}

/// The columns of an input with a header.
pub(super) fn columns_of_header(header: &Header) -> Vec<PassthroughColumn> {
    let columns = header.columns.iter().map(|column| (column.name.clone(), column.role()));
    passthrough_columns(columns)
}

/// Columns of these names and roles.
pub(super) fn passthrough_columns(
    columns: impl Iterator<Item = (String, ColumnRole)>,
) -> Vec<PassthroughColumn> {
    let columns: Vec<(String, ColumnRole)> = columns.collect();
    let mut taken: HashSet<String> =
        columns.iter().map(|(key, _)| key).filter(|key| masked_name(key) == **key).cloned().collect();
    let mut shown = ShownKeys::default();
    let column = |(key, role): (String, ColumnRole)| {
        let name = shown.name(&key, |name| !taken.contains(name));
        taken.insert(name.clone());
        PassthroughColumn { name, show: Show::of(&key, role), key }
    };
    columns.into_iter().map(column).collect()
}

/// Gives the columns of a table, or the keys of an object, the names that they are passed through
/// under: one that may be a card number is masked, and numbered where that name is not free.
#[derive(Clone, Debug, Default)]
pub struct ShownKeys {
    /// For each masked name that was taken, the number to go on with: of many keys that look alike
    /// once they are masked none tries again what another has tried.
    next: HashMap<String, u64>,
}

impl ShownKeys {
    /// The name of a key.
    pub fn name(&mut self, key: &str, is_free: impl Fn(&str) -> bool) -> String {
        let name = masked_name(key);
        if name == key || is_free(&name) {
            return name;
        }
        let next = self.next.entry(name.clone()).or_insert(2);
        loop {
            let numbered = format!("{name}_{next}");
            *next += 1;
            if is_free(&numbered) {
                return numbered;
            }
        }
    }

    /// Forgets all keys.
    pub fn clear(&mut self) {
        self.next = HashMap::new();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_masked_by_their_heading_and_by_what_they_are() {
        let (valid, long) = ("4111111111111111", "6222020200112233447");
        let other = ColumnRole::Other;
        for (name, role, text, want) in [
            ("ref", other, valid, "************1111"),
            ("ref", other, "=\"4111 1111 1111 1111\"", "***************1111"),
            ("ref", other, long, long),
            ("Card No.", other, long, "***************3447"),
            ("Card No.", other, "unknown", "unknown"),
            ("卡号", ColumnRole::Field(Field::CardNo, 0), "A-1234", "**1234"),
            ("卡号", ColumnRole::Field(Field::Id, 0), "A-1234", "**1234"),
            ("订单号", ColumnRole::Field(Field::Id, 2), valid, valid),
            ("6222020200112233445", other, "x1234", "*1234"),
            ("pin", ColumnRole::Secret, "x", ""),
        ] {
            assert_eq!(Show::of(name, role).value(text), want, "{name} {text}");
        }
    }

    #[test]
    fn masked_names_are_unlike_all_others() {
        let keys = ["6222020200112233445", "x", "7222020200112233445", "x", "***************3445_2"];
        let columns = passthrough_columns(keys.into_iter().map(|key| (key.to_owned(), ColumnRole::Other)));
        let names: Vec<_> = columns.iter().map(|column| column.name.as_str()).collect();
        assert_eq!(
            names,
            ["***************3445", "x", "***************3445_3", "x", "***************3445_2"]
        );
    }

    #[test]
    fn keys_that_look_alike_are_tried_once_each() {
        let tried = |count: u64| {
            let (mut shown, mut taken) = (ShownKeys::default(), HashSet::new());
            let tries = std::cell::Cell::new(0u64);
            for number in 0..count {
                let is_free = |name: &str| {
                    tries.set(tries.get() + 1);
                    !taken.contains(name)
                };
                let name = shown.name(&format!("6222{number:08}3445"), is_free);
                assert!(taken.insert(name));
            }
            tries.get()
        };
        assert!(tried(1000) >= 1000);
        assert!(tried(4000) <= 4 * tried(1000) + 8, "{}", tried(4000));
    }
}
