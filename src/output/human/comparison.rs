//! Comparisons in words: titles for codes, one column for both ends of a range.

use super::cell::Cell;
use super::headline::capital;
use super::screen::Screen;
use super::shown::{mark_of, range, tone_of};
use super::stacked::Stacked;
use crate::command::{Command, Verdict};
use crate::lang::{Lang, Phrase};
use crate::output::comparison::{CompareColumn, RecordComparison, RowView, TopicTable};
use crate::output::message::{error_text, warning_title};
use crate::output::result::basis::Basis;
use crate::output::result::column::Column;
use crate::output::result::value::Value;
use crate::output::text::time_text;
use crate::output::text::{percent, written};
use crate::output::titles::{field_title, word_title};
use crate::policy::{Pack, Topic};
use crate::value::{Span, escaped};

/// Puts the rows of a comparison into words.
#[derive(Clone, Copy)]
pub(in crate::output) struct Comparison<'a> {
    /// The policy that has the titles.
    pub pack: &'a Pack,
    /// What is compared.
    pub topic: &'a Topic,
    /// The language.
    pub lang: Lang,
}

/// A column: its name and its heading.
type Titled<'a> = (&'a str, &'a str);

/// A row: what its codes are looked up in, and its cells.
type ValueRow<'a> = (Basis<'a>, Vec<Value<'a>>);

const fn phrase(en: &'static str, zh: &'static str) -> Phrase {
    Phrase { en, zh }
}

/// The headings of what columns for the least and the most have in common.
const RANGES: [(&str, Phrase); 4] = [
    ("days", phrase("Working days", "工作日")),
    ("odds", phrase("Odds", "成功率")),
    ("rate", phrase("Rate", "回收折扣")),
    ("net", phrase("Net, yuan", "到手（元）")),
];

/// Columns that people need only where they ask for all: the order of rows is the rank.
const LESSER: [CompareColumn; 2] = [CompareColumn::Rank, CompareColumn::Of(Column::Rules)];

impl<'a> Comparison<'a> {
    /// The table of a topic.
    pub(in crate::output) fn of_topic(self, table: &TopicTable<'a>) -> Stacked {
        let columns = table.topic.columns.iter();
        let columns: Vec<Titled<'_>> =
            columns.map(|(name, heading)| (name.as_str(), heading.get(self.lang))).collect();
        let rows: Vec<ValueRow<'_>> =
            table.rows.iter().map(|row| (table.basis(), row.cells.clone())).collect();
        self.stacked(&columns, &rows)
    }

