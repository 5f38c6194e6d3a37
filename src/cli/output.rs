//! A document on its way to where output goes.

use std::io::{self, Write};

use super::error::Failure;
use super::output_file::Target;
use crate::decide::Totals;
use crate::output::{Document, TopicTable};
use crate::pipeline::{Rendered, Sink};

/// A document on its way to a target.
pub(super) struct Output<'d> {
    document: Box<dyn Document + 'd>,
    target: Target,
    buffer: Vec<u8>,
}

impl<'d> Output<'d> {
    /// Begins a document.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(super) fn begin(document: Box<dyn Document + 'd>, target: Target) -> Result<Self, Failure> {
        let mut output = Self { document, target, buffer: Vec::new() };
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
        render(&mut self.buffer);
        self.document.topic(table, &mut self.buffer);
        self.pass_on().map_err(failed)
    }

    /// Writes what stands behind the last record.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(super) fn end(mut self, totals: &Totals) -> Result<Target, Failure> {
        self.document.finish(totals, &mut self.target).map_err(failed)?;
        self.target.flush().map_err(failed)?;
        Ok(self.target)
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
        // What workers have rendered is not copied once more.
        self.target.write_all(&rendered.bytes)?;
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
