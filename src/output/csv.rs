//! Results as rows of CSV.

use super::column::Column;
use super::csv_cell::{cell, input_cell};
use super::message::{error_text, warning_message};
use super::pieces::ColumnWriter;
use super::stamp::Stamp;
use super::value::Value;
use super::view::View;
use crate::decide::Quotes;
use crate::engine::RuleSet;
use crate::input::Place;
use crate::lang::Lang;
use crate::policy::Review;
use crate::value::{Label, Rate, mask, push_count};

/// Writes results as CSV cells.
#[derive(Clone, Debug)]
pub struct CsvWriter {
    /// The language of messages.
    pub lang: Lang,
    /// Whether quotes list the platforms that decline as well.
    pub all_quotes: bool,
}

impl ColumnWriter for CsvWriter {
    fn before(&self, _: Column, is_first: bool) -> Vec<u8> {
        if is_first { Vec::new() } else { vec![b','] }
    }

    fn value(&self, out: &mut Vec<u8>, view: &View<'_>, column: Column) {
        match column {
            Column::Explanation => self.explanation(out, view),
            _ => self.cell(out, view, &view.value(column)),
        }
    }

    #[inline(always)]
    fn stamp(&self, out: &mut Vec<u8>, stamp: &Stamp<'_>, column: Column) {
        match column {
            Column::Source => source_cell(out, stamp),
            Column::Id => id_cell(out, stamp.record.id_label()),
            Column::CardNo => masked_cell(out, stamp.record.card_no_label()),
            _ => {
                debug_assert_eq!(column, Column::Record);
                push_count(out, stamp.number);
            }
        }
    }
}

impl CsvWriter {
    /// The header row of these columns, without its line end.
    pub fn header<'n>(out: &mut Vec<u8>, names: impl Iterator<Item = &'n str>) {
        for (index, name) in names.enumerate() {
            if index > 0 {
                out.push(b',');
            }
            // The input's own columns are named by the input.
            input_cell(out, name);
        }
    }

    fn cell(&self, out: &mut Vec<u8>, view: &View<'_>, value: &Value<'_>) {
        let plan = view.plan;
        match value {
            Value::Null => {}
            Value::Input(text) => input_cell(out, text),
            Value::Code(code) => cell(out, code),
            Value::Text(text) => text_cell(out, text),
            Value::Count(count) => out.extend_from_slice(itoa::Buffer::new().format(*count).as_bytes()),
            Value::Money(money) => money.write(out),
            Value::Rate(rate) => rate.write(out),
            Value::Time(moment) => moment.write(out),
            Value::Date(day) => plan.calendar.write(*day, out),
            Value::Rules(rules) | Value::Remedies(rules) => join(out, plan.ids(*rules)),
            Value::Flags(rules) => join(out, flags(view, *rules)),
            Value::Words(field, bits) => {
                let ids = plan.lexicons.of(*field).ids().iter().enumerate();
                join(out, ids.filter(|(code, _)| bits & 1 << code != 0).map(|(_, id)| id.as_str()));
            }
            Value::Fields(fields) => join(out, fields.iter().map(|field| field.name())),
            Value::Stages(rule, first) => {
                let start = out.len();
                for (id, min, max) in stages(view, *rule, *first) {
                    if out.len() > start {
                        out.push(b';');
                    }
                    out.extend_from_slice(id.as_bytes());
                    for (mark, days) in [(b':', min), (b'-', max)] {
                        out.push(mark);
                        out.extend_from_slice(itoa::Buffer::new().format(days).as_bytes());
                    }
                }
            }
            Value::Quotes(quotes) => self.quotes(out, view, quotes),
            Value::Warnings(warnings) => join(out, warnings.iter().map(|warning| warning.code())),
            Value::Error(error) => input_cell(out, &error_text(error, plan.lexicons, self.lang)),
        }
    }

    fn quotes(&self, out: &mut Vec<u8>, view: &View<'_>, quotes: &Quotes) {
        let mut is_first = true;
        for quote in &quotes.all {
            let effect = view.plan.rules[usize::from(quote.rule)].effect.quote.as_ref();
            if quote.declined_by.is_some() && !self.all_quotes {
                continue;
            }
            if !is_first {
                out.push(b';');
            }
            is_first = false;
            out.extend_from_slice(effect.map_or("", |quote| quote.platform.as_str()).as_bytes());
            out.push(b':');
            match quote.declined_by {
                Some(rule) => out.extend_from_slice(view.plan.rules[usize::from(rule)].id.as_bytes()),
                None => {
                    quote.net.0.write(out);
                    out.push(b'-');
                    quote.net.2.write(out);
                }
            }
        }
    }

    /// The messages of everything that is cited.
    fn explanation(&self, out: &mut Vec<u8>, view: &View<'_>) {
        let mut text = String::new();
        let mut add = |message: &str| {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(message);
        };
        for rule in cited(view).iter().filter_map(|rule| view.plan.rules.get(rule)) {
            add(&format!("[{}] {}", rule.id, rule.message.get(self.lang)));
        }
        for warning in view.warnings().iter() {
            add(&format!("[{}] {}", warning.code(), warning_message(view, warning, self.lang)));
        }
        text_cell(out, &text);
    }
}

