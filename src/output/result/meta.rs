//! What a result says of the record itself.

use crate::input::Place;
use crate::record::Record;

/// What a result says of the record itself, whatever is decided.
#[derive(Clone, Copy, Debug)]
pub struct RecordMeta<'a> {
    /// The record's number over all inputs.
    pub number: u64,
    /// The name of its input.
    pub input: &'a str,
    /// Whether that name can stand in any format as it is.
    pub is_plain_input: bool,
    /// Where in the input it begins.
    pub place: Place,
    /// The record.
    pub record: &'a Record,
}

impl RecordMeta<'_> {
    /// Where the record came from: `cards.csv:12`.
    pub fn source(&self) -> String {
        source_of(self.input, self.place)
    }
}

/// Where a record came from: `cards.csv:12`, `cards.json[3]`, `args`.
pub fn source_of(input: &str, place: Place) -> String {
    match place {
        Place::Line(line) => format!("{input}:{line}"),
        Place::Element(index) => format!("{input}[{index}]"),
        Place::Args => input.to_owned(),
    }
}
