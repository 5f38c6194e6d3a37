//! CSV, and TSV, which is CSV with tabs: a row of cells for each result, rendered by workers.

use std::sync::Arc;

use super::document::{Document, Run};
use crate::decide::Quotes;
use crate::input::Place;
use crate::lang::Lang;
use crate::output::cache::segments::ColumnWriter;
use crate::output::message::error_text;
use crate::output::result::basis::Basis;
use crate::output::result::column::{Column, Own};
use crate::output::result::label::Labels;
use crate::output::result::meta::RecordMeta;
use crate::output::result::value::Value;
use crate::output::result::view::View;
use crate::output::text::csv::{CellStyle, Delimiter};
use crate::questions::changes_text;
use crate::value::{Label, mask, push_count};

/// What stands before the rows: a byte order mark, if that is asked for, and the header.
pub(super) struct CsvFile {
    bom: bool,
    header: Vec<String>,
    style: CellStyle,
}

impl CsvFile {
    pub(super) fn new(run: &Run<'_>, delimiter: Delimiter) -> Self {
        let style = CellStyle { delimiter, guards_numbers: false, left_out: Arc::clone(&run.left_out) };
        Self { bom: run.bom, header: run.header.clone(), style }
    }
}

impl Document for CsvFile {
    fn begin(&mut self, out: &mut Vec<u8>) {
        if self.bom {
            out.extend_from_slice("\u{feff}".as_bytes());
        }
        for (index, name) in self.header.iter().enumerate() {
            if index > 0 {
                out.push(self.style.delimiter.byte());
            }
            // The input's own columns are named by the input.
            self.style.input_cell(out, name);
        }
        out.push(b'\n');
    }
}

/// Writes results as CSV cells.
#[derive(Clone, Debug)]
pub struct CsvWriter {
    /// The language of messages.
    pub lang: Lang,
    /// Whether quotes list the platforms that decline as well.
    pub all_quotes: bool,
    /// How cells are written.
    pub style: CellStyle,
    /// The words for codes, where those are asked for.
    pub labels: Option<Labels>,
}

impl ColumnWriter for CsvWriter {
    fn before(&self, _: Column, is_first: bool) -> Vec<u8> {
        if is_first { Vec::new() } else { vec![self.style.delimiter.byte()] }
    }

    /// Rules are their ids; messages have a column of their own.
    fn writes_messages(&self) -> bool {
        false
    }

    fn value(&self, out: &mut Vec<u8>, view: &View<'_>, column: Column) {
        match column {
            Column::Explanation => {
                self.style.cell(out, &view.basis().explanation(&view.cited(), view.warnings(), self.lang));
            }
            Column::Letter => self.style.cell(out, &view.letter(self.lang).unwrap_or_default()),
            _ => match view.value(column) {
                // Most columns have nothing.
                Value::Null => {}
                value => self.cell(out, view.basis(), column.name(), &value),
            },
        }
    }

    #[inline(always)]
    fn own(&self, out: &mut Vec<u8>, meta: &RecordMeta<'_>, own: Own) {
        match own {
            Own::Source => self.source_cell(out, meta),
            Own::Id => self.id_cell(out, meta.record.id_label()),
            Own::CardNo => self.masked_cell(out, meta.record.card_no_label()),
            Own::Number => push_count(out, meta.number),
        }
    }
}

impl CsvWriter {
    /// Writes codes as they are, between commas.
    pub fn plain(lang: Lang, all_quotes: bool) -> Self {
        Self { lang, all_quotes, style: CellStyle::default(), labels: None }
    }

