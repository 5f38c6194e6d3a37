use std::borrow::Cow;
use std::collections::HashSet;

use super::csv::input_cell;
use super::json::{key, string};
use crate::input::{
    ColumnMap, ColumnRole, Passthrough, PassthroughColumn, Show, json_items, json_members, json_text,
};
use crate::value::{mask, trim_cell};

/// How the input's own columns are written before those of the result.
#[derive(Clone, Debug)]
pub struct Own {
    /// The columns of the first input.
    columns: Vec<PassthroughColumn>,
    /// The names of the result's columns.
    taken: HashSet<String>,
    /// Whether they are written as members of JSON objects, not as cells of CSV.
    is_json: bool,
}

/// The own columns of one record, written.
#[derive(Clone, Debug, Default)]
pub struct OwnRow {
    /// What stands before the result, up to and with the last comma.
    pub bytes: Vec<u8>,
    /// Cells that came out of their order, by column.
    cells: Vec<Vec<u8>>,
    keys: HashSet<String>,
}

impl Own {
    /// The writer for inputs with these columns, before a result with columns of these names.
    pub fn new(columns: Vec<PassthroughColumn>, results: &[String], is_json: bool) -> Self {
        Self { columns, taken: results.iter().cloned().collect(), is_json }
    }

    /// The names of the result's columns: those that the input has already are the program's own.
    pub fn result_names<'n>(
        columns: &[PassthroughColumn],
        results: impl Iterator<Item = &'n str>,
    ) -> Vec<String> {
        let is_taken = |name: &str| shown(columns).any(|column| column.name.trim() == name);
        let free = |name: &str| {
            let mut name = name.to_owned();
            while is_taken(&name) {
                name.insert_str(0, "kami_");
            }
            name
        };
        results.map(free).collect()
    }

    /// The names of the columns that are passed through.
    pub fn names(columns: &[PassthroughColumn]) -> impl Iterator<Item = &str> {
        shown(columns).map(|column| column.name.as_str())
    }

    /// Writes the cells of a row. All of the row: whether it fits the header shows at its end.
    pub(crate) fn cell(&self, row: &mut OwnRow, index: usize, cell: &[u8]) {
        let Some(column) = self.columns.get(index).filter(|column| column.show != Show::Dropped) else {
            return;
        };
        let text = std::str::from_utf8(cell).unwrap_or_default();
        let text = match column.show {
            Show::Masked => Cow::Owned(mask(&String::from_utf8_lossy(trim_cell(text.as_bytes())))),
            _ => Cow::Borrowed(text),
        };
        if !self.is_json {
            input_cell(&mut row.bytes, &text);
            row.bytes.push(b',');
        } else if self.is_first_of_name(index) {
            key(&mut row.bytes, &column.name);
            string(&mut row.bytes, &text);
            row.bytes.push(b',');
        }
    }

    /// Writes a record whose text fits no column: any of it might be a secret.
    pub(crate) fn blank(&self, row: &mut OwnRow) {
        row.bytes.clear();
        for (index, column) in self.columns.iter().enumerate().filter(|(_, c)| c.show != Show::Dropped) {
            if !self.is_json {
                row.bytes.push(b',');
            } else if self.is_first_of_name(index) {
                key(&mut row.bytes, &column.name);
                row.bytes.extend_from_slice(b"null,");
            }
        }
    }

    /// In JSON the same name twice would be one too many.
    fn is_first_of_name(&self, index: usize) -> bool {
        let name = &self.columns[index].name;
        shown(&self.columns[..index]).all(|column| column.name != *name)
    }
}

/// Passes the members of JSON objects through.
pub(crate) struct OwnMembers<'o> {
    pub own: &'o Own,
    pub row: &'o mut OwnRow,
    pub map: &'o ColumnMap,
}

