//! Workbooks: the results, the rules that they cite, and the run.
//!
//! Workers render results as cells. Rows go to the first sheet one after the other, which
//! keeps them in a temporary file, so that memory stays bounded; the workbook is packed at the end.

mod about;
mod book;
mod latched;
mod rows;
mod writer;

use std::io::{self, BufWriter, Write};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook as Book, XlsxError};

pub(crate) use rows::MOST_ROWS;
pub(in crate::output) use writer::SEPARATOR;
pub use writer::SheetWriter;

use super::document::{Document, Run};
use crate::decide::Totals;
use crate::lang::{Lang, Phrase};
use crate::output::comparison::TopicTable;
use crate::output::result::column::Column;
use crate::output::summary::Summary;
use crate::output::text::written;
use book::{Looks, begin_sheet, end_sheet, failed, new_workbook};
use latched::Latched;
use rows::SheetRows;

const RESULTS: Phrase = Phrase { en: "Results", zh: "结果" };
const SUMMARY: Phrase = Phrase { en: "Summary", zh: "汇总" };
const RULES: Phrase = Phrase { en: "Rules", zh: "规则" };
const RUN: Phrase = Phrase { en: "Run", zh: "运行" };

/// A workbook in the making.
pub(super) struct Workbook<'p> {
    run: Run<'p>,
    looks: Looks,
    book: Option<Book>,
    rows: SheetRows,
    /// What keeps it from being written.
    failed: Option<io::Error>,
}

impl<'p> Workbook<'p> {
    pub(super) fn new(run: &Run<'p>) -> Self {
        let mut new = Self {
            run: run.clone(),
            looks: Looks::new(),
            book: None,
            rows: SheetRows { last: 0, most: run.most_rows },
            failed: None,
        };
        match new.open() {
            Ok(book) => new.book = Some(book),
            Err(error) => new.failed = Some(failed(error)),
        }
        new
    }

    fn open(&self) -> Result<Book, XlsxError> {
        let Run { screen, header, folder, .. } = &self.run;
        let lang = screen.lang;
        let first = if self.run.summary { SUMMARY } else { RESULTS };
        let names = [first, RULES, RUN].map(|name| name.get(lang));
        let mut book = new_workbook(&names, folder.as_deref())?;
        let made = self.run.now.0.div_euclid(1000);
        let made = ExcelDateTime::from_timestamp(made)?;
        book.set_properties(&DocProperties::new().set_creation_datetime(&made).set_author("kami"));
        let heads: Vec<(String, usize)> = match self.run.summary {
            true => about::summary_heads(lang),
            false => header.iter().map(|name| (name.clone(), self.width_of(name))).collect(),
        };
        let heads: Vec<(String, usize)> = heads
            .into_iter()
            .map(|(head, width)| (self.run.left_out.clean(&head).into_owned(), width))
            .collect();
        begin_sheet(book.worksheet_from_index(0)?, &self.looks, &heads)?;
        Ok(book)
    }

    /// How wide a column of results is, in characters.
    fn width_of(&self, name: &str) -> usize {
        let is = |columns: &[Column]| columns.iter().any(|column| self.is_named(*column, name));
        if is(&[Column::Rules, Column::Notes, Column::Explanation, Column::Error, Column::Quotes]) {
            48
        } else if is(&[Column::CardNo, Column::Id, Column::Source, Column::Deadline, Column::ConfirmBy]) {
            20
        } else {
            10
        }
    }

    fn is_named(&self, column: Column, name: &str) -> bool {
        column.title().get(self.run.screen.lang) == name
    }

    fn take(&mut self, rows: &[u8]) -> io::Result<()> {
        let Some(book) = &mut self.book else { return Ok(()) };
        let sheet = book.worksheet_from_index(0).map_err(failed)?;
        self.rows.take(sheet, &self.looks, rows)
    }

    /// Writes the other sheets, and ends all of them.
    fn fill(&mut self, totals: &Totals) -> Result<(), XlsxError> {
        let Self { run, looks, book, rows, .. } = self;
        let Some(book) = book else { return Ok(()) };
        let lang = run.screen.lang;
        let mut columns = run.header.len();
        let mut cited = totals.cited.clone();
        if run.summary {
            let summary = Summary::new(run.plan, totals);
            cited = summary.top_rules.iter().map(|(rule, _)| *rule).collect();
            columns = about::summary_heads(lang).len();
            rows.last = about::summary(book.worksheet_from_index(0)?, looks, &summary, lang)?;
        }
        end_sheet(book.worksheet_from_index(0)?, rows.last, columns)?;
        about::rules(book.worksheet_from_index(1)?, looks, run, cited)?;
        about::run(book.worksheet_from_index(2)?, looks, run, totals)
    }
}

impl Document for Workbook<'_> {
    fn rows(&mut self, rows: &[u8]) -> io::Result<bool> {
        match self.failed.take() {
            Some(error) => Err(error),
            None => self.take(rows).map(|()| true),
        }
    }

    fn topic(&mut self, topic: &TopicTable<'_>, _: &mut Vec<u8>) {
        // Its rows are there already; the rules that they rest on are those of the sheet behind.
        for row in &topic.rows {
            self.run.cited = self.run.cited.or(&row.cited);
        }
    }

    fn finish(&mut self, totals: &Totals, out: &mut (dyn Write + Send)) -> io::Result<()> {
        if let Some(error) = self.failed.take() {
            return Err(error);
        }
        let mut totals = totals.clone();
        totals.cited = totals.cited.or(&self.run.cited);
        self.fill(&totals).map_err(failed)?;
        let Some(mut book) = self.book.take() else { return Ok(()) };
        let mut out = Latched::new(BufWriter::with_capacity(1 << 16, out));
        book.save_to_writer(&mut out).map_err(failed)?;
        out.finish()
    }
}

/// A moment in words.
fn moment_text(now: crate::value::Moment) -> String {
    written(|out| now.write(out))
}

/// A heading and what stands beside it.
type Line = (String, String);

fn line(lang: Lang, en: &str, zh: &str, value: impl Into<String>) -> Line {
    (lang.pick(en, zh).to_owned(), value.into())
}
