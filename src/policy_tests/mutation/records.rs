//! Records that stand for all others: of each fact a value of every class that one of two plans tells
//! apart.

use std::ops::ControlFlow::{self, Break, Continue};

use crate::command::Command;
use crate::decide::Plan;
use crate::field::{Field, FieldSet, Kind};
use crate::policy::{Base, Clause, Fact, Operand, Rule, Test};
use crate::questions::{Class, classes_by, value_text};
use crate::record::Facts;

/// A record as input writes it.
pub type Written = Vec<(Field, String)>;

/// How many records are looked at of a product of values; of a larger one some all over it.
const MOST: usize = 4000;

/// Beside how many matching records those are looked at that differ in one other fact.
const ENOUGH: usize = 6;

/// Of more classes than these, each is stood for by one value.
const MANY: usize = 32;

/// A text for a word that no policy knows, where any may stand.
const ANY: &str = "other";

/// The facts as input writes them.
pub fn written(plan: &Plan<'_>, facts: &Facts) -> Written {
    let of_field = |field: Field| {
        let text = value_text(plan, field, facts.get(field)?);
        Some((field, if text.is_empty() { ANY.to_owned() } else { text }))
    };
    Field::of(plan.command).filter_map(of_field).collect()
}

/// The fields that a rule looks at.
fn fields_of(rule: &Rule, command: Command) -> FieldSet {
    let mut found = FieldSet::EMPTY;
    let mut add = |fact: &Fact| match fact {
        Fact::Field(field) => found.insert(*field),
        Fact::Derived(derived) => derived.spec().from.iter().for_each(|field| found.insert(*field)),
    };
    let mut clauses: Vec<Clause> = rule.clauses_for(command).unwrap_or_default();
    clauses.extend(rule.part_conditions().into_iter().flat_map(|(_, clauses)| clauses.iter().cloned()));
    for clause in clauses {
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
    rule.effect.reads().iter().for_each(|(field, _)| add(&Fact::Field(*field)));
    found
}

/// Looks at the records beside the bounds of some rules, until there is an answer: at all combinations
/// of what these rules look at, or as many as there is time for, then beside records that they match at
/// every other fact. Records of a platform or channel on which none of them can match are left out.
pub fn explore<T>(
    old: &Plan<'_>,
    new: &Plan<'_>,
    versions: &[&Rule],
    mut visit: impl FnMut(&Facts) -> ControlFlow<T>,
) -> Option<T> {
    let command = old.command;
    let focus = versions.iter().fold(FieldSet::EMPTY, |all, rule| all.union(fields_of(rule, command)));
    let subject = Field::subject_of(command);
    let is_used = |field: &Field| !matches!(field, Field::Id | Field::CardNo);
    // What the rules look at, and what nothing can be said without.
    let needed = [Field::State, Field::FaceValue, Field::SubmittedAt];
    let is_first = |field: &Field| focus.has(*field) || needed.contains(field);
    let all = Field::of(command).filter(|field| is_used(field) && Some(*field) != subject);
    let (first, others): (Vec<Field>, Vec<Field>) = all.partition(is_first);
    let space = Space { plans: [old, new], places: [places(old, versions), places(new, versions)] };
    let mut in_order = Facts::NONE;
    for field in &others {
        if let Some(value) = old.changing(*field).in_order {
            in_order.set(*field, value);
        }
    }
    for base in [Facts::NONE, in_order] {
        for start in space.starts(&base, subject) {
            let mut matching: Vec<Facts> = Vec::new();
            let mut seen = |facts: &Facts| {
                if matching.len() < ENOUGH && space.is_cited(facts) {
                    matching.push(facts.clone());
                }
                visit(facts)
            };
            if let Break(found) = space.product(&start, &first, &mut seen) {
                return Some(found);
            }
            for record in matching {
                for field in &others {
                    for value in space.values(&record, *field) {
                        let mut beside = record.clone();
                        beside.set(*field, value);
                        if let Break(found) = visit(&beside) {
                            return Some(found);
                        }
                    }
                }
            }
        }
    }
    None
}

/// The places of some rules in a plan.
pub(super) fn places(plan: &Plan<'_>, versions: &[&Rule]) -> Vec<usize> {
    let is_of = |rule: &Rule| versions.iter().any(|other| other.id == rule.id);
    (0..plan.rules.len()).filter(|place| is_of(plan.rules[*place])).collect()
}

/// What records are made by: two plans, and where in each the rules are that they are made for.
struct Space<'s, 'p> {
    plans: [&'s Plan<'p>; 2],
    places: [Vec<usize>; 2],
}

impl Space<'_, '_> {
    /// The records that the product begins with: one for each platform or channel that matters.
    fn starts(&self, base: &Facts, subject: Option<Field>) -> Vec<Facts> {
        let Some(field) = subject else { return vec![base.clone()] };
        let words = self.plans[0].lexicons.of(field).ids().len();
        let matters = |code: &u16| {
            let mut of_plans = self.plans.iter().zip(&self.places);
            of_plans.any(|(plan, places)| places.iter().any(|place| plan.can_match(Some(*code), *place)))
        };
        let codes = (0..words).filter_map(|code| u16::try_from(code).ok()).filter(matters);
        let start = |code: u16| {
            let mut facts = base.clone();
            facts.set(field, code.into());
            facts
        };
        codes.map(start).collect()
    }

    fn is_cited(&self, facts: &Facts) -> bool {
        let mut of_plans = self.plans.iter().zip(&self.places);
        of_plans.any(|(plan, places)| {
            let decision = plan.decision(facts);
            places.iter().any(|place| decision.matched.has(*place))
        })
    }

    /// A value of a field for each class, as others of a record stand; of a wide one several.
    fn values(&self, facts: &Facts, field: Field) -> Vec<i64> {
        if let Kind::List(_) = field.spec().kind {
            let words = self.plans[0].lexicons.of(field).ids().len();
            let whole = (0..words).fold(0, |bits, word| bits | 1i64 << word);
            return [whole, 0].into_iter().chain((0..words).map(|word| whole & !(1 << word))).collect();
        }
        let [old, new] = self.plans.map(Plan::entries);
        let classes = classes_by(&self.plans, facts, field, &old.or(new));
        let mut usual = usual(self.plans[0], field);
        if classes.len() > MANY {
            usual.truncate(1);
        }
        let near = |class: Class| {
            let mut values: Vec<i64> = Vec::with_capacity(usual.len());
            for value in usual.iter().map(|near| class.nearest(field, *near)) {
                // Classes have no value in common.
                if !values.contains(&value) {
                    values.push(value);
                }
            }
            values
        };
        classes.into_iter().flat_map(near).collect()
    }

    /// Visits the records of a product of values, none of a field among them.
    fn product<T>(
        &self,
        start: &Facts,
        fields: &[Field],
        visit: &mut impl FnMut(&Facts) -> ControlFlow<T>,
    ) -> ControlFlow<T> {
        let sizes = fields.iter().map(|field| self.values(start, *field).len() + 1);
        let size = sizes.fold(1usize, usize::saturating_mul);
        if size <= MOST {
            return self.all(start, fields, visit);
        }
        // An odd stride meets every value of every field.
        let stride = (size / MOST) | 1;
        for number in 0..MOST {
            let mut place = number.saturating_mul(stride);
            let mut facts = start.clone();
            for field in fields {
                let values = self.values(&facts, *field);
                if let Some(value) = values.get(place % (values.len() + 1)) {
                    facts.set(*field, *value);
                }
                place /= values.len() + 1;
            }
            visit(&facts)?;
        }
        Continue(())
    }

    fn all<T>(
        &self,
        facts: &Facts,
        fields: &[Field],
        visit: &mut impl FnMut(&Facts) -> ControlFlow<T>,
    ) -> ControlFlow<T> {
        let Some((field, rest)) = fields.split_first() else { return visit(facts) };
        for value in self.values(facts, *field) {
            let mut with = facts.clone();
            with.set(*field, value);
            self.all(&with, rest, visit)?;
        }
        self.all(facts, rest, visit)
    }
}

/// What people write of a field: a class is stood for by what is nearest to each.
fn usual(plan: &Plan<'_>, field: Field) -> Vec<i64> {
    const DAY: i64 = 86_400_000;
    let (now, today) = (plan.now.0, i64::from(plan.today.0));
    match field.spec().kind {
        Kind::Money { .. } => vec![50_000, 0, 100_000_000],
        Kind::Rate { .. } => vec![900_000_000, 0],
        Kind::Count => vec![0, 100],
        Kind::Date => vec![today, today - 400, today + 400],
        Kind::Time { .. } => vec![now, now - 60_000, now - 400 * DAY, now + 400 * DAY],
        Kind::Bool | Kind::Choice(_) | Kind::OpenChoice => vec![0],
        Kind::List(_) | Kind::Text | Kind::Masked => Vec::new(),
    }
}
