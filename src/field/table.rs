//! The table of fields: the one place that parsing, help, JSON Schema and the docs come from.

use super::word::{
    ACCOUNT_STATUS, CARD_STATUS, CLIENT, EVIDENCE, FORM, ISSUE, ORDER_STAGE, STAGE, STATE, Vocabulary,
};
use crate::command::{Command, Commands};
use crate::lang::Phrase;
use crate::value::Rate;

/// What a field holds and how its text is read.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// Free text, kept as given.
    Text,
    /// Free text of which only the last four characters are ever shown.
    Masked,
    /// An amount of money; `least` is the smallest that makes sense, in fen.
    Money {
        /// In fen.
        least: i64,
    },
    /// A rate up to a limit.
    Rate {
        /// The greatest rate taken.
        limit: Rate,
    },
    /// Yes or no.
    Bool,
    /// One of the words of a vocabulary.
    Choice(Vocabulary),
    /// Free text that the policy knows some words of.
    OpenChoice,
    /// Several words of a vocabulary.
    List(Vocabulary),
    /// A moment.
    Time {
        /// Whether a bare date stands for its midnight.
        bare_date: bool,
        /// Whether it may lie after the moment of decision.
        future: bool,
    },
    /// A date.
    Date,
    /// A whole number of 0 or more.
    Count,
}

impl Kind {
    /// The name of the type in help and docs.
    pub const fn title(self) -> Phrase {
        match self {
            Self::Text => Phrase { en: "text", zh: "文本" },
            Self::Masked => Phrase { en: "text, masked", zh: "文本（脱敏）" },
            Self::Money { .. } => Phrase { en: "money", zh: "金额" },
            Self::Rate { .. } => Phrase { en: "rate", zh: "折扣率" },
            Self::Bool => Phrase { en: "yes or no", zh: "是/否" },
            Self::Choice(_) => Phrase { en: "one of", zh: "单选" },
            Self::OpenChoice => Phrase { en: "text", zh: "文本" },
            Self::List(_) => Phrase { en: "list of", zh: "多选" },
            Self::Time { .. } => Phrase { en: "time", zh: "时间" },
            Self::Date => Phrase { en: "date", zh: "日期" },
            Self::Count => Phrase { en: "whole number", zh: "整数" },
        }
    }
}

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct FieldSpec {
    /// The field.
    pub field: Field,
    /// Its name in input, output and help.
    pub name: &'static str,
    /// Its Chinese names, the usual one first.
    pub aliases: &'static [&'static str],
    /// What it holds.
    pub kind: Kind,
    /// The commands that read it; others ignore it, bad values and all.
    pub commands: Commands,
    /// Whether a record without it has none of it (rather than an unknown one).
    pub absent_is_none: bool,
    /// What it means.
    pub doc: Phrase,
}

const UNBIND: Commands = Command::CheckUnbind.bit().and(Command::ComparePlatforms.bit());
const CANCEL: Commands = Command::CancelWindow.bit().and(Command::ComparePlatforms.bit());
const QUOTE: Commands = Command::RecycleQuote.bit().and(Command::ComparePlatforms.bit());
const CARD: Commands = UNBIND.and(QUOTE);
const ANY: Commands = Commands::ALL;

const BOOL: Kind = Kind::Bool;
const PAST: Kind = Kind::Time { bare_date: false, future: false };

macro_rules! fields {
    ($($field:ident $name:literal [$($alias:literal),*] $commands:ident $kind:expr, $absent:literal, $en:literal, $zh:literal;)*) => {
        /// A field of an input record, in the order of the table.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[derive(serde::Serialize, serde::Deserialize)]
        #[repr(u8)]
        #[allow(missing_docs, reason = "each is documented in the table")]
        pub enum Field { $($field),* }

        impl Field {
            /// Every field, in the order of the table.
            pub const ALL: &[Self] = &[$(Self::$field),*];
        }

        /// How many fields there are.
        pub const FIELD_COUNT: usize = Field::ALL.len();

        /// The table.
        pub const TABLE: [FieldSpec; FIELD_COUNT] = [$(FieldSpec {
            field: Field::$field,
            name: $name,
            aliases: &[$($alias),*],
            kind: $kind,
            commands: $commands,
            absent_is_none: $absent,
            doc: Phrase { en: $en, zh: $zh },
        }),*];
    };
}

