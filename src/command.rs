//! The deciding commands and the verdicts that each can give.

use serde::{Deserialize, Serialize};

use crate::lang::Phrase;

/// A command that reads records and says something of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Command {
    /// Can this card be unbound?
    CheckUnbind,
    /// Can this recycling order still be cancelled?
    CancelWindow,
    /// What is this card worth?
    RecycleQuote,
    /// The platforms side by side.
    ComparePlatforms,
}

impl Command {
    /// Every command.
    pub const ALL: [Self; 4] =
        [Self::CheckUnbind, Self::CancelWindow, Self::RecycleQuote, Self::ComparePlatforms];

    /// The commands that give a verdict, and so have rules.
    pub const DECIDING: [Self; 3] = [Self::CheckUnbind, Self::CancelWindow, Self::RecycleQuote];

    /// The name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::CheckUnbind => "check-unbind",
            Self::CancelWindow => "cancel-window",
            Self::RecycleQuote => "recycle-quote",
            Self::ComparePlatforms => "compare-platforms",
        }
    }

    /// The command of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|command| command.name() == name)
    }

    /// The bit that stands for the command in a [`Commands`] set.
    pub const fn bit(self) -> Commands {
        Commands(1 << self as u8)
    }

    /// The verdicts of the command, best first, as they rank.
    pub const fn verdicts(self) -> &'static [Verdict] {
        use Verdict::{
            Blocked, Closed, Conditional, Eligible, Flagged, Invalid, Open, Quoted, Rejected, Unknown, Urgent,
        };
        match self {
            Self::CheckUnbind => &[Eligible, Conditional, Unknown, Blocked, Invalid],
            Self::CancelWindow => &[Open, Urgent, Unknown, Closed, Invalid],
            Self::RecycleQuote => &[Quoted, Flagged, Unknown, Rejected, Invalid],
            Self::ComparePlatforms => &[],
        }
    }
}

/// A set of commands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Commands(pub u8);

impl Commands {
    /// All commands.
    pub const ALL: Self = Self(0b1111);

    /// Both sets together.
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the set has a command.
    pub const fn has(self, command: Command) -> bool {
        self.0 & command.bit().0 != 0
    }
}

/// What is said of a card or an order, in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Verdict {
    /// It can be unbound.
    Eligible,
    /// It can be unbound once conditions are met.
    Conditional,
    /// Nothing can be said: a fact is missing that everything rests on.
    Unknown,
    /// It cannot be unbound.
    Blocked,
    /// It can still be cancelled.
    Open,
    /// It can perhaps still be cancelled, if that is done at once.
    Urgent,
    /// It can no longer be cancelled.
    Closed,
    /// It can be sold.
    Quoted,
    /// It can be sold, but something about it or about the offer calls for caution.
    Flagged,
    /// Nobody takes it.
    Rejected,
    /// It is no valid record.
    Invalid,
}

impl Verdict {
    /// Every verdict of every command.
    pub(crate) const ALL: [Self; 11] = [
        Self::Eligible,
        Self::Conditional,
        Self::Unknown,
        Self::Blocked,
        Self::Open,
        Self::Urgent,
        Self::Closed,
        Self::Quoted,
        Self::Flagged,
        Self::Rejected,
        Self::Invalid,
    ];

    /// The code in every output.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Eligible => "eligible",
            Self::Conditional => "conditional",
            Self::Unknown => "unknown",
            Self::Blocked => "blocked",
            Self::Open => "open",
            Self::Urgent => "urgent",
            Self::Closed => "closed",
            Self::Quoted => "quoted",
            Self::Flagged => "flagged",
            Self::Rejected => "rejected",
            Self::Invalid => "invalid",
        }
    }

    /// The verdict of a code.
    pub(crate) fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verdict| verdict.code() == code)
    }

    /// The verdict in words.
    pub(crate) const fn title(self) -> Phrase {
        match self {
            Self::Eligible => Phrase { en: "can be unbound", zh: "可以解绑" },
            Self::Conditional => {
                Phrase { en: "can be unbound once conditions are met", zh: "满足条件后可以解绑" }
            }
            Self::Unknown => Phrase { en: "cannot be told", zh: "无法判断" },
            Self::Blocked => Phrase { en: "cannot be unbound", zh: "不能解绑" },
            Self::Open => Phrase { en: "can still be cancelled", zh: "仍可取消" },
            Self::Urgent => Phrase {
                en: "act at once: perhaps it can still be cancelled",
                zh: "须马上处理，或许还能取消",
            },
            Self::Closed => Phrase { en: "can no longer be cancelled", zh: "已不能取消" },
            Self::Quoted => Phrase { en: "can be sold", zh: "可以回收" },
            Self::Flagged => {
                Phrase { en: "can be sold, with a warning", zh: "可以回收，但有风险提示" }
            }
            Self::Rejected => Phrase { en: "is not taken", zh: "不予回收" },
            Self::Invalid => Phrase { en: "not a valid record", zh: "记录无效" },
        }
    }

    /// The verdict in a word or two, for tables.
    #[doc(hidden)]
    pub const fn short(self) -> Phrase {
        match self {
            Self::Eligible => Phrase { en: "eligible", zh: "可解绑" },
            Self::Conditional => Phrase { en: "conditional", zh: "有条件" },
            Self::Unknown => Phrase { en: "unknown", zh: "无法判断" },
            Self::Blocked => Phrase { en: "blocked", zh: "不能解绑" },
            Self::Open => Phrase { en: "open", zh: "可取消" },
            Self::Urgent => Phrase { en: "urgent", zh: "时间紧迫" },
            Self::Closed => Phrase { en: "closed", zh: "不能取消" },
            Self::Quoted => Phrase { en: "quoted", zh: "可回收" },
            Self::Flagged => Phrase { en: "flagged", zh: "有风险" },
            Self::Rejected => Phrase { en: "rejected", zh: "不回收" },
            Self::Invalid => Phrase { en: "invalid", zh: "记录无效" },
        }
    }

    /// How bad the verdict is for the holder, 0 being the best its command can give.
    pub(crate) const fn rank(self) -> u8 {
        match self {
            Self::Eligible | Self::Open | Self::Quoted => 0,
            Self::Conditional | Self::Urgent | Self::Flagged => 1,
            Self::Unknown => 2,
            Self::Blocked | Self::Closed | Self::Rejected => 3,
            Self::Invalid => 4,
        }
    }

    /// The worse of two verdicts of one command.
    #[must_use]
    pub(crate) const fn worse(self, other: Self) -> Self {
        if other.rank() > self.rank() { other } else { self }
    }
}
