use std::sync::Arc;

use super::Job;
use super::sink::Rendered;
use super::what_if::WhatIfStyle;
use crate::decide::{Dependents, Settled, Worked};
use crate::input::Header;
use crate::output::{Column, ColumnWriter, CsvWriter, Decided, JsonWriter, Pieces, Stamp, View};

/// How results are written by workers.
#[derive(Clone, Debug)]
pub enum Style {
    /// As rows of CSV.
    Csv(Pieces<CsvWriter>),
    /// As JSON objects, with commas between them for an array.
    Json {
        /// The members, in order.
        pieces: Pieces<JsonWriter>,
        /// Whether they are elements of an array.
        is_array: bool,
    },
    /// As rows of what every platform would make of the record.
    WhatIf(WhatIfStyle),
    /// Not by workers: results are passed on as they are.
    Results,
}

/// What is to be written of a record.
#[derive(Clone, Copy)]
pub(super) enum Cells<'a> {
    /// What is its own; all else was written before.
    Own(&'a Stamp<'a>),
    /// What dependents; all else was written before.
    Varying(&'a View<'a>, Dependents),
}

impl Style {
    /// Rows of these columns.
    pub fn csv(writer: CsvWriter, columns: &[Column]) -> Self {
        Self::Csv(Pieces::new(writer, columns))
    }

    /// Objects of these columns.
    pub fn json(writer: JsonWriter, columns: &[Column], is_array: bool) -> Self {
        Self::Json { pieces: Pieces::new(writer, columns), is_array }
    }
}

impl Job<'_> {
    /// Whether nothing of a decision is needed once its runs are written.
    pub(super) fn writes_runs_only(&self) -> bool {
        self.duplicates.is_none() && matches!(self.style, Style::Csv(..) | Style::Json { .. })
    }

    /// Writes the columns that do not vary between records of the same classes.
    pub(super) fn fix(&self, view: &View<'_>, dependents: Dependents, runs: &mut Vec<u8>) {
        match &self.style {
            Style::Csv(pieces) => pieces.fix(view, dependents, runs),
            Style::Json { pieces, .. } => pieces.fix(view, dependents, runs),
            Style::WhatIf(_) | Style::Results => {}
        }
    }

    /// Writes a result, behind the input's own columns.
    #[inline]
    pub(super) fn write(&self, cells: Cells<'_>, runs: &[u8], own: &[u8], out: &mut Vec<u8>) {
        match &self.style {
            Style::Csv(pieces) => {
                if !own.is_empty() {
                    out.extend_from_slice(own);
                }
                cells.write(pieces, runs, out);
                out.push(b'\n');
            }
            Style::Json { pieces, is_array } => {
                if *is_array && cells.stamp().number > 1 {
                    out.extend_from_slice(b",\n");
                }
                out.push(b'{');
                if !own.is_empty() {
                    out.extend_from_slice(own);
                }
                cells.write(pieces, runs, out);
                out.push(b'}');
                if !*is_array {
                    out.push(b'\n');
                }
            }
            Style::WhatIf(_) | Style::Results => {}
        }
    }

    /// Passes a result on, for formats that look at more than one at a time.
    pub(super) fn pass_on(&self, view: &View<'_>, head: &Arc<Header>, rendered: &mut Rendered) {
        if matches!(self.style, Style::Results) {
            let (settled, worked): (&Settled, &Worked) = (view.settled, view.worked);
            rendered.results.push(Decided {
                number: view.stamp.number,
                head: Arc::clone(head),
                place: view.stamp.place,
                earlier: view.earlier,
                record: view.stamp.record.clone(),
                settled: settled.clone(),
                worked: worked.clone(),
            });
        }
    }
}

impl Cells<'_> {
    fn stamp(&self) -> &Stamp<'_> {
        match self {
            Self::Own(stamp) => stamp,
            Self::Varying(view, _) => &view.stamp,
        }
    }

    #[inline(always)]
    fn write(&self, pieces: &Pieces<impl ColumnWriter>, runs: &[u8], out: &mut Vec<u8>) {
        match self {
            Self::Own(stamp) => pieces.write_constant(stamp, runs, out),
            Self::Varying(view, dependents) => pieces.write(view, *dependents, runs, out),
        }
    }
}
