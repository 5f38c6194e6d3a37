use super::columns::{ColumnMap, Slot};
use super::error::{InputError, InputFault};
use super::notice::Notices;
use super::unknown::is_like_value;
use crate::field::{FIELD_COUNT, Field};

/// What is known of an input before its records.
#[derive(Debug)]
pub struct Head {
    /// The input as it was named.
    pub name: String,
    /// Whether that name can stand in any format as it is.
    pub has_plain_name: bool,
    /// The columns, where there are any.
    pub columns: Vec<Column>,
    /// Whether any of them may hold what must not be shown: a secret, or a card number.
    pub has_hidden: bool,
    /// The byte between cells.
    pub delimiter: u8,
}

/// A column of an input.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its name, as given.
    pub name: String,
    /// The field that is read from it.
    pub field: Option<Field>,
    /// Whether it may hold a secret.
    pub is_secret: bool,
    /// Whether it holds card numbers, read or not.
    pub is_masked: bool,
}

impl Head {
    /// A head without columns.
    pub fn bare(name: &str) -> Self {
        let has_plain_name = is_plain_name(name);
        Self {
            name: name.to_owned(),
            has_plain_name,
            columns: Vec::new(),
            has_hidden: false,
            delimiter: b',',
        }
    }

    /// The head of an input with these column names.
    ///
    /// # Errors
    /// When the very same name of a field stands twice.
    pub fn new(
        name: &str,
        names: Vec<String>,
        delimiter: u8,
        map: &ColumnMap,
        notices: &Notices<'_>,
    ) -> Result<Self, InputError> {
        let mut columns: Vec<Column> = Vec::with_capacity(names.len());
        let mut holders: [Option<(usize, usize)>; FIELD_COUNT] = [None; FIELD_COUNT];
        let is_known = |name: &String| matches!(map.slot(name), Slot::Field(..));
        let knows_any = names.is_empty() || names.iter().any(is_known);
        if !knows_any {
            map.tell_none_known(name, &names, notices);
        }
        for column_name in names {
            let slot = map.slot(&column_name);
            // Where none is known, the unknown ones have been named already, or are not to be.
            if knows_any || (slot == Slot::Secret && !is_like_value(&column_name)) {
                map.tell(&column_name, slot, notices);
            }
            let mut column = Column {
                name: column_name,
                field: None,
                is_secret: slot == Slot::Secret,
                is_masked: matches!(slot, Slot::Field(Field::CardNo, _)),
            };
            if let Slot::Field(field, rank) = slot {
                let index = columns.len();
                let holder = &mut holders[field as usize];
                match *holder {
                    None => {
                        *holder = Some((index, rank));
                        column.field = Some(field);
                    }
                    Some((other, other_rank)) => {
                        let earlier = &mut columns[other];
                        if other_rank == rank {
                            let (first, second) = (earlier.name.clone(), column.name);
                            return Err(InputError::new(name, InputFault::SameName { first, second }));
                        }
                        if rank < other_rank {
                            ColumnMap::tell_double(&column.name, &earlier.name, field, notices);
                            earlier.field = None;
                            column.field = Some(field);
                            *holder = Some((index, rank));
                        } else {
                            ColumnMap::tell_double(&earlier.name, &column.name, field, notices);
                        }
                    }
                }
            }
            columns.push(column);
        }
        let has_hidden = columns.iter().any(|column| column.is_secret || column.is_masked);
        Ok(Self { columns, has_hidden, delimiter, ..Self::bare(name) })
    }
}

/// Letters, digits and what paths are made of: nothing that needs quotes or could be a formula.
fn is_plain_name(name: &str) -> bool {
    // Standard input is `-`, and results say `-:12` of it as they stand.
    name == "-" || name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'/' | b'_'))
}
