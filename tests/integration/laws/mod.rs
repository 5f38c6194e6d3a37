//! What holds for all records, tried on many.

mod any_input;
mod fuzz_seeds;
mod generated;
mod generated_policies;
mod records;
