//! The policy: sources, rules, figures, vocabularies and calendar, as data.
//!
//! TOML text becomes a tree of [`node::Node`]s that know their place; layers are merged on that
//! tree; the reader turns it into a [`Pack`], in which every rule is typed and validated. Nothing
//! else of the program sees the text.

mod builtin;
mod case;
mod condition;
mod effect;
mod freshness;
mod layer;
mod lint;
mod node;
mod pack;
mod problem;
mod read_effect;
mod reader;
mod rule;
mod shape;
pub mod words;

pub use builtin::{BUILTIN_CASES, BUILTIN_FILES, builtin_layer, hash};
pub use case::{Case, Named, cases};
pub use condition::{Base, Bound, Clause, Computed, Fact, Op, Operand, Test};
pub use effect::{Arrival, Due, Effect, Expected, Fee, Latency, Priority, Quote, Retry, Review, Window};
pub use freshness::{Freshness, freshness};
pub use layer::{Layer, LayerFile, load};
pub use lint::{MAX_AXES, MAX_ENTRIES, effective};
pub use node::{Entry, Node, Value};
pub use pack::{Figures, LayerInfo, Pack, Source, Topic, TopicCell, TopicRow, Word, Year};
pub use problem::{At, Problem, Problems};
pub use rule::{Dispute, Grade, Kind, Regrade, Rule};
