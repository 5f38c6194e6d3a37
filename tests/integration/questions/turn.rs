//! `--turn`: held against a search that tries every change and every pair of changes.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::records::{Changes, Facts, KINDS, Kind, PAPERS, Random, tried};
use crate::support::{Kami, NOW};

/// A change of a record: its field, or its paper, and the record behind it.
type Changed = (String, Facts);

/// Every change of one fact of a record, value by value.
fn changes(kind: &Kind, record: &Facts) -> Vec<Changed> {
    let mut found = Vec::new();
    for fact in kind.facts {
        let from = record.get(fact.name);
        for (place, to) in fact.values.iter().enumerate() {
            let can = match (from, fact.changes) {
                (None, _) => fact.is_given,
                (Some(from), _) if from == to => false,
                (Some(_), Changes::Yes) => true,
                (Some(from), Changes::Later) => {
                    let is_later = fact.values.iter().position(|value| value == from).unwrap() < place;
                    let is_unbound = kind.command == "recycle-quote" && from == "bound" && *to == "new";
                    is_later || is_unbound
                }
                (Some(from), Changes::NotFrom(words)) => !words.contains(&from.as_str()),
                (Some(_), Changes::Never | Changes::NotEvenGiven) => false,
            };
            if can {
                let mut changed = record.clone();
                changed.insert(fact.name, (*to).to_owned());
                found.push((fact.name.to_owned(), changed));
            }
        }
    }
    if kind.command == "check-unbind" {
        let at_hand = record.get("documents").cloned().unwrap_or_default();
        for paper in PAPERS.iter().filter(|paper| !at_hand.split(';').any(|known| known == **paper)) {
            found.push((format!("+{paper}"), with_paper(record, paper)));
        }
    }
    found
}

fn with_paper(record: &Facts, paper: &str) -> Facts {
    let mut changed = record.clone();
    let at_hand = record.get("documents").filter(|listed| *listed != "none");
    let listed = at_hand.map_or_else(|| paper.to_owned(), |listed| format!("{listed};{paper}"));
    changed.insert("documents", listed);
    changed
}

fn name_of(change: &Value) -> String {
    let to = change["to"].as_str().unwrap();
    if change["field"] == "documents" { to.to_owned() } else { change["field"].as_str().unwrap().to_owned() }
}

fn apply(kind: &Kind, record: &Facts, change: &Value) -> Facts {
    let (field, to) = (change["field"].as_str().unwrap(), change["to"].as_str().unwrap());
    match to.strip_prefix('+') {
        Some(paper) if field == "documents" => with_paper(record, paper),
        _ => {
            let mut changed = record.clone();
            let name = kind.facts.iter().find(|fact| fact.name == field).unwrap().name;
            changed.insert(name, to.to_owned());
            changed
        }
    }
}

#[test]
fn every_set_turns_and_none_smaller_does() {
    for (kind, seed) in KINDS.iter().zip(1..) {
        let mut random = Random(0x9e37_79b9_7f4a_7c15 ^ seed);
        let records: Vec<Facts> = (0..tried(15)).map(|_| kind.random(&mut random)).collect();
        for (target, rank) in &kind.verdicts[..3] {
            let results = kind.decide(&records, NOW, &["--turn", target]);
            let mut counts = (0, 0);
            for (record, result) in records.iter().zip(&results) {
                check(kind, record, result, *rank, &mut counts);
            }
            println!("{} --turn {target}: {} turned, {} cannot", kind.command, counts.0, counts.1);
            assert!(*rank > 1 || counts.0 > 0 && counts.1 > 0, "{} {target} {counts:?}", kind.command);
        }
    }
}

