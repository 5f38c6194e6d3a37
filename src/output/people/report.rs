use crate::output::Decided;
use crate::pipeline::Totals;

/// A format that sees results as they are, in order.
pub trait Report: Send {
    /// Takes the next result.
    fn take(&mut self, decided: Decided, out: &mut Vec<u8>);

    /// Writes what stands behind the last result.
    fn end(&mut self, totals: &Totals, out: &mut Vec<u8>);
}
