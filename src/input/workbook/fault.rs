//! What is wrong with a workbook, by kind. The library's own words may quote a cell, and that may
//! hold a secret.

use calamine::XlsxError;

use crate::lang::Phrase;

/// What is wrong with a workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WorkbookFault {
    /// It cannot be unpacked.
    Archive,
    /// A part of it is missing, or not what it should be.
    Part,
    /// Its XML is broken, or ends too early.
    Markup,
    /// The stream of an old workbook is broken, or ends too early.
    Stream,
    /// A password is needed.
    Password,
    /// A cell of a type that there is not.
    CellType,
    /// A cell that holds something else than its type says.
    CellValue,
    /// A cell with a text that is not among those that cells share.
    SharedText,
    /// A cell where none can be: outside the sheet, or before the one that comes before it.
    Position,
}

impl WorkbookFault {
    /// The fault in words.
    pub(in crate::input) const fn phrase(self) -> Phrase {
        match self {
            Self::Archive => Phrase { en: "it cannot be unpacked", zh: "无法解压" },
            Self::Part => Phrase {
                en: "a part of it is missing, or not what it should be",
                zh: "缺少必要的部分，或内容不符",
            },
            Self::Markup => {
                Phrase { en: "its XML is broken or cut off", zh: "其中的 XML 损坏或不完整" }
            }
            Self::Stream => Phrase {
                en: "its records are broken or cut off",
                zh: "其中的数据记录损坏或不完整",
            },
            Self::Password => Phrase {
                en: "it is encrypted; save it without a password",
                zh: "文件已加密，请另存为不带密码的文件",
            },
            Self::CellType => {
                Phrase { en: "a cell is of a type that there is not", zh: "有单元格的类型不存在" }
            }
            Self::CellValue => Phrase {
                en: "a cell holds something else than its type says",
                zh: "有单元格的内容与其类型不符",
            },
            Self::SharedText => Phrase {
                en: "a cell refers to a shared text that there is not",
                zh: "有单元格引用的共享文本不存在",
            },
            Self::Position => Phrase {
                en: "a cell lies outside the sheet or the order of its rows",
                zh: "有单元格超出工作表范围或不按行的顺序",
            },
        }
    }
}

impl From<&XlsxError> for WorkbookFault {
    fn from(error: &XlsxError) -> Self {
        match error {
            XlsxError::Zip(_) | XlsxError::Io(_) => Self::Archive,
            XlsxError::Xml(_)
            | XlsxError::XmlEof(_)
            | XlsxError::Encoding(_)
            | XlsxError::UnexpectedNode(_) => Self::Markup,
            XlsxError::Password => Self::Password,
            XlsxError::CellTAttribute(_) => Self::CellType,
            XlsxError::CellError(_)
            | XlsxError::Unrecognized { .. }
            | XlsxError::Parse(_)
            | XlsxError::ParseInt(_)
            | XlsxError::ParseFloat(_) => Self::CellValue,
            XlsxError::Unexpected(_) => Self::SharedText,
            XlsxError::Alphanumeric(_)
            | XlsxError::NumericColumn(_)
            | XlsxError::DimensionCount(_)
            | XlsxError::RangeWithoutColumnComponent
            | XlsxError::RangeWithoutRowComponent
            | XlsxError::ColumnNumberOverflow
            | XlsxError::RowNumberOverflow => Self::Position,
            // The library may come to know more ways in which a part is not there.
            _ => Self::Part,
        }
    }
}
