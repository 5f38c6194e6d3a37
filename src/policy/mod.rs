//! The policy: sources, rules, figures, vocabularies and calendar, as data.
//!
//! TOML text becomes a tree of [`node::Node`]s that know their place; layers are merged on that
//! tree; the reader turns it into a [`Pack`], in which every rule is typed and validated. Nothing
//! else of the program sees the text.

mod builtin;
mod condition;
mod effect;
mod layer;
mod lint;
mod node;
mod pack;
mod problem;
mod reader;
mod rule;
mod shape;

pub use builtin::{BUILTIN_FILES, builtin_layer, hash};
pub use condition::{Base, Bound, Clause, Computed, Fact, Op, Operand, Test};
pub use effect::{Arrival, Due, Effect, Expected, Fee, Latency, Priority, Quote, Retry, Review, Window};
pub use layer::{Layer, LayerFile, load};
pub use pack::{Figures, LayerInfo, Pack, Source, Topic, TopicCell, TopicRow, Word, Year};
pub use problem::{At, Problem, Problems};
pub use rule::{Dispute, Grade, Kind, Regrade, Rule};
