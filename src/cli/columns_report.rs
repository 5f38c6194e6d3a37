//! `--columns-report`: which field each column is read as, and why another is not; nothing is decided.

use std::io::Write;

use serde::Serialize;

use super::command::Opt;
use super::error::Failure;
use super::exit;
use super::session::Session;
use crate::field::Field;
use crate::input::{SurveyedColumn, survey};
use crate::lang::Lang;
use crate::output::Format;
use crate::output::human::{Cell, Stacked};
use crate::value::escaped;

#[derive(Serialize)]
struct Report<'r> {
    columns: Vec<Entry<'r>>,
}

#[derive(Serialize)]
struct Entry<'r> {
    column: &'r str,
    field: Option<&'static str>,
    samples: &'r [String],
    reason: Option<&'r str>,
}

/// Writes the report of a session's inputs.
///
/// # Errors
/// When an input cannot be read, the report not be written, or a column is not known that has to be.
pub(super) fn run(mut session: Session<'_>) -> anyhow::Result<u8> {
    let format = session.args.output.format;
    if !matches!(format, Format::Table | Format::Json) {
        let (option, name) = (Opt::ColumnsReport.id(), format.name());
        return Err(Failure::new(
            format!("--{option}: has no {name}; choose -f table or -f json"),
            format!("--{option} 不能输出 {name}；请用 -f table 或 -f json"),
        )
        .into());
    }
    session.open_input()?;
    let columns = survey(&mut session.feed, session.map).map_err(Failure::from)?;
    session.check_map()?;
    let bytes = match format {
        Format::Json => document(&columns, session.lang),
        _ => table(&session, &columns),
    };
    let mut target = session.target()?;
    target.write_all(&bytes).map_err(|error| Failure::of_write("output", error))?;
    target.finish()?;
    let unknown: Vec<&str> =
        columns.iter().filter(|column| column.is_unknown).map(|column| column.name.as_str()).collect();
    if session.args.strict_columns && !unknown.is_empty() {
        return Err(Failure::from(session.map.unknown(&unknown).text()).into());
    }
    Ok(exit::OK)
}

fn document(columns: &[SurveyedColumn], lang: Lang) -> Vec<u8> {
    let columns = columns
        .iter()
        .map(|column| Entry {
            column: &column.name,
            field: column.field.map(Field::name),
            samples: &column.samples,
            reason: column.reason.as_ref().map(|reason| reason.get(lang)),
        })
        .collect();
    // Structs of texts always are JSON.
    let mut text = serde_json::to_vec_pretty(&Report { columns }).unwrap_or_default();
    text.push(b'\n');
    text
}

fn table(session: &Session<'_>, columns: &[SurveyedColumn]) -> Vec<u8> {
    let lang = session.lang;
    let heads = match lang {
        Lang::En => ["Column", "Field", "Samples", "Why it is not read"],
        Lang::Zh => ["列", "字段", "样例", "未读取的原因"],
    };
    let row = |column: &SurveyedColumn| {
        let reason = column.reason.as_ref().map_or("", |reason| reason.get(lang));
        let cells =
            [column.name.as_str(), column.field.map_or("", Field::name), &column.samples.join(" | "), reason];
        cells.map(|text| Cell::plain(escaped(text))).to_vec()
    };
    let table = Stacked { heads: heads.map(str::to_owned).to_vec(), rows: columns.iter().map(row).collect() };
    let terminal = session.args.output.terminal();
    table.drawn(Some(terminal.width()), terminal.style()).into_bytes()
}
