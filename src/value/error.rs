//! Why a text is no value of its field.

use std::error::Error;
use std::fmt;

/// Why a text is no value of the type that was asked for.
///
/// The variants name what would be right; the words for it are chosen where the error is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ValueError {
    /// Not an amount of money such as `500` or `500.00`.
    Money,
    /// Money with more than two decimals.
    MoneyDecimals,
    /// Money below zero.
    MoneyNegative,
    /// A face value of zero.
    MoneyZero,
    /// A balance above the face value of the same record.
    BalanceAboveFaceValue,
    /// Not a rate such as `0.95`, `95%` or `95折`.
    Rate,
    /// A bare rate above its limit (a percentage without its sign?).
    RateTooLarge,
    /// A rate below zero.
    RateNegative,
    /// `10折`, which some read as one tenth and others as the full price.
    RateAmbiguous,
    /// More decimals than a rate can hold.
    RateDecimals,
    /// Neither yes nor no.
    Bool,
    /// Not a whole number of 0 or more.
    Count,
    /// Not a date such as `2026-11-22`.
    Date,
    /// A date that the calendar does not have, such as 30 February.
    NoSuchDate,
    /// Not a time such as `2026-11-22 10:00` or RFC 3339.
    Time,
    /// A date where the time of day decides.
    TimeNeedsClock,
    /// A spreadsheet's serial number where a date or time belongs.
    DateSerial,
    /// A moment after the moment of decision.
    TimeInFuture,
    /// Not one of the words this field knows.
    Choice,
    /// The required fact that names the platform or channel is missing.
    Required,
    /// A long number that a spreadsheet has turned into a power of ten.
    NumberDestroyed,
    /// Bytes that are text in no encoding.
    Encoding,
    /// A list or object where one value belongs.
    Shape,
    /// A record with fewer cells than the header.
    TooFewCells,
    /// A record with more cells than the header.
    TooManyCells,
    /// Not a JSON object.
    Json,
    /// A record larger than the limit.
    TooLarge,
    /// A cell of a sheet that holds more than one can.
    CellTooLong,
    /// A formula in a sheet whose result the file does not hold.
    FormulaWithoutValue,
    /// A cell of a sheet whose formula comes to an error.
    CellError,
    /// JSON nested deeper than the limit.
    TooDeep,
    /// Several JSON values in the place of one.
    SeveralValues,
    /// A comma behind a JSON object that stands in no array.
    CommaBehind,
    /// A quote that opens a cell and is never closed.
    OpenQuote,
    /// Text between the quote that closes a cell and the next delimiter.
    TextBehindQuote,
    /// A JSON array that ends without its bracket.
    OpenArray,
    /// The same key twice in one JSON object.
    DuplicateKey,
}

impl fmt::Display for ValueError {
    /// What is wrong, in English. What would be right depends on the field, and is said in the
    /// reader's language where the error is shown.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Money => "not an amount of money",
            Self::MoneyDecimals => "an amount with more than two decimals",
            Self::MoneyNegative => "an amount below zero",
            Self::MoneyZero => "a face value of zero",
            Self::BalanceAboveFaceValue => "a balance above the face value",
            Self::Rate => "not a rate",
            Self::RateTooLarge => "a rate above its limit",
            Self::RateNegative => "a rate below zero",
            Self::RateAmbiguous => "an ambiguous rate",
            Self::RateDecimals => "a rate with too many decimals",
            Self::Bool => "neither yes nor no",
            Self::Count => "not a whole number of 0 or more",
            Self::Date => "not a date",
            Self::NoSuchDate => "a date that does not exist",
            Self::Time => "not a time",
            Self::TimeNeedsClock => "a date without the time of day",
            Self::DateSerial => "a spreadsheet's serial number in place of a date",
            Self::TimeInFuture => "a moment after the moment of decision",
            Self::Choice => "not one of the words of its field",
            Self::Required => "a required field is missing",
            Self::NumberDestroyed => "a long number that a spreadsheet has turned into a power of ten",
            Self::Encoding => "bytes that are text in no encoding",
            Self::Shape => "a list or object in place of one value",
            Self::TooFewCells => "fewer cells than the header has",
            Self::TooManyCells => "more cells than the header has",
            Self::Json => "not a JSON object",
            Self::TooLarge => "larger than a record may be",
            Self::TooDeep => "nested too deep",
            Self::SeveralValues => "several JSON values in the place of one",
            Self::CommaBehind => "a comma behind an object that is in no array",
            Self::OpenQuote => "a quote that is never closed",
            Self::CellTooLong => "a cell that holds more than a spreadsheet lets it",
            Self::FormulaWithoutValue => "a formula without a stored value",
            Self::CellError => "an error in place of a value",
            Self::TextBehindQuote => "text between a closing quote and the next delimiter",
            Self::OpenArray => "a JSON array without its closing bracket",
            Self::DuplicateKey => "the same key twice in one object",
        })
    }
}

impl Error for ValueError {}
