//! Resolving a header: which column is read as which field, and why another one is not.

use std::collections::HashSet;

use super::map::{ColumnMap, ColumnRole, masks_id};
use crate::field::{FIELD_COUNT, Field, FieldSet, fold};
use crate::input::error::{InputError, InputFault};
use crate::input::limits::{MAX_COLUMNS, MAX_NAME_BYTES};
use crate::input::notice::Notices;
use crate::value::{Epoch, is_invisible};

/// What is known of an input before its records.
#[derive(Clone, Debug)]
pub struct Header {
    /// The input as it was named.
    pub name: String,
    /// Whether that name can stand in any format as it is.
    pub has_plain_name: bool,
    /// The columns, where there are any.
    pub columns: Vec<HeaderColumn>,
    /// Whether any of them may hold what must not be shown: a secret, or a card number.
    pub has_hidden: bool,
    /// Whether any of them may hold a secret, which may then stand in any other by mistake.
    pub has_secret: bool,
    /// The byte between cells.
    pub delimiter: u8,
    /// The day from which dates count, if its rows are those of a sheet.
    pub sheet: Option<Epoch>,
}

/// A column of an input.
#[derive(Clone, Debug)]
pub struct HeaderColumn {
    /// Its name, as given.
    pub name: String,
    /// What becomes of it.
    pub resolution: Resolution,
}

/// What becomes of a column, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resolution {
    /// It is read as this field.
    Read(Field),
    /// It would be this field, which is read from another column, at this index, whose name ranks
    /// before it.
    Outranked {
        /// The field.
        field: Field,
        /// The index of the column that is read.
        by: usize,
    },
    /// It may hold a secret, and is never read.
    Secret,
    /// It is a field of other commands.
    OtherCommand,
    /// Its name is no field's.
    Unknown,
}

impl HeaderColumn {
    /// The field that is read from the column.
    pub fn field(&self) -> Option<Field> {
        match self.resolution {
            Resolution::Read(field) => Some(field),
            _ => None,
        }
    }

    /// What the column is for, whatever became of it.
    pub fn role(&self) -> ColumnRole {
        match self.resolution {
            Resolution::Read(field) | Resolution::Outranked { field, .. } => ColumnRole::Field(field, 0),
            Resolution::Secret => ColumnRole::Secret,
            Resolution::OtherCommand | Resolution::Unknown => ColumnRole::Other,
        }
    }

    /// Whether it may hold a secret.
    pub fn is_secret(&self) -> bool {
        self.resolution == Resolution::Secret
    }

    /// Whether it is one of the card number's, read or not.
    pub fn is_card_no(&self) -> bool {
        matches!(
            self.resolution,
            Resolution::Read(Field::CardNo) | Resolution::Outranked { field: Field::CardNo, .. }
        )
    }
}

impl Header {
    /// The header of an input without columns.
    pub(crate) fn bare(name: &str) -> Self {
        let has_plain_name = is_plain_name(name);
        Self {
            name: name.to_owned(),
            has_plain_name,
            columns: Vec::new(),
            has_hidden: false,
            has_secret: false,
            delimiter: b',',
            sheet: None,
        }
    }

    /// Whether its rows are those of a sheet.
    pub fn is_sheet(&self) -> bool {
        self.sheet.is_some()
    }

    /// Whether the column that the ids are read from holds card numbers.
    pub(crate) fn masks_id(&self) -> bool {
        let mut read = self.columns.iter().filter(|column| column.field().is_some());
        read.any(|column| masks_id(&column.name, column.role()))
    }

    /// The header of an input with these column names.
    ///
    /// # Errors
    /// When the very same name of a field stands twice, or a column is not known that has to be.
    pub(crate) fn new(
        name: &str,
        names: Vec<String>,
        delimiter: u8,
        map: &ColumnMap,
        notices: &Notices<'_>,
    ) -> Result<Self, InputError> {
        check_size(&names).map_err(|fault| InputError::new(name, fault))?;
        let columns = resolve(names, map)
            .map_err(|(first, second)| InputError::new(name, InputFault::SameName { first, second }))?;
        map.see(columns.iter().map(|column| column.name.as_str()));
        map.check(&columns).map_err(|fault| InputError::new(name, fault))?;
        map.report(name, &columns, notices);
        let has_hidden = columns.iter().any(|column| column.is_secret() || column.is_card_no());
        let has_secret = columns.iter().any(HeaderColumn::is_secret);
        Ok(Self { columns, has_hidden, has_secret, delimiter, ..Self::bare(name) })
    }
}

/// Refuses more names, and longer ones, than any table has.
pub(crate) fn check_size(names: &[String]) -> Result<(), InputFault> {
    if names.len() > MAX_COLUMNS {
        return Err(InputFault::TooManyColumns { count: names.len() });
    }
    match names.iter().position(|name| name.len() > MAX_NAME_BYTES) {
        Some(index) => Err(InputFault::LongName { column: index + 1 }),
        None => Ok(()),
    }
}

