//! What two policies differ in: rule by rule, and of each rule value by value.

use super::load::Loaded;
use super::parse::node::Node;
use crate::value::Day;

/// What two policies differ in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PolicyDiff {
    /// The ids that only the new one has, in policy order.
    pub added: Vec<String>,
    /// The ids that only the old one has, in policy order.
    pub removed: Vec<String>,
    /// The rules of which both say something else, in the new one's policy order.
    pub changed: Vec<RuleChange>,
    /// How many other tables differ, by what they are called in a file; none where none do.
    pub others: Vec<(&'static str, usize)>,
}

/// A rule of which two policies say something else.
#[derive(Clone, Debug, PartialEq)]
pub struct RuleChange {
    /// Its id.
    pub id: String,
    /// Its values that differ, in the order of the text.
    pub changes: Vec<ValueChange>,
}

/// A value that differs.
#[derive(Clone, Debug, PartialEq)]
pub struct ValueChange {
    /// Where in the rule, as `effect.fee.rate`.
    pub path: String,
    /// The old value, if there was one.
    pub old: Option<Node>,
    /// The new value, if there is one.
    pub new: Option<Node>,
}

/// A rule's versions, lowest layer first.
struct Versions<'n> {
    id: &'n str,
    nodes: Vec<&'n Node>,
}

impl PolicyDiff {
    /// Compares two policies; with days, the versions of rules that hold on these.
    pub fn new(old: &Loaded, new: &Loaded, days: Option<(Day, Day)>) -> Self {
        let before = versions(old, days.map(|(day, _)| day));
        let after = versions(new, days.map(|(_, day)| day));
        let mut diff = Self::default();
        for rule in &after {
            match before.iter().find(|known| known.id == rule.id) {
                None => diff.added.push(rule.id.to_owned()),
                Some(known) => {
                    let changes = changes(&known.nodes, &rule.nodes);
                    if !changes.is_empty() {
                        diff.changed.push(RuleChange { id: rule.id.to_owned(), changes });
                    }
                }
            }
        }
        let is_gone = |rule: &&Versions<'_>| after.iter().all(|known| known.id != rule.id);
        diff.removed = before.iter().filter(is_gone).map(|rule| rule.id.to_owned()).collect();
        for ((name, one), (_, two)) in old.others.iter().zip(&new.others) {
            let lacks = |in_one: &[Node], in_two: &[Node]| {
                in_one.iter().filter(|node| !in_two.iter().any(|other| node.says_same(other))).count()
            };
            // A table that was changed is missing on either side; one that was added, on one alone.
            let count = lacks(one, two).max(lacks(two, one));
            if count > 0 {
                diff.others.push((name, count));
            }
        }
        diff
    }

    /// Whether a rule was added, removed or changed.
    pub fn has_rules(&self) -> bool {
        !(self.added.is_empty() && self.removed.is_empty() && self.changed.is_empty())
    }

    /// Whether a rule is among those that were added, removed or changed.
    pub fn names(&self, id: &str) -> bool {
        let is_it = |known: &String| known == id;
        self.added.iter().any(is_it)
            || self.removed.iter().any(is_it)
            || self.changed.iter().any(|rule| rule.id == id)
    }
}

fn versions(policy: &Loaded, day: Option<Day>) -> Vec<Versions<'_>> {
    let places = match day {
        Some(day) => policy.pack.places_on(day),
        None => (0..policy.pack.rules.len()).collect(),
    };
    let mut found: Vec<Versions<'_>> = Vec::new();
    for place in places {
        let (Some(rule), Some(node)) = (policy.pack.rules.get(place), policy.rules.get(place)) else {
            continue;
        };
        match found.last_mut().filter(|last| rule.id == last.id) {
            Some(last) => last.nodes.push(node),
            None => found.push(Versions { id: &rule.id, nodes: vec![node] }),
        }
    }
    found
}

/// The values in which a rule's versions differ, one after the other.
fn changes(old: &[&Node], new: &[&Node]) -> Vec<ValueChange> {
    let mut found = Vec::new();
    let count = old.len().max(new.len());
    for place in 0..count {
        // Nearly every rule has one version, whose values need no further name.
        let prefix = if count == 1 { String::new() } else { format!("versions[{}]", place + 1) };
        values(&prefix, old.get(place).copied(), new.get(place).copied(), &mut found);
    }
    found
}

fn values(path: &str, old: Option<&Node>, new: Option<&Node>, found: &mut Vec<ValueChange>) {
    let (entries_old, entries_new) = (old.map_or(&[][..], Node::entries), new.map_or(&[][..], Node::entries));
    if entries_old.is_empty() && entries_new.is_empty() {
        let is_same = match (old, new) {
            (Some(old), Some(new)) => old.says_same(new),
            (None, None) => true,
            _ => false,
        };
        if !is_same {
            found.push(ValueChange { path: path.to_owned(), old: old.cloned(), new: new.cloned() });
        }
        return;
    }
    // A table against another value, or against nothing: as a whole.
    let is_table = |node: Option<&Node>, entries: &[_]| node.is_some() && !entries.is_empty();
    if !path.is_empty() && is_table(old, entries_old) != is_table(new, entries_new) {
        found.push(ValueChange { path: path.to_owned(), old: old.cloned(), new: new.cloned() });
        return;
    }
    let keys_old = entries_old.iter().map(|entry| entry.key.as_str());
    let only_new = entries_new.iter().map(|entry| entry.key.as_str());
    let only_new = only_new.filter(|key| entries_old.iter().all(|entry| entry.key != *key));
    for key in keys_old.chain(only_new) {
        let path = if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
        let of = |node: Option<&'_ Node>| node.and_then(|node| node.get(key)).cloned();
        values(&path, of(old).as_ref(), of(new).as_ref(), found);
    }
}
