//! Merges the documents of layers, and reads the outcome.

use std::collections::HashMap;

use indexmap::IndexMap;

use super::lint::{RuleState, RuleTable, Tables};
use super::model::{FactSpec, Pack, Rule, Source, Topic, Word, Year};
use super::parse::node::{Entry, Node, Value};
use super::parse::reader::{self, Reader};
use super::parse::tables;
use super::problem::{At, Problems};
use super::table::Table;
use super::tree::Trees;
use crate::lang::{Str, Text, suggest};

/// The documents of all layers, merged as trees.
#[derive(Default)]
pub(super) struct Merged {
    header: Option<(Node, At)>,
    sources: Vec<Table<Source>>,
    words: Vec<Table<Word>>,
    /// Whether all words are those that ship.
    has_built_words: bool,
    /// The versions of each rule, in the order in which the rules first come.
    rules: IndexMap<Str, Vec<RuleVersion>>,
    years: Vec<Table<Year>>,
    calendar: Option<Table<Vec<(u32, u32)>>>,
    topics: Vec<Table<Topic>>,
    facts: Vec<Table<FactSpec>>,
}

struct RuleVersion {
    table: Table<Rule>,
    changes: Vec<(String, u16)>,
}

/// The path at which a rule is switched off.
pub(super) const OFF: &str = "off";

impl RuleVersion {
    fn new(table: Table<Rule>) -> Self {
        Self { table, changes: Vec::new() }
    }

    fn switch_off(&mut self, at: At) {
        let off = Entry { key: OFF.into(), at, node: Node { at, value: Value::Bool(true) } };
        self.table.change().overlay(&Node { at, value: Value::Table(vec![off]) });
    }
}

impl Merged {
    /// The pack that ships, as it was read when the program was built, as the lowest layer.
    pub(super) fn built(built: Pack, trees: Trees, pack: &mut Pack) -> Self {
        (pack.name, pack.version, pack.as_of) = (built.name, built.version, built.as_of);
        let mut rules: IndexMap<_, Vec<_>> = IndexMap::with_capacity(built.rules.len());
        for table in Table::all_built(trees.rules, built.rules) {
            let id = table.built().map(|rule| rule.id.clone()).unwrap_or_default();
            rules.entry(id).or_default().push(RuleVersion::new(table));
        }
        Self {
            header: None,
            sources: Table::all_built(trees.sources, built.sources).collect(),
            words: Table::all_built(trees.words, built.words).collect(),
            has_built_words: true,
            rules,
            years: Table::all_built(trees.years, built.years).collect(),
            calendar: Table::all_built(trees.calendar, vec![built.fixed_days_off]).next(),
            topics: Table::all_built(trees.topics, built.topics).collect(),
            facts: Table::all_built(trees.facts, built.facts).collect(),
        }
    }

    /// Switches all versions of a rule off.
    pub(super) fn switch_off_rule(&mut self, id: &str) {
        for rule in self.rules.get_mut(id).into_iter().flatten() {
            rule.switch_off(rule.table.tree.at);
        }
    }

