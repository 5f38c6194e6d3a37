//! The validated policy as a whole.

use serde::{Deserialize, Serialize};

use super::facts::FactSpec;
use super::letter::Letter;
use super::rule::{Grade, Rule};
use crate::command::Command;
use crate::lang::{Str, Text};
use crate::value::Day;

/// A validated policy: everything that decisions are made from.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Pack {
    /// The name of the pack.
    pub name: String,
    /// Its version.
    pub version: String,
    /// When it was put together.
    pub as_of: Option<Day>,
    /// The names of the files it was read from.
    pub files: Vec<String>,
    /// The layers, lowest first.
    pub layers: Vec<LayerInfo>,
    /// Where rules come from.
    pub sources: Vec<Source>,
    /// The words of the vocabularies that the policy owns.
    pub words: Vec<Word>,
    /// The rules, in policy order; several versions of one id may follow each other.
    pub rules: Vec<Rule>,
    /// The working-day calendar.
    pub years: Vec<Year>,
    /// Days off in years without an arrangement of their own: month and day.
    pub fixed_days_off: Vec<(u32, u32)>,
    /// The tables of compare-platforms.
    pub topics: Vec<Topic>,
    /// What a person can change about each fact, and how to ask for it.
    pub facts: Vec<FactSpec>,
}

/// A layer of the policy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LayerInfo {
    /// The name of the pack or the file.
    pub name: String,
    /// SHA-256 of its text, in hexadecimal.
    pub hash: String,
    /// The first of its files in [`Pack::files`].
    pub first_file: u16,
}

/// Where a rule comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Source {
    /// The id that rules name.
    pub id: Str,
    /// Its title.
    pub title: Str,
    /// Where it can be read.
    pub place: Option<Str>,
    /// When it was written; undated if missing.
    pub as_of: Option<Day>,
    /// When somebody last looked whether it still says so.
    pub checked_on: Option<Day>,
    /// The year that its figures are of, where that is known.
    pub figures_of: Option<i32>,
}

/// A word of a vocabulary.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Word {
    /// The vocabulary: a field's name, or `route`, `flag` and the like.
    pub field: Str,
    /// The code in input and output.
    pub id: Str,
    /// The word in both languages.
    pub title: Text,
    /// Further spellings taken in input.
    pub also: Vec<Str>,
    /// What people write for it and for another word as well: refused, with both readings named.
    pub unclear: Vec<Str>,
    /// Of a platform: what it binds.
    pub binds: Option<Binds>,
    /// Of a flag: whether it says stop, before anything else.
    pub stop: bool,
    /// Fields without which nothing can be said of such a record.
    pub needs: Vec<crate::field::Field>,
    /// Groups it belongs to.
    pub groups: Vec<Str>,
    /// Whether it is taken where the field is missing.
    pub default: bool,
    /// Of a route through customer service: what to write to them.
    pub letter: Option<Letter>,
}

/// What a platform binds to an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Binds {
    /// Gift cards: they have a state, a balance and a date on which they expire.
    GiftCards,
    /// Bank cards and credit cards.
    BankCards,
}

impl Binds {
    /// Every kind with its name in a policy file.
    pub const ALL: [(&str, Self); 2] = [("gift-cards", Self::GiftCards), ("bank-cards", Self::BankCards)];
}

/// The holidays of a year and the weekends that are worked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Year {
    /// The year.
    pub year: i32,
    /// Days off.
    pub holidays: Vec<Day>,
    /// Saturdays and Sundays that are worked.
    pub workdays: Vec<Day>,
}

/// A table of compare-platforms.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Topic {
    /// The name given to `--topic`.
    pub id: Str,
    /// Its heading.
    pub title: Text,
    /// Where it comes from.
    pub sources: Vec<Str>,
    /// The columns, in order, with their headings.
    pub columns: Vec<(Str, Text)>,
    /// The rows, in order.
    pub rows: Vec<TopicRow>,
}

/// A row of a topic; what rules say is not in it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct TopicRow {
    /// The platform, channel or aspect that the row is about.
    pub key: Str,
    /// The cells that no rule holds, by column.
    pub cells: Vec<(Str, TopicCell)>,
    /// The rules that its cells rest on.
    pub rules: Vec<Str>,
    /// How far it can be trusted, where it rests on no rule.
    pub grade: Option<Grade>,
    /// Where it comes from, where it rests on no rule.
    pub source: Option<Str>,
}

/// A cell of a topic.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub enum TopicCell {
    /// A word of the policy.
    Code(Str),
    /// A whole number.
    Count(i64),
    /// A text.
    Text(Text),
}

impl Pack {
    /// The words of a vocabulary, in order.
    pub fn words(&self, field: &str) -> impl Iterator<Item = &Word> {
        self.words.iter().filter(move |word| word.field == field)
    }

    /// A word of a vocabulary.
    pub fn word(&self, field: &str, id: &str) -> Option<&Word> {
        self.words(field).find(|word| word.id == id)
    }

    /// A source.
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.sources.iter().find(|source| source.id == id)
    }

    /// A rule's versions, lowest layer first.
    pub fn versions(&self, id: &str) -> impl Iterator<Item = &Rule> {
        self.rules.iter().filter(move |rule| rule.id == id)
    }

    /// The same without rules that decide nothing for a command: those of others, but for what its own wait
    /// for.
    #[must_use]
    pub fn only_for(mut self, command: Command) -> Self {
        let own = self.rules.iter().filter(|rule| rule.counts_for(command));
        let awaited: Vec<Str> = own.filter_map(|rule| rule.effect.waits_for.clone()).collect();
        self.rules.retain(|rule| rule.counts_for(command) || awaited.contains(&rule.id));
        self
    }

    /// The version of every rule that holds on a day, in policy order.
    ///
    /// Where several versions of one id hold, the last one written counts.
    pub fn rules_on(&self, day: Day) -> Vec<&Rule> {
        self.places_on(day).into_iter().map(|place| &self.rules[place]).collect()
    }

    /// The places of these versions among all rules.
    pub fn places_on(&self, day: Day) -> Vec<usize> {
        let mut chosen: Vec<usize> = Vec::with_capacity(self.rules.len());
        for (place, rule) in self.rules.iter().enumerate().filter(|(_, rule)| rule.holds_on(day)) {
            // Versions stand next to each other, so only the last one chosen can have the same id.
            chosen.pop_if(|last| self.rules[*last].id == rule.id);
            chosen.push(place);
        }
        chosen
    }

    /// The layer that a file belongs to.
    pub fn layer_of(&self, file: u16) -> usize {
        self.layers.iter().rposition(|layer| layer.first_file <= file).unwrap_or(0)
    }
}
