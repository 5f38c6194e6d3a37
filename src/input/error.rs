//! Why an input cannot be read at all.
//!
//! What is wrong with a single record is a [`RecordError`](crate::record::RecordError), and costs
//! that record alone.

use std::error::Error;
use std::fmt;
use std::io::{self, ErrorKind};

use super::limits::{MAX_COLUMNS, MAX_NAME_BYTES};
use super::source::Foreign;
use super::workbook::WorkbookFault;
use crate::field::without_secret;
use crate::lang::{Phrase, Text, suggest};
use crate::value::figure;

/// An input that cannot be read, and why.
#[derive(Debug)]
pub struct InputError {
    /// The input, as it was named.
    pub input: String,
    /// What is wrong with it.
    pub fault: InputFault,
}

/// What is wrong with an input.
#[derive(Debug)]
#[non_exhaustive]
pub enum InputFault {
    /// Reading failed.
    Io(io::Error),
    /// It is a directory.
    Directory,
    /// A format that is not read.
    Foreign(Foreign),
    /// Something else than a workbook, in the place of one.
    NotAWorkbook,
    /// What it is packed in is damaged.
    DamagedPacking,
    /// Something stands behind what is packed.
    BehindPacked {
        /// Behind how many bytes of the file.
        bytes: u64,
    },
    /// It is no workbook, or a broken one.
    Workbook {
        /// The row of the sheet that it shows in, from 1.
        row: Option<u64>,
        /// What is wrong.
        why: WorkbookFault,
    },
    /// A workbook that claims to have more shared texts than it has room for.
    SharedTexts {
        /// How many it claims to have.
        claimed: u64,
    },
    /// A workbook with a cell that unpacks to more than this many bytes.
    CellTooLarge {
        /// The limit, in bytes.
        most: u64,
    },
    /// More than may be held in memory would have to be held unpacked.
    TooMuchUnpacked {
        /// The limit, in bytes.
        most: u64,
    },
    /// A workbook without the sheet that was asked for.
    NoSheet {
        /// The sheet that was asked for.
        wanted: String,
        /// The one that was most likely meant.
        near: Option<String>,
        /// Those that there are.
        known: Vec<String>,
    },
    /// A workbook without a visible sheet.
    NoVisibleSheet {
        /// Those that are hidden.
        hidden: Vec<String>,
    },
    /// An input that has no sheets, where some were asked for.
    NoWorkbook,
    /// A header that is larger than a record may be, or has a quote that is never closed.
    EndlessHeader,
    /// A header with text between a closing quote and the next delimiter.
    HeaderQuotes,
    /// A header that is text in no encoding.
    HeaderEncoding,
    /// More columns than an input may have.
    TooManyColumns {
        /// How many it has.
        count: usize,
    },
    /// A column whose name has more bytes than one may have.
    LongName {
        /// The number of the column, from 1.
        column: usize,
    },
    /// Two columns with the same name of a field.
    SameName {
        /// The first of them.
        first: String,
        /// The other one.
        second: String,
    },
    /// A JSON document without the member that the records are to be read from.
    NoMember {
        /// The path of the member.
        path: String,
        /// One that it has and that may be meant.
        near: Option<String>,
        /// The line that the document ends on.
        line: u64,
    },
    /// A member that the records are to be read from and that is no list.
    NoList {
        /// The path of the member.
        path: String,
        /// The line that it stands on.
        line: u64,
    },
    /// A JSON document in which no member can be found.
    BrokenDocument {
        /// The line up to which it can be read.
        line: u64,
    },
    /// Rows, where a member of JSON is to be read.
    NoDocument,
    /// Columns that are not known, where all have to be.
    UnknownColumns {
        /// The first of them, as they are shown, and what they may stand for.
        names: Vec<(String, Option<String>)>,
        /// How many there are.
        count: usize,
    },
    /// A record in the place of a header, where all columns have to be known.
    NoHeader {
        /// How many columns there are.
        columns: usize,
    },
    /// Columns that differ from those of an earlier input, where they have to be the same.
    OtherColumns {
        /// The earlier input.
        than: String,
    },
}

