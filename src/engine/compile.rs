//! Compiles rules into axes and classes, for one moment of decision.

use std::sync::OnceLock;

use super::axis::{Axis, Reading, presumed_words};
use super::clauses::Clauses;
use super::program::{MAX_AXES, Program};
use super::question::{Asked, Question};
use super::ruleset::{MAX_RULES, RuleSet};
use crate::command::Verdict;
use crate::field::{Field, fixed_group};
use crate::lang::Str;
use crate::policy::{Base, Bound, Clause, DerivedFact, Fact, Measure, Op, Operand, Pack, Test};
use crate::record::Lexicons;
use crate::value::Moment;

/// One entry of a program: the clauses under which it matches.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    /// All of them have to hold.
    pub clauses: Vec<Clause>,
}

/// Compiles entries for one moment. `subject` is the field that tells records of different
/// platforms or channels apart.
///
/// # Errors
/// When there are more rules or more facts than a program can hold.
pub fn compile(
    entries: &[Entry],
    pack: &Pack,
    lexicons: &Lexicons,
    subject: Option<Field>,
    now: Moment,
) -> Result<Program, String> {
    if entries.len() > MAX_RULES {
        return Err(format!("{} rules, disputes and windows; at most {MAX_RULES}", entries.len()));
    }
    let mut axes = Vec::new();
    let mut asked = Vec::new();
    let mut of_rules = Vec::with_capacity(entries.len());
    for (rule, entry) in entries.iter().enumerate() {
        let from = asked.len();
        for clause in &entry.clauses {
            ask(rule, clause, pack, lexicons, now, &mut axes, &mut asked);
        }
        of_rules.push(from..asked.len());
    }
    if axes.len() > MAX_AXES {
        return Err(format!("conditions on {} different facts; at most {MAX_AXES}", axes.len()));
    }
    let own = subject.and_then(|field| {
        let reading = Reading::Word(Fact::Field(field));
        axes.iter().position(|axis| axis.reading == reading)
    });
    let words = subject.map_or(0, |field| lexicons.of(field).ids().len());
    let subjects = (0..=words).map(|_| OnceLock::new()).collect();
    let all = RuleSet::first(entries.len());
    Ok(Program { clauses: Clauses { all, axes, asked, of_rules, own }, subjects })
}

fn ask(
    rule: usize,
    clause: &Clause,
    pack: &Pack,
    lexicons: &Lexicons,
    now: Moment,
    axes: &mut Vec<Axis>,
    asked: &mut Vec<Asked>,
) {
    let mut push = |reading: Reading, question: Question| {
        let axis = axes.iter().position(|axis| axis.reading == reading).unwrap_or_else(|| {
            let words = word_count(&reading, lexicons);
            let may_become = match reading {
                Reading::Word(Fact::Field(field)) => presumed_words(field, lexicons),
                _ => Vec::new(),
            };
            let base = if let Reading::FromNow(_) = reading { now.0 } else { 0 };
            axes.push(Axis { reading, base, words, may_become, asked_by: RuleSet::EMPTY });
            axes.len() - 1
        });
        axes[axis].asked_by.insert(rule);
        asked.push(Asked { rule, axis, missing: clause.missing, question });
    };
    let reading = || match &clause.of {
        Operand::Fact(fact) => reading_of(*fact),
        Operand::Sum(fields) => Reading::Sum(fields.clone()),
    };
    match &clause.test {
        Test::Given(given) => push(reading(), Question::Given(*given)),
        Test::Words { words, none_of } => {
            let Operand::Fact(fact) = clause.of else { return };
            let codes = codes(fact, words, pack, lexicons).into_iter().collect();
            let question = if *none_of { Question::NoneOf(codes) } else { Question::Codes(codes) };
            push(reading(), question);
        }
        Test::Bounds(bounds) => {
            for bound in bounds {
                let (threshold, reach) = threshold(bound, now);
                let reading = match (bound.base, &clause.of) {
                    (Base::Fact(base), Operand::Fact(fact)) => Reading::Difference(*fact, base),
                    (Base::Now, Operand::Fact(fact)) => Reading::FromNow(*fact),
                    _ => reading(),
                };
                push(reading, Question::Bound(threshold, reach));
            }
        }
    }
}

fn reading_of(fact: Fact) -> Reading {
    match (fact.measure(), fact) {
        (Measure::Bool | Measure::Word, _) => Reading::Word(fact),
        (Measure::Presence, Fact::Field(field)) => Reading::Presence(field),
        (Measure::Presence, Fact::Derived(_))
        | (Measure::Money | Measure::Rate | Measure::Count | Measure::Date | Measure::Time, _) => {
            Reading::Number(fact)
        }
    }
}

/// How many words a fact can have.
fn word_count(reading: &Reading, lexicons: &Lexicons) -> usize {
    let Reading::Word(fact) = reading else { return 0 };
    match fact {
        Fact::Field(field) => lexicons.of(*field).ids().len(),
        Fact::Derived(derived) => match derived.words_of() {
            Some(field) => lexicons.of(field).ids().len(),
            None if derived.spec().measure == Measure::Bool => 2,
            None => Verdict::ALL.len(),
        },
    }
}

/// A bound as a threshold on whole numbers: reach it (`>=`), or stay below it.
fn threshold(bound: &Bound, now: Moment) -> (i64, bool) {
    let base = match bound.base {
        Base::Zero | Base::Now | Base::Fact(_) => 0,
        Base::Today => i64::from(now.day().0),
    };
    let value = base.saturating_add(bound.plus);
    match bound.op {
        Op::AtLeast => (value, true),
        Op::Above => (value.saturating_add(1), true),
        Op::AtMost => (value.saturating_add(1), false),
        Op::Below => (value, false),
    }
}

/// The codes of words, groups spelled out. Words that do not exist have none.
fn codes(fact: Fact, words: &[Str], pack: &Pack, lexicons: &Lexicons) -> Vec<u16> {
    let field = match fact {
        Fact::Field(field) => field,
        Fact::Derived(derived) => match derived.words_of() {
            Some(field) => field,
            None => return words.iter().filter_map(|word| derived_code(derived, word)).collect(),
        },
    };
    let lexicon = lexicons.of(field);
    let mut codes = Vec::new();
    for word in words {
        let Some(group) = word.strip_prefix('@') else {
            codes.extend(lexicon.code_of_id(word));
            continue;
        };
        codes.extend(fixed_group(field, group).iter().filter_map(|id| lexicon.code_of_id(id)));
        let members = pack.words(field.name()).filter(|w| w.groups.iter().any(|g| g == group));
        codes.extend(members.filter_map(|member| lexicon.code_of_id(&member.id)));
    }
    codes
}

/// The code of a word of a fact whose words are no field's.
fn derived_code(derived: DerivedFact, word: &str) -> Option<u16> {
    match derived.spec().measure {
        Measure::Bool => Some(u16::from(word == "true")),
        _ => Verdict::from_code(word).map(|verdict| verdict as u16),
    }
}
