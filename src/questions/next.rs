//! What to ask for next: the missing facts that can still change the outcome, in the order in which
//! asking for them takes the fewest questions.

use super::class::{Class, classes};
use super::moves::origin;
use crate::command::Command;
use crate::decide::Plan;
use crate::field::{Field, Kind};
use crate::record::Facts;

/// What to ask for next, and how many questions there are until nothing can change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Next {
    /// The fact to ask for; none where nothing is left to ask.
    pub field: Option<Field>,
    /// How many questions there are at least, where that was counted.
    pub least: Option<u32>,
    /// How many at most.
    pub most: Option<u32>,
    /// Whether this holds for this very record alone, and not for others of its classes.
    pub is_own: bool,
}

/// A question, with an answer for each class of its fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The fact that is asked for.
    pub field: Field,
    /// The answers.
    pub answers: Vec<Answer>,
}

/// An answer: a class of a fact, with the value that stands for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The value.
    pub value: i64,
    /// All values that make no other difference.
    pub class: Class,
}

/// How many questions there are until nothing can change, least and most.
pub type Counts = (u32, u32);

/// Questions are counted where the ranking has no more than these.
const MOST_COUNTED: usize = 10;

/// What to ask for next in a valid record.
pub fn next(plan: &Plan<'_>, facts: &Facts) -> Next {
    let ranking = ranking(plan, facts);
    let counts = counts(plan, facts, &ranking);
    let related = plan.fields_in_relation(plan.subject(facts));
    let is_beside = related.iter().any(|field| facts.has(field));
    Next {
        field: ranking.first().map(|question| question.field),
        least: counts.map(|(least, _)| least),
        most: counts.map(|(_, most)| most),
        is_own: plan.command != Command::RecycleQuote && is_beside,
    }
}

/// The questions whose answers can change the outcome by themselves, the next first: after whose answer
/// the fewest are left on average, answers counted alike; then in policy order.
pub fn ranking(plan: &Plan<'_>, facts: &Facts) -> Vec<Question> {
    if lacks_subject(plan, facts) {
        let field = Field::subject_of(plan.command);
        return field.map(|field| question(plan, facts, field)).into_iter().collect();
    }
    let open = open(plan, facts);
    let subject = plan.subject(facts);
    let mut scored: Vec<(u64, u64, usize, Question)> = useful(plan, facts, &open)
        .into_iter()
        .map(|question| {
            let left = |answer: &Answer| {
                let facts = with(facts, question.field, answer.value);
                let others: Vec<Field> =
                    open.iter().copied().filter(|field| *field != question.field).collect();
                useful(plan, &facts, &others).len() as u64
            };
            let left = question.answers.iter().map(left).sum();
            let count = question.answers.len() as u64;
            (left, count, plan.first_rule_on(question.field, subject), question)
        })
        .collect();
    // Means are compared as fractions, exactly.
    scored.sort_by(|a, b| (a.0 * b.1, a.2, a.3.field).cmp(&(b.0 * a.1, b.2, b.3.field)));
    scored.into_iter().map(|(.., question)| question).collect()
}

/// How many questions are asked when a ranking is followed, over all answers; `None` where there are too
/// many to count.
pub fn counts(plan: &Plan<'_>, facts: &Facts, ranking: &[Question]) -> Option<Counts> {
    if ranking.len() > MOST_COUNTED {
        return None;
    }
    let Some(first) = ranking.first() else { return Some((0, 0)) };
    let mut found: Option<Counts> = None;
    for answer in &first.answers {
        let facts = with(facts, first.field, answer.value);
        let (least, most) = counts(plan, &facts, &self::ranking(plan, &facts))?;
        found =
            Some(found.map_or((least + 1, most + 1), |(low, high)| (low.min(least + 1), high.max(most + 1))));
    }
    found
}

/// Whether a record does not say which platform or channel it is about, without which it is none.
pub fn lacks_subject(plan: &Plan<'_>, facts: &Facts) -> bool {
    Field::subject_of(plan.command).is_some_and(|field| !facts.has(field))
}

/// The missing facts that may be asked for.
fn open(plan: &Plan<'_>, facts: &Facts) -> Vec<Field> {
    let fields = plan.deciding_fields(plan.subject(facts)).without(facts.given());
    let is_asked = |field: &Field| super::change::spec(plan, *field).is_none_or(|spec| !spec.never_given);
    fields.iter().filter(is_asked).collect()
}

/// The questions some answer to which changes the outcome by itself.
fn useful(plan: &Plan<'_>, facts: &Facts, open: &[Field]) -> Vec<Question> {
    let now = plan.outcome(facts);
    let changes = |field: Field, value: i64| plan.outcome(&with(facts, field, value)) != now;
    let questions = open.iter().map(|field| question(plan, facts, *field));
    // What is out of order comes last in most tables, and makes a difference most often.
    let is_useful = |question: &Question| {
        question.answers.iter().rev().any(|answer| changes(question.field, answer.value))
    };
    questions.filter(is_useful).collect()
}

/// The question for a fact of a record.
pub fn question(plan: &Plan<'_>, facts: &Facts, field: Field) -> Question {
    let answers = match field.spec().kind {
        Kind::List(_) => {
            let all = plan.papers_asked_for(plan.subject(facts)) as i64;
            [0, all].map(|value| Answer { value, class: Class { least: value, greatest: value } }).to_vec()
        }
        _ => {
            let near = origin(plan, field);
            let classes = classes(plan, facts, field, &plan.deciding_on(plan.subject(facts)));
            classes.into_iter().map(|class| Answer { value: class.nearest(field, near), class }).collect()
        }
    };
    Question { field, answers }
}

/// The facts with one more.
fn with(facts: &Facts, field: Field, value: i64) -> Facts {
    let mut facts = facts.clone();
    facts.set(field, value);
    facts
}

/// Two facts that contradict each other, as far as a decision sees that.
pub fn contradiction(plan: &Plan<'_>, facts: &Facts) -> Option<(Field, Field)> {
    if let (Some(balance), Some(face_value)) = (facts.get(Field::Balance), facts.get(Field::FaceValue))
        && balance > face_value
    {
        return Some((Field::Balance, Field::FaceValue));
    }
    plan.contradicting(facts).map(|field| (Field::State, field))
}