impl InputError {
    /// An error of an input.
    pub(crate) fn new(input: &str, fault: InputFault) -> Self {
        Self { input: input.to_owned(), fault }
    }

    /// An error of reading. A fault that came through a reader is that fault again.
    pub(crate) fn io(input: &str, error: io::Error) -> Self {
        Self::new(input, error.downcast().unwrap_or_else(InputFault::Io))
    }

    /// The error in words.
    pub fn text(&self) -> Text {
        let (input, Text { en, zh }) = (without_secret(&self.input), self.fault.text_of(&self.input));
        Text::new(format!("{input}: {en}"), format!("{input}：{zh}"))
    }
}

impl InputFault {
    /// What is wrong, in words.
    pub(crate) fn text(&self) -> Text {
        self.text_of("-")
    }

    /// What is wrong with the input of that name, in words.
    fn text_of(&self, input: &str) -> Text {
        match self {
            Self::Io(error) => io_text(error),
            Self::Directory => Text::new("is a directory; name the files in it", "是目录，请指明其中的文件"),
            Self::Foreign(foreign) => foreign.text(input),
            Self::NotAWorkbook => Text::new(
                "is named a workbook and is none; if it is text, say so with --from csv or --from tsv",
                "名称像工作簿，内容却不是；若是文本，请用 --from csv 或 --from tsv 指明",
            ),
            Self::DamagedPacking => {
                Text::new("is damaged: it cannot be unpacked", "压缩数据已损坏，无法解压")
            }
            Self::BehindPacked { bytes } => {
                let bytes = figure(*bytes);
                Text::new(
                    format!(
                        "what is packed ends at byte {bytes}, and something else stands behind it; download or \
                         pack the file again, or cut it off there"
                    ),
                    format!(
                        "压缩数据到第 {bytes} 字节为止，后面还有别的内容；请重新下载或压缩，或从该处截断"
                    ),
                )
            }
            Self::Workbook { row: None, why } => {
                let Phrase { en, zh } = why.phrase();
                Text::new(format!("is no readable workbook: {en}"), format!("不是可读的工作簿：{zh}"))
            }
            Self::Workbook { row: Some(row), why } => {
                let (row, Phrase { en, zh }) = (figure(*row), why.phrase());
                Text::new(
                    format!("cannot be read from row {row} of the sheet on: {en}"),
                    format!("工作表从第 {row} 行起无法读取：{zh}"),
                )
            }
            Self::SharedTexts { claimed } => {
                let claimed = figure(*claimed);
                Text::new(
                    format!("is damaged: it claims to have {claimed} shared texts, and has no room for them"),
                    format!("已损坏：自称有 {claimed} 个共享文本，但文件容纳不下"),
                )
            }
            Self::CellTooLarge { most } => {
                let size = size_text(*most);
                Text::new(
                    format!("has a cell that unpacks to more than {size}"),
                    format!("有单元格解压后超过 {size}"),
                )
            }
            Self::TooMuchUnpacked { most } => {
                let size = size_text(*most);
                Text::new(
                    format!(
                        "has more than {size} that would have to be held in memory unpacked (see --max-unpacked)"
                    ),
                    format!("需要在内存中保留的解压内容超过 {size}（参见 --max-unpacked）"),
                )
            }
            Self::NoSheet { wanted, near, known } => {
                let hint = suggest::hint(near.as_deref());
                let Text { en, zh } = listed(known);
                Text::new(
                    format!("has no sheet `{wanted}`{}; it has: {en}", hint.en),
                    format!("没有名为“{wanted}”的工作表{}；现有：{zh}", hint.zh),
                )
            }
            Self::NoVisibleSheet { hidden } if hidden.is_empty() => {
                Text::new("is a workbook without any sheet of cells", "工作簿中没有任何工作表")
            }
            Self::NoVisibleSheet { hidden } => {
                let Text { en, zh } = listed(hidden);
                Text::new(
                    format!("all its sheets are hidden; read one with --sheet NAME; it has: {en}"),
                    format!("所有工作表都已隐藏，请用 --sheet 名称 指定；现有：{zh}"),
                )
            }
            Self::NoWorkbook => Text::new(
                "is no workbook and has no sheets; leave --sheet and --all-sheets out",
                "不是工作簿，没有工作表；请去掉 --sheet 和 --all-sheets",
            ),
            Self::EndlessHeader => Text::new(
                "the header never ends: it is too large, or a quote in it is not closed",
                "表头没有结束：过大，或其中的引号没有闭合",
            ),
            Self::HeaderQuotes => Text::new(
                "the header has text between a closing quote and the next delimiter; is the delimiter another \
                 one (see --delimiter)?",
                "表头中有引号闭合后、分隔符之前的多余文字；分隔符是否不同（参见 --delimiter）？",
            ),
            Self::HeaderEncoding => Text::new("the header is no valid text", "表头不是有效的文本"),
            Self::TooManyColumns { count } => {
                let (count, most) = (figure(*count as u64), figure(MAX_COLUMNS as u64));
                Text::new(
                    format!("has {count} columns; {most} at most are read"),
                    format!("有 {count} 列，最多读取 {most} 列"),
                )
            }
            Self::LongName { column } => {
                let (column, most) = (figure(*column as u64), size_text(MAX_NAME_BYTES as u64));
                Text::new(
                    format!("the name of column {column} is longer than {most}"),
                    format!("第 {column} 列的列名超过 {most}"),
                )
            }
            Self::SameName { first, second } => Text::new(
                format!(
                    "columns `{first}` and `{second}` have the same name; rename one, or say which with --map"
                ),
                format!("列“{first}”和“{second}”重名；请改名，或用 --map 指明"),
            ),
            Self::NoMember { path, near, line } => {
                let path = without_secret(path);
                let Text { en, zh } = suggest::hint(near.as_deref());
                Text::new(
                    format!("the JSON object that ends on line {line} has no member `{path}` (--at){en}"),
                    format!("到第 {line} 行为止的 JSON 对象没有成员“{path}”（--at）{zh}"),
                )
            }
            Self::NoList { path, line } => Text::new(
                format!(
                    "the member `{path}` on line {line} is no list of objects; give the path of the list to --at, \
                     such as {path}.list"
                ),
                format!(
                    "第 {line} 行的成员“{path}”不是一组对象；请让 --at 指向列表所在的路径，如 {path}.list"
                ),
            ),
            Self::BrokenDocument { line } => Text::new(
                format!("line {line} is no JSON, so that the member of --at cannot be found"),
                format!("第 {line} 行不是有效的 JSON，找不到 --at 所指的成员"),
            ),
            Self::NoDocument => Text::new(
                "is read as rows, which have no members; --at is for JSON (see --from)",
                "按行列读取，没有成员可言；--at 只用于 JSON（参见 --from）",
            ),
            Self::UnknownColumns { names, count } => unknown_columns(names, *count),
            Self::NoHeader { columns } => Text::new(
                format!(
                    "none of its {columns} columns is known (--strict-columns), and they look like the values of a \
                     record: name them with --columns if there is no header"
                ),
                format!(
                    "{columns} 列都不是已知字段（--strict-columns），列名像是数据：没有表头时请用 --columns 写出列名"
                ),
            ),
            Self::OtherColumns { than } => Text::new(
                format!("its columns differ from those of {than}; with --passthrough they must be the same"),
                format!("列与 {than} 不同；使用 --passthrough 时各输入的列必须一致"),
            ),
        }
    }
}

