//! OpenDocument workbooks (.ods), read cell by cell.
//!
//! (The workbook library would hold all cells of all sheets, as often as the file says that they
//! are repeated.)

use std::io::{BufReader, Read};
use std::sync::Arc;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::ReadSeek;
use super::book::{BETWEEN_CELLS, Workbook};
use super::choice::Sheet;
use super::fault::WorkbookFault;
use super::ods_row::{OdsRow, attribute};
use super::ods_xml::{Xml, skip};
use super::rows::Rows;
use super::unpacking::{Budget, Metered};
use crate::input::error::InputFault;
use crate::value::Epoch;

/// The part that has the cells.
const CONTENT: &str = "content.xml";

/// How much of the list of parts is looked at.
const MANIFEST_BYTES: u64 = 4 << 20;

/// A workbook that is open.
pub(super) struct OdsBook {
    archive: ZipArchive<Box<dyn ReadSeek>>,
    budget: Arc<Budget>,
    sheets: Vec<Sheet>,
    epoch: Epoch,
}

impl OdsBook {
    /// Opens a workbook.
    ///
    /// # Errors
    /// When it is broken or encrypted.
    pub(super) fn open(source: Box<dyn ReadSeek>) -> Result<Self, InputFault> {
        let broken = |why| InputFault::Workbook { row: None, why };
        let mut archive = ZipArchive::new(source).map_err(|_| broken(WorkbookFault::Archive))?;
        if let Ok(manifest) = archive.by_name("META-INF/manifest.xml") {
            let mut text = Vec::new();
            let _ = manifest.take(MANIFEST_BYTES).read_to_end(&mut text);
            if memchr::memmem::find(&text, b"encryption-data").is_some() {
                return Err(broken(WorkbookFault::Password));
            }
        }
        let budget = Budget::new(BETWEEN_CELLS);
        let mut book = Self { archive, budget, sheets: Vec::new(), epoch: Epoch::Y1900 };
        let (mut sheets, mut epoch) = (Vec::new(), Epoch::Y1900);
        book.with_content(|xml, budget| {
            let around = |start: &BytesStart<'_>| {
                if start.local_name().as_ref() == "null-date"
                    && attribute(start, "date-value").is_some_and(|date| date.starts_with("1904"))
                {
                    epoch = Epoch::Y1904;
                }
            };
            each(xml, budget, around, |xml, sheet| {
                sheets.push(sheet);
                skip(xml, budget)
            })
        })?;
        (book.sheets, book.epoch) = (sheets, epoch);
        Ok(book)
    }

    /// Does something with the part that has the cells.
    fn with_content<T>(
        &mut self,
        then: impl FnOnce(&mut Xml<'_>, &Budget) -> Result<T, WorkbookFault>,
    ) -> Result<T, InputFault> {
        self.budget.renew(BETWEEN_CELLS);
        let broken = |why| InputFault::Workbook { row: None, why };
        let mut part = self.archive.by_name(CONTENT).map_err(|_| broken(WorkbookFault::Part))?;
        let part: &mut dyn Read = &mut part;
        let mut xml = Reader::from_reader(BufReader::new(Metered::new(part, &self.budget)));
        xml.config_mut().expand_empty_elements = true;
        let outcome = then(&mut xml, &self.budget);
        outcome.map_err(|why| match self.budget.is_overspent() {
            true => InputFault::CellTooLarge { most: BETWEEN_CELLS },
            false => broken(why),
        })
    }
}

impl Workbook for OdsBook {
    fn sheets(&self) -> Vec<Sheet> {
        self.sheets.clone()
    }

    fn epoch(&self) -> Epoch {
        self.epoch
    }

