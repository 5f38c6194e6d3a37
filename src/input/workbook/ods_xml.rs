//! The XML of an OpenDocument spreadsheet, read piece by piece within a budget.

use std::io::{BufReader, Read};

use quick_xml::Reader;
use quick_xml::events::Event;

use super::book::BETWEEN_CELLS;
use super::fault::WorkbookFault;
use super::unpacking::{Budget, Metered};

/// The XML of a part.
pub(super) type Xml<'r> = Reader<BufReader<Metered<&'r mut (dyn Read + 'r)>>>;

/// Passes over the element that has begun.
pub(super) fn skip(xml: &mut Xml<'_>, budget: &Budget) -> Result<(), WorkbookFault> {
    let (mut buffer, mut depth) = (Vec::new(), 1);
    while depth > 0 {
        buffer.clear();
        match xml.read_event_into(&mut buffer).map_err(|_| WorkbookFault::Markup)? {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            Event::Eof => return Err(WorkbookFault::Markup),
            _ => {}
        }
        budget.renew(BETWEEN_CELLS);
    }
    Ok(())
}
