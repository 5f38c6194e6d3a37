//! The columns of results: their names, their order, and what each depends on.

use crate::command::Command;
use crate::decide::Dependent;
use crate::lang::Phrase;
use crate::questions::Questions;

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
    Offer,
    OfferOverBest,
    Quotes,
    Rules,
    Notes,
    Assumed,
    Missing,
    Warnings,
    Error,
    Explanation,
    Steps,
    Letter,
    Turn,
    TurnMore,
    TurnBlockedBy,
    TurnsAt,
    TurnsTo,
    TurnedBy,
    NextQuestion,
    QuestionsLeast,
    QuestionsMost,
}

use Column::{
    Actions, Aftercare, Arrival, ArrivesBy, Assumed, AtWorst, Best, CardNo, Channel, Confidence, ConfirmBy,
    DaysMax, DaysMin, Deadline, DisputedVerdict, DocumentsMissing, DocumentsRequired, Error, EtaEarliest,
    EtaLatest, ExpectedVerifiedMax, ExpectedVerifiedMin, Explanation, Fastest, Fee, Flags, Id, Letter,
    Missing, NetMax, NetMid, NetMin, NextQuestion, NotBefore, Notes, OddsMax, OddsMin, Offer, OfferOverBest,
    Platform, Priority, QuestionsLeast, QuestionsMost, Quotes, Record, RemainingS, Remedies, RetryAfter,
    RevocableUntil, Route, Rules, Source, Stages, Steps, Turn, TurnBlockedBy, TurnMore, TurnedBy, TurnsAt,
    TurnsTo, Verdict, Warnings,
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
const QUOTE: &[Column] =
    &[Flags, Best, Fastest, NetMin, NetMid, NetMax, Arrival, ArrivesBy, Offer, OfferOverBest, Quotes];

impl Column {
    /// The columns that answer questions beyond the verdict, in order.
    pub const BEYOND: [Self; 9] = [
        Turn,
        TurnMore,
        TurnBlockedBy,
        TurnsAt,
        TurnsTo,
        TurnedBy,
        NextQuestion,
        QuestionsLeast,
        QuestionsMost,
    ];

    /// The columns that answer the questions that were asked, in order.
    pub fn answering(questions: &Questions) -> impl Iterator<Item = Self> {
        let asked = [questions.turn.is_some(), questions.until.is_some(), questions.next];
        let thirds = Self::BEYOND.into_iter().zip(asked.into_iter().flat_map(|asked| [asked; 3]));
        thirds.filter(|(_, is_asked)| *is_asked).map(|(column, _)| column)
    }

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
            Offer => "offer",
            OfferOverBest => "offer_over_best",
            Quotes => "quotes",
            Rules => "rules",
            Notes => "notes",
            Assumed => "assumed",
            Missing => "missing",
            Warnings => "warnings",
            Error => "error",
            Explanation => "explanation",
            Steps => "steps",
            Letter => "letter",
            Turn => "turn",
            TurnMore => "turn_more",
            TurnBlockedBy => "turn_blocked_by",
            TurnsAt => "turns_at",
            TurnsTo => "turns_to",
            TurnedBy => "turned_by",
            NextQuestion => "next_question",
            QuestionsLeast => "questions_least",
            QuestionsMost => "questions_most",
        }
    }

    /// The heading in tables.
    pub const fn title(self) -> Phrase {
        match self {
            Record => Phrase { en: "#", zh: "序号" },
            Source => Phrase { en: "source", zh: "来源" },
            Id => Phrase { en: "id", zh: "编号" },
            CardNo => Phrase { en: "card no.", zh: "卡号" },
            Verdict => Phrase { en: "verdict", zh: "结论" },
            AtWorst => Phrase { en: "at worst", zh: "最坏" },
            Confidence => Phrase { en: "confidence", zh: "可信度" },
            DisputedVerdict => Phrase { en: "if disputed", zh: "争议结论" },
            Platform => Phrase { en: "platform", zh: "平台" },
            Route => Phrase { en: "route", zh: "途径" },
            Priority => Phrase { en: "priority", zh: "优先级" },
            DaysMin => Phrase { en: "days, least", zh: "最少天数" },
            DaysMax => Phrase { en: "days, most", zh: "最多天数" },
            EtaEarliest => Phrase { en: "earliest", zh: "最早" },
            EtaLatest => Phrase { en: "latest", zh: "最迟" },
            Stages => Phrase { en: "review stages", zh: "审核阶段" },
            NotBefore => Phrase { en: "not before", zh: "不早于" },
            DocumentsRequired => Phrase { en: "papers required", zh: "所需材料" },
            DocumentsMissing => Phrase { en: "papers missing", zh: "缺少材料" },
            Actions => Phrase { en: "to do", zh: "待办" },
            Aftercare => Phrase { en: "aftercare", zh: "办后" },
            ConfirmBy => Phrase { en: "confirm by", zh: "确认截止" },
            RevocableUntil => Phrase { en: "revocable until", zh: "可撤回至" },
            RetryAfter => Phrase { en: "retry after", zh: "可重试时间" },
            Channel => Phrase { en: "channel", zh: "渠道" },
            Deadline => Phrase { en: "deadline", zh: "截止" },
            RemainingS => Phrase { en: "time left", zh: "剩余" },
            Fee => Phrase { en: "fee", zh: "手续费" },
            OddsMin => Phrase { en: "odds, least", zh: "成功率下限" },
            OddsMax => Phrase { en: "odds, most", zh: "成功率上限" },
            ExpectedVerifiedMin => Phrase { en: "verified, earliest", zh: "最早核验" },
            ExpectedVerifiedMax => Phrase { en: "verified, latest", zh: "最迟核验" },
            Remedies => Phrase { en: "remedies", zh: "补救" },
            Flags => Phrase { en: "flags", zh: "风险提示" },
            Best => Phrase { en: "best", zh: "最优" },
            Fastest => Phrase { en: "fastest", zh: "最快" },
            NetMin => Phrase { en: "net, least", zh: "到手下限" },
            NetMid => Phrase { en: "net, middle", zh: "到手中值" },
            NetMax => Phrase { en: "net, most", zh: "到手上限" },
            Arrival => Phrase { en: "arrival", zh: "到账" },
            ArrivesBy => Phrase { en: "arrives by", zh: "最迟到账" },
            Offer => Phrase { en: "offer", zh: "对方报价" },
            OfferOverBest => Phrase { en: "offer over best", zh: "比最优多" },
            Quotes => Phrase { en: "quotes", zh: "各家报价" },
            Rules => Phrase { en: "rules", zh: "依据" },
            Notes => Phrase { en: "notes", zh: "提示" },
            Assumed => Phrase { en: "assumed", zh: "未填（按无问题）" },
            Missing => Phrase { en: "missing", zh: "缺少信息" },
            Warnings => Phrase { en: "warnings", zh: "警告" },
            Error => Phrase { en: "error", zh: "错误" },
            Explanation => Phrase { en: "explanation", zh: "说明" },
            Steps => Phrase { en: "steps", zh: "步骤" },
            Letter => Phrase { en: "letter", zh: "工单文字" },
            Turn => Phrase { en: "what would turn it", zh: "怎样才行" },
            TurnMore => Phrase { en: "more ways", zh: "其余方案数" },
            TurnBlockedBy => Phrase { en: "stands in the way", zh: "改变不了的依据" },
            TurnsAt => Phrase { en: "turns at", zh: "结论变化时间" },
            TurnsTo => Phrase { en: "turns to", zh: "届时结论" },
            TurnedBy => Phrase { en: "turned by", zh: "变化依据" },
            NextQuestion => Phrase { en: "ask next", zh: "下一个问题" },
            QuestionsLeast => Phrase { en: "questions, least", zh: "最少还问几个" },
            QuestionsMost => Phrase { en: "questions, most", zh: "最多还问几个" },
        }
    }

    /// What the column depends on. A column that is added does not compile until it is placed, so
    /// that no result can be written from another record's cache.
    pub fn depends_on(self) -> DependsOn {
        match self {
            Record => DependsOn::Record(Own::Number),
            Source => DependsOn::Record(Own::Source),
            Id => DependsOn::Record(Own::Id),
            CardNo => DependsOn::Record(Own::CardNo),
            Letter => DependsOn::Everything,
            EtaEarliest | EtaLatest | NotBefore => DependsOn::Values(&[Dependent::Dates]),
            ConfirmBy => DependsOn::Values(&[Dependent::ConfirmBy]),
            Deadline | RemainingS => DependsOn::Values(&[Dependent::Deadline]),
            Fee => DependsOn::Values(&[Dependent::Fee]),
            ExpectedVerifiedMin | ExpectedVerifiedMax => DependsOn::Values(&[Dependent::Expected]),
            Warnings => DependsOn::Values(&[Dependent::Warnings]),
            Explanation => DependsOn::Values(&[Dependent::Warnings, Dependent::Deadline]),
            Turn | TurnMore | TurnBlockedBy | NextQuestion | QuestionsLeast | QuestionsMost => {
                DependsOn::Values(&[Dependent::Turn])
            }
            TurnsAt | TurnsTo | TurnedBy => DependsOn::Values(&[Dependent::Until]),
            // Invalid records, which have errors, are never kept.
            Verdict | AtWorst | Confidence | DisputedVerdict | Platform | Route | Priority | DaysMin
            | DaysMax | Stages | DocumentsRequired | DocumentsMissing | RevocableUntil | RetryAfter
            | Channel | OddsMin | OddsMax | Flags | Best | Fastest | NetMin | NetMid | NetMax | Arrival
            | ArrivesBy | Offer | OfferOverBest | Quotes | Assumed | Missing | Error => DependsOn::Decision,
            Rules | Notes | Steps | Aftercare | Actions | Remedies => {
                DependsOn::Messages(&[Dependent::Deadline])
            }
        }
    }
}

/// What a column depends on.
#[derive(Clone, Copy, Debug)]
pub enum DependsOn {
    /// On the record itself: no two have the same. Formats write these straight from the input.
    Record(Own),
    /// On everything that is known of the record: nothing of it can be kept for another.
    Everything,
    /// On what is decided alone; where rules come with their messages, which may say when the time to
    /// cancel ended, also on parts of the result that can follow from a record's own values.
    Messages(&'static [Dependent]),
    /// On what is decided alone: all records of a key have the same.
    Decision,
    /// Also on parts of the result that can follow from a record's own values.
    Values(&'static [Dependent]),
}

/// What a record has of its own, whatever is decided of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Own {
    /// Its number over all inputs.
    Number,
    /// Where it comes from.
    Source,
    /// Its `id`.
    Id,
    /// Its `card_no`, masked.
    CardNo,
}
