//! What the user's own policy files do.

use crate::support::Kami;
use kami::internals::lang::Lang;
use kami::internals::policy::{Layer, LayerFile, builtin_layer, load};
use serde_json::Value;

const NOW: &str = "2026-11-23T10:00:00+08:00";
const MINE: &str = "fixtures/policy/my-shop.toml";

fn decided(args: &[&str], policy: Option<&str>) -> Value {
    let mut all = vec!["-f", "json", "--now", NOW];
    let mut line: Vec<&str> = args.to_vec();
    all.extend(policy.iter().flat_map(|policy| ["--policy", policy]));
    line.extend(all);
    let run = Kami::new(&line).run();
    assert_eq!(run.code, 0, "{}", run.err);
    run.document()
}

#[test]
fn ten_lines_change_what_is_said() {
    assert!(std::fs::read_to_string(MINE).unwrap().lines().count() <= 10);
    let card = ["recycle-quote", "face_value=5000", "form=electronic", "state=new"];
    let (before, after) = (decided(&card, None), decided(&card, Some(MINE)));
    let (before_one, after_one) = (&before["results"][0], &after["results"][0]);
    assert_eq!(before_one["best"], "platform-a");
    assert_eq!(after_one["best"], "my-shop");
    assert_eq!(after_one["net_max"], "4800.00");
    assert_eq!((&before_one["verdict"], &after_one["verdict"]), (&"quoted".into(), &"flagged".into()));
    assert_eq!(after_one["flags"], serde_json::json!(["identity-check"]));
    let cites =
        |result: &Value, list: &str, rule: &str| result[list].as_array().unwrap().iter().any(|id| id == rule);
    assert!(cites(before_one, "notes", "quote.tax") && !cites(after_one, "notes", "quote.tax"));
    assert!(cites(after_one, "rules", "my.shop") && cites(after_one, "rules", "my.big-card"));

    let order = ["cancel-window", "channel=suhuishou", "submitted_at=2026-11-23 09:55:00"];
    assert_eq!(decided(&order, None)["results"][0]["fee"], "5.00");
    assert_eq!(decided(&order, Some(MINE))["results"][0]["fee"], "8.00");

    let layers = after["policy"]["layers"].as_array().unwrap();
    let names: Vec<&str> = layers.iter().map(|layer| layer["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["builtin", MINE]);
    assert!(layers.iter().all(|layer| layer["hash"].as_str().unwrap().len() == 64));
}

#[test]
fn the_environment_names_files_as_well() {
    let card = ["recycle-quote", "face_value=500", "state=new", "-f", "jsonl", "--now", NOW];
    let by_option = Kami::new(card.iter().chain(&["--policy", MINE])).run();
    let by_environment = Kami::new(card).env("KAMI_POLICY", MINE).run();
    assert!(by_option.out.contains("my-shop"));
    assert_eq!(by_option.out, by_environment.out);
}

#[test]
fn rules_and_changed_values_say_their_layer() {
    let of = |rule: &str| {
        let run = Kami::new(["policy", "show", rule, "-f", "json", "--policy", MINE]).run();
        run.document()["rules"][0].clone()
    };
    assert_eq!(of("my.shop")["layer"], MINE);
    let fee = of("suhuishou.window");
    assert_eq!(fee["layer"], "builtin");
    let changed = fee["changes"].as_array().unwrap();
    assert!(changed.contains(&serde_json::json!({"value": "effect.fee.amount", "layer": MINE})), "{fee}");
    let off = of("quote.tax");
    assert_eq!(off["off"], true);
    assert_eq!(off["changes"], serde_json::json!([{"value": "off", "layer": MINE}]));
}

#[test]
fn dated_rules_hold_on_their_days() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("dated.toml");
    let rule = |from: &str, verdict: &str| {
        format!(
            "[[rule]]\nid = \"my.rule\"\ncommand = \"check-unbind\"\nwhen = {{ platform = \"pdd\" }}\n\
             effect = {{ verdict = \"{verdict}\" }}\ngrade = \"stated\"\nsource = \"jd-unbind\"\n{from}\n\
             title = {{ en = \"Mine\", zh = \"自定\" }}\nmessage = {{ en = \"Mine.\", zh = \"自定。\" }}\n"
        )
    };
    let text = rule("valid_from = 2026-06-01\nvalid_until = 2026-06-30", "conditional")
        + &rule("valid_from = 2026-07-01", "blocked");
    std::fs::write(&path, text).unwrap();
    for (now, verdict) in [
        ("2026-05-31", "eligible"),
        ("2026-06-01", "conditional"),
        ("2026-06-30", "conditional"),
        ("2026-07-01", "blocked"),
    ] {
        let args =
            ["check-unbind", "platform=pdd", "-f", "jsonl", "--now", now, "--policy", path.to_str().unwrap()];
        let run = Kami::new(args).run();
        let result = run.document();
        assert_eq!(result["verdict"], verdict, "{now}");
    }
}

#[test]
fn the_exported_policy_is_the_built_in_one() {
    let exported = Kami::new(["policy", "export"]).run().out;
    let check = Kami::new(["policy", "check", "-"]).stdin(&exported).run();
    assert_eq!(check.code, 0, "{}", check.out);

    let file = LayerFile { name: "exported.toml".into(), text: exported.clone().into() };
    let layer = Layer { name: "exported".into(), hash: String::new(), files: vec![file] };
    let mut alone = load(&[layer])
        .unwrap_or_else(|problems| panic!("{}", problems.lines(Lang::En).collect::<Vec<_>>().join("\n")));
    let mut built_in = kami::internals::embedded::pack();
    for pack in [&mut alone, &mut built_in] {
        pack.files.clear();
        pack.layers.clear();
        pack.rules.iter_mut().for_each(|rule| rule.at = kami::internals::policy::At::default());
    }
    assert_eq!(alone, built_in);
}

#[test]
fn a_run_with_the_exported_policy_gives_the_same_bytes() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("exported.toml");
    let path = path.to_str().unwrap();
    assert_eq!(Kami::new(["policy", "export", "-o", path]).run().code, 0);
    for (command, file) in [
        ("check-unbind", "fixtures/cards.csv"),
        ("cancel-window", "fixtures/orders.csv"),
        ("recycle-quote", "fixtures/quotes.csv"),
    ] {
        for format in ["csv", "jsonl"] {
            let args = [command, file, "-f", format, "--explain", "--now", NOW];
            let plain = Kami::new(args).run();
            let layered = Kami::new(args.iter().chain(&["--policy", path])).run();
            assert!(plain.raw.len() > 200, "{}", plain.err);
            assert!(plain.raw == layered.raw, "{command} {format}");
        }
    }
}

