//! Merges layers and reads the outcome.

use std::collections::HashMap;

use indexmap::IndexMap;

use super::builtin;
use super::lint::{self, RuleState, RuleTable, Tables};
use super::model::{FactSpec, LayerInfo, Pack, Rule, Source, Topic, Word, Year};
use super::parse::node::{self, Entry, Node, Value};
use super::parse::reader::{self, Reader};
use super::parse::tables;
use super::problem::{At, Problems};
use super::tree::{Tree, Trees};
use crate::lang::{Str, Text, suggest};

/// A file of a layer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LayerFile {
    /// How the file is named in messages.
    pub name: Str,
    /// Its text.
    pub text: Str,
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

/// A table.
struct Table<T> {
    tree: Tree,
    /// What was read from it when the program was built, of one that ships and that no layer changes.
    built: Option<T>,
}

impl<T> Table<T> {
    /// Tables that ship.
    fn built(trees: Vec<&'static [u8]>, built: Vec<T>) -> impl Iterator<Item = Self> {
        trees.into_iter().zip(built).map(|(tree, built)| Self { tree: tree.into(), built: Some(built) })
    }

    /// What the table says.
    fn read<R: From<T>>(&mut self, read: impl Fn(&Node, &mut Problems) -> R, problems: &mut Problems) -> R {
        self.built.take().map_or_else(|| read(&self.tree, problems), R::from)
    }

    /// Its tree, to be changed.
    fn change(&mut self) -> &mut Node {
        self.built = None;
        self.tree.change()
    }
}

impl<T> From<Node> for Table<T> {
    fn from(node: Node) -> Self {
        Self { tree: node.into(), built: None }
    }
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
    let rules = rules.into_values().flatten().map(|rule| rule.table.tree.into_node()).collect();
    let others = vec![
        ("source", nodes(sources)),
        ("word", nodes(words)),
        ("fact", nodes(facts)),
        ("year", nodes(years)),
        ("calendar", nodes(calendar)),
        ("topic", nodes(topics)),
    ];
    Ok(Loaded { pack, rules, others })
}

fn nodes<T>(tables: impl IntoIterator<Item = Table<T>>) -> Vec<Node> {
    tables.into_iter().map(|table| table.tree.into_node()).collect()
}

/// The trees of a policy, as bytes from which each can be read alone.
#[allow(dead_code, reason = "the build keeps what ships in this form")]
pub fn trees(loaded: &Loaded) -> Trees {
    let bytes = |node: &Node| -> &'static [u8] {
        postcard::to_allocvec(node).expect("a tree can be written as bytes").leak()
    };
    let of = |name: &str| {
        let tables = loaded.others.iter().find(|(known, _)| *known == name).map(|(_, tables)| tables);
        tables.into_iter().flatten().map(bytes).collect()
    };
    Trees {
        sources: of("source"),
        words: of("word"),
        rules: loaded.rules.iter().map(bytes).collect(),
        years: of("year"),
        calendar: of("calendar"),
        topics: of("topic"),
        facts: of("fact"),
    }
}

/// Whether a layer is a whole pack, and not what is laid over one: it has a version, and every kind of
/// table that decisions cannot do without.
pub fn is_whole_pack(layer: &Layer) -> bool {
    let tree = |file: &LayerFile| node::parse(0, &file.text, &mut Problems::default());
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
        if let Some((built, trees)) = builtin::built(layer).filter(|_| first_file == 0) {
            problems.files.clone_from(&built.files);
            merged = Merged::built(built, trees, &mut pack);
            continue;
        }
        for file in &layer.files {
            let index = problems.files.len() as u16;
            problems.files.push(file.name.to_string());
            let before = problems.found.len();
            let document = node::parse(index, &file.text, &mut problems);
            is_readable &= problems.found.len() == before;
            if is_readable {
                merged.add(document, first_file, &mut problems);
            }
        }
    }
    pack.files = problems.files.clone();
    for id in off {
        for rule in merged.rules.get_mut(id.as_str()).into_iter().flatten() {
            rule.switch_off(rule.table.tree.at);
        }
    }
    let states = merged.read_into(&mut pack, &mut problems);
    // Of a file that breaks off in the middle, what is missing says nothing.
    if is_readable {
        let rules = merged.rules.values().flatten().zip(states);
        let rules = rules.map(|(rule, state)| RuleTable { tree: &rule.table.tree, state }).collect();
        let words = merged.words.iter().map(|table| &table.tree).collect();
        let topics = merged.topics.iter().map(|table| &table.tree).collect();
        let tables = Tables { rules, words, topics };
        lint::check(&pack, &tables, &mut problems);
    }
    problems.sort();
    if problems.found.is_empty() { Ok((pack, merged)) } else { Err(problems) }
}

impl Merged {
    /// The pack that ships, as it was read when the program was built, as the lowest layer.
    fn built(built: Pack, trees: Trees, pack: &mut Pack) -> Self {
        (pack.name, pack.version, pack.as_of) = (built.name, built.version, built.as_of);
        let mut rules: IndexMap<_, Vec<_>> = IndexMap::with_capacity(built.rules.len());
        for table in Table::built(trees.rules, built.rules) {
            let id = table.built.as_ref().map(|rule| rule.id.clone()).unwrap_or_default();
            rules.entry(id).or_default().push(RuleVersion::new(table));
        }
        Self {
            header: None,
            sources: Table::built(trees.sources, built.sources).collect(),
            words: Table::built(trees.words, built.words).collect(),
            has_built_words: true,
            rules,
            years: Table::built(trees.years, built.years).collect(),
            calendar: Table::built(trees.calendar, vec![built.fixed_days_off]).next(),
            topics: Table::built(trees.topics, built.topics).collect(),
            facts: Table::built(trees.facts, built.facts).collect(),
        }
    }

    /// Merges one file's document; `first_file` is where its layer begins.
    fn add(&mut self, document: Node, first_file: u16, problems: &mut Problems) {
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
    fn read_into(&mut self, pack: &mut Pack, problems: &mut Problems) -> Vec<RuleState> {
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
            let is_built = rule.table.built.is_some();
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
