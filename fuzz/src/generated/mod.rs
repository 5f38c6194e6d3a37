//! Inputs made up from random bytes: records in every format, some of them damaged.

mod damage;
mod grid;
mod layer;
pub mod packed;
mod stray;
mod written;

pub use damage::{damaged, damaged_part};
pub use grid::{CARD, Grid, SECRET};
pub use layer::layer;
pub use stray::{LAST, stray_rows};
