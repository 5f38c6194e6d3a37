//! Results as JSON objects.

use fearless_simd::{Simd, SimdBase, mask8x16, u8x16};

use super::blocks::{Marks, has_none};
use super::column::Column;
use super::csv::{flags, stages};
use super::message::{expected, warning_message};
use super::pieces::ColumnWriter;
use super::stamp::Stamp;
use super::value::Value;
use super::view::View;
use crate::decide::{Quote, Quotes};
use crate::engine::RuleSet;
use crate::input::Place;
use crate::lang::Lang;
use crate::policy::Rule;
use crate::record::RecordError;
use crate::value::{Rate, Shown, mask, push_count};

/// Writes results as members of JSON objects.
#[derive(Clone, Debug)]
pub struct JsonWriter {
    /// The language of messages.
    pub lang: Lang,
    /// Whether rules and warnings are objects with their messages.
    pub explain: bool,
    /// Whether quotes list the platforms that decline as well.
    pub all_quotes: bool,
    /// Columns that go by another name, since the input has one of theirs.
    pub renamed: Vec<(Column, String)>,
}

impl ColumnWriter for JsonWriter {
    fn before(&self, column: Column, is_first: bool) -> Vec<u8> {
        let mut before = Vec::new();
        if !is_first {
            before.push(b',');
        }
        let renamed = self.renamed.iter().find(|(renamed, _)| *renamed == column);
        key(&mut before, renamed.map_or(column.name(), |(_, name)| name));
        before
    }

    fn value(&self, out: &mut Vec<u8>, view: &View<'_>, column: Column) {
        self.member(out, view, &view.value(column));
    }

    #[inline(always)]
    fn stamp(&self, out: &mut Vec<u8>, stamp: &Stamp<'_>, column: Column) {
        match column {
            Column::Source => source(out, stamp),
            Column::Id => match stamp.record.id_label() {
                id if id.is_short_and_plain() && !id.is_empty() => quoted(out, |out| id.write(out)),
                _ => nullable(out, stamp.record.id()),
            },
            Column::CardNo => {
                let (start, card_no) = (out.len(), stamp.record.card_no_label());
                out.push(b'"');
                if !card_no.is_empty() && card_no.write_masked(out) {
                    out.push(b'"');
                } else {
                    out.truncate(start);
                    nullable(out, stamp.record.card_no().map(mask).as_deref());
                }
            }
            _ => {
                debug_assert_eq!(column, Column::Record);
                push_count(out, stamp.number);
            }
        }
    }
}

fn source(out: &mut Vec<u8>, stamp: &Stamp<'_>) {
    if stamp.is_plain_input {
        out.push(b'"');
        out.extend_from_slice(stamp.input.as_bytes());
    } else {
        string(out, stamp.input);
        out.pop();
    }
    match stamp.place {
        Place::Line(line) => {
            out.push(b':');
            push_count(out, line);
        }
        Place::Element(index) => {
            out.push(b'[');
            push_count(out, index);
            out.push(b']');
        }
        Place::Args => {}
    }
    out.push(b'"');
}

impl JsonWriter {
    fn member(&self, out: &mut Vec<u8>, view: &View<'_>, value: &Value<'_>) {
        let plan = view.plan;
        match value {
            Value::Null => out.extend_from_slice(b"null"),
            Value::Input(text) | Value::Code(text) | Value::Text(text) => string(out, text),
            Value::Count(count) => out.extend_from_slice(itoa::Buffer::new().format(*count).as_bytes()),
            Value::Money(money) => quoted(out, |out| money.write(out)),
            Value::Rate(rate) => quoted(out, |out| rate.write(out)),
            Value::Time(moment) => quoted(out, |out| moment.write(out)),
            Value::Date(day) => quoted(out, |out| plan.calendar.write(*day, out)),
            Value::Rules(rules) => self.rules(out, view, *rules, false),
            Value::Remedies(rules) => self.rules(out, view, *rules, true),
            Value::Flags(rules) => strings(out, flags(view, *rules)),
            Value::Words(field, bits) => {
                let ids = plan.lexicons.of(*field).ids().iter().enumerate();
                strings(out, ids.filter(|(code, _)| bits & 1 << code != 0).map(|(_, id)| id.as_str()));
            }
            Value::Fields(fields) => strings(out, fields.iter().map(|field| field.name())),
            Value::Stages(rule, first) => {
                array(out, stages(view, *rule, *first), |out, (id, min, max)| {
                    out.extend_from_slice(b"{");
                    key(out, "stage");
                    string(out, id);
                    for (name, days) in [(",\"days_min\":", min), (",\"days_max\":", max)] {
                        out.extend_from_slice(name.as_bytes());
                        out.extend_from_slice(itoa::Buffer::new().format(days).as_bytes());
                    }
                    out.push(b'}');
                });
            }
            Value::Quotes(quotes) => self.quotes(out, view, quotes),
            Value::Warnings(warnings) => array(out, warnings.iter(), |out, warning| {
                if !self.explain {
                    return string(out, warning.code());
                }
                out.extend_from_slice(b"{");
                key(out, "code");
                string(out, warning.code());
                out.push(b',');
                key(out, "message");
                string(out, &warning_message(view, warning, self.lang));
                out.push(b'}');
            }),
            Value::Error(error) => self.error(out, view, error),
        }
    }

