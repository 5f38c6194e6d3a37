//! `--witness`: what is claimed of a policy is shown by commands that can be run.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::support::{Kami, NOW, Run, tries};

const SOURCE: &str = "[[source]]\nid = \"shop\"\ntitle = \"Notice\"\nas_of = 2026-11-01\n";

fn rule(id: &str, when: &str, effect: &str) -> String {
    format!(
        "[[rule]]\nid = \"{id}\"\ncommand = \"check-unbind\"\nwhen = {{ {when} }}\neffect = {{ {effect} }}\n\
         grade = \"stated\"\nsource = \"shop\"\ntitle = {{ en = \"x\", zh = \"x\" }}\n\
         message = {{ en = \"x\", zh = \"x\" }}\n"
    )
}

fn platform(id: &str) -> String {
    format!(
        "[[word]]\nfield = \"platform\"\nid = \"{id}\"\nbinds = \"gift-cards\"\n\
         title = {{ en = \"{id}\", zh = \"{id}\" }}\n"
    )
}

fn folder(text: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("mine.toml"), format!("{SOURCE}{text}")).unwrap();
    folder
}

fn found(folder: &tempfile::TempDir) -> Vec<Value> {
    let args = ["policy", "check", "--witness", "-f", "json", "--now", NOW, "mine.toml"];
    let run = Kami::new(args).dir(folder.path()).run();
    assert!(run.code <= 1, "{}", run.err);
    run.document()["problems"].as_array().unwrap().clone()
}

/// Runs a witness as a shell would, for its result.
fn shown(folder: &tempfile::TempDir, line: &Value) -> Value {
    let line = format!("{} -f jsonl", line.as_str().unwrap());
    let run: Run = Kami::shell(&line).dir(folder.path()).run();
    assert_eq!(run.code, 0, "{line}: {}", run.err);
    run.results()[0].clone()
}

fn cites(result: &Value, id: &str) -> bool {
    result["rules"].as_array().unwrap().iter().any(|rule| rule == id)
}

/// How many of each kind are planted in a file; several files are looked at at once.
const PLANTED: usize = 25;

/// Looks at each of so many files by itself, all at once.
fn in_files(count: usize, look: impl Fn(usize) + Sync) {
    std::thread::scope(|scope| {
        let look = &look;
        (0..count).for_each(|number| drop(scope.spawn(move || look(number))));
    });
}

#[test]
fn planted_gaps_shadows_and_overlaps_are_found_and_nothing_else() {
    in_files(1, |file| gaps_and_shadows(file, tries(PLANTED)));
    in_files(1, |file| overlaps(file, tries(PLANTED)));
}

#[test]
#[ignore = "a hundred of each take minutes where the program is not optimised"]
fn a_hundred_planted_gaps_shadows_and_overlaps_are_found_and_nothing_else() {
    in_files(4, |file| gaps_and_shadows(file, PLANTED));
    in_files(4, |file| overlaps(file, PLANTED));
}

fn gaps_and_shadows(file: usize, planted: usize) {
    // Gaps: platforms that no rule knows. Others have rules of their own.
    let ids = |name: &str| (0..planted).map(|number| format!("{name}-{file}-{number}")).collect();
    let (empty, full): (Vec<String>, Vec<String>) = (ids("empty"), ids("full"));
    let mut text: String = empty.iter().chain(&full).map(|id| platform(id)).collect();
    for id in &full {
        let of = |states: &str| format!("platform = \"{id}\", state = {states}");
        text.push_str(&rule(id, &of("[\"used\", \"expired\"]"), "verdict = \"blocked\""));
        // Shadows: they ask for more and do the same. (One that looks at a further fact would not be:
        // where that is missing, it would stand under `assumed`.)
        text.push_str(&rule(&format!("shadowed.{id}"), &of("\"used\""), "verdict = \"blocked\""));
    }
    let folder = folder(&text);
    let problems = found(&folder);
    let of = |kind: &str| problems.iter().filter(|problem| problem["kind"] == kind).collect::<Vec<_>>();
    let words: BTreeSet<&str> = of("gap").iter().map(|gap| gap["word"].as_str().unwrap()).collect();
    assert_eq!(words, empty.iter().map(String::as_str).collect());
    for gap in of("gap") {
        assert_eq!(shown(&folder, &gap["witness"][0])["rules"], json!([]), "{gap}");
        assert!(gap["line"].as_u64().unwrap() > 4 && gap["file"] == "mine.toml", "{gap}");
    }
    let rules: BTreeSet<String> =
        of("shadow").iter().map(|shadow| shadow["rules"][0].as_str().unwrap().to_owned()).collect();
    assert_eq!(rules, full.iter().map(|id| format!("shadowed.{id}")).collect(), "{problems:?}");
    for shadow in of("shadow") {
        let (with, without) = (shown(&folder, &shadow["witness"][0]), shown(&folder, &shadow["witness"][1]));
        let id = shadow["rules"][0].as_str().unwrap();
        assert!(cites(&with, id) && !cites(&without, id), "{shadow}");
        for name in ["verdict", "at_worst", "confidence", "route", "days_min"] {
            assert_eq!(with[name], without[name], "{shadow}");
        }
    }
    assert_eq!(problems.len(), 2 * planted, "{problems:?}");
    // None of it keeps the file from deciding.
    let platform = format!("platform={}", full[0]);
    let args = ["check-unbind", &platform, "state=used", "--policy", "mine.toml"];
    assert_eq!(Kami::new(args).dir(folder.path()).run().code, 0);
}

