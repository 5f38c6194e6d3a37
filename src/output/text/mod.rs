//! Text as a terminal shows it: its width, where it may break, its colours, what must be escaped.

mod escape;
mod style;
mod width;

pub use escape::{safe, safe_lines};
pub use style::{Style, Tone};
pub use width::{cut, longest_piece, padded, width, wrapped};
