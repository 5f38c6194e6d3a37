//! The two languages. Codes and field names never change with the language; titles and messages do.

mod han;
mod str;
pub mod suggest;

use serde::{Deserialize, Serialize};

pub use han::{in_script_of, simplified};
pub use str::Str;

/// A language that the program speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Simplified Chinese.
    Zh,
}

impl Lang {
    /// The one of two texts that is in this language.
    pub const fn pick<'a>(self, en: &'a str, zh: &'a str) -> &'a str {
        match self {
            Self::En => en,
            Self::Zh => zh,
        }
    }

    /// The language of a locale's name: `zh_CN.UTF-8` is Chinese, all others are English.
    pub fn of_locale(locale: &str) -> Self {
        if locale.to_ascii_lowercase().starts_with("zh") { Self::Zh } else { Self::En }
    }
}

/// A text in both languages that the program knows at build time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// The English text.
    pub en: &'static str,
    /// The Chinese text.
    pub zh: &'static str,
}

impl Phrase {
    /// The text in a language.
    pub const fn get(self, lang: Lang) -> &'static str {
        match lang {
            Lang::En => self.en,
            Lang::Zh => self.zh,
        }
    }
}

/// A text in both languages that comes from data or is put together while running.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Text {
    /// The English text.
    pub en: Str,
    /// The Chinese text.
    pub zh: Str,
}

impl Text {
    /// Puts a text together from both languages.
    pub fn new(en: impl Into<Str>, zh: impl Into<Str>) -> Self {
        Self { en: en.into(), zh: zh.into() }
    }

    /// A text that is the same in both, such as a code.
    pub fn code(text: &str) -> Self {
        Self::new(text.to_owned(), text.to_owned())
    }

    /// The text in a language.
    pub fn get(&self, lang: Lang) -> &str {
        lang.pick(&self.en, &self.zh)
    }
}

impl From<Phrase> for Text {
    fn from(phrase: Phrase) -> Self {
        Self::new(phrase.en, phrase.zh)
    }
}
