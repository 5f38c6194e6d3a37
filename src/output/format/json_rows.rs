//! JSON objects: a member for each column, rendered by workers.

#[cfg(test)]
mod tests;

use crate::decide::{Quote, Quotes};
use crate::field::Field;
use crate::input::Place;
use crate::lang::{Lang, Str};
use crate::output::cache::segments::ColumnWriter;
use crate::output::message::expected;
use crate::output::result::basis::Basis;
use crate::output::result::column::{Column, Own};
use crate::output::result::meta::RecordMeta;
use crate::output::result::value::Value;
use crate::output::result::view::View;
use crate::output::text::json::{array, key, nullable, quoted, string, strings};
use crate::output::text::written;
use crate::policy::Rule;
use crate::questions::Change;
use crate::record::{Facts, RecordError};
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

    fn writes_messages(&self) -> bool {
        self.explain
    }

    fn value(&self, out: &mut Vec<u8>, view: &View<'_>, column: Column) {
        match column {
            Column::Letter => nullable(out, view.letter(self.lang).as_deref()),
            _ => self.member(out, view.basis(), &view.value(column)),
        }
    }

    #[inline(always)]
    fn own(&self, out: &mut Vec<u8>, meta: &RecordMeta<'_>, own: Own) {
        match own {
            Own::Source => source(out, meta),
            Own::Id => match meta.record.id_label() {
                id if id.is_short_and_plain() && !id.is_empty() => quoted(out, |out| id.write(out)),
                _ => nullable(out, meta.record.id()),
            },
            Own::CardNo => {
                let (start, card_no) = (out.len(), meta.record.card_no_label());
                out.push(b'"');
                if !card_no.is_empty() && card_no.write_masked(out) {
                    out.push(b'"');
                } else {
                    out.truncate(start);
                    nullable(out, meta.record.card_no().map(mask).as_deref());
                }
            }
            Own::Number => push_count(out, meta.number),
        }
    }
}

