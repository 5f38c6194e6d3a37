//! The formats of inputs, and how they are told from each other.

use super::packed::without_ending;

/// How an input is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Rows of cells under a header.
    Csv,
    /// The same with tabs.
    Tsv,
    /// An array of objects, or objects one after the other.
    Json,
    /// An object a line.
    Jsonl,
    /// A workbook of today.
    Xlsx,
    /// A workbook of old.
    Xls,
    /// An OpenDocument workbook.
    Ods,
}

impl Format {
    /// Every format with its name.
    pub const ALL: [(&str, Self); 7] = [
        ("csv", Self::Csv),
        ("tsv", Self::Tsv),
        ("json", Self::Json),
        ("jsonl", Self::Jsonl),
        ("xlsx", Self::Xlsx),
        ("xls", Self::Xls),
        ("ods", Self::Ods),
    ];

    /// The format that a file's ending speaks for.
    pub fn of_name(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        match without_ending(&name).rsplit_once('.')?.1 {
            "csv" => Some(Self::Csv),
            "tsv" | "tab" => Some(Self::Tsv),
            "json" => Some(Self::Json),
            "jsonl" | "ndjson" => Some(Self::Jsonl),
            "xlsx" | "xlsm" | "xltx" => Some(Self::Xlsx),
            // .et is what the Chinese office suite WPS calls its own.
            "xls" | "xlt" | "et" => Some(Self::Xls),
            "ods" | "ots" => Some(Self::Ods),
            _ => None,
        }
    }

    /// Whether it is one of workbooks, whose bytes say which.
    pub(super) const fn is_workbook(self) -> bool {
        matches!(self, Self::Xlsx | Self::Xls | Self::Ods)
    }

    /// The format that the first bytes speak for.
    pub fn of_content(start: &[u8]) -> Self {
        match start.trim_ascii_start().first() {
            Some(b'[' | b'{') => Self::Json,
            _ => Self::Csv,
        }
    }
}