fn check(kind: &Kind, record: &Facts, result: &Value, target: u8, counts: &mut (usize, usize)) {
    let told = || format!("{} {record:?}\n{result}", kind.command);
    let sets: Vec<&Vec<Value>> =
        result["turn"].as_array().unwrap().iter().map(|set| set.as_array().unwrap()).collect();
    let blocked_by = result["turn_blocked_by"].as_array().unwrap();
    let verdict = kind.rank(result["verdict"].as_str().unwrap());
    if verdict <= target || verdict == 4 {
        assert!(sets.is_empty() && blocked_by.is_empty() && result["turn_more"].is_null(), "{}", told());
        return;
    }
    counts.0 += usize::from(!sets.is_empty());
    counts.1 += usize::from(sets.is_empty());
    // Whatever is claimed turns it, and nothing of it can be left out.
    let apply_all =
        |set: &[&Value]| set.iter().fold(record.clone(), |record, change| apply(kind, &record, change));
    let mut turning = Vec::new();
    let mut not_turning = Vec::new();
    for set in &sets {
        let all: Vec<&Value> = set.iter().collect();
        turning.push(apply_all(&all));
        for left_out in 0..all.len() {
            let mut fewer = all.clone();
            fewer.remove(left_out);
            not_turning.push(apply_all(&fewer));
        }
    }
    // No fewer changes do, as far as pairs go.
    let size = sets.first().map_or(usize::MAX, |set| set.len());
    assert!(sets.iter().all(|set| set.len() == size), "{}", told());
    let single = changes(kind, record);
    let mut pairs = Vec::new();
    if size >= 2 {
        for (name, changed) in &single {
            let others = changes(kind, changed).into_iter().filter(|(other, _)| other != name);
            pairs.extend(others.map(|(other, changed)| (BTreeSet::from([name.clone(), other]), changed)));
        }
    }
    let claimed: BTreeSet<BTreeSet<String>> =
        sets.iter().map(|set| set.iter().map(name_of).collect()).collect();
    let tried: Vec<(BTreeSet<String>, Facts)> =
        single.into_iter().map(|(name, changed)| (BTreeSet::from([name]), changed)).chain(pairs).collect();
    let all: Vec<Facts> =
        turning.iter().chain(&not_turning).chain(tried.iter().map(|(_, changed)| changed)).cloned().collect();
    let ranks = kind.ranks(&all);
    let (ranks_turning, rest) = ranks.split_at(turning.len());
    let (ranks_not, ranks_tried) = rest.split_at(not_turning.len());
    assert!(ranks_turning.iter().all(|rank| *rank <= target), "{}", told());
    assert!(ranks_not.iter().all(|rank| *rank > target), "{}", told());
    for ((names, changed), rank) in tried.iter().zip(ranks_tried) {
        if *rank <= target {
            assert!(names.len() >= size, "fewer: {changed:?}\n{}", told());
            let is_listed = names.len() > size || claimed.contains(names) || !result["turn_more"].is_null();
            // A word that is tried may do what a lesser one does with another change beside it.
            assert!(is_listed, "not listed: {names:?} {changed:?}\n{}", told());
        }
    }
    // Rules block only where nothing turns it, and are some that it cites.
    assert!(sets.is_empty() || blocked_by.is_empty(), "{}", told());
    let rules = result["rules"].as_array().unwrap();
    assert!(blocked_by.iter().all(|rule| rules.contains(rule)), "{}", told());
}

fn turn(args: &[&str]) -> Value {
    let run = Kami::new(args.iter().chain(&["--now", NOW, "-f", "jsonl"])).run();
    let result = run.results().remove(0);
    json!({"turn": result["turn"], "turn_more": result["turn_more"], "turn_blocked_by": result["turn_blocked_by"]})
}

#[test]
fn papers_are_changes_of_their_own() {
    let args = ["check-unbind", "platform=jd", "state=bound", "documents=id-photos;id-handheld"];
    let found = turn(&[&args[..], &["--turn", "eligible"]].concat());
    let paper = |to: &str, rules: &[&str]| json!({"field": "documents", "from": "id-photos;id-handheld", "to": to, "rules": rules});
    let set =
        [paper("+serial-screenshot", &["jd.documents"]), paper("+proof-of-purchase", &["jd.state.bound"])];
    assert_eq!(found, json!({"turn": [set], "turn_more": null, "turn_blocked_by": []}));
}

#[test]
fn rules_that_nothing_changes_are_named() {
    let found =
        turn(&["check-unbind", "platform=jd", "state=used", "violations=true", "--turn", "conditional"]);
    assert_eq!(found, json!({"turn": [], "turn_more": null, "turn_blocked_by": ["jd.state.used"]}));
    let found = turn(&["cancel-window", "channel=jd-global", "order_stage=submitted", "--turn", "open"]);
    assert_eq!(found["turn_blocked_by"], json!(["jd-global.never"]));
}

#[test]
fn amounts_become_the_nearest_that_turn_it() {
    let rate = |offered: &str| {
        let found =
            turn(&["recycle-quote", "face_value=500", "form=electronic", offered, "--turn", "quoted"]);
        found["turn"][0][0]["to"].as_str().unwrap().to_owned()
    };
    assert_eq!(rate("offered_rate=0.5"), "0.88");
    assert_eq!(rate("offered_rate=1.2".replace("1.2", "120%").as_str()), "0.98");
    assert_eq!(rate("offered_price=100"), "440.00");
    let args =
        ["cancel-window", "channel=jd-enterprise", "scheduled_at=2026-11-22 10:30", "--turn", "urgent"];
    let found = turn(&args);
    let later = json!([{"field": "scheduled_at", "from": "2026-11-22T10:30:00+08:00", "to": "2026-11-22T11:00:00+08:00", "rules": ["enterprise.scheduled"]}]);
    assert!(found["turn"].as_array().unwrap().contains(&later), "{found}");
}

#[test]
fn csv_has_sets_in_a_cell() {
    let args = ["check-unbind", "platform=jd", "state=bound", "promo_linked=true", "--turn", "eligible"];
    let rows = Kami::new(args.iter().chain(&["--now", NOW, "-f", "csv"])).run().rows();
    let of = |name: &str| rows[1][rows[0].iter().position(|known| known == name).unwrap()].clone();
    assert_eq!(of("turn"), "promo_linked:true>false;promo_ends_on:>2026-11-21");
    assert_eq!((of("turn_more"), of("turn_blocked_by")), (String::new(), String::new()));
}

#[test]
fn a_verdict_that_a_command_lacks_is_refused_with_those_it_has() {
    let run = Kami::new(["check-unbind", "platform=jd", "--turn", "open"]).run();
    assert_eq!(run.code, 2);
    assert!(run.err.contains("eligible, conditional, unknown, blocked"), "{}", run.err);
    assert_eq!(Kami::new(["check-unbind", "platform=jd", "--turn", "eligible", "-f", "junit"]).run().code, 2);
}
