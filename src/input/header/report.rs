//! What the user is told of a header: columns that are dropped, ignored, outranked or not known.

use super::map::{ColumnMap, ColumnRole};
use super::resolve::{HeaderColumn, Resolution, fields_read};
use crate::field::{Field, FieldSet, fold};
use crate::input::error::InputFault;
use crate::input::notice::Notices;
use crate::lang::{Text, suggest};
use crate::value::shown_name;

/// How many names of columns are listed.
const LISTED: usize = 12;

/// How much of a name that may be a secret is shown.
const GLIMPSE: usize = 2;

/// From so many characters on a name may be a secret.
const SECRET_CHARS: usize = 6;

/// Whether a name mixes letters and digits as secrets do.
fn is_like_secret(name: &str) -> bool {
    let has = |is: fn(char) -> bool| name.chars().any(is);
    name.chars().count() >= SECRET_CHARS && has(char::is_alphabetic) && has(char::is_numeric)
}

/// Whether a name reads like a value, as it does where the first record stands in the header's
/// place: it has digits that do not just number it, as those of `address2` do.
fn is_like_value(name: &str) -> bool {
    let folded = fold(name);
    let stem = folded.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = folded.len() - stem.len();
    digits > 2 || (digits > 0 && stem.is_empty()) || stem.contains(char::is_numeric)
}

impl ColumnMap {
    /// Tells the user what becomes of the columns of an input.
    pub(super) fn report(&self, input: &str, columns: &[HeaderColumn], notices: &Notices<'_>) {
        let is_known = |column: &HeaderColumn| {
            matches!(column.resolution, Resolution::Read(_) | Resolution::Outranked { .. })
        };
        let knows_any = columns.is_empty() || columns.iter().any(is_known);
        if !knows_any {
            let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
            self.tell_none_known(input, &names, notices);
        }
        let held = fields_read(columns);
        for column in columns {
            if notices.are_enough() {
                return;
            }
            let name = &column.name;
            match column.resolution {
                // Where none is known, the unknown ones have been named already, or are not to be.
                Resolution::Secret if knows_any || !is_like_value(name) => self.tell_secret(name, notices),
                Resolution::Unknown if knows_any => {
                    self.tell_unknown(name, self.missed(name, held).is_none(), notices);
                }
                Resolution::Outranked { field, by } => {
                    self.tell_double(&columns[by].name, name, field, notices)
                }
                Resolution::Read(_) | Resolution::Secret | Resolution::OtherCommand | Resolution::Unknown => {
                }
            }
        }
    }

    /// Refuses columns that are not known, where all have to be.
    ///
    /// # Errors
    /// The unknown columns.
    pub(super) fn check(&self, columns: &[HeaderColumn]) -> Result<(), InputFault> {
        let unknown = columns.iter().filter(|column| column.resolution == Resolution::Unknown);
        let names: Vec<&str> = unknown.map(|column| column.name.as_str()).collect();
        if !self.is_strict() || names.is_empty() {
            return Ok(());
        }
        let is_record = names.len() == columns.len() && names.iter().any(|name| is_like_value(name));
        Err(if is_record { InputFault::NoHeader { columns: names.len() } } else { self.unknown(&names) })
    }

    /// What is wrong where these columns are not known.
    pub(crate) fn unknown(&self, names: &[&str]) -> InputFault {
        let shown = |name: &&str| (self.shown(name), self.meant(name));
        InputFault::UnknownColumns {
            names: names.iter().take(LISTED).map(shown).collect(),
            count: names.len(),
        }
    }

    /// The field's name that a name misses by a slip of the finger, if that field is read from no
    /// column: one of those that are read is not.
    pub(in crate::input) fn missed(&self, name: &str, held: FieldSet) -> Option<String> {
        self.near_miss(name).filter(|(field, _)| !held.has(*field)).map(|(_, missed)| missed)
    }

    /// Tells the user of a JSON key that is dropped or not known. What becomes of one that is nearly
    /// a field's name depends on the other keys of its object.
    pub(crate) fn report_key(&self, name: &str, role: ColumnRole, notices: &Notices<'_>) {
        match role {
            ColumnRole::Secret => self.tell_secret(name, notices),
            ColumnRole::Other if !self.is_field_name(name) && self.near_miss(name).is_none() => {
                self.tell_unknown(name, true, notices);
            }
            ColumnRole::Other | ColumnRole::Field(..) => {}
        }
    }