fn source(out: &mut Vec<u8>, meta: &RecordMeta<'_>) {
    if meta.is_plain_input {
        out.push(b'"');
        out.extend_from_slice(meta.input.as_bytes());
    } else {
        string(out, meta.input);
        out.pop();
    }
    match meta.place {
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
    /// Writes the members of a row of any table, without the braces around them.
    pub fn row<'v>(
        &self,
        out: &mut Vec<u8>,
        basis: Basis<'_>,
        members: impl Iterator<Item = (&'v str, Value<'v>)>,
    ) {
        for (index, (name, value)) in members.enumerate() {
            if index > 0 {
                out.push(b',');
            }
            key(out, name);
            self.member(out, basis, &value);
        }
    }

    fn member(&self, out: &mut Vec<u8>, basis: Basis<'_>, value: &Value<'_>) {
        let plan = basis.plan;
        match value {
            Value::Null => out.extend_from_slice(b"null"),
            Value::Input(text) | Value::Code(text) | Value::Text(text) => string(out, text),
            Value::Count(count) => out.extend_from_slice(itoa::Buffer::new().format(*count).as_bytes()),
            Value::Money(money) => quoted(out, |out| money.write(out)),
            Value::Rate(rate) => quoted(out, |out| rate.write(out)),
            Value::Time(moment) => quoted(out, |out| moment.write(out)),
            Value::Date(day) => quoted(out, |out| plan.calendar.write(*day, out)),
            Value::Rule(rule) => self.rule(out, basis, usize::from(*rule), false),
            Value::Rules(rules) => self.rules(out, basis, rules.iter(), false),
            Value::Actions(rules) => {
                self.rules(out, basis, basis.plan.in_order_of_doing(rules), false);
            }
            Value::Remedies(rules) => self.rules(out, basis, rules.iter(), true),
            Value::Flags(rules) => strings(out, basis.flags(rules)),
            Value::Words(field, bits) => strings(out, basis.words(*field, *bits)),
            Value::Ids(ids) => strings(out, ids.iter().map(String::as_str)),
            Value::Changes(sets, facts) => array(out, sets.iter(), |out, set| {
                array(out, set.iter(), |out, change| self.change(out, basis, change, facts));
            }),
            Value::Fields(fields) => strings(out, fields.iter().map(|field| field.name())),
            Value::Stages(rule, first) => {
                array(out, basis.stages(*rule, *first), |out, (id, min, max)| {
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
            Value::Quotes(quotes) => self.quotes(out, basis, quotes),
            Value::Warnings(warnings) => array(out, warnings.iter(), |out, warning| {
                if !self.explain {
                    return string(out, warning.code());
                }
                out.extend_from_slice(b"{");
                key(out, "code");
                string(out, warning.code());
                out.push(b',');
                key(out, "message");
                string(out, &basis.warning(warning, self.lang));
                out.push(b'}');
            }),
            Value::Error(error) => self.error(out, basis, error),
        }
    }

    fn rules(
        &self,
        out: &mut Vec<u8>,
        basis: Basis<'_>,
        rules: impl Iterator<Item = usize>,
        are_remedies: bool,
    ) {
        if !self.explain {
            return strings(out, rules.filter_map(|rule| Some(basis.plan.rules.get(rule)?.id.as_str())));
        }
        array(out, rules, |out, index| self.rule(out, basis, index, are_remedies));
    }

    fn rule(&self, out: &mut Vec<u8>, basis: Basis<'_>, index: usize, is_remedy: bool) {
        let Some(rule) = basis.plan.rules.get(index).copied() else { return nullable(out, None) };
        match self.explain {
            true => self.explained(out, basis, index, rule, is_remedy),
            false => string(out, &rule.id),
        }
    }

    fn explained(&self, out: &mut Vec<u8>, basis: Basis<'_>, index: usize, rule: &Rule, is_remedy: bool) {
        out.push(b'{');
        key(out, "id");
        string(out, &rule.id);
        out.push(b',');
        key(out, "effect");
        nullable(out, basis.carried(index).map(|verdict| verdict.code()));
        let dispute = rule.dispute.as_ref().map(|dispute| dispute.text.get(self.lang));
        let message = basis.message(index, self.lang);
        let members = [
            ("grade", Some(basis.grade(index).code())),
            ("message", Some(message.as_str())),
            ("source", Some(rule.source.as_str())),
            ("disputed", dispute),
        ];
        for (name, text) in members {
            out.push(b',');
            key(out, name);
            nullable(out, text);
        }
        if is_remedy {
            let odds = |odds: Option<Rate>| odds.map(|rate| written(|out| rate.write(out)));
            let (min, max) = rule.effect.odds.map_or((None, None), |odds| (odds.least, odds.most));
            for (name, text) in [
                ("odds_min", odds(min)),
                ("odds_max", odds(max)),
                ("time", rule.effect.time.as_ref().map(Str::to_string)),
            ] {
                out.push(b',');
                key(out, name);
                nullable(out, text.as_deref());
            }
        }
        out.push(b'}');
    }

    fn change(&self, out: &mut Vec<u8>, basis: Basis<'_>, change: &Change, facts: &Facts) {
        let plan = basis.plan;
        out.push(b'{');
        key(out, "field");
        string(out, change.field.name());
        for (name, text) in [("from", change.old_text(plan, facts)), ("to", Some(change.to_text(plan)))] {
            out.push(b',');
            key(out, name);
            nullable(out, text.as_deref());
        }
        out.push(b',');
        key(out, "rules");
        strings(out, plan.ids(change.rules.clone()));
        out.push(b'}');
    }

    fn quotes(&self, out: &mut Vec<u8>, basis: Basis<'_>, quotes: &Quotes) {
        let shown = quotes.all.iter().filter(|quote| self.all_quotes || quote.declined_by.is_none());
        array(out, shown, |out, quote| self.quote(out, basis, quotes, quote));
    }

    fn quote(&self, out: &mut Vec<u8>, basis: Basis<'_>, quotes: &Quotes, quote: &Quote) {
        let plan = basis.plan;
        let effect = plan.rules[usize::from(quote.rule)].effect.quote.as_ref();
        out.push(b'{');
        key(out, "platform");
        string(out, effect.map_or("", |quote| quote.platform.as_str()));
        let mut member = |name: &str, value: Value<'_>| {
            out.push(b',');
            key(out, name);
            let value = if quote.declined_by.is_some() { Value::Null } else { value };
            self.member(out, basis, &value);
        };
        member("rate_min", Value::Rate(quote.rate.0));
        member("rate_max", Value::Rate(quote.rate.1));
        member("fee_min", Value::Money(quote.fee.0));
        member("fee_max", Value::Money(quote.fee.1));
        member("net_min", Value::Money(quote.net.0));
        member("net_mid", Value::Money(quote.net.1));
        member("net_max", Value::Money(quote.net.2));
        member("arrival", Value::Code(quote.arrival.to_string().into()));
        member("arrives_by", quotes.arrives_by(quote).map_or(Value::Null, Value::Date));
        if self.all_quotes {
            out.push(b',');
            key(out, "declined_by");
            let declined_by = quote.declined_by.map(|rule| plan.rules[usize::from(rule)].id.as_str());
            nullable(out, declined_by);
        }
        out.push(b'}');
    }

    fn error(&self, out: &mut Vec<u8>, basis: Basis<'_>, error: &RecordError) {
        out.push(b'{');
        key(out, "field");
        nullable(out, error.field.map(Field::name));
        out.push(b',');
        key(out, "value");
        nullable(out, error.value.as_ref().map(Shown::as_str));
        out.push(b',');
        key(out, "expected");
        string(out, &expected(error, basis.plan.lexicons, self.lang));
        out.push(b'}');
    }
}
