//! What a program of one's own gets: the same answers as the command line, and errors that help.

use std::collections::BTreeMap;

use kami::{Answer, Decider, Error, Lang, Policy, Verdict, chrono::DateTime};
use serde_json::{Map, Value};

use crate::support::{Kami, NOW};

fn now() -> DateTime<chrono::FixedOffset> {
    DateTime::parse_from_rfc3339(NOW).unwrap()
}

/// The records of the public cases of the moment that most of them have.
fn records(command: &str) -> (String, Vec<Map<String, Value>>) {
    let path = format!("{}/tests/cases/{command}.jsonl", env!("CARGO_MANIFEST_DIR"));
    let mut by_now: BTreeMap<String, Vec<Map<String, Value>>> = BTreeMap::new();
    for line in std::fs::read_to_string(path).unwrap().lines() {
        let case: Value = serde_json::from_str(line).unwrap();
        let record = case["record"].as_object().unwrap().clone();
        by_now.entry(case["now"].as_str().unwrap().to_owned()).or_default().push(record);
    }
    by_now.into_iter().max_by_key(|(_, records)| records.len()).unwrap()
}

/// Decides each record by the library and by the program, and hands over both results.
fn compare<D>(
    command: &str,
    decide: impl Fn(Vec<(&str, &str)>, DateTime<chrono::FixedOffset>) -> Result<Answer<D>, Error>,
    check: impl Fn(&Answer<D>, &Value),
) {
    let (now, records) = records(command);
    let input: String = records.iter().map(|record| format!("{}\n", Value::Object(record.clone()))).collect();
    let args = [command, "-", "--from", "jsonl", "-f", "jsonl", "--explain", "--all", "--now", now.as_str()];
    let args = args.iter().filter(|arg| **arg != "--all" || command == "recycle-quote");
    let run = Kami::new(args).stdin(input).run();
    let results = run.results();
    assert_eq!(results.len(), records.len(), "{}", run.err);
    let now = DateTime::parse_from_rfc3339(&now).unwrap();
    let mut decided = 0;
    for (record, result) in records.iter().zip(results) {
        let facts = record.iter().map(|(name, value)| (name.as_str(), value.as_str().unwrap())).collect();
        let answer = match decide(facts, now) {
            Ok(answer) => answer,
            Err(error) => {
                let expected = result["error"]["expected"].as_str().unwrap();
                assert!(matches!(error, Error::Fact(_)) && error.to_string().contains(expected), "{error}");
                continue;
            }
        };
        let json: Value = serde_json::from_str(answer.to_json()).unwrap();
        assert_eq!(serde_json::to_value(&answer).unwrap(), json);
        let mut wanted = result;
        wanted
            .as_object_mut()
            .unwrap()
            .retain(|name, _| !["record", "source", "error"].contains(&name.as_str()));
        assert_eq!(json, wanted);
        assert_eq!(json["verdict"], answer.verdict.code());
        assert_eq!(json["at_worst"], answer.at_worst.code());
        assert_eq!(ids(&json["rules"]), answer.rules.iter().map(|rule| rule.id.as_str()).collect::<Vec<_>>());
        assert_eq!(json["confidence"].as_str(), answer.confidence.map(|grade| grade.code()));
        assert_eq!(json["assumed"], Value::from(answer.assumed.clone()));
        assert_eq!(json["warnings"].as_array().unwrap().len(), answer.warnings.len());
        check(&answer, &json);
        decided += 1;
    }
    assert!(decided > 10, "{decided}");
}

fn ids(rules: &Value) -> Vec<&str> {
    rules.as_array().unwrap().iter().map(|rule| rule["id"].as_str().unwrap()).collect()
}

fn text(value: Option<impl ToString>) -> Value {
    value.map_or(Value::Null, |value| value.to_string().into())
}

fn time(value: Option<DateTime<chrono::FixedOffset>>) -> Option<i64> {
    value.map(|time| time.timestamp_millis())
}

fn time_of(json: &Value) -> Option<i64> {
    json.as_str().map(|text| DateTime::parse_from_rfc3339(text).unwrap().timestamp_millis())
}

#[test]
fn unbinding_is_what_the_program_says() {
    let decider = Decider::builtin().unwrap();
    compare(
        "check-unbind",
        |facts, now| decider.check_unbind(facts, now),
        |answer, json| {
            let details = &answer.details;
            assert_eq!(json["route"], text(details.route.as_ref()));
            assert_eq!(json["priority"], text(details.priority.map(|priority| priority.code())));
            assert_eq!(json["days_max"], details.days.map_or(Value::Null, |(_, max)| max.into()));
            assert_eq!(json["eta_latest"], text(details.eta_latest));
            assert_eq!(json["not_before"], text(details.not_before));
            assert_eq!(json["documents_missing"], Value::from(details.documents_missing.clone()));
            assert_eq!(json["stages"].as_array().unwrap().len(), details.stages.len());
            assert_eq!(time_of(&json["confirm_by"]), time(details.confirm_by));
            assert_eq!(ids(&json["actions"]).len(), details.actions.len());
        },
    );
}

