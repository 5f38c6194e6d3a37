use serde::{Deserialize, Serialize};

use super::node::{Entry, Node, Value};
use super::problem::Problems;
use super::reader::{self, Reader};
use crate::field::{Field, Kind, TABLE};
use crate::lang::{Text, suggest};
use crate::value::{CHINA, Day, Money, Rate};

/// Something that conditions speak of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Fact {
    /// A field of the record.
    Field(Field),
    /// Something worked out while deciding.
    Computed(Computed),
}

/// A fact that is worked out while deciding, and not read from the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Computed {
    /// The verdict that the rules before came to.
    Verdict,
    /// How many recycling platforms quote this card.
    PlatformsQuoting,
    /// The least rate among the platforms that quote.
    MarketRateMin,
    /// The greatest rate among the platforms that quote.
    MarketRateMax,
    /// The greatest rate of the best quote.
    BestRateMax,
}

impl Computed {
    /// Every computed fact with its name in conditions.
    pub const ALL: [(&str, Self); 5] = [
        ("verdict", Self::Verdict),
        ("platforms_quoting", Self::PlatformsQuoting),
        ("market_rate_min", Self::MarketRateMin),
        ("market_rate_max", Self::MarketRateMax),
        ("best_rate_max", Self::BestRateMax),
    ];
}

impl Fact {
    /// The name in conditions.
    pub fn name(self) -> &'static str {
        match self {
            Self::Field(field) => field.name(),
            Self::Computed(computed) => {
                Computed::ALL.iter().find(|(_, c)| *c == computed).map_or("", |(name, _)| name)
            }
        }
    }

    /// The fact of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        let computed = || Computed::ALL.iter().find(|(known, _)| *known == name);
        Field::from_name(name).map(Self::Field).or_else(|| computed().map(|&(_, c)| Self::Computed(c)))
    }

    fn measure(self) -> Measure {
        match self {
            Self::Field(field) => match field.spec().kind {
                Kind::Money { .. } => Measure::Money,
                Kind::Rate { .. } => Measure::Rate,
                Kind::Count => Measure::Count,
                Kind::Date => Measure::Date,
                Kind::Time { .. } => Measure::Time,
                Kind::Bool => Measure::Bool,
                Kind::Choice(_) | Kind::OpenChoice => Measure::Word,
                Kind::List(_) | Kind::Text | Kind::Masked => Measure::Presence,
            },
            Self::Computed(Computed::Verdict) => Measure::Word,
            Self::Computed(Computed::PlatformsQuoting) => Measure::Count,
            Self::Computed(_) => Measure::Rate,
        }
    }
}

/// What a fact can be measured by.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Measure {
    Money,
    Rate,
    Count,
    Date,
    Time,
    Bool,
    Word,
    Presence,
}

/// What one clause of a condition looks at.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Operand {
    /// One fact.
    Fact(Fact),
    /// The sum of money fields; a missing one counts as at least its least value.
    Sum(Vec<Field>),
}

impl Operand {
    /// The name as it is written in a condition.
    pub fn name(&self) -> String {
        match self {
            Self::Fact(fact) => fact.name().to_owned(),
            Self::Sum(fields) => fields.iter().map(|f| f.name()).collect::<Vec<_>>().join(" + "),
        }
    }
}

/// How a bound compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Op {
    AtLeast,
    Above,
    AtMost,
    Below,
}

/// What a bound counts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Base {
    /// Nothing: the bound is a figure.
    Zero,
    /// The moment of decision, in milliseconds.
    Now,
    /// The date of decision, in days.
    Today,
    /// Another fact of the same kind.
    Fact(Fact),
}

/// A bound: the operand compared with `base + plus`, in the operand's own unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Bound {
    /// How it compares.
    pub op: Op,
    /// What it counts from.
    pub base: Base,
    /// What is added to that.
    pub plus: i64,
}

/// What a clause asks of its operand.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Test {
    /// To be one of these words (`true` and `false` for a boolean), or none of them.
    Words {
        /// The words, `@group` standing for all words of a group.
        words: Vec<String>,
        /// Whether it has to be none of them.
        none_of: bool,
    },
    /// To lie within all of these bounds.
    Bounds(Vec<Bound>),
    /// To be given, or not.
    Given(bool),
}

