use serde::{Deserialize, Serialize};

use super::node::Node;
use super::problem::Problems;
use super::reader::{self, Reader};
use crate::command::{Command, Verdict};
use crate::field::{Field, Kind, Vocabulary};
use crate::lang::{Phrase, Text};
use crate::value::{Money, Rate, Span};

/// What a rule does to the result where it matches. Each part stands alone; most rules have one.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Effect {
    /// The verdict that the rule carries.
    pub verdict: Option<Verdict>,
    /// check-unbind: the route, a word of the policy.
    pub route: Option<String>,
    /// check-unbind: papers that are required, words of the policy.
    pub documents: Vec<String>,
    /// check-unbind: how long it takes.
    pub review: Option<Review>,
    /// check-unbind: how soon such cards are handled.
    pub priority: Option<Priority>,
    /// check-unbind: the day after the date in this field is the first on which it can be done.
    pub not_before: Option<Field>,
    /// check-unbind: what has to be confirmed until then.
    pub confirm_by: Option<Due>,
    /// check-unbind: the whole review counts again from the start.
    pub restart: bool,
    /// check-unbind: how long after now it can be taken back.
    pub revocable_for: Option<Span>,
    /// check-unbind: busy hours of a working day, after which to try again.
    pub retry: Option<Retry>,
    /// cancel-window: until when the order can be cancelled.
    pub window: Option<Window>,
    /// cancel-window: what cancelling costs.
    pub fee: Option<Fee>,
    /// cancel-window: nothing else applies.
    pub exclusive: bool,
    /// cancel-window: when the order is likely to be verified.
    pub expected: Option<Expected>,
    /// How often it succeeds, least and greatest, in parts per billion.
    pub odds: Option<(i64, i64)>,
    /// How long a remedy takes, a word of the policy.
    pub time: Option<String>,
    /// recycle-quote: what a platform pays.
    pub quote: Option<Quote>,
    /// recycle-quote: points added to every least and greatest rate, in parts per billion.
    pub shift: Option<(i64, i64)>,
    /// recycle-quote: the flag it raises, a word of the policy.
    pub flag: Option<String>,
    /// recycle-quote: the rule by which a platform declines what is below its least face value.
    pub declines: bool,
}

/// How long a review takes, in working days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Review {
    /// As a whole; `(0, 0)` is at once.
    Days(u16, u16),
    /// Stage by stage: the stage's code, least and most days.
    Stages(Vec<(u8, u16, u16)>),
}

impl Review {
    /// The whole of it.
    pub fn total(&self) -> (u16, u16) {
        match self {
            Self::Days(min, max) => (*min, *max),
            Self::Stages(stages) => stages.iter().fold((0, 0), |(min, max), (_, a, b)| (min + a, max + b)),
        }
    }
}

/// How soon such cards are handled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are the contract's own")]
pub enum Priority {
    High,
    Medium,
    Low,
    VeryLow,
}

impl Priority {
    /// Every priority with its code.
    pub const ALL: [(&str, Self); 4] =
        [("high", Self::High), ("medium", Self::Medium), ("low", Self::Low), ("very-low", Self::VeryLow)];

    /// The code in every output.
    pub fn code(self) -> &'static str {
        Self::ALL.iter().find(|(_, p)| *p == self).map_or("", |(code, _)| code)
    }

    /// The priority of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().find(|(known, _)| *known == code).map(|(_, priority)| *priority)
    }

    /// The priority in words.
    pub const fn title(self) -> Phrase {
        match self {
            Self::High => Phrase { en: "high", zh: "高" },
            Self::Medium => Phrase { en: "medium", zh: "中" },
            Self::Low => Phrase { en: "low", zh: "低" },
            Self::VeryLow => Phrase { en: "very low", zh: "最低" },
        }
    }
}

/// A moment counted from a fact: `from + lasts`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    /// The field it counts from.
    pub from: Field,
    /// What is added to it.
    pub lasts: Span,
}