    fn rules(&self, out: &mut Vec<u8>, view: &View<'_>, rules: RuleSet, are_remedies: bool) {
        if !self.explain {
            return strings(out, view.plan.ids(rules));
        }
        let rules = rules.iter().filter_map(|index| Some((index, *view.plan.rules.get(index)?)));
        array(out, rules, |out, (index, rule)| self.rule(out, view, index, rule, are_remedies));
    }

    fn rule(&self, out: &mut Vec<u8>, view: &View<'_>, index: usize, rule: &Rule, is_remedy: bool) {
        out.push(b'{');
        key(out, "id");
        string(out, &rule.id);
        out.push(b',');
        key(out, "effect");
        match view.plan.carried(index, view.settled) {
            Some(verdict) => string(out, verdict.code()),
            None => out.extend_from_slice(b"null"),
        }
        let dispute = rule.dispute.as_ref().map(|dispute| dispute.text.get(self.lang));
        let members = [
            ("grade", Some(view.plan.grade(index, &view.settled.matched).code())),
            ("message", Some(rule.message.get(self.lang))),
            ("source", Some(rule.source.as_str())),
            ("disputed", dispute),
        ];
        for (name, text) in members {
            out.push(b',');
            key(out, name);
            nullable(out, text);
        }
        if is_remedy {
            let odds = |odds: Option<Rate>| odds.map(super::csv::rate_text);
            let (min, max) = rule.effect.odds.map_or((None, None), |odds| (odds.least, odds.most));
            for (name, text) in
                [("odds_min", odds(min)), ("odds_max", odds(max)), ("time", rule.effect.time.clone())]
            {
                out.push(b',');
                key(out, name);
                nullable(out, text.as_deref());
            }
        }
        out.push(b'}');
    }

    fn quotes(&self, out: &mut Vec<u8>, view: &View<'_>, quotes: &Quotes) {
        let shown = quotes.all.iter().filter(|quote| self.all_quotes || quote.declined_by.is_none());
        array(out, shown, |out, quote| self.quote(out, view, quote));
    }

    fn quote(&self, out: &mut Vec<u8>, view: &View<'_>, quote: &Quote) {
        let plan = view.plan;
        let effect = plan.rules[usize::from(quote.rule)].effect.quote.as_ref();
        out.push(b'{');
        key(out, "platform");
        string(out, effect.map_or("", |quote| quote.platform.as_str()));
        let mut member = |name: &str, value: Value<'_>| {
            out.push(b',');
            key(out, name);
            let value = if quote.declined_by.is_some() { Value::Null } else { value };
            self.member(out, view, &value);
        };
        member("rate_min", Value::Rate(quote.rate.0));
        member("rate_max", Value::Rate(quote.rate.1));
        member("fee_min", Value::Money(quote.fee.0));
        member("fee_max", Value::Money(quote.fee.1));
        member("net_min", Value::Money(quote.net.0));
        member("net_mid", Value::Money(quote.net.1));
        member("net_max", Value::Money(quote.net.2));
        member("arrival", Value::Code(quote.arrival.to_string().into()));
        member("arrives_by", Value::Date(quote.arrives_by));
        if self.all_quotes {
            out.push(b',');
            key(out, "declined_by");
            let declined_by = quote.declined_by.map(|rule| plan.rules[usize::from(rule)].id.as_str());
            nullable(out, declined_by);
        }
        out.push(b'}');
    }

    fn error(&self, out: &mut Vec<u8>, view: &View<'_>, error: &RecordError) {
        out.push(b'{');
        key(out, "field");
        nullable(out, error.field.map(crate::field::Field::name));
        out.push(b',');
        key(out, "value");
        nullable(out, error.value.as_ref().map(Shown::as_str));
        out.push(b',');
        key(out, "expected");
        string(out, &expected(error, view.plan.lexicons, self.lang));
        out.push(b'}');
    }
}

/// Writes a member's name.
pub(super) fn key(out: &mut Vec<u8>, name: &str) {
    string(out, name);
    out.push(b':');
}

fn quoted(out: &mut Vec<u8>, write: impl FnOnce(&mut Vec<u8>)) {
    out.push(b'"');
    write(out);
    out.push(b'"');
}

fn nullable(out: &mut Vec<u8>, text: Option<&str>) {
    match text {
        Some(text) => string(out, text),
        None => out.extend_from_slice(b"null"),
    }
}

fn strings<'t>(out: &mut Vec<u8>, items: impl Iterator<Item = &'t str>) {
    array(out, items, string);
}

fn array<T>(out: &mut Vec<u8>, items: impl Iterator<Item = T>, write: impl Fn(&mut Vec<u8>, T)) {
    out.push(b'[');
    for (index, item) in items.enumerate() {
        if index > 0 {
            out.push(b',');
        }
        write(out, item);
    }
    out.push(b']');
}

/// What a string can only have escaped, and what need not be but is.
struct NeedsEscape;

impl Marks for NeedsEscape {
    #[inline(always)]
    fn among<S: Simd>(bytes: u8x16<S>) -> mask8x16<S> {
        let is_control = bytes.simd_lt(b' ') | bytes.simd_eq(0x7f);
        is_control | bytes.simd_eq(b'"') | bytes.simd_eq(b'\\')
    }
}

/// Writes a JSON string.
pub(super) fn string(out: &mut Vec<u8>, text: &str) {
    if has_none::<NeedsEscape>(text) {
        quoted(out, |out| out.extend_from_slice(text.as_bytes()));
    } else if serde_json::to_writer(&mut *out, text).is_err() {
        out.extend_from_slice(b"null");
    }
}
