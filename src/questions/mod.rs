//! Questions beyond the verdict: what would turn it, what to ask next, when it turns by itself.
//!
//! All of them stand on one thing: the [classes](Class) of each fact, the values between which some rule
//! changes its mind, each with a value that stands for it. A fact made concrete that way is decided like
//! any other, so that every answer is what a run would say. Pure, as deciding is.

mod answers;
mod change;
mod class;
mod moves;
mod next;
mod standing;
mod text;
mod turn;
mod until;

pub use answers::{Answers, Questions};
pub use class::{Class, range, step};
pub use next::{Answer, Counts, Question, contradiction, counts, lacks_subject, ranking};
pub use text::value_text;
pub use turn::{Change, To, Turn, changes_text};
pub use until::{Turning, Turns};
