//! `--until`: held against runs at other moments.

use super::records::{Facts, KINDS, Kind, Random, tried};
use crate::support::{NOW, is_thorough};

/// What of a result is its own, and not its distance from now.
const TOLD: [&str; 6] = ["verdict", "rules", "deadline", "not_before", "confirm_by", "retry_after"];

/// The columns that say when a result turns.
const TURNS: [&str; 3] = ["turns_at", "turns_to", "turned_by"];

/// Seconds since 1970 of a time as results have it.
fn seconds(time: &str) -> i64 {
    chrono::DateTime::parse_from_rfc3339(time).unwrap().timestamp()
}

fn at(seconds: i64) -> String {
    let china = chrono::FixedOffset::east_opt(8 * 3600).unwrap();
    chrono::DateTime::from_timestamp(seconds, 0).unwrap().with_timezone(&china).to_rfc3339()
}

/// Records, what is told of each now, and when it turns to what.
struct Watched<'k> {
    kind: &'k Kind,
    records: Vec<Facts>,
    before: Vec<Vec<String>>,
    /// The seconds from now to its turn, and the verdict then.
    turns: Vec<Option<(i64, String)>>,
}

impl<'k> Watched<'k> {
    fn new(kind: &'k Kind, records: Vec<Facts>, span: &str) -> Self {
        let before = kind.columns(&records, NOW, &["--until", span], &TOLD);
        let now = seconds(NOW);
        let turn = |row: Vec<String>| {
            let [turns_at, turns_to, turned_by] = <[String; 3]>::try_from(row).unwrap();
            assert_eq!(turns_at.is_empty(), turned_by.is_empty(), "{turns_at} {turned_by}");
            assert_eq!(turns_at.is_empty(), turns_to.is_empty(), "{turns_at} {turns_to}");
            (!turns_at.is_empty()).then(|| (seconds(&turns_at) - now, turns_to))
        };
        let turns = kind.columns(&records, NOW, &["--until", span], &TURNS).into_iter().map(turn).collect();
        Self { kind, records, before, turns }
    }

    /// Checks that results are as they were before their turn, and others at it.
    fn check(&self, after: i64) {
        let later = self.kind.columns(&self.records, &at(seconds(NOW) + after), &[], &TOLD);
        for (((record, turn), before), later) in
            self.records.iter().zip(&self.turns).zip(&self.before).zip(&later)
        {
            let told = || format!("{} {after} {record:?}\n{before:?}\n{later:?}", self.kind.command);
            match turn {
                Some((at, to)) if *at == after => {
                    assert!(before != later, "{}", told());
                    assert_eq!(*to, later[0], "{}", told());
                }
                Some((at, _)) if *at < after => {}
                _ => assert!(before == later, "{}", told()),
            }
        }
    }

    fn tell(&self) {
        let turn = self.turns.iter().flatten().count();
        println!("{}: {turn} of {} turn", self.kind.command, self.records.len());
    }
}

fn random_records(kind: &Kind, count: usize, seed: u64) -> Vec<Facts> {
    let mut random = Random(0x2545_f491_4f6c_dd1d ^ seed);
    (0..count).map(|_| kind.random(&mut random)).collect()
}

#[test]
fn results_turn_at_that_second_and_not_one_before() {
    for (kind, span) in KINDS.iter().flat_map(|kind| [(kind, "2h"), (kind, "60d")]) {
        let watched = Watched::new(kind, random_records(kind, if is_thorough() { 150 } else { 60 }, 7), span);
        let turns = watched.turns.iter().flatten();
        let mut moments: Vec<i64> = turns.flat_map(|(turn, _)| [turn - 1, *turn]).collect();
        moments.extend([1, 3600, 7200]);
        moments.sort_unstable();
        moments.dedup();
        assert!(span == "2h" && kind.command == "recycle-quote" || moments.len() > 4, "{moments:?}");
        moments.into_iter().for_each(|after| watched.check(after));
    }
}

/// A slow test, run by hand with `cargo test --release -- --ignored second_by_second --nocapture`.
#[test]
#[ignore = "takes minutes"]
fn second_by_second() {
    watch("2h", (1..=7200).collect());
}

/// Another: `cargo test --release -- --ignored day_by_day --nocapture`.
#[test]
#[ignore = "takes minutes"]
fn day_by_day() {
    // Just before each midnight, at it, and in the middle of the day.
    watch(
        "60d",
        (0..60).flat_map(|day| [-1, 0, 12 * 3600].map(|more| 14 * 3600 + day * 86_400 + more)).collect(),
    );
}

/// Decides records at random, of each command, at each of these moments.
fn watch(span: &str, moments: Vec<i64>) {
    for kind in &KINDS {
        let watched = Watched::new(kind, random_records(kind, tried(2000), 11), span);
        watched.tell();
        moments.iter().for_each(|after| watched.check(*after));
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
