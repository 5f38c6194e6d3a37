//! What people read: a card for one record, rows for several.

mod cancel;
pub(in crate::output) mod card;
pub(in crate::output) mod cells;
mod comparison;
pub(in crate::output) mod document;
pub(in crate::output) mod guide;
pub(in crate::output) mod headline;
mod quote;
pub(in crate::output) mod screen;
pub(in crate::output) mod shown;
mod stacked;
pub(in crate::output) mod summary;
pub(in crate::output) mod table;
mod unbind;

pub use crate::output::text::{Style, Tone, cut, padded, width, wrapped};
pub use comparison::Comparison;
pub use screen::Screen;
pub use shown::field_title;
pub use stacked::Stacked;
pub use table::{Cell, Head, Layout};
