//! Rules that can match the same record and set one field of its result to different values.

use super::Checked;
use super::dates::{Spans, meet};
use super::region::Region;
use crate::lang::Text;
use crate::policy::model::{Kind, Pack, Part, Rule};
use crate::policy::problem::Problems;

/// Notes pairs of rules that set one field of a result to different values, for the same record.
pub(super) fn check(pack: &Pack, rules: &[(Checked<'_>, &Spans)], problems: &mut Problems) {
    let parts: Vec<Vec<Part>> = rules.iter().map(|(rule, _)| single_parts(rule.rule)).collect();
    for (index, (rule, spans)) in rules.iter().enumerate() {
        for (place, (other, other_spans)) in rules.iter().enumerate().skip(index + 1) {
            let (a, b) = (rule.rule, other.rule);
            if a.command != b.command
                || a.id == b.id
                || a.effect.exclusive.is_some()
                || b.effect.exclusive.is_some()
            {
                continue;
            }
            let Some(part) = disagreement((a, &parts[index]), (b, &parts[place])) else { continue };
            if meet(spans, other_spans) && can_both_match(pack, a, b) {
                // The one that was written last, or stands in the higher layer, is the one to mend.
                let (later, earlier) = if a.at > b.at { (rule, b) } else { (other, a) };
                conflict(*later, earlier, part, problems);
            }
        }
    }
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