/// Busy hours of a working day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Retry {
    /// Time of day they begin.
    pub from: Span,
    /// Time of day they end.
    pub until: Span,
}

/// A window in which an order can be cancelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    /// Its end.
    pub due: Due,
    /// How long after the fact it counts from it becomes urgent; at once if 0.
    pub urgent_after: Option<Span>,
}

/// What cancelling costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fee {
    /// A sum an order, in fen.
    Amount(i64),
    /// A share of the face value, in parts per billion.
    Share(i64),
}

/// When something is likely to happen, counted from a fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expected {
    /// The field it counts from.
    pub from: Field,
    /// Least and greatest delay by the word of another field.
    pub by: Option<(Field, Vec<(String, Latency)>)>,
    /// Least and greatest delay otherwise.
    pub otherwise: Latency,
}

/// Least and greatest delay.
pub type Latency = (Span, Span);

/// What a recycling platform pays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// The platform, a word of the policy.
    pub platform: String,
    /// Least and greatest rate of the face value, in parts per billion.
    pub rate: (i64, i64),
    /// Share of the payout that is kept, in parts per billion.
    pub fee: i64,
    /// The least face value that is taken, in fen.
    pub least: i64,
    /// When the money arrives.
    pub arrival: Arrival,
}

/// When money arrives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Arrival {
    /// At once.
    Instant,
    /// Within so many hours.
    Hours(u16),
    /// Within a range of working days.
    WorkingDays(u16, u16),
}

impl Arrival {
    /// Reads `instant`, `24h`, `1-3wd` or `3wd`.
    pub fn parse(text: &str) -> Option<Self> {
        if text == "instant" {
            return Some(Self::Instant);
        }
        if let Some(hours) = text.strip_suffix('h') {
            return hours.parse().ok().map(Self::Hours);
        }
        let days = text.strip_suffix("wd")?;
        let (least, most) = days.split_once('-').unwrap_or((days, days));
        let (least, most) = (least.parse().ok()?, most.parse().ok()?);
        (least <= most).then_some(Self::WorkingDays(least, most))
    }
}

impl std::fmt::Display for Arrival {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Instant => write!(f, "instant"),
            Self::Hours(hours) => write!(f, "{hours}h"),
            Self::WorkingDays(least, most) if least == most => write!(f, "{least}wd"),
            Self::WorkingDays(least, most) => write!(f, "{least}-{most}wd"),
        }
    }
}

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
    effect.revocable_for = r.span("revocable_for");
    effect.retry = r.get("retry").and_then(|node| {
        let mut inner = Reader::new(node, r.problems);
        let from = inner.need("from").and_then(|n| clock(n, inner.problems));
        let until = inner.need("until").and_then(|n| clock(n, inner.problems));
        inner.finish();
        Some(Retry { from: from?, until: until? })
    });
}

fn cancel(effect: &mut Effect, r: &mut Reader<'_, '_>) {
    effect.window = r.get("window").and_then(|node| {
        let mut inner = Reader::new(node, r.problems);
        let due = due(&mut inner);
        let urgent = inner.flag("urgent").then_some(Span(0));
        let urgent_after = inner.span("urgent_after").or(urgent);
        inner.finish();
        Some(Window { due: due?, urgent_after })
    });
    effect.fee = r.get("fee").and_then(|node| {
        let mut inner = Reader::new(node, r.problems);
        let amount = inner.get("amount").and_then(|n| reader::money(n, inner.problems));
        let share = inner.get("rate").and_then(|n| reader::rate(n, inner.problems));
        one_of_two(node, "amount", "rate", inner.problems);
        inner.finish();
        amount.map(|Money(fen)| Fee::Amount(fen)).or(share.map(|Rate(parts)| Fee::Share(parts)))
    });
    effect.exclusive = r.flag("exclusive");
    effect.expected = r.get("expected").and_then(|node| expected(node, r.problems));
    effect.odds = r.get("odds").and_then(|node| rates(node, r.problems));
    effect.time = r.str("time");
}

