//! How many results a sheet of a workbook may have.

use crate::output::MOST_ROWS;

/// As many as a sheet holds. A switch for tests makes it fewer, never more: to write a million rows
/// only to see the next one refused would take minutes.
pub(super) fn most_rows() -> u32 {
    let fewer = std::env::var("KAMI_SHEET_ROWS").ok().and_then(|value| value.parse().ok());
    fewer.map_or(MOST_ROWS, |fewer: u32| fewer.min(MOST_ROWS))
}
