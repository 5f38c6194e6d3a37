//! Rules: when one matches, what it does, and on whose word.

use serde::{Deserialize, Serialize};

use super::condition::{Base, Clause, Op};
use super::effect::Effect;
use super::phase::Phase;
use crate::command::{Command, Verdict};
use crate::field::Field;
use crate::lang::{Phrase, Str, Text};
use crate::policy::problem::At;
use crate::value::Day;

/// What matching does with a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Kind {
    /// It changes the result and is cited under `rules`.
    Effect,
    /// It only informs.
    Note,
    /// What to look after once it is done.
    Aftercare,
    /// What is left when an order cannot be cancelled.
    Remedy,
    /// One of the guided steps.
    Step,
}

impl Kind {
    /// Every kind with its name in a policy file.
    pub const ALL: [(&str, Self); 5] = [
        ("effect", Self::Effect),
        ("note", Self::Note),
        ("aftercare", Self::Aftercare),
        ("remedy", Self::Remedy),
        ("step", Self::Step),
    ];

    /// The name in a policy file.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, kind)| *kind == self).map_or("", |(name, _)| name)
    }

    /// The kind in words.
    pub const fn title(self) -> Phrase {
        match self {
            Self::Effect => Phrase { en: "changes the result", zh: "影响结论" },
            Self::Note => Phrase { en: "a note, for information", zh: "注意事项，仅供参考" },
            Self::Aftercare => {
                Phrase { en: "what to look after once it is done", zh: "办完之后要做的事" }
            }
            Self::Remedy => Phrase {
                en: "what is left to try when an order cannot be cancelled",
                zh: "取消不了时的补救办法",
            },
            Self::Step => Phrase { en: "one of the guided steps", zh: "分步指引中的一步" },
        }
    }
}

/// How far a rule can be trusted, weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Grade {
    /// A figure or tendency the source gives without an origin that anybody can check.
    Claimed,
    /// Our own reading, needed to turn the text into a decision.
    Derived,
    /// A procedure or condition that the source lays down.
    Stated,
}

impl Grade {
    /// Every grade with its code, weakest first.
    pub const ALL: [(&str, Self); 3] =
        [("claimed", Self::Claimed), ("derived", Self::Derived), ("stated", Self::Stated)];

    /// The code in every output.
    pub fn code(self) -> &'static str {
        Self::ALL.iter().find(|(_, grade)| *grade == self).map_or("", |(code, _)| code)
    }

    /// The grade in words.
    #[doc(hidden)]
    pub const fn title(self) -> Phrase {
        match self {
            Self::Claimed => Phrase { en: "claimed", zh: "据称" },
            Self::Derived => Phrase { en: "derived", zh: "据文推断" },
            Self::Stated => Phrase { en: "stated", zh: "原文写明" },
        }
    }

    /// What the grade means.
    pub(crate) const fn meaning(self) -> Phrase {
        match self {
            Self::Claimed => Phrase {
                en: "claimed: the source gives it without an origin that anybody can check",
                zh: "据称：来源这样说，但没有可查证的出处",
            },
            Self::Derived => Phrase {
                en: "derived: our own reading, needed to turn the text into a decision",
                zh: "据文推断：原文没有明说，是本工具的理解",
            },
            Self::Stated => Phrase {
                en: "stated: a procedure or condition that the source lays down",
                zh: "原文写明：来源里写明的流程或条件",
            },
        }
    }
}

/// Another reading of the sources, and what it would change.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Dispute {
    /// What the other reading is and where it stands.
    pub text: Text,
    /// The verdict that the rule would carry.
    pub verdict: Option<Verdict>,
    /// When it would, on top of the rule's own condition.
    pub when: Vec<Clause>,
    /// Whether the rule's window would fall away.
    pub drops_window: bool,
    /// Whether the rule would fall away, with nothing in its place.
    pub drops_rule: bool,
    /// The built-in layer that decides it the other way, for those who want that.
    pub see_also: Option<Str>,
}

/// That a rule asks for something to be done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Asks {
    /// When, among all that is asked.
    pub phase: Phase,
    /// Where it asks, on top of the rule's own condition.
    pub when: Vec<Clause>,
}

/// That a condition has to be met first, and nobody can say how long that takes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct OpenEnded {
    /// Where that is so, on top of the rule's own condition.
    pub when: Vec<Clause>,
}

/// Another message where more is known.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Variant {
    /// Where, on top of the rule's own condition.
    pub when: Vec<Clause>,
    /// The message.
    pub message: Text,
}

/// Another grade where the source says more, or less, of some records.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Regrade {
    /// The grade there.
    pub grade: Grade,
    /// Where, on top of the rule's own condition.
    pub when: Vec<Clause>,
}

