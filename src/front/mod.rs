//! The front for programs that embed the library: facts in, a typed answer out.
//!
//! Everything here is public and documented for a reader who knows nothing of what lies behind.

mod answer;
mod cancellation;
mod cited;
mod decider;
mod error;
mod facts;
mod now;
mod policy;
mod quotation;
mod unbinding;
mod value;

pub use answer::Answer;
pub use cancellation::{Cancellation, Remedy};
pub use cited::{CitedRule, Warning};
pub use decider::Decider;
pub use error::{Error, FactError, PolicyError};
pub use now::Now;
pub use policy::Policy;
pub use quotation::{PlatformQuote, Quotation};
pub use unbinding::{ReviewStage, Unbinding};
pub use value::{Amount, Ratio};
