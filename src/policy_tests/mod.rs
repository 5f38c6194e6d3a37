//! Cases of a policy: records that are decided and compared with what is expected of them.

mod compare;
mod mutation;
mod run;

pub use compare::unknown_fields;
pub use mutation::{
    Compared, Coverage, Mutation, Witness as Shown, Written, cites, cover, explore, mutate, result,
    result_of_facts, search, shrunk, written,
};
pub use run::{Outcome, Report, run};
