//! What all kinds of workbooks have in common.

use super::choice::Sheet;
use super::rows::Rows;
use crate::input::error::InputFault;
use crate::value::Epoch;

/// How many bytes a sheet may go on without a cell. Rows that have none take up some, a cell with
/// all that it can hold takes up few.
pub(super) const BETWEEN_CELLS: u64 = 128 << 20;

/// A workbook of any kind.
pub(super) trait Workbook: Send {
    /// Its sheets, in order.
    fn sheets(&self) -> Vec<Sheet>;

    /// The day from which it counts dates.
    fn epoch(&self) -> Epoch;

    /// Passes on the cells of a sheet, row by row, as long as somebody wants more.
    ///
    /// # Errors
    /// When the sheet cannot be read.
    fn read(&mut self, sheet: &Sheet, rows: &mut Rows<'_, '_>) -> Result<(), InputFault>;
}
