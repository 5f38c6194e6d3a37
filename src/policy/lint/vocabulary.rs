//! Vocabularies: a word belongs to one that exists, and a spelling stands for one word only.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{did_you_mean, place};
use crate::field::{Field, Kind, TABLE, Vocabulary, fold};
use crate::lang::{Str, Text};
use crate::policy::model::{Pack, TopicCell, Word};
use crate::policy::problem::Problems;
use crate::policy::tree::Tree;

/// Vocabularies that are no field's: what effects and tables name.
const OTHERS: [&str; 6] = ["route", "flag", "time", "recycler", "arrival", "group"];

/// Notes words of vocabularies that do not exist, and spellings that stand for two words.
pub(super) fn check(pack: &Pack, trees: &[&Tree], problems: &mut Problems) {
    let cells = pack.topics.iter().flat_map(|topic| topic.rows.iter().flat_map(|row| &row.cells));
    let of_topics =
        cells.filter(|(_, cell)| matches!(cell, TopicCell::Code(_))).map(|(name, _)| name.as_str());
    let mut known: Vec<&str> = TABLE
        .iter()
        .filter(|spec| is_open(spec.kind))
        .map(|spec| spec.name)
        .chain(OTHERS)
        .chain(of_topics)
        .collect();
    let mut seen = BTreeSet::new();
    known.retain(|name| seen.insert(*name));
    let mut by_spelling = Known::new();
    for (index, (word, tree)) in pack.words.iter().zip(trees).enumerate() {
        let adds_spellings = Field::from_name(&word.field).is_some_and(|f| f.has_fixed_word(&word.id));
        if !adds_spellings && !known.contains(&word.field.as_str()) {
            unknown(word, tree, &known, problems);
        }
        ambiguous(index, &pack.words, tree, &mut by_spelling, problems);
    }
}

/// Whether the policy names the words of such a field.
fn is_open(kind: Kind) -> bool {
    matches!(kind, Kind::Choice(Vocabulary::Policy) | Kind::List(Vocabulary::Policy) | Kind::OpenChoice)
}

fn unknown(word: &Word, tree: &Tree, known: &[&str], problems: &mut Problems) {
    let name = &word.field;
    let what = match Field::from_name(name) {
        Some(_) => Text::new(
            format!("the words of `{name}` are fixed, a policy cannot add any"),
            format!("`{name}` 的取值由程序固定，策略不能增加"),
        ),
        None => Text::new(format!("no vocabulary is called `{name}`"), format!("没有名为 `{name}` 的词表")),
    };
    let list = Text::new(format!("one of {}", known.join(", ")), format!("可用：{}", known.join("、")));
    problems.push(place(tree, &["field"]), what, did_you_mean(name, known, list));
}

/// The words of each field by their spellings, folded.
type Known<'w> = HashMap<(&'w str, String), Vec<usize>>;

/// A spelling may stand for one word of a field only, or input could not be read.
fn ambiguous<'w>(
    index: usize,
    words: &'w [Word],
    tree: &Tree,
    known: &mut Known<'w>,
    problems: &mut Problems,
) {
    let word = &words[index];
    if Field::from_name(&word.field).is_none() {
        return;
    }
    // Of each earlier word the first spelling that is one of its as well.
    let mut twice: BTreeMap<usize, &str> = BTreeMap::new();
    let mut own: Vec<String> = Vec::new();
    for spelling in spellings(word) {
        let folded = fold(spelling);
        if own.contains(&folded) {
            continue;
        }
        let others = known.entry((&word.field, folded.clone())).or_default();
        for other in others.iter() {
            twice.entry(*other).or_insert(spelling);
        }
        others.push(index);
        own.push(folded);
    }
    for (other, twice) in twice {
        let id = &words[other].id;
        let what =
            Text::new(format!("`{twice}` already stands for `{id}`"), format!("“{twice}”已用于 `{id}`"));
        let fix = Text::new("give each word spellings of its own", "每个词的写法不能重复");
        problems.push(tree.at, what, fix);
    }
}

fn spellings(word: &Word) -> impl Iterator<Item = &str> {
    let also = word.also.iter().map(Str::as_str);
    [word.id.as_str(), word.title.zh.as_str()].into_iter().chain(also).filter(|text| !text.is_empty())
}
