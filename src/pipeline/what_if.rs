use super::sink::Rendered;
use crate::command::Verdict;
use crate::decide::Totals;
use crate::decide::{Contribution, Plan};
use crate::lang::Lang;
use crate::output::{GridCell, RowStart, csv_row, error_text, json_row, what_if_columns};

/// How rows of a comparison are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhatIfFormat {
    /// As CSV.
    Csv,
    /// As JSON objects, one a line.
    Jsonl,
    /// As elements of a JSON array.
    Json,
    /// Not by workers: as cells for people who read this language. An invalid record has one more,
    /// which says why; the columns that programs read have no place for it.
    Cells(Lang),
}

/// What every platform of a topic would make of each record.
#[derive(Clone, Debug)]
pub struct WhatIfStyle {
    /// The topic.
    pub topic: &'static str,
    /// How rows are written.
    pub format: WhatIfFormat,
}

impl WhatIfStyle {
    /// Writes the rows of a record.
    pub fn write(&self, start: &RowStart<'_>, plan: &Plan<'_>, totals: &mut Totals, rendered: &mut Rendered) {
        if let Some(error) = &start.stamp.record.error {
            totals.count(&Contribution::of(Verdict::Invalid));
            let mut cells = start.invalid(plan.command);
            if let WhatIfFormat::Cells(lang) = self.format {
                cells.push(GridCell::Input(error_text(error, plan.lexicons, lang)));
            }
            return self.row(cells, plan, start.stamp.number == 1, rendered);
        }
        let rows = plan.what_if(&start.stamp.record.facts);
        // The best that any platform has to offer stands for the record.
        let best = rows.iter().map(|row| row.verdict).min_by_key(|verdict| verdict.rank());
        totals.count(&Contribution::of(best.unwrap_or(Verdict::Unknown)));
        for (index, row) in rows.iter().enumerate() {
            let cells = start.row(plan, row, index + 1);
            self.row(cells, plan, start.stamp.number == 1 && index == 0, rendered);
        }
    }

    fn row(&self, cells: Vec<GridCell>, plan: &Plan<'_>, is_first: bool, rendered: &mut Rendered) {
        let out = &mut rendered.bytes;
        match self.format {
            WhatIfFormat::Csv => csv_row(out, &cells),
            WhatIfFormat::Json | WhatIfFormat::Jsonl => {
                if self.format == WhatIfFormat::Json && !is_first {
                    out.extend_from_slice(b",\n");
                }
                json_row(out, what_if_columns(plan.command).into_iter(), &cells);
                if self.format == WhatIfFormat::Jsonl {
                    out.push(b'\n');
                }
            }
            WhatIfFormat::Cells(_) => rendered.cells.push(cells),
        }
    }
}
