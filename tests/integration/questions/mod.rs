//! Questions beyond the verdict: what turns it, when it turns by itself, what to ask next. Each answer is
//! held against what plain runs of the program say.

mod ask;
mod records;
mod turn;
mod until;
