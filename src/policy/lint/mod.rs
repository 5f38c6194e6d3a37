//! Checks across a whole policy, once every part of it has been read.
//!
//! What a single value gets wrong is found where it is read; here is what only shows between
//! values: names that nothing has, conditions that nothing satisfies, rules that conflict.

mod conditions;
mod conflicts;
mod dates;
mod limits;
mod references;
mod region;
mod vocabulary;

pub use dates::effective;
pub use limits::{MAX_AXES, MAX_ENTRIES};

use crate::lang::{Text, suggest};
use crate::policy::model::{Pack, Rule};
use crate::policy::parse::node::{Node, Value};
use crate::policy::problem::{At, Problems};
use crate::policy::tree::Tree;

/// The tables that a policy was read from, in the order of its own parts.
pub struct Tables<'n> {
    /// The rules' tables.
    pub rules: Vec<RuleTable<'n>>,
    /// The words' tables.
    pub words: Vec<&'n Tree>,
    /// The topics' tables.
    pub topics: Vec<&'n Tree>,
}

/// A rule's table.
pub struct RuleTable<'n> {
    /// The table.
    pub tree: &'n Tree,
    /// What is known of it.
    pub state: RuleState,
}

/// What is known of a rule before it is checked.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum RuleState {
    /// It could not be read without a problem; nothing more is said of it.
    Broken,
    /// It was read without a problem.
    Whole,
    /// It ships, and so do all words that there are: its conditions were checked when the program was built.
    Built,
}

/// A rule that was read whole, with the table that it was read from, which is looked at only to say where
/// something is wrong.
#[derive(Clone, Copy)]
struct Checked<'a> {
    rule: &'a Rule,
    tree: &'a Tree,
}

/// Notes everything that is wrong between the parts of a policy.
pub fn check(pack: &Pack, tables: &Tables<'_>, problems: &mut Problems) {
    if !limits::is_within(pack, &tables.words, problems) {
        // So much of it cannot be decided by, and comparing all of it with all would take its time.
        return;
    }
    vocabulary::check(pack, &tables.words, problems);
    references::topics(pack, &tables.topics, problems);
    let spans = dates::effective(pack);
    let read = pack.rules.iter().zip(&tables.rules);
    let rules: Vec<Checked<'_>> = read.map(|(rule, table)| Checked { rule, tree: table.tree }).collect();
    for ((checked, table), spans) in rules.iter().zip(&tables.rules).zip(&spans) {
        references::source(pack, *checked, problems);
        if table.state == RuleState::Broken {
            continue;
        }
        references::check(pack, *checked, problems);
        if !checked.rule.off {
            if table.state != RuleState::Built {
                conditions::check(pack, *checked, problems);
            }
            dates::check(pack, *checked, spans, problems);
        }
    }
    let whole: Vec<(Checked<'_>, &dates::Spans)> = rules
        .iter()
        .zip(&tables.rules)
        .zip(&spans)
        .filter(|((checked, table), _)| table.state != RuleState::Broken && !checked.rule.off)
        .map(|((checked, _), spans)| (*checked, spans))
        .collect();
    conflicts::check(pack, &whole, problems);
}

impl Checked<'_> {
    /// Where a value of the rule stands, as far down its path as there is something.
    fn at(&self, path: &[&str]) -> At {
        place(self.tree, path)
    }
}

/// Where the value of a path stands, as far down as there is something.
fn place(node: &Node, path: &[&str]) -> At {
    deepest(node, path).at
}

/// The value of a path, as far down as there is something.
fn deepest<'n>(node: &'n Node, path: &[&str]) -> &'n Node {
    let mut found = node;
    for key in path {
        match found.get(key) {
            Some(inner) => found = inner,
            None => break,
        }
    }
    found
}

/// Where an item of a list, or a lone value standing for it, stands.
fn item_at(node: &Node, path: &[&str], text: &str) -> At {
    let list = path.iter().try_fold(node, |node, key| node.get(key));
    let item = list.and_then(|list| match &list.value {
        Value::Array(items) => items.iter().find(|item| item.str() == Some(text)),
        _ => None,
    });
    item.map_or_else(|| place(node, path), |item| item.at)
}

/// "Did you mean", or something else to do where no known name is near.
fn did_you_mean(name: &str, known: &[&str], otherwise: Text) -> Text {
    suggest::fix_in_code(suggest::nearest(name, known.iter().copied()), || otherwise)
}
