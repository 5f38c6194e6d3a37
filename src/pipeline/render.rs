//! Rendering results by workers: cached segments, and what dependents between records that share them.

use std::sync::Arc;

use super::Job;
use super::sink::Rendered;
use crate::decide::{Computed, Decision, Dependents};
use crate::input::Header;
use crate::output::{ColumnWriter, Decided, RecordMeta, Rows, Segments, View, csv_row, json_row, sheet_row};

/// What is to be written of a record.
#[derive(Clone, Copy)]
pub(super) enum Cells<'a> {
    /// What is its own; all else was written before.
    Own(&'a RecordMeta<'a>),
    /// What varies; all else was written before.
    Varying(&'a View<'a>, Dependents),
}

impl Job<'_> {
    /// Whether nothing of a decision is needed once its runs are written.
    pub(super) fn writes_runs_only(&self) -> bool {
        self.duplicates.is_none() && !matches!(self.rows, Rows::Passed)
    }

    /// Whether what is written of a record can be kept for others of its key.
    pub(super) fn keeps_runs(&self) -> bool {
        match &self.rows {
            Rows::Csv(segments) => segments.can_be_kept(),
            Rows::Json { segments, .. } => segments.can_be_kept(),
            Rows::Sheet(segments) => segments.can_be_kept(),
            Rows::Passed | Rows::Counted => true,
        }
    }

    /// Writes the columns that do not vary between records of the same classes.
    pub(super) fn render_static(&self, view: &View<'_>, dependents: Dependents, runs: &mut Vec<u8>) {
        match &self.rows {
            Rows::Csv(segments) => segments.render_static(view, dependents, runs),
            Rows::Json { segments, .. } => segments.render_static(view, dependents, runs),
            Rows::Sheet(segments) => segments.render_static(view, dependents, runs),
            Rows::Passed | Rows::Counted => {}
        }
    }

    /// Writes a result, behind the input's own columns.
    #[inline]
    pub(super) fn write(&self, cells: Cells<'_>, runs: &[u8], own: &[u8], out: &mut Vec<u8>) {
        match &self.rows {
            Rows::Csv(segments) => csv_row(out, own, |out| cells.write(segments, runs, out)),
            Rows::Json { segments, is_array } => {
                json_row(out, *is_array, own, |out| cells.write(segments, runs, out));
            }
            Rows::Sheet(segments) => sheet_row(out, own, |out| cells.write(segments, runs, out)),
            Rows::Passed | Rows::Counted => {}
        }
    }

    /// Passes a result on, for formats that look at more than one at a time.
    pub(super) fn pass_on(&self, view: &View<'_>, head: &Arc<Header>, rendered: &mut Rendered) {
        if matches!(self.rows, Rows::Passed) {
            let (decision, computed): (&Decision, &Computed) = (view.decision, view.computed);
            rendered.results.push(Decided {
                number: view.meta.number,
                head: Arc::clone(head),
                place: view.meta.place,
                earlier: view.earlier,
                record: view.meta.record.clone(),
                decision: decision.clone(),
                computed: computed.clone(),
                answers: view.answers.clone(),
            });
        }
    }
}

impl Cells<'_> {
    #[inline(always)]
    fn write(&self, segments: &Segments<impl ColumnWriter>, runs: &[u8], out: &mut Vec<u8>) {
        match self {
            Self::Own(meta) => segments.write_constant(meta, runs, out),
            Self::Varying(view, dependents) => segments.write(view, *dependents, runs, out),
        }
    }
}
