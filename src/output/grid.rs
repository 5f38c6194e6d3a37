//! Cells of tables that are no results, written as CSV and JSON.

use super::csv_cell::{cell as text_cell, input_cell};
use super::json;

/// A cell of a table whose columns are not those of a result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GridCell {
    /// Nothing.
    Null,
    /// A code or a text of the program or the policy.
    Text(String),
    /// A text that came from the input.
    Input(String),
    /// A whole number.
    Count(i64),
    /// Several codes.
    List(Vec<String>),
}

impl GridCell {
    /// A text, if there is one.
    pub fn text(text: Option<impl Into<String>>) -> Self {
        text.map_or(Self::Null, |text| Self::Text(text.into()))
    }

    /// A number, if there is one.
    pub fn count(count: Option<impl Into<i64>>) -> Self {
        count.map_or(Self::Null, |count| Self::Count(count.into()))
    }

    /// A value that writes itself, if there is one.
    pub fn written<T>(value: Option<T>, write: impl FnOnce(T, &mut Vec<u8>)) -> Self {
        value.map_or(Self::Null, |value| {
            let mut out = Vec::new();
            write(value, &mut out);
            Self::Text(String::from_utf8_lossy(&out).into_owned())
        })
    }

    /// The cell as people read it.
    pub fn shown(&self) -> String {
        match self {
            Self::Null => String::new(),
            Self::Text(text) | Self::Input(text) => text.clone(),
            Self::Count(count) => count.to_string(),
            Self::List(items) => items.join(";"),
        }
    }
}

/// Writes a row of cells as CSV.
pub fn csv_row(out: &mut Vec<u8>, cells: &[GridCell]) {
    for (index, cell) in cells.iter().enumerate() {
        if index > 0 {
            out.push(b',');
        }
        match cell {
            GridCell::Input(text) => input_cell(out, text),
            other => text_cell(out, &other.shown()),
        }
    }
    out.push(b'\n');
}

/// Writes a row of cells as a JSON object.
pub fn json_row<'n>(out: &mut Vec<u8>, names: impl Iterator<Item = &'n str>, cells: &[GridCell]) {
    out.push(b'{');
    for (index, (name, cell)) in names.zip(cells).enumerate() {
        if index > 0 {
            out.push(b',');
        }
        json::string(out, name);
        out.push(b':');
        match cell {
            GridCell::Null => out.extend_from_slice(b"null"),
            GridCell::Text(text) | GridCell::Input(text) => json::string(out, text),
            GridCell::Count(count) => out.extend_from_slice(count.to_string().as_bytes()),
            GridCell::List(items) => {
                out.push(b'[');
                for (index, item) in items.iter().enumerate() {
                    if index > 0 {
                        out.push(b',');
                    }
                    json::string(out, item);
                }
                out.push(b']');
            }
        }
    }
    out.push(b'}');
}
