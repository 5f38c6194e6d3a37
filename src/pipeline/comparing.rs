//! Comparing: what every platform would make of each record.

use std::sync::Arc;

use super::Job;
use super::block::Slot;
use super::sink::Rendered;
use crate::command::Verdict;
use crate::decide::{Contribution, Totals, Worked};
use crate::input::Batch;
use crate::lang::Lang;
use crate::output::{CompareColumn, RecordComparison, RowView, Rows, Stamp, invalid_row};

/// What records are compared on, and the columns of their rows.
#[derive(Clone, Debug)]
pub struct Comparing {
    /// The topic.
    pub topic: String,
    /// The columns, in order.
    pub columns: Vec<CompareColumn>,
    /// Their names.
    pub names: Vec<String>,
    /// The language of explanations.
    pub lang: Lang,
}

impl Job<'_> {
    /// Compares a record: renders its rows, or passes them on.
    pub(super) fn compare(
        &self,
        comparing: &Comparing,
        batch: &Batch,
        stamp: Stamp<'_>,
        slot: &Slot,
        totals: &mut Totals,
        rendered: &mut Rendered,
    ) {
        let rows = match slot.record.error {
            Some(_) => vec![invalid_row()],
            None => self.plan.what_if(&slot.record.facts),
        };
        // The best that any platform has to offer stands for the record.
        let verdicts = rows.iter().map(|row| row.settled.verdict);
        let best = verdicts.min_by_key(|verdict| verdict.rank());
        totals.count(&Contribution::of(best.unwrap_or(Verdict::Unknown)));
        if matches!(self.rows, Rows::Passed) {
            rendered.comparisons.push(RecordComparison {
                number: stamp.number,
                head: Arc::clone(&batch.header),
                place: stamp.place,
                record: slot.record.clone(),
                rows,
            });
            return;
        }
        let worked = Worked::default();
        for (row, rank) in rows.iter().zip(1..) {
            let view =
                RowView { plan: self.plan, stamp, topic: &comparing.topic, row, rank, worked: &worked };
            let columns = comparing.columns.iter().zip(&comparing.names);
            let cells = columns.map(|(column, name)| (name.as_str(), view.value(*column, comparing.lang)));
            let is_first = stamp.number == 1 && rank == 1;
            let basis = view.view().basis();
            self.rows.row(&mut rendered.bytes, is_first, &slot.own.bytes, basis, cells);
        }
    }
}
