//! What to ask for next, as people and programs see it: questions, answers in words, the ranking.

mod label;
mod ranking;

pub use label::{answer_label, question_text, value_label};
pub use ranking::{Asked, ranking_json, ranking_table, so_far};
