//! The columns of a comparison of records.

use crate::command::Command;
use crate::lang::Phrase;
use crate::output::result::column::Column;

/// A column of what every platform would make of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the contract's own")]
pub enum CompareColumn {
    /// A column that a result has as well.
    Of(Column),
    Topic,
    /// The platform or channel of the row.
    Platform,
    Rank,
    WindowS,
    /// What cancelling costs there.
    Fee,
    NetMin,
    NetMid,
    NetMax,
    Arrival,
    ArrivesBy,
    DeclinedBy,
}

use CompareColumn::{
    Arrival, ArrivesBy, DeclinedBy, Fee, NetMax, NetMid, NetMin, Of, Platform, Rank, Topic, WindowS,
};

impl CompareColumn {
    /// The columns of every comparison that are about the record itself.
    pub const OF_RECORD: [Self; 4] =
        [Of(Column::Record), Of(Column::Source), Of(Column::Id), Of(Column::CardNo)];

    /// The columns of a comparison by a command's rules, in order.
    pub fn of(command: Command) -> Vec<Self> {
        let own: &[Self] = match command {
            Command::CheckUnbind => &[
                Of(Column::Verdict),
                Of(Column::Route),
                Of(Column::DaysMin),
                Of(Column::DaysMax),
                Of(Column::DocumentsRequired),
                Of(Column::Rules),
            ],
            Command::CancelWindow => &[WindowS, Fee, Of(Column::Verdict), Of(Column::Rules)],
            Command::RecycleQuote | Command::ComparePlatforms => {
                &[NetMin, NetMid, NetMax, Arrival, ArrivesBy, DeclinedBy]
            }
        };
        [Self::OF_RECORD.as_slice(), &[Topic, Platform, Rank], own].concat()
    }

    /// The name in every output.
    pub const fn name(self) -> &'static str {
        match self {
            Of(column) => column.name(),
            Topic => "topic",
            Platform => Column::Platform.name(),
            Rank => "rank",
            WindowS => "window_s",
            Fee => Column::Fee.name(),
            NetMin => Column::NetMin.name(),
            NetMid => Column::NetMid.name(),
            NetMax => Column::NetMax.name(),
            Arrival => Column::Arrival.name(),
            ArrivesBy => Column::ArrivesBy.name(),
            DeclinedBy => "declined_by",
        }
    }

    /// The heading in tables.
    pub const fn title(self, command: Command) -> Phrase {
        match self {
            Of(column) => column.title(),
            Topic => Phrase { en: "topic", zh: "主题" },
            Platform if matches!(command, Command::CancelWindow) => Column::Channel.title(),
            Platform => Column::Platform.title(),
            Rank => Phrase { en: "rank", zh: "名次" },
            WindowS => Phrase { en: "window", zh: "可取消时限" },
            Fee => Column::Fee.title(),
            NetMin => Column::NetMin.title(),
            NetMid => Column::NetMid.title(),
            NetMax => Column::NetMax.title(),
            Arrival => Column::Arrival.title(),
            ArrivesBy => Column::ArrivesBy.title(),
            DeclinedBy => Phrase { en: "declined, for", zh: "不收的原因" },
        }
    }
}
