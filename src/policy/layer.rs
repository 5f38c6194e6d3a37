//! Merges layers and reads the outcome.

use std::collections::HashMap;

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use super::documents::document;
use super::lint::{self, RuleTable, Tables};
use super::model::{LayerInfo, Pack, Rule};
use super::parse::node::{Entry, Node, Value};
use super::parse::reader::{self, Reader};
use super::parse::tables;
use super::problem::{At, Problems};
use crate::lang::{Text, suggest};

/// A file of a layer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LayerFile {
    /// How the file is named in messages.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// A layer: one or more files that are read as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layer {
    /// The name of the pack or of the file.
    pub name: String,
    /// SHA-256 of the text, in hexadecimal.
    pub hash: String,
    /// The files, in order.
    pub files: Vec<LayerFile>,
}

/// The documents of all layers, merged as trees.
#[derive(Default)]
struct Merged {
    header: Option<(Node, At)>,
    sources: Vec<Node>,
    words: Vec<Node>,
    /// The versions of each rule, in the order in which the rules first come.
    rules: IndexMap<String, Vec<RuleNode>>,
    years: Vec<Node>,
    calendar: Option<Node>,
    topics: Vec<Node>,
    facts: Vec<Node>,
}

struct RuleNode {
    node: Node,
    changes: Vec<(String, u16)>,
}

/// The path at which a rule is switched off.
pub(super) const OFF: &str = "off";

impl RuleNode {
    fn switch_off(&mut self, at: At) {
        let off = Entry { key: OFF.into(), at, node: Node { at, value: Value::Bool(true) } };
        self.node.overlay(&Node { at, value: Value::Table(vec![off]) });
    }
}