/// What becomes of each column.
///
/// # Errors
/// The two names, where the very same name of a field stands twice.
fn resolve(names: Vec<String>, map: &ColumnMap) -> Result<Vec<HeaderColumn>, (String, String)> {
    let mut columns: Vec<HeaderColumn> = Vec::with_capacity(names.len());
    // By field, the column that it is read from so far, and how its name ranks.
    let mut held: [Option<(usize, usize)>; FIELD_COUNT] = [None; FIELD_COUNT];
    let mut of_fields = HashSet::new();
    for name in names {
        let index = columns.len();
        let resolution = match map.role(&name) {
            ColumnRole::Secret => Resolution::Secret,
            ColumnRole::Other if map.is_field_name(&name) => Resolution::OtherCommand,
            ColumnRole::Other => Resolution::Unknown,
            ColumnRole::Field(field, rank) => {
                if !of_fields.insert(fold(&name)) {
                    let first = columns.into_iter().find(|column| fold(&column.name) == fold(&name));
                    return Err((first.map(|column| column.name).unwrap_or_default(), name));
                }
                let holder = &mut held[field as usize];
                match *holder {
                    // Names that differ only by what stands around them: the first column is read.
                    Some((by, other_rank)) if other_rank <= rank => Resolution::Outranked { field, by },
                    _ => {
                        if let Some((other, _)) = holder.replace((index, rank)) {
                            columns[other].resolution = Resolution::Outranked { field, by: index };
                        }
                        Resolution::Read(field)
                    }
                }
            }
        };
        columns.push(HeaderColumn { name, resolution });
    }
    // A column that was outranked twice is told of the last.
    for column in &mut columns {
        if let Resolution::Outranked { field, by } = &mut column.resolution
            && let Some((index, _)) = held[*field as usize]
        {
            *by = index;
        }
    }
    Ok(columns)
}

/// The fields that are read from columns.
pub(super) fn fields_read(columns: &[HeaderColumn]) -> FieldSet {
    columns.iter().filter_map(HeaderColumn::field).collect()
}

/// Letters of any script, digits and what names of files are made of: nothing that needs quotes or
/// could be a formula.
fn is_plain_name(name: &str) -> bool {
    let is_letter = |c: char| c.is_alphanumeric() && !is_invisible(c);
    let is_plain = |c: char| is_letter(c) || matches!(c, '.' | '/' | '_' | '-' | ' ' | '(' | ')');
    // Standard input is `-`, and results say `-:12` of it as they stand.
    name == "-" || (name.starts_with(|c: char| c != '-' && c != ' ') && name.chars().all(is_plain))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::Command;

    fn resolved(names: &[&str], by_hand: &[(&str, Field)]) -> Result<Vec<Resolution>, (String, String)> {
        let by_hand = by_hand.iter().map(|(name, field)| ((*name).to_owned(), *field)).collect();
        let map = ColumnMap::new(Command::CheckUnbind, by_hand);
        let names = names.iter().map(|name| (*name).to_owned()).collect();
        resolve(names, &map).map(|columns| columns.into_iter().map(|column| column.resolution).collect())
    }

    #[test]
    fn each_column_has_a_reason() {
        use Resolution::{OtherCommand, Outranked, Read, Secret, Unknown};
        let face_value = |by| Outranked { field: Field::FaceValue, by };
        for (names, want) in [
            (&["id", "pin", "备注", "channel"][..], vec![Read(Field::Id), Secret, Unknown, OtherCommand]),
            (&["面值", "面额", "face_value"], vec![face_value(2), face_value(2), Read(Field::FaceValue)]),
            (&["face_value", "面额"], vec![Read(Field::FaceValue), face_value(0)]),
            (&["面额（元）", "面额"], vec![face_value(1), Read(Field::FaceValue)]),
            (&["面额（元）", "*面额", "面額"], vec![face_value(2), face_value(2), Read(Field::FaceValue)]),
            (&["面额", "面額"], vec![Read(Field::FaceValue), face_value(0)]),
            (&["", "x", "x"], vec![Unknown; 3]),
        ] {
            assert_eq!(resolved(names, &[]), Ok(want), "{names:?}");
        }
    }

    #[test]
    fn the_same_name_twice_is_an_error() {
        let twice = Err(("Face Value".to_owned(), "face_value".to_owned()));
        assert_eq!(resolved(&["id", "Face Value", "face_value"], &[]), twice);
        let twice = Err(("面额".to_owned(), " 面额".to_owned()));
        assert_eq!(resolved(&["面额", "face_value", " 面额"], &[]), twice);
    }

    #[test]
    fn what_is_said_by_hand_ranks_first_but_reads_no_secret() {
        let by_hand = [("备注", Field::Platform), ("pin", Field::Id)];
        let want = vec![
            Resolution::Outranked { field: Field::Platform, by: 1 },
            Resolution::Read(Field::Platform),
            Resolution::Secret,
        ];
        assert_eq!(resolved(&["platform", "备注", "pin"], &by_hand), Ok(want));
    }
}