fn overlaps(file: usize, planted: usize) {
    // Each contradicts the way that ships, and no two of them meet.
    let ids: Vec<String> = (0..planted).map(|number| format!("other.route.{file}.{number}")).collect();
    let conditions = (0..planted).map(|number| {
        format!("platform = \"pdd\", failed_attempts = {{ at_least = {number}, at_most = {number} }}")
    });
    let text: String =
        ids.iter().zip(conditions).map(|(id, when)| rule(id, &when, "route = \"service-ticket\"")).collect();
    let folder = folder(&text);
    let problems = found(&folder);
    let pairs: BTreeSet<BTreeSet<&str>> = problems
        .iter()
        .filter(|problem| problem["kind"] == "overlap")
        .map(|problem| problem["rules"].as_array().unwrap().iter().filter_map(Value::as_str).collect())
        .collect();
    assert_eq!(pairs, ids.iter().map(|id| BTreeSet::from(["pdd.route", id.as_str()])).collect());
    assert_eq!(problems.len(), planted, "{problems:?}");
    problems.iter().for_each(|overlap| assert_contradicts(&folder, overlap));
}

/// Holds that the commands of an overlap show it: one rule cited in each, and two routes.
fn assert_contradicts(folder: &tempfile::TempDir, overlap: &Value) {
    let ids: Vec<&str> = overlap["rules"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    let results: Vec<Value> = (0..2).map(|place| shown(folder, &overlap["witness"][place])).collect();
    for (result, others) in results.iter().zip([(0, 1), (1, 0)]) {
        assert!(!cites(result, ids[others.0]) && cites(result, ids[others.1]), "{overlap}: {result}");
    }
    assert_ne!(results[0]["route"], results[1]["route"]);
}

#[test]
fn an_overlap_is_shown_by_two_commands() {
    let text = [rule("shop.route", "platform = \"pdd\", form = \"physical\"", "route = \"service-ticket\"")];
    let folder = folder(&text.concat());
    let problems = found(&folder);
    let overlap = problems
        .iter()
        .find(|problem| problem["kind"] == "overlap")
        .unwrap_or_else(|| panic!("{problems:?}"));
    let ids: Vec<&str> = overlap["rules"].as_array().unwrap().iter().map(|id| id.as_str().unwrap()).collect();
    assert!(ids.contains(&"shop.route") && ids.len() == 2, "{overlap}");
    assert_contradicts(&folder, overlap);
}

#[test]
fn the_built_in_policy_has_no_gap() {
    let args = ["policy", "check", "--witness", "-f", "json", "--now", NOW];
    let document = Kami::new(args).run().document();
    let gaps = document["problems"].as_array().unwrap().iter().filter(|problem| problem["kind"] == "gap");
    assert_eq!(gaps.count(), 0, "{document}");
}

#[test]
fn a_change_is_shown_by_a_record_or_said_to_have_none() {
    let folder = folder(
        "[change.\"jd.review\".effect.stages]\nfirst-review = [2, 3]\n\n[change.\"jd.speed-up\"]\ngrade = \"stated\"\n",
    );
    let args = ["policy", "diff", "builtin", "mine.toml", "--witness", "-f", "json", "--now", NOW];
    let run = Kami::new(args).dir(folder.path()).run();
    assert_eq!(run.code, 0, "{}", run.err);
    let witnesses = run.document()["witnesses"].as_array().unwrap().clone();
    assert_eq!(witnesses.len(), 2, "{witnesses:?}");
    let of = |rule: &str| witnesses.iter().find(|witness| witness["rule"] == rule).unwrap();
    let shown = of("jd.review");
    assert_eq!((&shown["command"], &shown["now"]), (&json!("check-unbind"), &json!(NOW)));
    let record: Vec<String> = shown["record"]
        .as_object()
        .unwrap()
        .iter()
        .map(|(name, value)| format!("{name}={}", value.as_str().unwrap()))
        .collect();
    let decided = |policy: &[&str]| {
        let args = ["check-unbind", "--now", NOW, "-f", "jsonl"].map(str::to_owned).into_iter();
        let args = args.chain(record.clone()).chain(policy.iter().map(|word| (*word).to_owned()));
        Kami::new(args).dir(folder.path()).run().results()[0].clone()
    };
    assert_ne!(decided(&[]), decided(&["--policy", "mine.toml"]));
    // Of what only informs the grade stands in no result.
    assert_eq!(of("jd.speed-up")["record"], Value::Null);
}

#[test]
fn a_removed_rule_is_shown_by_a_platform_that_is_gone() {
    let used = rule("shop.used", "platform = \"shop\", state = \"used\"", "verdict = \"blocked\"");
    let folder = folder(&(platform("shop") + &used));
    let args = ["policy", "diff", "mine.toml", "builtin", "--witness", "-f", "json", "--now", NOW];
    let witnesses = Kami::new(args).dir(folder.path()).run().document()["witnesses"].clone();
    assert_eq!(
        witnesses,
        json!([{"rule": "shop.used", "command": "check-unbind", "now": NOW,
                "record": {"platform": "shop", "state": "used"}}])
    );
}
