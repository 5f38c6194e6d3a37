//! Writes the input's own columns before those of the result.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::text::LeftOut;
use super::text::csv::CellStyle;
use super::text::json::{key, string};
use super::text::sheet::text_cell;
use crate::input::{
    ColumnMap, ColumnRole, Passthrough, PassthroughColumn, Show, ShownKeys, json_items, json_members,
    json_text,
};

/// How the input's own columns are written before those of the result.
#[derive(Clone, Debug)]
pub struct Own {
    /// The columns of the first input.
    columns: Vec<PassthroughColumn>,
    /// By key, the first column of that key.
    by_key: HashMap<String, usize>,
    /// The names of the columns.
    names: HashSet<String>,
    /// The names of the result's columns.
    taken: HashSet<String>,
    style: OwnStyle,
}

/// As what the input's own columns are written.
#[derive(Clone, Debug)]
pub enum OwnStyle {
    /// As members of JSON objects.
    Members,
    /// As cells of CSV.
    Cells(CellStyle),
    /// As cells of a sheet; what is left out of them is counted.
    Sheet(Arc<LeftOut>),
}

impl OwnStyle {
    fn is_members(&self) -> bool {
        matches!(self, Self::Members)
    }

    /// Writes a cell.
    fn cell(&self, out: &mut Vec<u8>, text: &str) {
        match self {
            Self::Members => {}
            Self::Cells(style) => style.value_cell(out, text),
            Self::Sheet(left_out) => text_cell(out, text, left_out),
        }
    }

    /// Ends a cell.
    fn end(&self, out: &mut Vec<u8>) {
        if let Self::Cells(style) = self {
            out.push(style.delimiter.byte());
        }
    }
}

/// The own columns of one record, written.
#[derive(Clone, Debug, Default)]
pub struct OwnRow {
    /// What stands before the result, up to and with the last comma.
    pub bytes: Vec<u8>,
    /// Cells that came out of their order, by column.
    cells: Vec<Vec<u8>>,
    /// The keys of the record so far.
    keys: HashSet<String>,
    /// The names that they were written under.
    written: HashSet<String>,
    /// What keys that have no column are written under.
    shown: ShownKeys,
}

impl Own {
    /// The writer for inputs with these columns, before a result with columns of these names.
    pub fn new(columns: Vec<PassthroughColumn>, results: &[String], style: OwnStyle) -> Self {
        let mut by_key = HashMap::with_capacity(columns.len());
        for (index, column) in columns.iter().enumerate() {
            by_key.entry(column.key.clone()).or_insert(index);
        }
        let names = columns.iter().map(|column| column.name.clone()).collect();
        Self { columns, by_key, names, taken: results.iter().cloned().collect(), style }
    }

    /// The names of the result's columns: those that the input has already are the program's own.
    pub fn result_names<'n>(
        columns: &[PassthroughColumn],
        results: impl Iterator<Item = &'n str>,
    ) -> Vec<String> {
        let names: HashSet<&str> = shown(columns).map(|column| column.name.trim()).collect();
        let is_taken = |name: &str| names.contains(name);
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
        let text = column.show.value(text);
        if !self.style.is_members() {
            self.style.cell(&mut row.bytes, &text);
            self.style.end(&mut row.bytes);
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
            if !self.style.is_members() {
                self.style.cell(&mut row.bytes, "");
                self.style.end(&mut row.bytes);
            } else if self.is_first_of_name(index) {
                key(&mut row.bytes, &column.name);
                row.bytes.extend_from_slice(b"null,");
            }
        }
    }

    /// In JSON the same name twice would be one too many.
    fn is_first_of_name(&self, index: usize) -> bool {
        let column = self.columns.get(index);
        column.is_some_and(|column| self.by_key.get(&column.key) == Some(&index))
    }

    /// What a member is written as that the first record did not have: a name that is free.
    fn free_name(&self, row: &mut OwnRow, key: &str) -> String {
        let OwnRow { written, shown, .. } = row;
        let is_free =
            |name: &str| !self.taken.contains(name) && !self.names.contains(name) && !written.contains(name);
        let mut name = shown.name(key, is_free);
        while !is_free(&name) {
            name.insert_str(0, "input_");
        }
        name
    }
}

/// How many keys a set keeps room for from record to record.
const KEPT: usize = 4096;

