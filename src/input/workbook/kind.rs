//! What kind of workbook an archive or an old Office file is, by what is in it.

use std::io::{Read, Seek, SeekFrom};

use zip::ZipArchive;

use super::ReadSeek;
use super::fault::WorkbookFault;
use crate::input::error::InputFault;
use crate::input::source::Foreign;

/// The bytes a ZIP archive begins with, as new workbooks do; the second ones are those of an empty
/// archive.
const ZIP_MAGIC: [&[u8]; 2] = [b"PK\x03\x04", b"PK\x05\x06"];

/// The bytes that old Office files begin with, and new ones that are encrypted.
const OLD_MAGIC: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// A kind of workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::input) enum Kind {
    /// Office Open XML.
    Xlsx,
    /// OpenDocument.
    Ods,
    /// The binary workbooks of old.
    Xls,
}

/// Whether an input that begins so may be a workbook.
pub(in crate::input) fn may_be_workbook(start: &[u8]) -> bool {
    ZIP_MAGIC.iter().any(|magic| start.starts_with(magic)) || start.starts_with(OLD_MAGIC)
}

/// The kind of a workbook.
///
/// # Errors
/// When it is none.
pub(super) fn kind_of(source: &mut Box<dyn ReadSeek>) -> Result<Kind, InputFault> {
    let broken = |why| InputFault::Workbook { row: None, why };
    let mut start = [0; OLD_MAGIC.len()];
    let read = source.read_exact(&mut start).and_then(|()| source.seek(SeekFrom::Start(0)));
    read.map_err(|_| broken(WorkbookFault::Archive))?;
    if start == OLD_MAGIC {
        return old_kind(source);
    }
    if !may_be_workbook(&start) {
        return Err(InputFault::NotAWorkbook);
    }
    let mut archive = ZipArchive::new(source).map_err(|_| broken(WorkbookFault::Archive))?;
    let mime = archive.by_name("mimetype").ok().map(|part| {
        let mut mime = String::new();
        // What is no text is no type either.
        let _ = part.take(200).read_to_string(&mut mime);
        mime
    });
    if let Some(mime) = mime {
        return match mime.trim() {
            "application/vnd.oasis.opendocument.spreadsheet"
            | "application/vnd.oasis.opendocument.spreadsheet-template" => Ok(Kind::Ods),
            _ => Err(InputFault::Foreign(Foreign::Document)),
        };
    }
    let names: Vec<String> = archive.file_names().flatten().map(Into::into).collect();
    let has = |name: &str| names.iter().any(|known| known == name);
    let has_under = |folder: &str| names.iter().any(|name| name.starts_with(folder));
    Err(InputFault::Foreign(match () {
        () if has("xl/workbook.bin") => Foreign::Xlsb,
        () if has_under("xl/") => return Ok(Kind::Xlsx),
        () if has_under("word/") || has_under("ppt/") => Foreign::Document,
        () if has_under("Index/") || has("Index.zip") => Foreign::Numbers,
        () if has("_rels/.rels") => return Ok(Kind::Xlsx),
        () => Foreign::Zip,
    }))
}

/// The kind of an old Office file.
fn old_kind(source: &mut Box<dyn ReadSeek>) -> Result<Kind, InputFault> {
    let broken = |why| InputFault::Workbook { row: None, why };
    let file = cfb::CompoundFile::open(source).map_err(|_| broken(WorkbookFault::Stream))?;
    if file.exists("/EncryptedPackage") {
        return Err(broken(WorkbookFault::Password));
    }
    match file.exists("/Workbook") || file.exists("/Book") {
        true => Ok(Kind::Xls),
        false => Err(InputFault::Foreign(Foreign::OldOffice)),
    }
}
