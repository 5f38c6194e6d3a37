//! Letters to customer service: templates that are filled in from a record and its result.

use serde::{Deserialize, Serialize};

use crate::command::Command;
use crate::field::Field;
use crate::lang::{Lang, Str};

/// A letter in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Letter {
    /// In English.
    pub en: Template,
    /// In Chinese.
    pub zh: Template,
}

impl Letter {
    /// The template of a language.
    pub fn get(&self, lang: Lang) -> &Template {
        match lang {
            Lang::En => &self.en,
            Lang::Zh => &self.zh,
        }
    }
}

/// The lines of a letter. A line that names something that is not known is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Template(pub Vec<Vec<Piece>>);

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub enum Piece {
    /// As it stands.
    Text(Str),
    /// What is known of the record or its result.
    Slot(Slot),
}

/// What a letter can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Slot {
    /// A fact of the record.
    Fact(Field),
    /// The papers that are asked for.
    DocumentsRequired,
    /// Those of them that are not there yet.
    DocumentsMissing,
    /// The titles of the rules that carry the verdict.
    Reasons,
}

impl Slot {
    const OTHERS: [(&str, Self); 3] = [
        ("documents_required", Self::DocumentsRequired),
        ("documents_missing", Self::DocumentsMissing),
        ("reasons", Self::Reasons),
    ];

    /// The names that a template may have between braces.
    pub fn names() -> impl Iterator<Item = &'static str> {
        let facts = Field::of(Command::CheckUnbind).map(Field::name);
        facts.chain(Self::OTHERS.map(|(name, _)| name))
    }

    /// What a name between braces stands for.
    fn named(name: &str) -> Option<Self> {
        let other = Self::OTHERS.into_iter().find(|(known, _)| *known == name).map(|(_, slot)| slot);
        let fact = || Field::of(Command::CheckUnbind).find(|field| field.name() == name);
        other.or_else(|| fact().map(Self::Fact))
    }
}

impl Template {
    /// Reads a template.
    ///
    /// # Errors
    /// The first name between braces that stands for nothing.
    pub fn parse(text: &str) -> Result<Self, String> {
        text.trim_end().lines().map(line).collect::<Result<_, _>>().map(Self)
    }
}

fn line(text: &str) -> Result<Vec<Piece>, String> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, (name, behind))) =
        rest.split_once('{').and_then(|(before, inside)| Some((before, inside.split_once('}')?)))
    {
        if !before.is_empty() {
            pieces.push(Piece::Text(before.to_owned().into()));
        }
        pieces.push(Piece::Slot(Slot::named(name).ok_or_else(|| name.to_owned())?));
        rest = behind;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest.to_owned().into()));
    }
    Ok(pieces)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_between_braces() {
        let template = Template::parse("Dear all,\n\nCard: {card_no}.\n").unwrap();
        let text = |text: &str| Piece::Text(text.to_owned().into());
        let card = vec![text("Card: "), Piece::Slot(Slot::Fact(Field::CardNo)), text(".")];
        assert_eq!(template.0, [vec![text("Dear all,")], vec![], card]);
        assert_eq!(Template::parse("{reasons}{channel}"), Err("channel".to_owned()));
    }
}
