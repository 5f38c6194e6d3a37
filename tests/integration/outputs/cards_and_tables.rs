//! What people read: cards and tables, from outside.

use crate::support::{Kami, NOW, Run, in_turn};
use kami::internals::output::text::width;

fn run(args: &[&str], columns: &str) -> Run {
    Kami::new(args).env("COLUMNS", columns).run()
}

#[test]
fn a_card_says_the_verdict_first() {
    for (args, lang, first) in [
        (
            &["check-unbind", "platform=jd", "state=bound"][..],
            "zh",
            "! 可以解绑，最早2026-11-30，最迟2026-12-11",
        ),
        (&["check-unbind", "platform=jd", "state=used"], "zh", "✗ 不能解绑：卡已用完"),
        (&["check-unbind", "platform=jd"], "zh", "? 无法判断：缺少状态"),
        (&["check-unbind", "platform=jd-finance"], "en", "✓ Can be unbound, at once"),
        (
            &["cancel-window", "channel=kaquanmao", "submitted_at=2026-11-22 09:58:30"],
            "en",
            "✓ Can still be cancelled, 06:30 left, until 10:06:30",
        ),
        (
            &["recycle-quote", "face_value=500", "state=new", "form=electronic"],
            "zh",
            "✓ 可以回收：平台A到手460.00–475.00元，1–3个工作日到账",
        ),
        (
            &["check-unbind", "platform=jd", "face_value=x"],
            "zh",
            "✗ 记录无效：face_value（面额）“x”：应为金额，如 500、500.00、1,000 或 1.5万",
        ),
    ] {
        let run = run(&[args, &["--now", NOW, "--lang", lang]].concat(), "100");
        assert_eq!(run.out.lines().next(), Some(first), "{args:?} {}", run.err);
    }
}

