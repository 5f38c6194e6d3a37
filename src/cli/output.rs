//! A document on its way to where output goes.

use std::io::{self, ErrorKind, Write};

use super::error::Failure;
use super::output_file::Target;
use super::pager::Pager;
use crate::decide::Totals;
use crate::output::{Document, TopicTable};
use crate::pipeline::{Rendered, Sink};

/// A document on its way to a target.
pub(super) struct Output<'d> {
    document: Box<dyn Document + 'd>,
    target: Target,
    buffer: Vec<u8>,
    /// Whether no rendered row has been written yet.
    is_first: bool,
    /// Whether the run goes on when nobody reads what it writes any more.
    goes_on: bool,
}

impl<'d> Output<'d> {
    /// Begins a document.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(super) fn begin(
        document: Box<dyn Document + 'd>,
        target: Target,
        goes_on: bool,
    ) -> Result<Self, Failure> {
        let mut output = Self { document, target, buffer: Vec::new(), is_first: true, goes_on };
        output.document.begin(&mut output.buffer);
        output.target.write_all(&output.buffer).map_err(failed)?;
        output.buffer.clear();
        Ok(output)
    }

    /// Writes a topic, whose rows may have been rendered.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(super) fn topic(
        &mut self,
        table: &TopicTable<'_>,
        render: impl FnOnce(&mut Vec<u8>),
    ) -> Result<(), Failure> {
        let mut rows = Vec::new();
        render(&mut rows);
        self.rows(&rows).map_err(failed)?;
        self.document.topic(table, &mut self.buffer);
        self.pass_on().map_err(failed)
    }

    /// Writes what stands behind the last record, through a pager where one is wanted.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(super) fn end(mut self, totals: &Totals, pager: Option<Pager>) -> Result<Target, Failure> {
        match pager {
            None => self.document.finish(totals, &mut self.target),
            Some(pager) => {
                let mut card = Vec::new();
                let finished = self.document.finish(totals, &mut card);
                finished.and_then(|()| pager.show(&card, &mut self.target))
            }
        }
        .map_err(failed)?;
        self.target.flush().map_err(failed)?;
        Ok(self.target)
    }

    /// Writes rows that are rendered, or passes them to the document.
    fn rows(&mut self, rows: &[u8]) -> io::Result<()> {
        if rows.is_empty() || self.document.rows(rows)? {
            return Ok(());
        }
        let between = if std::mem::take(&mut self.is_first) { self.document.between().len() } else { 0 };
        // What workers have rendered is not copied once more.
        self.target.write_all(rows.get(between..).unwrap_or_default())
    }

    fn pass_on(&mut self) -> io::Result<()> {
        self.target.write_all(&self.buffer)?;
        self.buffer.clear();
        // Who reads from a pipe sees each batch as soon as it is decided.
        self.target.flush()
    }
}

impl Sink for Output<'_> {
    fn put(&mut self, rendered: &mut Rendered) -> io::Result<()> {
        if self.target.is_closed() {
            return if self.goes_on { Ok(()) } else { Err(ErrorKind::BrokenPipe.into()) };
        }
        self.rows(&rendered.bytes)?;
        for decided in rendered.results.drain(..) {
            self.document.result(decided, &mut self.buffer);
        }
        for compared in rendered.comparisons.drain(..) {
            self.document.comparison(compared, &mut self.buffer);
        }
        self.document.pause(&mut self.buffer);
        self.pass_on()
    }
}

fn failed(error: io::Error) -> Failure {
    Failure::of_write("output", error)
}
