use super::facts::WordPlace;
use super::lexicon::Lexicon;
use super::value::Reading;
use crate::field::{Field, Kind};
use crate::value::{Day, Moment, Money, Offset, Rate, Short};

/// How the text of one field is read, looked up once for many values.
#[derive(Clone, Copy, Debug)]
pub struct FieldReader<'a> {
    /// The field.
    pub field: Field,
    pub(super) usual: Usual<'a>,
}

/// How a value is read in the shape that nearly every cell has. Any other shape is left to
/// [`Reading::read`].
#[derive(Clone, Copy, Debug)]
pub(super) enum Usual<'a> {
    /// A word spelled as the lexicon has it.
    Word(&'a Lexicon, WordPlace),
    /// Whatever is left to the general reader.
    Other,
    /// An amount from so many fen on.
    Money(i64),
    Date,
    /// A rate up to a limit.
    Rate(Rate),
    /// A time up to this moment; of this zone where it names none.
    Time(Moment, Offset),
    Id,
    CardNo,
    List,
}

/// The text of a cell, in the forms that it can be read from.
pub trait CellText {
    /// Whether there is none.
    fn is_empty(&self) -> bool;
    /// The text.
    fn text(&self) -> &[u8];
    /// The text as a short one, if it is one.
    fn short(&self) -> Option<Short>;
}

impl CellText for &[u8] {
    fn is_empty(&self) -> bool {
        (**self).is_empty()
    }

    fn text(&self) -> &[u8] {
        self
    }

    fn short(&self) -> Option<Short> {
        Short::of(self)
    }
}

impl<'a> Reading<'a> {
    /// The reader of a field.
    pub fn reader(&self, field: Field) -> FieldReader<'a> {
        let usual = match field.spec().kind {
            Kind::Bool | Kind::Choice(_) | Kind::OpenChoice => match self.lexicons.place(field) {
                Some(place) => Usual::Word(self.lexicons.of(field), place),
                None => Usual::Other,
            },
            Kind::Money { least } => Usual::Money(least),
            Kind::Date => Usual::Date,
            Kind::Time { future: true, .. } => Usual::Time(Moment(i64::MAX), self.offset),
            Kind::Time { future: false, .. } => Usual::Time(self.now, self.offset),
            Kind::List(_) => Usual::List,
            Kind::Text => Usual::Id,
            Kind::Masked => Usual::CardNo,
            Kind::Rate { limit } => Usual::Rate(limit),
            Kind::Count => Usual::Other,
        };
        FieldReader { field, usual }
    }
}

impl FieldReader<'_> {
    /// Reads a short number in its usual shape; `None` says nothing of other shapes.
    #[inline(always)]
    pub(super) fn short_number(&self, text: Short) -> Option<i64> {
        match self.usual {
            Usual::Money(least) => Money::parse_usual(text).map(|money| money.0).filter(|fen| *fen >= least),
            Usual::Date => Day::parse_usual(text).map(|day| day.0.into()),
            Usual::Rate(limit) => Rate::parse_usual(text).filter(|rate| *rate <= limit).map(|rate| rate.0),
            _ => None,
        }
    }

    /// Reads a time in its usual shape; `None` says nothing of other shapes.
    #[inline(always)]
    pub(super) fn time(&self, text: &[u8]) -> Option<i64> {
        match self.usual {
            Usual::Time(latest, offset) => {
                Moment::parse_usual(text, offset).filter(|moment| *moment <= latest).map(|moment| moment.0)
            }
            _ => None,
        }
    }
}
