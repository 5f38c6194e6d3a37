//! The examples of the library do what they say.

use std::error::Error;

use kami::chrono::DateTime;
use serde_json::Value;

use crate::support::{NOW, root};

#[allow(dead_code, reason = "tests have a main of their own")]
#[path = "../../examples/decide_one.rs"]
mod decide_one;
#[allow(dead_code, reason = "tests have a main of their own")]
#[path = "../../examples/decide_stream.rs"]
mod decide_stream;
#[allow(dead_code, reason = "tests have a main of their own")]
#[path = "../../examples/own_policy.rs"]
mod own_policy;

fn written(run: impl FnOnce(&mut Vec<u8>) -> Result<(), Box<dyn Error>>) -> String {
    let mut out = Vec::new();
    run(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn one_record_is_decided() {
    let said = written(|out| decide_one::run(out));
    assert!(said.starts_with("conditional, by these rules:\n"), "{said}");
    assert!(
        said.contains("\nto do: ") && said.contains("\nassumed to be fine: real_name_verified"),
        "{said}"
    );
}

#[test]
fn a_stream_is_decided_and_goes_on_behind_a_mistake() {
    let cards = std::fs::read_to_string(root().join("fixtures/cards.jsonl")).unwrap();
    let input = format!("{{\"platfrom\": \"jd\"}}\n{cards}");
    let now = DateTime::parse_from_rfc3339(NOW).unwrap();
    let said = written(|out| decide_stream::run(&mut input.as_bytes(), now.into(), out));
    let answers: Vec<Value> = said.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(answers.len(), cards.lines().count() + 1);
    assert!(answers[0]["error"].as_str().unwrap().contains("did you mean `platform`"));
    assert!(answers[1..].iter().all(|answer| answer["verdict"].is_string()), "{said}");
}

#[test]
fn a_policy_of_ones_own_changes_a_fee_and_a_mistake_in_it_is_told() {
    let said = written(|out| own_policy::run(out));
    assert!(said.starts_with("built in: 5.00 yuan\nchanged: 8.00 yuan\nwrong.toml:1:"), "{said}");
    let page = std::fs::read_to_string(root().join("docs/embedding.md")).unwrap();
    assert!(page.contains(&format!("```text\n{said}```\n")), "docs/embedding.md shows\n{said}");
}
