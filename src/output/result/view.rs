//! A result as formats see it.

use std::borrow::Cow;
use std::sync::Arc;

use super::column::Column;
use super::meta::RecordMeta;
use super::value::Value;
use crate::command::Verdict;
use crate::decide::{Cancel, Computed, Decision, Outcome, Plan, Unbind, Warning, Warnings};
use crate::field::Field;
use crate::input::{Header, Place};
use crate::policy::Kind;
use crate::questions::Answers;
use crate::record::Record;
use crate::value::{Moment, mask};

/// A result as formats see it: a question about any column has an answer.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// The plan that it was decided by.
    pub plan: &'a Plan<'a>,
    /// What it says of the record itself.
    pub meta: RecordMeta<'a>,
    /// The number of an earlier record with the same card, where that was looked for.
    pub earlier: Option<u64>,
    /// What records of its classes share.
    pub decision: &'a Decision,
    /// What follows from its own values.
    pub computed: &'a Computed,
    /// The answers to questions beyond the verdict.
    pub answers: &'a Answers,
}

/// A result that outlives its batch, for formats that look at more than one at a time.
#[derive(Clone, Debug)]
pub struct Decided {
    /// The record's number over all inputs.
    pub number: u64,
    /// What is known of its input.
    pub head: Arc<Header>,
    /// Where in the input it begins.
    pub place: Place,
    /// The number of an earlier record with the same card, where that was looked for.
    pub earlier: Option<u64>,
    /// The record.
    pub record: Record,
    /// What records of its classes share.
    pub decision: Decision,
    /// What follows from its own values.
    pub computed: Computed,
    /// The answers to questions beyond the verdict.
    pub answers: Answers,
}

impl Decided {
    /// The result as formats see it.
    pub fn view<'a>(&'a self, plan: &'a Plan<'a>) -> View<'a> {
        View {
            plan,
            meta: RecordMeta {
                number: self.number,
                input: &self.head.name,
                is_plain_input: self.head.has_plain_name,
                place: self.place,
                record: &self.record,
            },
            earlier: self.earlier,
            decision: &self.decision,
            computed: &self.computed,
            answers: &self.answers,
        }
    }
}

fn or_null<'a, T>(value: Option<T>, some: impl Fn(T) -> Value<'a>) -> Value<'a> {
    value.map_or(Value::Null, some)
}

impl<'a> View<'a> {
    fn code(code: &'a str) -> Value<'a> {
        Value::Code(Cow::Borrowed(code))
    }

    fn unbind(&self) -> Option<&'a Unbind> {
        match &self.decision.outcome {
            Outcome::Unbind(part) => Some(part),
            _ => None,
        }
    }

