//! A row of an OpenDocument table: its cells, each with how often it is repeated.

use quick_xml::escape::{resolve_predefined_entity, unescape};
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::book::BETWEEN_CELLS;
use super::cell::{CELL_CHARS, SheetCell, error_named};
use super::fault::WorkbookFault;
use super::ods_xml::{Xml, skip};
use super::rows::{Goes, Rows};
use super::unpacking::Budget;
use crate::input::limits::{MAX_COLUMNS, MAX_SHEET_ROWS};

/// A cell as the file has it.
#[derive(Clone, Debug, PartialEq)]
enum Value {
    Text(String),
    Number(f64),
    Bool(bool),
    Error(&'static str),
    Unknown,
}

/// A row: the cells that are not empty.
#[derive(Debug, Default)]
pub(super) struct OdsRow {
    /// Each with its column and how many columns it fills.
    cells: Vec<(usize, usize, Value)>,
}

/// The value of an attribute, whatever its prefix.
pub(super) fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = start.attributes();
    let found =
        attributes.with_checks(false).flatten().find(|known| known.key.local_name().as_ref() == name)?;
    Some(unescape(&found.value).ok()?.into_owned())
}

/// How often something is repeated.
fn repeated(start: &BytesStart<'_>, name: &str) -> usize {
    attribute(start, name).and_then(|count| count.parse().ok()).unwrap_or(1)
}

impl OdsRow {
    /// Reads a row to its end. Returns how many rows it stands for.
    ///
    /// # Errors
    /// When its XML is broken, or a number is none.
    pub(super) fn read(
        &mut self,
        xml: &mut Xml<'_>,
        budget: &Budget,
        start: &BytesStart<'_>,
        max_row: usize,
    ) -> Result<usize, WorkbookFault> {
        let rows = repeated(start, "number-rows-repeated");
        self.cells.clear();
        let (mut buffer, mut column, mut bytes) = (Vec::new(), 0usize, 0usize);
        loop {
            buffer.clear();
            let event = xml.read_event_into(&mut buffer).map_err(|_| WorkbookFault::Markup)?;
            budget.renew(BETWEEN_CELLS);
            match &event {
                Event::Start(start)
                    if matches!(start.local_name().as_ref(), "table-cell" | "covered-table-cell") =>
                {
                    let columns = repeated(start, "number-columns-repeated");
                    let value = value(xml, budget, start)?;
                    // A row that is too large is refused by what it has so far.
                    if let Some(value) = value
                        && bytes <= max_row
                    {
                        bytes += if let Value::Text(text) = &value { text.len() } else { 0 };
                        self.cells.push((column, columns, value));
                    }
                    column = column.saturating_add(columns);
                }
                Event::Start(_) => skip(xml, budget)?,
                Event::End(_) => return Ok(rows),
                Event::Eof => return Err(WorkbookFault::Markup),
                _ => {}
            }
        }
    }

    /// Passes on the cells, in as many rows as they stand for.
    pub(super) fn pass_on(&self, rows: &mut Rows<'_, '_>, first: usize, repeated: usize) -> Goes {
        if self.cells.is_empty() {
            return Ok(true);
        }
        // One more than there can be is refused.
        for row in (first..).take(repeated.min(MAX_SHEET_ROWS + 1)) {
            for (column, columns, value) in &self.cells {
                for column in (*column..).take((*columns).min(MAX_COLUMNS + 1)) {
                    if !rows.cell(row, column, value.as_cell())? {
                        return Ok(false);
                    }
                }
            }
        }
        Ok(true)
    }
}

impl Value {
    fn as_cell(&self) -> SheetCell<'_> {
        match self {
            Self::Text(text) => SheetCell::Text(text),
            Self::Number(number) => SheetCell::Number(*number),
            Self::Bool(is) => SheetCell::Bool(*is),
            Self::Error(error) => SheetCell::Error(error),
            Self::Unknown => SheetCell::FormulaWithoutValue,
        }
    }
}

