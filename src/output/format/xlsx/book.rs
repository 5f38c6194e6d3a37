//! A workbook in the making: sheets with a header, and what cells look like.

use std::io;
use std::path::Path;

use rust_xlsxwriter::{Color, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use crate::output::text::Tone;
use crate::output::text::sheet::{NumberKind, SheetCell};

/// How cells look.
pub(super) struct Looks {
    head: Format,
    money: Format,
    date: Format,
    time: Format,
    millisecond: Format,
    good: Format,
    warn: Format,
    bad: Format,
    text: Format,
}

impl Looks {
    pub(super) fn new() -> Self {
        let numbers = |format: &str| Format::new().set_num_format(format);
        // Light fills under dark letters: readable on paper, and without seeing the colour.
        let verdict = |fill: u32, letters: u32| {
            Format::new().set_background_color(Color::RGB(fill)).set_font_color(Color::RGB(letters))
        };
        Self {
            head: Format::new().set_bold().set_align(FormatAlign::Top).set_text_wrap(),
            money: numbers("#,##0.00"),
            date: numbers("yyyy\\-mm\\-dd"),
            time: numbers("yyyy\\-mm\\-dd\\ hh:mm:ss"),
            millisecond: numbers("yyyy\\-mm\\-dd\\ hh:mm:ss.000"),
            good: verdict(0xC6_EF_CE, 0x00_61_00),
            warn: verdict(0xFF_EB_9C, 0x7F_60_00),
            bad: verdict(0xFF_C7_CE, 0x9C_00_06),
            text: numbers("@"),
        }
    }

    fn of_number(&self, kind: NumberKind) -> Option<&Format> {
        match kind {
            NumberKind::Plain => None,
            NumberKind::Money => Some(&self.money),
            NumberKind::Date => Some(&self.date),
            NumberKind::Time => Some(&self.time),
            NumberKind::Millisecond => Some(&self.millisecond),
        }
    }

    fn of_tone(&self, tone: Tone) -> &Format {
        match tone {
            Tone::Good => &self.good,
            Tone::Bad => &self.bad,
            Tone::Warn | Tone::Plain | Tone::Heading | Tone::Faint => &self.warn,
        }
    }
}

/// The widths of columns, in characters.
const WIDTHS: std::ops::RangeInclusive<usize> = 8..=60;

/// Writes the header of a sheet, which stays in sight and has filters once it is
/// [ended](end_sheet); columns are as wide as their heading, or as they are told.
pub(super) fn begin_sheet(
    sheet: &mut Worksheet,
    looks: &Looks,
    heads: &[(String, usize)],
) -> Result<(), XlsxError> {
    for ((head, wide), column) in heads.iter().zip(0u16..) {
        let width = crate::output::text::width(head).max(*wide) + 2;
        sheet.set_column_width(column, width.clamp(*WIDTHS.start(), *WIDTHS.end()) as f64)?;
    }
    for ((head, _), column) in heads.iter().zip(0u16..) {
        sheet.write_string_with_format(0, column, head, &looks.head)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

/// Ends a sheet of so many columns and of rows up to this one.
pub(super) fn end_sheet(sheet: &mut Worksheet, last_row: u32, columns: usize) -> Result<(), XlsxError> {
    if let Some(last) = columns.checked_sub(1).and_then(|last| u16::try_from(last).ok()) {
        sheet.autofilter(0, 0, last_row, last)?;
    }
    Ok(())
}

/// Writes a cell.
pub(super) fn write_cell(
    sheet: &mut Worksheet,
    looks: &Looks,
    (row, column): (u32, u16),
    cell: SheetCell<'_>,
) -> Result<(), XlsxError> {
    match cell {
        SheetCell::Empty | SheetCell::RowEnd => {}
        SheetCell::Text(text) => {
            // As text in the sheet, too: who edits the cell does not turn it into a number.
            if text.starts_with(|c: char| c.is_ascii_digit() || "=+-@".contains(c)) {
                sheet.write_string_with_format(row, column, text, &looks.text)?;
            } else {
                sheet.write_string(row, column, text)?;
            }
        }
        SheetCell::Verdict(tone, text) => {
            sheet.write_string_with_format(row, column, text, looks.of_tone(tone))?;
        }
        SheetCell::Number(kind, number) => match looks.of_number(kind) {
            Some(format) => {
                sheet.write_number_with_format(row, column, number, format)?;
            }
            None => {
                sheet.write_number(row, column, number)?;
            }
        },
    }
    Ok(())
}

/// A workbook whose first sheet is streamed, and which has as many more as there are names.
///
/// # Errors
/// When no temporary file can be made.
pub(super) fn new_workbook(names: &[&str], folder: Option<&Path>) -> Result<Workbook, XlsxError> {
    let mut workbook = Workbook::new();
    // Beside the output there is room for as much again; the system's place may be memory.
    if let Some(folder) = folder {
        let _ = workbook.set_tempdir(folder);
    }
    for (index, name) in names.iter().enumerate() {
        let sheet = match index {
            0 => workbook.add_worksheet_with_constant_memory()?,
            _ => workbook.add_worksheet(),
        };
        sheet.set_name(*name)?;
    }
    Ok(workbook)
}

/// What went wrong, as an error of input and output.
pub(super) fn failed(error: XlsxError) -> io::Error {
    match error {
        XlsxError::IoError(error) => error,
        other => io::Error::other(other.to_string()),
    }
}