    /// The table of what platforms would make of a record.
    pub(in crate::output) fn of_record(
        self,
        command: Command,
        rows: &[RowView<'a>],
        screen: &Screen,
    ) -> Stacked {
        // The best platform stands first.
        let rows = if screen.is_brief() { rows.get(..1).unwrap_or(rows) } else { rows };
        let is_shown = |column: &CompareColumn| {
            let is_above = CompareColumn::OF_RECORD.contains(column) || *column == CompareColumn::Topic;
            !is_above && (screen.shows_all() || !LESSER.contains(column))
        };
        let columns: Vec<CompareColumn> = CompareColumn::of(command).into_iter().filter(is_shown).collect();
        let heads: Vec<(&str, String)> = columns
            .iter()
            .map(|column| (column.name(), capital(column.title(command).get(self.lang))))
            .collect();
        let heads: Vec<Titled<'_>> = heads.iter().map(|(name, head)| (*name, head.as_str())).collect();
        let row = |row: &RowView<'a>| -> ValueRow<'a> {
            let cells = columns.iter().map(|column| row.value(*column, self.lang));
            (row.view().basis(), cells.collect())
        };
        let rows: Vec<ValueRow<'_>> = rows.iter().map(row).collect();
        self.stacked(&heads, &rows)
    }

    /// What stands above the table of a record: what the record is, and what is compared.
    pub(in crate::output) fn title(self, compared: &RecordComparison) -> String {
        let meta = compared.meta();
        let card_no = meta.record.card_no().map(crate::value::mask);
        let about = [Some(meta.source()), meta.record.id().map(str::to_owned), card_no];
        let about = about.into_iter().flatten().filter(|text| !text.is_empty() && text != "args");
        let topic = self.topic.title.get(self.lang);
        let order = match self.lang {
            Lang::En => format!("{topic}, best first"),
            Lang::Zh => format!("{topic}（从优到劣）"),
        };
        about.map(|text| escaped(&text).into_owned()).chain([order]).collect::<Vec<_>>().join(" · ")
    }

    /// That a record is invalid, and why.
    pub(in crate::output) fn invalid(self, row: &RowView<'_>) -> Option<String> {
        let error = row.meta.record.error.as_ref()?;
        let reason = error_text(error, row.plan.lexicons, self.lang);
        let title = Verdict::Invalid.title().get(self.lang);
        Some(capital(&format!("{title}{}{}", self.lang.pick(": ", "："), escaped(&reason))))
    }

    fn stacked(self, columns: &[Titled<'_>], rows: &[ValueRow<'_>]) -> Stacked {
        let mut stacked = Stacked { heads: Vec::new(), rows: vec![Vec::new(); rows.len()] };
        let mut index = 0;
        while index < columns.len() {
            let (name, heading) = columns[index];
            // `net_min`, `net_mid` and `net_max` are one range; the middle follows from its ends.
            let of_range = name.strip_suffix("_min").and_then(|stem| {
                let last = (index + 1..columns.len().min(index + 3))
                    .find(|last| columns[*last].0.strip_suffix("_max") == Some(stem))?;
                let (_, heading) = RANGES.iter().find(|(known, _)| *known == stem)?;
                Some((last, heading.get(self.lang)))
            });
            let last = of_range.map_or(index, |(last, _)| last);
            stacked.heads.push(of_range.map_or(heading, |(_, heading)| heading).to_owned());
            for (cells, (basis, row)) in stacked.rows.iter_mut().zip(rows) {
                let mut cell = self.cell(name, *basis, &row[index]);
                if last > index {
                    cell.text = range(&cell.text, &self.cell(name, *basis, &row[last]).text);
                }
                cells.push(cell);
            }
            index = last + 1;
        }
        stacked
    }

    fn cell(self, column: &str, basis: Basis<'_>, value: &Value<'_>) -> Cell {
        let lang = self.lang;
        let joined = |items: Vec<String>| items.join(lang.pick(", ", "、"));
        let ids = |rules| basis.plan.ids(rules).map(|id| escaped(id).into_owned()).collect();
        let title =
            |rule: usize| basis.plan.rules.get(rule).map_or("", |rule| rule.title.get(lang)).to_owned();
        let text = match value {
            Value::Null => String::new(),
            Value::Code(code) if column == Column::Verdict.name() => {
                return Verdict::from_code(code).map_or_else(Cell::default, |verdict| Cell {
                    text: format!("{} {}", mark_of(verdict), verdict.short().get(lang)),
                    tone: tone_of(verdict),
                });
            }
            Value::Count(seconds)
                if column == CompareColumn::WindowMinS.name()
                    || column == CompareColumn::WindowMaxS.name() =>
            {
                self.length(*seconds)
            }
            Value::Count(count) => count.to_string(),
            Value::Code(code) => self.word(column, code),
            Value::Input(text) | Value::Text(text) => escaped(text).into_owned(),
            Value::Money(money) => written(|out| money.write(out)),
            Value::Rate(rate) => percent(*rate),
            Value::Time(moment) => time_text(*moment),
            Value::Date(day) => written(|out| day.write(out)),
            Value::Rule(rule) => title(usize::from(*rule)),
            Value::Rules(rules) | Value::Actions(rules) | Value::Remedies(rules) => {
                joined(ids(rules.clone()))
            }
            Value::Flags(rules) => {
                joined(basis.flags(rules).map(|id| word_title(self.pack, "flag", id, lang)).collect())
            }
            Value::Words(field, bits) => {
                let words = basis.words(*field, *bits);
                joined(words.map(|id| word_title(self.pack, field.name(), id, lang)).collect())
            }
            Value::Fields(fields) => {
                joined(fields.iter().map(|field| field_title(field, lang).to_owned()).collect())
            }
            Value::Warnings(warnings) => {
                joined(warnings.iter().map(|warning| warning_title(warning).get(lang).to_owned()).collect())
            }
            Value::Error(error) => escaped(&error_text(error, basis.plan.lexicons, lang)).into_owned(),
            // No comparison has a column of these.
            Value::Stages(..) | Value::Quotes(_) | Value::Ids(_) | Value::Changes(..) => String::new(),
        };
        Cell::plain(text)
    }

    /// A code in words: of a vocabulary, or the title of a rule.
    fn word(self, column: &str, code: &str) -> String {
        let vocabulary = match (self.topic.id.as_str(), column) {
            ("recycle", "platform") => "recycler",
            ("cancel", "platform") => "channel",
            (_, column) => column,
        };
        if let Some(rule) = self.pack.versions(code).last() {
            return escaped(rule.title.get(self.lang)).into_owned();
        }
        word_title(self.pack, vocabulary, code, self.lang)
    }

    /// A length of time in its largest whole unit.
    fn length(self, seconds: i64) -> String {
        let text = Span(seconds.saturating_mul(1000)).to_string();
        let (number, unit) = text.split_at(text.trim_end_matches(char::is_alphabetic).len());
        let unit = match unit {
            "h" => self.lang.pick("h", "小时"),
            "m" => self.lang.pick("min", "分钟"),
            "s" => self.lang.pick("s", "秒"),
            other => other,
        };
        format!("{number} {unit}")
    }
}