fn unknown_columns(names: &[(String, Option<String>)], count: usize) -> Text {
    let en = names.iter().map(|(name, near)| match near {
        Some(near) => format!("`{name}` (did you mean `{near}`?)"),
        None => format!("`{name}`"),
    });
    let zh = names.iter().map(|(name, near)| match near {
        Some(near) => format!("“{name}”（是否想写“{near}”？）"),
        None => format!("“{name}”"),
    });
    let (en, zh) = (en.collect::<Vec<_>>().join(", "), zh.collect::<Vec<_>>().join("、"));
    let (more_en, more_zh) = match count - names.len() {
        0 => Default::default(),
        more => (format!(" and {more} more"), format!(" 等 {count} 列")),
    };
    let (columns, are, they) =
        if count == 1 { ("column", "is", "it holds") } else { ("columns", "are", "they hold") };
    Text::new(
        format!(
            "{columns} {en}{more_en} {are} not known (--strict-columns); say what {they} with --map FIELD=COLUMN"
        ),
        format!("列{zh}{more_zh}不是已知字段（--strict-columns）；可用“--map 字段=列名”指明"),
    )
}

/// The first of some names, and how many there are.
fn listed(names: &[String]) -> Text {
    const LISTED: usize = 12;
    let some = names.get(..LISTED).unwrap_or(names);
    let (more, all) = (figure((names.len() - some.len()) as u64), figure(names.len() as u64));
    let (more, all) = match some.len() < names.len() {
        true => (format!(" and {more} more"), format!("等 {all} 张")),
        false => Default::default(),
    };
    Text::new(some.join(", ") + &more, some.join("、") + &all)
}

