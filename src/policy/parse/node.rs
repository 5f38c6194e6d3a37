//! A policy file as a tree whose nodes know their place.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::line_table::LineTable;
use crate::lang::{Str, Text};
use crate::policy::problem::{At, Problems};
use crate::value::is_harmful;

/// A value of a TOML document that knows where it stands, across the layers it is merged from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Node {
    /// Where the value stands.
    pub at: At,
    /// The value.
    pub value: Value,
}

/// What a [`Node`] holds. Floats and dates are kept as text, so nothing is rounded.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
#[allow(missing_docs, reason = "the names are TOML's own")]
pub enum Value {
    Str(Str),
    Int(i64),
    Float(Str),
    Bool(bool),
    Date(Str),
    Array(Vec<Node>),
    Table(Vec<Entry>),
}

/// A key of a table and its value, in the order of the text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Entry {
    /// The key.
    pub key: Str,
    /// Where the key stands.
    pub at: At,
    /// The value.
    pub node: Node,
}

impl Node {
    /// The entry of a table.
    pub fn get(&self, key: &str) -> Option<&Node> {
        match &self.value {
            Value::Table(entries) => entries.iter().find(|e| e.key == key).map(|e| &e.node),
            _ => None,
        }
    }

    /// The entries of a table; none of another value.
    pub fn entries(&self) -> &[Entry] {
        match &self.value {
            Value::Table(entries) => entries,
            _ => &[],
        }
    }

    /// The items of an array; of another value, itself.
    pub fn items(&self) -> &[Node] {
        match &self.value {
            Value::Array(items) => items,
            _ => std::slice::from_ref(self),
        }
    }

    /// The text of a string.
    pub fn str(&self) -> Option<&str> {
        match &self.value {
            Value::Str(text) => Some(text),
            _ => None,
        }
    }

    /// A scalar as text: what a figure may be written as, with or without quotes.
    pub fn figure(&self) -> Option<Str> {
        match &self.value {
            Value::Str(text) | Value::Float(text) | Value::Date(text) => Some(text.clone()),
            Value::Int(number) => Some(number.to_string().into()),
            Value::Bool(truth) => Some(if *truth { "true" } else { "false" }.into()),
            Value::Array(_) | Value::Table(_) => None,
        }
    }

    /// The same with its places in the file of this number.
    pub fn numbered(mut self, file: u16) -> Node {
        self.number(file);
        self
    }

    fn number(&mut self, file: u16) {
        self.at.file = file;
        match &mut self.value {
            Value::Array(items) => items.iter_mut().for_each(|item| item.number(file)),
            Value::Table(entries) => entries.iter_mut().for_each(|entry| {
                entry.at.file = file;
                entry.node.number(file);
            }),
            Value::Str(_) | Value::Int(_) | Value::Float(_) | Value::Bool(_) | Value::Date(_) => {}
        }
    }

    /// The entries of a table, taken out of it; none of another value.
    pub fn into_entries(self) -> Vec<Entry> {
        match self.value {
            Value::Table(entries) => entries,
            _ => Vec::new(),
        }
    }

    /// The items of an array, taken out of it; of another value, itself.
    pub fn into_items(self) -> Vec<Node> {
        match self.value {
            Value::Array(items) => items,
            _ => vec![self],
        }
    }

    /// What kind of value it is, for messages.
    pub fn kind(&self) -> Text {
        match self.value {
            Value::Str(_) => Text::new("a string", "字符串"),
            Value::Int(_) => Text::new("an integer", "整数"),
            Value::Float(_) => Text::new("a decimal number", "小数"),
            Value::Bool(_) => Text::new("true or false", "true/false"),
            Value::Date(_) => Text::new("a date", "日期"),
            Value::Array(_) => Text::new("an array", "数组"),
            Value::Table(_) => Text::new("a table", "表"),
        }
    }

