//! Rules that can match the same record and set one field of its result to different values.

use super::Checked;
use super::dates::{Spans, meet};
use super::region::{Region, spelled_out};
use crate::field::Field;
use crate::lang::{Str, Text};
use crate::policy::model::{Clause, Fact, Kind, Missing, Operand, Pack, Part, Rule, Test};
use crate::policy::problem::Problems;

/// A rule that sets something of which a result has only one.
struct Setting<'a> {
    checked: Checked<'a>,
    spans: &'a Spans,
    parts: Vec<Part>,
    /// The platforms or channels that it is for, where it names them, ascending.
    subjects: Option<Vec<Str>>,
}

/// Notes pairs of rules that set one field of a result to different values, for the same record.
pub(super) fn check(pack: &Pack, rules: &[(Checked<'_>, &Spans)], problems: &mut Problems) {
    let rules = rules.iter().filter_map(|(checked, spans)| Setting::of(pack, *checked, spans));
    let rules: Vec<Setting<'_>> = rules.collect();
    for (index, one) in rules.iter().enumerate() {
        for other in &rules[index + 1..] {
            let (a, b) = (one.checked.rule, other.checked.rule);
            if a.command != b.command || a.id == b.id || !one.meets(other) {
                continue;
            }
            let Some(part) = disagreement((a, &one.parts), (b, &other.parts)) else { continue };
            if meet(one.spans, other.spans) && can_both_match(pack, a, b) {
                // The one that was written last, or stands in the higher layer, is the one to mend.
                let (later, earlier) = if a.at > b.at { (one, b) } else { (other, a) };
                conflict(later.checked, earlier, part, problems);
            }
        }
    }
}

impl<'a> Setting<'a> {
    fn of(pack: &Pack, checked: Checked<'a>, spans: &'a Spans) -> Option<Self> {
        let rule = checked.rule;
        let parts = single_parts(rule);
        let sets = rule.effect.exclusive.is_none() && (!parts.is_empty() || platform(rule).is_some());
        sets.then(|| Self { checked, spans, parts, subjects: subjects(pack, rule) })
    }

    /// Whether some platform or channel is one that both are for. Nearly no two of thousands of rules
    /// are, so this is asked before all else.
    fn meets(&self, other: &Self) -> bool {
        match (&self.subjects, &other.subjects) {
            (Some(mine), Some(theirs)) => mine.iter().any(|word| theirs.binary_search(word).is_ok()),
            (None, _) | (_, None) => true,
        }
    }
}

/// The platforms or channels that a rule is for, where its conditions name them.
fn subjects(pack: &Pack, rule: &Rule) -> Option<Vec<Str>> {
    let subject = Fact::Field(Field::subject_of(rule.command)?);
    let names = |clause: &&Clause| clause.of == Operand::Fact(subject) && clause.missing != Missing::Holds;
    let words = rule.when.iter().filter(names).find_map(|clause| match &clause.test {
        Test::Words { words, none_of: false } => Some(words),
        Test::Words { .. } | Test::Bounds(_) | Test::Given(_) => None,
    })?;
    let mut words: Vec<Str> = words.iter().flat_map(|word| spelled_out(pack, subject, word)).collect();
    words.sort_unstable();
    Some(words)
}

fn can_both_match(pack: &Pack, a: &Rule, b: &Rule) -> bool {
    let (a, b) = (a.clauses(), b.clauses());
    Region::is_possible(pack, a.iter().chain(&b))
}

/// A part that both set, to different values.
fn disagreement((a, ours): (&Rule, &[Part]), (b, theirs): (&Rule, &[Part])) -> Option<&'static str> {
    let same = |part: &&Part| theirs.iter().any(|other| other.name == part.name && other.value != part.value);
    // Platforms quote side by side, but each only once.
    let quotes_twice = || platform(a).is_some() && platform(a) == platform(b);
    ours.iter().find(same).map(|part| part.name).or_else(|| quotes_twice().then_some("quote"))
}

/// The parts of which a result can have only one.
fn single_parts(rule: &Rule) -> Vec<Part> {
    // A remedy's odds are its own; any other rule's are those of the order.
    let is_single = |part: &Part| part.is_single || (part.name == "odds" && rule.kind != Kind::Remedy);
    rule.effect.parts().into_iter().filter(is_single).collect()
}

fn platform(rule: &Rule) -> Option<&str> {
    rule.effect.quote.as_ref().map(|quote| quote.platform.as_str())
}

fn conflict(later: Checked<'_>, earlier: &Rule, part: &'static str, problems: &mut Problems) {
    let file = problems.files.get(usize::from(earlier.at.file)).map_or("?", String::as_str);
    let place = format!("{file}:{}", earlier.at.line);
    let (id, other) = (&later.rule.id, &earlier.id);
    let at = later.at(&["effect", part]);
    let what = Text::new(
        format!("`{id}` and `{other}` ({place}) can match the same record and disagree on `{part}`"),
        format!("`{id}` 与 `{other}`（{place}）可能同时匹配，但 `{part}` 不一致"),
    );
    let fix = Text::new(
        format!("narrow one condition, change the other with [change.\"{other}\"], or switch it off"),
        format!("请收窄其中一条的条件，用 [change.\"{other}\"] 修改另一条，或将其关闭"),
    );
    problems.push_overlap(at, what, fix, (id, other));
}