    fn read(&mut self, sheet: &Sheet, rows: &mut Rows<'_, '_>) -> Result<(), InputFault> {
        let wanted = self.sheets.iter().position(|known| known.name == sheet.name);
        let mut at = 0;
        let mut fault = None;
        self.with_content(|xml, budget| {
            each(
                xml,
                budget,
                |_| {},
                |xml, _| {
                    at += 1;
                    if wanted != Some(at - 1) {
                        return skip(xml, budget);
                    }
                    match table(xml, budget, rows)? {
                        Ok(()) => {}
                        Err(error) => fault = Some(error),
                    }
                    Ok(())
                },
            )
        })
        .map_err(|error| match error {
            InputFault::Workbook { why, .. } => rows.fault(why),
            other => other,
        })?;
        fault.map_or(Ok(()), Err)
    }
}

/// Which styles of tables hide them.
#[derive(Default)]
struct Hidden {
    style: Option<String>,
    names: Vec<String>,
}

impl Hidden {
    fn see(&mut self, start: &BytesStart<'_>) {
        match start.local_name().as_ref() {
            "style" => self.style = attribute(start, "name"),
            "table-properties" if attribute(start, "display").as_deref() == Some("false") => {
                self.names.extend(self.style.take());
            }
            _ => {}
        }
    }

    fn is(&self, style: Option<&str>) -> bool {
        style.is_some_and(|style| self.names.iter().any(|hidden| hidden == style))
    }
}

/// Calls `table` at the start of each table of the workbook, which it reads to its end, and `other`
/// with what stands around them.
fn each(
    xml: &mut Xml<'_>,
    budget: &Budget,
    mut other: impl FnMut(&BytesStart<'_>),
    mut table: impl FnMut(&mut Xml<'_>, Sheet) -> Result<(), WorkbookFault>,
) -> Result<(), WorkbookFault> {
    let mut buffer = Vec::new();
    // Changes that were recorded have cells, too, and so have pictures of other tables.
    let mut is_workbook = false;
    let mut hidden = Hidden::default();
    loop {
        buffer.clear();
        let event = xml.read_event_into(&mut buffer).map_err(|_| WorkbookFault::Markup)?;
        budget.renew(BETWEEN_CELLS);
        match &event {
            Event::Eof => return Err(WorkbookFault::Markup),
            Event::Start(start) if is_workbook && start.local_name().as_ref() == "table" => {
                let name = attribute(start, "name").unwrap_or_default();
                let is_visible = !hidden.is(attribute(start, "style-name").as_deref());
                table(xml, Sheet { name, is_visible })?;
            }
            Event::Start(start) if is_workbook && start.local_name().as_ref() == "tracked-changes" => {
                skip(xml, budget)?;
            }
            Event::Start(start) if start.local_name().as_ref() == "spreadsheet" => is_workbook = true,
            Event::End(end) if end.local_name().as_ref() == "spreadsheet" => return Ok(()),
            Event::Start(start) => {
                hidden.see(start);
                other(start);
            }
            _ => {}
        }
    }
}

/// Passes on the rows of a table, which is read to its end unless nobody wants more.
fn table(
    xml: &mut Xml<'_>,
    budget: &Budget,
    rows: &mut Rows<'_, '_>,
) -> Result<Result<(), InputFault>, WorkbookFault> {
    let (mut buffer, mut depth) = (Vec::new(), 1u32);
    let mut row = OdsRow::default();
    let mut at = 0usize;
    let mut outcome = Ok(true);
    while depth > 0 {
        buffer.clear();
        let event = xml.read_event_into(&mut buffer).map_err(|_| WorkbookFault::Markup)?;
        budget.renew(BETWEEN_CELLS);
        match &event {
            Event::Start(start) => match start.local_name().as_ref() {
                "table-row" => {
                    let repeated = row.read(xml, budget, start, rows.max_row())?;
                    if matches!(outcome, Ok(true)) {
                        outcome = row.pass_on(rows, at, repeated);
                    }
                    at = at.saturating_add(repeated);
                }
                // Groups of rows and the like have rows in them.
                "table-rows" | "table-header-rows" | "table-row-group" => depth += 1,
                _ => skip(xml, budget)?,
            },
            Event::End(_) => depth -= 1,
            Event::Eof => return Err(WorkbookFault::Markup),
            _ => {}
        }
    }
    Ok(outcome.map(|_| ()))
}
