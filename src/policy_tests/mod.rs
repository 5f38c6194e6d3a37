//! Cases of a policy: records that are decided and compared with what is expected of them.

mod compare;
mod run;

pub use compare::unknown_fields;
pub use run::{Outcome, Report, run};