fields! {
    Id "id" ["编号", "订单号"] ANY Kind::Text, false,
        "your own number for the record", "自己的记录编号";
    CardNo "card_no" ["卡号", "银行卡号"] ANY Kind::Masked, false,
        "card number; only its last four characters are ever printed", "卡号，输出时只保留末四位";
    Platform "platform" ["平台"] UNBIND Kind::Choice(Vocabulary::Policy), false,
        "platform that the card is bound to", "绑定所在平台";
    Channel "channel" ["渠道", "回收平台"] CANCEL Kind::Choice(Vocabulary::Policy), false,
        "channel that the recycling order was placed with", "回收订单所在渠道";
    Form "form" ["卡形式"] CARD Kind::Choice(Vocabulary::Fixed(FORM)), false,
        "electronic or physical", "电子卡或实体卡";
    State "state" ["状态"] CARD Kind::Choice(Vocabulary::Fixed(STATE)), false,
        "state of the card; inferred from other fields when missing", "卡状态，缺失时由其他字段推断";
    FaceValue "face_value" ["面额", "面值"] ANY Kind::Money { least: 1 }, false,
        "face value in CNY, above 0", "面额（元），须大于 0";
    Balance "balance" ["余额"] ANY Kind::Money { least: 0 }, false,
        "what is left on the card in CNY, at most the face value", "余额（元），不大于面额";
    ExpiresOn "expires_on" ["有效期", "到期日"] CARD Kind::Date, false,
        "last day on which the card is valid", "有效期最后一天";
    BoundAt "bound_at" ["绑定时间"] CARD Kind::Time { bare_date: true, future: true }, false,
        "when the card was bound", "绑定时间";
    Issuer "issuer" ["发卡方"] QUOTE Kind::OpenChoice, false,
        "who issued the card", "发卡方";
    RealNameVerified "real_name_verified" ["实名认证"] UNBIND BOOL, false,
        "whether the account has passed real-name verification", "账户是否已实名认证";
    NameMatches "name_matches" ["姓名一致"] UNBIND BOOL, false,
        "whether the account name matches the identity card", "账户姓名与证件是否一致";
    Violations "violations" ["违规记录"] UNBIND BOOL, false,
        "whether the account has violations on record", "账户是否有违规记录";
    UnusualLogin "unusual_login" ["异地登录"] UNBIND BOOL, false,
        "whether there were unusual logins", "是否有异常或异地登录";
    AccountStatus "account_status" ["账户状态"] UNBIND Kind::Choice(Vocabulary::Fixed(ACCOUNT_STATUS)), false,
        "status of the account", "账户状态";
    OrderLinked "order_linked" ["关联订单"] UNBIND BOOL, false,
        "whether the card is linked to an order", "是否已关联订单";
    PromoLinked "promo_linked" ["参与活动"] UNBIND BOOL, false,
        "whether the card is part of a promotion", "是否参与优惠活动";
    Transferred "transferred" ["已转让"] UNBIND BOOL, false,
        "whether the card was passed on to somebody else", "是否已转让";
    ViaAgent "via_agent" ["代购"] UNBIND BOOL, false,
        "whether the card was bought through an agent", "是否代购";
    SplitUsed "split_used" ["拆分使用"] UNBIND BOOL, false,
        "whether the card was split", "是否已拆分使用";
    PromoEndsOn "promo_ends_on" ["活动结束日"] UNBIND Kind::Date, false,
        "last day of the promotion", "活动最后一天";
    Documents "documents" ["已备材料"] UNBIND Kind::List(Vocabulary::Policy), false,
        "documents at hand", "已备齐的材料";
    Stage "stage" ["审核阶段"] UNBIND Kind::Choice(Vocabulary::Fixed(STAGE)), true,
        "stage of the application under way; none if missing", "申请所处阶段，缺失表示尚未申请";
    StageSince "stage_since" ["阶段开始时间"] UNBIND Kind::Time { bare_date: true, future: false }, false,
        "when that stage began, not after now", "该阶段开始时间，不晚于当前";
    Unsettled "unsettled" ["未完成交易"] UNBIND BOOL, false,
        "whether there are unfinished transactions", "是否有未完成交易";
    Maintenance "maintenance" ["系统维护"] UNBIND BOOL, false,
        "whether the platform is under maintenance", "平台是否在维护";
    AutoDebit "auto_debit" ["自动扣款"] UNBIND BOOL, false,
        "whether automatic debits are charged to the card", "是否有自动扣款";
    HolderMatches "holder_matches" ["持卡人一致"] UNBIND BOOL, false,
        "whether the cardholder is the account owner", "持卡人与账户实名是否一致";
    HasInstalments "has_instalments" ["分期"] UNBIND BOOL, false,
        "whether the card was used for instalments or loans", "是否办理过分期或贷款";
    Debt "debt" ["欠款"] UNBIND Kind::Money { least: 0 }, false,
        "what is still owed, in CNY", "欠款（元）";
    PendingBalance "pending_balance" ["待结算余额"] UNBIND Kind::Money { least: 0 }, false,
        "balance not yet settled, in CNY", "待结算余额（元）";
    CardStatus "card_status" ["银行卡状态"] UNBIND Kind::Choice(Vocabulary::Fixed(CARD_STATUS)), false,
        "status of the bank card", "银行卡状态";
    FailedAttempts "failed_attempts" ["失败次数"] UNBIND Kind::Count, false,
        "failed attempts to unbind", "解绑失败次数";
    SubmittedAt "submitted_at" ["提交时间"] CANCEL PAST, false,
        "when the order was submitted, not after now", "订单提交时间，不晚于当前";
    ScheduledAt "scheduled_at" ["预约时间"] CANCEL Kind::Time { bare_date: false, future: true }, false,
        "when a scheduled order is due", "预约回收时间";
    OrderStage "order_stage" ["订单状态"] CANCEL Kind::Choice(Vocabulary::Fixed(ORDER_STAGE)), false,
        "stage of the order", "订单所处阶段";
    Client "client" ["客户端"] CANCEL Kind::Choice(Vocabulary::Fixed(CLIENT)), false,
        "how the order was placed", "下单方式";
    DiscountRate "discount_rate" ["折扣率", "回收折扣"] CANCEL Kind::Rate { limit: Rate::ONE }, false,
        "rate that the order was placed at", "回收折扣率";
    Payout "payout" ["收款方式"] CANCEL Kind::Choice(Vocabulary::Policy), false,
        "where the money goes", "收款方式";
    AnnualPurchases "annual_purchases" ["年采购额"] CANCEL Kind::Money { least: 0 }, false,
        "the company's purchases per year, in CNY", "企业年采购额（元）";
    CancelledToday "cancelled_today" ["今日已取消"] CANCEL Kind::Money { least: 0 }, false,
        "amount already cancelled today, in CNY", "今日已取消金额（元）";
    RecipientActivated "recipient_activated" ["接收方已激活"] CANCEL BOOL, false,
        "whether the recipient has activated the card", "接收方是否已激活";
    Issue "issue" ["问题类型"] CANCEL Kind::Choice(Vocabulary::Fixed(ISSUE)), true,
        "what went wrong; nothing if missing", "问题类型，缺失表示没有";
    Evidence "evidence" ["证据"] CANCEL Kind::List(Vocabulary::Fixed(EVIDENCE)), true,
        "evidence at hand", "已有证据";
    VipLevel "vip_level" ["会员等级"] CANCEL Kind::Count, false,
        "membership level", "会员等级";
    OfferedRate "offered_rate" ["报价折扣"] QUOTE Kind::Rate { limit: Rate(2 * Rate::ONE.0) }, true,
        "rate you were offered", "对方给出的回收折扣";
    OfferedPrice "offered_price" ["报价", "报价金额"] QUOTE Kind::Money { least: 0 }, true,
        "price you were offered, in CNY", "对方给出的回收价（元）";
    DepositRequested "deposit_requested" ["要求保证金"] QUOTE BOOL, true,
        "whether a deposit or transfer is asked for up front", "对方是否要求先交保证金或先转账";
}