    /// The tables, to be checked against each other; with what is known of each rule.
    pub(super) fn tables(&self, states: Vec<RuleState>) -> Tables<'_> {
        let rules = self.rules.values().flatten().zip(states);
        Tables {
            rules: rules.map(|(rule, state)| RuleTable { tree: &rule.table.tree, state }).collect(),
            words: self.words.iter().map(|table| &table.tree).collect(),
            topics: self.topics.iter().map(|table| &table.tree).collect(),
        }
    }

    /// The trees of the rules' tables, and of all others by what they are called in a file.
    pub(super) fn into_nodes(self) -> (Vec<Node>, Vec<(&'static str, Vec<Node>)>) {
        fn nodes<T>(tables: impl IntoIterator<Item = Table<T>>) -> Vec<Node> {
            tables.into_iter().map(|table| table.tree.into_node()).collect()
        }
        let others = vec![
            ("source", nodes(self.sources)),
            ("word", nodes(self.words)),
            ("fact", nodes(self.facts)),
            ("year", nodes(self.years)),
            ("calendar", nodes(self.calendar)),
            ("topic", nodes(self.topics)),
        ];
        (nodes(self.rules.into_values().flatten().map(|rule| rule.table)), others)
    }

    /// Merges one file's document; `first_file` is where its layer begins.
    pub(super) fn add(&mut self, document: Node, first_file: u16, problems: &mut Problems) {
        const HEADER: [&str; 4] = ["format", "name", "version", "as_of"];
        const TABLES: [&str; 10] =
            ["source", "word", "rule", "year", "calendar", "topic", "fact", "change", "off", "case"];
        for entry in document.into_entries() {
            match entry.key.as_str() {
                "source" => replace_by(&mut self.sources, entry, &["id"], first_file, problems),
                "word" => {
                    self.has_built_words = false;
                    replace_by(&mut self.words, entry, &["field", "id"], first_file, problems);
                }
                "year" => replace_by(&mut self.years, entry, &["year"], first_file, problems),
                "fact" => replace_by(&mut self.facts, entry, &["field"], first_file, problems),
                "calendar" => self.calendar = Some(entry.node.into()),
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
            let versions = self.rules.entry(id.to_owned().into()).or_default();
            let dated = |node: &Node| ["valid_from", "valid_until"].iter().any(|k| node.get(k).is_some());
            if let Some(RuleVersion { table: Table { tree: earlier, .. }, .. }) = versions.last()
                && earlier.at.file >= first_file
                && !dated(&node)
                && !dated(earlier)
            {
                duplicate(&node, id, earlier.at, problems);
                continue;
            }
            versions.push(RuleVersion::new(node.into()));
        }
    }

    /// Applies `[change."rule.id"]` tables: their values are laid over the rule's.
    fn change(&mut self, entry: &Entry, problems: &mut Problems) {
        for change in entry.node.entries() {
            match self.rules.get_mut(change.key.as_str()) {
                None => self.matches_nothing(&change.key, change.at, problems),
                Some(versions) => {
                    for rule in versions {
                        rule.table.change().overlay(&change.node);
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
            match self.rules.get_mut(id.as_str()) {
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
        let known = self.rules.keys().map(Str::as_str).take_while(|_| problems.is_worth_guessing());
        let fix = suggest::fix_in_code(suggest::nearest(id, known), Text::default);
        let what = Text::new(
            format!("no rule before this is called `{id}`, so this changes nothing"),
            format!("此前没有名为 `{id}` 的规则，这里不起作用"),
        );
        problems.push(at, what, fix);
    }

    /// Reads the tables; says of each rule what is known of it.
    pub(super) fn read_into(&mut self, pack: &mut Pack, problems: &mut Problems) -> Vec<RuleState> {
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
        if let Some(name) = r.str("name") {
            pack.name = name.into();
        }
        if let Some(version) = r.str("version") {
            pack.version = version.into();
        }
        pack.as_of = r.day("as_of").or(pack.as_of);
        r.finish();
        let sources = self.sources.iter_mut();
        pack.sources = sources.map(|table| table.read(tables::source, problems)).collect();
        pack.words = self.words.iter_mut().map(|table| table.read(tables::word, problems)).collect();
        pack.years = self.years.iter_mut().map(|table| table.read(tables::year, problems)).collect();
        let calendar = self.calendar.as_mut().map(|table| table.read(tables::calendar, problems));
        pack.fixed_days_off = calendar.unwrap_or_default();
        pack.facts = self.facts.iter_mut().filter_map(|table| table.read(tables::fact, problems)).collect();
        pack.topics = self.topics.iter_mut().map(|table| table.read(tables::topic, problems)).collect();
        let mut states = Vec::with_capacity(self.rules.len());
        for rule in self.rules.values_mut().flatten() {
            let before = problems.found.len();
            let is_built = rule.table.built().is_some();
            let read = rule.table.read(tables::rule, problems);
            states.push(match problems.found.len() == before {
                true if is_built && self.has_built_words => RuleState::Built,
                true => RuleState::Whole,
                false => RuleState::Broken,
            });
            pack.rules.push(Rule { changes: rule.changes.clone(), ..read });
        }
        states
    }
}

/// Adds the tables of an array; one with the same key replaces that of a lower layer.
fn replace_by<T>(
    tables: &mut Vec<Table<T>>,
    entry: Entry,
    keys: &[&str],
    first_file: u16,
    problems: &mut Problems,
) {
    let key_of = |node: &Node| -> Vec<Option<Str>> {
        keys.iter().map(|key| node.get(key).and_then(Node::figure)).collect()
    };
    let mut places: HashMap<Vec<Option<Str>>, usize> =
        tables.iter().enumerate().map(|(place, table)| (key_of(&table.tree), place)).collect();
    for node in entry.node.into_items() {
        let key = key_of(&node);
        match places.get(&key).and_then(|place| tables.get_mut(*place)) {
            Some(known) if known.tree.at.file >= first_file => {
                let name = key.into_iter().flatten().next_back().unwrap_or_default();
                duplicate(&node, &name, known.tree.at, problems);
            }
            Some(known) => *known = node.into(),
            None => {
                places.insert(key, tables.len());
                tables.push(node.into());
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
        let path = if prefix.is_empty() { entry.key.to_string() } else { format!("{prefix}.{}", entry.key) };
        if entry.node.entries().is_empty() {
            out.push((path, file));
        } else {
            paths(&entry.node, &path, file, out);
        }
    }
}
