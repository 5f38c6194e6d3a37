//! Workbooks written part by part, so that a test can have in one whatever it likes.

use std::io::{Cursor, Write};

const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/// The style of a cell that shows its number as a date, and as a date with the time of day.
pub const DATE: usize = 1;
pub const TIME: usize = 2;

/// A workbook to be.
#[derive(Clone, Default)]
pub struct Book {
    sheets: Vec<(String, &'static str, String)>,
    properties: &'static str,
}

/// A cell with a text of its own.
pub fn text(text: &str) -> String {
    format!("<c t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>")
}

/// A number, in a style.
pub fn number(number: &str, style: usize) -> String {
    format!("<c s=\"{style}\"><v>{number}</v></c>")
}

/// A row of cells.
pub fn row(cells: impl IntoIterator<Item = String>) -> String {
    format!("<row>{}</row>", cells.into_iter().collect::<String>())
}

/// A row of texts.
pub fn texts(cells: &[&str]) -> String {
    row(cells.iter().map(|cell| text(cell)))
}

impl Book {
    /// Adds a visible sheet of these rows.
    pub fn sheet(self, name: &str, rows: &[String]) -> Self {
        self.sheet_in_state(name, "visible", rows)
    }

    /// Adds a hidden sheet of these rows.
    pub fn hidden(self, name: &str, rows: &[String]) -> Self {
        self.sheet_in_state(name, "hidden", rows)
    }

    /// Adds a sheet in a state.
    pub fn sheet_in_state(mut self, name: &str, state: &'static str, rows: &[String]) -> Self {
        self.sheets.push((name.to_owned(), state, rows.concat()));
        self
    }

    /// Counts dates from 1904.
    pub fn since_1904(mut self) -> Self {
        self.properties = "<workbookPr date1904=\"1\"/>";
        self
    }

    /// The bytes of the file.
    pub fn bytes(&self) -> Vec<u8> {
        let relation = |id: &str, kind: &str, target: &str| {
            format!("<Relationship Id=\"{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>")
        };
        let relations =
            |all: String| format!("<Relationships xmlns=\"{PACKAGE}/relationships\">{all}</Relationships>");
        let (mut list, mut of_sheets) = (String::new(), relation("styles", "styles", "styles.xml"));
        let mut parts = Vec::new();
        for (at, (name, state, rows)) in self.sheets.iter().enumerate() {
            let target = format!("worksheets/sheet{at}.xml");
            list +=
                &format!("<sheet name=\"{name}\" sheetId=\"{}\" state=\"{state}\" r:id=\"s{at}\"/>", at + 1);
            of_sheets += &relation(&format!("s{at}"), "worksheet", &target);
            let sheet = format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{rows}</sheetData></worksheet>");
            parts.push((format!("xl/{target}"), sheet));
        }
        let properties = self.properties;
        let styles = "<numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"yyyy/m/d\\ h:mm\"/></numFmts>\
                      <cellXfs count=\"3\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/></cellXfs>";
        parts.extend([
            ("_rels/.rels".to_owned(), relations(relation("rId1", "officeDocument", "xl/workbook.xml"))),
            ("xl/_rels/workbook.xml.rels".to_owned(), relations(of_sheets)),
            ("xl/styles.xml".to_owned(), format!("<styleSheet xmlns=\"{MAIN}\">{styles}</styleSheet>")),
            (
                "xl/workbook.xml".to_owned(),
                format!("<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\">{properties}<sheets>{list}</sheets></workbook>"),
            ),
        ]);
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, part) in parts {
            archive.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            archive.write_all(part.as_bytes()).unwrap();
        }
        archive.finish().unwrap().into_inner()
    }
}
