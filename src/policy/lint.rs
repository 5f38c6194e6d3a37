//! Checks across a whole pack, once every part of it has been read.

use super::effect;
use super::node::Node;
use super::pack::Pack;
use super::problem::Problems;
use super::reader;
use super::rule::Kind;
use crate::lang::Text;

/// Notes what is wrong between parts: sources and words that do not exist, effects without effect.
///
/// `nodes` are the rules' own tables, in the same order as the pack's rules.
pub fn check(pack: &Pack, nodes: &[&Node], problems: &mut Problems) {
    let sources: Vec<&str> = pack.sources.iter().map(|source| source.id.as_str()).collect();
    for (rule, node) in pack.rules.iter().zip(nodes) {
        if !sources.contains(&rule.source.as_str()) {
            let at = node.get("source").unwrap_or(node);
            reader::not_among(at, &rule.source, &sources, problems);
        }
        for (vocabulary, word) in words_used(rule) {
            if pack.word(vocabulary, word).is_none() {
                let known: Vec<&str> = pack.words(vocabulary).map(|word| word.id.as_str()).collect();
                let fix = match reader::nearest(word, &known) {
                    Some(near) => {
                        Text::new(format!("did you mean `{near}`?"), format!("是否想写 `{near}`？"))
                    }
                    None => Text::new(
                        format!("add a [[word]] with field = \"{vocabulary}\""),
                        format!("请补上 field = \"{vocabulary}\" 的 [[word]]"),
                    ),
                };
                let at = node.get("effect").map_or(rule.at, |n| n.at);
                problems.push(at, effect::unknown_word(vocabulary, word), fix);
            }
        }
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
    }
}

/// The words of the policy's own vocabularies that a rule's effects name.
fn words_used(rule: &super::rule::Rule) -> Vec<(&'static str, &str)> {
    let effect = &rule.effect;
    let mut words: Vec<(&'static str, &str)> =
        effect.documents.iter().map(|word| ("documents", word.as_str())).collect();
    words.extend(effect.route.iter().map(|word| ("route", word.as_str())));
    words.extend(effect.flag.iter().map(|word| ("flag", word.as_str())));
    words.extend(effect.time.iter().map(|word| ("time", word.as_str())));
    words.extend(effect.quote.iter().map(|quote| ("recycler", quote.platform.as_str())));
    words
}
