//! Limits of what decisions can be made from, checked when a policy is loaded, so that deciding
//! cannot run into them.

use std::collections::BTreeSet;

use crate::command::Command;
use crate::field::{Field, Kind, Vocabulary};
use crate::lang::Text;
use crate::policy::model::{Base, Clause, Fact, Kind as RuleKind, Operand, Pack, Rule, Test};
use crate::policy::problem::{At, Problems};
use crate::policy::tree::Tree;
use crate::value::Day;

/// How many rules of one command can be told apart, with what their disputes, other grades and
/// windows add.
pub const MAX_ENTRIES: usize = 16_384;

/// How many different facts the conditions of one command can look at.
pub const MAX_AXES: usize = 64;

/// How many words a field can have, and a field that takes several at once.
const MAX_WORDS: usize = 1_000;
const MAX_LIST_WORDS: usize = 64;

/// How many different bounds conditions can set on one fact.
const MAX_BOUNDS: usize = 8_000;

/// How many rules there can be in all, with every version of each.
const MAX_RULES: usize = MAX_ENTRIES;

/// Notes where a policy is larger than decisions can be made from; says whether it is not.
pub(super) fn is_within(pack: &Pack, words: &[&Tree], problems: &mut Problems) -> bool {
    let before = problems.found.len();
    check(pack, words, problems);
    problems.found.len() == before
}

fn check(pack: &Pack, words: &[&Tree], problems: &mut Problems) {
    let last = pack.rules.iter().map(|rule| rule.at).max().unwrap_or_default();
    for field in Field::ALL {
        let limit = match field.spec().kind {
            Kind::List(Vocabulary::Policy) => MAX_LIST_WORDS,
            Kind::Choice(Vocabulary::Policy) | Kind::OpenChoice => MAX_WORDS,
            _ => continue,
        };
        let name = field.name();
        let what = Text::new(format!("words of `{name}`"), format!("`{name}` 的词"));
        let of_field = pack.words.iter().zip(words).filter(|(word, _)| word.field == name);
        let at = || of_field.map(|(_, tree)| tree.at).max().unwrap_or(last);
        over(pack.words(name).count(), limit, &what, at, problems);
    }
    if pack.rules.len() > MAX_RULES {
        let what = Text::new("rules, with all of their versions", "规则（含各个版本）");
        return over(pack.rules.len(), MAX_RULES, &what, || last, problems);
    }
    // Where all versions together are not too many, those of a day are not.
    if Command::DECIDING.into_iter().all(|command| Size::of(&pack.rules, command).is_within()) {
        return;
    }
    for day in days(pack) {
        let rules = pack.rules_on(day);
        for command in Command::DECIDING {
            Size::of(rules.iter().copied(), command).check(command, last, problems);
        }
    }
}

/// What decisions of one command are made from.
struct Size {
    entries: usize,
    facts: usize,
    /// On the fact that has most.
    bounds: usize,
}

impl Size {
    fn of<'r>(rules: impl IntoIterator<Item = &'r Rule>, command: Command) -> Self {
        let rules: Vec<&Rule> = rules.into_iter().filter(|rule| rule.command == command).collect();
        let (facts, bounds) = asked(&rules);
        Self { entries: rules.iter().map(|rule| entries(rule)).sum(), facts, bounds }
    }

    fn is_within(&self) -> bool {
        self.entries <= MAX_ENTRIES && self.facts <= MAX_AXES && self.bounds <= MAX_BOUNDS
    }

    fn check(&self, command: Command, at: At, problems: &mut Problems) {
        let name = command.name();
        let what = Text::new(
            format!("rules of {name}, with their disputes and windows"),
            format!("{name} 的规则（含争议和时限）"),
        );
        over(self.entries, MAX_ENTRIES, &what, || at, problems);
        let what = Text::new(format!("facts in conditions of {name}"), format!("{name} 条件中的事实"));
        over(self.facts, MAX_AXES, &what, || at, problems);
        let what = Text::new(
            format!("bounds on one fact in conditions of {name}"),
            format!("{name} 条件中同一事实的界限"),
        );
        over(self.bounds, MAX_BOUNDS, &what, || at, problems);
    }
}

fn over(count: usize, limit: usize, what: &Text, at: impl FnOnce() -> At, problems: &mut Problems) {
    if count > limit {
        let what = Text::new(
            format!("{count} {}, at most {limit}", what.en),
            format!("{}共 {count} 个，最多 {limit} 个", what.zh),
        );
        problems.push(at(), what, Text::new("take some out", "请删减"));
    }
}

/// The days on which another set of rules begins to hold.
fn days(pack: &Pack) -> BTreeSet<Day> {
    let begin = pack.rules.iter().filter_map(|rule| rule.valid_from);
    let end = pack.rules.iter().filter_map(|rule| rule.valid_until).map(|day| day.plus(1));
    begin.chain(end).chain([Day(i32::MIN / 2)]).collect()
}

/// How many entries a rule takes up: its own, those of its parts' conditions, and those of what is
/// to be known of a window.
fn entries(rule: &Rule) -> usize {
    if rule.kind != RuleKind::Effect {
        return 1;
    }
    let dispute = rule.dispute.as_ref().is_some_and(|dispute| dispute.verdict.is_some());
    let window = 4 * usize::from(rule.effect.window.is_some());
    1 + usize::from(dispute) + window + usize::from(rule.regrade.is_some())
}

/// How many facts rules ask for, and the greatest number of bounds on one of them.
fn asked(rules: &[&Rule]) -> (usize, usize) {
    let mut asked = Asked::default();
    for rule in rules {
        let parts = rule.part_conditions();
        for clause in rule.clauses().iter().chain(parts.iter().flat_map(|(_, when)| *when)) {
            asked.look(clause);
        }
        if let Some(window) = &rule.effect.window {
            // Its end, when it becomes urgent, and the user's own limit before its end.
            let ends = [window.due.lasts.0, window.urgent_from.map_or(0, |span| span.0), i64::MAX];
            let of = Operand::Fact(Fact::Field(window.due.from));
            ends.iter().for_each(|end| asked.note(&of, None, Some(*end)));
        }
    }
    (asked.facts.len(), asked.facts.iter().map(|(_, bounds)| bounds.len()).max().unwrap_or(0))
}

/// A fact, or its difference to another one.
type Looked = (Operand, Option<Base>);

/// What conditions look at, each with the bounds they set on it.
#[derive(Default)]
struct Asked {
    facts: Vec<(Looked, BTreeSet<i64>)>,
}

impl Asked {
    fn look(&mut self, clause: &Clause) {
        let Test::Bounds(bounds) = &clause.test else { return self.note(&clause.of, None, None) };
        for bound in bounds {
            let other = matches!(bound.base, Base::Fact(_)).then_some(bound.base);
            // Bounds that include their figure differ from those that do not.
            self.note(&clause.of, other, Some(bound.plus.saturating_mul(4) + bound.op as i64));
        }
    }

    fn note(&mut self, of: &Operand, base: Option<Base>, bound: Option<i64>) {
        let key = (of.clone(), base);
        let index = self.facts.iter().position(|(known, _)| *known == key).unwrap_or_else(|| {
            self.facts.push((key, BTreeSet::new()));
            self.facts.len() - 1
        });
        self.facts[index].1.extend(bound);
    }
}
