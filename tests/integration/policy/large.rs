//! Policies of thousands of rules, and of hundreds of platforms, channels and recyclers: each record is
//! decided by the bounds of its own platform, and what is larger still is refused.

use std::fmt::Write;
use std::path::Path;

use serde_json::Value;

use crate::support::{Kami, NOW, Run};

const PLATFORMS: usize = 500;
/// Rules of one platform or channel.
const OWN: usize = 4;

const SOURCE: &str = "[[source]]\nid = \"own\"\ntitle = \"own\"\nas_of = 2026-01-01\n";

fn words(field: &str, count: usize) -> String {
    let word = |n| {
        let also =
            if field == "recycler" { String::new() } else { format!("also = [\"别名 {field} {n}\"]\n") };
        let title = format!("{{ en = \"{field} {n}\", zh = \"第{n}家{field}\" }}");
        format!("[[word]]\nfield = \"{field}\"\nid = \"{field}-{n}\"\ntitle = {title}\n{also}")
    };
    (0..count).map(word).collect()
}

/// A rule of a number, with a condition and an effect.
fn rule(number: usize, command: &str, when: &str, effect: &str) -> String {
    format!(
        "[[rule]]\nid = \"own.{number}\"\ncommand = \"{command}\"\nwhen = {{ {when} }}\neffect = {{ {effect} }}\n\
         phase = \"apply\"\ngrade = \"stated\"\nsource = \"own\"\ntitle = {{ en = \"Rule {number}\", zh = \"规则{number}\" }}\n\
         message = {{ en = \"Message {number}.\", zh = \"说明{number}。\" }}\n"
    )
}

/// The bound of a rule of a platform, in yuan: each has another.
fn bound(platform: usize, own: usize) -> usize {
    100 + platform * 10 + own * 10_000
}

fn platforms() -> String {
    let mut text = SOURCE.to_owned() + &words("platform", PLATFORMS);
    for own in 0..OWN {
        for platform in 0..PLATFORMS {
            let when = format!(
                "platform = \"platform-{platform}\", debt = {{ at_least = \"{}\" }}",
                bound(platform, own)
            );
            let verdict = if own + 1 == OWN { "blocked" } else { "conditional" };
            let effect = format!("verdict = \"{verdict}\"");
            text += &rule(own * PLATFORMS + platform, "check-unbind", &when, &effect);
        }
    }
    text
}

/// How long the window of a rule of a channel lasts, in seconds: each as long as no other.
fn lasts(channel: usize, own: usize) -> usize {
    60 + channel * OWN + own
}

fn channels() -> String {
    let mut text = SOURCE.to_owned() + &words("channel", PLATFORMS);
    for own in 0..OWN {
        for channel in 0..PLATFORMS {
            let when = format!(
                "channel = \"channel-{channel}\", vip_level = {{ at_least = {own}, at_most = {own} }}"
            );
            let effect =
                format!("window = {{ from = \"submitted_at\", lasts = \"{}s\" }}", lasts(channel, own));
            text += &rule(own * PLATFORMS + channel, "cancel-window", &when, &effect);
        }
    }
    text
}

/// Recycler by recycler: from which face value on it takes cards, and at which rate in parts per 10,000.
fn recycler(number: usize) -> (usize, usize) {
    (100 + number * 7 % 500, 5_000 + number)
}

fn recyclers() -> String {
    let mut text = SOURCE.to_owned() + &words("recycler", PLATFORMS);
    for number in 0..PLATFORMS {
        let (least, rate) = recycler(number);
        let rate = format!("{}.{:02}%", rate / 100, rate % 100);
        let effect = format!(
            "quote = {{ platform = \"recycler-{number}\", rate = [\"{rate}\", \"{rate}\"], fee = \"0%\", least = \"{least}\", arrival = \"24h\" }}"
        );
        text += &rule(number, "recycle-quote", "", &effect).replace("phase = \"apply\"\n", "");
    }
    text
}

/// A run in a folder with these layers, each in a file of its name.
fn run(layers: &[(&str, String)], args: &[&str], stdin: &str) -> Run {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in layers {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    in_folder(folder.path(), args, stdin)
}

fn in_folder(folder: &Path, args: &[&str], stdin: &str) -> Run {
    let run = Kami::new(args).dir(folder).stdin(stdin).run();
    assert!(run.err.is_empty(), "{args:?}: {:.500}", run.err);
    run
}

fn own_rules(result: &Value) -> Vec<&str> {
    let rules = result["rules"].as_array().unwrap().iter().map(|rule| rule.as_str().unwrap());
    rules.filter(|id| id.starts_with("own.")).collect()
}

#[test]
fn each_of_hundreds_of_platforms_is_decided_by_its_own_bounds() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("large.toml"), platforms()).unwrap();
    let mut input = String::from("platform,debt\n");
    let wanted = (0..PLATFORMS).step_by(3).chain([PLATFORMS - 1]).flat_map(|platform| {
        // Just at a bound and just below it.
        (0..OWN).flat_map(move |own| [(platform, own, 0), (platform, own, 1)])
    });
    let wanted: Vec<(usize, usize, usize)> = wanted.collect();
    for (platform, own, below) in &wanted {
        let name = if platform % 2 == 0 {
            format!("别名 platform {platform}")
        } else {
            format!("PLATFORM-{platform}")
        };
        let fen = bound(*platform, *own) * 100 - below;
        writeln!(input, "{name},{}.{:02}", fen / 100, fen % 100).unwrap();
    }
    let args = ["check-unbind", "-f", "jsonl", "-q", "--now", NOW, "--policy", "large.toml"];
    let results = in_folder(folder.path(), &args, &input).results();
    assert_eq!(results.len(), wanted.len());
    for (result, (platform, own, below)) in results.iter().zip(&wanted) {
        let reached = own + 1 - below;
        let ids: Vec<String> =
            (0..reached).map(|own| format!("own.{}", own * PLATFORMS + platform)).collect();
        assert_eq!(own_rules(result), ids, "{result}");
        let verdict = match reached {
            0 => "eligible",
            OWN => "blocked",
            _ => "conditional",
        };
        assert_eq!(result["verdict"], verdict, "{result}");
    }
    let question = ["platform=platform-499", "debt=5200", "--turn", "eligible"];
    let asked =
        [&args[..1], &question, &["-f", "json", "-q", "--now", NOW, "--policy", "large.toml"]].concat();
    let turned = in_folder(folder.path(), &asked, "").document();
    assert_eq!(turned["results"][0]["turn"][0][0]["rules"], serde_json::json!(["own.499"]), "{turned}");
}