impl Field {
    /// The field's row of the table.
    pub const fn spec(self) -> &'static FieldSpec {
        const ROWS: &[FieldSpec; FIELD_COUNT] = &TABLE;
        &ROWS[self as usize]
    }

    /// The field's name.
    pub const fn name(self) -> &'static str {
        self.spec().name
    }

    /// Whether the program fixes a word of the field.
    pub fn has_fixed_word(self, id: &str) -> bool {
        match self.spec().kind {
            Kind::Choice(Vocabulary::Fixed(words)) | Kind::List(Vocabulary::Fixed(words)) => {
                words.iter().any(|word| word.id == id)
            }
            Kind::Text
            | Kind::Masked
            | Kind::Money { .. }
            | Kind::Rate { .. }
            | Kind::Bool
            | Kind::Choice(Vocabulary::Policy)
            | Kind::OpenChoice
            | Kind::List(Vocabulary::Policy)
            | Kind::Time { .. }
            | Kind::Date
            | Kind::Count => false,
        }
    }

    /// The field of a name as the program itself writes it.
    pub fn from_name(name: &str) -> Option<Self> {
        TABLE.iter().find(|spec| spec.name == name).map(|spec| spec.field)
    }

    /// The fields that a command reads, in the order of the table.
    pub fn of(command: Command) -> impl Iterator<Item = Self> {
        TABLE.iter().filter(move |spec| spec.commands.has(command)).map(|spec| spec.field)
    }

    /// The field whose word says what the record of a command is about.
    pub const fn subject_of(command: Command) -> Option<Self> {
        match command {
            Command::CheckUnbind => Some(Self::Platform),
            Command::CancelWindow => Some(Self::Channel),
            Command::RecycleQuote | Command::ComparePlatforms => None,
        }
    }
}