impl Passthrough for OwnMembers<'_> {
    fn begin(&mut self) {
        self.row.bytes.clear();
        self.row.keys.clear();
        self.row.cells.resize(self.own.columns.len(), Vec::new());
        self.row.cells.iter_mut().for_each(Vec::clear);
    }

    fn member(&mut self, name: &str, slot: ColumnRole, value: &[u8]) -> bool {
        let Self { own, row, map } = self;
        let show = Show::from(slot);
        if show == Show::Dropped || row.keys.contains(name) {
            return true;
        }
        let known = own.columns.iter().position(|column| column.name == name);
        row.keys.insert(name.to_owned());
        if own.is_json {
            // A name that only turns up now, and that the result has as well.
            let is_double = known.is_none() && own.taken.contains(name);
            key(&mut row.bytes, &if is_double { format!("input_{name}") } else { name.to_owned() });
            match show {
                Show::Masked => masked_value(&mut row.bytes, value),
                _ => clean_value(&mut row.bytes, value, map),
            }
            row.bytes.push(b',');
            return true;
        }
        if let Some(known) = known {
            input_cell(&mut row.cells[known], &cell_text(value, show, map));
        }
        known.is_some()
    }

    fn end(&mut self) {
        if self.own.is_json {
            return;
        }
        for (column, cell) in self.own.columns.iter().zip(&self.row.cells) {
            if column.show != Show::Dropped {
                self.row.bytes.extend_from_slice(cell);
                self.row.bytes.push(b',');
            }
        }
    }

    fn blank(&mut self) {
        self.own.blank(self.row);
    }
}

fn shown(columns: &[PassthroughColumn]) -> impl Iterator<Item = &PassthroughColumn> {
    columns.iter().filter(|column| column.show != Show::Dropped)
}

/// A JSON value as the text of a cell: lists as they are written in cells, nothing for null.
fn cell_text(value: &[u8], show: Show, map: &ColumnMap) -> String {
    if show == Show::Masked {
        return scalar_text(value).map(|text| masked(&text)).unwrap_or_default();
    }
    if let Some(text) = scalar_text(value) {
        return text.into_owned();
    }
    let texts = json_items(value).and_then(|items| {
        let texts = items.iter().map(|item| scalar_text(item.get().as_bytes()));
        texts.collect::<Option<Vec<_>>>()
    });
    texts.map(|texts| texts.join(";")).unwrap_or_else(|| {
        let mut out = Vec::new();
        clean_value(&mut out, value, map);
        String::from_utf8_lossy(&out).into_owned()
    })
}

/// The text of a JSON value that is one value.
fn scalar_text(value: &[u8]) -> Option<Cow<'_, str>> {
    match value {
        b"null" => Some(Cow::Borrowed("")),
        [b'{' | b'[', ..] => None,
        [b'"', ..] => Some(match json_text(value) {
            Some(text) => text,
            // An escaped half of a character: it can only be shown as it was written.
            None => String::from_utf8_lossy(value),
        }),
        bare => Some(String::from_utf8_lossy(bare)),
    }
}

fn masked(text: &str) -> String {
    mask(&String::from_utf8_lossy(trim_cell(text.as_bytes())))
}

fn masked_value(out: &mut Vec<u8>, value: &[u8]) {
    match scalar_text(value).filter(|text| !text.is_empty()) {
        Some(text) => string(out, &masked(&text)),
        None => out.extend_from_slice(b"null"),
    }
}

/// Writes a JSON value without the secrets that objects within it hold.
fn clean_value(out: &mut Vec<u8>, value: &[u8], map: &ColumnMap) {
    let mut is_first = true;
    let mut comma = |out: &mut Vec<u8>| {
        if !std::mem::take(&mut is_first) {
            out.push(b',');
        }
    };
    match value {
        [b'{', ..] => {
            out.push(b'{');
            for (name, value) in json_members(value) {
                let show = Show::from(map.role(&name));
                if show == Show::Dropped {
                    continue;
                }
                comma(out);
                key(out, &name);
                match show {
                    Show::Masked => masked_value(out, value.get().as_bytes()),
                    _ => clean_value(out, value.get().as_bytes(), map),
                }
            }
            out.push(b'}');
        }
        [b'[', ..] => {
            out.push(b'[');
            for item in json_items(value).unwrap_or_default() {
                comma(out);
                clean_value(out, item.get().as_bytes(), map);
            }
            out.push(b']');
        }
        [b'"', ..] => match json_text(value) {
            Some(text) => string(out, &text),
            None => out.extend_from_slice(value),
        },
        bare => out.extend_from_slice(bare),
    }
}
