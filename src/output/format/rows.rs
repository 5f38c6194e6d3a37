//! How workers render rows: results, comparisons and topics all go through these writers.

use std::sync::Arc;

use super::csv::CsvWriter;
use super::json_rows::JsonWriter;
use super::xlsx::{SEPARATOR, SheetWriter};
use crate::decide::Warnings;
use crate::lang::Lang;
use crate::output::cache::segments::Segments;
use crate::output::comparison::TopicTable;
use crate::output::result::basis::Basis;
use crate::output::result::column::Column;
use crate::output::result::label::Labels;
use crate::output::result::value::Value;
use crate::output::text::LeftOut;
use crate::output::text::csv::{CellStyle, Delimiter};
use crate::output::text::sheet::SheetCell;

/// How rows are rendered by workers.
#[derive(Clone, Debug)]
pub enum Rows {
    /// As rows of CSV.
    Csv(Segments<CsvWriter>),
    /// As JSON objects.
    Json {
        /// The members, in order.
        segments: Segments<JsonWriter>,
        /// Whether they are elements of an array, each behind [`BETWEEN`]; else one a line.
        is_array: bool,
    },
    /// As rows of a sheet.
    Sheet(Segments<SheetWriter>),
    /// Not by workers: records are passed on as they are.
    Passed,
    /// Not at all: only what all of them come to is written.
    Counted,
}

/// What stands before each element of an array. Nobody who renders knows which will be the first;
/// who writes them leaves it out there.
pub const BETWEEN: &[u8] = b",\n";

/// A cell of a row whose columns are not those of a result.
pub struct RowCell<'v> {
    /// The column, which says what its codes are looked up in.
    pub column: &'v str,
    /// The name that it is written under.
    pub name: &'v str,
    /// The value.
    pub value: Value<'v>,
}

/// What there is to choose in how rows are rendered.
#[derive(Clone, Debug)]
pub struct RowStyle {
    /// The language of messages.
    pub lang: Lang,
    /// Whether rules and warnings come with their messages.
    pub explain: bool,
    /// Whether quotes list the platforms that decline as well.
    pub all_quotes: bool,
    /// Columns that go by another name, since the input has one of theirs.
    pub renamed: Vec<(Column, String)>,
    /// Whether codes are written as words.
    pub labels: bool,
    /// Whether numbers are guarded that a spreadsheet would spoil.
    pub guards_numbers: bool,
    /// Counts what is left out of cells.
    pub left_out: Arc<LeftOut>,
}

impl RowStyle {
    /// How cells are written with this between them.
    pub(super) fn cells(&self, delimiter: Delimiter) -> CellStyle {
        let left_out = Arc::clone(&self.left_out);
        CellStyle { delimiter, guards_numbers: self.guards_numbers, left_out }
    }

    fn labels(&self, separator: &'static str) -> Labels {
        Labels { lang: self.lang, all_quotes: self.all_quotes, separator }
    }

    pub(super) fn csv(self, delimiter: Delimiter) -> CsvWriter {
        let labels = self.labels.then(|| self.labels(";"));
        let style = self.cells(delimiter);
        CsvWriter { lang: self.lang, all_quotes: self.all_quotes, style, labels }
    }

    pub(super) fn json(self) -> JsonWriter {
        let Self { lang, explain, all_quotes, renamed, .. } = self;
        JsonWriter { lang, explain, all_quotes, renamed }
    }

    pub(super) fn sheet(self) -> SheetWriter {
        SheetWriter { lang: self.lang, labels: self.labels(SEPARATOR), left_out: self.left_out }
    }
}

impl Rows {
    /// Rows of CSV of these columns.
    pub fn csv(writer: CsvWriter, columns: &[Column]) -> Self {
        Self::Csv(Segments::new(writer, columns))
    }

    /// Objects of these columns.
    pub fn json(writer: JsonWriter, columns: &[Column], is_array: bool) -> Self {
        Self::Json { segments: Segments::new(writer, columns), is_array }
    }

    /// Writes the rows of a topic; objects name it.
    pub fn topic(&self, out: &mut Vec<u8>, table: &TopicTable<'_>, explain: bool) {
        let lang = match self {
            Self::Csv(segments) => segments.writer().lang,
            Self::Json { segments, .. } => segments.writer().lang,
            Self::Sheet(segments) => segments.writer().lang,
            Self::Passed | Self::Counted => return,
        };
        for row in &table.rows {
            let topic = ("topic", Value::Code(table.topic.id.as_str().into()));
            let explanation = || {
                let text = table.basis().explanation(&row.cited, Warnings::default(), lang);
                (Column::Explanation.name(), Value::Text(text.into()))
            };
            let cells = table.names().zip(row.cells.iter().cloned());
            let rules = (Column::Rules.name(), Value::Rules(row.cited.clone()));
            let cells = cells.chain([rules]);
            let cells: Vec<(&str, Value<'_>)> = match self {
                Self::Csv(_) | Self::Sheet(_) => cells.chain(explain.then(explanation)).collect(),
                _ => {
                    let grade = row
                        .grade
                        .filter(|_| explain)
                        .map(|grade| ("grade", Value::Code(grade.code().into())));
                    std::iter::once(topic).chain(cells).chain(grade).collect()
                }
            };
            let cells = cells.into_iter().map(|(name, value)| RowCell { column: name, name, value });
            self.row(out, &[], table.basis(), cells);
        }
    }

    /// Writes a row of a table whose columns are not those of a result, behind the input's own.
    pub fn row<'v>(
        &self,
        out: &mut Vec<u8>,
        own: &[u8],
        basis: Basis<'_>,
        cells: impl Iterator<Item = RowCell<'v>>,
    ) {
        let by_column = |cell: RowCell<'v>| (cell.column, cell.value);
        match self {
            Self::Csv(segments) => {
                csv_row(out, own, |out| segments.writer().row(out, basis, cells.map(by_column)));
            }
            Self::Json { segments, is_array } => {
                let cells = cells.map(|cell| (cell.name, cell.value));
                json_row(out, *is_array, own, |out| segments.writer().row(out, basis, cells));
            }
            Self::Sheet(segments) => {
                sheet_row(out, own, |out| segments.writer().row(out, basis, cells.map(by_column)));
            }
            Self::Passed | Self::Counted => {}
        }
    }
}

/// Writes a row of CSV: the input's own columns, then those of the result.
#[inline(always)]
pub(crate) fn csv_row(out: &mut Vec<u8>, own: &[u8], cells: impl FnOnce(&mut Vec<u8>)) {
    if !own.is_empty() {
        out.extend_from_slice(own);
    }
    cells(out);
    out.push(b'\n');
}

/// Writes a row of a sheet: the input's own columns, then those of the result.
pub(crate) fn sheet_row(out: &mut Vec<u8>, own: &[u8], cells: impl FnOnce(&mut Vec<u8>)) {
    out.extend_from_slice(own);
    cells(out);
    SheetCell::RowEnd.write(out);
}

/// Writes a JSON object: the input's own members, then those of the result.
#[inline(always)]
pub(crate) fn json_row(out: &mut Vec<u8>, is_array: bool, own: &[u8], members: impl FnOnce(&mut Vec<u8>)) {
    if is_array {
        out.extend_from_slice(BETWEEN);
    }
    out.push(b'{');
    if !own.is_empty() {
        out.extend_from_slice(own);
    }
    members(out);
    out.push(b'}');
    if !is_array {
        out.push(b'\n');
    }
}
