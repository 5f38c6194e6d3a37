//! Comparing: what every platform would make of each record.

use std::sync::Arc;

use super::Job;
use super::block::Slot;
use super::sink::Rendered;
use crate::command::Verdict;
use crate::decide::{Computed, Contribution, Totals};
use crate::engine::RuleSet;
use crate::input::Batch;
use crate::lang::Lang;
use crate::output::{CompareColumn, RecordComparison, RecordMeta, RowCell, RowView, Rows, invalid_row};

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
        meta: RecordMeta<'_>,
        slot: &Slot,
        totals: &mut Totals,
        rendered: &mut Rendered,
    ) {
        let rows = match slot.record.error {
            Some(_) => vec![invalid_row()],
            None => self.plan.what_if(&slot.record.facts),
        };
        // The best that any platform has to offer stands for the record.
        let verdicts = rows.iter().map(|row| row.decision.verdict);
        let best = verdicts.min_by_key(|verdict| verdict.rank());
        let computed = Computed::default();
        let views = rows.iter().zip(1..).map(|(row, rank)| RowView {
            plan: self.plan,
            meta,
            topic: &comparing.topic,
            row,
            rank,
            computed: &computed,
        });
        let cited = match self.counting.cites {
            true => views.clone().fold(RuleSet::EMPTY, |cited, view| cited.or(&view.cited())),
            false => RuleSet::EMPTY,
        };
        let contribution = Contribution::of(best.unwrap_or(Verdict::Unknown)).citing(cited);
        totals.count(&contribution);
        totals.count_written(&contribution);
        if matches!(self.rows, Rows::Passed) {
            rendered.comparisons.push(RecordComparison {
                number: meta.number,
                head: Arc::clone(&batch.header),
                place: meta.place,
                record: slot.record.clone(),
                rows,
            });
            return;
        }
        for view in views {
            let columns = comparing.columns.iter().zip(&comparing.names);
            let cells = columns.map(|(column, name)| RowCell {
                column: column.name(),
                name,
                value: view.value(*column, comparing.lang),
            });
            let basis = view.view().basis();
            self.rows.row(&mut rendered.bytes, &slot.own.bytes, basis, cells);
        }
    }
}
