use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use serde_json::Value;
use zen_engine::Decision as Compiled;
use zen_engine::model::{DecisionContent, GraphContent};

use crate::{Decision, Result};

/// The rules as a decision model: facts as expressions, a table of rules of which all that match are
/// collected, and the verdict as an expression.
pub struct Engine {
    decision: Compiled,
}

impl Engine {
    /// Compiles the rules.
    pub fn new() -> Result<Self> {
        let content: DecisionContent = serde_json::from_str(include_str!("rules.json"))?;
        let graph: GraphContent = content.as_graph().ok_or("not a graph")?.clone();
        let mut decision = Compiled::from(std::sync::Arc::new(graph));
        decision.compile();
        Ok(Self { decision })
    }

    /// Decides a record.
    pub fn decide(&self, line: &str) -> Result<Decision> {
        let input: Value = serde_json::from_str(line)?;
        let id = input["id"].as_str().unwrap_or_default().to_owned();
        let response = ready(self.decision.evaluate(input.into())).map_err(|error| format!("{error:?}"))?;
        let result: Value = response.result.to_value();
        let rules = result["rules"].as_array().into_iter().flatten();
        let rules = rules.filter_map(Value::as_str).map(str::to_owned).collect();
        Ok(Decision { id, verdict: result["verdict"].as_str().unwrap_or_default().to_owned(), rules })
    }
}

/// The result of a future that waits for nothing, without the cost of a runtime.
fn ready<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
    }
}
