//! Formats in which a summary stands in place of the results.

use super::document::{Document, Run};
use crate::decide::{Plan, Totals};
use crate::lang::Lang;
use crate::output::human::Screen;
use crate::output::human::counts::{blocks, due, headline};
use crate::output::summary::{Summary, SummaryRow};
use crate::output::text::csv::{CellStyle, Delimiter};
use crate::output::text::{Style, Tone, in_markdown, written};
use crate::value::Sum;

/// The columns of a summary in CSV.
const COLUMNS: [&str; 7] = ["section", "key", "verdict", "records", "net_min", "net_mid", "net_max"];

/// Their headings in words.
fn headings(lang: Lang) -> [&'static str; 7] {
    match lang {
        Lang::En => ["section", "key", "verdict", "records", "net, least", "net, middle", "net, most"],
        Lang::Zh => ["分项", "项目", "结论", "条数", "到手下限", "到手中值", "到手上限"],
    }
}

/// A summary as rows of CSV.
pub(super) struct CsvSummary<'p> {
    plan: &'p Plan<'p>,
    style: CellStyle,
    bom: bool,
    /// The language of words for codes, where those are asked for.
    labels: Option<Lang>,
}

impl<'p> CsvSummary<'p> {
    pub(super) fn new(run: &Run<'p>, delimiter: Delimiter) -> Self {
        let style = CellStyle { delimiter, ..CellStyle::default() };
        Self { plan: run.plan, style, bom: run.bom, labels: run.labels.then_some(run.screen.lang) }
    }

    fn row<'c>(&self, out: &mut Vec<u8>, cells: impl Iterator<Item = &'c str>) {
        for (index, cell) in cells.enumerate() {
            if index > 0 {
                out.push(self.style.delimiter.byte());
            }
            self.style.cell(out, cell);
        }
        out.push(b'\n');
    }

    fn cells(&self, summary: &Summary<'_>, row: &SummaryRow) -> [String; COLUMNS.len()] {
        let SummaryRow { section, key, verdict, records, nets } = row;
        let [section, key, verdict] = match self.labels {
            Some(lang) => [
                section.title().get(lang).to_owned(),
                summary.key_title(*section, key, lang),
                verdict.map_or_else(String::new, |verdict| verdict.short().get(lang).to_owned()),
            ],
            None => [
                section.name().to_owned(),
                key.clone(),
                verdict.map_or_else(String::new, |verdict| verdict.code().to_owned()),
            ],
        };
        let sum = |sum: Option<Sum>| sum.map_or_else(String::new, |sum| written(|out| sum.write(out)));
        let (min, mid, max) = (nets.map(|nets| nets.0), nets.map(|nets| nets.1), nets.map(|nets| nets.2));
        [section, key, verdict, records.to_string(), sum(min), sum(mid), sum(max)]
    }
}

impl Document for CsvSummary<'_> {
    fn begin(&mut self, out: &mut Vec<u8>) {
        if self.bom {
            out.extend_from_slice("\u{feff}".as_bytes());
        }
        self.row(out, self.labels.map_or(COLUMNS, headings).into_iter());
    }

    fn end(&mut self, totals: &Totals, out: &mut Vec<u8>) {
        let summary = Summary::new(self.plan, totals);
        for row in summary.rows() {
            self.row(out, self.cells(&summary, &row).iter().map(String::as_str));
        }
    }
}

/// A summary for people, on a terminal or in Markdown.
pub(super) struct TextSummary<'p> {
    plan: &'p Plan<'p>,
    screen: Screen,
    is_markdown: bool,
}

impl<'p> TextSummary<'p> {
    /// A summary on a terminal.
    pub(super) fn for_terminal(run: &Run<'p>) -> Self {
        Self { plan: run.plan, screen: run.screen, is_markdown: false }
    }

    /// A summary in Markdown, which has no width and no colours.
    pub(super) fn in_markdown(run: &Run<'p>) -> Self {
        let screen = Screen { width: usize::MAX / 2, style: Style(false), ..run.screen };
        Self { plan: run.plan, screen, is_markdown: true }
    }
}

impl Document for TextSummary<'_> {
    fn end(&mut self, totals: &Totals, out: &mut Vec<u8>) {
        if totals.records == 0 {
            return;
        }
        let Self { screen, .. } = self;
        let summary = Summary::new(self.plan, totals);
        let mut text = headline(&summary, screen);
        if self.is_markdown {
            text = in_markdown(&text);
        }
        for block in blocks(&summary, screen) {
            if self.is_markdown {
                text.push_str(&format!("\n## {}\n\n{}", in_markdown(&block.title), block.table.markdown()));
            } else {
                let title = screen.style.apply(Tone::Heading, &block.title);
                text.push_str(&format!("\n{title}\n{}", block.table.drawn(Some(screen.width), screen.style)));
            }
        }
        text.push_str(&format!("\n{}\n", due(&summary, screen.lang)));
        out.extend_from_slice(text.as_bytes());
    }
}
