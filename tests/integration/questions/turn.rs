//! `--turn`: held against a search that tries every change and every pair of changes.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::records::{Changes, Facts, KINDS, Kind, PAPERS, Random, tried};
use crate::support::{Kami, NOW, is_thorough, tries};

/// A change of a record: its field, or its paper, and the record behind it.
type Changed = (String, Facts);

/// A change: a field and its new value, or `documents` and the paper that is brought.
type Step = (&'static str, &'static str);

/// Every change of one fact of a record.
fn options(kind: &Kind, record: &Facts) -> Vec<Step> {
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
                found.push((fact.name, *to));
            }
        }
    }
    if kind.command == "check-unbind" {
        let at_hand = record.get("documents").cloned().unwrap_or_default();
        let is_missing = |paper: &&&str| !at_hand.split(';').any(|known| known == **paper);
        found.extend(PAPERS.iter().filter(is_missing).map(|paper| ("documents", *paper)));
    }
    found
}

/// What a change is about, whatever it becomes.
fn place((field, to): Step) -> String {
    if field == "documents" { format!("+{to}") } else { field.to_owned() }
}

fn changed(record: &Facts, (field, to): Step) -> Facts {
    if field == "documents" {
        return with_paper(record, to);
    }
    let mut changed = record.clone();
    changed.insert(field, to.to_owned());
    changed
}

/// Every change of one fact of a record, value by value.
fn changes(kind: &Kind, record: &Facts) -> Vec<Changed> {
    let all = options(kind, record).into_iter();
    all.map(|option| (place(option), changed(record, option))).collect()
}

/// A record with so many facts changed at random, mostly of these places.
fn changed_at_random(
    kind: &Kind,
    record: &Facts,
    count: usize,
    places: &BTreeSet<String>,
    random: &mut Random,
) -> Facts {
    let mut done = BTreeSet::new();
    let mut record = record.clone();
    while done.len() < count {
        let mut open = options(kind, &record);
        open.retain(|option| !done.contains(&place(*option)));
        let likely: Vec<_> = open.iter().copied().filter(|option| places.contains(&place(*option))).collect();
        let from = if random.below(5) > 0 && !likely.is_empty() { likely } else { open };
        if from.is_empty() {
            break;
        }
        let option = from[random.below(from.len())];
        record = changed(&record, option);
        done.insert(place(option));
    }
    record
}

/// A record with nearly everything changed, mostly to the first value, which is in order in most lists.
fn nearly_all_changed(kind: &Kind, record: &Facts, random: &mut Random) -> Facts {
    let mut all = options(kind, record);
    let mut record = record.clone();
    while let Some(first) = all.first().copied() {
        let (same, rest): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|option| place(*option) == place(first));
        if random.below(8) > 0 {
            let of = if random.below(3) > 0 { 0 } else { random.below(same.len()) };
            record = changed(&record, same[of]);
        }
        all = rest;
    }
    record
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

/// So many records at random are tried for each set of four changes or more, and for each record that
/// nothing turns.
const SAMPLED: usize = 200;

#[test]
fn every_set_turns_and_none_smaller_does() {
    search(tried(if is_thorough() { 10 } else { 6 }));
}

/// A slow test, run by hand with `cargo test --release -- --ignored search_in_many --nocapture`.
#[test]
#[ignore = "takes minutes"]
fn search_in_many() {
    search(tried(2000));
}

fn search(count: usize) {
    for (kind, seed) in KINDS.iter().zip(1..) {
        let mut random = Random(0x9e37_79b9_7f4a_7c15 ^ seed);
        let records: Vec<Facts> = (0..count).map(|_| kind.random(&mut random)).collect();
        for (target, rank) in &kind.verdicts[..3] {
            let results = kind.decide(&records, NOW, &["--turn", target]);
            let mut counts = BTreeMap::new();
            for (record, result) in records.iter().zip(&results) {
                if let Some(size) = check(kind, record, result, *rank, &mut random) {
                    *counts.entry(size).or_insert(0) += 1;
                }
            }
            println!("{} --turn {target}: records by number of changes {counts:?}", kind.command);
            assert!(
                *rank > 1 || counts.len() > 1 && counts.contains_key(&0),
                "{} {target} {counts:?}",
                kind.command
            );
        }
    }
}

