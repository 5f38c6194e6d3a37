//! Facts that conditions speak of: fields of the record, and what is worked out while deciding.

use serde::{Deserialize, Serialize};

use crate::command::{Command, Commands};
use crate::field::{Field, Kind};
use crate::lang::Phrase;

/// Something that conditions speak of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Fact {
    /// A field of the record.
    Field(Field),
    /// Something worked out while deciding.
    Derived(DerivedFact),
}

/// A fact that is worked out while deciding, and not read from the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum DerivedFact {
    /// The verdict that the rules before came to.
    Verdict,
    /// The stage of a review that is under way.
    RunningStage,
    /// Whether every window that applies is over.
    WindowsOver,
    /// Whether the order is closed, and no rule closes it but time.
    ClosedByTime,
    /// How many recycling platforms quote this card.
    PlatformsQuoting,
    /// The least rate among the platforms that quote.
    MarketRateMin,
    /// The greatest rate among the platforms that quote.
    MarketRateMax,
    /// The greatest rate of the best quote, as for an electronic card.
    BestRateMax,
}

/// What is known of a derived fact.
#[derive(Clone, Copy, Debug)]
pub struct DerivedSpec {
    /// The name in conditions.
    pub name: &'static str,
    /// What it can be measured by.
    pub measure: Measure,
    /// The commands that work it out.
    pub commands: Commands,
    /// The fields that it is worked out from, beside those that conditions of rules name.
    pub from: &'static [Field],
    /// The name in words.
    pub title: Phrase,
}

const UNBIND: Commands = Command::CheckUnbind.bit();
const CANCEL: Commands = Command::CancelWindow.bit();
const QUOTE: Commands = Command::RecycleQuote.bit();

impl DerivedFact {
    /// Every derived fact.
    pub const ALL: [Self; 8] = [
        Self::Verdict,
        Self::RunningStage,
        Self::WindowsOver,
        Self::ClosedByTime,
        Self::PlatformsQuoting,
        Self::MarketRateMin,
        Self::MarketRateMax,
        Self::BestRateMax,
    ];

    /// What is known of it.
    pub const fn spec(self) -> DerivedSpec {
        const FACE: &[Field] = &[Field::FaceValue];
        let (name, measure, commands, from, en, zh): (_, _, _, &[Field], _, _) = match self {
            Self::Verdict => ("verdict", Measure::Word, UNBIND.and(CANCEL), &[], "verdict", "结论"),
            Self::RunningStage => {
                ("running_stage", Measure::Word, UNBIND, &[], "stage under way", "正在进行的审核阶段")
            }
            Self::WindowsOver => {
                ("windows_over", Measure::Bool, CANCEL, &[], "every window is over", "时限均已结束")
            }
            Self::ClosedByTime => {
                ("closed_by_time", Measure::Bool, CANCEL, &[], "closed by time alone", "仅因超时而关闭")
            }
            Self::PlatformsQuoting => (
                "platforms_quoting",
                Measure::Count,
                QUOTE,
                FACE,
                "number of platforms that quote",
                "报价平台数",
            ),
            Self::MarketRateMin => {
                ("market_rate_min", Measure::Rate, QUOTE, FACE, "least rate on the market", "市场最低折扣")
            }
            Self::MarketRateMax => {
                ("market_rate_max", Measure::Rate, QUOTE, FACE, "greatest rate on the market", "市场最高折扣")
            }
            Self::BestRateMax => (
                "best_rate_max",
                Measure::Rate,
                QUOTE,
                FACE,
                "greatest rate of the best quote",
                "最优报价的最高折扣",
            ),
        };
        DerivedSpec { name, measure, commands, from, title: Phrase { en, zh } }
    }

    /// The field whose words it has, where it is a word of one.
    pub const fn words_of(self) -> Option<Field> {
        match self {
            Self::RunningStage => Some(Field::Stage),
            Self::Verdict
            | Self::WindowsOver
            | Self::ClosedByTime
            | Self::PlatformsQuoting
            | Self::MarketRateMin
            | Self::MarketRateMax
            | Self::BestRateMax => None,
        }
    }
}

impl Fact {
    /// The name in conditions.
    pub fn name(self) -> &'static str {
        match self {
            Self::Field(field) => field.name(),
            Self::Derived(derived) => derived.spec().name,
        }
    }

    /// The fact of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        let derived = || DerivedFact::ALL.into_iter().find(|derived| derived.spec().name == name);
        Field::from_name(name).map(Self::Field).or_else(|| derived().map(Self::Derived))
    }

    /// Whether a command knows the fact.
    pub fn is_known_to(self, command: Command) -> bool {
        match self {
            Self::Field(field) => field.spec().commands.has(command),
            Self::Derived(derived) => derived.spec().commands.has(command),
        }
    }

    /// What it can be measured by.
    pub fn measure(self) -> Measure {
        match self {
            Self::Field(field) => match field.spec().kind {
                Kind::Money { .. } => Measure::Money,
                Kind::Rate { .. } => Measure::Rate,
                Kind::Count => Measure::Count,
                Kind::Date => Measure::Date,
                Kind::Time { .. } => Measure::Time,
                Kind::Bool => Measure::Bool,
                Kind::Choice(_) | Kind::OpenChoice => Measure::Word,
                Kind::List(_) | Kind::Text | Kind::Masked => Measure::Presence,
            },
            Self::Derived(derived) => derived.spec().measure,
        }
    }
}

/// What a fact can be measured by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Measure {
    Money,
    Rate,
    Count,
    Date,
    Time,
    Bool,
    Word,
    Presence,
}
