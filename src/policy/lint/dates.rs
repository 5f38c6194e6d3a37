//! Versions of rules and the days on which each counts; a version that never counts is a mistake.

use super::Checked;
use crate::lang::Text;
use crate::policy::model::Pack;
use crate::policy::problem::Problems;

/// Runs of days, first and last.
pub type Spans = Vec<(i32, i32)>;

/// The days on which each rule is the version of its id that counts; none of one that is off.
pub fn effective(pack: &Pack) -> Vec<Spans> {
    let bounds = |index: usize| {
        let rule = &pack.rules[index];
        let from = rule.valid_from.map_or(i32::MIN, |day| day.0);
        let until = rule.valid_until.map_or(i32::MAX, |day| day.0);
        (!rule.off && from <= until).then_some((from, until))
    };
    (0..pack.rules.len())
        .map(|index| {
            let mut spans: Spans = bounds(index).into_iter().collect();
            // Versions of one id stand next to each other, and the later one counts.
            let later =
                (index + 1..pack.rules.len()).take_while(|i| pack.rules[*i].id == pack.rules[index].id);
            for (from, until) in later.filter_map(bounds) {
                spans = spans.into_iter().flat_map(|span| without(span, from, until)).collect();
            }
            spans
        })
        .collect()
}

/// What is left of a run of days without another one.
fn without((first, last): (i32, i32), from: i32, until: i32) -> impl Iterator<Item = (i32, i32)> {
    let before = (first < from).then(|| (first, last.min(from.saturating_sub(1))));
    let after = (last > until).then(|| (first.max(until.saturating_add(1)), last));
    before.into_iter().chain(after).filter(|(first, last)| first <= last)
}

/// Whether two rules count on the same day at least once.
pub(super) fn meet(a: &Spans, b: &Spans) -> bool {
    a.iter().any(|(from, until)| b.iter().any(|(first, last)| from <= last && first <= until))
}

/// Notes a version that never counts, as later ones of its own layer hold whenever it does. That a
/// higher layer takes its place is what layers are for.
pub(super) fn check(pack: &Pack, checked: Checked<'_>, spans: &Spans, problems: &mut Problems) {
    let rule = checked.rule;
    let is_reversed = rule.valid_from.zip(rule.valid_until).is_some_and(|(from, until)| from > until);
    if !spans.is_empty() || is_reversed {
        return;
    }
    let layer = |file: u16| pack.layer_of(file);
    let versions: Vec<_> = pack.versions(&rule.id).collect();
    let behind = versions.iter().skip_while(|version| !std::ptr::eq(**version, rule)).skip(1);
    let mut of_layer = behind.filter(|version| layer(version.at.file) == layer(rule.at.file));
    let Some(shadow) = of_layer.next() else { return };
    let line = shadow.at.line;
    problems.push(
        rule.at,
        Text::new(
            format!("`{}` never counts: the version on line {line} holds on all of its days", rule.id),
            format!("`{}` 永远不会生效：第 {line} 行的版本覆盖了它的全部日期", rule.id),
        ),
        Text::new(
            "give the later version a `valid_from` behind this one's days",
            "请给后面的版本写明更晚的 `valid_from`",
        ),
    );
}
