//! Receipts: what was decided, from what, by which rules, in hashes that can be verified later.
//! No fact of any record is in them.

mod merkle;

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::{Deserialize, Serialize};

pub use merkle::{Hash, Tree, leaf};

/// The kind of the document and its version.
pub const SCHEMA: &str = "kami/receipt/1";

/// What was decided, from what, and by which rules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    /// [`SCHEMA`].
    pub schema: String,
    /// The version of the program.
    pub version: String,
    /// The command.
    pub command: String,
    /// The options that were given and change the output.
    pub options: BTreeMap<String, OptionValue>,
    /// The moment of decision.
    pub now: String,
    /// The layers of the policy, lowest first.
    pub layers: Vec<Named>,
    /// The inputs, in order.
    pub inputs: Vec<Named>,
    /// Values that were given as arguments.
    pub facts: Option<Hashed>,
    /// The output.
    pub output: Hashed,
    /// The results.
    pub results: Results,
}

/// What an option was given as.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum OptionValue {
    /// Once; a flag is `true`.
    Text(String),
    /// Each time, of one that may be repeated.
    List(Vec<String>),
}

/// A file by its name and contents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Named {
    /// How it was named.
    pub name: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

/// Something by its contents alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hashed {
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

/// All results.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Results {
    /// How many there are.
    pub count: u64,
    /// The root of the tree over them, in hexadecimal.
    pub merkle_root: String,
}

impl Receipt {
    /// The receipt as it is written.
    pub fn text(&self) -> String {
        // Structs of texts and numbers always are JSON.
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }
}

/// Bytes in hexadecimal, in lower case.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
