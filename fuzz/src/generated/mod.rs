//! Inputs made up from random bytes: records in every format, some of them damaged.

mod damage;
mod grid;
mod layer;
mod leaks;
pub mod packed;
mod stray;
mod written;

pub use damage::{damaged, damaged_part};
pub use grid::Grid;
pub use layer::layer;
pub use leaks::{Named, leaks_nothing, tells_nothing};
pub use stray::{LAST, stray_rows};