/// Checks what is said of a record, and tells how many changes turn it: 0 where nothing does, none where
/// there was nothing to ask.
fn check(kind: &Kind, record: &Facts, result: &Value, target: u8, random: &mut Random) -> Option<usize> {
    let told = || format!("{} {record:?}\n{result}", kind.command);
    let sets: Vec<&Vec<Value>> =
        result["turn"].as_array().unwrap().iter().map(|set| set.as_array().unwrap()).collect();
    let blocked_by = result["turn_blocked_by"].as_array().unwrap();
    let verdict = kind.rank(result["verdict"].as_str().unwrap());
    if verdict <= target || verdict == 4 {
        assert!(sets.is_empty() && blocked_by.is_empty() && result["turn_more"].is_null(), "{}", told());
        return None;
    }
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
    // Of larger sets, and of what nothing turns, many at random.
    for _ in 0..tries(SAMPLED) {
        match size {
            usize::MAX => not_turning.push(nearly_all_changed(kind, record, random)),
            0..=3 => break,
            _ => {
                let places = claimed.iter().flatten().cloned().collect();
                not_turning.push(changed_at_random(kind, record, size - 1, &places, random));
            }
        }
    }
    let all: Vec<Facts> =
        turning.iter().chain(&not_turning).chain(tried.iter().map(|(_, changed)| changed)).cloned().collect();
    let ranks = kind.ranks(&all);
    let (ranks_turning, rest) = ranks.split_at(turning.len());
    let (ranks_not, ranks_tried) = rest.split_at(not_turning.len());
    assert!(ranks_turning.iter().all(|rank| *rank <= target), "{}", told());
    for (changed, rank) in not_turning.iter().zip(ranks_not) {
        assert!(*rank > target, "fewer, or not none: {changed:?}\n{}", told());
    }
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
    Some(sets.first().map_or(0, |set| set.len()))
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

#[test]
fn a_record_that_is_there_already_or_invalid_has_nothing_to_turn() {
    let nothing = json!({"turn": [], "turn_more": null, "turn_blocked_by": []});
    assert_eq!(turn(&["check-unbind", "platform=pdd", "--turn", "conditional"]), nothing);
    assert_eq!(turn(&["recycle-quote", "face_value=500", "form=electronic", "--turn", "quoted"]), nothing);
    assert_eq!(
        turn(&["check-unbind", "platform=jd", "state=used", "violations=maybe", "--turn", "eligible"]),
        nothing
    );
    assert_eq!(turn(&["cancel-window", "channel=", "--turn", "open"]), nothing);
}

#[test]
fn an_unknown_record_is_turned_by_giving_facts() {
    let found = turn(&["recycle-quote", "form=electronic", "state=new", "--turn", "quoted"]);
    let change = &found["turn"][0][0];
    assert_eq!((&change["field"], &change["from"]), (&json!("face_value"), &Value::Null), "{found}");
    assert!(change["to"].is_string(), "{found}");
    let found = turn(&["check-unbind", "platform=jd", "documents=none", "--turn", "conditional"]);
    assert_eq!(found["turn"][0][0]["field"], "state", "{found}");
    // One that is missing is never blocked by rules.
    assert_eq!(found["turn_blocked_by"], json!([]));
}

#[test]
fn each_command_names_the_verdicts_that_it_has() {
    for (command, given, wrong, has) in [
        ("check-unbind", "platform=jd", "quoted", "eligible, conditional, unknown, blocked"),
        ("cancel-window", "channel=other", "eligible", "open, urgent, unknown, closed"),
        ("recycle-quote", "face_value=5", "closed", "quoted, flagged, unknown, rejected"),
    ] {
        let run = Kami::new([command, given, "--turn", wrong]).run();
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{command}");
        assert!(run.err.contains(wrong) && run.err.contains(has), "{}", run.err);
    }
}
