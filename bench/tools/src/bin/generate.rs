//! generate cards|jd-cards|orders|quotes csv|jsonl ROWS [tidy|people|chinese|gbk]: records for
//! check-unbind (jd-cards: of one platform), cancel-window or recycle-quote on standard output, the
//! same on every run.
//!
//! `tidy` (the default) has no quotes, `people` what people's files have, `chinese` the same with
//! Chinese headers and words, `gbk` that in the encoding of old spreadsheets.

use std::io::{self, Write};

use kami_bench_tools::{NOW, Random, Row, date, scribble, time};

fn main() -> io::Result<()> {
    let args: Vec<String> = std::env::args().collect();
    let ([_, what, format, rows], set) = match args.as_slice() {
        [words @ .., set] if words.len() == 4 => (words.first_chunk().expect("four words"), set.as_str()),
        words if words.len() == 4 => (words.first_chunk().expect("four words"), "tidy"),
        _ => {
            eprintln!("generate cards|jd-cards|orders|quotes csv|jsonl ROWS [tidy|people|chinese|gbk]");
            std::process::exit(2);
        }
    };
    let rows: u64 = rows.parse().map_err(io::Error::other)?;
    let make = match what.as_str() {
        "cards" => card,
        "jd-cards" => jd_card,
        "orders" => order,
        _ => quote,
    };
    let mut random = Random::new(20_261_122);
    // Of its own, so that the records are the same in all sets.
    let mut scribbles = Random::new(20_261_123);
    let mut row = Row::new();
    let mut text = Vec::with_capacity(1 << 20);
    let mut out = io::stdout().lock();
    for number in 1..=rows {
        row.clear();
        make(&mut random, number, &mut row);
        if set != "tidy" {
            scribble(&mut scribbles, &mut row);
        }
        if matches!(set, "chinese" | "gbk") {
            row.translate();
        }
        if format == "jsonl" {
            row.json(set != "tidy", &mut text);
        } else {
            if number == 1 {
                row.header(&mut text);
            }
            row.csv(&mut text);
        }
        if text.len() > (1 << 20) - 4096 {
            write(&mut out, &text, set)?;
            text.clear();
        }
    }
    write(&mut out, &text, set)
}

fn write(out: &mut impl Write, text: &[u8], set: &str) -> io::Result<()> {
    if set == "gbk" {
        let text = std::str::from_utf8(text).map_err(io::Error::other)?;
        return out.write_all(&encoding_rs::GBK.encode(text).0);
    }
    out.write_all(text)
}

/// A text that is missing in so many of a thousand cases.
fn or_missing(random: &mut Random, missing: u64, text: &str) -> String {
    if random.in_thousand(missing) { String::new() } else { text.to_owned() }
}

/// A yes or no: the usual one, the other in so many of a thousand cases, or nothing.
fn fact(random: &mut Random, usual: bool, other: u64, missing: u64) -> &'static str {
    if random.in_thousand(missing) {
        ""
    } else if usual != random.in_thousand(other) {
        "true"
    } else {
        "false"
    }
}

fn ident(random: &mut Random, number: u64, row: &mut Row) {
    row.add("id", format!("K{number:09}"));
    let (high, low) = (random.below(100_000_000), random.below(100_000_000));
    row.add("card_no", format!("{:03}{high:08}{low:08}", 621 + random.below(9)));
}

const VALUES: &[(u64, &str)] = &[
    (20, "50.00"),
    (40, "100.00"),
    (30, "200.00"),
    (40, "500.00"),
    (40, "1000.00"),
    (10, "2000.00"),
    (10, "5000.00"),
    (2, "10000.00"),
    (1, "20000.00"),
];

/// The whole yuan of an amount.
fn yuan(text: &str) -> u64 {
    text.split('.').next().and_then(|whole| whole.parse().ok()).unwrap_or(0)
}

const PAPERS: [&str; 7] = [
    "id-photos",
    "id-handheld",
    "serial-screenshot",
    "proof-of-purchase",
    "name-proof",
    "rights-transfer-agreement",
    "address-and-device-history",
];

fn papers(random: &mut Random) -> String {
    match random.below(100) {
        0..22 => String::new(),
        22..25 => "none".to_owned(),
        25..70 => PAPERS[..4].join(";"),
        70..88 => PAPERS[..3].join(";"),
        88..92 => PAPERS[..6].join(";"),
        _ => {
            let chosen = random.below(127) + 1;
            let listed = PAPERS.iter().enumerate().filter(|(bit, _)| chosen >> bit & 1 == 1);
            listed.map(|(_, paper)| *paper).collect::<Vec<_>>().join(";")
        }
    }
}

/// What all cards have: state, value, balance, expiry.
fn state_and_value(random: &mut Random, used: u64, row: &mut Row) -> &'static str {
    let state =
        random.pick(&[(25, "new"), (50, "bound"), (10, "partially-used"), (used, "used"), (4, "expired")]);
    let given = random.pick(&[(88, state), (12, "")]);
    row.add("state", given);
    let value = random.pick(VALUES);
    let spent = match state {
        "used" => yuan(value),
        "partially-used" => 1 + random.below(yuan(value) - 1),
        _ => 0,
    };
    let (left, cents) = (yuan(value) - spent, if state == "partially-used" { random.below(100) } else { 0 });
    let left =
        if cents > 0 { format!("{}.{cents:02}", left.saturating_sub(1)) } else { format!("{left}.00") };
    row.add("face_value", or_missing(random, 20, value));
    row.add("balance", or_missing(random, 50, &left));
    let today = NOW / 86_400;
    let days = random.below(1000) as i64;
    let expires =
        if state == "expired" || random.in_thousand(5) { today - 1 - days / 3 } else { today + days };
    row.add("expires_on", or_missing(random, 50, &date(expires)));
    state
}

