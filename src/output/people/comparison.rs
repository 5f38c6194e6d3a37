//! The rows of a comparison in words, for tables.

use super::board::Board;
use super::grid::Cell;
use super::headline::capital;
use super::markdown::in_markdown;
use super::screen::Screen;
use super::sheet::Sheet;
use super::words::{mark_of, range, tone_of, word_title};
use crate::command::{Command, Verdict};
use crate::lang::{Lang, Phrase};
use crate::output::{Column, GridCell};
use crate::policy::{Pack, Topic};
use crate::value::{Span, escaped};

/// Puts the rows of a comparison into words: titles for codes, one column for both ends of a range.
pub struct Comparison<'a> {
    /// The policy that has the titles.
    pub pack: &'a Pack,
    /// What is compared.
    pub topic: &'a Topic,
    /// The language.
    pub lang: Lang,
}

/// A column with its heading.
type Titled<'a> = (&'a str, &'a str);

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

/// The headings of columns that only a comparison of records has.
const OWN: [(&str, Phrase); 3] = [
    ("rank", phrase("rank", "名次")),
    ("window_s", phrase("window", "可取消时限")),
    ("declined_by", phrase("declined, for", "不收的原因")),
];

impl Comparison<'_> {
    /// The table of a topic.
    pub fn of_topic(&self, rows: &[Vec<GridCell>]) -> Board {
        let columns = self.topic.columns.iter();
        let columns: Vec<Titled<'_>> =
            columns.map(|(name, heading)| (name.as_str(), heading.get(self.lang))).collect();
        self.board(&columns, rows)
    }

    /// The table of what platforms would make of a record: the given columns of its rows.
    pub fn of_record(&self, command: Command, columns: &[&'static str], rows: &[Vec<GridCell>]) -> Board {
        let columns: Vec<Titled<'_>> =
            columns.iter().map(|name| (*name, self.heading(command, name))).collect();
        let mut board = self.board(&columns, rows);
        for head in &mut board.heads {
            *head = capital(head);
        }
        board
    }

    /// What takes the place of the table where a record is invalid: that it is, and why.
    pub fn of_invalid(&self, reason: &GridCell, screen: &Screen, is_markdown: bool) -> String {
        let verdict = Verdict::Invalid;
        let (title, reason) = (verdict.title().get(self.lang), reason.shown());
        let text = capital(&format!("{title}{}{}", self.lang.pick(": ", "："), escaped(&reason)));
        if is_markdown {
            return format!("{} {}\n", mark_of(verdict), in_markdown(&text));
        }
        let mut out = String::new();
        Sheet { out: &mut out, screen }.signed(mark_of(verdict), tone_of(verdict), &text);
        out
    }

    fn heading(&self, command: Command, name: &'static str) -> &'static str {
        let name = if (command, name) == (Command::CancelWindow, "platform") { "channel" } else { name };
        let own = OWN.iter().find(|(own, _)| *own == name).map(|(_, phrase)| *phrase);
        let all = Command::DECIDING.into_iter().flat_map(Column::of);
        let of_results = || all.into_iter().find(|column| column.name() == name).map(Column::title);
        own.or_else(of_results).map_or(name, |phrase| phrase.get(self.lang))
    }

    fn board(&self, columns: &[Titled<'_>], rows: &[Vec<GridCell>]) -> Board {
        let mut board = Board { heads: Vec::new(), rows: vec![Vec::new(); rows.len()] };
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
            board.heads.push(of_range.map_or(heading, |(_, heading)| heading).to_owned());
            for (cells, row) in board.rows.iter_mut().zip(rows) {
                let mut cell = self.cell(name, &row[index]);
                if last > index {
                    cell.text = range(&cell.text, &self.cell(name, &row[last]).text);
                }
                cells.push(cell);
            }
            index = last + 1;
        }
        board
    }

    fn cell(&self, column: &str, cell: &GridCell) -> Cell {
        match (column, cell) {
            (_, GridCell::Null) => Cell::default(),
            ("verdict", GridCell::Text(code)) => {
                Verdict::from_code(code).map_or_else(Cell::default, |verdict| Cell {
                    text: format!("{} {}", mark_of(verdict), verdict.short().get(self.lang)),
                    tone: tone_of(verdict),
                })
            }
            ("window_s", GridCell::Count(seconds)) => Cell::plain(self.length(*seconds)),
            ("rate_min" | "rate_max" | "odds_min" | "odds_max", GridCell::Text(rate)) => {
                Cell::plain(percentage(rate))
            }
            (_, GridCell::Text(code)) => Cell::plain(self.word(column, code)),
            (_, GridCell::List(codes)) => {
                let words: Vec<String> = codes.iter().map(|code| self.word(column, code)).collect();
                Cell::plain(words.join(self.lang.pick(", ", "、")))
            }
            (_, other) => Cell::plain(escaped(&other.shown()).into_owned()),
        }
    }

    /// A code in words: of a vocabulary, or the title of a rule.
    fn word(&self, column: &str, code: &str) -> String {
        let vocabulary = match (self.topic.id.as_str(), column) {
            ("recycle", "platform") => "recycler",
            ("cancel", "platform") => "channel",
            (_, "documents_required") => "documents",
            (_, column) => column,
        };
        if column != "rules"
            && let Some(rule) = self.pack.versions(code).last()
        {
            return escaped(rule.title.get(self.lang)).into_owned();
        }
        word_title(self.pack, vocabulary, code, self.lang)
    }

    /// A length of time in its largest whole unit.
    fn length(&self, seconds: i64) -> String {
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

/// A rate such as `0.95` as a percentage; other texts as they are.
fn percentage(rate: &str) -> String {
    crate::value::Rate::parse(rate.as_bytes(), crate::value::Rate(i64::MAX))
        .map_or_else(|_| escaped(rate).into_owned(), super::words::percent)
}
