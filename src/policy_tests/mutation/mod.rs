//! Whether cases would notice a wrong figure: each rule is changed, one thing at a time, and the cases
//! are decided by what comes of it.

mod coverage;
mod mutant;
mod plans;
mod records;
mod run;
mod search;
mod shifted;
mod survivor;

pub use coverage::{Coverage, cover};
pub use records::{Written, explore, written};
pub use run::{Mutation, mutate};
pub use search::{Compared, Witness, cites, result, result_of_facts, search, shrunk};
