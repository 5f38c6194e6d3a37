use regorus::Value;
use regorus::languages::rego::compiler::Compiler;
use regorus::rvm::vm::RegoVM;

use crate::{Decision, Result};

/// The rules in regorus' virtual machine.
pub struct Engine {
    machine: RegoVM,
    verdict: Value,
    rules: Value,
    id: Value,
}

impl Engine {
    /// Compiles the rules.
    pub fn new() -> Result<Self> {
        let entry = "data.jd.decision";
        let mut engine = regorus::Engine::new();
        engine.add_policy("rules.rego".to_owned(), include_str!("rules.rego").to_owned())?;
        let policy = engine.compile_with_entrypoint(&entry.into())?;
        let program = Compiler::compile_from_policy(&policy, &[entry])?;
        let mut machine = RegoVM::new();
        machine.load_program(program);
        Ok(Self { machine, verdict: "verdict".into(), rules: "rules".into(), id: "id".into() })
    }

    /// Decides a record.
    pub fn decide(&mut self, line: &str) -> Result<Decision> {
        let input = Value::from_json_str(line)?;
        let id = text(&input[&self.id]);
        self.machine.set_input(input);
        let result = self.machine.execute()?;
        let rules = result[&self.rules].as_set()?.iter().map(text).collect();
        Ok(Decision { id, verdict: text(&result[&self.verdict]), rules })
    }
}

fn text(value: &Value) -> String {
    value.as_string().map(|text| text.to_string()).unwrap_or_default()
}
