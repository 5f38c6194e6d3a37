//! What is said of an input of whose columns none is known.

use super::columns::ColumnMap;
use super::notice::Notices;
use crate::field::{Field, fold};
use crate::lang::Text;
use crate::value::shown_name;

/// How many names of columns are listed.
const LISTED: usize = 12;

/// Whether a name reads like a value, as it does where the first record stands in the header's
/// place: it has digits that do not just number it, as those of `address2` do.
pub(super) fn is_like_value(name: &str) -> bool {
    let folded = fold(name);
    let stem = folded.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = folded.len() - stem.len();
    digits > 2 || (digits > 0 && stem.is_empty()) || stem.contains(char::is_numeric)
}

impl ColumnMap {
    /// Tells the user that an input has no column that is known, so that the same error in all of
    /// its records has one cause, and how to put it right.
    pub(super) fn tell_none_known(&self, input: &str, names: &[String], notices: &Notices<'_>) {
        let command = self.command().name();
        // What a record can hardly do without serves as the example.
        let wanted = Field::subject_of(self.command()).unwrap_or(Field::FaceValue);
        let en = wanted.name();
        let zh = wanted.spec().aliases.first().copied().unwrap_or(en);
        let text = if names.iter().any(|name| is_like_value(name)) {
            // Any of them may be a card's number or secret.
            let count = names.len();
            let (names, are, look) =
                if count == 1 { ("name", "is", "looks") } else { ("names", "are", "look") };
            Text::new(
                format!(
                    "{input}: the {count} column {names} {look} like the values of a record, and {are} not shown: if \
                     there is no header, name the columns with --columns id,{en} and so on; if there is one, \
                     say what they hold with --map {en}=COLUMN and the like; fields: kami {command} --help"
                ),
                format!(
                    "{input}：{count} 个列名像是数据而不是表头，内容不显示：没有表头时请用“--columns 编号,{zh}”等依次写出列名，\
                     确是表头则用“--map {zh}=列名”等指明各列；字段一览：kami {command} --help"
                ),
            )
        } else {
            let named = || names.iter().filter(|name| !name.trim().is_empty());
            let more = named().count().saturating_sub(LISTED);
            let list = |quote: fn(String) -> String, comma: &str| {
                let listed: Vec<String> = named().take(LISTED).map(|name| quote(shown_name(name))).collect();
                listed.join(comma)
            };
            let (more_en, more_zh) = match more {
                0 => Default::default(),
                _ => (format!(" and {more} more"), format!(" 等 {} 列", LISTED + more)),
            };
            let (list_en, list_zh) =
                (list(|name| format!("`{name}`"), ", "), list(|name| format!("“{name}”"), "、"));
            Text::new(
                format!(
                    "{input}: none of its columns ({list_en}{more_en}) is a field of {command}: say what they hold with \
                     --map {en}=COLUMN and the like; --columns if there is no header, --skip-lines N if it \
                     stands further down; fields: kami {command} --help"
                ),
                format!(
                    "{input}：没有一列是 {command} 的字段（现有{list_zh}{more_zh}）：请用“--map {zh}=列名”等指明各列；\
                     没有表头时用 --columns，表头在更下面时用 --skip-lines N；字段一览：kami {command} --help"
                ),
            )
        };
        notices.tell(text, false);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_told_from_names() {
        for value in ["500", "6222020200112233", "２０２６", "2026-11-22", "A1B2C3", "card 12345", "95折"]
        {
            assert!(is_like_value(value), "{value}");
        }
        for name in ["", "address2", "CVV2", "Q1", "card_no", "卡品", "column 10"] {
            assert!(!is_like_value(name), "{name}");
        }
    }
}
