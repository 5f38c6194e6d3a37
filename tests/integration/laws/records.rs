//! What has to hold for all records, tried on many.

use crate::support::{Kami, NOW, is_thorough};
use serde_json::Value;

/// A sequence of numbers that is the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn pick<'a>(&mut self, items: &[&'a str]) -> &'a str {
        items[self.roll(items.len() as u64) as usize]
    }
}

fn results(command: &str, csv: &str, more: &[&str]) -> Vec<Value> {
    let args: Vec<&str> =
        [command, "-", "-f", "jsonl", "--now", NOW].into_iter().chain(more.iter().copied()).collect();
    let run = Kami::new(args).stdin(csv).run();
    assert_eq!(run.code, 0, "{}", run.err);
    run.results()
}

fn fen(value: &Value) -> i64 {
    value.as_str().unwrap().replace('.', "").parse().unwrap()
}

#[test]
fn nobody_pays_more_than_the_rate_of_the_face_value() {
    let mut dice = Dice(1);
    let faces: Vec<u64> = (0..500).map(|_| 1 + dice.roll(2_000_000)).collect();
    let rows: String = faces
        .iter()
        .map(|fen| format!("{}.{:02},{}\n", fen / 100, fen % 100, dice.pick(&["electronic", "physical", ""])))
        .collect();
    let results = results("recycle-quote", &format!("face_value,form\n{rows}"), &[]);
    assert_eq!(results.len(), faces.len());
    let mut quotes = 0;
    for (face, result) in faces.iter().zip(&results) {
        for quote in result["quotes"].as_array().unwrap() {
            quotes += 1;
            let (net_min, net_mid, net_max) =
                (fen(&quote["net_min"]), fen(&quote["net_mid"]), fen(&quote["net_max"]));
            assert!(net_min <= net_mid && net_mid <= net_max, "{quote}");
            let payout = net_max + fen(&quote["fee_max"]);
            assert!(net_max <= payout && payout <= *face as i64, "{quote}");
        }
    }
    assert!(quotes > 500);
}

#[test]
fn waiting_longer_never_reopens_a_window() {
    for channel in ["jd-official", "kaquanmao", "duidui", "suhuishou", "paid-pilot", "other"] {
        let waits =
            [0, 1, 4, 5, 6, 299, 300, 301, 479, 480, 481, 599, 600, 601, 899, 900, 901, 86_400, 86_401];
        let now = chrono::DateTime::parse_from_rfc3339(NOW).unwrap();
        let row =
            |wait: &i64| format!("{channel},{},100\n", (now - chrono::Duration::seconds(*wait)).to_rfc3339());
        let rows: String = waits.iter().map(row).collect();
        let results = results("cancel-window", &format!("channel,submitted_at,face_value\n{rows}"), &[]);
        let rank = |result: &Value| match result["verdict"].as_str().unwrap() {
            "open" => 0,
            "urgent" => 1,
            "closed" => 3,
            other => panic!("{other}"),
        };
        let ranks: Vec<i32> = results.iter().map(rank).collect();
        assert!(ranks.is_sorted(), "{channel}: {ranks:?}");
        assert_eq!(ranks.last(), Some(&3));
    }
}

#[test]
fn an_offer_is_flagged_from_both_ends_and_only_there() {
    let offers: Vec<String> = (800..=1000).map(|rate| format!("500,new,{}%\n", rate as f64 / 10.0)).collect();
    let results =
        results("recycle-quote", &format!("face_value,state,offered_rate\n{}", offers.concat()), &[]);
    let flag = |result: &Value| {
        result["flags"].as_array().unwrap().first().map(|flag| flag.as_str().unwrap().to_owned())
    };
    let flags: Vec<Option<String>> = results.iter().map(flag).collect();
    let low = flags.iter().take_while(|flag| flag.as_deref() == Some("below-market")).count();
    let fair = flags[low..].iter().take_while(|flag| flag.is_none()).count();
    let high = flags[low + fair..].iter().filter(|flag| flag.as_deref() == Some("price-fraud")).count();
    // From 88 % on it is no longer below the market; above 98 % it is too good to be true.
    assert_eq!((low, fair, high), (80, 101, 20));
}

#[test]
fn knowing_more_never_makes_a_blocked_card_eligible() {
    let facts = [
        ("state", &["new", "bound", "partially-used", "used", "expired"][..]),
        ("violations", &["true", "false"]),
        ("real_name_verified", &["true", "false"]),
        ("form", &["electronic", "physical"]),
        ("card_status", &["normal", "frozen", "lost", "cancelled"]),
        ("account_status", &["normal", "frozen"]),
        ("transferred", &["true", "false"]),
        ("split_used", &["true", "false"]),
    ];
    let mut dice = Dice(7);
    let header = format!("platform,{}\n", facts.map(|(name, _)| name).join(","));
    let (mut without, mut with) = (header.clone(), header);
    for _ in 0..2_000 {
        let platform = dice.pick(&["jd", "taobao", "pdd", "jd-finance", "kameng"]);
        let hidden = dice.roll(facts.len() as u64) as usize;
        let values = facts.map(|(_, values)| if dice.roll(4) == 0 { "" } else { dice.pick(values) });
        let mut known = values;
        known[hidden] = dice.pick(facts[hidden].1);
        let mut unknown = known;
        unknown[hidden] = "";
        without.push_str(&format!("{platform},{}\n", unknown.join(",")));
        with.push_str(&format!("{platform},{}\n", known.join(",")));
    }
    let before = results("check-unbind", &without, &[]);
    let after = results("check-unbind", &with, &[]);
    let mut blocked = 0;
    for (before, after) in before.iter().zip(&after) {
        if before["verdict"] == "blocked" {
            blocked += 1;
            assert_eq!(after["verdict"], "blocked", "{before}\n{after}");
        }
        // What can get no worse than this does not, whatever the fact turns out to be.
        let rank = |verdict: &Value| {
            ["eligible", "conditional", "unknown", "blocked"].iter().position(|v| verdict == v)
        };
        assert!(rank(&after["verdict"]) <= rank(&before["at_worst"]), "{before}\n{after}");
    }
    assert!(blocked > 100);
}