/// What a copy of the pack gains without a line of code: a platform that recycles, and a channel.
const GAINED: &str = r#"
[[word]]
field = "recycler"
id = "platform-d"
title = { en = "Platform D", zh = "平台D" }

[[word]]
field = "channel"
id = "kamall"
title = { en = "Kamall", zh = "卡猫" }
groups = ["third-party"]

[[rule]]
id = "quote.platform-d"
command = "recycle-quote"
when = {}
effect = { quote = { platform = "platform-d", rate = ["94%", "97%"], fee = "0.5%", least = "300", arrival = "24h" } }
grade = "claimed"
source = "recycling-guide"
title = { en = "Platform D", zh = "平台D" }
message = { en = "94 to 97 %.", zh = "94折至97折。" }

[[rule]]
id = "kamall.window"
command = "cancel-window"
when = { channel = "kamall" }
effect = { window = { from = "submitted_at", lasts = "20m" }, fee = { rate = "2%" } }
grade = "stated"
source = "ecard-cancel"
title = { en = "Kamall window", zh = "卡猫撤回时限" }
message = { en = "20 minutes, 2 %.", zh = "20分钟内可撤回，扣2%。" }
"#;

#[test]
fn a_platform_and_a_channel_more_need_no_code() {
    let mut copy = builtin_layer();
    copy.files.push(LayerFile { name: "more.toml".into(), text: GAINED.into() });
    assert!(load(&[copy]).is_ok());

    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("more.toml");
    std::fs::write(&path, Kami::new(["policy", "export"]).run().out + GAINED).unwrap();
    let path = path.to_str().unwrap();
    let card = ["recycle-quote", "face_value=500", "form=electronic", "state=new"];
    let (built_in, card) = (decided(&card, None), decided(&card, Some(path)));
    let card = &card["results"][0];
    assert_eq!(card["best"], "platform-d");
    // 97 % of 500 is 485.00, less 0.5 % of it, rounded half up.
    assert_eq!(card["net_max"], "482.57");
    let quotes = |card: &Value| card["quotes"].as_array().unwrap().len();
    assert_eq!(quotes(card), quotes(&built_in["results"][0]) + 1);

    let order = ["cancel-window", "渠道=卡猫", "submitted_at=2026-11-23T09:41:00+08:00", "face_value=500"];
    let order = decided(&order, Some(path));
    let order = &order["results"][0];
    assert_eq!(order["verdict"], "urgent");
    assert_eq!(order["remaining_s"], 60);
    assert_eq!(order["fee"], "10.00");
    // What holds for third parties holds for it as well.
    assert_eq!(order["odds_max"], "0.3");
}

#[test]
fn the_layer_outside_ships_and_its_name_wins_over_a_file() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("outside"), "off = [\"jd.violations\"]\n").unwrap();
    let card = ["check-unbind", "platform=jd", "state=bound", "-f", "jsonl", "--policy"];
    let decided = |policy: &str| Kami::new([&card[..], &[policy]].concat()).dir(folder.path()).run();
    let of_layer = decided("outside");
    let of_layer = of_layer.results().remove(0);
    assert_eq!(
        (&of_layer["verdict"], &of_layer["disputed_verdict"]),
        (&"blocked".into(), &"eligible".into())
    );
    let of_file = decided("./outside").results().remove(0);
    assert_eq!((&of_file["verdict"], &of_file["at_worst"]), (&"eligible".into(), &"conditional".into()));
    let sale = ["recycle-quote", "face_value=500", "state=bound", "-f", "jsonl", "--policy", "outside"];
    let sale = Kami::new(sale).run().results().remove(0);
    assert_eq!((&sale["verdict"], &sale["disputed_verdict"]), (&"rejected".into(), &"flagged".into()));
    for lang in ["en", "zh"] {
        let list = Kami::new(["policy", "list", "--lang", lang]).run();
        assert!(list.out.contains("--policy outside"), "{}", list.out);
    }
    // A dispute names only layers that there are.
    let broken = "[change.\"jd.route\".dispute]\nsee_also = \"inside\"\n";
    std::fs::write(folder.path().join("broken.toml"), broken).unwrap();
    let check = Kami::new(["policy", "check", "broken.toml", "--lang", "en"]).dir(folder.path()).run();
    assert_eq!(check.code, 1);
    assert!((check.out + &check.err).contains("`inside` is not a built-in layer: outside"));
}
