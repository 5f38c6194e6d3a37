//! Formats whose readers are given no control characters: they are left out before a document writes.

use std::borrow::Cow;
use std::io::{self, Write};
use std::sync::Arc;

use super::document::Document;
use crate::decide::Totals;
use crate::input::Header;
use crate::output::comparison::{RecordComparison, TopicTable};
use crate::output::result::view::Decided;
use crate::output::text::LeftOut;
use crate::record::Record;

/// Passes results on to another document without control characters, and counts the cells that had
/// any. Values in errors are escaped already.
pub(super) struct Cleaned<'p> {
    /// What writes.
    pub document: Box<dyn Document + 'p>,
    /// Counts.
    pub left_out: Arc<LeftOut>,
}

impl Cleaned<'_> {
    fn clean(&self, record: &mut Record, head: &mut Arc<Header>) {
        let cleaned = |text: &str| match self.left_out.clean(text) {
            Cow::Borrowed(_) => None,
            Cow::Owned(text) => Some(text),
        };
        record.clean_labels(cleaned);
        // The source is a cell of each record.
        if let Some(name) = cleaned(&head.name) {
            *head = Arc::new(Header { name, ..Header::clone(head) });
        }
    }
}

impl Document for Cleaned<'_> {
    fn begin(&mut self, out: &mut Vec<u8>) {
        self.document.begin(out);
    }

    fn between(&self) -> &'static [u8] {
        self.document.between()
    }

    fn rows(&mut self, rows: &[u8]) -> io::Result<bool> {
        self.document.rows(rows)
    }

    fn result(&mut self, mut decided: Decided, out: &mut Vec<u8>) {
        self.clean(&mut decided.record, &mut decided.head);
        self.document.result(decided, out);
    }

    fn comparison(&mut self, mut compared: RecordComparison, out: &mut Vec<u8>) {
        self.clean(&mut compared.record, &mut compared.head);
        self.document.comparison(compared, out);
    }

    fn topic(&mut self, topic: &TopicTable<'_>, out: &mut Vec<u8>) {
        self.document.topic(topic, out);
    }

    fn pause(&mut self, out: &mut Vec<u8>) {
        self.document.pause(out);
    }

    fn end(&mut self, totals: &Totals, out: &mut Vec<u8>) {
        self.document.end(totals, out);
    }

    fn finish(&mut self, totals: &Totals, out: &mut (dyn Write + Send)) -> io::Result<()> {
        self.document.finish(totals, out)
    }
}
