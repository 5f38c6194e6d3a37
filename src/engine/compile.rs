//! Compiles rules into axes and classes, for one moment of decision.

use super::axis::{Axis, Cell, Known, Reading, Truth, presumed_words};
use super::program::{ClassPlace, MAX_AXES, Program, Subject};
use super::ruleset::{MAX_RULES, RuleSet};
use crate::command::Verdict;
use crate::field::{Field, fixed_group};
use crate::policy::{Base, Bound, Clause, DerivedFact, Fact, Measure, Missing, Op, Operand, Pack, Test};
use crate::record::Lexicons;
use crate::value::Moment;

/// One entry of a program: the clauses under which it matches.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    /// All of them have to hold.
    pub clauses: Vec<Clause>,
}

/// A clause with the axis that it looks at, ready to be asked.
struct Asked {
    rule: usize,
    axis: usize,
    missing: Missing,
    question: Question,
}

enum Question {
    /// To be one of these codes.
    Codes(Vec<u8>),
    /// To be none of these codes.
    NoneOf(Vec<u8>),
    /// To reach a threshold, or (false) to stay below it.
    Bounds(Vec<(i64, bool)>),
    Given(bool),
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
    for (rule, entry) in entries.iter().enumerate() {
        for clause in &entry.clauses {
            ask(rule, clause, pack, lexicons, now, &mut axes, &mut asked);
        }
    }
    if axes.len() > MAX_AXES {
        return Err(format!("conditions on {} different facts; at most {MAX_AXES}", axes.len()));
    }
    for (index, axis) in axes.iter_mut().enumerate() {
        fill(axis, index, &asked, lexicons);
    }
    let subjects = subjects(&axes, subject, lexicons, entries.len());
    Ok(Program { axes, subjects })
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
    let mut push = |reading: Reading, question: Question, thresholds: &[i64]| {
        let axis = axes.iter().position(|axis| axis.reading == reading).unwrap_or_else(|| {
            let words = word_count(&reading, lexicons);
            let thresholds = Vec::new();
            let asked_by = RuleSet::EMPTY;
            let base = if let Reading::FromNow(_) = reading { now.0 } else { 0 };
            axes.push(Axis { reading, base, thresholds, words, cells: Vec::new(), asked_by });
            axes.len() - 1
        });
        axes[axis].thresholds.extend(thresholds);
        asked.push(Asked { rule, axis, missing: clause.missing, question });
    };
    let reading = || match &clause.of {
        Operand::Fact(fact) => reading_of(*fact),
        Operand::Sum(fields) => Reading::Sum(fields.clone()),
    };
    match &clause.test {
        Test::Given(given) => push(reading(), Question::Given(*given), &[]),
        Test::Words { words, none_of } => {
            let Operand::Fact(fact) = clause.of else { return };
            let codes = codes(fact, words, pack, lexicons);
            let question = if *none_of { Question::NoneOf(codes) } else { Question::Codes(codes) };
            push(reading(), question, &[]);
        }
        Test::Bounds(bounds) => {
            for bound in bounds {
                let (threshold, reach) = threshold(bound, now);
                let reading = match (bound.base, &clause.of) {
                    (Base::Fact(base), Operand::Fact(fact)) => Reading::Difference(*fact, base),
                    (Base::Now, Operand::Fact(fact)) => Reading::FromNow(*fact),
                    _ => reading(),
                };
                push(reading, Question::Bounds(vec![(threshold, reach)]), &[threshold]);
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
fn codes(fact: Fact, words: &[String], pack: &Pack, lexicons: &Lexicons) -> Vec<u8> {
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
fn derived_code(derived: DerivedFact, word: &str) -> Option<u8> {
    match derived.spec().measure {
        Measure::Bool => Some(u8::from(word == "true")),
        _ => Verdict::from_code(word).map(|verdict| verdict as u8),
    }
}

/// Works out what each class of an axis means for every rule.
fn fill(axis: &mut Axis, index: usize, asked: &[Asked], lexicons: &Lexicons) {
    axis.thresholds.sort_unstable();
    axis.thresholds.dedup();
    let may_become = match axis.reading {
        Reading::Word(Fact::Field(field)) => presumed_words(field, lexicons),
        _ => Vec::new(),
    };
    let here: Vec<&Asked> = asked.iter().filter(|asked| asked.axis == index).collect();
    axis.asked_by = here.iter().map(|asked| asked.rule).collect();
    let thresholds = axis.thresholds.clone();
    let cell = |known: Known| {
        let mut cell = Cell { possible: RuleSet::ALL, sure: RuleSet::ALL };
        for asked in &here {
            let truth = truth(asked, known, &thresholds, &may_become);
            if truth == Truth::No {
                cell.possible.remove(asked.rule);
            }
            if truth != Truth::Yes {
                cell.sure.remove(asked.rule);
            }
        }
        cell
    };
    axis.cells = axis.classes().into_iter().map(cell).collect();
}

fn truth(asked: &Asked, known: Known, thresholds: &[i64], may_become: &[u8]) -> Truth {
    if let Question::Given(given) = asked.question {
        let is_missing = matches!(known, Known::Missing | Known::None | Known::Presumed(_));
        return Truth::of(given != is_missing);
    }
    match known {
        Known::Missing | Known::None if asked.missing == Missing::Holds => Truth::Yes,
        Known::Missing if asked.missing == Missing::Refutes => Truth::No,
        Known::Missing => Truth::Undecided,
        // What there is not is none of any words.
        Known::None => Truth::of(matches!(asked.question, Question::NoneOf(_))),
        Known::Word(code) => match &asked.question {
            Question::Codes(codes) => Truth::of(codes.contains(&code)),
            Question::NoneOf(codes) => Truth::of(!codes.contains(&code)),
            _ => Truth::Undecided,
        },
        Known::Presumed(code) => presumed(&asked.question, code, may_become),
        Known::Reached(count) => bounds(&asked.question, |threshold| {
            Truth::of(thresholds.iter().take(count).any(|reached| *reached == threshold))
        }),
        Known::ReachedAtLeast(count) => bounds(&asked.question, |threshold| {
            let is_reached = thresholds.iter().take(count).any(|reached| *reached == threshold);
            if is_reached { Truth::Yes } else { Truth::Undecided }
        }),
    }
}

/// A presumed word counts as it stands; what only a later one would satisfy is undecided.
fn presumed(question: &Question, code: u8, may_become: &[u8]) -> Truth {
    let satisfied = |code: &u8| match question {
        Question::Codes(codes) => codes.contains(code),
        Question::NoneOf(codes) => !codes.contains(code),
        _ => false,
    };
    if satisfied(&code) {
        Truth::Yes
    } else if may_become.iter().any(satisfied) {
        Truth::Undecided
    } else {
        Truth::No
    }
}

fn bounds(question: &Question, reached: impl Fn(i64) -> Truth) -> Truth {
    let Question::Bounds(bounds) = question else { return Truth::Undecided };
    bounds.iter().fold(Truth::Yes, |truth, (threshold, reach)| {
        let one = match (reached(*threshold), reach) {
            (truth, true) => truth,
            (Truth::Yes, false) => Truth::No,
            (Truth::No, false) => Truth::Yes,
            (Truth::Undecided, false) => Truth::Undecided,
        };
        truth.and(one)
    })
}

/// Where the classes of these axes stand when packed, for records of which only these rules are
/// possible; `None` where there is no room for all.
fn packed(
    axes: &[Axis],
    indices: impl Iterator<Item = usize>,
    possible: &RuleSet,
) -> Option<Vec<ClassPlace>> {
    let mut shift = 0;
    let mut place = |index: usize| {
        let alike = axes[index].alike(possible);
        let most = alike.iter().copied().max().unwrap_or_default();
        let place = ClassPlace { axis: u8::try_from(index).ok()?, shift: shift as u8, alike };
        shift += u8::BITS - most.leading_zeros();
        (shift <= u64::BITS).then_some(place)
    };
    indices.map(&mut place).collect()
}

/// For each word of the subject: which rules are left, and which axes still matter to them.
fn subjects(axes: &[Axis], subject: Option<Field>, lexicons: &Lexicons, rules: usize) -> Vec<Subject> {
    let all: RuleSet = (0..rules).collect();
    let own = subject.and_then(|field| {
        let reading = Reading::Word(Fact::Field(field));
        axes.iter().position(|axis| axis.reading == reading)
    });
    let words = subject.map_or(0, |field| lexicons.of(field).ids().len());
    let one = |code: usize| {
        let mut start = Cell { possible: all, sure: all };
        if let Some(own) = own
            && code < words
        {
            let classes = axes[own].classes();
            let class = classes.iter().position(|known| *known == Known::Word(code as u8));
            if let Some(cell) = class.map(|class| &axes[own].cells[class]) {
                start.possible.keep(&cell.possible);
                start.sure.keep(&cell.sure);
            }
        }
        let decided = if code < words { own } else { None };
        let matters = |index: &usize| Some(*index) != decided && axes[*index].asked_by.meets(&start.possible);
        let (later_axes, now_axes): (Vec<usize>, Vec<usize>) =
            (0..axes.len()).filter(matters).partition(|index| axes[*index].derived().next().is_some());
        let asked_later = later_axes.iter().fold(RuleSet::EMPTY, |set, i| set.or(&axes[*i].asked_by));
        let of_numbers = now_axes.iter().copied().filter(|i| axes[*i].word_field().is_none());
        let number_axes = packed(axes, of_numbers, &start.possible);
        let small = |indices: Vec<usize>| indices.into_iter().map(|i| i as u8).collect();
        Subject { start, axes: small(now_axes), number_axes, later_axes: small(later_axes), asked_later }
    };
    (0..=words).map(one).collect()
}
