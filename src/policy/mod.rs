//! The policy: sources, rules, figures, vocabularies and calendar, as data.
//!
//! TOML text becomes a tree of [`node::Node`]s that know their place; layers are merged on that
//! tree; the reader turns it into a [`Pack`], in which every rule is typed and validated. Nothing
//! else of the program sees the text.

mod builtin;
mod changes;
pub mod describe;
mod diff;
mod freshness;
mod layer;
mod layer_names;
mod lint;
mod load;
mod merged;
mod model;
mod parse;
mod problem;
mod table;
mod tree;

pub use builtin::{BUILTIN_CASES, BUILTIN_FILES, builtin_layer, hash, named_layer};
pub use changes::changes_note;
pub use diff::{PolicyDiff, ValueChange};
pub use freshness::{Freshness, freshness};
pub use layer::{Layer, LayerFile};
pub use layer_names::layer_names;
pub use lint::{MAX_AXES, MAX_ENTRIES, effective};
pub use load::{Loaded, is_whole_pack, load, load_with_tables, load_without};
pub use model::{
    Arrival, Base, Binds, Bound, Change, Clause, DerivedFact, Dispute, Effect, Expected, Fact, FactSpec, Fee,
    Grade, Kind, Letter, Measure, Missing, Odds, Op, Operand, Pack, Phase, Piece, Priority, Quote, Read,
    Retry, Review, Rule, Shift, Slot, Source, Test, Topic, TopicCell, Use, Window, Year,
};
pub use parse::case::{Case, Named, cases};
pub use parse::node::{Entry, Node, Value};
pub use problem::{At, Problems};
