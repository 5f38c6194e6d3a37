//! A change that no case notices, with a case that would.

use super::search::Witness;
use crate::decide::Plan;
use crate::output::{Column, text::written};

/// A change that no case notices.
#[derive(Debug)]
pub struct Survivor {
    /// The rule.
    pub rule: String,
    /// Where in it.
    pub clause: String,
    /// What was changed.
    pub change: String,
    /// A record on which it shows, as a case to fill in.
    pub case: String,
}

/// A witness as a `[[case]]`, with what is expected by the policy as it is.
pub(super) fn as_case(name: &str, plan: &Plan<'_>, witness: &Witness) -> String {
    let now = written(|out| plan.now.write(out));
    let record: Vec<String> = witness
        .record
        .iter()
        .map(|(field, text)| format!("{} = {}", field.name(), toml(&text.as_str().into())))
        .collect();
    let mut columns = Column::of(plan.command);
    columns.push(Column::Steps);
    let differs =
        columns.iter().map(|column| column.name()).find(|name| witness.old[*name] != witness.new[*name]);
    let expect = differs.map(|name| format!("{name} = {}", toml(&witness.old[name]))).unwrap_or_default();
    let otherwise = differs.map(|name| toml(&witness.new[name])).unwrap_or_default();
    format!(
        "[[case]]\nname = {}\ncommand = \"{}\"\nnow = \"{now}\"\nrecord = {{ {} }}\nexpect = {{ {expect} }} # else {otherwise}\n",
        toml(&name.into()),
        plan.command.name(),
        record.join(", "),
    )
}

/// A value as TOML; there is no null, for which an empty text stands.
fn toml(value: &serde_json::Value) -> String {
    use serde_json::Value;
    match value {
        Value::Null => "\"\"".to_owned(),
        Value::Array(items) => format!("[{}]", items.iter().map(toml).collect::<Vec<_>>().join(", ")),
        Value::Object(members) => {
            let members: Vec<String> =
                members.iter().map(|(key, value)| format!("{key} = {}", toml(value))).collect();
            format!("{{ {} }}", members.join(", "))
        }
        other => other.to_string(),
    }
}
