//! What is decided about a record, and what other platforms would make of it.

mod compare_platforms;
mod duplicates;
mod public_cases;
