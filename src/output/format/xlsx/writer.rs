//! Writes results as cells of a sheet, rendered by workers.

use std::sync::Arc;

use crate::command::Verdict;
use crate::lang::Lang;
use crate::output::cache::segments::ColumnWriter;
use crate::output::human::overturn::sign_of;
use crate::output::human::shown::tone_of;
use crate::output::message::error_text;
use crate::output::result::basis::Basis;
use crate::output::result::column::{Column, Own};
use crate::output::result::label::Labels;
use crate::output::result::meta::{RecordMeta, source_of};
use crate::output::result::value::Value;
use crate::output::result::view::View;
use crate::output::text::sheet::{NumberKind, SheetCell, text_cell};
use crate::output::text::{LeftOut, written};
use crate::questions::changes_text;
use crate::value::{CHINA, Day, Moment, Money, Rate, mask};

/// Writes results as cells of a sheet: words for codes, numbers and dates as such.
#[derive(Clone, Debug)]
pub struct SheetWriter {
    /// The language of messages.
    pub lang: Lang,
    /// The words for codes.
    pub labels: Labels,
    /// Counts what is left out of cells.
    pub left_out: Arc<LeftOut>,
}

/// What stands between the items of a list.
pub(in crate::output) const SEPARATOR: &str = "; ";

/// Spreadsheets keep this many digits of a number.
const KEPT: i64 = 999_999_999_999_999;

/// The dates that spreadsheets agree on: from 1 March 1900 to the end of 9999, as they count days.
const SERIALS: std::ops::Range<f64> = 61.0..2_958_466.0;

/// As spreadsheets count days, 1 January 1970.
const EPOCH: f64 = 25_569.0;

const DAY_MS: i64 = 86_400_000;

impl ColumnWriter for SheetWriter {
    fn before(&self, _: Column, _: bool) -> Vec<u8> {
        Vec::new()
    }

    /// Rules are their ids; messages have a column of their own.
    fn writes_messages(&self) -> bool {
        false
    }

    fn value(&self, out: &mut Vec<u8>, view: &View<'_>, column: Column) {
        match (column, view.value(column)) {
            (Column::Letter, _) => self.text(out, &view.letter(self.lang).unwrap_or_default()),
            (Column::Explanation, _) => {
                let text = view.basis().explanation(&view.cited(), view.warnings(), self.lang);
                self.text(out, &text);
            }
            // No good colour stands on a verdict that a dispute would overturn.
            (Column::Verdict, Value::Code(code)) => self.verdict(out, &code, Some(view)),
            (column, value) => self.cell(out, view.basis(), column.name(), &value),
        }
    }

    fn own(&self, out: &mut Vec<u8>, meta: &RecordMeta<'_>, own: Own) {
        match own {
            Own::Source => self.text(out, &source_of(meta.input, meta.place)),
            Own::Id => self.text(out, meta.record.id().unwrap_or_default()),
            Own::CardNo => self.text(out, &meta.record.card_no().map(mask).unwrap_or_default()),
            Own::Number => SheetCell::Number(NumberKind::Plain, meta.number as f64).write(out),
        }
    }
}

impl SheetWriter {
    /// Writes the cells of a row of any table, without its end.
    pub fn row<'v>(
        &self,
        out: &mut Vec<u8>,
        basis: Basis<'_>,
        values: impl Iterator<Item = (&'v str, Value<'v>)>,
    ) {
        for (column, value) in values {
            match &value {
                Value::Code(code) if column == Column::Verdict.name() => self.verdict(out, code, None),
                value => self.cell(out, basis, column, value),
            }
        }
    }

    fn cell(&self, out: &mut Vec<u8>, basis: Basis<'_>, column: &str, value: &Value<'_>) {
        if let Some(label) = self.labels.of(basis, column, value) {
            return self.text(out, &label);
        }
        match value {
            Value::Input(text) | Value::Text(text) | Value::Code(text) => self.text(out, text),
            Value::Error(error) => self.text(out, &error_text(error, basis.plan.lexicons, self.lang)),
            Value::Count(count) if count.abs() <= KEPT => {
                SheetCell::Number(NumberKind::Plain, *count as f64).write(out);
            }
            Value::Count(count) => self.text(out, &count.to_string()),
            Value::Money(money) => self.money(out, *money),
            Value::Rate(rate) => self.rate(out, *rate),
            Value::Time(moment) => self.time(out, *moment),
            Value::Date(day) => self.date(out, *day),
            Value::Changes(sets, facts) => self.text(out, &changes_text(basis.plan, sets, facts)),
            // Everything else has words.
            _ => SheetCell::Empty.write(out),
        }
    }

    /// Writes a text, without what a sheet cannot hold.
    pub(in crate::output) fn text(&self, out: &mut Vec<u8>, text: &str) {
        text_cell(out, text, &self.left_out);
    }

    fn verdict(&self, out: &mut Vec<u8>, code: &str, view: Option<&View<'_>>) {
        let Some(verdict) = Verdict::from_code(code) else { return SheetCell::Empty.write(out) };
        let tone = view.map_or_else(|| tone_of(verdict), |view| sign_of(view).1);
        SheetCell::Verdict(tone, verdict.short().get(self.lang)).write(out);
    }

    fn money(&self, out: &mut Vec<u8>, money: Money) {
        if money.0.abs() > KEPT {
            return self.text(out, &written(|out| money.write(out)));
        }
        SheetCell::Number(NumberKind::Money, money.0 as f64 / 100.0).write(out);
    }

    fn rate(&self, out: &mut Vec<u8>, rate: Rate) {
        let text = written(|out| rate.write(out));
        match text.parse() {
            Ok(number) => SheetCell::Number(NumberKind::Plain, number).write(out),
            Err(_) => self.text(out, &text),
        }
    }

    fn date(&self, out: &mut Vec<u8>, day: Day) {
        let serial = f64::from(day.0) + EPOCH;
        if SERIALS.contains(&serial) {
            SheetCell::Number(NumberKind::Date, serial).write(out);
        } else {
            self.text(out, &written(|out| day.write(out)));
        }
    }

    /// Writes a moment on the clocks of China.
    fn time(&self, out: &mut Vec<u8>, moment: Moment) {
        let local = moment.0.saturating_add(i64::from(CHINA.0) * 60_000);
        let serial = local as f64 / DAY_MS as f64 + EPOCH;
        let kind = if local % 1000 == 0 { NumberKind::Time } else { NumberKind::Millisecond };
        if SERIALS.contains(&serial) {
            SheetCell::Number(kind, serial).write(out);
        } else {
            self.text(out, &written(|out| moment.write(out)));
        }
    }
}
