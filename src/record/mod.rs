//! Records: the facts of one card or order, typed, with what is known of those that are missing.

mod by_text;
mod column;
mod facts;
mod lexicon;
mod missing;
mod reader;
mod recent;
#[expect(clippy::module_inception, reason = "it holds the type of that name")]
mod record;
mod spellings;
mod value;
mod word_columns;

pub use facts::Facts;
pub use lexicon::{Lexicon, Lexicons};
pub(crate) use missing::WORDS as MISSING_WORDS;
pub use reader::{FieldReader, PlainCell};
pub use recent::RecentLists;
pub use record::{Detail, Record, RecordError};
pub use value::{Cell, Reading};
pub use word_columns::WordColumns;
