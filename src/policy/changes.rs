//! What the layers over the built-in pack make of its rules, in numbers.

use std::collections::BTreeSet;

use super::merged::OFF;
use super::model::Pack;
use crate::lang::Text;

/// What a layer makes of the rules below it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct LayerChanges<'p> {
    off: BTreeSet<&'p str>,
    changed: BTreeSet<&'p str>,
    added: BTreeSet<&'p str>,
}

/// What the layers over the lowest one, and what the user has switched off beside, make of the
/// rules; nothing where all of them are as they ship.
pub fn changes_note(pack: &Pack, off: &[String]) -> Option<Text> {
    let mut layers: Vec<LayerChanges<'_>> = pack.layers.iter().map(|_| LayerChanges::default()).collect();
    let mut known: BTreeSet<&str> = BTreeSet::new();
    for rule in &pack.rules {
        let id = rule.id.as_str();
        if let Some(layer) = layers.get_mut(pack.layer_of(rule.at.file)) {
            // Versions of one rule stand next to each other, lowest layer first.
            if known.insert(id) {
                layer.added.insert(id)
            } else {
                layer.changed.insert(id)
            };
        }
        for (path, file) in &rule.changes {
            if let Some(layer) = layers.get_mut(pack.layer_of(*file)) {
                if path == OFF {
                    layer.off.insert(id)
                } else {
                    layer.changed.insert(id)
                };
            }
        }
    }
    let named = pack.layers.iter().zip(&layers).skip(1);
    let mut notes: Vec<Text> = named.map(|(layer, changes)| changes.note(&layer.name)).collect();
    if !off.is_empty() {
        let off = LayerChanges { off: off.iter().map(String::as_str).collect(), ..LayerChanges::default() };
        notes.push(off.note("--off"));
    }
    let joined = |texts: Vec<&str>, joint: &str| texts.join(joint);
    (!notes.is_empty()).then(|| {
        Text::new(
            joined(notes.iter().map(|note| note.en.as_str()).collect(), "; "),
            joined(notes.iter().map(|note| note.zh.as_str()).collect(), "；"),
        )
    })
}

impl LayerChanges<'_> {
    fn note(&self, name: &str) -> Text {
        let of_its_own = |ids: &BTreeSet<&str>| ids.iter().filter(|id| !self.added.contains(*id)).count();
        let (off, changed, added) = (of_its_own(&self.off), of_its_own(&self.changed), self.added.len());
        Text::new(
            format!("{name} switches off {off}, changes {changed}, adds {added} rules"),
            format!("{name} 关闭 {off} 条、修改 {changed} 条、新增 {added} 条规则"),
        )
    }
}