/// One clause of a condition.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Clause {
    /// What it looks at.
    pub of: Operand,
    /// What it asks.
    pub test: Test,
    /// Whether a missing fact satisfies it.
    pub or_missing: bool,
}

impl Clause {
    /// A clause on one field that a missing value does not satisfy.
    pub fn of_field(field: Field, test: Test) -> Self {
        Self { of: Operand::Fact(Fact::Field(field)), test, or_missing: false }
    }

    /// The field has to be given.
    pub fn given(field: Field) -> Self {
        Self::of_field(field, Test::Given(true))
    }

    /// The field has to lie on one side of a bound.
    pub fn bound(field: Field, op: Op, base: Base, plus: i64) -> Self {
        Self::of_field(field, Test::Bounds(vec![Bound { op, base, plus }]))
    }
}

/// Reads a condition: a table of facts and what is asked of each.
pub fn read(node: &Node, problems: &mut Problems) -> Vec<Clause> {
    if !matches!(node.value, Value::Table(_)) {
        reader::wrong_type(node, "a table of conditions", "条件表", problems);
    }
    node.entries().iter().filter_map(|entry| clause(entry, problems)).collect()
}

fn clause(entry: &Entry, problems: &mut Problems) -> Option<Clause> {
    let of = operand(entry, problems)?;
    let (test, or_missing) = match &entry.node.value {
        Value::Table(_) => asked(&of, &entry.node, problems)?,
        _ => (words(&of, &entry.node, false, problems)?, false),
    };
    Some(Clause { of, test, or_missing })
}

fn operand(entry: &Entry, problems: &mut Problems) -> Option<Operand> {
    let unknown = |name: &str, problems: &mut Problems| {
        let names = TABLE.iter().map(|spec| spec.name).chain(Computed::ALL.map(|(name, _)| name));
        let known: Vec<&str> = names.collect();
        let all = || Text::new(format!("known: {}", known.join(", ")), format!("可用：{}", known.join("、")));
        let fix = suggest::fix_in_code(suggest::nearest(name, known.iter().copied()), all);
        let what = Text::new(format!("no fact is called `{name}`"), format!("没有名为 `{name}` 的事实"));
        problems.push(entry.at, what, fix);
    };
    if !entry.key.contains('+') {
        let fact = Fact::from_name(&entry.key);
        if fact.is_none() {
            unknown(&entry.key, problems);
        }
        return fact.map(Operand::Fact);
    }
    let mut fields = Vec::new();
    for name in entry.key.split('+').map(str::trim) {
        match Field::from_name(name) {
            Some(field) if matches!(field.spec().kind, Kind::Money { .. }) => fields.push(field),
            Some(_) => {
                let what = Text::new(
                    format!("`{name}` is no amount of money and cannot be added up"),
                    format!("`{name}` 不是金额，不能相加"),
                );
                problems.push(entry.at, what, Text::default());
                return None;
            }
            None => {
                unknown(name, problems);
                return None;
            }
        }
    }
    Some(Operand::Sum(fields))
}

/// Reads `{ at_least = …, below = …, or_missing = true }` and the like.
fn asked(of: &Operand, node: &Node, problems: &mut Problems) -> Option<(Test, bool)> {
    let mut reader = Reader::new(node, problems);
    let or_missing = reader.flag("or_missing");
    let is = reader.get("is");
    let not = reader.get("not");
    let given = reader.get("given").map(|_| reader.flag("given"));
    let before = reader.problems.found.len();
    let mut bounds = Vec::new();
    const BOUNDS: [(&str, Op); 8] = [
        ("at_least", Op::AtLeast),
        ("above", Op::Above),
        ("at_most", Op::AtMost),
        ("below", Op::Below),
        ("from", Op::AtLeast),
        ("before", Op::Below),
        ("older_than", Op::Below),
        ("within", Op::AtLeast),
    ];
    for (key, op) in BOUNDS {
        if let Some(node) = reader.get(key) {
            let elapsed = matches!(key, "older_than" | "within");
            bounds.extend(bound(of, op, elapsed, node, reader.problems));
        }
    }
    let asked_for = usize::from(is.is_some())
        + usize::from(not.is_some())
        + usize::from(given.is_some())
        + usize::from(!bounds.is_empty());
    let at = node.at;
    let test = match (is, not, given) {
        (Some(node), None, None) => words(of, node, false, reader.problems),
        (None, Some(node), None) => words(of, node, true, reader.problems),
        (None, None, Some(given)) => Some(Test::Given(given)),
        _ => Some(Test::Bounds(bounds)),
    };
    let is_sound = before == reader.problems.found.len();
    if asked_for != 1 && is_sound {
        reader.problems.push(
            at,
            Text::new("a condition asks for exactly one thing", "一个条件只能有一种判断"),
            Text::new(
                "use one of `is`, `not`, `given`, or bounds such as `at_least`",
                "请只用 `is`、`not`、`given` 之一，或 `at_least` 等界限",
            ),
        );
    }
    reader.finish();
    test.filter(|_| asked_for == 1).map(|test| (test, or_missing))
}

