//! What must hold of any input: the fuzz targets, which a test replays on their seeds.

mod arguments;
mod dice;
mod generated;
pub mod harness;
mod passthrough;
mod pieces;
mod policy_layer;
mod records;
mod values;
mod workbook;

pub use arguments::{arguments, secret_arguments};
pub use passthrough::passthrough;
pub use pieces::pieces;
pub use policy_layer::policy_layer;
pub use records::records;
pub use values::values;
pub use workbook::workbook;

use harness::{Knobs, outcome};
use kami::internals::input::Format;

/// Rows of cells, in any encoding, read in pieces of any size.
pub fn csv_input(data: &[u8]) {
    any_input(data, &[Format::Csv, Format::Tsv]);
}

/// JSON values, in an array, one after the other or a line each.
pub fn json_input(data: &[u8]) {
    any_input(data, &[Format::Json, Format::Jsonl]);
}

/// The first two bytes say how to read, the others are what is read.
fn any_input(data: &[u8], formats: &[Format]) {
    let [how, limit, text @ ..] = data else { return };
    let format = formats[usize::from(*how) % formats.len()];
    let command = kami::internals::command::Command::DECIDING[usize::from(how / 8) % 3];
    let limit = [16 << 20, 300, 40, 5][usize::from(limit % 4)];
    let knobs = Knobs { limit, ..Knobs::of(command, format) };
    let whole = outcome(text, knobs);
    whole.check();
    let batch = [1, 2, 3, 7, 50, 400][usize::from(how / 32) % 6];
    assert_eq!(whole, outcome(text, Knobs { batch, ..knobs }), "in pieces of {batch}");
}

/// A policy file over the built-in pack.
pub fn policy_load(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    harness::load_policy(text);
}