fn quote(effect: &mut Effect, r: &mut Reader<'_, '_>) {
    effect.quote = r.get("quote").and_then(|node| {
        let mut inner = Reader::new(node, r.problems);
        let platform = inner.need_str("platform");
        let rate = inner.need("rate").and_then(|n| rates(n, inner.problems));
        let fee = inner.get("fee").map_or(Some(Rate(0)), |n| reader::rate(n, inner.problems));
        let least = inner.get("least").map_or(Some(Money(0)), |n| reader::money(n, inner.problems));
        let arrival = inner.need("arrival").and_then(|n| {
            let en = "an arrival such as instant, 24h or 1-3wd";
            reader::parsed(n, en, "到账时间（如 instant、24h、1-3wd）", inner.problems, Arrival::parse)
        });
        inner.finish();
        Some(Quote { platform, rate: rate?, fee: fee?.0, least: least?.0, arrival: arrival? })
    });
    effect.shift = r.get("shift").and_then(|node| rates(node, r.problems));
    effect.flag = r.str("flag");
    effect.declines = r.flag("declines");
}

fn rates(node: &Node, problems: &mut Problems) -> Option<(i64, i64)> {
    reader::range(node, problems, reader::rate).map(|(least, most)| (least.0, most.0))
}

fn working_days(node: &Node, problems: &mut Problems) -> Option<u16> {
    reader::parsed(node, "a number of working days", "工作日数", problems, |text| text.parse().ok())
}

fn stages(node: &Node, problems: &mut Problems) -> Vec<(u8, u16, u16)> {
    let Kind::Choice(Vocabulary::Fixed(words)) = Field::Stage.spec().kind else { return Vec::new() };
    let mut stages = Vec::new();
    for entry in node.entries() {
        let code = words.iter().position(|word| word.id == entry.key);
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
fn one_of_two(node: &Node, one: &str, other: &str, problems: &mut Problems) {
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

impl Effect {
    /// The names of the parts that the rule sets, for listings and for finding conflicts.
    pub fn parts(&self) -> Vec<&'static str> {
        let parts = [
            (self.verdict.is_some(), "verdict"),
            (self.route.is_some(), "route"),
            (!self.documents.is_empty(), "documents"),
            (self.review.is_some(), "days"),
            (self.priority.is_some(), "priority"),
            (self.not_before.is_some(), "not_before"),
            (self.confirm_by.is_some(), "confirm_by"),
            (self.restart, "restart"),
            (self.revocable_for.is_some(), "revocable_for"),
            (self.retry.is_some(), "retry"),
            (self.window.is_some(), "window"),
            (self.fee.is_some(), "fee"),
            (self.exclusive, "exclusive"),
            (self.expected.is_some(), "expected"),
            (self.odds.is_some(), "odds"),
            (self.time.is_some(), "time"),
            (self.quote.is_some(), "quote"),
            (self.shift.is_some(), "shift"),
            (self.flag.is_some(), "flag"),
            (self.declines, "declines"),
        ];
        parts.into_iter().filter(|(is_set, _)| *is_set).map(|(_, name)| name).collect()
    }

    /// The parts of which a result can have only one, so that two rules must not set them at once.
    pub fn single_parts(&self) -> impl Iterator<Item = &'static str> {
        const SINGLE: [&str; 8] =
            ["route", "days", "priority", "confirm_by", "revocable_for", "retry", "expected", "fee"];
        self.parts().into_iter().filter(|part| SINGLE.contains(part))
    }
}

/// The text of a problem with a word that no vocabulary has.
pub fn unknown_word(field: &str, word: &str) -> Text {
    Text::new(format!("`{field}` has no word `{word}`"), format!("`{field}` 没有取值 `{word}`"))
}
