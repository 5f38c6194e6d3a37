//! The table of fields: the one place that parsing, help, JSON Schema and the docs come from.

mod group;
mod name;
mod set;
mod table;
mod word;

pub use group::{fixed_group, fixed_groups, presumable};
pub use name::{FieldNames, Spelling, fold};
pub use set::FieldSet;
pub use table::{FIELD_COUNT, Field, FieldSpec, Kind, TABLE};
pub use word::{Vocabulary, Word};
