//! Formats that are not read: known by their first bytes, and how each is converted.

use crate::lang::Text;

/// A format that is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Foreign {
    Parquet,
    Orc,
    Avro,
    Arrow,
    Feather,
    Sqlite,
    DuckDb,
    Hdf5,
    Bzip2,
    Xz,
    Lz4,
    Compress,
    PackedTwice,
    SevenZip,
    Rar,
    Tar,
    Zip,
    Pdf,
    Picture,
    Rtf,
    Html,
    XmlSpreadsheet,
    FlatOds,
    Xml,
    Xlsb,
    Numbers,
    Document,
    Access,
    OldOffice,
    Utf32,
}

/// How many bytes at the start tell foreign formats.
pub(super) const FOREIGN_BYTES: usize = 512;

impl Foreign {
    /// The format that the first bytes of an input speak for.
    pub(super) fn of(start: &[u8], name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        let by_magic = MAGIC.iter().find(|(magic, ending, _)| {
            start.starts_with(magic)
                // A heading could begin with letters like these.
                && (!magic[0].is_ascii_alphanumeric()
                    || name.ends_with(ending)
                    || start.len() == magic.len()
                    || is_binary(start))
        });
        by_magic.map(|(.., foreign)| *foreign).or_else(|| Self::of_shape(start))
    }

    /// Formats that more than their first bytes tell.
    fn of_shape(start: &[u8]) -> Option<Self> {
        let is_pi = |at: &[u8]| at == b"1AY&SY" || at == b"\x17\x72\x45\x38\x50\x90";
        match start {
            [b'B', b'Z', b'h', b'1'..=b'9', rest @ ..] if rest.get(..6).is_some_and(is_pi) => {
                Some(Self::Bzip2)
            }
            [0xff, 0xfe, 0, 0, ..] | [0, 0, 0xfe, 0xff, ..] => Some(Self::Utf32),
            [1..=127, 0, 0, 0, 1..=127, 0, 0, 0, ..] | [0, 0, 0, 1..=127, 0, 0, 0, 1..=127, ..] => {
                Some(Self::Utf32)
            }
            [_, _, _, _, b'S', b't', b'a', b'n', b'd', b'a', b'r', b'd', b' ', b'J' | b'A', ..]
                if start.first() == Some(&0) =>
            {
                Some(Self::Access)
            }
            [_, _, _, _, _, _, _, _, b'D', b'U', b'C', b'K', ..] if is_binary(start) => Some(Self::DuckDb),
            _ if start.get(257..262) == Some(b"ustar") => Some(Self::Tar),
            _ => Self::of_markup(start),
        }
    }