    /// Writes the cells of a row of any table, without its line end.
    pub fn row<'v>(
        &self,
        out: &mut Vec<u8>,
        basis: Basis<'_>,
        values: impl Iterator<Item = (&'v str, Value<'v>)>,
    ) {
        for (index, (column, value)) in values.enumerate() {
            if index > 0 {
                out.push(self.style.delimiter.byte());
            }
            self.cell(out, basis, column, &value);
        }
    }

    fn cell(&self, out: &mut Vec<u8>, basis: Basis<'_>, column: &str, value: &Value<'_>) {
        if let Some(label) = self.labels.and_then(|labels| labels.of(basis, column, value)) {
            return self.style.cell(out, &label);
        }
        let plan = basis.plan;
        match value {
            Value::Null => {}
            Value::Input(text) if column == Column::Id.name() => self.style.value_cell(out, text),
            Value::Input(text) => self.style.input_cell(out, text),
            Value::Code(text) | Value::Text(text) => self.style.cell(out, text),
            Value::Count(count) => out.extend_from_slice(itoa::Buffer::new().format(*count).as_bytes()),
            Value::Money(money) => money.write(out),
            Value::Rate(rate) => rate.write(out),
            Value::Time(moment) => moment.write(out),
            Value::Date(day) => plan.calendar.write(*day, out),
            Value::Rule(rule) => self.style.cell(out, &plan.rules[usize::from(*rule)].id),
            Value::Rules(rules) | Value::Remedies(rules) => join(out, plan.ids(rules.clone())),
            Value::Actions(rules) => {
                let ordered = plan.in_order_of_doing(rules);
                join(out, ordered.filter_map(|rule| Some(plan.rules.get(rule)?.id.as_str())));
            }
            Value::Flags(rules) => join(out, basis.flags(rules)),
            Value::Words(field, bits) => join(out, basis.words(*field, *bits)),
            Value::Ids(ids) => join(out, ids.iter().map(String::as_str)),
            Value::Changes(sets, facts) => self.style.cell(out, &changes_text(plan, sets, facts)),
            Value::Fields(fields) => join(out, fields.iter().map(|field| field.name())),
            Value::Stages(rule, first) => {
                let start = out.len();
                for (id, min, max) in basis.stages(*rule, *first) {
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
            Value::Quotes(quotes) => self.quotes(out, basis, quotes),
            Value::Warnings(warnings) => join(out, warnings.iter().map(|warning| warning.code())),
            Value::Error(error) => {
                self.style.input_cell(out, &error_text(error, plan.lexicons, self.lang));
            }
        }
    }

    fn quotes(&self, out: &mut Vec<u8>, basis: Basis<'_>, quotes: &Quotes) {
        let mut is_first = true;
        for quote in &quotes.all {
            let effect = basis.plan.rules[usize::from(quote.rule)].effect.quote.as_ref();
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
                Some(rule) => out.extend_from_slice(basis.plan.rules[usize::from(rule)].id.as_bytes()),
                None => {
                    quote.net.0.write(out);
                    out.push(b'-');
                    quote.net.2.write(out);
                }
            }
        }
    }

    /// Writes where a record came from.
    fn source_cell(&self, out: &mut Vec<u8>, meta: &RecordMeta<'_>) {
        if let Place::Line(line) = meta.place
            && meta.is_plain_input
        {
            out.extend_from_slice(meta.input.as_bytes());
            out.push(b':');
            push_count(out, line);
        } else if meta.is_plain_input {
            self.style.cell(out, &meta.source());
        } else {
            self.style.input_cell(out, &meta.source());
        }
    }

    /// Writes an id, which nearly always is plain.
    #[inline(always)]
    fn id_cell(&self, out: &mut Vec<u8>, id: &Label) {
        if id.is_short_and_plain() && !self.style.guards_numbers {
            id.write(out);
        } else {
            self.style.value_cell(out, &String::from_utf8_lossy(id.bytes()));
        }
    }

    /// Writes a card number of which only the last four characters show.
    #[inline(always)]
    fn masked_cell(&self, out: &mut Vec<u8>, card_no: &Label) {
        if !card_no.write_masked(out) {
            self.style.value_cell(out, &mask(&String::from_utf8_lossy(card_no.bytes())));
        }
    }
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