#[test]
fn cancellation_is_what_the_program_says() {
    let decider = Decider::builtin().unwrap();
    compare(
        "cancel-window",
        |facts, now| decider.cancel_window(facts, now),
        |answer, json| {
            let details = &answer.details;
            assert_eq!(time_of(&json["deadline"]), time(details.deadline));
            assert_eq!(json["remaining_s"], Value::from(details.remaining_s));
            assert_eq!(json["fee"], text(details.fee));
            assert_eq!(json["odds_max"], text(details.odds_max));
            assert_eq!(ids(&json["remedies"]).len(), details.remedies.len());
            assert_eq!(
                time_of(&json["expected_verified_min"]),
                time(details.expected_verified.map(|(min, _)| min))
            );
        },
    );
}

#[test]
fn quotation_is_what_the_program_says() {
    let decider = Decider::builtin().unwrap();
    compare(
        "recycle-quote",
        |facts, now| decider.recycle_quote(facts, now),
        |answer, json| {
            let details = &answer.details;
            assert_eq!(json["best"], text(details.best().map(|quote| &quote.platform)));
            assert_eq!(json["net_mid"], text(details.best().map(|quote| quote.net_mid)));
            assert_eq!(json["arrives_by"], text(details.best().and_then(|quote| quote.arrives_by)));
            assert_eq!(json["fastest"], text(details.fastest().map(|quote| &quote.platform)));
            assert_eq!(json["flags"], Value::from(details.flags.clone()));
            assert_eq!(json["offer_over_best"], text(details.offer_over_best));
            assert_eq!(json["quotes"].as_array().unwrap().len(), details.quotes.len());
        },
    );
}

#[test]
fn what_cannot_be_read_is_said() {
    let decider = Decider::builtin().unwrap();
    let error =
        |facts: &[(&str, &str)]| decider.check_unbind(facts.iter().copied(), now()).unwrap_err().to_string();
    assert_eq!(error(&[("platfrom", "jd")]), "no field is called `platfrom`; did you mean `platform`?");
    assert_eq!(error(&[("platform", "jd"), ("face_value", "much")]).split(':').next(), Some("face_value"));
    assert!(error(&[("platform", "jd"), ("平台", "pdd")]).contains("platform is given twice"));
    assert!(error(&[("state", "new")]).contains("platform"));
    let secret = error(&[("platform", "jd"), ("卡密", "ABCD-1234-EFGH")]);
    assert!(secret.contains("secret") && !secret.contains("ABCD"), "{secret}");
    let chinese = decider.clone().language(Lang::Zh);
    let error = chinese.check_unbind([("平台", "不知道")], now()).unwrap_err();
    assert!(crate::support::has_chinese(&error.to_string()));
    let year_20000 = DateTime::from_timestamp(568_971_820_800, 0).unwrap();
    assert_eq!(decider.recycle_quote([("face_value", "1")], year_20000).unwrap_err(), Error::Now);
}

#[test]
fn a_decider_is_set_up_once() {
    let card = [("platform", "jd"), ("state", "new")];
    let decider = Decider::builtin().unwrap();
    assert!(!decider.check_unbind(card, now()).unwrap().assumed.is_empty());
    let strict = decider.clone().without_assumptions();
    assert_eq!(strict.check_unbind(card, now()).unwrap().verdict, Verdict::Unknown);

    let order = [("channel", "kaquanmao"), ("submitted_at", "2026-11-22 09:58")];
    assert_eq!(decider.cancel_window(order, now()).unwrap().verdict, Verdict::Open);
    let hasty = decider.clone().urgent_within(std::time::Duration::from_secs(3600));
    assert_eq!(hasty.cancel_window(order, now()).unwrap().verdict, Verdict::Urgent);

    let soonest = decider.soonest_first().recycle_quote([("face_value", "500")], now()).unwrap();
    assert_eq!(soonest.details.best(), soonest.details.fastest());
}

#[test]
fn policies_are_laid_over_the_built_in_one() {
    let facts = [("platform", "jd"), ("state", "used")];
    let before = Decider::builtin().unwrap().check_unbind(facts, now()).unwrap();
    let rule = before.rules.iter().find(|rule| rule.verdict == Some(Verdict::Blocked)).unwrap();
    let off = Policy::from_toml("mine.toml", format!("off = [\"{}\"]\n", rule.id));
    let after = Decider::with_policies([off]).unwrap().check_unbind(facts, now()).unwrap();
    assert!(before.cites(&rule.id) && !after.cites(&rule.id));

    let outside = Decider::with_policies(Policy::shipped("outside")).unwrap();
    assert!(outside.check_unbind(facts, now()).is_ok());
    let wrong = Policy::from_toml("mine.toml", "off = [\"no.such\"]\nname = 1\n");
    let Err(Error::Policy(error)) = Decider::with_policies([wrong]) else { panic!("it has problems") };
    assert_eq!(error.problems().count(), 2, "{error}");
}
