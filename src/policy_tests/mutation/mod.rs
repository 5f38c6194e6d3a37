//! Whether cases would notice a wrong figure: each rule is changed, one thing at a time, and the cases
//! are decided by what comes of it.

mod candidates;
mod mutant;
mod run;
mod search;

pub use run::{Coverage, Mutation, cover, mutate};
pub use search::{Written, cites, explore, result, search, shrunk};
