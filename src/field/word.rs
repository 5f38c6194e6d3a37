//! The words that the program fixes, for its own logic turns on them.

use crate::lang::Phrase;

/// One value of a field whose values are words fixed by the program.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    /// The code in input and output.
    pub id: &'static str,
    /// The value in words; the Chinese is accepted in input as well.
    pub title: Phrase,
}

/// Where the words of a field come from.
#[derive(Clone, Copy, Debug)]
pub enum Vocabulary {
    /// The program knows them, for its own logic turns on them.
    Fixed(&'static [Word]),
    /// The policy names them under the field's name; adding one is a data change.
    Policy,
}

const fn word(id: &'static str, en: &'static str, zh: &'static str) -> Word {
    Word { id, title: Phrase { en, zh } }
}

pub(super) const FORM: &[Word] =
    &[word("electronic", "electronic card", "电子卡"), word("physical", "physical card", "实体卡")];

/// From best to worst: where facts contradict each other, the later one counts.
pub(super) const STATE: &[Word] = &[
    word("new", "not activated", "未激活"),
    word("bound", "bound, unused", "已绑定"),
    word("partially-used", "partly used", "部分使用"),
    word("expired", "expired", "已过期"),
    word("used", "used up", "已使用"),
];

pub(super) const ACCOUNT_STATUS: &[Word] = &[
    word("normal", "normal", "正常"),
    word("abnormal", "abnormal", "异常"),
    word("frozen", "frozen", "冻结"),
    word("dormant", "long not logged in", "长期未登录"),
];

pub(super) const STAGE: &[Word] = &[
    word("first-review", "first review", "初审"),
    word("second-review", "second review", "复核"),
    word("final-review", "final review", "终审"),
    word("awaiting-confirmation", "awaiting confirmation", "待确认"),
];

pub(super) const CARD_STATUS: &[Word] = &[
    word("normal", "normal", "正常"),
    word("frozen", "frozen", "冻结"),
    word("lost", "reported lost", "挂失"),
    word("cancelled", "cancelled", "注销"),
];

pub(super) const ORDER_STAGE: &[Word] = &[
    word("draft", "being filled in", "填写中"),
    word("submitted", "submitted", "已提交"),
    word("verifying", "being verified", "核验中"),
    word("verified", "verified", "已核验"),
    word("settled", "settled", "已结算"),
    word("failed", "submission failed", "提交失败"),
];

pub(super) const CLIENT: &[Word] = &[word("app", "app", "客户端"), word("web", "web page", "网页")];

pub(super) const ISSUE: &[Word] = &[
    word("duplicate", "submitted twice", "重复提交"),
    word("wrong-amount", "wrong amount", "面额错误"),
    word("theft", "theft", "盗刷"),
    word("mistaken-transfer", "transferred by mistake", "误转让"),
    word("system-fault", "fault of the system", "系统故障"),
];

pub(super) const EVIDENCE: &[Word] = &[
    word("notarised", "notarised record", "公证"),
    word("recording", "screen recording", "录屏"),
    word("screenshot", "screenshot", "截图"),
];