    /// Pages and XML, which some systems save as .xls.
    fn of_markup(start: &[u8]) -> Option<Self> {
        let text = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start).trim_ascii_start();
        if text.first() != Some(&b'<') {
            return None;
        }
        let text = String::from_utf8_lossy(text).to_ascii_lowercase();
        let is_page = ["<html", "<!doctype html", "<table", "<meta", "<head", "<body", "<style", "<div"];
        Some(match text.as_str() {
            _ if text.contains("urn:schemas-microsoft-com:office:spreadsheet") && !text.contains("<html") => {
                Self::XmlSpreadsheet
            }
            _ if text.contains("progid=\"excel.sheet\"") => Self::XmlSpreadsheet,
            _ if text.contains("urn:oasis:names:tc:opendocument") => Self::FlatOds,
            _ if is_page.iter().any(|page| text.starts_with(page)) || text.contains("<html") => Self::Html,
            _ if text.starts_with("<?xml") => Self::Xml,
            _ => return None,
        })
    }

    /// What it is, and how to convert an input of that name.
    pub(in crate::input) fn text(self, input: &str) -> Text {
        let Text { en, zh } = self.title();
        let (way_en, way_zh) = self.way(&argument(input));
        Text::new(format!("is {en}, which is not read; {way_en}"), format!("是{zh}，不能直接读取；{way_zh}"))
    }

    fn title(self) -> Text {
        let (en, zh) = match self {
            Self::Parquet => ("a Parquet file", " Parquet 文件"),
            Self::Orc => ("an ORC file", " ORC 文件"),
            Self::Avro => ("an Avro file", " Avro 文件"),
            Self::Arrow => ("an Arrow file", " Arrow 文件"),
            Self::Feather => ("a Feather file", " Feather 文件"),
            Self::Sqlite => ("a SQLite database", " SQLite 数据库"),
            Self::DuckDb => ("a DuckDB database", " DuckDB 数据库"),
            Self::Hdf5 => ("an HDF5 file", " HDF5 文件"),
            Self::Bzip2 => ("packed with bzip2", "用 bzip2 压缩的文件"),
            Self::Xz => ("packed with xz", "用 xz 压缩的文件"),
            Self::Lz4 => ("packed with lz4", "用 lz4 压缩的文件"),
            Self::Compress => ("packed with compress", "用 compress 压缩的文件"),
            Self::PackedTwice => ("packed twice", "压缩了两次的文件"),
            Self::SevenZip => ("a 7z archive", " 7z 压缩包"),
            Self::Rar => ("a RAR archive", " RAR 压缩包"),
            Self::Tar => ("a tar archive", " tar 归档"),
            Self::Zip => ("a ZIP archive and no workbook", " ZIP 压缩包，其中没有工作簿"),
            Self::Pdf => ("a PDF document", " PDF 文档"),
            Self::Picture => ("a picture", "图片"),
            Self::Rtf => ("an RTF document", " RTF 文档"),
            Self::Html => ("a web page (HTML)", "网页（HTML）"),
            Self::XmlSpreadsheet => ("an XML spreadsheet of 2003", " XML 表格（2003 格式）"),
            Self::FlatOds => ("a flat OpenDocument file", "单文件 OpenDocument 文档"),
            Self::Xml => ("XML", " XML 文件"),
            Self::Xlsb => ("a binary workbook (.xlsb)", "二进制工作簿（.xlsb）"),
            Self::Numbers => ("a Numbers document", " Numbers 文档"),
            Self::Document => ("a text document or presentation", "文字文档或演示文稿"),
            Self::Access => ("an Access database", " Access 数据库"),
            Self::OldOffice => (
                "an old Office file without a workbook (.doc, .ppt, .msg)",
                "不含工作簿的旧版 Office 文件（.doc、.ppt、.msg）",
            ),
            Self::Utf32 => ("text in UTF-32", " UTF-32 编码的文本"),
        };
        Text::new(en, zh)
    }

    /// What to do, in both languages.
    fn way(self, file: &str) -> (String, String) {
        let run = |command: String| (format!("convert it first: {command}"), format!("请先转换：{command}"));
        let duck = |from: &str| run(format!("duckdb -c \"COPY (FROM {from}('{file}')) TO 'cards.csv'\""));
        let pipe = |unpack: &str| {
            let command = format!("{unpack} {file} | kami COMMAND -");
            (format!("unpack it on the way: {command}"), format!("请边解压边读取：{command}"))
        };
        let save = |en: &str, zh: &str| (en.to_owned(), zh.to_owned());
        match self {
            Self::Parquet => duck("read_parquet"),
            Self::Avro => duck("read_avro"),
            Self::Orc => run(format!("orc-contents {file} > cards.jsonl")),
            Self::Arrow | Self::Feather => run(format!(
                "python -c \"import pandas; pandas.read_feather('{file}').to_csv('cards.csv', index=False)\""
            )),
            Self::Hdf5 => run(format!(
                "python -c \"import pandas; pandas.read_hdf('{file}').to_csv('cards.csv', index=False)\""
            )),
            Self::Sqlite => run(format!("sqlite3 -csv -header {file} 'SELECT * FROM cards' > cards.csv")),
            Self::DuckDb => run(format!("duckdb {file} -c \"COPY cards TO 'cards.csv'\"")),
            Self::Access => run(format!("mdb-export {file} cards > cards.csv")),
            Self::Bzip2 => pipe("bzip2 -dc"),
            Self::Xz => pipe("xz -dc"),
            Self::Lz4 => pipe("lz4 -dc"),
            Self::Compress | Self::PackedTwice => pipe("gzip -dc"),
            Self::SevenZip => pipe("7z x -so"),
            Self::Rar => pipe("unrar p -inul"),
            Self::Tar => pipe("tar -xOf"),
            Self::Zip => pipe("unzip -p"),
            Self::Utf32 => {
                let command = format!("iconv -f UTF-32 -t UTF-8 {file} | kami COMMAND -");
                (format!("convert it on the way: {command}"), format!("请边转换边读取：{command}"))
            }
            Self::Html | Self::XmlSpreadsheet | Self::FlatOds | Self::Xlsb | Self::Numbers => save(
                "open it in a spreadsheet program and save it as .xlsx",
                "请用表格软件打开，另存为 .xlsx",
            ),
            Self::Xml | Self::Pdf | Self::Picture | Self::Rtf | Self::Document | Self::OldOffice => save(
                "put its table into a spreadsheet and save that as .xlsx or .csv",
                "请把其中的表格放进表格软件，保存为 .xlsx 或 .csv",
            ),
        }
    }
}

