//! Decides a stream: records as JSON objects, one a line, become answers as JSON objects, one a line.
//!
//!     cargo run --example decide_stream < fixtures/cards.jsonl

use std::error::Error;
use std::io::{self, BufRead, Write};

use kami::{Decider, Now};
use serde_json::{Map, Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let now = std::time::SystemTime::now();
    run(&mut io::stdin().lock(), now.into(), &mut io::stdout().lock())
}

/// Answers each record, and goes on behind one that cannot be read.
pub fn run(records: &mut dyn BufRead, now: Now, out: &mut dyn Write) -> Result<(), Box<dyn Error>> {
    // A decider is made once, and used for all of them.
    let decider = Decider::builtin()?;
    for line in records.lines() {
        let record: Map<String, Value> = serde_json::from_str(&line?)?;
        let facts = record.iter().map(|(name, value)| (name, text(value)));
        match decider.check_unbind(facts, now) {
            Ok(answer) => writeln!(out, "{}", answer.to_json())?,
            Err(error) => writeln!(out, "{}", json!({ "error": error.to_string() }))?,
        }
    }
    Ok(())
}

/// Facts are text, as a person would write them: lists with `;` between their words.
fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(text).collect::<Vec<_>>().join(";"),
        other => other.to_string(),
    }
}