/// Empties a set. That takes as long as it has room for keys: what only an unusual record needed is
/// given back, so that the records behind it do not pay for it.
fn empty(keys: &mut HashSet<String>) {
    if keys.capacity() > 2 * KEPT {
        *keys = HashSet::new();
    }
    keys.clear();
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
        empty(&mut self.row.keys);
        empty(&mut self.row.written);
        self.row.shown.clear();
        self.row.cells.resize(self.own.columns.len(), Vec::new());
        self.row.cells.iter_mut().for_each(Vec::clear);
    }

    fn member(&mut self, name: &str, role: ColumnRole, value: &[u8]) -> bool {
        let Self { own, row, map } = self;
        let known = own.by_key.get(name).copied();
        let column = known.and_then(|known| own.columns.get(known));
        let show = column.map_or_else(|| Show::of(name, role), |column| column.show);
        if show == Show::Dropped || row.keys.contains(name) {
            return true;
        }
        row.keys.insert(name.to_owned());
        if own.style.is_members() {
            let written = column.map_or_else(|| own.free_name(row, name), |column| column.name.clone());
            key(&mut row.bytes, &written);
            row.written.insert(written);
            passed_value(&mut row.bytes, value, show, map);
            row.bytes.push(b',');
            return true;
        }
        if let Some(cell) = known.and_then(|known| row.cells.get_mut(known)) {
            own.style.cell(cell, &cell_text(value, show, map));
        }
        known.is_some()
    }

    fn end(&mut self) {
        if self.own.style.is_members() {
            return;
        }
        for (column, cell) in self.own.columns.iter().zip(&self.row.cells) {
            if column.show != Show::Dropped {
                match cell.as_slice() {
                    [] => self.own.style.cell(&mut self.row.bytes, ""),
                    cell => self.row.bytes.extend_from_slice(cell),
                }
                self.own.style.end(&mut self.row.bytes);
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
    if let Some(text) = scalar_text(value) {
        return show.value(&text).into_owned();
    }
    if show == Show::Masked {
        return String::new();
    }
    let texts = json_items(value).and_then(|items| {
        let text = |item: &str| scalar_text(item.as_bytes()).map(|text| show.value(&text).into_owned());
        items.iter().map(|item| text(item.get())).collect::<Option<Vec<_>>>()
    });
    texts.map(|texts| texts.join(";")).unwrap_or_else(|| {
        let mut out = Vec::new();
        passed_value(&mut out, value, show, map);
        String::from_utf8_lossy(&out).into_owned()
    })
}

/// The text of a JSON value that is one value.
fn scalar_text(value: &[u8]) -> Option<Cow<'_, str>> {
    match value {
        b"null" => Some(Cow::Borrowed("")),
        [b'{' | b'[', ..] => None,
        [b'"', ..] => Some(json_text(value).unwrap_or_else(|| {
            // An escaped half of a character is no text: what was written stands for it, so that every
            // reader can read the result.
            let written = value.strip_prefix(b"\"").and_then(|value| value.strip_suffix(b"\""));
            String::from_utf8_lossy(written.unwrap_or(value))
        })),
        bare => Some(String::from_utf8_lossy(bare)),
    }
}

/// Writes a JSON value as it is passed through, without the secrets that objects within it hold.
fn passed_value(out: &mut Vec<u8>, value: &[u8], show: Show, map: &ColumnMap) {
    match value {
        [b'{' | b'[', ..] if show == Show::Masked => out.extend_from_slice(b"null"),
        [b'{', ..] => passed_object(out, value, map),
        [b'[', ..] => {
            out.push(b'[');
            for (index, item) in json_items(value).unwrap_or_default().into_iter().enumerate() {
                if index > 0 {
                    out.push(b',');
                }
                passed_value(out, item.get().as_bytes(), show, map);
            }
            out.push(b']');
        }
        scalar => passed_scalar(out, scalar, show),
    }
}

fn passed_object(out: &mut Vec<u8>, value: &[u8], map: &ColumnMap) {
    let members = json_members(value);
    let mut names: HashSet<String> = members.iter().map(|(name, _)| name.clone().into_owned()).collect();
    let mut shown = ShownKeys::default();
    let mut is_first = true;
    out.push(b'{');
    for (name, value) in members {
        let show = Show::of(&name, map.role(&name));
        if show == Show::Dropped {
            continue;
        }
        if !std::mem::take(&mut is_first) {
            out.push(b',');
        }
        let written = shown.name(&name, |name| !names.contains(name));
        key(out, &written);
        if written != *name {
            names.insert(written);
        }
        passed_value(out, value.get().as_bytes(), show, map);
    }
    out.push(b'}');
}

fn passed_scalar(out: &mut Vec<u8>, value: &[u8], show: Show) {
    let text = scalar_text(value).unwrap_or_default();
    match (show.value(&text), value) {
        (_, _) if text.is_empty() && show == Show::Masked => out.extend_from_slice(b"null"),
        (shown, [b'"', ..]) => string(out, &shown),
        // A number that is masked is a text.
        (Cow::Owned(masked), _) => string(out, &masked),
        (Cow::Borrowed(_), bare) => out.extend_from_slice(bare),
    }
}