/// A rule: when it matches, what it does, and on whose word.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Rule {
    /// The id that results cite.
    pub id: Str,
    /// The command it belongs to.
    pub command: Command,
    /// What matching does with it.
    pub kind: Kind,
    /// When it matches: all clauses.
    pub when: Vec<Clause>,
    /// Other commands that it counts for as well, each with a condition in place of its own.
    pub also: Vec<(Command, Vec<Clause>)>,
    /// What it does.
    pub effect: Effect,
    /// What it asks the holder to do, and when.
    pub asks: Option<Asks>,
    /// Whether it sets a condition of which nobody knows how long it takes.
    pub open_ended: Option<OpenEnded>,
    /// How far it can be trusted.
    pub grade: Grade,
    /// Where it can be trusted more or less than that.
    pub regrade: Option<Regrade>,
    /// The id of its source.
    pub source: Str,
    /// Where in the source it stands.
    pub place: Text,
    /// A few words.
    pub title: Text,
    /// What it means for the holder.
    pub message: Text,
    /// Other messages where more is known; the first that applies is said.
    pub variants: Vec<Variant>,
    /// What a window means once it is over.
    pub over: Option<Text>,
    /// Where to go: an entry in an app, a hotline, an address.
    pub entry: Option<Text>,
    /// What to be careful about in a step.
    pub caution: Option<Text>,
    /// Another reading.
    pub dispute: Option<Dispute>,
    /// The first day it holds.
    pub valid_from: Option<Day>,
    /// The last day it holds.
    pub valid_until: Option<Day>,
    /// Whether a layer has switched it off.
    pub off: bool,
    /// Where it stands.
    pub at: At,
    /// The values that later layers changed: path, and file of the change.
    pub changes: Vec<(String, u16)>,
}

impl Rule {
    /// Everything that has to hold for the rule to match: its own condition, and what its effects
    /// imply.
    pub fn clauses(&self) -> Vec<Clause> {
        self.with_effects(&self.when)
    }

    /// The same for one command; `None` where the rule does not count for it.
    pub fn clauses_for(&self, command: Command) -> Option<Vec<Clause>> {
        if self.command == command {
            return Some(self.clauses());
        }
        let also = self.also.iter().find(|(other, _)| *other == command);
        also.map(|(_, when)| self.with_effects(when))
    }

    /// Whether the rule counts for a command.
    pub fn counts_for(&self, command: Command) -> bool {
        self.command == command || self.also.iter().any(|(other, _)| *other == command)
    }

    fn with_effects(&self, when: &[Clause]) -> Vec<Clause> {
        let mut clauses = when.to_vec();
        if let Some(window) = &self.effect.window {
            clauses.push(Clause::given(window.due.from));
        }
        if let Some(expected) = &self.effect.expected {
            clauses.push(Clause::given(expected.from));
        }
        if let Some(quote) = &self.effect.quote {
            clauses.push(Clause::bound(Field::FaceValue, Op::AtLeast, Base::Zero, quote.least.0));
        }
        clauses
    }

    /// The conditions of its parts, each on top of its own, with the path at which they stand.
    pub fn part_conditions(&self) -> Vec<(Vec<&'static str>, &[Clause])> {
        let Self { asks, open_ended, regrade, dispute, variants, effect, .. } = self;
        let mut found: Vec<(Vec<&'static str>, &[Clause])> = Vec::new();
        found.extend(asks.iter().map(|asks| (vec!["asks", "when"], asks.when.as_slice())));
        found.extend(open_ended.iter().map(|open| (vec!["open_ended", "when"], open.when.as_slice())));
        found.extend(regrade.iter().map(|regrade| (vec!["regrade", "when"], regrade.when.as_slice())));
        found.extend(dispute.iter().map(|dispute| (vec!["dispute", "when"], dispute.when.as_slice())));
        found.extend(variants.iter().map(|variant| (vec!["messages"], variant.when.as_slice())));
        if let Some(window) = &effect.window {
            found.push((vec!["effect", "window", "urgent_when"], window.urgent_when.as_slice()));
        }
        if let Some(exclusive) = &effect.exclusive {
            let but = exclusive.but.iter();
            found.extend(but.map(|(_, when)| (vec!["effect", "exclusive", "but"], when.as_slice())));
        }
        found.retain(|(_, when)| !when.is_empty());
        found
    }

    /// Whether the rule holds on a day.
    pub fn holds_on(&self, day: Day) -> bool {
        !self.off
            && self.valid_from.is_none_or(|from| from <= day)
            && self.valid_until.is_none_or(|until| day <= until)
    }
}
