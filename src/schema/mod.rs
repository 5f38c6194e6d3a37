//! JSON Schema (2020-12) of what commands read and write, from the field table, the columns and the
//! policy's vocabularies.

mod input;
mod output;
mod policy;

pub use input::input;
pub use output::output;
pub use policy::policy;

use serde_json::{Value, json};

/// The dialect that schemas are written in.
const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// A schema that null satisfies as well.
fn or_null(schema: Value) -> Value {
    json!({"anyOf": [schema, {"type": "null"}]})
}
