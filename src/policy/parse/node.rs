//! A policy file as a tree whose nodes know their place.

use toml::de::{DeTable, DeValue};

use crate::lang::Text;
use crate::policy::problem::{At, Problems};

/// A value of a TOML document that knows where it stands, across the layers it is merged from.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Where the value stands.
    pub at: At,
    /// The value.
    pub value: Value,
}

/// What a [`Node`] holds. Floats and dates are kept as text, so nothing is rounded.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs, reason = "the names are TOML's own")]
pub enum Value {
    Str(String),
    Int(i64),
    Float(String),
    Bool(bool),
    Date(String),
    Array(Vec<Node>),
    Table(Vec<Entry>),
}

/// A key of a table and its value, in the order of the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The key.
    pub key: String,
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
    pub fn figure(&self) -> Option<String> {
        match &self.value {
            Value::Str(text) | Value::Float(text) | Value::Date(text) => Some(text.clone()),
            Value::Int(number) => Some(number.to_string()),
            Value::Bool(truth) => Some(truth.to_string()),
            Value::Array(_) | Value::Table(_) => None,
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
    let places = Places::new(file, text);
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let at = places.at(error.span().map_or(0, |span| span.start));
        let what = error.message().to_owned();
        problems.push(at, Text::new(&*what, format!("TOML 语法错误：{what}")), Text::default());
    }
    let at = places.at(0);
    Node { at, value: places.table(table.get_ref()) }
}

struct Places<'t> {
    file: u16,
    text: &'t str,
    /// Where lines begin, but the first: looked for once, not anew for each node.
    lines: Vec<usize>,
}

impl<'t> Places<'t> {
    fn new(file: u16, text: &'t str) -> Self {
        Self { file, text, lines: text.match_indices('\n').map(|(end, _)| end + 1).collect() }
    }

    fn at(&self, offset: usize) -> At {
        let before = self.text.get(..offset).unwrap_or(self.text);
        let passed = self.lines.partition_point(|start| *start <= before.len());
        let start = passed.checked_sub(1).map_or(0, |last| self.lines[last]);
        let column = before.get(start..).unwrap_or("").chars().count() + 1;
        At { file: self.file, line: passed as u32 + 1, column: column as u32 }
    }

    fn table(&self, table: &DeTable<'_>) -> Value {
        let mut entries: Vec<_> = table.iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        let entry =
            |(key, value): (&toml::Spanned<std::borrow::Cow<'_, str>>, &toml::Spanned<DeValue<'_>>)| Entry {
                key: key.get_ref().to_string(),
                at: self.at(key.span().start),
                node: Node { at: self.at(value.span().start), value: self.value(value.get_ref()) },
            };
        Value::Table(entries.into_iter().map(entry).collect())
    }

    fn value(&self, value: &DeValue<'_>) -> Value {
        match value {
            DeValue::String(text) => Value::Str(text.to_string()),
            DeValue::Integer(number) => {
                let parsed = i64::from_str_radix(number.as_str(), number.radix());
                parsed.map_or_else(|_| Value::Float(number.to_string()), Value::Int)
            }
            DeValue::Float(number) => Value::Float(number.to_string()),
            DeValue::Boolean(truth) => Value::Bool(*truth),
            DeValue::Datetime(date) => Value::Date(date.to_string()),
            DeValue::Array(items) => {
                let node = |item: &toml::Spanned<DeValue<'_>>| Node {
                    at: self.at(item.span().start),
                    value: self.value(item.get_ref()),
                };
                Value::Array(items.iter().map(node).collect())
            }
            DeValue::Table(table) => self.table(table),
        }
    }
}
