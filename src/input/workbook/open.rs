//! Opens a workbook, if what has to be held of it is no more than it may be.

use std::error::Error;
use std::io::{self, BufReader, Read};
use std::sync::Arc;

use calamine::{Reader, Xlsx};
use quick_xml::events::{BytesStart, Event};
use zip::{CompressionMethod, ZipArchive};

use super::ReadSeek;
use super::unpacking::{Budget, Counted, Part};
use crate::input::error::{InputError, InputFault};

/// What is known of a workbook while its sheets are read.
pub(super) type Workbook = Xlsx<Counted<Box<dyn ReadSeek>>>;

/// How many bytes a sheet may go on without a cell. Rows that have none take up some, a cell with
/// all that it can hold takes up few.
const BETWEEN_CELLS: u64 = 128 << 20;

/// How many times its size a part can unpack to, at most.
const RATIO: u64 = 1032;

/// The least that a shared text takes up in its part, and in memory.
const LEAST_TEXT: u64 = "<si/>".len() as u64;
const LEAST_HELD: u64 = size_of::<String>() as u64;

/// A workbook that is open, with the budget that its sheets are unpacked by.
pub(super) struct Opened {
    pub workbook: Workbook,
    pub budget: Arc<Budget>,
}

/// Opens a workbook of which so many bytes at most may be held unpacked.
///
/// # Errors
/// When it is none, or comes to more.
pub(super) fn open(name: &str, mut source: Box<dyn ReadSeek>, most: u64) -> Result<Opened, InputError> {
    let parts = parts(name, &mut source, most)?;
    let budget = Budget::new(most);
    let counted = Counted::new(source, parts, &budget).map_err(|error| InputError::io(name, error))?;
    let workbook = Xlsx::new(counted).map_err(|error| match budget.is_overspent() {
        true => InputError::new(name, InputFault::TooMuchUnpacked { most }),
        false => unreadable(name, error),
    })?;
    next_cell(&budget);
    Ok(Opened { workbook, budget })
}

/// A cell was read.
pub(super) fn next_cell(budget: &Budget) {
    budget.renew(BETWEEN_CELLS);
}

/// Why a sheet cannot be read to its end.
pub(super) fn failure(budget: &Budget, error: &calamine::XlsxError) -> io::Error {
    if !budget.is_overspent() {
        return io::Error::new(io::ErrorKind::InvalidData, error.to_string());
    }
    InputFault::CellTooLarge { most: BETWEEN_CELLS }.into()
}

fn unreadable(name: &str, error: impl Into<Box<dyn Error + Send + Sync>>) -> InputError {
    InputError::new(name, InputFault::Workbook(error.into()))
}

/// The parts of a workbook, if none of them says what cannot be.
fn parts(name: &str, source: &mut Box<dyn ReadSeek>, most: u64) -> Result<Vec<Part>, InputError> {
    let mut archive = ZipArchive::new(source).map_err(|error| unreadable(name, error))?;
    let mut parts = Vec::with_capacity(archive.len());
    for index in 0..archive.len() {
        let part = archive.by_index_raw(index).map_err(|error| unreadable(name, error))?;
        let is_packed = part.compression() != CompressionMethod::Stored;
        let is_shared = part.name_raw().to_ascii_lowercase().ends_with(b"sharedstrings.xml");
        let size = part.compressed_size();
        parts.extend(part.data_start().map(|start| Part { start, is_packed }));
        drop(part);
        if is_shared {
            let part = archive.by_index(index).map_err(|error| unreadable(name, error))?;
            let claimed = shared_texts(part.take(most));
            // Room for so many would be made before the first is read.
            if claimed.saturating_mul(LEAST_TEXT) > size.saturating_mul(RATIO) {
                return Err(InputError::new(name, InputFault::SharedTexts { claimed }));
            }
            if claimed.saturating_mul(LEAST_HELD) > most {
                return Err(InputError::new(name, InputFault::TooMuchUnpacked { most }));
            }
        }
    }
    Ok(parts)
}

/// How many texts a part says that it has for cells to share. What is wrong with it otherwise is
/// noticed when it is read.
fn shared_texts(part: impl Read) -> u64 {
    let mut reader = quick_xml::Reader::from_reader(BufReader::new(part));
    let mut event = Vec::new();
    loop {
        event.clear();
        match reader.read_event_into(&mut event) {
            Ok(Event::Start(start) | Event::Empty(start)) if start.local_name().as_ref() == "sst" => {
                return unique_count(&start).unwrap_or(0);
            }
            Ok(Event::Eof) | Err(_) => return 0,
            Ok(_) => {}
        }
    }
}

fn unique_count(start: &BytesStart<'_>) -> Option<u64> {
    let count = start
        .attributes()
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.as_ref() == "uniqueCount")?;
    count.value.trim().parse().ok()
}