fn card(random: &mut Random, number: u64, row: &mut Row) {
    let platforms = [(62, "jd"), (14, "taobao"), (10, "pdd"), (7, "jd-finance"), (7, "kameng")];
    card_of(random, number, &platforms, row);
}

fn jd_card(random: &mut Random, number: u64, row: &mut Row) {
    card_of(random, number, &[(1, "jd")], row);
}

fn card_of(random: &mut Random, number: u64, platforms: &[(u64, &'static str)], row: &mut Row) {
    ident(random, number, row);
    row.add("platform", random.pick(platforms));
    row.add("form", random.pick(&[(80, "electronic"), (18, "physical"), (2, "")]));
    let state = state_and_value(random, 6, row);
    let bound = time(NOW - 86_400 - random.below(700 * 86_400) as i64);
    row.add("bound_at", if state == "new" { String::new() } else { or_missing(random, 100, &bound) });
    row.add("real_name_verified", fact(random, true, 30, 20));
    row.add("name_matches", fact(random, true, 20, 20));
    row.add("violations", fact(random, false, 15, 20));
    row.add("unusual_login", fact(random, false, 30, 20));
    row.add(
        "account_status",
        random.pick(&[(930, "normal"), (20, "abnormal"), (15, "frozen"), (15, "dormant"), (20, "")]),
    );
    row.add("order_linked", fact(random, false, 30, 20));
    row.add("promo_linked", fact(random, false, 30, 20));
    row.add("transferred", fact(random, false, 30, 20));
    row.add("documents", papers(random));
    let stages = [
        (900, ""),
        (35, "first-review"),
        (30, "second-review"),
        (20, "final-review"),
        (15, "awaiting-confirmation"),
    ];
    let stage = random.pick(&stages);
    row.add("stage", stage);
    let span = if stage == "awaiting-confirmation" { 5 } else { 30 };
    let since = time(NOW - random.below(span * 86_400) as i64);
    row.add("stage_since", if stage.is_empty() { String::new() } else { or_missing(random, 30, &since) });
}

fn order(random: &mut Random, number: u64, row: &mut Row) {
    ident(random, number, row);
    let channels = [
        (20, "jd-official"),
        (5, "jd-enterprise"),
        (3, "jd-global"),
        (5, "transfer"),
        (20, "kaquanmao"),
        (15, "duidui"),
        (15, "suhuishou"),
        (7, "paid-pilot"),
        (10, "other"),
    ];
    let channel = random.pick(&channels);
    row.add("channel", channel);
    let value = random.pick(VALUES);
    row.add("face_value", or_missing(random, 30, value));
    let ago = if random.in_thousand(700) { random.below(1200) } else { random.below(5 * 86_400) };
    let submitted = time(NOW - ago as i64);
    row.add("submitted_at", or_missing(random, 40, &submitted));
    let scheduled = time(NOW + random.below(2 * 86_400) as i64);
    row.add("scheduled_at", if channel == "jd-enterprise" { scheduled } else { String::new() });
    let stages = [
        (10, ""),
        (3, "draft"),
        (55, "submitted"),
        (12, "verifying"),
        (8, "verified"),
        (10, "settled"),
        (2, "failed"),
    ];
    row.add("order_stage", random.pick(&stages));
    row.add("client", random.pick(&[(60, "app"), (30, "web"), (10, "")]));
    let rate = format!("0.{}", 86 + random.below(12));
    row.add("discount_rate", or_missing(random, 200, &rate));
    row.add("payout", random.pick(&[(30, "original"), (30, "jd-balance"), (30, "bank-card"), (10, "")]));
    let purchases = format!("{}.00", random.below(1_000_000));
    row.add("annual_purchases", if channel == "jd-enterprise" { purchases } else { String::new() });
    let cancelled = format!("{}.00", random.below(400));
    row.add("cancelled_today", or_missing(random, 500, &cancelled));
    row.add("recipient_activated", if channel == "transfer" { fact(random, true, 500, 50) } else { "" });
    let issues = [
        (900, ""),
        (40, "duplicate"),
        (20, "wrong-amount"),
        (15, "theft"),
        (15, "mistaken-transfer"),
        (10, "system-fault"),
    ];
    row.add("issue", random.pick(&issues));
    row.add(
        "evidence",
        random.pick(&[(85, ""), (10, "screenshot"), (3, "recording;screenshot"), (2, "notarised")]),
    );
    row.add("vip_level", random.pick(&[(50, ""), (20, "1"), (15, "3"), (10, "5"), (5, "7")]));
}

fn quote(random: &mut Random, number: u64, row: &mut Row) {
    ident(random, number, row);
    row.add("form", random.pick(&[(80, "electronic"), (17, "physical"), (3, "")]));
    state_and_value(random, 3, row);
    row.add("issuer", random.pick(&[(70, "jd"), (27, ""), (2, "other-shop"), (1, "market")]));
    let rate = format!("0.{}", 80 + random.below(20));
    row.add("offered_rate", or_missing(random, 600, &rate));
    row.add("deposit_requested", random.pick(&[(80, ""), (18, "false"), (2, "true")]));
}
