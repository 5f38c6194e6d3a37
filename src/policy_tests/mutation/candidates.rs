//! Values on which rules may change their minds: of each fact those beside the bounds that rules set on
//! it, and every word.

use std::collections::BTreeSet;

use crate::command::Command;
use crate::decide::Plan;
use crate::field::{Field, FieldSet, Kind};
use crate::output::text::written;
use crate::policy::{Base, Clause, Fact, FactSpec, Operand, Rule, Test};
use crate::value::{Day, Moment, Money, Rate};

/// The values of a field that are tried, as input writes them.
pub(super) type Values = Vec<(Field, Vec<String>)>;

/// How many values of one field are tried.
const MOST: usize = 24;

/// The clauses of a rule for a command, those of its parts among them.
fn clauses(rule: &Rule, command: Command) -> Vec<Clause> {
    let mut all = rule.clauses_for(command).unwrap_or_default();
    all.extend(rule.part_conditions().into_iter().flat_map(|(_, clauses)| clauses.iter().cloned()));
    all
}

/// The fields that a rule looks at, in the order of the field table.
pub(super) fn fields_of(rule: &Rule, command: Command) -> FieldSet {
    let mut found = FieldSet::EMPTY;
    let mut add = |fact: &Fact| match fact {
        Fact::Field(field) => found.insert(*field),
        Fact::Derived(derived) => derived.spec().from.iter().for_each(|field| found.insert(*field)),
    };
    for clause in clauses(rule, command) {
        match &clause.of {
            Operand::Fact(fact) => add(fact),
            Operand::Sum(fields) => fields.iter().for_each(|field| add(&Fact::Field(*field))),
        }
        if let Test::Bounds(bounds) = &clause.test {
            for bound in bounds {
                if let Base::Fact(fact) = &bound.base {
                    add(fact);
                }
            }
        }
    }
    for (field, _) in rule.effect.reads() {
        add(&Fact::Field(field));
    }
    found
}

/// The values of a field beside the bounds of rules, those of the first rules first.
pub(super) fn values<'r>(
    plan: &Plan<'_>,
    field: Field,
    rules: impl Iterator<Item = &'r Rule>,
) -> Vec<String> {
    let spec = field.spec();
    match spec.kind {
        Kind::Bool => return vec!["true".to_owned(), "false".to_owned()],
        Kind::Choice(_) | Kind::OpenChoice => return plan.lexicons.of(field).ids().to_vec(),
        Kind::List(_) => {
            let ids = plan.lexicons.of(field).ids();
            let without = |place: usize| {
                let others = ids.iter().enumerate().filter(|(other, _)| *other != place);
                others.map(|(_, id)| id.as_str()).collect::<Vec<_>>().join(";")
            };
            let whole = [ids.join(";"), "none".to_owned()];
            return whole.into_iter().chain((0..ids.len()).map(without)).collect();
        }
        Kind::Text | Kind::Masked => return Vec::new(),
        Kind::Money { .. } | Kind::Rate { .. } | Kind::Count | Kind::Date | Kind::Time { .. } => {}
    }
    let (now, today) = (plan.now.0, i64::from(plan.today.0));
    let (origin, step, far): (i64, i64, &[i64]) = match spec.kind {
        Kind::Date => (today, 1, &[-400, 0, 400]),
        Kind::Time { .. } => (now, 1000, &[-400 * 86_400_000, -60_000, 0]),
        Kind::Rate { .. } => (0, 100_000, &[900_000_000, 0]),
        Kind::Count => (0, 1, &[0, 1, 100]),
        _ => (0, 1, &[50_000, 0, 1, 100_000_000]),
    };
    let mut found: Vec<i64> = Vec::new();
    let mut around = |value: i64| found.extend([value, value - step, value + step]);
    for rule in rules {
        for clause in clauses(rule, plan.command) {
            let Test::Bounds(bounds) = &clause.test else { continue };
            let is_of = match &clause.of {
                Operand::Fact(fact) => *fact == Fact::Field(field),
                Operand::Sum(fields) => fields.contains(&field),
            };
            for bound in bounds {
                match bound.base {
                    Base::Zero if is_of => around(bound.plus),
                    Base::Now if is_of => around(now + bound.plus),
                    Base::Today if is_of => around(today + bound.plus),
                    // Beside one of the usual values of the other fact.
                    Base::Fact(_) => around(origin),
                    _ => {}
                }
            }
        }
        for lasts in rule.effect.window.iter().map(|window| window.due.lasts.0) {
            around(now - lasts);
        }
        for lasts in rule.effect.confirm_by.iter().map(|due| due.lasts.0) {
            around(now - lasts);
        }
        if let Some(quote) = rule.effect.quote.as_ref().filter(|_| field == Field::FaceValue) {
            around(quote.least.0);
        }
    }
    found.extend(far.iter().map(|far| origin + far));
    let mut seen = BTreeSet::new();
    found.retain(|value| seen.insert(*value));
    found.iter().filter_map(|value| text(field, *value)).take(MOST).collect()
}

/// A value as input writes it; nothing where it cannot be.
fn text(field: Field, value: i64) -> Option<String> {
    let bytes = match field.spec().kind {
        Kind::Money { .. } => written(|out| Money(value).write(out)),
        Kind::Rate { .. } => written(|out| Rate(value).write(out)),
        Kind::Count => value.to_string(),
        Kind::Date => {
            let day = Day(i32::try_from(value).ok()?).if_writable()?;
            written(|out| day.write(out))
        }
        Kind::Time { .. } => {
            Moment(value).day().if_writable()?;
            written(|out| Moment(value).write(out))
        }
        _ => return None,
    };
    (value >= 0 || matches!(field.spec().kind, Kind::Date | Kind::Time { .. })).then_some(bytes)
}

/// The value of a fact that is in order, as the policy says.
pub(super) fn in_order(specs: &[FactSpec], field: Field) -> Option<String> {
    specs.iter().find(|spec| spec.field == field).and_then(|spec| spec.in_order.clone())
}