    fn cancel(&self) -> Option<&'a Cancel> {
        match &self.decision.outcome {
            Outcome::Cancel(part) => Some(part),
            _ => None,
        }
    }

    /// All warnings of the record.
    pub fn warnings(&self) -> Warnings {
        let mut warnings = self.decision.warnings.and(self.computed.warnings);
        if self.earlier.is_some() {
            warnings.add(Warning::Duplicate);
        }
        warnings
    }

    /// The word that the record has in a field.
    pub fn word(&self, field: Field) -> Option<&'a str> {
        let code = self.meta.record.facts.get(field)?;
        Some(self.plan.lexicons.of(field).id(code as u16))
    }

    /// The record's word in a field, as far as the result shows it.
    fn word_value(&self, field: Field) -> Value<'a> {
        or_null(self.word(field), Self::code)
    }

    fn rules(&self, kind: Kind) -> Value<'a> {
        Value::Rules(self.plan.of_kind(&self.decision.matched, kind))
    }

    /// What the result has in a column. A column that is added does not compile until it has a value.
    pub fn value(&self, column: Column) -> Value<'a> {
        let (decision, computed) = (self.decision, self.computed);
        let Answers { turn, turning, next } = self.answers;
        let (unbind, cancel, quotes) = (|| self.unbind(), || self.cancel(), &computed.quotes);
        let time = |time: Option<Moment>| or_null(time, Value::Time);
        let count = |count: Option<u32>| or_null(count, |count| Value::Count(count.into()));
        match column {
            Column::Record => Value::Count(self.meta.number as i64),
            Column::Source => Value::Input(Cow::Owned(self.meta.source())),
            Column::Id => or_null(self.meta.record.id(), |id| Value::Input(Cow::Borrowed(id))),
            Column::CardNo => {
                or_null(self.meta.record.card_no(), |card| Value::Input(Cow::Owned(mask(card))))
            }
            Column::Verdict => Self::code(decision.verdict.code()),
            Column::AtWorst => Self::code(decision.at_worst.code()),
            Column::Confidence => or_null(decision.confidence, |grade| Self::code(grade.code())),
            Column::DisputedVerdict => or_null(decision.disputed, |v| Self::code(v.code())),
            Column::Rules => self.rules(Kind::Effect),
            Column::Notes => self.rules(Kind::Note),
            Column::Steps => self.rules(Kind::Step),
            Column::Aftercare => self.rules(Kind::Aftercare),
            Column::Actions => Value::Actions(decision.actions.clone()),
            Column::Remedies => Value::Remedies(decision.remedies.clone()),
            Column::Assumed => Value::Fields(decision.assumed),
            Column::Missing => Value::Fields(decision.missing),
            Column::Warnings => Value::Warnings(self.warnings()),
            Column::Error => or_null(self.meta.record.error.as_deref(), Value::Error),
            // Words depend on the language: formats ask for them by themselves.
            Column::Explanation | Column::Letter => Value::Null,
            Column::Platform => self.word_value(Field::Platform),
            Column::Channel => self.word_value(Field::Channel),
            Column::Turn => {
                let sets = turn.as_ref().map_or(&[][..], |turn| &turn.sets);
                Value::Changes(sets, &self.meta.record.facts)
            }
            Column::TurnMore => count(turn.as_ref().and_then(|turn| turn.more)),
            Column::TurnBlockedBy => Value::Ids(turn.as_ref().map_or(&[][..], |turn| &turn.blocked_by)),
            Column::TurnsAt => time(turning.as_ref().map(|turning| turning.at)),
            Column::TurnsTo => or_null(turning.as_ref(), |turning| Self::code(turning.to.code())),
            Column::TurnedBy => Value::Ids(turning.as_ref().map_or(&[][..], |turning| &turning.by)),
            Column::NextQuestion => or_null(next.and_then(|next| next.field), |f| Self::code(f.name())),
            Column::QuestionsLeast => next.map_or(Value::Count(0), |next| count(next.least)),
            Column::QuestionsMost => next.map_or(Value::Count(0), |next| count(next.most)),
            _ if decision.verdict == Verdict::Invalid => Self::nothing(column),
            Column::Route => or_null(unbind().and_then(|part| part.route), |rule| {
                let effect = &self.plan.rules[usize::from(rule)].effect;
                or_null(effect.route.as_deref(), Self::code)
            }),
            Column::Priority => {
                or_null(unbind().and_then(|part| part.priority), |priority| Self::code(priority.code()))
            }
            Column::DaysMin => {
                or_null(unbind().and_then(|part| part.days), |(min, _)| Value::Count(min.into()))
            }
            Column::DaysMax => {
                or_null(unbind().and_then(|part| part.days), |(_, max)| Value::Count(max.into()))
            }
            Column::EtaEarliest => or_null(computed.eta_earliest, Value::Date),
            Column::EtaLatest => or_null(computed.eta_latest, Value::Date),
            Column::Stages => match unbind().and_then(|part| part.stages) {
                Some((rule, first)) => Value::Stages(rule, first),
                None => Value::Rules(crate::engine::RuleSet::EMPTY),
            },
            Column::NotBefore => or_null(computed.not_before, Value::Date),
            Column::DocumentsRequired => {
                or_null(unbind(), |part| Value::Words(Field::Documents, part.documents_required))
            }
            Column::DocumentsMissing => {
                or_null(unbind(), |part| Value::Words(Field::Documents, part.documents_missing))
            }
            Column::ConfirmBy => time(computed.confirm_by),
            Column::RevocableUntil => time(unbind().and_then(|part| part.revocable_until)),
            Column::RetryAfter => time(unbind().and_then(|part| part.retry_after)),
            Column::Deadline => time(computed.deadline),
            Column::RemainingS => or_null(computed.remaining_s, Value::Count),
            Column::Fee => or_null(computed.fee, Value::Money),
            Column::OddsMin => {
                or_null(cancel().and_then(|part| part.odds).and_then(|odds| odds.least), Value::Rate)
            }
            Column::OddsMax => {
                or_null(cancel().and_then(|part| part.odds).and_then(|odds| odds.most), Value::Rate)
            }
            Column::ExpectedVerifiedMin => time(computed.expected.map(|(min, _)| min)),
            Column::ExpectedVerifiedMax => time(computed.expected.map(|(_, max)| max)),
            Column::Flags => Value::Flags(self.plan.flagging(decision)),
            Column::Best => or_null(quotes.best(), |quote| self.recycler(quote.rule)),
            Column::Fastest => or_null(quotes.fastest(), |quote| self.recycler(quote.rule)),
            Column::NetMin => or_null(quotes.best(), |quote| Value::Money(quote.net.0)),
            Column::NetMid => or_null(quotes.best(), |quote| Value::Money(quote.net.1)),
            Column::NetMax => or_null(quotes.best(), |quote| Value::Money(quote.net.2)),
            Column::Arrival => or_null(quotes.best(), |quote| Value::Code(quote.arrival.to_string().into())),
            Column::ArrivesBy => {
                or_null(quotes.best().and_then(|quote| quotes.arrives_by(quote)), Value::Date)
            }
            Column::Offer => or_null(quotes.offer, Value::Money),
            Column::OfferOverBest => or_null(quotes.offer_over_best, Value::Money),
            Column::Quotes => Value::Quotes(quotes),
        }
    }

    /// The platform that a rule quotes for.
    fn recycler(&self, rule: u16) -> Value<'a> {
        let quote = self.plan.rules[usize::from(rule)].effect.quote.as_ref();
        or_null(quote.map(|quote| quote.platform.as_str()), Self::code)
    }

    /// What an invalid record has in a column of its command.
    fn nothing(column: Column) -> Value<'a> {
        match column {
            Column::Stages => Value::Rules(crate::engine::RuleSet::EMPTY),
            Column::DocumentsRequired | Column::DocumentsMissing => Value::Words(Field::Documents, 0),
            Column::Flags | Column::Quotes => Value::Flags(crate::engine::RuleSet::EMPTY),
            _ => Value::Null,
        }
    }
}
