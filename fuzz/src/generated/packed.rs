//! Archives: workbooks part by part, gzip and zstd.

use std::io::{Cursor, Read, Write};

/// The parts of an archive, by name.
pub type Parts = Vec<(String, Vec<u8>)>;

/// An archive of these parts.
pub fn zipped(parts: &Parts) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in parts {
        // Two parts of one name are no archive.
        if archive.start_file(name.as_str(), zip::write::SimpleFileOptions::default()).is_ok() {
            archive.write_all(part).expect("memory takes it");
        }
    }
    archive.finish().expect("memory takes it").into_inner()
}

/// The parts of an archive.
pub fn unzipped(bytes: &[u8]) -> Parts {
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else { return Vec::new() };
    let mut parts = Vec::new();
    for at in 0..archive.len() {
        let Ok(mut part) = archive.by_index(at) else { continue };
        let mut text = Vec::new();
        if part.read_to_end(&mut text).is_ok() {
            let Ok(name) = part.name() else { continue };
            parts.push((name.into_owned(), text));
        }
    }
    parts
}

pub fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(bytes).expect("memory takes it");
    packed.finish().expect("memory takes it")
}

pub fn zstandard(bytes: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
}

/// An old workbook with this stream.
pub fn xls(stream: &[u8]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("memory takes it");
    file.create_stream("/Workbook").and_then(|mut into| into.write_all(stream)).expect("memory takes it");
    file.flush().expect("memory takes it");
    file.into_inner().into_inner()
}

/// The stream of an old workbook.
pub fn xls_stream(bytes: &[u8]) -> Vec<u8> {
    let mut stream = Vec::new();
    if let Ok(mut file) = cfb::CompoundFile::open(Cursor::new(bytes))
        && let Ok(mut from) = file.open_stream("/Workbook")
    {
        let _ = from.read_to_end(&mut stream);
    }
    stream
}

/// A workbook with a sheet of these rows.
pub fn xlsx(rows: &str) -> Parts {
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let relations = |kind: &str, target: &str| {
        format!(
            "<Relationships xmlns=\"{PACKAGE}\"><Relationship Id=\"r1\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/></Relationships>"
        )
    };
    let parts = [
        ("_rels/.rels", relations("officeDocument", "xl/workbook.xml")),
        ("xl/_rels/workbook.xml.rels", relations("worksheet", "worksheets/sheet1.xml")),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{rows}</sheetData></worksheet>"),
        ),
    ];
    parts.map(|(name, part)| (name.to_owned(), part.into_bytes())).into()
}

/// An OpenDocument workbook with a table of these rows.
pub fn ods(rows: &str) -> Parts {
    let spaces = ["office", "table", "text"]
        .map(|prefix| format!(" xmlns:{prefix}=\"urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0\""))
        .concat();
    let content = format!(
        "<office:document-content{spaces}><office:body><office:spreadsheet><table:table table:name=\"a\">{rows}\
         </table:table></office:spreadsheet></office:body></office:document-content>"
    );
    let parts = [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet".to_owned()),
        ("META-INF/manifest.xml", "<manifest/>".to_owned()),
        ("content.xml", content),
    ];
    parts.map(|(name, part)| (name.to_owned(), part.into_bytes())).into()
}

/// An old workbook with a sheet of these rows of texts.
pub fn xls_of<'c>(rows: impl Iterator<Item = &'c [String]>) -> Vec<u8> {
    const BEGIN: u16 = 0x0809;
    const SHEET: u16 = 0x0085;
    const LABEL: u16 = 0x0204;
    const END: u16 = 0x000a;
    // The later version, then whether what begins is the workbook or a sheet.
    let begin = |kind: u16| [0x0600, kind, 0, 0, 0, 0, 0, 0].map(u16::to_le_bytes).concat();
    let mut sheet = record(BEGIN, &begin(0x0010));
    for (row, cells) in rows.enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            let units: Vec<u16> = cell.encode_utf16().collect();
            let head = [row as u16, column as u16, 0, units.len() as u16].map(u16::to_le_bytes).concat();
            let wide = units.iter().flat_map(|unit| unit.to_le_bytes()).collect::<Vec<_>>();
            sheet.extend(record(LABEL, &[&head[..], &[1], &wide].concat()));
        }
    }
    sheet.extend(record(END, &[]));
    // Where the sheet stands, that it is a visible one, and its name of one character.
    let named = |at: u32| record(SHEET, &[&at.to_le_bytes()[..], &[0, 0, 1, 0, b'a']].concat());
    let globals = |at: u32| [record(BEGIN, &begin(0x0005)), named(at), record(END, &[])].concat();
    let at = globals(0).len() as u32;
    xls(&[globals(at), sheet].concat())
}

/// A record of an old workbook.
fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    [&kind.to_le_bytes()[..], &(data.len() as u16).to_le_bytes(), data].concat()
}
