//! Names that refer to something: sources, rules, words and facts that a rule names have to exist.

use super::{Checked, did_you_mean, item_at};
use crate::field::Field;
use crate::lang::{Text, suggest};
use crate::policy::model::{Effect, Kind, Pack};
use crate::policy::parse::effect::unknown_word;
use crate::policy::parse::node::Node;
use crate::policy::problem::Problems;
use crate::policy::tree::Tree;

/// Notes a source that does not exist.
pub(super) fn source(pack: &Pack, Checked { rule, tree }: Checked<'_>, problems: &mut Problems) {
    if !rule.source.is_empty() && pack.source(&rule.source).is_none() {
        let sources: Vec<&str> = pack.sources.iter().map(|source| source.id.as_str()).collect();
        unknown_source(tree, &["source"], &rule.source, &sources, problems);
    }
}

/// Notes words and facts that a rule names and that do not exist, and effects that have
/// none.
pub(super) fn check(pack: &Pack, checked: Checked<'_>, problems: &mut Problems) {
    let Checked { rule, tree } = checked;
    for (vocabulary, path, word) in words_used(&rule.effect) {
        if pack.word(vocabulary, word).is_some() {
            continue;
        }
        let known: Vec<&str> = pack.words(vocabulary).map(|word| word.id.as_str()).collect();
        let add = Text::new(
            format!("add a [[word]] with field = \"{vocabulary}\""),
            format!("请补上 field = \"{vocabulary}\" 的 [[word]]"),
        );
        let at = item_at(tree, path, word);
        problems.push(at, unknown_word(vocabulary, word), did_you_mean(word, &known, add));
    }
    for (path, field) in facts_used(&rule.effect) {
        if !field.spec().commands.has(rule.command) {
            let (command, name) = (rule.command.name(), field.name());
            let what = Text::new(
                format!("{command} does not read `{name}`, so nothing can count from it"),
                format!("{command} 不读取 `{name}`，无法由它起算"),
            );
            problems.push(checked.at(path), what, Text::default());
        }
    }
    effects(checked, problems);
}

fn effects(checked: Checked<'_>, problems: &mut Problems) {
    let rule = checked.rule;
    if rule.kind == Kind::Effect && rule.effect.parts().is_empty() {
        problems.push(
            rule.at,
            Text::new(format!("`{}` has no effect", rule.id), format!("`{}` 没有任何效果", rule.id)),
            Text::new(
                "add an `effect`, or make it `kind = \"note\"`",
                "请补上 `effect`，或改为 `kind = \"note\"`",
            ),
        );
    }
    if rule.dispute.as_ref().is_some_and(|d| d.drops_window) && rule.effect.window.is_none() {
        problems.push(
            checked.at(&["dispute", "drops_window"]),
            Text::new(
                format!("`{}` has no window that could fall away", rule.id),
                format!("`{}` 没有可以取消的时限", rule.id),
            ),
            Text::new("take `drops_window` out, or add a `window`", "请删去 `drops_window`，或补上 `window`"),
        );
    }
}

/// Notes sources that topics name and that do not exist.
pub(super) fn topics(pack: &Pack, trees: &[&Tree], problems: &mut Problems) {
    let sources: Vec<&str> = pack.sources.iter().map(|source| source.id.as_str()).collect();
    for (topic, tree) in pack.topics.iter().zip(trees) {
        for source in topic.sources.iter().filter(|source| !sources.contains(&source.as_str())) {
            unknown_source(tree, &["sources"], source, &sources, problems);
        }
    }
}

fn unknown_source(node: &Node, path: &[&str], id: &str, sources: &[&str], problems: &mut Problems) {
    let what = Text::new(format!("no source is called `{id}`"), format!("没有名为 `{id}` 的来源"));
    let add = Text::new(
        format!("add a [[source]] with id = \"{id}\""),
        format!("请补上 id = \"{id}\" 的 [[source]]"),
    );
    let fix = suggest::fix_in_code(suggest::nearest(id, sources.iter().copied()), || add);
    problems.push(item_at(node, path, id), what, fix);
}

type Used<'e> = (&'static str, &'static [&'static str], &'e str);

/// The words of the policy's own vocabularies that a rule's effects name, and where.
fn words_used(effect: &Effect) -> Vec<Used<'_>> {
    let mut words: Vec<Used<'_>> = Vec::new();
    let papers = effect.documents.iter();
    words.extend(papers.map(|word| ("documents", &["effect", "documents"][..], word.as_str())));
    let single = [
        ("route", &["effect", "route"][..], &effect.route),
        ("flag", &["effect", "flag"], &effect.flag),
        ("time", &["effect", "time"], &effect.time),
    ];
    words.extend(single.into_iter().filter_map(|(name, path, word)| Some((name, path, word.as_deref()?))));
    let quote = effect.quote.iter();
    words.extend(quote.map(|q| ("recycler", &["effect", "quote", "platform"][..], q.platform.as_str())));
    words
}

/// The fields that a rule's effects count from, and where they are named.
fn facts_used(effect: &Effect) -> Vec<(&'static [&'static str], Field)> {
    let found = [
        (&["effect", "not_before", "day_after"][..], effect.not_before),
        (&["effect", "confirm_by", "from"], effect.confirm_by.map(|due| due.from)),
        (&["effect", "window", "from"], effect.window.as_ref().map(|window| window.due.from)),
        (&["effect", "expected", "from"], effect.expected.as_ref().map(|expected| expected.from)),
    ];
    found.into_iter().filter_map(|(path, field)| Some((path, field?))).collect()
}