/// Reads a cell to its end; `None` if it is empty.
fn value(xml: &mut Xml<'_>, budget: &Budget, start: &BytesStart<'_>) -> Result<Option<Value>, WorkbookFault> {
    let of = |name: &str| attribute(start, name);
    let (mut kind, mut is_error) = (None, false);
    for attribute in start.attributes().with_checks(false).flatten() {
        if attribute.key.local_name().as_ref() == "value-type" {
            is_error |= attribute.value == "error";
            kind = kind.or((attribute.value != "error").then(|| attribute.value.into_owned()));
        }
    }
    let (is_formula, given) = (of("formula").is_some(), of("string-value"));
    let stated = match kind.as_deref() {
        Some("float" | "percentage" | "currency") => match of("value") {
            Some(number) => Some(Value::Number(number.trim().parse().map_err(|_| WorkbookFault::CellValue)?)),
            None => None,
        },
        Some("boolean") => of("boolean-value").map(|is| Value::Bool(is == "true")),
        Some("date") => of("date-value").map(|date| Value::Text(date.replace('T', " "))),
        Some("time") => Some(of("time-value").and_then(|time| clock(&time)).ok_or(WorkbookFault::CellValue)?),
        _ => None,
    };
    let has_value = kind.is_some();
    let shown = text(xml, budget)?;
    let value = match stated {
        _ if is_error => Some(Value::Error(error_named(shown.trim()))),
        Some(value) => Some(value),
        None if is_formula && !has_value && shown.is_empty() => Some(Value::Unknown),
        None => Some(Value::Text(given.filter(|given| !given.is_empty()).unwrap_or(shown))),
    };
    Ok(value.filter(|value| !matches!(value, Value::Text(text) if text.is_empty())))
}

/// The text of a cell, read to the cell's end, without the remarks on it.
fn text(xml: &mut Xml<'_>, budget: &Budget) -> Result<String, WorkbookFault> {
    let (mut text, mut buffer) = (String::new(), Vec::new());
    let (mut depth, mut paragraphs) = (1u32, 0u32);
    while depth > 0 {
        buffer.clear();
        let event = xml.read_event_into(&mut buffer).map_err(|_| WorkbookFault::Markup)?;
        match &event {
            Event::Start(start) => match start.local_name().as_ref() {
                "p" => {
                    if paragraphs > 0 {
                        text.push('\n');
                    }
                    (depth, paragraphs) = (depth + 1, paragraphs + 1);
                }
                // What is too long is refused: so many spaces are enough for that.
                "s" => {
                    text.extend(std::iter::repeat_n(' ', repeated(start, "c").min(CELL_CHARS + 1)));
                    depth += 1;
                }
                "tab" => {
                    text.push('\t');
                    depth += 1;
                }
                "line-break" => {
                    text.push('\n');
                    depth += 1;
                }
                "annotation" | "shapes" | "frame" | "table" | "detective" => skip(xml, budget)?,
                _ => depth += 1,
            },
            Event::End(_) => depth -= 1,
            Event::Text(piece) if depth > 1 => text.push_str(&piece.xml10_content()),
            Event::CData(piece) if depth > 1 => text.push_str(&piece.xml10_content()),
            Event::GeneralRef(entity) if depth > 1 => push_entity(&mut text, entity)?,
            Event::Eof => return Err(WorkbookFault::Markup),
            _ => {}
        }
        if text.len() > 8 * CELL_CHARS {
            // It is too long however it goes on.
            text = "x".repeat(5 * CELL_CHARS);
        }
    }
    Ok(text)
}

fn push_entity(text: &mut String, entity: &BytesRef<'_>) -> Result<(), WorkbookFault> {
    if let Some(c) = entity.resolve_char_ref().map_err(|_| WorkbookFault::Markup)? {
        text.push(c);
        return Ok(());
    }
    text.push_str(resolve_predefined_entity(entity.as_ref()).ok_or(WorkbookFault::Markup)?);
    Ok(())
}

/// A length of time as `PT09H05M00S`: below a day it is a time of day, else a number of days.
fn clock(text: &str) -> Option<Value> {
    let (hours, rest) = text.strip_prefix("PT")?.split_once('H')?;
    let (minutes, rest) = rest.split_once('M')?;
    let seconds: f64 = rest.strip_suffix('S')?.parse().ok()?;
    let (hours, minutes): (u32, u32) = (hours.parse().ok()?, minutes.parse().ok()?);
    let is_clock = hours < 24 && minutes < 60 && (0.0..60.0).contains(&seconds);
    let days = (f64::from(hours) + f64::from(minutes) / 60.0 + seconds / 3600.0) / 24.0;
    Some(match is_clock {
        true => Value::Text(format!("{hours:02}:{minutes:02}:{:02}", seconds.floor())),
        false => Value::Number(days),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_of_time_below_a_day_is_a_clock() {
        assert_eq!(clock("PT09H05M00S"), Some(Value::Text("09:05:00".to_owned())));
        assert_eq!(clock("PT09H05M07.250000000S"), Some(Value::Text("09:05:07".to_owned())));
        assert_eq!(clock("PT36H00M00S"), Some(Value::Number(1.5)));
        assert_eq!(clock("9:05"), None);
    }
}
