//! The formats of inputs, and how they are told from each other.

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
    /// A spreadsheet.
    Xlsx,
}

impl Format {
    /// Every format with its name.
    pub const ALL: [(&str, Self); 5] = [
        ("csv", Self::Csv),
        ("tsv", Self::Tsv),
        ("json", Self::Json),
        ("jsonl", Self::Jsonl),
        ("xlsx", Self::Xlsx),
    ];

    /// The format that a file's ending speaks for.
    pub fn of_name(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        let name = name.strip_suffix(".gz").unwrap_or(&name);
        match name.rsplit_once('.')?.1 {
            "csv" => Some(Self::Csv),
            "tsv" | "tab" => Some(Self::Tsv),
            "json" => Some(Self::Json),
            "jsonl" | "ndjson" => Some(Self::Jsonl),
            "xlsx" => Some(Self::Xlsx),
            _ => None,
        }
    }

    /// The format that the first bytes speak for.
    pub fn of_content(start: &[u8]) -> Self {
        match start.trim_ascii_start().first() {
            Some(b'[' | b'{') => Self::Json,
            _ => Self::Csv,
        }
    }
}