/// A policy with the tables that it was read from, for who compares policies.
#[derive(Clone, Debug, PartialEq)]
pub struct Loaded {
    /// The policy.
    pub pack: Pack,
    /// The tables of its rules, in the order of [`Pack::rules`].
    pub rules: Vec<Node>,
    /// All other tables, by what they are called in a file.
    pub others: Vec<(&'static str, Vec<Node>)>,
}

/// Loads layers, lowest first, into a validated policy.
///
/// # Errors
/// Everything that is wrong in any of the files, in the order of their text.
pub fn load(layers: &[Layer]) -> Result<Pack, Problems> {
    read(layers, &[]).map(|(pack, _)| pack)
}

/// The same, with some rules switched off, whatever the layers say of them: what contradicts another
/// rule can be told apart in this way. Ids that no rule has do nothing.
///
/// # Errors
/// Everything that is wrong in any of the files, in the order of their text.
pub fn load_without(layers: &[Layer], off: &[String]) -> Result<Pack, Problems> {
    read(layers, off).map(|(pack, _)| pack)
}

/// The same, with the tables that the policy was read from.
///
/// # Errors
/// Everything that is wrong in any of the files, in the order of their text.
pub fn load_with_tables(layers: &[Layer]) -> Result<Loaded, Problems> {
    let (pack, merged) = read(layers, &[])?;
    let Merged { sources, words, rules, years, calendar, topics, facts, .. } = merged;
    let rules = rules.into_values().flatten().map(|rule| rule.node).collect();
    let others = vec![
        ("source", sources),
        ("word", words),
        ("fact", facts),
        ("year", years),
        ("calendar", calendar.into_iter().collect()),
        ("topic", topics),
    ];
    Ok(Loaded { pack, rules, others })
}

/// Whether a layer is a whole pack, and not what is laid over one: it has a version, and every kind of
/// table that decisions cannot do without.
pub fn is_whole_pack(layer: &Layer) -> bool {
    let tree = |file: &LayerFile| document(0, &file.name, &file.text, &mut Problems::default());
    let documents: Vec<Node> = layer.files.iter().map(tree).collect();
    let needed = ["version", "source", "word", "fact", "rule"];
    needed.iter().all(|key| documents.iter().any(|document| document.get(key).is_some()))
}

fn read(layers: &[Layer], off: &[String]) -> Result<(Pack, Merged), Problems> {
    let mut problems = Problems::default();
    let mut merged = Merged::default();
    let mut pack = Pack::default();
    let mut is_readable = true;
    for layer in layers {
        let first_file = problems.files.len() as u16;
        let (name, hash) = (layer.name.clone(), layer.hash.clone());
        pack.layers.push(LayerInfo { name, hash, first_file });
        for file in &layer.files {
            let index = problems.files.len() as u16;
            problems.files.push(file.name.clone());
            let before = problems.found.len();
            let document = document(index, &file.name, &file.text, &mut problems);
            is_readable &= problems.found.len() == before;
            if is_readable {
                merged.add(document, first_file, &mut problems);
            }
        }
    }
    pack.files = problems.files.clone();
    for id in off {
        for rule in merged.rules.get_mut(id).into_iter().flatten() {
            rule.switch_off(rule.node.at);
        }
    }
    let is_whole = merged.read_into(&mut pack, &mut problems);
    // Of a file that breaks off in the middle, what is missing says nothing.
    if is_readable {
        let rules = merged.rules.values().flatten().zip(is_whole);
        let rules = rules.map(|(rule, is_whole)| RuleTable { node: &rule.node, is_whole }).collect();
        let tables = Tables { rules, words: &merged.words, topics: &merged.topics };
        lint::check(&pack, &tables, &mut problems);
    }
    problems.sort();
    if problems.found.is_empty() { Ok((pack, merged)) } else { Err(problems) }
}

impl Merged {
    /// Merges one file's document; `first_file` is where its layer begins.
    fn add(&mut self, document: Node, first_file: u16, problems: &mut Problems) {
        const HEADER: [&str; 4] = ["format", "name", "version", "as_of"];
        const TABLES: [&str; 10] =
            ["source", "word", "rule", "year", "calendar", "topic", "fact", "change", "off", "case"];
        for entry in document.into_entries() {
            match entry.key.as_str() {
                "source" => replace_by(&mut self.sources, entry, &["id"], first_file, problems),
                "word" => replace_by(&mut self.words, entry, &["field", "id"], first_file, problems),
                "year" => replace_by(&mut self.years, entry, &["year"], first_file, problems),
                "fact" => replace_by(&mut self.facts, entry, &["field"], first_file, problems),
                "calendar" => self.calendar = Some(entry.node),
                "topic" => replace_by(&mut self.topics, entry, &["id"], first_file, problems),
                "rule" => self.add_rules(entry, first_file, problems),
                "change" => self.change(&entry, problems),
                "off" => self.switch_off(&entry, problems),
                // Cases are for `policy test`; a file may hold rules and their cases.
                "case" => {}
                key if HEADER.contains(&key) => {
                    let blank = || (Node { at: entry.at, value: Value::Table(Vec::new()) }, entry.at);
                    let (header, _) = self.header.get_or_insert_with(blank);
                    let one = Node { at: entry.at, value: Value::Table(vec![entry]) };
                    header.overlay(&one);
                }
                key => {
                    let known: Vec<&str> = HEADER.iter().chain(&TABLES).copied().collect();
                    reader::unknown_key(key, entry.at, &known, problems);
                }
            }
        }
    }

    /// Adds rules. A rule of an id that exists is a further version of it: the later one counts
    /// wherever both hold.
    fn add_rules(&mut self, entry: Entry, first_file: u16, problems: &mut Problems) {
        for node in entry.node.into_items() {
            let id = node.get("id").and_then(Node::str).unwrap_or_default();
            let versions = self.rules.entry(id.to_owned()).or_default();
            let dated = |node: &Node| ["valid_from", "valid_until"].iter().any(|k| node.get(k).is_some());
            if let Some(RuleNode { node: earlier, .. }) = versions.last()
                && earlier.at.file >= first_file
                && !dated(&node)
                && !dated(earlier)
            {
                duplicate(&node, id, earlier.at, problems);
                continue;
            }
            versions.push(RuleNode { node, changes: Vec::new() });
        }
    }

    /// Applies `[change."rule.id"]` tables: their values are laid over the rule's.
    fn change(&mut self, entry: &Entry, problems: &mut Problems) {
        for change in entry.node.entries() {
            match self.rules.get_mut(&change.key) {
                None => self.matches_nothing(&change.key, change.at, problems),
                Some(versions) => {
                    for rule in versions {
                        rule.node.overlay(&change.node);
                        paths(&change.node, "", change.at.file, &mut rule.changes);
                    }
                }
            }
        }
    }

    /// Applies `off = ["rule.id", …]`.
    fn switch_off(&mut self, entry: &Entry, problems: &mut Problems) {
        for item in entry.node.items() {
            let Some(id) = reader::string(item, problems) else { continue };
            match self.rules.get_mut(&id) {
                None => self.matches_nothing(&id, item.at, problems),
                Some(versions) => {
                    for rule in versions {
                        rule.switch_off(item.at);
                        rule.changes.push((OFF.into(), item.at.file));
                    }
                }
            }
        }
    }