    /// A column's name fit for a message: short, and masked where it may be a card number or a secret
    /// that stands where a header should. What is harmful in it is escaped where it is shown.
    pub(crate) fn shown(&self, name: &str) -> String {
        let name = name.trim();
        if is_like_secret(name) && !self.is_field_name(name) && self.nearest(name).is_none() {
            let glimpse: String = name.chars().take(GLIMPSE).collect();
            return format!("{glimpse}*");
        }
        shown_name(name)
    }

    /// Tells the user of a column that is not known; that is a detail unless it is a slip of the finger.
    pub(in crate::input) fn tell_unknown(&self, name: &str, is_detail: bool, notices: &Notices<'_>) {
        let text = || {
            let Text { en, zh } = suggest::hint(self.meant(name).as_deref());
            let shown = self.shown(name);
            Text::new(
                format!("column `{shown}` is not known and is ignored{en}"),
                format!("列“{shown}”不是已知字段，已忽略{zh}"),
            )
        };
        if is_detail { notices.tell_detail(name, text) } else { notices.tell(text(), false) }
    }

    fn tell_secret(&self, name: &str, notices: &Notices<'_>) {
        let shown = self.shown(name);
        let text = Text::new(
            format!("column `{shown}` looks like a secret and is not read; kami never needs one"),
            format!("列“{shown}”像是卡密或密码，已跳过、不会读取；kami 不需要任何密码"),
        );
        notices.tell(text, false);
    }

    /// Tells the user of two columns for one field.
    pub(in crate::input) fn tell_double(&self, kept: &str, left: &str, field: Field, notices: &Notices<'_>) {
        let (kept, left, field) = (self.shown(kept), self.shown(left), field.name());
        let text = Text::new(
            format!("columns `{kept}` and `{left}` both hold {field}; `{kept}` is used"),
            format!("列“{kept}”和“{left}”都是 {field}；采用“{kept}”"),
        );
        notices.tell(text, false);
    }

    /// Tells the user that an input has no column that is known, so that the same error in all of
    /// its records has one cause, and how to put it right.
    fn tell_none_known(&self, input: &str, names: &[&str], notices: &Notices<'_>) {
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
            let list = |quote: fn(&str) -> String, comma: &str| {
                let listed: Vec<String> = named().take(LISTED).map(|name| quote(&self.shown(name))).collect();
                listed.join(comma)
            };
            let (more_en, more_zh) = match more {
                0 => Default::default(),
                _ => (format!(" and {more} more"), format!(" 等 {} 列", LISTED + more)),
            };
            let slip = named().find_map(|name| Some((self.shown(name), self.near_miss(name)?.1)));
            let (slip_en, slip_zh) = slip.map_or_else(Default::default, |(name, near)| {
                (format!("; did you mean `{near}` by `{name}`?"), format!("；“{name}”是否想写“{near}”？"))
            });
            let (list_en, list_zh) =
                (list(|name| format!("`{name}`"), ", "), list(|name| format!("“{name}”"), "、"));
            Text::new(
                format!(
                    "{input}: none of its columns ({list_en}{more_en}) is a field of {command}: say what they hold with \
                     --map {en}=COLUMN and the like; --columns if there is no header, --skip-lines N if it \
                     stands further down; fields: kami {command} --help{slip_en}"
                ),
                format!(
                    "{input}：没有一列是 {command} 的字段（现有{list_zh}{more_zh}）：请用“--map {zh}=列名”等指明各列；\
                     没有表头时用 --columns，表头在更下面时用 --skip-lines N；字段一览：kami {command} --help{slip_zh}"
                ),
            )
        };
        notices.tell_cause(text);
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

    #[test]
    fn what_may_be_a_number_or_a_secret_is_not_shown() {
        let map = ColumnMap::new(crate::command::Command::CheckUnbind, Vec::new());
        for (name, want) in [
            ("S3CR3T99", "S3*"),
            ("address2", "ad*"),
            ("face_value2", "face_value2"),
            ("A1", "A1"),
            ("备注", "备注"),
        ] {
            assert_eq!(map.shown(name), want);
        }
        assert_eq!(map.shown(" 6222 0202 0011 2233 "), "***************2233");
        assert_eq!(map.shown("20261122"), "20261122");
    }
}
