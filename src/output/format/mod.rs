//! The formats that results are written in, one file each.

pub(in crate::output) mod csv;
pub(in crate::output) mod github;
pub(in crate::output) mod json;
pub(in crate::output) mod junit;
pub(in crate::output) mod markdown;
mod simd;
pub(in crate::output) mod table;

use crate::decide::Totals;
use crate::output::Decided;

/// A format that sees results as they are, in order.
pub trait Report: Send {
    /// Takes the next result.
    fn take(&mut self, decided: Decided, out: &mut Vec<u8>);

    /// Writes what stands behind the last result.
    fn end(&mut self, totals: &Totals, out: &mut Vec<u8>);
}
