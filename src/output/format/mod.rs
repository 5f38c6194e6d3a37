//! The formats that results are written in, one file each.
//!
//! A format that has a place for any number of rows is rendered by workers, as [`Rows`] says; all
//! others see results in order. Either way a [`Document`] writes what stands before and behind.

mod csv;
mod document;
mod github;
mod html;
mod json;
mod json_object;
mod json_rows;
mod jsonl;
mod junit;
mod markdown;
mod markdown_document;
mod one_record;
mod rows;
mod table;

pub use csv::CsvWriter;
pub use document::{Document, Run};
pub use json::{Envelope, PolicyStamp, schema_id};
pub(crate) use json_object::object;
pub use json_rows::JsonWriter;
pub use rows::{RowStyle, Rows};
pub(crate) use rows::{csv_row, json_row};

use super::cache::segments::Pieces;
use super::result::column::Column;
use one_record::OneRecord;

/// How results are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the contract's own")]
pub enum Format {
    Table,
    Json,
    Jsonl,
    Csv,
    Html,
    Markdown,
    Github,
    Junit,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 8] = [
        Self::Table,
        Self::Json,
        Self::Jsonl,
        Self::Csv,
        Self::Html,
        Self::Markdown,
        Self::Github,
        Self::Junit,
    ];

    /// The name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Json => "json",
            Self::Jsonl => "jsonl",
            Self::Csv => "csv",
            Self::Html => "html",
            Self::Markdown => "markdown",
            Self::Github => "github",
            Self::Junit => "junit",
        }
    }

    /// How workers render rows of these columns.
    pub fn rows(self, style: RowStyle, columns: &[Column]) -> Rows {
        match self {
            Self::Csv => Rows::Csv(Pieces::new(style.csv(), columns)),
            Self::Json => Rows::Json { pieces: Pieces::new(style.json(), columns), is_array: true },
            Self::Jsonl => Rows::Json { pieces: Pieces::new(style.json(), columns), is_array: false },
            Self::Table | Self::Html | Self::Markdown | Self::Github | Self::Junit => Rows::Passed,
        }
    }

    /// What writes a run in this format.
    pub fn document<'p>(self, run: &Run<'p>) -> Box<dyn Document + 'p> {
        let document = self.of_all(run);
        match run.record {
            Some(number) => Box::new(OneRecord { number, document }),
            None => document,
        }
    }

    fn of_all<'p>(self, run: &Run<'p>) -> Box<dyn Document + 'p> {
        match self {
            Self::Table => table::document(run),
            Self::Json => Box::new(json::JsonFile::new(run)),
            Self::Jsonl => Box::new(jsonl::JsonLines),
            Self::Csv => Box::new(csv::CsvFile::new(run)),
            Self::Html => html::document(run),
            Self::Markdown => markdown::document(run),
            Self::Github => Box::new(github::Github::new(run)),
            Self::Junit => Box::new(junit::Junit::new(run)),
        }
    }
}
