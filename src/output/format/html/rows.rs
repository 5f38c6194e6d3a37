//! The page of results: a card for one, a summary and rows for many.

use std::io::{self, Read, Seek, Write};

use tempfile::{SpooledTempFile, spooled_tempfile};

use super::super::document::{Document, Run};
use super::blocks::{TABLE_END, Title, blocks, class_of_head, table_head, table_row};
use super::page::Page;
use super::summary::bars;
use crate::decide::{Plan, Totals};
use crate::output::human::card::card;
use crate::output::human::cells::{TOLD, What, cell, columns, head};
use crate::output::human::document::Document as Doc;
use crate::output::human::guide::Appendix;
use crate::output::human::{Cell, Head};
use crate::output::letter::asked_for;
use crate::output::result::view::Decided;
use crate::output::text::in_html;

/// So many bytes of rows wait in memory, and more in a file without a name.
const IN_MEMORY: usize = 1 << 20;

/// Columns beyond this importance would take the room of the reasons.
const SHOWN: u8 = 6;

/// A page of results. The summary stands first, so rows wait until all of them are known.
pub(super) struct Results<'p> {
    plan: &'p Plan<'p>,
    page: Page<'p>,
    columns: Vec<What>,
    heads: Vec<Head>,
    /// The first result, while it is the only one.
    only: Option<Box<Decided>>,
    rows: SpooledTempFile,
    /// How many rows wait.
    count: u64,
    /// Why they could not be kept.
    failed: Option<io::Error>,
    appendix: Appendix,
}

impl<'p> Results<'p> {
    pub(super) fn new(run: &Run<'p>, page: Page<'p>) -> Self {
        let mut columns = columns(run.command, &page.screen);
        columns.retain(|(_, importance)| *importance <= SHOWN);
        let heads =
            columns.iter().map(|(what, importance)| head(*what, *importance, page.screen.lang)).collect();
        Self {
            plan: run.plan,
            columns: columns.into_iter().map(|(what, _)| what).collect(),
            heads,
            only: None,
            rows: spooled_tempfile(IN_MEMORY),
            count: 0,
            failed: None,
            appendix: Appendix::default(),
            page,
        }
    }

    /// The headings.
    fn titles(&self) -> Vec<Title<'_>> {
        let title = |(what, head): (&What, &'_ Head)| match what {
            What::Why => "long",
            // What is looked for in a row is not broken.
            _ if !head.right && head.importance <= TOLD && !self.page.screen.shows_all() => "fixed",
            _ => class_of_head(head),
        };
        let classes = self.columns.iter().zip(&self.heads).map(title);
        let titles = self.heads.iter().map(|head| head.title.as_str());
        titles.zip(classes).collect()
    }

    fn keep(&mut self, decided: &Decided) {
        let screen = &self.page.screen;
        let view = decided.view(self.plan);
        let cells: Vec<Cell> = self.columns.iter().map(|what| cell(&view, *what, screen)).collect();
        let mut row = String::new();
        table_row(&mut row, &self.titles(), &cells);
        if let Some(letter) = asked_for(&view, screen) {
            let (span, letter) = (cells.len(), in_html(&letter));
            row.push_str(&format!(
                "<tr class=\"letter\"><td colspan=\"{span}\"><pre>{letter}</pre></td></tr>\n"
            ));
        }
        if let Err(error) = self.rows.write_all(row.as_bytes()) {
            self.failed.get_or_insert(error);
        }
    }
}

impl Document for Results<'_> {
    fn result(&mut self, decided: Decided, _: &mut Vec<u8>) {
        let view = decided.view(self.plan);
        self.appendix.add(self.plan, &view.cited(), &view.decision.matched);
        self.count += 1;
        if self.count == 1 {
            self.only = Some(Box::new(decided));
            return;
        }
        if let Some(first) = self.only.take() {
            self.keep(&first);
        }
        self.keep(&decided);
    }

    fn finish(&mut self, totals: &Totals, out: &mut (dyn Write + Send)) -> io::Result<()> {
        if let Some(error) = self.failed.take() {
            return Err(error);
        }
        let screen = &self.page.screen;
        out.write_all(self.page.head().as_bytes())?;
        if let Some(only) = &self.only {
            let card = blocks(&card(&only.view(self.plan), screen));
            write!(out, "<article class=\"card\">\n{card}</article>\n")?;
            return out.write_all(self.page.foot().as_bytes());
        }
        if !screen.is_brief() {
            out.write_all(bars(self.plan.command, totals, screen).as_bytes())?;
        }
        let mut head = String::new();
        table_head(&mut head, &self.titles());
        out.write_all(head.as_bytes())?;
        self.rows.rewind()?;
        copy(&mut self.rows, out)?;
        out.write_all(TABLE_END.as_bytes())?;
        let mut appendix = Doc::new(screen);
        self.appendix.write(self.plan, &mut appendix);
        out.write_all(blocks(&appendix).as_bytes())?;
        out.write_all(self.page.foot().as_bytes())
    }
}

/// Copies what waits, piece by piece.
fn copy(from: &mut impl Read, out: &mut (dyn Write + Send)) -> io::Result<()> {
    let mut buffer = vec![0; 1 << 16];
    loop {
        let read = from.read(&mut buffer)?;
        match buffer.get(..read) {
            Some([]) | None => return Ok(()),
            Some(piece) => out.write_all(piece)?,
        }
    }
}
