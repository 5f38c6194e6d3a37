//! The rows of a sheet as lines of CSV, whatever kind of workbook its cells come from.

use std::io;

use super::cell::{CELL_CHARS, SheetCell, write_cell};
use super::fault::WorkbookFault;
use crate::input::error::InputFault;
use crate::input::limits::{MAX_COLUMNS, MAX_SHEET_ROWS};
use crate::record::{Detail, RecordError};
use crate::value::{Epoch, ValueError};

/// How many bytes of rows are handed over at a time.
const PIECE: usize = 64 * 1024;

/// What stands in the place of a row that cannot be read: bytes that are in no text, and what is
/// wrong with it.
const BROKEN_ROW: u8 = 0xff;

/// A piece of what a workbook reads as.
pub(super) enum Piece {
    /// Rows.
    Rows(Vec<u8>),
    /// The end of a sheet.
    End,
}

/// Takes piece after piece. Returns whether somebody wants more.
pub(super) type Take<'s> = dyn FnMut(io::Result<Piece>) -> bool + 's;

/// What the rows of a sheet are bounded by.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bounds {
    /// How many cells a row has at least.
    pub width: usize,
    /// How many bytes a row may have.
    pub max_row: usize,
}

/// Whether reading goes on.
pub(super) type Goes = Result<bool, InputFault>;

/// Turns the cells of a sheet into rows: a line each, so that line numbers are row numbers.
pub(super) struct Rows<'s, 't> {
    piece: Vec<u8>,
    /// The cells of the row that is being read, and how many bytes they have.
    cells: Vec<String>,
    row_bytes: usize,
    max_row: usize,
    /// What is wrong with it: a cell that holds more than it can, with its number from 1, or, as
    /// number 0, the row as a whole.
    fault: Option<usize>,
    width: usize,
    row: usize,
    epoch: Epoch,
    take: &'s mut Take<'t>,
}

impl<'s, 't> Rows<'s, 't> {
    /// The rows of a sheet whose dates count from an epoch.
    pub(super) fn new(bounds: Bounds, epoch: Epoch, take: &'s mut Take<'t>) -> Self {
        let Bounds { width, max_row } = bounds;
        let (piece, cells) = (Vec::new(), Vec::new());
        Self { piece, cells, row_bytes: 0, max_row, fault: None, width, row: 0, epoch, take }
    }

    /// The number of the row that is being read, from 1.
    pub(super) fn number(&self) -> u64 {
        self.row as u64 + 1
    }

    /// How many bytes a row may have.
    pub(super) fn max_row(&self) -> usize {
        self.max_row
    }

    /// Takes a cell, its row and column counted from 0. Cells come row by row.
    ///
    /// # Errors
    /// When it lies where no cell can be.
    pub(super) fn cell(&mut self, row: usize, column: usize, cell: SheetCell<'_>) -> Goes {
        if row < self.row || row >= MAX_SHEET_ROWS {
            return Err(self.fault(WorkbookFault::Position));
        }
        if column >= MAX_COLUMNS {
            return Err(InputFault::TooManyColumns { count: column + 1 });
        }
        if !self.up_to(row) {
            return Ok(false);
        }
        self.put(column, cell);
        Ok(true)
    }

    /// Ends all rows before this one. Returns whether somebody wants more.
    pub(super) fn up_to(&mut self, row: usize) -> bool {
        while self.row < row {
            if !self.end_row() {
                return false;
            }
        }
        true
    }

    /// Ends the sheet. Returns whether somebody wants more.
    pub(super) fn end(mut self) -> bool {
        self.end_row()
            && (self.take)(Ok(Piece::Rows(std::mem::take(&mut self.piece))))
            && (self.take)(Ok(Piece::End))
    }

    /// What is wrong with the workbook, in this row.
    pub(super) fn fault(&self, why: WorkbookFault) -> InputFault {
        InputFault::Workbook { row: Some(self.number()), why }
    }

    fn put(&mut self, column: usize, cell: SheetCell<'_>) {
        if self.fault.is_some() {
            return;
        }
        if cell.is_too_long() {
            self.fault = Some(column + 1);
            return;
        }
        let text = cell.text(self.epoch);
        if text.is_empty() {
            return;
        }
        self.row_bytes += text.len();
        if self.row_bytes > self.max_row {
            self.fault = Some(0);
            return;
        }
        if self.cells.len() <= column {
            self.cells.resize(column + 1, String::new());
        }
        self.cells[column] = text;
    }

    /// Writes the row that was read. Returns whether somebody wants more.
    fn end_row(&mut self) -> bool {
        self.row += 1;
        self.row_bytes = 0;
        if let Some(fault) = self.fault.take() {
            self.cells.clear();
            self.piece.push(BROKEN_ROW);
            self.piece.extend_from_slice(fault.to_string().as_bytes());
        }
        if !self.cells.is_empty() {
            // Cells that were never filled are not stored, and are no cells too few.
            self.width = self.width.max(self.cells.len());
            self.cells.resize(self.width, String::new());
        }
        for (index, cell) in self.cells.drain(..).enumerate() {
            if index > 0 {
                self.piece.push(b',');
            }
            write_cell(&mut self.piece, &cell);
        }
        self.piece.push(b'\n');
        if self.piece.len() < PIECE {
            return true;
        }
        (self.take)(Ok(Piece::Rows(std::mem::take(&mut self.piece))))
    }
}

/// What is wrong with a row of a sheet, if this is the first of its cells.
pub(in crate::input) fn row_fault(first: &[u8]) -> Option<RecordError> {
    let number = first.strip_prefix(&[BROKEN_ROW])?;
    let number: u64 = std::str::from_utf8(number).ok()?.parse().ok()?;
    Some(match number {
        0 => RecordError::whole(ValueError::TooLarge, None),
        _ => {
            let detail = Detail::Cell { number, most: CELL_CHARS as u64 };
            RecordError::whole(ValueError::CellTooLong, Some(detail))
        }
    })
}
