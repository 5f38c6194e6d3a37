//! Text as it is written: escaped for its format, and as wide as a terminal shows it.

pub mod csv;
mod html;
pub mod ics;
pub mod json;
mod left_out;
mod markdown;
pub mod sheet;
mod simd;
mod style;
mod times;
mod width;

pub use crate::value::{percent, written};
pub use html::in_html;
pub use left_out::LeftOut;
pub use markdown::{in_markdown, row as markdown_row, rule as markdown_rule};
pub use style::{Style, Tone};
pub use times::{ago, clock_of, countdown, date_text, dated, time_text, timed};
pub use width::{Keep, cut, longest_piece, padded, width, wrapped};
