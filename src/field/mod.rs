//! The table of fields: the one place that parsing, help, JSON Schema and the docs come from.

mod fold;
mod group;
mod heading;
mod name;
pub mod secret;
mod set;
mod table;
mod typed;
mod word;

pub use fold::fold;
pub use group::{fixed_group, fixed_groups, presumable};
pub use heading::bare;
pub use name::{FieldNames, Spelling, compared};
pub use set::FieldSet;
pub use table::{FIELD_COUNT, Field, Kind, TABLE};
pub(crate) use typed::{VALUE_SIGNS, secret_in, without_secret};
pub use word::Vocabulary;
