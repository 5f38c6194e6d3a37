//! Cases of a policy: records that are decided and compared with what is expected of them.

mod compare;
mod mutation;
mod run;

pub use compare::unknown_fields;
pub use mutation::{Coverage, Mutation, Written, cites, cover, explore, mutate, result, search, shrunk};
pub use run::{Outcome, Report, run};
