//! The formats that results are written in, one file each.
//!
//! A format that has a place for any number of rows is rendered by workers, as [`Rows`] says; all
//! others see results in order. Either way a [`Document`] writes what stands before and behind.

mod ascii;
mod cleaned;
mod csv;
mod document;
mod github;
mod html;
mod ics;
mod json;
mod json_object;
mod json_rows;
mod json_summary;
mod jsonl;
mod junit;
mod markdown;
mod markdown_document;
mod one_record;
mod rows;
mod summary;
mod table;
mod xlsx;

pub use csv::CsvWriter;
pub use document::{Document, Run};
pub use json::{Envelope, PolicyStamp, schema_id};
pub(crate) use json_object::object;
pub use json_rows::JsonWriter;
pub use rows::{RowCell, RowStyle, Rows};
pub(crate) use rows::{csv_row, json_row, sheet_row};
pub(crate) use xlsx::MOST_ROWS;

use std::sync::Arc;

use super::cache::segments::Segments;
use super::passthrough::OwnStyle;
use super::result::column::Column;
use super::text::csv::Delimiter;
use ascii::Ascii;
use cleaned::Cleaned;
use one_record::OneRecord;

/// How results are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the contract's own")]
pub enum Format {
    Table,
    Json,
    Jsonl,
    Csv,
    Tsv,
    Xlsx,
    Html,
    Markdown,
    Github,
    Junit,
    Ics,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 11] = [
        Self::Table,
        Self::Json,
        Self::Jsonl,
        Self::Csv,
        Self::Tsv,
        Self::Xlsx,
        Self::Html,
        Self::Markdown,
        Self::Github,
        Self::Junit,
        Self::Ics,
    ];

    /// The name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Json => "json",
            Self::Jsonl => "jsonl",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Xlsx => "xlsx",
            Self::Html => "html",
            Self::Markdown => "markdown",
            Self::Github => "github",
            Self::Junit => "junit",
            Self::Ics => "ics",
        }
    }

    /// The endings of files, in small letters, that are written in the format.
    pub const fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Json => &["json"],
            Self::Jsonl => &["jsonl", "ndjson"],
            Self::Csv => &["csv"],
            Self::Tsv => &["tsv"],
            Self::Xlsx => &["xlsx"],
            Self::Markdown => &["md"],
            Self::Html => &["html", "htm"],
            Self::Junit => &["xml"],
            Self::Ics => &["ics"],
            Self::Table | Self::Github => &[],
        }
    }

    /// The format that files with an ending are written in, if there is one.
    pub fn of_ending(ending: &str) -> Option<Self> {
        let ending = ending.to_ascii_lowercase();
        Self::ALL.into_iter().find(|format| format.endings().contains(&ending.as_str()))
    }

    /// Whether the columns of the input and of the result are one table.
    pub const fn is_one_table(self) -> bool {
        match self {
            Self::Csv | Self::Tsv | Self::Xlsx => true,
            Self::Table
            | Self::Json
            | Self::Jsonl
            | Self::Html
            | Self::Markdown
            | Self::Github
            | Self::Junit
            | Self::Ics => false,
        }
    }

    /// Whether headings are words where nobody asks for them.
    pub const fn has_labels(self) -> bool {
        matches!(self, Self::Xlsx)
    }

    const fn delimiter(self) -> Delimiter {
        if matches!(self, Self::Tsv) { Delimiter::Tab } else { Delimiter::Comma }
    }

    /// How workers render rows of these columns.
    pub fn rows(self, style: RowStyle, columns: &[Column]) -> Rows {
        match self {
            Self::Csv | Self::Tsv => Rows::Csv(Segments::new(style.csv(self.delimiter()), columns)),
            Self::Json => Rows::Json { segments: Segments::new(style.json(), columns), is_array: true },
            Self::Jsonl => Rows::Json { segments: Segments::new(style.json(), columns), is_array: false },
            Self::Xlsx => Rows::Sheet(Segments::new(style.sheet(), columns)),
            Self::Table | Self::Html | Self::Markdown | Self::Github | Self::Junit | Self::Ics => {
                Rows::Passed
            }
        }
    }

    /// How the input's own columns are written before those of the result.
    pub fn own(self, style: &RowStyle) -> OwnStyle {
        match self {
            Self::Csv | Self::Tsv => OwnStyle::Cells(style.cells(self.delimiter())),
            Self::Xlsx => OwnStyle::Sheet(Arc::clone(&style.left_out)),
            Self::Json
            | Self::Jsonl
            | Self::Table
            | Self::Html
            | Self::Markdown
            | Self::Github
            | Self::Junit
            | Self::Ics => OwnStyle::Members,
        }
    }

    /// What writes a run in this format.
    pub fn document<'p>(self, run: &Run<'p>) -> Box<dyn Document + 'p> {
        let document = self.of_all(run);
        let document: Box<dyn Document + 'p> = match self {
            Self::Table if run.screen.ascii => Box::new(Ascii { document }),
            Self::Html | Self::Markdown | Self::Junit => {
                Box::new(Cleaned { document, left_out: Arc::clone(&run.left_out) })
            }
            // These escape what is harmful by their own rules, or clean it cell by cell.
            Self::Table | Self::Json | Self::Jsonl | Self::Csv | Self::Tsv | Self::Xlsx => document,
            Self::Github | Self::Ics => document,
        };
        match run.record {
            Some(number) => Box::new(OneRecord { number, document }),
            None => document,
        }
    }

    fn of_all<'p>(self, run: &Run<'p>) -> Box<dyn Document + 'p> {
        match self {
            Self::Table if run.summary => Box::new(summary::TextSummary::for_terminal(run)),
            Self::Markdown if run.summary => Box::new(summary::TextSummary::in_markdown(run)),
            Self::Csv | Self::Tsv if run.summary => Box::new(summary::CsvSummary::new(run, self.delimiter())),
            Self::Table => table::document(run),
            Self::Json => Box::new(json::JsonFile::new(run)),
            Self::Jsonl => Box::new(jsonl::JsonLines),
            Self::Csv | Self::Tsv => Box::new(csv::CsvFile::new(run, self.delimiter())),
            Self::Xlsx => Box::new(xlsx::Workbook::new(run)),
            Self::Html => html::document(run),
            Self::Markdown => markdown::document(run),
            Self::Github => Box::new(github::Github::new(run)),
            Self::Junit => Box::new(junit::Junit::new(run)),
            Self::Ics => Box::new(ics::Calendar::new(run)),
        }
    }
}
