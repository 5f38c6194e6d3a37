//! An empty sheet to fill in: the headings of a command, in a workbook with lists to choose from and
//! remarks.

use std::io;

use rust_xlsxwriter::{
    DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, Note, Workbook, XlsxError,
};

use super::text::csv::CellStyle;
use super::titles::{field_title, word_title};
use crate::command::Command;
use crate::field::{Field, Kind, Vocabulary};
use crate::lang::Lang;
use crate::policy::Pack;

/// The last row of a sheet, counted from 0.
const LAST_ROW: u32 = 1_048_575;

/// How many characters a list to choose from may have in all, the commas between its words included.
const MOST_OF_A_LIST: usize = 255;

/// The heading of a field; that of a required one carries an asterisk.
fn heading(field: Field, command: Command, lang: Lang) -> String {
    let mark = if Field::subject_of(command) == Some(field) { "*" } else { "" };
    format!("{}{mark}", field_title(field, lang))
}

/// The headings of a command, as CSV for Excel.
pub fn csv(command: Command, lang: Lang) -> Vec<u8> {
    let style = CellStyle::default();
    let mut out = "\u{feff}".as_bytes().to_vec();
    for (index, field) in Field::of(command).enumerate() {
        if index > 0 {
            out.push(style.delimiter.byte());
        }
        style.cell(&mut out, &heading(field, command, lang));
    }
    out.push(b'\n');
    out
}

/// The headings of a command as a workbook.
///
/// # Errors
/// When it cannot be packed.
pub fn xlsx(command: Command, pack: &Pack, lang: Lang) -> io::Result<Vec<u8>> {
    workbook(command, pack, lang).map_err(|error| io::Error::other(error.to_string()))
}

fn workbook(command: Command, pack: &Pack, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // The same policy makes the same file.
    let made = ExcelDateTime::from_timestamp(pack.as_of.map_or(0, |day| i64::from(day.0) * 86_400))?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&made).set_author("kami"));
    let (head, text) = (
        Format::new().set_bold().set_align(FormatAlign::Top),
        // A number that is typed keeps its zeros and all of its digits.
        Format::new().set_num_format("@"),
    );
    let sheet = book.add_worksheet();
    sheet.set_name(lang.pick("Records", "记录"))?;
    for (field, column) in Field::of(command).zip(0u16..) {
        let heading = heading(field, command, lang);
        let width = super::text::width(&heading).max(10) + 2;
        if matches!(field.spec().kind, Kind::Text | Kind::Masked) {
            sheet.set_column_format(column, &text)?;
        }
        sheet.set_column_width(column, width as f64)?;
        sheet.write_string_with_format(0, column, heading, &head)?;
        let words = choices(field, pack, lang);
        sheet.insert_note(
            0,
            column,
            &Note::new(remark(field, command, pack, lang)).add_author_prefix(false),
        )?;
        let length = words.iter().map(|word| word.chars().count() + 1).sum::<usize>();
        if !words.is_empty() && length <= MOST_OF_A_LIST {
            // A list of papers takes several words, and other spellings are read as well.
            let list = DataValidation::new().allow_list_strings(&words)?.show_error_message(false);
            sheet.add_data_validation(1, column, LAST_ROW, column, &list)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    book.save_to_buffer()
}

/// The words that a field has, as the command reads them.
fn choices(field: Field, pack: &Pack, lang: Lang) -> Vec<String> {
    let word = |id: &str| match lang {
        Lang::En => id.to_owned(),
        Lang::Zh => word_title(pack, field.name(), id, lang),
    };
    match field.spec().kind {
        Kind::Bool => [lang.pick("yes", "是"), lang.pick("no", "否")].map(str::to_owned).to_vec(),
        Kind::Choice(Vocabulary::Fixed(words)) | Kind::List(Vocabulary::Fixed(words)) => {
            words.iter().map(|known| word(known.id)).collect()
        }
        Kind::Choice(_) | Kind::List(_) => pack.words(field.name()).map(|known| word(&known.id)).collect(),
        _ => Vec::new(),
    }
}

/// What stands beside a heading: what the field means, and what to write.
fn remark(field: Field, command: Command, pack: &Pack, lang: Lang) -> String {
    let spec = field.spec();
    let mut lines = vec![spec.doc.get(lang).to_owned()];
    if Field::subject_of(command) == Some(field) {
        lines.push(lang.pick("Required.", "必填。").to_owned());
    }
    let words = choices(field, pack, lang);
    if !words.is_empty() {
        let several = matches!(spec.kind, Kind::List(_));
        let title = match (lang, several) {
            (Lang::En, false) => "One of: ",
            (Lang::En, true) => "Some of these, with ; between them: ",
            (Lang::Zh, false) => "可填：",
            (Lang::Zh, true) => "可填多项，用；隔开：",
        };
        lines.push(format!("{title}{}", words.join(lang.pick(", ", "、"))));
    }
    lines.join("\n")
}
