//! The format of the results by the ending of the file that they are written to.

use std::path::Path;

use super::super::error::Failure;
use crate::output::Format;

/// Endings of workbooks that are not written, and what is written in their place.
const WORKBOOKS: [&str; 8] = ["xls", "xlsm", "xlsb", "xltx", "ods", "fods", "et", "numbers"];

/// Endings of tables, documents and packed files that are not written.
const OTHERS: [&str; 27] = [
    "gz", "gzip", "zst", "zip", "bz2", "xz", "lz4", "br", "7z", "rar", "tar", "tgz", "parquet", "avro",
    "orc", "arrow", "feather", "sqlite", "sqlite3", "db", "pdf", "doc", "docx", "ppt", "pptx", "yaml", "yml",
];

/// The format that a file's ending asks for, in small letters or capitals; none where it asks for
/// none.
///
/// # Errors
/// When it asks for one that is not written.
pub(super) fn format_of(file: &str) -> Result<Option<Format>, Failure> {
    let Some(ending) = Path::new(file).extension().and_then(|ending| ending.to_str()) else {
        return Ok(None);
    };
    if let Some(format) = Format::of_ending(ending) {
        return Ok(Some(format));
    }
    let small = ending.to_ascii_lowercase();
    let instead = if WORKBOOKS.contains(&small.as_str()) {
        "xlsx"
    } else if OTHERS.contains(&small.as_str()) {
        "csv"
    } else {
        return Ok(None);
    };
    Err(Failure::new(
        format!("-o {file}: .{ending} is not written; name a .{instead} file, or choose a format with -f"),
        format!("-o {file}：不能写成 .{ending}；请改用 .{instead} 文件，或用 -f 指定格式"),
    ))
}

/// That a format is written to a file alone.
pub(super) fn needs_file(format: Format) -> Failure {
    let name = format.name();
    Failure::new(
        format!("-f {name}: a workbook is written to a file only; name one, such as -o results.{name}"),
        format!("-f {name}：工作簿只能写入文件，请用 -o 指定，如 -o results.{name}"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_says_the_format() {
        for (file, format) in [
            ("a.csv", Some(Format::Csv)),
            ("a.TSV", Some(Format::Tsv)),
            ("dir.csv/a", None),
            ("a.ndjson", Some(Format::Jsonl)),
            ("a.Xlsx", Some(Format::Xlsx)),
            ("a.xml", Some(Format::Junit)),
            ("a.md", Some(Format::Markdown)),
            ("a.txt", None),
            ("a", None),
        ] {
            assert_eq!(format_of(file).unwrap(), format, "{file}");
        }
        for (file, instead) in
            [("a.xls", ".xlsx"), ("a.ODS", ".xlsx"), ("a.csv.gz", ".csv"), ("a.parquet", ".csv")]
        {
            let error = format_of(file).unwrap_err().to_string();
            assert!(error.contains(&format!("name a {instead} file")), "{error}");
        }
    }
}
