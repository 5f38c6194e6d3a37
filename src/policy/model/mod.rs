//! The policy as types that cannot hold nonsense; what is read from files becomes these.

mod condition;
mod due;
mod effect;
mod fact;
mod facts;
mod letter;
mod pack;
mod phase;
mod quote;
mod reads;
mod review;
mod rule;
mod window;

pub use condition::{Base, Bound, Clause, Missing, Op, Operand, Test};
pub use due::Due;
pub use effect::{Effect, Exclusive, Expected, Latency, Odds, Part, Priority, Retry};
pub use fact::{DerivedFact, Fact, Measure};
pub use facts::{Allowed, Change, FactSpec};
pub use letter::{Letter, Piece, Slot, Template};
pub use pack::{Binds, LayerInfo, Pack, Source, Topic, TopicCell, TopicRow, Word, Year};
pub use phase::Phase;
pub use quote::{Arrival, Quote, Shift};
pub use reads::{Read, Use};
pub use review::Review;
pub use rule::{Asks, Dispute, Grade, Kind, OpenEnded, Regrade, Rule, Variant};
pub use window::{Fee, Window};
