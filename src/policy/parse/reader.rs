//! Reads the values of one table, and says what is missing, mistyped or unknown.

use super::node::{Node, Value};
use crate::lang::{Str, Text, suggest};
use crate::policy::problem::{At, Problems};
use crate::value::{CHINA, Day, Money, Rate, Span};

/// Reads the keys of one table, noting what is missing, mistyped or unknown.
pub struct Reader<'n, 'p> {
    node: &'n Node,
    asked: Vec<&'static str>,
    /// Where problems go.
    pub problems: &'p mut Problems,
}

impl<'n, 'p> Reader<'n, 'p> {
    /// A reader of a table; a value that is none is noted and read as an empty one.
    pub fn new(node: &'n Node, problems: &'p mut Problems) -> Self {
        if !matches!(node.value, Value::Table(_)) {
            wrong_type(node, "a table", "表", problems);
        }
        Self { node, asked: Vec::new(), problems }
    }

    /// Where the table stands.
    pub fn at(&self) -> At {
        self.node.at
    }

    /// The value of a key, if it is there.
    pub fn get(&mut self, key: &'static str) -> Option<&'n Node> {
        self.asked.push(key);
        self.node.get(key)
    }

    /// A value that has to be there.
    pub fn need(&mut self, key: &'static str) -> Option<&'n Node> {
        let found = self.get(key);
        if found.is_none() {
            self.problems.push(
                self.node.at,
                Text::new(format!("`{key}` is missing"), format!("缺少 `{key}`")),
                Text::new(format!("add `{key} = …`"), format!("请补上 `{key} = …`")),
            );
        }
        found
    }

    /// A string.
    pub fn str(&mut self, key: &'static str) -> Option<Str> {
        let node = self.get(key)?;
        string(node, self.problems)
    }

    /// A string that has to be there.
    pub fn need_str(&mut self, key: &'static str) -> Str {
        self.need(key).and_then(|node| string(node, self.problems)).unwrap_or_default()
    }

    /// An array of strings, or one string standing for an array of it.
    pub fn strings(&mut self, key: &'static str) -> Vec<Str> {
        let Some(node) = self.get(key) else { return Vec::new() };
        node.items().iter().filter_map(|item| string(item, self.problems)).collect()
    }

    /// `true` or `false`; false where it is missing.
    pub fn flag(&mut self, key: &'static str) -> bool {
        match self.get(key) {
            None => false,
            Some(Node { value: Value::Bool(truth), .. }) => *truth,
            Some(node) => {
                wrong_type(node, "true or false", "true 或 false", self.problems);
                false
            }
        }
    }

    /// One of a set of words.
    pub fn one_of<T: Copy>(&mut self, key: &'static str, words: &[(&str, T)]) -> Option<T> {
        let node = self.get(key)?;
        word(node, words, self.problems)
    }

    /// A text in both languages, `{ en = "…", zh = "…" }`.
    pub fn text(&mut self, key: &'static str) -> Option<Text> {
        let node = self.get(key)?;
        Some(both_languages(node, self.problems))
    }

    /// A text in both languages that has to be there.
    pub fn need_text(&mut self, key: &'static str) -> Text {
        self.need(key).map(|node| both_languages(node, self.problems)).unwrap_or_default()
    }

    /// A date.
    pub fn day(&mut self, key: &'static str) -> Option<Day> {
        let node = self.get(key)?;
        day(node, self.problems)
    }

    /// A length of time.
    pub fn span(&mut self, key: &'static str) -> Option<Span> {
        let node = self.get(key)?;
        span(node, self.problems)
    }

    /// Notes the keys that nobody asked for.
    pub fn finish(self) {
        for entry in self.node.entries() {
            if !self.asked.contains(&entry.key.as_str()) {
                unknown_key(&entry.key, entry.at, &self.asked, self.problems);
            }
        }
    }
}

/// Notes a key that is not known, with the one that was most likely meant.
pub fn unknown_key(key: &str, at: At, known: &[&str], problems: &mut Problems) {
    let mut known = known.to_vec();
    // A key may have been asked for more than once.
    known.sort_unstable();
    known.dedup();
    let all =
        || Text::new(format!("known here: {}", known.join(", ")), format!("此处可用：{}", known.join("、")));
    let fix = suggest::fix_in_code(suggest::nearest(key, known.iter().copied()), all);
    problems.push(at, Text::new(format!("unknown key `{key}`"), format!("未知的键 `{key}`")), fix);
}

/// Notes a value of the wrong type.
pub fn wrong_type(node: &Node, en: &str, zh: &str, problems: &mut Problems) {
    let kind = node.kind();
    problems.push(
        node.at,
        Text::new(format!("{} where {en} belongs", kind.en), format!("此处应为{zh}，却是{}", kind.zh)),
        Text::default(),
    );
}

/// Notes a value that cannot be read as what it should be.
pub fn bad_value(node: &Node, written: &str, en: &str, zh: &str, problems: &mut Problems) {
    problems.push(
        node.at,
        Text::new(format!("`{written}` is not {en}"), format!("`{written}` 不是{zh}")),
        Text::default(),
    );
}

/// A string.
pub fn string(node: &Node, problems: &mut Problems) -> Option<Str> {
    match &node.value {
        Value::Str(text) => Some(text.clone()),
        _ => {
            wrong_type(node, "a string", "字符串", problems);
            None
        }
    }
}

/// One of a set of words.
pub fn word<T: Copy>(node: &Node, words: &[(&str, T)], problems: &mut Problems) -> Option<T> {
    let text = string(node, problems)?;
    let found = words.iter().find(|(word, _)| text == *word).map(|&(_, value)| value);
    if found.is_none() {
        let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        not_among(node, &text, &known, problems);
    }
    found
}

/// Notes a word that is none of those known here.
pub fn not_among(node: &Node, text: &str, known: &[&str], problems: &mut Problems) {
    let all = || Text::new(format!("one of {}", known.join(", ")), format!("可用：{}", known.join("、")));
    let fix = suggest::fix_in_code(suggest::nearest(text, known.iter().copied()), all);
    problems.push(
        node.at,
        Text::new(format!("`{text}` does not exist here"), format!("此处没有 `{text}`")),
        fix,
    );
}

/// `{ en = "…", zh = "…" }`, both of which have to be there.
pub fn both_languages(node: &Node, problems: &mut Problems) -> Text {
    let mut reader = Reader::new(node, problems);
    let text = languages(&mut reader);
    reader.finish();
    text
}

/// The `en` and `zh` of a table that may hold other keys as well.
pub fn languages(reader: &mut Reader<'_, '_>) -> Text {
    let mut language = |key: &'static str, en: &str, zh: &str| match reader.get(key) {
        Some(node) if node.str().is_some_and(|text| text.trim().is_empty()) => {
            let what =
                Text::new(format!("the {en} translation `{key}` is empty"), format!("{zh}译文 `{key}` 为空"));
            let fix = Text::new("write what it says in that language", "请补上该语言的文字");
            reader.problems.push(node.at, what, fix);
            Str::default()
        }
        Some(node) => string(node, reader.problems).unwrap_or_default(),
        None => {
            let at = reader.at();
            reader.problems.push(
                at,
                Text::new(
                    format!("the {en} translation `{key}` is missing"),
                    format!("缺少{zh}译文 `{key}`"),
                ),
                Text::new(format!("add `{key} = \"…\"`"), format!("请补上 `{key} = \"…\"`")),
            );
            Str::default()
        }
    };
    let en = language("en", "English", "英文");
    let zh = language("zh", "Chinese", "中文");
    Text { en, zh }
}

/// A date, quoted or not.
pub fn day(node: &Node, problems: &mut Problems) -> Option<Day> {
    parsed(node, "a date such as 2026-11-22", "日期（如 2026-11-22）", problems, |text| {
        Day::parse(text.as_bytes(), CHINA).ok()
    })
}

/// A length of time.
pub fn span(node: &Node, problems: &mut Problems) -> Option<Span> {
    parsed(
        node,
        "a length of time such as 72h, 8m or 7.3s",
        "时长（如 72h、8m、7.3s）",
        problems,
        Span::parse,
    )
}

/// An amount of money.
pub fn money(node: &Node, problems: &mut Problems) -> Option<Money> {
    parsed(node, "an amount of money such as \"5.00\"", "金额（如 \"5.00\"）", problems, |text| {
        Money::parse(text.as_bytes()).ok()
    })
}

/// A rate, which may be below zero.
pub fn rate(node: &Node, problems: &mut Problems) -> Option<Rate> {
    parsed(
        node,
        "a rate such as \"95%\" or \"0.95\"",
        "比率（如 \"95%\" 或 \"0.95\"）",
        problems,
        |text| Rate::parse_signed(text.as_bytes()).ok(),
    )
}

/// A whole number.
pub fn count(node: &Node, problems: &mut Problems) -> Option<i64> {
    parsed(node, "a whole number", "整数", problems, |text| text.parse().ok())
}

/// A scalar that a function can read.
pub fn parsed<T>(
    node: &Node,
    en: &str,
    zh: &str,
    problems: &mut Problems,
    read: impl Fn(&str) -> Option<T>,
) -> Option<T> {
    let Some(text) = node.figure() else {
        wrong_type(node, en, zh, problems);
        return None;
    };
    let value = read(&text);
    if value.is_none() {
        bad_value(node, &text, en, zh, problems);
    }
    value
}

/// A range `[least, greatest]` of two values that a function can read, the right way round.
pub fn range<T: PartialOrd + Copy>(
    node: &Node,
    problems: &mut Problems,
    read: impl Fn(&Node, &mut Problems) -> Option<T>,
) -> Option<(T, T)> {
    let [low, high] = node.items() else {
        wrong_type(node, "a range [least, greatest]", "范围 [最小, 最大]", problems);
        return None;
    };
    let (least, greatest) = (read(low, problems)?, read(high, problems)?);
    if least > greatest {
        let (l, g) = (low.figure().unwrap_or_default(), high.figure().unwrap_or_default());
        problems.push(
            node.at,
            Text::new(
                format!("the range [{l}, {g}] is the wrong way round"),
                format!("范围 [{l}, {g}] 大小颠倒"),
            ),
            Text::new(format!("write [{g}, {l}]"), format!("应写 [{g}, {l}]")),
        );
        return None;
    }
    Some((least, greatest))
}
