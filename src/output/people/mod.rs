//! What people read: a card for one record, rows for several.

mod board;
mod card;
mod cells;
mod comparison;
mod github;
mod grid;
mod guide;
mod headline;
mod junit;
mod markdown;
mod of_cancel;
mod of_quote;
mod of_unbind;
mod paint;
mod report;
mod screen;
mod sheet;
mod summary;
mod table;
mod text;
mod words;

pub use board::Board;
pub use comparison::Comparison;
pub use github::Github;
pub use grid::{Cell, Head, Layout};
pub use junit::Junit;
pub use markdown::{Markdown, in_markdown};
pub use paint::{Paint, Tone};
pub use report::Report;
pub use screen::Screen;
pub use table::Table;
pub use text::{cut, padded, width, wrapped};
pub use words::field_title;
pub(crate) use words::{ago, timed};
