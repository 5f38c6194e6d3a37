use crate::command::Command;

/// A column of a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names are the contract's own")]
pub enum Column {
    Record,
    Source,
    Id,
    CardNo,
    Verdict,
    AtWorst,
    Confidence,
    DisputedVerdict,
    Platform,
    Route,
    Priority,
    DaysMin,
    DaysMax,
    EtaEarliest,
    EtaLatest,
    Stages,
    NotBefore,
    DocumentsRequired,
    DocumentsMissing,
    Actions,
    Aftercare,
    ConfirmBy,
    RevocableUntil,
    RetryAfter,
    Channel,
    Deadline,
    RemainingS,
    Fee,
    OddsMin,
    OddsMax,
    ExpectedVerifiedMin,
    ExpectedVerifiedMax,
    Remedies,
    Flags,
    Best,
    Fastest,
    NetMin,
    NetMid,
    NetMax,
    Arrival,
    ArrivesBy,
    Quotes,
    Rules,
    Notes,
    Assumed,
    Missing,
    Warnings,
    Error,
    Explanation,
    Steps,
}

use Column::{
    Actions, Aftercare, Arrival, ArrivesBy, Assumed, AtWorst, Best, CardNo, Channel, Confidence, ConfirmBy,
    DaysMax, DaysMin, Deadline, DisputedVerdict, DocumentsMissing, DocumentsRequired, Error, EtaEarliest,
    EtaLatest, ExpectedVerifiedMax, ExpectedVerifiedMin, Explanation, Fastest, Fee, Flags, Id, Missing,
    NetMax, NetMid, NetMin, NotBefore, Notes, OddsMax, OddsMin, Platform, Priority, Quotes, Record,
    RemainingS, Remedies, RetryAfter, RevocableUntil, Route, Rules, Source, Stages, Steps, Verdict, Warnings,
};

const FIRST: &[Column] = &[Record, Source, Id, CardNo, Verdict, AtWorst, Confidence, DisputedVerdict];
const LAST: &[Column] = &[Rules, Notes, Assumed, Missing, Warnings, Error];
const UNBIND: &[Column] = &[
    Platform,
    Route,
    Priority,
    DaysMin,
    DaysMax,
    EtaEarliest,
    EtaLatest,
    Stages,
    NotBefore,
    DocumentsRequired,
    DocumentsMissing,
    Actions,
    Aftercare,
    ConfirmBy,
    RevocableUntil,
    RetryAfter,
];
const CANCEL: &[Column] = &[
    Channel,
    Deadline,
    RemainingS,
    Fee,
    OddsMin,
    OddsMax,
    ExpectedVerifiedMin,
    ExpectedVerifiedMax,
    Actions,
    Remedies,
];
const QUOTE: &[Column] = &[Flags, Best, Fastest, NetMin, NetMid, NetMax, Arrival, ArrivesBy, Quotes];

impl Column {
    /// The columns of a command's result, in order.
    pub fn of(command: Command) -> Vec<Self> {
        let own = match command {
            Command::CheckUnbind => UNBIND,
            Command::CancelWindow => CANCEL,
            Command::RecycleQuote => QUOTE,
            Command::ComparePlatforms => &[],
        };
        [FIRST, own, LAST].concat()
    }

    /// The name in every output.
    pub const fn name(self) -> &'static str {
        match self {
            Record => "record",
            Source => "source",
            Id => "id",
            CardNo => "card_no",
            Verdict => "verdict",
            AtWorst => "at_worst",
            Confidence => "confidence",
            DisputedVerdict => "disputed_verdict",
            Platform => "platform",
            Route => "route",
            Priority => "priority",
            DaysMin => "days_min",
            DaysMax => "days_max",
            EtaEarliest => "eta_earliest",
            EtaLatest => "eta_latest",
            Stages => "stages",
            NotBefore => "not_before",
            DocumentsRequired => "documents_required",
            DocumentsMissing => "documents_missing",
            Actions => "actions",
            Aftercare => "aftercare",
            ConfirmBy => "confirm_by",
            RevocableUntil => "revocable_until",
            RetryAfter => "retry_after",
            Channel => "channel",
            Deadline => "deadline",
            RemainingS => "remaining_s",
            Fee => "fee",
            OddsMin => "odds_min",
            OddsMax => "odds_max",
            ExpectedVerifiedMin => "expected_verified_min",
            ExpectedVerifiedMax => "expected_verified_max",
            Remedies => "remedies",
            Flags => "flags",
            Best => "best",
            Fastest => "fastest",
            NetMin => "net_min",
            NetMid => "net_mid",
            NetMax => "net_max",
            Arrival => "arrival",
            ArrivesBy => "arrives_by",
            Quotes => "quotes",
            Rules => "rules",
            Notes => "notes",
            Assumed => "assumed",
            Missing => "missing",
            Warnings => "warnings",
            Error => "error",
            Explanation => "explanation",
            Steps => "steps",
        }
    }

    /// Whether the column can differ between records that rules cannot tell apart.
    pub const fn varies(self) -> bool {
        matches!(
            self,
            Record
                | Source
                | Id
                | CardNo
                | EtaEarliest
                | EtaLatest
                | NotBefore
                | ConfirmBy
                | Deadline
                | RemainingS
                | Fee
                | ExpectedVerifiedMin
                | ExpectedVerifiedMax
                | Best
                | Fastest
                | NetMin
                | NetMid
                | NetMax
                | Arrival
                | ArrivesBy
                | Quotes
                | Warnings
                | Error
        )
    }
}
