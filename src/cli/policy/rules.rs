//! A rule as listings show it.

use crate::lang::{Lang, Text};
use crate::output::text::written;
use crate::policy::{Freshness, Pack, Rule, describe, effective, freshness};
use crate::value::Day;

/// A rule as listings show it.
pub(crate) struct Shown<'p> {
    /// The rule.
    pub(crate) rule: &'p Rule,
    /// The policy that it belongs to.
    pub(crate) pack: &'p Pack,
    /// How old its source is.
    pub(crate) freshness: Freshness,
    /// The language of its texts.
    pub(crate) lang: Lang,
}

/// The rules that count on some day, and those that are switched off. Versions whose place a layer
/// has taken altogether are left out.
pub(crate) fn shown(pack: &Pack, lang: Lang, today: Day) -> Vec<Shown<'_>> {
    let spans = effective(pack);
    let rules = pack.rules.iter().zip(spans).filter(|(rule, spans)| rule.off || !spans.is_empty());
    rules.map(|(rule, _)| Shown { rule, pack, freshness: freshness(rule, pack, today), lang }).collect()
}

impl<'p> Shown<'p> {
    /// The name of the layer of a file.
    pub(crate) fn layer(&self, file: u16) -> &'p str {
        let layer = self.pack.layers.get(self.pack.layer_of(file));
        layer.map_or("", |layer| layer.name.as_str())
    }

    /// Where the rule is written.
    pub(crate) fn place(&self) -> String {
        let file = self.pack.files.get(usize::from(self.rule.at.file)).map_or("?", String::as_str);
        format!("{file}:{}", self.rule.at.line)
    }

    /// Whether a layer over the lowest one adds, changes or switches it off.
    pub(crate) fn is_changed(&self) -> bool {
        self.pack.layer_of(self.rule.at.file) > 0 || !self.rule.changes.is_empty()
    }

    /// The condition in words, clause by clause.
    pub(crate) fn condition(&self) -> Vec<String> {
        self.texts(describe::condition(&self.rule.when, self.pack))
    }

    /// The effects in words.
    pub(crate) fn effects(&self) -> Vec<String> {
        self.texts(describe::effects(self.rule, self.pack))
    }

    /// Another reading, with its effect, in words.
    pub(crate) fn dispute(&self) -> Option<String> {
        let dispute = self.rule.dispute.as_ref()?;
        let mut text = dispute.text.get(self.lang).to_owned();
        if let Some(verdict) = dispute.verdict {
            let mut en = format!("verdict {}", verdict.code());
            let mut zh = format!("结论：{}", verdict.title().zh);
            if !dispute.when.is_empty() {
                let when = describe::joined(&describe::condition(&dispute.when, self.pack));
                en.push_str(&format!(" where {}", when.en));
                zh.push_str(&format!("（{}时）", when.zh));
            }
            text.push_str(self.lang.pick(" [", "［"));
            text.push_str(self.lang.pick(&en, &zh));
            text.push_str(self.lang.pick("]", "］"));
        }
        if dispute.drops_window {
            text.push_str(self.lang.pick(" [the window falls away]", "［时限不成立］"));
        }
        Some(text)
    }

    /// What a reader should know beside what the rule says: off, dated, stale.
    pub(crate) fn notes(&self) -> Vec<String> {
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
    pub(crate) fn changes(&self) -> Vec<(String, &'p str)> {
        self.rule.changes.iter().map(|(path, file)| (path.clone(), self.layer(*file))).collect()
    }

    fn texts(&self, texts: Vec<Text>) -> Vec<String> {
        texts.into_iter().map(|text| text.get(self.lang).to_owned()).collect()
    }
}

/// A date as text.
pub(crate) fn day(day: Day) -> String {
    written(|out| day.write(out))
}