/// A situation, the sign in front of its verdict, and what the first two lines say in each language.
type Situation = (&'static [&'static str], &'static str, &'static [&'static str], &'static [&'static str]);

const SITUATIONS: &[Situation] = &[
    (
        &["check-unbind", "platform=jd", "state=bound", "account_status=frozen"],
        "!",
        &[
            "once conditions are met (Account frozen), at the earliest 2026-11-30, counted from the day",
            "Disputed: perhaps it cannot be unbound",
            "Not known yet:",
        ],
        &[
            "满足条件后可以解绑（账户被冻结），最早2026-11-30，从条件满足之日起算",
            "有争议：另一种说法是不能解绑",
            "还不知道：账户有违规记录吗？",
        ],
    ),
    (
        &["check-unbind", "platform=jd", "state=bound", "stage=second-review", "stage_since=2026-11-01"],
        "!",
        &["at the earliest 2026-11-25, at the latest 2026-12-01", "overdue", "Disputed"],
        &["最早2026-11-25，最迟2026-12-01；审核已超期", "有争议", "违规记录、实名认证、账户状态。另有3项"],
    ),
    (
        &[
            "check-unbind",
            "platform=jd",
            "state=bound",
            "stage=awaiting-confirmation",
            "stage_since=2026-11-20T10:00",
        ],
        "!",
        &["if you confirm by 2026-11-23 10:00:00", "Disputed"],
        &["须在2026-11-23 10:00:00之前确认", "有争议"],
    ),
    (
        &[
            "check-unbind",
            "platform=jd",
            "state=bound",
            "stage=awaiting-confirmation",
            "stage_since=2026-11-15",
        ],
        "!",
        &[
            "Confirmation missed, apply again",
            "at the earliest 2026-11-30, at the latest 2026-12-11",
            "Disputed",
        ],
        &["确认超时，须重新申请", "最早2026-11-30，最迟2026-12-11", "有争议"],
    ),
    (
        &["check-unbind", "platform=jd", "state=used"],
        "✗",
        &["Cannot be unbound: Card is spent"],
        &["不能解绑：卡已用完"],
    ),
    (
        &["check-unbind", "platform=jd", "state=expired", "face_value=500", "balance=250"],
        "!",
        &[
            "Expired and partly spent",
            "at the earliest 2026-11-30, counted from the day they are met",
            "Disputed",
        ],
        &["过期且已部分使用", "最早2026-11-30，从条件满足之日起算", "有争议"],
    ),
    (
        &["cancel-window", "channel=kaquanmao", "submitted_at=2026-11-22T09:59:55"],
        "✓",
        &["Can still be cancelled, 07:55 left, until 10:07:55", "Not known yet: How far is the order?"],
        &["仍可取消，还剩07:55，10:07:55截止", "还不知道：订单进行到哪一步了？"],
    ),
    (
        &["cancel-window", "channel=kaquanmao", "submitted_at=2026-11-22T09:51:59"],
        "✗",
        &["Can no longer be cancelled: the time ran out at 09:59:59, 1 second ago", "Left to try: Appeal"],
        &["已不能取消：时限已在09:59:59结束（1秒前）", "还可以：向客服申诉"],
    ),
    (
        &["cancel-window", "channel=jd-official", "submitted_at=2026-11-19T10:00"],
        "✗",
        &["the time ran out at 2026-11-19 10:00:05, 2 days 23 hours ago", "Left to try: "],
        &["时限已在2026-11-19 10:00:05结束（2天23小时前）", "还可以："],
    ),
    (
        &["cancel-window", "channel=jd-official", "order_stage=draft", "face_value=20000"],
        "✓",
        &["Can still be cancelled, without a deadline, free of charge"],
        &["仍可取消，没有时限，不收手续费"],
    ),
    (
        &["recycle-quote", "face_value=500", "state=new", "deposit_requested=true"],
        "!",
        &["Stop! Deposit asked for: likely a scam", "Do not pay"],
        &["先停手！疑似保证金诈骗", "不要付款"],
    ),
    (
        &["recycle-quote", "face_value=500", "state=bound"],
        "!",
        &["Unbind it first", "460.00–475.00 yuan from Platform A", "Disputed: perhaps it is not taken"],
        &["先解绑", "平台A到手460.00–475.00元", "有争议：另一种说法是不予回收"],
    ),
    (
        &["recycle-quote", "face_value=500", "state=new", "form=physical", "offered_price=480"],
        "✓",
        &["445.00–470.00 yuan from Platform A", "The offer of 480.00 yuan is 22.50 more than the 457.50"],
        &["平台A到手445.00–470.00元", "对方报价480.00元，比上述区间的中间值457.50元高22.50元"],
    ),
    (
        &["check-unbind", "platform=kameng", "real_name_verified=false"],
        "!",
        &["once conditions are met (Real name not verified), the source names no time"],
        &["满足条件后可以解绑（未实名认证），来源没有写明要多久"],
    ),
];

#[test]
fn two_lines_say_what_can_be_done_by_when_and_what_would_overturn_it() {
    for (args, sign, en, zh) in SITUATIONS {
        for (lang, wanted, joint) in [("en", en, " "), ("zh", zh, "")] {
            let out = run(&[*args, &["--now", NOW, "--lang", lang]].concat(), "100").out;
            let first: Vec<&str> = out.lines().take(2).collect();
            let first = first.join(joint);
            assert!(first.starts_with(sign), "{args:?}: {first}");
            for text in *wanted {
                assert!(first.contains(text), "{args:?}: {text}\n{first}");
            }
        }
    }
}

#[test]
fn a_price_is_not_named_before_a_flag_that_says_stop() {
    let scam = ["recycle-quote", "face_value=500", "state=new", "deposit_requested=true", "--lang", "en"];
    let out = run(&scam, "100").out;
    let stop = out.find("Stop!").unwrap();
    assert!(out.find("475.00").is_none_or(|price| stop < price), "{out}");
    assert!(!out.lines().take(2).any(|line| line.contains("475")), "{out}");
}

#[test]
fn an_offer_that_contradicts_itself_is_named_twice() {
    let offer = ["recycle-quote", "face_value=500", "state=new", "offered_rate=0.9", "offered_price=480"];
    for (lang, text) in [
        ("en", "By the rate it is 450.00 yuan, by the price 480.00."),
        ("zh", "按折扣是450.00元，按金额是480.00元。"),
    ] {
        let out = run(&[&offer[..], &["--lang", lang]].concat(), "100").out;
        assert!(out.replace('\n', if lang == "en" { " " } else { "" }).contains(text), "{out}");
    }
}

#[test]
fn a_row_says_that_a_verdict_is_disputed_or_that_a_sale_is_to_be_stopped() {
    let cards = "platform,state\njd,bound\njd,new\n";
    let run = Kami::new(["check-unbind", "-", "--lang", "zh", "--now", NOW]).stdin(cards).run();
    let rows: Vec<&str> = run.out.lines().filter(|line| line.starts_with("-:")).collect();
    assert!(rows[0].contains("! 可解绑（有争议）") && rows[1].contains("✓ 可解绑 "), "{}", run.out);
    let offers = "face_value,state,deposit_requested\n500,new,true\n500,new,\n";
    let run = Kami::new(["recycle-quote", "-", "--lang", "en", "--now", NOW]).stdin(offers).run();
    assert!(run.out.contains("! flagged (stop)") && run.out.contains("✓ quoted "), "{}", run.out);
}

#[test]
fn a_card_lists_what_to_do_in_order_and_where_to_go() {
    let args = ["check-unbind", "platform=jd", "state=bound", "account_status=frozen", "--lang", "zh"];
    let out = run(&args, "100").out;
    let place = |text: &str| out.find(text).unwrap_or_else(|| panic!("{text}: {out}"));
    assert!(place("申诉解冻") < place("京东没有自助解绑的入口"), "{out}");
    assert!(place("京东没有自助解绑的入口") < place("入口：拨打950618"), "{out}");
    assert!(place("入口：拨打950618") < place("工单要上传三样材料"), "{out}");
    assert!(place("另见 --policy outside") > place("来源说法不一的地方"), "{out}");
    for (platform, entry) in [("taobao", "卡券包"), ("pdd", "我的优惠券"), ("jd-finance", "银行卡管理")]
    {
        let platform = format!("platform={platform}");
        let out = run(&["check-unbind", &platform, "--lang", "zh"], "100").out;
        assert!(out.lines().any(|line| line.contains("入口：") && line.contains(entry)), "{out}");
    }
}

#[test]
fn nothing_is_wider_than_the_terminal() {
    let inputs = [
        ("check-unbind", "fixtures/cards-zh.csv"),
        ("check-unbind", "fixtures/broken.csv"),
        ("cancel-window", "fixtures/orders.csv"),
        ("recycle-quote", "fixtures/quotes.csv"),
    ];
    for (place, (command, input)) in inputs.into_iter().enumerate() {
        for lang in in_turn(["en", "zh"], place) {
            let (mut last, mut most) = (0, 0);
            for columns in [40, 60, 80, 100, 120, 200] {
                let args = [command, input, "--now", NOW, "--lang", lang, "--steps", "--explain"];
                let run = run(&args, &columns.to_string());
                for line in run.out.lines() {
                    assert!(width(line) <= columns, "{columns}: {line}");
                }
                // With more room reasons stand in the row, and then more columns.
                let heading: Vec<&str> = run.out.lines().next().unwrap().split_whitespace().collect();
                let has_reasons = heading.iter().any(|title| ["why", "说明"].contains(title));
                assert!(has_reasons || columns < 120, "{command} {lang} {columns}");
                most = heading.len().max(most);
                last = heading.len();
            }
            assert!(last > 6 && last == most, "{command} {lang}");
        }
    }
}

#[test]
fn every_record_has_a_row_beyond_the_sample_too() {
    let mut input = String::from("id,platform,state\n");
    for number in 0..1000 {
        let state = if number % 2 == 0 { "bound" } else { "used" };
        input.push_str(&format!("card-{number},jd,{state}\n"));
    }
    for threads in ["1", "4"] {
        let run = Kami::new(["check-unbind", "-", "--lang", "en", "--threads", threads]).stdin(&input).run();
        let rows: Vec<&str> = run.out.lines().filter(|line| line.starts_with("-:")).collect();
        assert_eq!(rows.len(), 1000);
        assert!(rows[999].contains("card-999") && rows[999].contains("blocked"));
        assert!(run.out.contains("1000 records: ! eligible, disputed 500  ✗ blocked 500"), "{}", run.out);
    }
}

#[test]
fn colours_only_repeat_what_words_say() {
    let args = ["check-unbind", "fixtures/cards.csv", "--now", NOW];
    let plain = run(&args, "100").out;
    assert!(!plain.contains('\u{1b}'));
    let coloured = run(&[&args[..], &["--color", "always"]].concat(), "100").out;
    assert!(coloured.contains("\u{1b}[31m"));
    let mut stripped = String::new();
    let mut rest = coloured.as_str();
    while let Some((before, after)) = rest.split_once('\u{1b}') {
        stripped.push_str(before);
        rest = after.split_once('m').unwrap().1;
    }
    stripped.push_str(rest);
    assert_eq!(stripped, plain);
}

#[test]
fn control_characters_are_shown_not_obeyed() {
    let nasty = "a\\u001b[31mb\\nc\\u202ed";
    for input in [
        format!("{{\"id\":\"{nasty}\",\"card_no\":\"{nasty}\",\"platform\":\"jd\",\"state\":\"{nasty}\"}}\n"),
        format!("{{\"id\":\"{nasty}\",\"platform\":\"jd\",\"state\":\"bound\"}}\n").repeat(2),
    ] {
        for format in ["table", "markdown", "github", "junit"] {
            let wide = ["table", "markdown"].contains(&format).then_some("--wide");
            let args = ["check-unbind", "-", "-f", format].into_iter().chain(wide);
            let run = Kami::new(args).stdin(&input).run();
            let harmful = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
            assert!(!run.out.contains(harmful) && !run.err.contains(harmful), "{format}: {}", run.out);
            // A terminal shows them, a report is written without them.
            let shown = match format {
                "markdown" => "a\\[31mb\\\\nc",
                "junit" => "a[31mb\\nc",
                _ => "a\\u{1b}[31mb\\nc",
            };
            // A record without anything to say has no annotation.
            assert!(format == "github" || run.out.contains(shown), "{format}: {}", run.out);
        }
    }
    // Names of columns, files and options are input as well.
    let run = Kami::new(["check-unbind", "-", "-v"]).stdin("platform,a\u{1b}[2Jb\npdd,1\n").run();
    assert!(!run.err.contains('\u{1b}') && run.err.contains("\\u{1b}"), "{}", run.err);
    let run = Kami::new(["check-unbind", "no\u{1b}file"]).run();
    assert!(!run.err.contains('\u{1b}') && run.err.contains("\\u{1b}"), "{}", run.err);
}

#[test]
fn one_record_has_a_bar_for_its_time_and_its_quotes() {
    let order = ["cancel-window", "channel=kaquanmao", "submitted_at=2026-11-22 09:56:00", "--now", NOW];
    let out = run(&order, "80").out;
    let line = out.lines().find(|line| line.contains("04:00")).unwrap();
    let line = out.lines().find(|line| line.contains('█')).unwrap_or(line);
    assert_eq!(line.matches('█').count(), line.matches('░').count(), "{line}");
    let quote =
        ["recycle-quote", "face_value=500", "state=new", "--platform=platform-a", "--platform=platform-c"];
    assert_eq!(run(&quote, "80").out.lines().filter(|line| line.contains('█')).count(), 2);
}

#[test]
fn steps_come_with_their_cautions() {
    for (platform, steps) in [("jd", 4), ("jd-finance", 10), ("kameng", 4)] {
        let platform = format!("platform={platform}");
        let args = ["check-unbind", &platform, "state=bound", "--steps", "--lang", "en"];
        let out = run(&args, "80").out;
        let guide = out.split("Step by step\n").nth(1).unwrap().split("\n\n").next().unwrap();
        assert!(guide.contains(&format!("  {steps}. ")) && !guide.contains(&format!("  {}. ", steps + 1)));
        assert!(guide.contains("Careful: "));
    }
    let out = run(&["check-unbind", "fixtures/cards.csv", "--steps", "--lang", "zh"], "80").out;
    assert!(out.contains("\n分步指引\n"));
}

#[test]
fn a_card_says_how_times_were_read_and_what_to_give() {
    let order = ["cancel-window", "channel=kaquanmao", "submitted_at=2026-11-22 02:00", "--tz", "+00:00"];
    let run = Kami::new(order).env("LANG", "zh_CN.UTF-8").run();
    assert!(run.out.contains("提交时间  2026-11-22（周日）10:00:00（北京时间），距今"), "{}", run.out);
    let now = [&order[..], &["--now", "2026-11-22 02:02", "--lang", "en"]].concat();
    let run = Kami::new(now).run();
    assert!(
        run.out.contains("submitted        Sun 2026-11-22 10:00:00 China time, 02:00 ago"),
        "{}",
        run.out
    );
    assert!(run.out.contains("fee              unknown without face_value=…"), "{}", run.out);
    let run = Kami::new(["check-unbind", "platform=jd", "state=bound", "--lang", "en"]).run();
    assert!(
        run.out.contains("account_status=…      status of the account: normal, abnormal,"),
        "{}",
        run.out
    );
    let run = Kami::new(["check-unbind", "platform=nowhere", "--lang", "zh"]).run();
    assert!(run.out.contains("platform（平台）“nowhere”：应为以下之一：jd 京东、"), "{}", run.out);
    assert!(run.err.contains("这条记录无效"), "{}", run.err);
}

#[test]
fn a_long_id_is_shortened_for_people() {
    let id = "x".repeat(400_000);
    for format in ["table", "markdown", "github", "junit"] {
        let run = Kami::new(["check-unbind", "-", "-f", format, "--now", NOW])
            .stdin(format!("id,platform,state\n{id},jd,used\n"))
            .run();
        assert_eq!(run.code, 0, "{format}: {}", run.err);
        assert!(run.raw.len() < 20_000, "{format}: {} bytes", run.raw.len());
        assert!(run.out.contains("xxxx"), "{format}");
    }
}