    fn matches_nothing(&self, id: &str, at: At, problems: &mut Problems) {
        let known = self.rules.keys().map(String::as_str).take_while(|_| problems.is_worth_guessing());
        let fix = suggest::fix_in_code(suggest::nearest(id, known), Text::default);
        let what = Text::new(
            format!("no rule before this is called `{id}`, so this changes nothing"),
            format!("此前没有名为 `{id}` 的规则，这里不起作用"),
        );
        problems.push(at, what, fix);
    }

    /// Reads the tables; says of each rule whether it was read without a problem.
    fn read_into(&self, pack: &mut Pack, problems: &mut Problems) -> Vec<bool> {
        let empty = Node { at: At::default(), value: Value::Table(Vec::new()) };
        let header = self.header.as_ref().map_or(&empty, |(node, _)| node);
        let mut r = Reader::new(header, problems);
        if let Some(node) = r.get("format")
            && node.value != Value::Int(1)
        {
            reader::bad_value(
                node,
                &node.figure().unwrap_or_default(),
                "format 1, the only one there is",
                "目前唯一的格式 1",
                r.problems,
            );
        }
        pack.name = r.str("name").unwrap_or_default();
        pack.version = r.str("version").unwrap_or_default();
        pack.as_of = r.day("as_of");
        r.finish();
        pack.sources = self.sources.iter().map(|node| tables::source(node, problems)).collect();
        pack.words = self.words.iter().map(|node| tables::word(node, problems)).collect();
        pack.years = self.years.iter().map(|node| tables::year(node, problems)).collect();
        pack.fixed_days_off =
            self.calendar.as_ref().map(|node| tables::calendar(node, problems)).unwrap_or_default();
        pack.facts = self.facts.iter().filter_map(|node| tables::fact(node, problems)).collect();
        pack.topics = self.topics.iter().map(|node| tables::topic(node, problems)).collect();
        let mut is_whole = Vec::with_capacity(self.rules.len());
        for rule in self.rules.values().flatten() {
            let before = problems.found.len();
            let read = tables::rule(&rule.node, problems);
            is_whole.push(problems.found.len() == before);
            pack.rules.push(Rule { changes: rule.changes.clone(), ..read });
        }
        is_whole
    }
}

/// Adds the tables of an array; one with the same key replaces that of a lower layer.
fn replace_by(tables: &mut Vec<Node>, entry: Entry, keys: &[&str], first_file: u16, problems: &mut Problems) {
    let key_of = |node: &Node| -> Vec<Option<String>> {
        keys.iter().map(|key| node.get(key).and_then(Node::figure)).collect()
    };
    let mut places: HashMap<Vec<Option<String>>, usize> =
        tables.iter().enumerate().map(|(place, table)| (key_of(table), place)).collect();
    for node in entry.node.into_items() {
        let key = key_of(&node);
        match places.get(&key).and_then(|place| tables.get_mut(*place)) {
            Some(known) if known.at.file >= first_file => {
                let name = key.into_iter().flatten().next_back().unwrap_or_default();
                duplicate(&node, &name, known.at, problems);
            }
            Some(known) => *known = node,
            None => {
                places.insert(key, tables.len());
                tables.push(node);
            }
        }
    }
}

fn duplicate(node: &Node, id: &str, earlier: At, problems: &mut Problems) {
    let line = earlier.line;
    let fix = if node.get("when").is_some() {
        Text::new("give it another id, or dates on which each holds", "请换一个 id，或写明各自的生效日期")
    } else {
        Text::new("take one of them out", "请删去其中一个")
    };
    problems.push(
        node.get("id").map_or(node.at, |n| n.at),
        Text::new(format!("`{id}` exists already, on line {line}"), format!("`{id}` 在第 {line} 行已经定义")),
        fix,
    );
}

/// The paths of all values in a tree, as `effect.fee.rate`.
fn paths(node: &Node, prefix: &str, file: u16, out: &mut Vec<(String, u16)>) {
    for entry in node.entries() {
        let path = if prefix.is_empty() { entry.key.clone() } else { format!("{prefix}.{}", entry.key) };
        if entry.node.entries().is_empty() {
            out.push((path, file));
        } else {
            paths(&entry.node, &path, file, out);
        }
    }
}