/// Records with few facts, so that many differ in no more than which are missing.
fn sparse(dice: &mut Dice, columns: &[(&str, &[&str])], rows: usize) -> Vec<String> {
    let row = |number: usize| {
        let cells = columns.iter().map(|(name, values)| {
            let is_given = matches!(*name, "platform" | "channel") || dice.roll(3) == 0;
            if is_given { dice.pick(values) } else { "" }
        });
        format!("R{number},{}", cells.collect::<Vec<_>>().join(","))
    };
    (0..rows).map(row).collect()
}

#[test]
fn the_records_before_it_change_nothing_of_a_result() {
    let bools: &[&str] = &["true", "false"];
    let sums: &[&str] = &["100", "500.00", "1200", "20000"];
    let unbind: &[(&str, &[&str])] = &[
        ("platform", &["jd", "taobao", "pdd", "jd-finance", "kameng", "needy", "staged"]),
        ("state", &["new", "bound", "used"]),
        ("form", &["electronic", "physical"]),
        ("face_value", sums),
        ("balance", &["0", "50", "100"]),
        ("expires_on", &["2026-11-21", "2026-11-22", "2027-06-01", "9999-12-31"]),
        ("bound_at", &["2026-11-22 09:00:00", "2024-01-01 00:00:00"]),
        ("account_status", &["normal", "frozen"]),
        ("order_linked", bools),
        ("documents", &["none", "id-photos;id-handheld", "serial-screenshot"]),
        ("stage", &["first-review", "awaiting-confirmation"]),
        ("stage_since", &["2026-11-20 10:00:00", "2026-10-01 10:00:00", "0001-01-01 00:00:00"]),
        // Behind the last day that can be written there is none to name.
        ("promo_ends_on", &["2026-11-30", "2026-11-01", "9999-12-31"]),
        ("debt", &["0", "12.50"]),
    ];
    let cancel: &[(&str, &[&str])] = &[
        (
            "channel",
            &[
                "quiet",
                "jd-official",
                "jd-enterprise",
                "kaquanmao",
                "duidui",
                "suhuishou",
                "paid-pilot",
                "transfer",
            ],
        ),
        ("face_value", sums),
        ("cancelled_today", sums),
        ("annual_purchases", &["1000", "900000"]),
        ("submitted_at", &["2026-11-22 09:58:00", "2026-11-22 09:50:00", "2026-11-21 10:00:00"]),
        ("scheduled_at", &["2026-11-22 10:30:00", "2026-11-23 10:00:00", "9999-12-31 23:59:59"]),
        ("order_stage", &["draft", "submitted", "verified", "failed"]),
        ("issue", &["theft", "duplicate"]),
        ("vip_level", &["1", "6"]),
        ("recipient_activated", bools),
    ];
    let quote: &[(&str, &[&str])] = &[
        ("form", &["electronic", "physical"]),
        ("state", &["new", "used", "expired"]),
        ("face_value", sums),
        ("balance", &["0", "50", "100"]),
        ("expires_on", &["2026-11-21", "2027-06-01"]),
        ("issuer", &["jd", "elsewhere"]),
        ("offered_rate", &["0.99", "0.9", "0.5"]),
        ("deposit_requested", bools),
    ];
    let policy: &[&str] = &["--policy", "tests/policy/laws.toml"];
    let messages: &[&str] = &["-f", "jsonl", "--explain"];
    let explained: &[&str] = &["-f", "csv", "--explain"];
    let commands = [("check-unbind", unbind), ("cancel-window", cancel), ("recycle-quote", quote)];
    for (place, (command, columns)) in commands.into_iter().enumerate() {
        let names: Vec<&str> = columns.iter().map(|(name, _)| *name).collect();
        let rows = sparse(&mut Dice(7), columns, if is_thorough() { 3000 } else { 2000 });
        // Every command, and every way to write, by turns: the last of them says most.
        let ways = [&["-f", "jsonl"], explained, messages, policy].into_iter().enumerate();
        for (_, more) in ways.filter(|(way, _)| is_thorough() || (way + place).is_multiple_of(2) || *way == 3)
        {
            let in_order = |rows: &mut dyn Iterator<Item = &String>| {
                let text: String = rows.map(|row| format!("{row}\n")).collect();
                let mut args = vec![command, "-", "--now", NOW, "--threads", "1"];
                args.extend(more);
                if more == policy {
                    args.extend(explained);
                }
                let run = Kami::new(args).stdin(format!("id,{}\n{text}", names.join(","))).run();
                // Without the number of the record and the line that it came from.
                let own = |line: &str| {
                    line.split_once("\"id\":")
                        .or(line.splitn(3, ',').nth(2).map(|rest| ("", rest)))
                        .map(|(_, rest)| rest.to_owned())
                };
                let mut lines: Vec<String> = run.out.lines().filter_map(own).collect();
                lines.sort();
                lines
            };
            let (forth, back) = (in_order(&mut rows.iter()), in_order(&mut rows.iter().rev()));
            assert!(forth.len() >= rows.len() && forth.len() == back.len());
            for (one, other) in forth.iter().zip(&back) {
                assert_eq!(one, other, "{command} {more:?}");
            }
        }
    }
}
