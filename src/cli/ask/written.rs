//! How the ranking of one record is written.

use super::super::error::Failure;
use crate::output::Format;

/// The formats that a ranking is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Written {
    /// For people.
    Table,
    /// For programs.
    Json,
}

impl Written {
    /// The one that a format of results stands for.
    ///
    /// # Errors
    /// When it stands for none.
    pub(super) fn of(format: Format) -> Result<Self, Failure> {
        match format {
            Format::Table => Ok(Self::Table),
            Format::Json => Ok(Self::Json),
            Format::Jsonl
            | Format::Csv
            | Format::Tsv
            | Format::Xlsx
            | Format::Html
            | Format::Markdown
            | Format::Github
            | Format::Junit
            | Format::Ics => Err(Failure::new(
                format!(
                    "what to ask of one record is written as table or json, not {}; choose one of them with -f",
                    format.name()
                ),
                format!("针对一条记录的提问可用的格式有 table、json，没有 {}；请用 -f 指定", format.name()),
            )),
        }
    }
}
