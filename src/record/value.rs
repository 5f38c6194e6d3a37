//! Reading the text of a value into its field's exact unit.

use std::borrow::Cow;

use super::lexicon::Lexicons;
use crate::field::{Field, Kind};
use crate::value::{Day, Moment, Money, Offset, Rate, ValueError, parse_count, split_list, trim_cell};

/// What the text of a value is read against.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    /// The words of all fields.
    pub lexicons: &'a Lexicons,
    /// The moment of decision.
    pub now: Moment,
    /// The zone of times that name none.
    pub offset: Offset,
}

/// The text of one value, as the input gave it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell<'a> {
    /// One value.
    Text(Cow<'a, [u8]>),
    /// A number that was written as one, not as text.
    Number(&'a [u8]),
    /// A list of values.
    List(Vec<Cow<'a, [u8]>>),
    /// Something that is no value.
    Shapeless,
}

impl Reading<'_> {
    /// Reads a value that is not missing into the exact unit of its field.
    ///
    /// # Errors
    /// What would be right instead.
    pub fn read(&self, field: Field, text: &[u8]) -> Result<i64, ValueError> {
        match field.spec().kind {
            Kind::Money { least } => {
                let Money(fen) = Money::parse(text)?;
                if fen < least { Err(ValueError::MoneyZero) } else { Ok(fen) }
            }
            Kind::Rate { limit } => Rate::parse(text, limit).map(|rate| rate.0),
            Kind::Bool => self.code(field, text).ok_or(ValueError::Bool),
            Kind::Choice(_) => self.code(field, text).ok_or(ValueError::Choice),
            Kind::OpenChoice => {
                let lexicon = self.lexicons.of(field);
                Ok(lexicon.code(text).map_or(lexicon.ids().len() as i64, i64::from))
            }
            Kind::List(_) => match text {
                // An array in a cell of text, as some exports write lists.
                [b'[', .., b']'] => {
                    let items: Vec<String> = serde_json::from_slice(text).map_err(|_| ValueError::Choice)?;
                    self.bits(field, items.iter().map(|item| trim_cell(item.as_bytes())))
                }
                _ => self.bits(field, split_list(text)),
            },
            Kind::Time { bare_date, future } => {
                let moment = match Moment::parse_from(text, self.offset, self.now) {
                    Err(ValueError::TimeNeedsClock) if bare_date => {
                        Moment::parse_or_midnight(text, self.offset)?
                    }
                    other => other?,
                };
                if !future && moment > self.now {
                    return Err(ValueError::TimeInFuture);
                }
                Ok(moment.0)
            }
            Kind::Date => Day::parse(text, self.offset).map(|day| day.0.into()),
            Kind::Count => parse_count(text),
            Kind::Text | Kind::Masked => Ok(0),
        }
    }

    /// Reads a list that was given item by item.
    ///
    /// # Errors
    /// [`ValueError::Choice`] for an item that is no word of the field,
    /// [`ValueError::Shape`] for a field that holds one value.
    pub fn read_list(&self, field: Field, items: &[Cow<'_, [u8]>]) -> Result<i64, ValueError> {
        if !matches!(field.spec().kind, Kind::List(_)) {
            return Err(ValueError::Shape);
        }
        let items = items.iter().map(|item| trim_cell(item)).filter(|item| !item.is_empty());
        self.bits(field, items)
    }

    fn code(&self, field: Field, text: &[u8]) -> Option<i64> {
        self.lexicons.of(field).code(text).map(i64::from)
    }

    fn bits<'t>(&self, field: Field, items: impl Iterator<Item = &'t [u8]>) -> Result<i64, ValueError> {
        let mut bits = 0;
        for item in items {
            let code = self.lexicons.of(field).code(item).ok_or(ValueError::Choice)?;
            bits |= 1 << code;
        }
        Ok(bits)
    }
}
