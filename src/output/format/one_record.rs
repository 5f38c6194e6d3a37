//! One record of many: all are read, one is written.

use std::io::{self, Write};

use super::document::Document;
use crate::decide::Totals;
use crate::output::comparison::RecordComparison;
use crate::output::result::view::Decided;

/// Lets one record through to the document that writes it.
pub(super) struct OneRecord<'p> {
    /// The record's number over all inputs.
    pub number: u64,
    /// What writes it.
    pub document: Box<dyn Document + 'p>,
}

impl Document for OneRecord<'_> {
    fn result(&mut self, decided: Decided, out: &mut Vec<u8>) {
        if decided.number == self.number {
            self.document.begin(out);
            self.document.result(decided, out);
        }
    }

    fn comparison(&mut self, compared: RecordComparison, out: &mut Vec<u8>) {
        if compared.number == self.number {
            self.document.begin(out);
            self.document.comparison(compared, out);
        }
    }

    fn pause(&mut self, out: &mut Vec<u8>) {
        self.document.pause(out);
    }

    fn finish(&mut self, totals: &Totals, out: &mut (dyn Write + Send)) -> io::Result<()> {
        // Where there is no such record nothing was begun, and the run ends with an error.
        if totals.records >= self.number { self.document.finish(totals, out) } else { Ok(()) }
    }
}
