//! `--until`: held against runs at other moments.

use serde_json::Value;

use super::records::{Facts, KINDS, Kind, Random, tried};
use crate::support::NOW;

/// What of a result is its own, and not its distance from now.
fn told(result: &Value) -> Vec<Value> {
    let names = ["verdict", "rules", "deadline", "not_before", "confirm_by", "retry_after"];
    names.map(|name| result.get(name).cloned().unwrap_or_default()).to_vec()
}

/// Seconds since 1970 of a time as results have it.
fn seconds(time: &Value) -> i64 {
    chrono::DateTime::parse_from_rfc3339(time.as_str().unwrap()).unwrap().timestamp()
}

fn at(seconds: i64) -> String {
    let china = chrono::FixedOffset::east_opt(8 * 3600).unwrap();
    chrono::DateTime::from_timestamp(seconds, 0).unwrap().with_timezone(&china).to_rfc3339()
}

/// The seconds from now to the turn of each record; none where nothing turns.
fn turns(kind: &Kind, records: &[Facts], span: &str) -> (Vec<Option<i64>>, Vec<Value>) {
    let results = kind.decide(records, NOW, &["--until", span]);
    let now = seconds(&NOW.into());
    let turn = |result: &Value| {
        let turns_at = &result["turns_at"];
        let turned_by = result["turned_by"].as_array().unwrap();
        assert_eq!(turns_at.is_null(), turned_by.is_empty(), "{result}");
        assert_eq!(turns_at.is_null(), result["turns_to"].is_null(), "{result}");
        (!turns_at.is_null()).then(|| seconds(turns_at) - now)
    };
    (results.iter().map(turn).collect(), results)
}

/// Checks that results are as they were before their turn, and others at it.
fn check_at(kind: &Kind, records: &[Facts], turns: &[Option<i64>], results: &[Value], after: i64) {
    let now = seconds(&NOW.into());
    let later = kind.decide(records, &at(now + after), &[]);
    for (((record, turn), before), later) in records.iter().zip(turns).zip(results).zip(&later) {
        let is_same = told(before) == told(later);
        if turn.is_none_or(|turn| turn > after) {
            assert!(is_same, "{} {after} {record:?}\n{before}\n{later}", kind.command);
        } else if turn == &Some(after) {
            assert!(!is_same, "{} {after} {record:?}\n{before}\n{later}", kind.command);
            assert_eq!(before["turns_to"], later["verdict"], "{} {record:?}", kind.command);
        }
    }
}

fn random_records(kind: &Kind, count: usize, seed: u64) -> Vec<Facts> {
    let mut random = Random(0x2545_f491_4f6c_dd1d ^ seed);
    (0..count).map(|_| kind.random(&mut random)).collect()
}

#[test]
fn results_turn_at_that_second_and_not_one_before() {
    for (kind, span) in KINDS.iter().flat_map(|kind| [(kind, "2h"), (kind, "60d")]) {
        let records = random_records(kind, 150, 7);
        let (turns, results) = turns(kind, &records, span);
        let mut moments: Vec<i64> = turns.iter().flatten().flat_map(|turn| [turn - 1, *turn]).collect();
        moments.extend([1, 3600, 7200]);
        moments.sort_unstable();
        moments.dedup();
        assert!(span == "2h" && kind.command == "recycle-quote" || moments.len() > 4, "{moments:?}");
        for after in moments {
            check_at(kind, &records, &turns, &results, after);
        }
    }
}

/// A slow test, run by hand: every second of two hours.
#[test]
#[ignore = "takes minutes"]
fn second_by_second() {
    for kind in &KINDS {
        let records = random_records(kind, tried(700), 11);
        let (turns, results) = turns(kind, &records, "2h");
        println!("{}: {} of {} turn", kind.command, turns.iter().flatten().count(), records.len());
        for after in 1..=7200 {
            check_at(kind, &records, &turns, &results, after);
        }
    }
}

/// Another: every midnight of 60 days.
#[test]
#[ignore = "takes minutes"]
fn day_by_day() {
    for kind in &KINDS {
        let records = random_records(kind, tried(2000), 13);
        let (turns, results) = turns(kind, &records, "60d");
        println!("{}: {} of {} turn", kind.command, turns.iter().flatten().count(), records.len());
        // From ten o'clock to midnight, and from each midnight to the next.
        for day in 0..60 {
            check_at(kind, &records, &turns, &results, 14 * 3600 + day * 86_400);
        }
    }
}

#[test]
fn rules_that_begin_to_hold_turn_results() {
    let folder = tempfile::tempdir().unwrap();
    let layer = folder.path().join("layer.toml");
    let rule = r#"
        [[rule]]
        id = "own.from-december"
        command = "check-unbind"
        when = { platform = "pdd" }
        effect = { verdict = "conditional" }
        phase = "clear"
        grade = "derived"
        source = "jd-unbind"
        valid_from = "2026-12-01"
        title = { en = "From December", zh = "12月起" }
        message = { en = "From December on.", zh = "12月起适用。" }
        place = { en = "nowhere", zh = "无" }
    "#;
    std::fs::write(&layer, rule).unwrap();
    let record = Facts::from([("platform", "pdd".to_owned())]);
    let options = ["--until", "30d", "--policy", layer.to_str().unwrap()];
    let result = KINDS[0].decide(&[record], NOW, &options).remove(0);
    assert_eq!(result["turns_at"], "2026-12-01T00:00:00+08:00");
    assert_eq!(result["turns_to"], "conditional");
    assert_eq!(result["turned_by"], serde_json::json!(["own.from-december"]));
}
