use serde_json::{Value, json};

use crate::lang::{Lang, Text};
use crate::policy::{Freshness, Pack, Rule, describe as words, effective, freshness};
use crate::value::{Day, Moment};

/// A rule as listings show it.
pub struct Shown<'p> {
    /// The rule.
    pub rule: &'p Rule,
    /// The policy that it belongs to.
    pub pack: &'p Pack,
    /// How old its source is.
    pub freshness: Freshness,
    lang: Lang,
}

/// The rules that count on some day, and those that are switched off. Versions whose place a layer
/// has taken altogether are left out.
pub fn shown(pack: &Pack, lang: Lang, today: Day) -> Vec<Shown<'_>> {
    let spans = effective(pack);
    let rules = pack.rules.iter().zip(spans).filter(|(rule, spans)| rule.off || !spans.is_empty());
    rules.map(|(rule, _)| Shown { rule, pack, freshness: freshness(rule, pack, today), lang }).collect()
}

impl<'p> Shown<'p> {
    /// The name of the layer of a file.
    pub fn layer(&self, file: u16) -> &'p str {
        let layer = self.pack.layers.get(self.pack.layer_of(file));
        layer.map_or("", |layer| layer.name.as_str())
    }

    /// Where the rule is written.
    pub fn place(&self) -> String {
        let file = self.pack.files.get(usize::from(self.rule.at.file)).map_or("?", String::as_str);
        format!("{file}:{}", self.rule.at.line)
    }

    /// The condition in words, clause by clause.
    pub fn condition(&self) -> Vec<String> {
        self.texts(words::condition(&self.rule.when, self.pack))
    }

    /// The effects in words.
    pub fn effects(&self) -> Vec<String> {
        self.texts(words::effects(self.rule, self.pack))
    }

    /// Another reading, with its effect, in words.
    pub fn dispute(&self) -> Option<String> {
        let dispute = self.rule.dispute.as_ref()?;
        let mut text = dispute.text.get(self.lang).to_owned();
        if let Some(verdict) = dispute.verdict {
            let mut effect =
                Text::new(format!("verdict {}", verdict.code()), format!("结论：{}", verdict.title().zh));
            if !dispute.when.is_empty() {
                let when = words::joined(&words::condition(&dispute.when, self.pack));
                effect.en.push_str(&format!(" where {}", when.en));
                effect.zh.push_str(&format!("（{}时）", when.zh));
            }
            text.push_str(self.lang.pick(" [", "［"));
            text.push_str(effect.get(self.lang));
            text.push_str(self.lang.pick("]", "］"));
        }
        if dispute.drops_window {
            text.push_str(self.lang.pick(" [the window falls away]", "［时限不成立］"));
        }
        Some(text)
    }

    /// What a reader should know beside what the rule says: off, dated, stale.
    pub fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        if self.rule.off {
            notes.push(self.lang.pick("switched off", "已关闭").to_owned());
        }
        if let Some(from) = self.rule.valid_from {
            notes.push(format!("{} {}", self.lang.pick("from", "生效于"), day(from)));
        }
        if let Some(until) = self.rule.valid_until {
            notes.push(format!("{} {}", self.lang.pick("until", "截止于"), day(until)));
        }
        notes.extend(self.freshness.note().map(|note| note.get(self.lang).to_owned()));
        notes
    }

    /// The values that later layers changed, each with its layer.
    pub fn changes(&self) -> Vec<(String, &'p str)> {
        self.rule.changes.iter().map(|(path, file)| (path.clone(), self.layer(*file))).collect()
    }

    /// Everything, as JSON.
    pub fn json(&self) -> Value {
        let Self { rule, lang, .. } = self;
        let source = self.pack.source(&rule.source);
        let changes: Vec<Value> =
            self.changes().into_iter().map(|(path, layer)| json!({"value": path, "layer": layer})).collect();
        json!({
            "id": rule.id,
            "command": rule.command.name(),
            "kind": rule.kind.name(),
            "grade": rule.grade.code(),
            "title": rule.title.get(*lang),
            "message": rule.message.get(*lang),
            "caution": rule.caution.as_ref().map(|caution| caution.get(*lang)),
            "condition": self.condition(),
            "effects": self.effects(),
            "source": {
                "id": rule.source,
                "title": source.map(|source| source.title.as_str()),
                "where": source.and_then(|source| source.place.as_deref()),
                "as_of": source.and_then(|source| source.as_of).map(day),
                "place": non_empty(rule.place.get(*lang)),
            },
            "freshness": self.freshness.code(),
            "disputed": self.dispute(),
            "valid_from": rule.valid_from.map(day),
            "valid_until": rule.valid_until.map(day),
            "off": rule.off,
            "layer": self.layer(rule.at.file),
            "defined_at": self.place(),
            "changes": changes,
        })
    }

    fn texts(&self, texts: Vec<Text>) -> Vec<String> {
        texts.into_iter().map(|text| text.get(self.lang).to_owned()).collect()
    }
}

/// The JSON document of a listing.
pub fn document(pack: &Pack, now: Moment, rules: &[&Shown<'_>]) -> Vec<u8> {
    let layers: Vec<Value> =
        pack.layers.iter().map(|layer| json!({"name": layer.name, "hash": layer.hash})).collect();
    let mut moment = Vec::new();
    now.write(&mut moment);
    let document = json!({
        "schema": "kami/policy/1",
        "now": String::from_utf8_lossy(&moment),
        "policy": {"version": pack.version, "layers": layers},
        "rules": rules.iter().map(|rule| rule.json()).collect::<Vec<_>>(),
    });
    format!("{document:#}\n").into_bytes()
}

fn non_empty(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

/// A date as text.
pub fn day(day: Day) -> String {
    let mut out = Vec::new();
    day.write(&mut out);
    String::from_utf8_lossy(&out).into_owned()
}
