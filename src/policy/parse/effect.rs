//! Reads what a rule does.

use super::condition;
use super::node::{Node, Value};
use super::reader::{self, Reader};
use crate::command::{Command, Verdict};
use crate::field::{Field, Kind, Vocabulary};
use crate::lang::Text;
use crate::policy::model::{
    Arrival, Clause, Due, Effect, Exclusive, Expected, Fee, Odds, Phase, Priority, Quote, Retry, Review,
    Shift, Window,
};
use crate::policy::problem::Problems;
use crate::value::{Money, Months, Rate, Span};

/// Reads the effects of a rule of a command.
pub fn read(node: &Node, command: Command, problems: &mut Problems) -> Effect {
    let mut r = Reader::new(node, problems);
    let codes: Vec<(&str, Verdict)> = command
        .verdicts()
        .iter()
        .filter(|verdict| **verdict != Verdict::Invalid)
        .map(|verdict| (verdict.code(), *verdict))
        .collect();
    let mut effect = Effect { verdict: r.one_of("verdict", &codes), ..Effect::default() };
    match command {
        Command::CheckUnbind => unbind(&mut effect, node, &mut r),
        Command::CancelWindow => cancel(&mut effect, &mut r),
        Command::RecycleQuote => quote(&mut effect, &mut r),
        Command::ComparePlatforms => {}
    }
    effect.excludes = r.strings("excludes");
    effect.speaks_for = r.strings("speaks_for");
    r.finish();
    effect
}

fn unbind(effect: &mut Effect, node: &Node, r: &mut Reader<'_, '_>) {
    effect.route = r.str("route");
    effect.documents = r.strings("documents");
    if let Some(node) = r.get("days") {
        effect.review =
            reader::range(node, r.problems, working_days).map(|(min, max)| Review::Days(min, max));
    }
    if let Some(node) = r.get("stages") {
        effect.review = Some(Review::Stages(stages(node, r.problems)));
    }
    one_of_two(node, "days", "stages", r.problems);
    effect.priority = r.one_of("priority", &Priority::ALL);
    if let Some(node) = r.get("not_before") {
        let mut inner = Reader::new(node, r.problems);
        let after = inner.need("day_after");
        effect.not_before = after.and_then(|n| field(n, inner.problems, |k| matches!(k, Kind::Date)));
        inner.finish();
    }
    effect.confirm_by = r.get("confirm_by").and_then(|node| {
        let mut inner = Reader::new(node, r.problems);
        let due = due(&mut inner);
        inner.finish();
        due
    });
    effect.restart = r.flag("restart");
    effect.concludes = r.flag("concludes");
    effect.revocable_for = r.span("revocable_for");
    effect.remind_after = r.get("remind_after").and_then(|node| {
        let mut inner = Reader::new(node, r.problems);
        let months = inner.need("months").and_then(|n| months(n, inner.problems));
        inner.finish();
        months
    });
    effect.retry = r.get("retry").and_then(|node| {
        let mut inner = Reader::new(node, r.problems);
        let from = inner.need("from").and_then(|n| clock(n, inner.problems));
        let until = inner.need("until").and_then(|n| clock(n, inner.problems));
        let unless_phase = inner.one_of("unless_phase", &Phase::ALL);
        inner.finish();
        Some(Retry { from: from?, until: until?, unless_phase })
    });
}

fn cancel(effect: &mut Effect, r: &mut Reader<'_, '_>) {
    effect.window = r.get("window").and_then(|node| window(node, r.problems));
    effect.fee = r.get("fee").and_then(|node| {
        let mut inner = Reader::new(node, r.problems);
        let amount = inner.get("amount").and_then(|n| reader::money(n, inner.problems));
        let share = inner.get("rate").and_then(|n| reader::rate(n, inner.problems));
        one_of_two(node, "amount", "rate", inner.problems);
        inner.finish();
        amount.map(Fee::Amount).or(share.map(Fee::Share))
    });
    effect.exclusive = r.get("exclusive").and_then(|node| exclusive(node, r.problems));
    effect.expected = r.get("expected").and_then(|node| expected(node, r.problems));
    effect.odds = r.get("odds").and_then(|node| odds(node, r.problems));
    effect.time = r.str("time");
}