#[test]
fn each_of_hundreds_of_channels_has_windows_of_its_own() {
    let mut input = String::from("channel,vip_level,submitted_at\n");
    let mut wanted = Vec::new();
    for channel in (0..PLATFORMS).step_by(5) {
        for own in [0, OWN - 1] {
            for over in [0, 1] {
                let at = 36_000 - lasts(channel, own) - over;
                let (hour, minute, second) = (at / 3600, at / 60 % 60, at % 60);
                writeln!(input, "channel-{channel},{own},2026-11-22T{hour:02}:{minute:02}:{second:02}")
                    .unwrap();
                wanted.push((format!("own.{}", own * PLATFORMS + channel), over));
            }
        }
    }
    // Nobody says which level it is of, nor of which channel.
    input += "channel-7,,2026-11-22T09:59:59\nno-such-channel,1,2026-11-22T09:59:59\n";
    let args = ["cancel-window", "-f", "jsonl", "-q", "--now", NOW, "--policy", "large.toml"];
    let results = run(&[("large.toml", channels())], &args, &input).results();
    assert_eq!(results.len(), wanted.len() + 2);
    for (result, (rule, over)) in results.iter().zip(&wanted) {
        assert_eq!(own_rules(result), [rule], "{result}");
        assert_eq!(result["verdict"], if *over == 0 { "urgent" } else { "closed" }, "{result}");
    }
    let [of_any_level, invalid] = &results[wanted.len()..] else { panic!("two results more") };
    assert_eq!(of_any_level["verdict"], "unknown", "{of_any_level}");
    assert_eq!(invalid["verdict"], "invalid", "{invalid}");
}

#[test]
fn the_best_of_hundreds_of_recyclers_is_found() {
    let cards = [100, 350, 599, 600];
    let mut input = String::from("face_value,state\n");
    cards.iter().for_each(|card| writeln!(input, "{card},new").unwrap());
    let args = ["recycle-quote", "-f", "jsonl", "-q", "--now", NOW, "--policy", "large.toml"];
    let off = "off = [\"quote.platform-a\", \"quote.platform-b\", \"quote.platform-c\"]\n".to_owned();
    let results = run(&[("large.toml", off + &recyclers())], &args, &input).results();
    assert_eq!(results.len(), cards.len());
    for (result, card) in results.iter().zip(cards) {
        let quoting: Vec<usize> = (0..PLATFORMS).filter(|number| recycler(*number).0 <= card).collect();
        let quotes = result["quotes"].as_array().unwrap();
        let quoted: Vec<&str> = quotes.iter().map(|quote| quote["platform"].as_str().unwrap()).collect();
        let wanted: Vec<String> = quoting.iter().map(|number| format!("recycler-{number}")).collect();
        assert_eq!(quoted, wanted, "{card}");
        let best = quoting.iter().max_by_key(|number| recycler(**number).1).unwrap();
        assert_eq!(result["best"], format!("recycler-{best}"), "{card}");
    }
}

#[test]
fn what_is_larger_still_is_refused() {
    let windows = (0..3_300).map(|number| {
        rule(
            number,
            "cancel-window",
            "channel = \"duidui\"",
            "window = { from = \"submitted_at\", lasts = \"9m\" }",
        )
    });
    let bounds = (0..4_100).map(|number| {
        let when = format!("debt = {{ at_least = \"{number}\", below = \"{number}.50\" }}");
        rule(number, "check-unbind", &when, "verdict = \"conditional\"")
    });
    for (text, said) in [
        (words("platform", 1_001), "1006 words of `platform`, at most 1000"),
        (words("documents", 65), "words of `documents`, at most 64"),
        (windows.collect(), "at most 16384"),
        (bounds.collect(), "bounds on one fact in conditions of check-unbind, at most 8000"),
    ] {
        let run = run(&[("large.toml", SOURCE.to_owned() + &text)], &["policy", "check", "large.toml"], "");
        assert_eq!(run.code, 1);
        assert!(run.out.contains(said), "{said}: {:.500}", run.out);
    }
}
