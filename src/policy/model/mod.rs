//! The policy as types that cannot hold nonsense; what is read from files becomes these.

mod condition;
mod effect;
mod fact;
mod pack;
mod quote;
mod reads;
mod review;
mod rule;
mod window;

pub use condition::{Base, Bound, Clause, Op, Operand, Test};
pub use effect::{Due, Effect, Exclusive, Expected, Latency, Odds, Part, Priority, Retry};
pub use fact::{DerivedFact, Fact, Measure};
pub use pack::{Figures, LayerInfo, Pack, Source, Topic, TopicCell, TopicRow, Word, Year};
pub use quote::{Arrival, Quote, Shift};
pub use reads::{Read, Use};
pub use review::Review;
pub use rule::{Asks, Dispute, Grade, Kind, OpenEnded, Phase, Regrade, Rule, Variant};
pub use window::{Fee, Window};