fn window(node: &Node, problems: &mut Problems) -> Option<Window> {
    let mut r = Reader::new(node, problems);
    let due = due(&mut r);
    let urgent = r.flag("urgent").then_some(Span(0));
    // From a moment on, or only after it: a moment is a millisecond here.
    let urgent_after = r.span("urgent_after").map(|span| Span(span.0 + 1));
    let urgent_from = r.span("urgent_from").or(urgent_after).or(urgent);
    let urgent_when: Vec<Clause> =
        r.get("urgent_when").map(|node| condition::read(node, r.problems)).unwrap_or_default();
    let no_later_than =
        r.get("no_later_than").and_then(|n| field(n, r.problems, |kind| matches!(kind, Kind::Time { .. })));
    let only_lengthens = r.flag("only_lengthens");
    r.finish();
    Some(Window { due: due?, urgent_from, urgent_when, no_later_than, only_lengthens })
}

/// `true`, or a table that names the rules which apply all the same.
fn exclusive(node: &Node, problems: &mut Problems) -> Option<Exclusive> {
    match node.value {
        Value::Bool(true) => return Some(Exclusive::default()),
        Value::Bool(false) => return None,
        _ => {}
    }
    let mut r = Reader::new(node, problems);
    let mut but = Vec::new();
    for item in r.get("but").map(Node::items).unwrap_or_default() {
        if let Value::Table(_) = item.value {
            let mut inner = Reader::new(item, r.problems);
            let rule = inner.need_str("rule");
            let when = inner.need("when").map(|n| condition::read(n, inner.problems)).unwrap_or_default();
            inner.finish();
            but.push((rule, when));
        } else if let Some(rule) = reader::string(item, r.problems) {
            but.push((rule, Vec::new()));
        }
    }
    r.finish();
    Some(Exclusive { but })
}

/// A range of rates, or a table with only one end of it.
fn odds(node: &Node, problems: &mut Problems) -> Option<Odds> {
    if let Value::Table(_) = node.value {
        let mut r = Reader::new(node, problems);
        let least = r.get("at_least").and_then(|n| reader::rate(n, r.problems));
        let most = r.get("at_most").and_then(|n| reader::rate(n, r.problems));
        r.finish();
        return Some(Odds { least, most });
    }
    let (least, most) = reader::range(node, problems, reader::rate)?;
    Some(Odds { least: Some(least), most: Some(most) })
}

fn quote(effect: &mut Effect, r: &mut Reader<'_, '_>) {
    effect.quote = r.get("quote").and_then(|node| {
        let mut inner = Reader::new(node, r.problems);
        let platform = inner.need_str("platform");
        let rate = inner.need("rate").and_then(|n| reader::range(n, inner.problems, reader::rate));
        let fee = inner.get("fee").map_or(Some(Rate(0)), |n| reader::rate(n, inner.problems));
        let least = inner.get("least").map_or(Some(Money(0)), |n| reader::money(n, inner.problems));
        let arrival = inner.need("arrival").and_then(|n| {
            let en = "an arrival such as instant, 24h or 1-3wd";
            reader::parsed(n, en, "到账时间（如 instant、24h、1-3wd）", inner.problems, Arrival::parse)
        });
        inner.finish();
        Some(Quote { platform, rate: rate?, fee: fee?, least: least?, arrival: arrival? })
    });
    let shift = r.get("shift").and_then(|node| reader::range(node, r.problems, reader::rate));
    effect.shift = shift.map(|(least, greatest)| Shift { least, greatest });
    effect.flag = r.str("flag");
    effect.declines = r.flag("declines");
    effect.waits_for = r.str("waits_for");
    effect.even_if_rejected = r.get("even_if_rejected").map(|node| {
        let items = node.items().iter();
        items.filter_map(|item| reader::string(item, r.problems)).collect()
    });
}

fn months(node: &Node, problems: &mut Problems) -> Option<Months> {
    reader::parsed(node, "a number of months from 1 to 1200", "月数（1 至 1200）", problems, |text| {
        text.parse().ok().filter(|months| (1..=1200).contains(months)).map(Months)
    })
}

