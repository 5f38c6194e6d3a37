//! The table of fields: the one place that parsing, help, JSON Schema and the docs come from.

mod name;
mod set;
mod table;
mod word;

pub use name::{FieldNames, Spelling, fold};
pub use set::FieldSet;
pub use table::{FIELD_COUNT, Field, FieldSpec, Kind, TABLE};
pub use word::{SUBMITTED, Vocabulary, Word};
