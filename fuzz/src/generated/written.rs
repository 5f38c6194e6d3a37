//! A grid written as each format that is read.

use serde_json::Value;

use super::Grid;
use super::packed::{xlsx, zipped};

impl Grid {
    /// As rows with this between the cells.
    pub fn rows(&self, delimiter: u8) -> Vec<u8> {
        let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
        writer.write_record(&self.names).expect("memory takes it");
        for row in &self.rows {
            writer.write_record(row).expect("memory takes it");
        }
        writer.into_inner().expect("memory takes it")
    }

    /// As a JSON object a line, or as an array of them.
    pub fn objects(&self, is_array: bool) -> Vec<u8> {
        let text = |text: &str| Value::from(text).to_string();
        let object = |row: &Vec<String>| {
            // In the order of the columns: of several errors the first is told.
            let members = self.names.iter().zip(row).map(|(name, value)| text(name) + ":" + &text(value));
            format!("{{{}}}", members.collect::<Vec<_>>().join(","))
        };
        let objects: Vec<String> = self.rows.iter().map(object).collect();
        let text = match is_array {
            true => format!("[{}]", objects.join(",\n")),
            false => objects.iter().map(|object| format!("{object}\n")).collect(),
        };
        text.into_bytes()
    }

    /// As a sheet of a workbook.
    pub fn xlsx(&self) -> Vec<u8> {
        let rows = self.cells(|cell| {
            format!("<c t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>", escaped(cell))
        });
        let rows = rows.iter().map(|row| format!("<row>{row}</row>")).collect::<String>();
        zipped(&xlsx(&rows))
    }

    /// As a table of an OpenDocument workbook.
    pub fn ods(&self) -> Vec<u8> {
        let rows = self.cells(|cell| {
            let cell = escaped(cell).replace(' ', "<text:s/>").replace('\t', "<text:tab/>");
            format!(
                "<table:table-cell office:value-type=\"string\"><text:p>{cell}</text:p></table:table-cell>"
            )
        });
        let rows =
            rows.iter().map(|row| format!("<table:table-row>{row}</table:table-row>")).collect::<String>();
        zipped(&super::packed::ods(&rows))
    }

    /// As a sheet of an old workbook.
    pub fn xls(&self) -> Vec<u8> {
        let names: Vec<String> = self.names.iter().map(|name| (*name).to_owned()).collect();
        let rows = self.rows.iter().map(Vec::as_slice);
        super::packed::xls_of(std::iter::once(&names[..]).chain(rows))
    }

    fn cells(&self, cell: impl Fn(&str) -> String) -> Vec<String> {
        let header = self.names.iter().map(|name| cell(name)).collect();
        let rows = self.rows.iter().map(|row| row.iter().map(|text| cell(text)).collect());
        std::iter::once(header).chain(rows).collect()
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
