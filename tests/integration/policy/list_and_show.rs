//! `kami policy list` and `show` say all that is known of rules.

use crate::support::{Kami, NOW};
use kami::internals::output::text::width;
use serde_json::Value;

fn listed(args: &[&str]) -> Vec<Value> {
    listed_at(NOW, args)
}

fn listed_at(now: &str, args: &[&str]) -> Vec<Value> {
    let fixed = ["policy", "list", "-f", "json", "--now", now];
    let run = Kami::new(fixed.iter().chain(args)).run();
    assert_eq!(run.code, 0, "{}", run.err);
    let document = run.document();
    document["rules"].as_array().unwrap().clone()
}

#[test]
fn filters_narrow_the_list() {
    let all = listed(&[]);
    assert!(all.len() > 150);
    for (args, field, value) in [
        (["--command", "recycle-quote"], "/command", "recycle-quote"),
        (["--source", "kameng-credit"], "/source/id", "kameng-credit"),
        (["--grade", "claimed"], "/grade", "claimed"),
    ] {
        let some = listed(&args);
        let want = all.iter().filter(|rule| rule.pointer(field).unwrap() == value).count();
        assert!(want > 0 && some.len() == want, "{args:?}");
    }
    let disputed = listed(&["--disputed"]);
    assert!(disputed.len() >= 20 && disputed.iter().all(|rule| rule["disputed"].is_string()));
}

#[test]
fn disputes_can_be_read_with_one_command() {
    for lang in ["en", "zh"] {
        let args = ["policy", "list", "--disputed", "-f", "markdown", "--lang", lang, "--now", NOW];
        let run = Kami::new(args).run();
        for rule in ["jd.route", "jd.state.partial", "enterprise.bulk", "quote.no-official"] {
            assert!(run.out.contains(&format!("| {rule} ")), "{lang} {rule}");
        }
    }
}

#[test]
fn age_is_told() {
    let of = |rules: &[Value], id: &str| {
        rules.iter().find(|rule| rule["id"] == id).unwrap()["freshness"].as_str().unwrap().to_owned()
    };
    let now = listed(&[]);
    assert_eq!(of(&now, "jdf.route"), "stale");
    assert_eq!(of(&now, "jd.route"), "undated");
    let then = listed_at("2024-06-01", &[]);
    assert_eq!(of(&then, "jdf.route"), "fresh");
    assert_eq!(of(&then, "jd.route"), "undated");
    let shown = Kami::new(["policy", "show", "jdf.route", "--now", NOW]).run().out;
    assert!(shown.contains("as of 2024-05-12, more than a year old"), "{shown}");
    let shown = Kami::new(["policy", "show", "jd.route", "--now", NOW, "--lang", "zh"]).run().out;
    assert!(shown.contains("来源未注明日期"), "{shown}");
}

#[test]
fn conditions_and_effects_are_put_into_words() {
    for (rule, lang, said) in [
        ("jd.promo-linked", "en", "promo_ends_on is not before today or not given"),
        ("jd.promo-linked", "zh", "活动结束日不早于今天，或未填写"),
        ("paid-pilot.cap", "en", "face_value + cancelled_today is above 500.00 yuan"),
        ("paid-pilot.cap", "zh", "面额与今日已取消之和高于 500.00 元"),
        ("remedy.fast-call", "zh", "提交时间距今不超过 72 秒"),
        ("quote.offer.too-high", "en", "offered_rate is above the greatest rate on the market plus 3%"),
        ("kaquanmao.window", "en", "can be cancelled within 8m of submitted_at"),
        ("enterprise.scheduled", "zh", "可取消至预约时间前 1 小时"),
        ("jd.review", "zh", "需 6–15 个工作日（初审 1–3、复核 2–5、终审 3–7）"),
        ("quote.platform-b", "en", "platform-b pays 90%–93% of face value, fee 1%, from 50.00 yuan"),
        ("third-party.odds", "en", "any third party"),
    ] {
        let run = Kami::new(["policy", "show", rule, "--lang", lang, "--now", NOW]).run();
        assert!(run.out.contains(said), "{rule}: {}", run.out);
    }
}

#[test]
fn an_unknown_rule_suggests_the_nearest() {
    let run = Kami::new(["policy", "show", "jd.promolinked"]).run();
    assert_eq!(run.code, 2);
    assert!(run.err.contains("did you mean `jd.promo-linked`?"), "{}", run.err);
    let run = Kami::new(["policy", "list", "--source", "jd-unbid"]).run();
    assert_eq!(run.code, 2);
    assert!(run.err.contains("did you mean `jd-unbind`?"), "{}", run.err);
}

#[test]
fn rules_are_shown_as_wide_as_the_terminal_at_most() {
    for args in [&["policy", "show", "jd.route"][..], &["policy", "list"], &["policy", "list", "--disputed"]]
    {
        for (lang, columns) in [("en", 60), ("zh", 60), ("en", 100), ("zh", 100)] {
            let all = [args, &["--lang", lang]].concat();
            let run = Kami::new(&all).env("COLUMNS", &columns.to_string()).run();
            let widest = run.out.lines().max_by_key(|line| width(line)).unwrap_or_default();
            assert!(run.code == 0 && width(widest) <= columns, "{all:?} {columns}: {widest}");
            assert!(run.out.contains("jd.route"), "{all:?}");
        }
    }
}
