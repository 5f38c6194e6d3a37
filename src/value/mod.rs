//! Values: the border types between text and facts.
//!
//! Every value is an exact integer (fen, parts per billion, milliseconds, days), so nothing is
//! ever rounded on its way through a decision. Parsing takes bytes that have been trimmed.

mod capitals;
mod civil;
mod clock;
mod date;
mod duration;
mod error;
mod label;
mod list;
mod money;
mod number;
mod offset;
mod plain;
mod rate;
mod serial;
mod short;
mod shown;
mod sum;
mod time;
pub mod truth;
mod written;

pub use date::{Day, Months};
pub use duration::Span;
pub use error::ValueError;
pub use label::{Label, SHORT};
pub use list::split_list;
pub use money::Money;
pub(crate) use number::without_exponent;
pub use number::{parse_count, push_count};
pub use offset::{CHINA, Offset};
pub use plain::{plain, trim_cell};
pub use rate::Rate;
pub use serial::Epoch;
pub use short::Short;
pub use shown::{Shown, escaped, is_card_number, is_like_card_number, mask, shown, shown_lines};
pub(crate) use shown::{figure, is_harmful, is_invisible, masked_name, shown_name};
pub use sum::Sum;
pub use time::Moment;
pub use written::{percent, written};