    /// Whether two values are the same, wherever they stand and in whatever order their keys are.
    pub fn says_same(&self, other: &Node) -> bool {
        match (&self.value, &other.value) {
            (Value::Table(one), Value::Table(two)) => {
                let is_in =
                    |entry: &Entry| other.get(&entry.key).is_some_and(|node| entry.node.says_same(node));
                one.len() == two.len() && one.iter().all(is_in)
            }
            (Value::Array(one), Value::Array(two)) => {
                one.len() == two.len() && one.iter().zip(two).all(|(one, two)| one.says_same(two))
            }
            (one, two) => one == two,
        }
    }

    /// Lays another value over this one: tables key by key, all else as a whole.
    pub fn overlay(&mut self, over: &Node) {
        match (&mut self.value, &over.value) {
            (Value::Table(under), Value::Table(entries)) => {
                for entry in entries {
                    match under.iter_mut().find(|e| e.key == entry.key) {
                        Some(below) => below.node.overlay(&entry.node),
                        None => under.push(entry.clone()),
                    }
                }
            }
            _ => *self = over.clone(),
        }
    }
}

/// Parses a policy file. Errors of syntax are noted, and what could be read is returned.
pub fn parse(file: u16, text: &str, problems: &mut Problems) -> Node {
    let mut reader = Places { file, places: LineTable::new(text), problems };
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let at = reader.at(error.span().map_or(0, |span| span.start));
        let what = error.message().to_owned();
        reader.problems.push(at, Text::new(what.clone(), format!("TOML 语法错误：{what}")), Text::default());
    }
    let at = reader.at(0);
    Node { at, value: reader.table(table.get_ref()) }
}

struct Places<'t> {
    file: u16,
    places: LineTable<'t>,
    problems: &'t mut Problems,
}

impl Places<'_> {
    fn at(&self, offset: usize) -> At {
        let (line, column) = self.places.of(offset);
        At { file: self.file, line, column }
    }

    /// Texts of a policy reach terminals and files as they are, so none may do harm there.
    fn check(&mut self, text: &str, at: At) {
        let mut chars = text.chars().peekable();
        let found = std::iter::from_fn(|| chars.next().map(|c| (c, chars.peek().copied())));
        let is_line_end =
            |c: char, next: Option<char>| matches!(c, '\n' | '\t') || (c == '\r' && next == Some('\n'));
        let mut found = found.filter(|(c, next)| is_harmful(*c) && !is_line_end(*c, *next));
        if let Some((c, _)) = found.next() {
            let code = c.escape_default();
            self.problems.push(
                at,
                Text::new(
                    format!("the text has `{code}` in it, which could move the cursor or hide something"),
                    format!("文本中含有 `{code}`，可能移动光标或隐藏内容"),
                ),
                Text::new("take it out", "请删去"),
            );
        }
    }

    fn table(&mut self, table: &DeTable<'_>) -> Value {
        let mut entries: Vec<_> = table.iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        let entry = |(key, value): (&Spanned<Cow<'_, str>>, &Spanned<DeValue<'_>>)| {
            let at = self.at(key.span().start);
            self.check(key.get_ref(), at);
            Entry { key: key.get_ref().to_string().into(), at, node: self.node(value) }
        };
        Value::Table(entries.into_iter().map(entry).collect())
    }

    fn node(&mut self, value: &Spanned<DeValue<'_>>) -> Node {
        let at = self.at(value.span().start);
        let value = match value.get_ref() {
            DeValue::String(text) => {
                self.check(text, at);
                Value::Str(text.to_string().into())
            }
            DeValue::Integer(number) => {
                let parsed = i64::from_str_radix(number.as_str(), number.radix());
                parsed.map_or_else(|_| Value::Float(number.to_string().into()), Value::Int)
            }
            DeValue::Float(number) => Value::Float(number.to_string().into()),
            DeValue::Boolean(truth) => Value::Bool(*truth),
            DeValue::Datetime(date) => Value::Date(date.to_string().into()),
            DeValue::Array(items) => Value::Array(items.iter().map(|item| self.node(item)).collect()),
            DeValue::Table(table) => self.table(table),
        };
        Node { at, value }
    }
}