fn words(of: &Operand, node: &Node, none_of: bool, problems: &mut Problems) -> Option<Test> {
    let measure = match of {
        Operand::Fact(fact) => fact.measure(),
        Operand::Sum(_) => Measure::Money,
    };
    let mut words = Vec::new();
    for item in node.items() {
        match (measure, &item.value) {
            (Measure::Bool, Value::Bool(truth)) => words.push(truth.to_string()),
            (Measure::Bool, _) => {
                reader::wrong_type(item, "true or false", "true 或 false", problems);
                return None;
            }
            (Measure::Word, _) => words.push(reader::string(item, problems)?),
            _ => {
                let (en, zh) =
                    ("a table with bounds such as { at_least = … }", "带界限的表（如 { at_least = … }）");
                reader::wrong_type(item, en, zh, problems);
                return None;
            }
        }
    }
    Some(Test::Words { words, none_of })
}

fn bound(of: &Operand, op: Op, elapsed: bool, node: &Node, problems: &mut Problems) -> Option<Bound> {
    let measure = match of {
        Operand::Fact(fact) => fact.measure(),
        Operand::Sum(_) => Measure::Money,
    };
    if elapsed {
        if measure != Measure::Time {
            reader::bad_value(
                node,
                &of.name(),
                "a time that can lie back",
                "可以计算经过时长的时间",
                problems,
            );
            return None;
        }
        let span = reader::span(node, problems)?;
        return Some(Bound { op, base: Base::Now, plus: -span.0 });
    }
    if let Value::Table(_) = node.value {
        let mut reader = Reader::new(node, problems);
        let name = reader.need_str("fact");
        let plus = match reader.get("plus") {
            Some(node) => figure(measure, node, reader.problems)?,
            None => 0,
        };
        let fact = Fact::from_name(&name).filter(|fact| fact.measure() == measure);
        if fact.is_none() {
            let what = format!("a fact that {} can be compared with", of.name());
            reader::bad_value(node, &name, &what, &format!("可与 {} 比较的事实", of.name()), reader.problems);
        }
        reader.finish();
        return fact.map(|fact| Bound { op, base: Base::Fact(fact), plus });
    }
    if node.str() == Some("today") && measure == Measure::Date {
        return Some(Bound { op, base: Base::Today, plus: 0 });
    }
    figure(measure, node, problems).map(|plus| Bound { op, base: Base::Zero, plus })
}

fn figure(measure: Measure, node: &Node, problems: &mut Problems) -> Option<i64> {
    match measure {
        Measure::Money => reader::money(node, problems).map(|Money(fen)| fen),
        Measure::Rate => reader::rate(node, problems).map(|Rate(parts)| parts),
        Measure::Count => reader::count(node, problems),
        Measure::Date => reader::day(node, problems).map(|Day(days)| days.into()),
        Measure::Time => {
            let en = "a time such as 2026-11-22T10:00:00+08:00";
            reader::parsed(node, en, "时间（如 2026-11-22T10:00:00+08:00）", problems, |text| {
                crate::value::Moment::parse_or_midnight(text.as_bytes(), CHINA).ok().map(|m| m.0)
            })
        }
        Measure::Bool | Measure::Word | Measure::Presence => {
            reader::wrong_type(
                node,
                "no bound (this fact has no order)",
                "界限（该事实不可比较大小）",
                problems,
            );
            None
        }
    }
}
