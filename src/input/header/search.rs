//! Finding the header of an input: the first row, or one below rows of titles.

use super::map::{ColumnMap, ColumnRole};
use crate::field::Field;
use crate::input::csv;
use crate::input::error::InputError;
use crate::input::notice::Notices;
use crate::input::source::Source;
use crate::lang::Text;

/// How many rows below the first one may be the header.
const TITLE_ROWS: usize = 20;

/// How many names make a row a header that does not stand first.
const ENOUGH: usize = 2;

/// A header row.
pub(in crate::input) struct HeaderRow {
    pub names: Vec<String>,
    pub delimiter: u8,
    /// Where it ends in what was read of the input.
    pub end: usize,
}

/// How the header of an input is found.
pub(in crate::input) struct HeaderSearch<'m> {
    pub map: &'m ColumnMap,
    /// The byte between cells, where it is known.
    pub delimiter: Option<u8>,
    /// Whether the header is known to stand first.
    pub is_first: bool,
    /// How many bytes a record may have.
    pub limit: usize,
}

impl HeaderSearch<'_> {
    /// Finds the header row of an input, whose first row ends at a place.
    ///
    /// # Errors
    /// When it is no text, or the input cannot be read.
    pub(in crate::input) fn find(
        &self,
        source: &mut Source,
        first: usize,
        notices: &Notices<'_>,
    ) -> Result<HeaderRow, InputError> {
        let input = source.header.name.clone();
        let usual = self.read(&input, &source.remainder[..first], first)?;
        if self.is_first || self.map.known(&usual.names) > 0 {
            return Ok(usual);
        }
        let mut behind = first;
        for _ in 0..TITLE_ROWS {
            let Some((start, end)) = source.record_behind(behind, self.delimiter, self.limit)? else { break };
            // What is no text is no header.
            if let Ok(found) = self.read(&input, &source.remainder[start..end], end)
                && self.map.is_header(&found.names)
            {
                tell_found(&input, source.line_at(start), notices);
                return Ok(found);
            }
            behind = end;
        }
        Ok(usual)
    }

    fn read(&self, input: &str, row: &[u8], end: usize) -> Result<HeaderRow, InputError> {
        let known = |names: &[String]| self.map.known(names);
        let (delimiter, names) = match self.delimiter {
            Some(delimiter) => (delimiter, csv::header(input, row, delimiter)?),
            None => csv::best_header(input, row, known)?,
        };
        Ok(HeaderRow { names, delimiter, end })
    }
}

impl ColumnMap {
    /// How many of these names are a field's.
    fn known(&self, names: &[String]) -> usize {
        names.iter().filter(|name| self.field(name).is_some()).count()
    }

    fn field(&self, name: &str) -> Option<Field> {
        match self.role(name) {
            ColumnRole::Field(field, _) => Some(field),
            ColumnRole::Secret | ColumnRole::Other => None,
        }
    }

    /// Whether a row that does not stand first is the header: what the arguments give counts as well.
    fn is_header(&self, names: &[String]) -> bool {
        let given = self.given();
        let has_required = Field::subject_of(self.command()).is_none_or(|required| {
            given.has(required) || names.iter().any(|name| self.field(name) == Some(required))
        });
        let known = self.known(names);
        known > 0 && known + given.iter().count() >= ENOUGH && has_required
    }
}

fn tell_found(input: &str, line: u64, notices: &Notices<'_>) {
    notices.tell(
        Text::new(
            format!("{input}: the header was found on line {line}; nothing above it is read"),
            format!("{input}：表头在第 {line} 行，其上各行未读取"),
        ),
        false,
    );
}