use Foreign::{
    Arrow, Avro, Compress, Feather, Hdf5, Lz4, Orc, Parquet, Pdf, Picture, Rar, Rtf, SevenZip, Sqlite, Xz,
};

/// First bytes, and an ending that tells as well where they are letters.
const MAGIC: [(&[u8], &str, Foreign); 20] = [
    (b"PAR1", ".parquet", Parquet),
    (b"ORC", ".orc", Orc),
    (b"Obj\x01", ".avro", Avro),
    (b"ARROW1", ".arrow", Arrow),
    (b"FEA1", ".feather", Feather),
    (b"SQLite format 3\0", ".db", Sqlite),
    (b"\x89HDF\r\n\x1a\n", ".h5", Hdf5),
    (b"\xfd7zXZ\0", ".xz", Xz),
    (b"\x04\x22\x4d\x18", ".lz4", Lz4),
    (b"\x1f\x9d", ".z", Compress),
    (b"7z\xbc\xaf\x27\x1c", ".7z", SevenZip),
    (b"Rar!\x1a\x07", ".rar", Rar),
    (b"%PDF-", ".pdf", Pdf),
    (b"\x89PNG\r\n\x1a\n", ".png", Picture),
    (b"\xff\xd8\xff", ".jpg", Picture),
    (b"GIF89a", ".gif", Picture),
    (b"GIF87a", ".gif", Picture),
    (b"II*\0", ".tif", Picture),
    (b"MM\0*", ".tif", Picture),
    (b"{\\rtf", ".rtf", Rtf),
];

/// Whether there are bytes that are in no text.
fn is_binary(start: &[u8]) -> bool {
    start.iter().any(|byte| matches!(byte, 0..=8 | 14..=31 | 0xf8..))
}

/// A file's name as it can stand in a command line.
fn argument(input: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '/' | '_' | '-');
    if input != "-" && input.chars().all(is_plain) { input.to_owned() } else { "FILE".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_not_foreign() {
        for text in [
            "PAR1,PAR2\n1,2\n",
            "ORC,x\n",
            "BZh9,id\n",
            "{\"a\":1}",
            "<id>,platform\n",
            "",
            "MM,II*\n",
            "GIF89a,b\n",
        ] {
            assert_eq!(Foreign::of(text.as_bytes(), "cards.csv"), None, "{text}");
        }
        assert_eq!(Foreign::of(b"id,platform\n", "cards.parquet"), None);
    }

    #[test]
    fn what_a_shell_would_take_apart_is_no_argument() {
        let text = Foreign::Xz.text("my cards;rm.xz");
        assert!(text.en.contains("xz -dc FILE") && text.zh.contains("xz -dc FILE"), "{}", text.en);
        assert!(Foreign::Xz.text("cards.csv.xz").en.contains("xz -dc cards.csv.xz | kami"));
    }
}
