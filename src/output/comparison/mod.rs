//! Platforms side by side: for a topic, or as each would decide a record.

mod column;
mod record;
mod topic;

pub use column::CompareColumn;
pub use record::{RecordComparison, RowView, invalid_row};
pub use topic::{TopicPlans, TopicTable, topic_command};
