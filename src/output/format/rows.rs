//! How workers render rows: results, comparisons and topics all go through these writers.

use super::csv::CsvWriter;
use super::json_rows::JsonWriter;
use crate::decide::Warnings;
use crate::lang::Lang;
use crate::output::cache::segments::Pieces;
use crate::output::comparison::TopicTable;
use crate::output::result::basis::Basis;
use crate::output::result::column::Column;
use crate::output::result::value::Value;

/// How rows are rendered by workers.
#[derive(Clone, Debug)]
pub enum Rows {
    /// As rows of CSV.
    Csv(Pieces<CsvWriter>),
    /// As JSON objects.
    Json {
        /// The members, in order.
        pieces: Pieces<JsonWriter>,
        /// Whether they are elements of an array, with commas between them; else one a line.
        is_array: bool,
    },
    /// Not by workers: records are passed on as they are.
    Passed,
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
}

impl RowStyle {
    pub(super) fn csv(self) -> CsvWriter {
        CsvWriter { lang: self.lang, all_quotes: self.all_quotes }
    }

    pub(super) fn json(self) -> JsonWriter {
        let Self { lang, explain, all_quotes, renamed } = self;
        JsonWriter { lang, explain, all_quotes, renamed }
    }
}

impl Rows {
    /// Rows of CSV of these columns.
    pub fn csv(writer: CsvWriter, columns: &[Column]) -> Self {
        Self::Csv(Pieces::new(writer, columns))
    }

    /// Objects of these columns.
    pub fn json(writer: JsonWriter, columns: &[Column], is_array: bool) -> Self {
        Self::Json { pieces: Pieces::new(writer, columns), is_array }
    }

    /// Writes the rows of a topic; objects name it.
    pub fn topic(&self, out: &mut Vec<u8>, is_first: &mut bool, table: &TopicTable<'_>, explain: bool) {
        let lang = match self {
            Self::Csv(pieces) => pieces.writer().lang,
            Self::Json { pieces, .. } => pieces.writer().lang,
            Self::Passed => return,
        };
        for row in &table.rows {
            let topic = ("topic", Value::Code(table.topic.id.as_str().into()));
            let explanation = || {
                let text = table.basis().explanation(row.cited, Warnings::default(), lang);
                (Column::Explanation.name(), Value::Text(text.into()))
            };
            let cells = table.names().zip(row.cells.iter().cloned());
            let rules = (Column::Rules.name(), Value::Rules(row.cited));
            let cells = cells.chain([rules]);
            let cells: Vec<(&str, Value<'_>)> = match self {
                Self::Csv(_) => cells.chain(explain.then(explanation)).collect(),
                _ => {
                    let grade = row
                        .grade
                        .filter(|_| explain)
                        .map(|grade| ("grade", Value::Code(grade.code().into())));
                    std::iter::once(topic).chain(cells).chain(grade).collect()
                }
            };
            self.row(out, *is_first, &[], table.basis(), cells.into_iter());
            *is_first = false;
        }
    }

    /// Writes a row of a table whose columns are not those of a result, behind the input's own.
    pub fn row<'v>(
        &self,
        out: &mut Vec<u8>,
        is_first: bool,
        own: &[u8],
        basis: Basis<'_>,
        cells: impl Iterator<Item = (&'v str, Value<'v>)>,
    ) {
        match self {
            Self::Csv(pieces) => {
                csv_row(out, own, |out| pieces.writer().row(out, basis, cells.map(|(_, value)| value)));
            }
            Self::Json { pieces, is_array } => {
                json_row(out, *is_array, is_first, own, |out| pieces.writer().row(out, basis, cells));
            }
            Self::Passed => {}
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

/// Writes a JSON object: the input's own members, then those of the result.
#[inline(always)]
pub(crate) fn json_row(
    out: &mut Vec<u8>,
    is_array: bool,
    is_first: bool,
    own: &[u8],
    members: impl FnOnce(&mut Vec<u8>),
) {
    if is_array && !is_first {
        out.extend_from_slice(b",\n");
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
