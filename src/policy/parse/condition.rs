//! Reads conditions from the tables of a policy file.

use super::node::{Entry, Node, Value};
use super::reader::{self, Reader};
use crate::field::{Field, Kind, TABLE};
use crate::lang::{Text, suggest};
use crate::policy::model::{Base, Bound, Clause, DerivedFact, Fact, Measure, Missing, Op, Operand, Test};
use crate::policy::problem::Problems;
use crate::value::{CHINA, Day, Money, Rate};

/// Reads a condition: a table of facts and what is asked of each.
pub fn read(node: &Node, problems: &mut Problems) -> Vec<Clause> {
    if !matches!(node.value, Value::Table(_)) {
        reader::wrong_type(node, "a table of conditions", "条件表", problems);
    }
    node.entries().iter().filter_map(|entry| clause(entry, problems)).collect()
}

fn clause(entry: &Entry, problems: &mut Problems) -> Option<Clause> {
    let of = operand(entry, problems)?;
    let (test, missing) = match &entry.node.value {
        Value::Table(_) => asked(&of, &entry.node, problems)?,
        _ => (words(&of, &entry.node, false, problems)?, Missing::Undecided),
    };
    Some(Clause { of, test, missing })
}

fn operand(entry: &Entry, problems: &mut Problems) -> Option<Operand> {
    let unknown = |name: &str, problems: &mut Problems| {
        let names =
            TABLE.iter().map(|spec| spec.name).chain(DerivedFact::ALL.map(|derived| derived.spec().name));
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
fn asked(of: &Operand, node: &Node, problems: &mut Problems) -> Option<(Test, Missing)> {
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
    let others = usize::from(is.is_some()) + usize::from(not.is_some()) + usize::from(!bounds.is_empty());
    // Beside another question, `given = true` says that a missing fact refutes it.
    let missing = match (given, or_missing) {
        (Some(true), false) if others > 0 => Missing::Refutes,
        (_, true) => Missing::Holds,
        (_, false) => Missing::Undecided,
    };
    let given = given.filter(|_| missing != Missing::Refutes);
    let asked_for = others + usize::from(given.is_some());
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
    test.filter(|_| asked_for == 1).map(|test| (test, missing))
}

fn words(of: &Operand, node: &Node, none_of: bool, problems: &mut Problems) -> Option<Test> {
    let measure = match of {
        Operand::Fact(fact) => fact.measure(),
        Operand::Sum(_) => Measure::Money,
    };
    let mut words = Vec::new();
    for item in node.items() {
        match (measure, &item.value) {
            (Measure::Bool, Value::Bool(_)) => words.extend(item.figure()),
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
