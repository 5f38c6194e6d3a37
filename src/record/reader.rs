//! How one field's text is read, looked up once for many records, and the fast path for it.

use fearless_simd::{Level, SimdBase, SimdMask, dispatch, u8x32};

use super::facts::WordPlace;
use super::spellings::Spellings;
use super::value::Reading;
use crate::field::{Field, Kind};
use crate::value::{Day, Epoch, Label, Moment, Money, Offset, Rate, SHORT, Short, trim_cell};

const TRUE: u32 = u32::from_le_bytes(*b"true");
/// In the upper five bytes.
const FALSE: u64 = u64::from_le_bytes(*b"\0\0\0false");

/// How the text of one field is read, looked up once for many values.
#[derive(Clone, Copy, Debug)]
pub struct FieldReader<'a> {
    /// The field.
    pub field: Field,
    pub(super) fast: FastPath<'a>,
}

/// How a value is read in the shape that nearly every cell has. Any other shape is left to
/// [`Reading::read`].
#[derive(Clone, Copy, Debug)]
pub(super) enum FastPath<'a> {
    /// Yes or no.
    Bool(&'a Spellings, WordPlace),
    /// A word spelled as the lexicon has it.
    Word(&'a Spellings, WordPlace),
    /// Whatever is left to the general reader; where the code of a word goes.
    Other(Option<WordPlace>),
    /// An amount from so many fen on.
    Money(i64),
    Date,
    /// A rate up to a limit.
    Rate(Rate),
    /// A time up to this moment; of this zone where it names none.
    Time(Moment, Offset),
    /// A date or time of a sheet, where a number is one as well.
    Serial(Epoch),
    Id,
    CardNo,
    List,
}

/// The text of a cell that stands in a longer text as it is.
#[derive(Clone, Copy, Debug)]
pub struct PlainCell<'t> {
    /// The text from the cell's start on.
    rest: &'t [u8],
    length: usize,
}

impl<'t> PlainCell<'t> {
    /// The first bytes of a text.
    #[inline(always)]
    pub fn new(rest: &'t [u8], length: usize) -> Self {
        Self { rest, length }
    }

    /// The text.
    #[inline(always)]
    pub fn bytes(&self) -> &'t [u8] {
        self.rest.get(..self.length).unwrap_or_default()
    }

    /// The cell without what surrounds its value.
    #[inline(always)]
    pub(super) fn trimmed(self) -> Self {
        let text = self.bytes();
        let trimmed = trim_cell(text);
        if trimmed.len() == text.len() { self } else { Self::new(trimmed, trimmed.len()) }
    }

    /// The code of `true` or `false`; `None` says nothing of other spellings.
    #[inline(always)]
    pub(super) fn truth(&self) -> Option<u16> {
        let (text, length) = (self.rest.first_chunk::<8>()?, self.length);
        let text = u64::from_le_bytes(*text);
        let is_true = (text as u32 == TRUE) & (length == 4);
        let is_false = (text << 24 == FALSE) & (length == 5);
        (is_true | is_false).then_some(u16::from(is_true))
    }

    /// Whether the text is nothing but digits; only looked at where that is no effort.
    #[inline(always)]
    pub(super) fn is_digits(&self) -> bool {
        let Some(chunk) = self.rest.first_chunk::<32>().filter(|_| (1..=32).contains(&self.length)) else {
            return false;
        };
        let digits = dispatch!(Level::baseline(), simd => {
            (u8x32::load_array_ref(simd, chunk) ^ b'0').simd_lt(10).to_bitmask()
        });
        digits.trailing_ones() as usize >= self.length
    }

    /// Makes a label's text the same as the cell's.
    #[inline(always)]
    pub(super) fn copy_to(&self, label: &mut Label) {
        match self.rest.first_chunk::<SHORT>() {
            Some(start) if self.length <= SHORT => label.set_start_of(start, self.length),
            _ => label.set(self.bytes()),
        }
    }

    #[inline(always)]
    pub(super) fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// The text as a short one, if it is one.
    #[inline(always)]
    pub(super) fn short(&self) -> Option<Short> {
        match self.rest.first_chunk::<16>() {
            Some(bytes) => Short::start_of(bytes, self.length),
            None => Short::of(self.bytes()),
        }
    }
}

impl<'a> Reading<'a> {
    /// The reader of a field.
    pub fn reader(&self, field: Field) -> FieldReader<'a> {
        let fast = match field.spec().kind {
            Kind::Text => FastPath::Id,
            Kind::Masked => FastPath::CardNo,
            // The fast paths know nothing of such words.
            _ if self.lexicons.has_more_missing() || !self.lexicons.has_fast_path() => {
                FastPath::Other(self.lexicons.place(field))
            }
            Kind::Bool | Kind::Choice(_) | Kind::OpenChoice => {
                let lexicon = self.lexicons.of(field);
                match (self.lexicons.place(field), field.spec().kind) {
                    (None, _) => FastPath::Other(None),
                    (Some(place), Kind::Bool) => FastPath::Bool(lexicon.short(), place),
                    (Some(place), _) => FastPath::Word(lexicon.short(), place),
                }
            }
            Kind::Money { least } => FastPath::Money(least),
            Kind::Date => FastPath::Date,
            Kind::Time { future: true, .. } => FastPath::Time(Moment(i64::MAX), self.offset),
            Kind::Time { future: false, .. } => FastPath::Time(self.now, self.offset),
            Kind::List(_) => FastPath::List,
            Kind::Rate { limit } => FastPath::Rate(limit),
            Kind::Count => FastPath::Other(None),
        };
        FieldReader { field, fast }
    }
}

impl FieldReader<'_> {
    /// Whether an array of strings is read as the same as its items one by one.
    pub fn reads_arrays(&self) -> bool {
        matches!(self.fast, FastPath::List)
    }

    /// The same for the cells of a sheet whose dates count from an epoch.
    #[must_use]
    pub fn of_sheet(self, epoch: Epoch) -> Self {
        match self.field.spec().kind {
            Kind::Date | Kind::Time { .. } => Self { fast: FastPath::Serial(epoch), ..self },
            _ => self,
        }
    }

    /// Reads a short number in its usual shape; `None` says nothing of other shapes.
    #[inline(always)]
    pub(super) fn short_number(&self, text: Short) -> Option<i64> {
        match self.fast {
            FastPath::Money(least) => {
                let money = Money::parse_fast(text).or_else(|| Money::parse_grouped(text));
                money.map(|money| money.0).filter(|fen| *fen >= least)
            }
            FastPath::Date => Day::parse_fast(text).map(|day| day.0.into()),
            FastPath::Rate(limit) => Rate::parse_fast(text).filter(|rate| *rate <= limit).map(|rate| rate.0),
            _ => None,
        }
    }

    /// Reads a time in its usual shape; `None` says nothing of other shapes.
    #[inline(always)]
    pub(super) fn time(&self, text: &[u8]) -> Option<i64> {
        match self.fast {
            FastPath::Time(latest, offset) => {
                Moment::parse_fast(text, offset).filter(|moment| *moment <= latest).map(|moment| moment.0)
            }
            _ => None,
        }
    }
}
