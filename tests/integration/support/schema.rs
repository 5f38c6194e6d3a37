//! Whether JSON is as a schema says, its formats as well.

use boon::{Compiler, SchemaIndex, Schemas};
use serde_json::Value;

/// A schema that is one itself.
pub struct Schema {
    schemas: Schemas,
    index: SchemaIndex,
}

impl Schema {
    /// Reads a schema.
    ///
    /// # Panics
    /// If it is none.
    pub fn new(schema: &Value) -> Self {
        Self::read(schema).unwrap_or_else(|problem| panic!("{problem}"))
    }

    fn read(schema: &Value) -> Result<Self, String> {
        const PLACE: &str = "https://schema.invalid/schema.json";
        let (mut compiler, mut schemas) = (Compiler::new(), Schemas::new());
        compiler.enable_format_assertions();
        let mut schema = schema.clone();
        // What it is called must not send anybody to look for it elsewhere.
        if let Some(object) = schema.as_object_mut() {
            object.remove("$id");
        }
        compiler.add_resource(PLACE, schema).map_err(|error| format!("{error:#}"))?;
        let index = compiler.compile(PLACE, &mut schemas).map_err(|error| format!("{error:#}"))?;
        Ok(Self { schemas, index })
    }

    /// What is not as the schema says, in words; nothing if all is.
    pub fn problems(&self, value: &Value) -> Option<String> {
        self.schemas.validate(value, self.index).err().map(|error| error.to_string())
    }
}

#[test]
fn what_is_wrong_is_found() {
    use serde_json::json;

    let draft = "https://json-schema.org/draft/2020-12/schema";
    let schema = Schema::new(&json!({
        "$schema": draft, "$id": "https://example.invalid/x", "type": "object", "$defs": {"day": {"format": "date"}},
        "properties": {"day": {"$ref": "#/$defs/day"}, "name": {"pattern": "^[a-z]+$"}}, "additionalProperties": false,
    }));
    assert_eq!(schema.problems(&json!({"day": "2026-02-28", "name": "x"})), None);
    for (value, place) in [
        (json!({"day": "2026-02-30"}), "'/day'"),
        (json!({"name": "X"}), "'/name'"),
        (json!({"colour": 1}), "colour"),
        (json!([]), "''"),
    ] {
        let problems = schema.problems(&value).unwrap();
        assert!(problems.contains(place), "{value}: {problems}");
    }
    for bad in
        [json!({"$schema": draft, "type": "number!"}), json!({"$schema": draft, "$ref": "#/$defs/none"})]
    {
        assert!(Schema::read(&bad).is_err(), "{bad}");
    }
}
