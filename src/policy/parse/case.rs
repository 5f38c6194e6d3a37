//! Cases: records with the results that are expected of them.

use std::collections::HashMap;

use super::node::{self, Entry, Node};
use super::reader::{self, Reader};
use crate::command::Command;
use crate::field::{Field, FieldNames, Spelling};
use crate::lang::{Str, Text, suggest};
use crate::policy::layer::Layer;
use crate::policy::model::Pack;
use crate::policy::problem::{At, Problems};
use crate::value::{CHINA, Moment};

/// A rule that a case names, and where.
#[derive(Clone, Debug, PartialEq)]
pub struct Named {
    /// The rule's id.
    pub id: Str,
    /// Where it is named.
    pub at: At,
}

/// A record with what is expected of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// What it shows, in a few words.
    pub name: Str,
    /// Where it stands.
    pub at: At,
    /// The command that decides it.
    pub command: Command,
    /// The moment to decide at.
    pub now: Moment,
    /// The recycling platforms that are asked; all if empty.
    pub platforms: Vec<String>,
    /// The record's fields, as input may spell them.
    pub record: Vec<(Field, Node)>,
    /// Fields of the result, with the values expected of them.
    pub expect: Vec<Entry>,
    /// Rules that have to match.
    pub rules: Vec<Named>,
    /// Rules that must not match.
    pub not_rules: Vec<Named>,
    /// Rules that a missing fact has to leave undecided.
    pub undecided: Vec<Named>,
}

/// The cases of layers, in the order of their text; problems are noted, with files counted as
/// [`super::load`] counts them.
pub fn cases(layers: &[Layer], pack: &Pack, problems: &mut Problems) -> Vec<Case> {
    let mut found: Vec<Case> = Vec::new();
    let mut names: HashMap<(usize, Str), At> = HashMap::new();
    let files = layers.iter().flat_map(|layer| &layer.files);
    for (index, file) in files.enumerate() {
        // What is wrong with the text as such is noted by loading it.
        let document = node::parse(index as u16, &file.text, &mut Problems::default());
        let Some(tables) = document.get("case") else { continue };
        for table in tables.items() {
            let case = read(table, pack, problems);
            let twin = *names.entry((index, case.name.clone())).or_insert(case.at);
            if twin != case.at {
                let (name, line) = (&case.name, twin.line);
                problems.push(
                    table.get("name").map_or(table.at, |node| node.at),
                    Text::new(
                        format!("a case is called `{name}` already, on line {line}"),
                        format!("第 {line} 行已有名为 `{name}` 的用例"),
                    ),
                    Text::new("give it another name", "请换一个名称"),
                );
            }
            found.push(case);
        }
    }
    found
}

fn read(table: &Node, pack: &Pack, problems: &mut Problems) -> Case {
    let commands = Command::DECIDING.map(|command| (command.name(), command));
    let mut r = Reader::new(table, problems);
    let name = r.need_str("name");
    r.need("command");
    let command = r.one_of("command", &commands).unwrap_or(Command::CheckUnbind);
    let now = r.need("now").and_then(|node| {
        let en = "a time such as \"2026-11-22T10:00:00+08:00\"";
        reader::parsed(node, en, "时间（如 \"2026-11-22T10:00:00+08:00\"）", r.problems, |text| {
            Moment::parse_or_midnight(text.as_bytes(), CHINA).ok()
        })
    });
    let platforms = r.get("options").map(|node| platforms(node, r.problems)).unwrap_or_default();
    let record = r.need("record").map(|node| record(node, command, r.problems)).unwrap_or_default();
    let expect = r.get("expect").map(|node| node.entries().to_vec()).unwrap_or_default();
    let mut named = |key: &'static str| {
        let Some(node) = r.get(key) else { return Vec::new() };
        node.items().iter().filter_map(|item| named(item, pack, command, r.problems)).collect()
    };
    let (rules, not_rules, undecided) = (named("rules"), named("not_rules"), named("undecided"));
    r.finish();
    let now = now.unwrap_or(Moment(0));
    Case { name, at: table.at, command, now, platforms, record, expect, rules, not_rules, undecided }
}

/// The options of a case: `{ platform = ["…"] }`.
fn platforms(node: &Node, problems: &mut Problems) -> Vec<String> {
    let mut r = Reader::new(node, problems);
    let platforms = r.strings("platform");
    r.finish();
    platforms.into_iter().map(String::from).collect()
}

fn record(node: &Node, command: Command, problems: &mut Problems) -> Vec<(Field, Node)> {
    let names = FieldNames::new();
    let mut fields = Vec::new();
    for entry in node.entries() {
        match names.read(&entry.key) {
            Spelling::Field(field, _) => fields.push((field, entry.node.clone())),
            _ => {
                let known: Vec<&str> = Field::of(command).map(Field::name).collect();
                reader::unknown_key(&entry.key, entry.at, &known, problems);
            }
        }
    }
    fields
}

fn named(node: &Node, pack: &Pack, command: Command, problems: &mut Problems) -> Option<Named> {
    let id = reader::string(node, problems)?;
    let known: Vec<&str> =
        pack.rules.iter().filter(|rule| rule.counts_for(command)).map(|rule| rule.id.as_str()).collect();
    if !known.contains(&id.as_str()) {
        let fix = suggest::fix_in_code(suggest::nearest(&id, known), Text::default);
        let what = Text::new(
            format!("{} has no rule `{id}`", command.name()),
            format!("{} 没有规则 `{id}`", command.name()),
        );
        problems.push(node.at, what, fix);
    }
    Some(Named { id, at: node.at })
}