/// Everything that a result cites, steps apart.
pub(super) fn cited(view: &View<'_>) -> RuleSet {
    use crate::policy::Kind;
    let of = |kind| view.plan.of_kind(&view.settled.matched, kind);
    of(Kind::Effect).or(&of(Kind::Note)).or(&of(Kind::Aftercare)).or(&view.settled.remedies)
}

/// The flags that rules raise, in policy order.
pub(super) fn flags<'v>(view: &View<'v>, rules: RuleSet) -> impl Iterator<Item = &'v str> {
    let rules = view.plan.of_kind(&rules, crate::policy::Kind::Effect);
    let plan = view.plan;
    rules.iter().filter_map(|rule| plan.rules.get(rule)?.effect.flag.as_deref())
}

/// The stages of a review from one on: their ids, least and most days.
pub(super) fn stages<'v>(view: &View<'v>, rule: u16, first: u8) -> impl Iterator<Item = (&'v str, u16, u16)> {
    let stages = match &view.plan.rules[usize::from(rule)].effect.review {
        Some(Review::Stages(stages)) => stages.as_slice(),
        _ => &[],
    };
    let lexicon = view.plan.lexicons.of(crate::field::Field::Stage);
    let left = stages.iter().filter(move |(stage, ..)| *stage >= first);
    left.map(|(stage, min, max)| (lexicon.id(*stage), *min, *max))
}

fn join<'t>(out: &mut Vec<u8>, items: impl Iterator<Item = &'t str>) {
    let start = out.len();
    for item in items {
        if out.len() > start {
            out.push(b';');
        }
        out.extend_from_slice(item.as_bytes());
    }
}

/// Writes where a record came from.
fn source_cell(out: &mut Vec<u8>, stamp: &Stamp<'_>) {
    if let Place::Line(line) = stamp.place
        && stamp.is_plain_input
    {
        out.extend_from_slice(stamp.input.as_bytes());
        out.push(b':');
        push_count(out, line);
    } else {
        input_cell(out, &stamp.source());
    }
}

/// Writes an id, which nearly always is plain.
#[inline(always)]
fn id_cell(out: &mut Vec<u8>, id: &Label) {
    if id.is_short_and_plain() {
        id.write(out);
    } else {
        input_cell(out, &String::from_utf8_lossy(id.bytes()));
    }
}

/// Writes a card number of which only the last four characters show.
#[inline(always)]
fn masked_cell(out: &mut Vec<u8>, card_no: &Label) {
    if !card_no.write_masked(out) {
        input_cell(out, &mask(&String::from_utf8_lossy(card_no.bytes())));
    }
}

/// Writes a text of the program's or policy's own.
fn text_cell(out: &mut Vec<u8>, text: &str) {
    cell(out, text);
}

/// Writes a rate as text.
pub(super) fn rate_text(rate: Rate) -> String {
    let mut out = Vec::new();
    rate.write(&mut out);
    String::from_utf8_lossy(&out).into_owned()
}