fn working_days(node: &Node, problems: &mut Problems) -> Option<u16> {
    reader::parsed(node, "a number of working days", "工作日数", problems, |text| text.parse().ok())
}

fn stages(node: &Node, problems: &mut Problems) -> Vec<(u8, u16, u16)> {
    let Kind::Choice(Vocabulary::Fixed(words)) = Field::Stage.spec().kind else { return Vec::new() };
    let mut stages = Vec::new();
    for entry in node.entries() {
        let code = words.iter().position(|word| entry.key == word.id);
        let Some(code) = code else {
            let known: Vec<&str> = words.iter().map(|word| word.id).collect();
            reader::unknown_key(&entry.key, entry.at, &known, problems);
            continue;
        };
        if let Some((min, max)) = reader::range(&entry.node, problems, working_days) {
            stages.push((code as u8, min, max));
        }
    }
    stages.sort_unstable();
    stages
}

/// Notes two keys of which only one can count. A change laid over a rule may bring that about.
pub fn one_of_two(node: &Node, one: &str, other: &str, problems: &mut Problems) {
    if let (Some(first), Some(second)) = (node.get(one), node.get(other)) {
        let at = first.at.max(second.at);
        problems.push(
            at,
            Text::new(
                format!("`{one}` and `{other}` exclude each other"),
                format!("`{one}` 与 `{other}` 只能写一个"),
            ),
            Text::new(
                "keep one of them; to change from one to the other, write the whole [[rule]] again",
                "请只保留一个；要换成另一种，请重写整条 [[rule]]",
            ),
        );
    }
}

/// Reads the `from` and `lasts` of a table.
fn due(r: &mut Reader<'_, '_>) -> Option<Due> {
    let from = r.need("from").and_then(|n| field(n, r.problems, |k| matches!(k, Kind::Time { .. })));
    let lasts = r.need("lasts").and_then(|n| reader::span(n, r.problems));
    Some(Due { from: from?, lasts: lasts? })
}

fn expected(node: &Node, problems: &mut Problems) -> Option<Expected> {
    let latency = |node: &Node, problems: &mut Problems| reader::range(node, problems, reader::span);
    let mut r = Reader::new(node, problems);
    let from = r.need("from").and_then(|n| field(n, r.problems, |k| matches!(k, Kind::Time { .. })));
    let otherwise = r.need("otherwise").and_then(|n| latency(n, r.problems));
    let by = r.get("client").map(|node| {
        let words = node.entries().iter();
        let latencies = words.filter_map(|e| Some((e.key.clone(), latency(&e.node, r.problems)?)));
        (Field::Client, latencies.collect())
    });
    r.finish();
    Some(Expected { from: from?, by, otherwise: otherwise? })
}

/// A field of a kind that fits.
fn field(node: &Node, problems: &mut Problems, fits: impl Fn(&Kind) -> bool) -> Option<Field> {
    let name = reader::string(node, problems)?;
    let known: Vec<&str> = Field::ALL.iter().filter(|f| fits(&f.spec().kind)).map(|f| f.name()).collect();
    if !known.contains(&name.as_str()) {
        reader::not_among(node, &name, &known, problems);
        return None;
    }
    Field::from_name(&name)
}

/// A time of day, `09:00`.
fn clock(node: &Node, problems: &mut Problems) -> Option<Span> {
    reader::parsed(node, "a time of day such as \"09:00\"", "时刻（如 \"09:00\"）", problems, |text| {
        let (hours, minutes) = text.split_once(':')?;
        let (hours, minutes): (i64, i64) = (hours.parse().ok()?, minutes.get(..2)?.parse().ok()?);
        (hours <= 24 && minutes < 60).then(|| Span((hours * 60 + minutes) * 60_000))
    })
}

/// The text of a problem with a word that no vocabulary has.
pub fn unknown_word(field: &str, word: &str) -> Text {
    Text::new(format!("`{field}` has no word `{word}`"), format!("`{field}` 没有取值 `{word}`"))
}