fn io_text(error: &io::Error) -> Text {
    match error.kind() {
        ErrorKind::NotFound => Text::new("there is no such file", "没有这个文件"),
        ErrorKind::PermissionDenied => Text::new("may not be read", "没有读取权限"),
        ErrorKind::UnexpectedEof => Text::new(
            "ends too early: it became shorter while it was read, or what it is packed in is cut off",
            "提前结束：读取时文件变短，或压缩数据不完整",
        ),
        _ => Text::new(format!("cannot be read: {error}"), format!("无法读取：{error}")),
    }
}

/// A size as it is easily read.
fn size_text(bytes: u64) -> String {
    match bytes {
        bytes if bytes.is_multiple_of(1 << 30) => format!("{} GiB", bytes >> 30),
        bytes if bytes.is_multiple_of(1 << 20) => format!("{} MiB", bytes >> 20),
        bytes if bytes.is_multiple_of(1 << 10) => format!("{} KiB", bytes >> 10),
        bytes => format!("{} B", figure(bytes)),
    }
}

impl fmt::Display for InputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text().en)
    }
}

impl fmt::Display for InputFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text().en)
    }
}

impl Error for InputFault {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Io(error) => Some(error),
            _ => None,
        }
    }
}

impl From<InputFault> for io::Error {
    /// A fault on its way through a reader.
    fn from(fault: InputFault) -> Self {
        Self::other(fault)
    }
}

impl Error for InputError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.fault.source()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_names_its_input_in_both_languages() {
        let error = InputError::io("cards.csv", ErrorKind::NotFound.into());
        assert_eq!(error.to_string(), "cards.csv: there is no such file");
        assert_eq!(error.text().zh, "cards.csv：没有这个文件");
        assert!(error.source().is_some());
        let passed = InputError::io("cards.xlsx", InputFault::TooMuchUnpacked { most: 3 << 20 }.into());
        assert!(matches!(passed.fault, InputFault::TooMuchUnpacked { .. }));
        assert!(passed.to_string().contains("more than 3 MiB"), "{passed}");
        let known: Vec<String> = (0..100_000).map(|number| format!("s{number}")).collect();
        let error = InputError::new("a.xlsx", InputFault::NoSheet { wanted: "x".into(), near: None, known });
        assert!(error.to_string().ends_with("s10, s11 and 99988 more"), "{error}");
        assert!(error.text().zh.ends_with("s10、s11等 100000 张"), "{}", error.text().zh);
        let error = InputError::new("cards", InputFault::Directory);
        assert_eq!(error.to_string(), "cards: is a directory; name the files in it");
        assert!(error.source().is_none());
    }
}
