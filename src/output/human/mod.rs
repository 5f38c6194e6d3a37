//! What people read: a card for one record, rows for several, platforms side by side.

mod cancel;
pub(in crate::output) mod card;
mod cell;
pub(in crate::output) mod cells;
pub(in crate::output) mod comparison;
pub(in crate::output) mod counts;
pub(in crate::output) mod document;
mod draw;
pub(in crate::output) mod fields;
pub(in crate::output) mod guide;
pub(in crate::output) mod headline;
pub(in crate::output) mod overturn;
mod quote;
pub(in crate::output) mod rows;
mod screen;
pub(in crate::output) mod shown;
mod stacked;
pub(in crate::output) mod summary;
mod table;
mod turning;
mod unbind;
mod written;

pub use cell::Cell;
pub use screen::{Detail, Screen};
pub use stacked::Stacked;
pub(in crate::output) use table::Head;
