//! What every platform would make of a record, as rows.

use std::sync::Arc;

use super::column::CompareColumn;
use crate::command::Command;
use crate::decide::{Computed, Decision, Plan, Warnings, WhatIf};
use crate::engine::RuleSet;
use crate::field::Field;
use crate::input::{Header, Place};
use crate::lang::Lang;
use crate::output::result::column::Column;
use crate::output::result::meta::RecordMeta;
use crate::output::result::value::Value;
use crate::output::result::view::View;
use crate::policy::TopicCell;
use crate::questions::Answers;
use crate::record::Record;

/// What all platforms would make of one record; it outlives its batch.
#[derive(Clone, Debug)]
pub struct RecordComparison {
    /// The record's number over all inputs.
    pub number: u64,
    /// What is known of its input.
    pub head: Arc<Header>,
    /// Where in the input it begins.
    pub place: Place,
    /// The record.
    pub record: Record,
    /// What each platform would make of it, best first; a single row for an invalid record.
    pub rows: Vec<WhatIf>,
}

impl RecordComparison {
    /// What it says of the record itself.
    pub fn meta(&self) -> RecordMeta<'_> {
        RecordMeta {
            number: self.number,
            input: &self.head.name,
            is_plain_input: self.head.has_plain_name,
            place: self.place,
            record: &self.record,
        }
    }

    /// Its rows as formats see them.
    pub fn views<'a>(
        &'a self,
        plan: &'a Plan<'a>,
        topic: &'a str,
        computed: &'a Computed,
    ) -> impl Iterator<Item = RowView<'a>> {
        let meta = self.meta();
        self.rows.iter().zip(1..).map(move |(row, rank)| RowView { plan, meta, topic, row, rank, computed })
    }
}

/// The row of a record that is invalid: it has no platform.
pub fn invalid_row() -> WhatIf {
    WhatIf::new("", Decision::invalid())
}

/// A row as formats see it.
#[derive(Clone, Copy)]
pub struct RowView<'a> {
    /// The plan of the comparison.
    pub plan: &'a Plan<'a>,
    /// What it says of the record itself.
    pub meta: RecordMeta<'a>,
    /// The topic.
    pub topic: &'a str,
    /// What the platform would make of the record.
    pub row: &'a WhatIf,
    /// Its place among the platforms, from 1.
    pub rank: usize,
    /// Nothing is worked out for a row; the view of its decision has to say so.
    pub computed: &'a Computed,
}

impl<'a> RowView<'a> {
    /// The decision of the row as a result.
    pub fn view(&self) -> View<'a> {
        View {
            plan: self.plan,
            meta: self.meta,
            earlier: None,
            decision: &self.row.decision,
            computed: self.computed,
            answers: &Answers::NONE,
        }
    }

    /// The rules that the row rests on.
    pub fn cited(&self) -> RuleSet {
        let of_quote = self.row.declined_by.or(self.row.quote.map(|quote| quote.rule));
        match of_quote {
            Some(rule) => RuleSet::from_iter([usize::from(rule)]),
            None if self.plan.command == Command::RecycleQuote => RuleSet::EMPTY,
            None => self.view().cited(),
        }
    }

    /// What the row has in a column.
    pub fn value(&self, column: CompareColumn, lang: Lang) -> Value<'a> {
        let row = self.row;
        let is_invalid = self.meta.record.error.is_some();
        fn or_null<'v, T>(value: Option<T>, some: impl Fn(T) -> Value<'v>) -> Value<'v> {
            value.map_or(Value::Null, some)
        }
        let quote = row.quote;
        match column {
            CompareColumn::Topic => Value::Code(self.topic.into()),
            CompareColumn::Platform if is_invalid => Value::Null,
            CompareColumn::Platform => Value::Code(row.key.as_str().into()),
            CompareColumn::Rank if is_invalid => Value::Null,
            CompareColumn::Rank => Value::Count(self.rank as i64),
            CompareColumn::WindowMinS | CompareColumn::WindowMaxS => {
                // What the source says beside the rule counts here as it does in the topic.
                let listed = self.plan.pack.topics.iter().find(|topic| topic.id == self.topic);
                let listed = listed.and_then(|topic| topic.rows.iter().find(|listed| listed.key == row.key));
                let cell =
                    listed.and_then(|listed| listed.cells.iter().find(|(name, _)| name == column.name()));
                match cell {
                    Some((_, TopicCell::Count(seconds))) => Value::Count(*seconds),
                    _ => or_null(row.window, |window| Value::Count(window.0 / 1000)),
                }
            }
            CompareColumn::Fee => or_null(row.fee, Value::Money),
            CompareColumn::NetMin => or_null(quote, |quote| Value::Money(quote.net.0)),
            CompareColumn::NetMid => or_null(quote, |quote| Value::Money(quote.net.1)),
            CompareColumn::NetMax => or_null(quote, |quote| Value::Money(quote.net.2)),
            CompareColumn::Arrival => or_null(quote, |quote| Value::Code(quote.arrival.to_string().into())),
            CompareColumn::ArrivesBy => or_null(quote, |quote| Value::Date(quote.arrives_by)),
            CompareColumn::DeclinedBy => or_null(row.declined_by, Value::Rule),
            CompareColumn::Of(Column::Explanation) => {
                let text = self.view().basis().explanation(&self.cited(), Warnings::default(), lang);
                Value::Text(text.into())
            }
            // As results have it: a plain name of an input needs no guard, `-` for one.
            CompareColumn::Of(Column::Source)
                if self.meta.is_plain_input && matches!(self.meta.place, Place::Line(_)) =>
            {
                Value::Code(self.meta.source().into())
            }
            // An invalid record has no papers, whatever the platform.
            CompareColumn::Of(Column::DocumentsRequired) if is_invalid => Value::Words(Field::Documents, 0),
            CompareColumn::Of(column) => self.view().value(column),
        }
    }
}
