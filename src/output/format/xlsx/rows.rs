//! The rows of results on their way to a sheet, and how many it holds.

use std::error::Error;
use std::fmt;
use std::io;

use rust_xlsxwriter::Worksheet;

use super::book::{Looks, failed, write_cell};
use crate::output::text::sheet::SheetCell;

/// How many results a sheet holds beside its header.
pub(crate) const MOST_ROWS: u32 = 1_048_575;

/// Where the next row goes.
#[derive(Debug)]
pub(super) struct SheetRows {
    /// The last row that was written; the header is the first.
    pub last: u32,
    /// How many there may be.
    pub most: u32,
}

/// That there are more results than a sheet holds. Its alternate form is Chinese.
#[derive(Debug)]
struct TooManyRows;

impl fmt::Display for TooManyRows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if f.alternate() {
            "结果超过一张工作表的上限 1,048,575 行；请改用 -f csv，或用 --only、--summary 减少行数"
        } else {
            "a sheet holds no more than 1,048,575 results; use -f csv, or fewer rows by --only or --summary"
        })
    }
}

impl Error for TooManyRows {}

impl SheetRows {
    /// Writes rows that workers have rendered.
    ///
    /// # Errors
    /// When there are more than a sheet holds, or they cannot be written.
    pub(super) fn take(&mut self, sheet: &mut Worksheet, looks: &Looks, mut rows: &[u8]) -> io::Result<()> {
        let mut column = 0;
        while let Some(cell) = SheetCell::take(&mut rows) {
            if cell == SheetCell::RowEnd {
                self.last += 1;
                column = 0;
                continue;
            }
            if self.last == self.most {
                return Err(io::Error::other(TooManyRows));
            }
            write_cell(sheet, looks, (self.last + 1, column), cell).map_err(failed)?;
            column = column.saturating_add(1);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_holds_so_many_rows_and_no_more() {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet_with_constant_memory().unwrap();
        let mut rows = SheetRows { last: MOST_ROWS - 1, most: MOST_ROWS };
        let mut row = Vec::new();
        SheetCell::Text("last").write(&mut row);
        SheetCell::RowEnd.write(&mut row);
        let looks = Looks::new();
        assert!(rows.take(sheet, &looks, &row).is_ok());
        let error = rows.take(sheet, &looks, &row).unwrap_err();
        assert!(format!("{error}").contains("use -f csv") && format!("{error:#}").contains("请改用"));
    }
}
