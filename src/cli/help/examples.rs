//! Command lines that run as they stand in the source tree.

use crate::lang::{Lang, Phrase};

/// A command line that runs as it stands in the source tree, and what it is good for.
#[derive(Clone, Copy, Debug)]
pub struct Example {
    /// The command line, with names and words of the language.
    pub line: Phrase,
    /// What it is good for.
    pub doc: Phrase,
}

const fn example(line: &'static str, en: &'static str, zh: &'static str) -> Example {
    spoken(line, line, en, zh)
}

/// An example that each language writes in its own words.
const fn spoken(line_en: &'static str, line_zh: &'static str, en: &'static str, zh: &'static str) -> Example {
    Example { line: Phrase { en: line_en, zh: line_zh }, doc: Phrase { en, zh } }
}

const ROOT: [Example; 2] = [
    spoken(
        "kami check-unbind platform=jd state=bound",
        "kami check-unbind 平台=京东 状态=已绑定",
        "one card, without a file",
        "只查一张卡，不用文件",
    ),
    example("kami check-unbind fixtures/cards.csv", "a table of cards", "查一整张表"),
];

const ASK: [Example; 3] = [
    spoken(
        "kami ask check-unbind platform=jd state=bound",
        "kami ask check-unbind 平台=京东 状态=已绑定",
        "what to ask about a card; on a terminal, a dialogue",
        "一张卡还要问什么；在终端里逐题对话",
    ),
    spoken(
        "kami ask recycle-quote face_value=500 -f json",
        "kami ask recycle-quote 面额=500 -f json",
        "as JSON, for a program",
        "JSON，给程序用",
    ),
    example(
        "kami ask check-unbind fixtures/cards.csv -f csv",
        "the next question for each card in a table",
        "表里每张卡接下来该问什么",
    ),
];

const CHECK_UNBIND: [Example; 3] = [
    spoken(
        "kami check-unbind platform=jd state=bound form=electronic --steps",
        "kami check-unbind 平台=京东 状态=已绑定 卡形式=电子卡 --steps",
        "one card",
        "查一张卡",
    ),
    example(
        "kami check-unbind fixtures/cards-zh.csv -f csv --explain",
        "a table in, a table out, with reasons",
        "查一张表，结果也是表，附上依据",
    ),
    example(
        "kami check-unbind fixtures/cards.csv -f github --fail-on blocked",
        "a CI gate: exits with 1, as one card is blocked",
        "用在 CI 里：有不能解绑的卡就失败（退出码 1）",
    ),
];

const CANCEL_WINDOW: [Example; 3] = [
    spoken(
        "kami cancel-window channel=kaquanmao submitted_at='2026-11-22 09:58' \\\n    --now '2026-11-22 10:00'",
        "kami cancel-window 渠道=卡券猫 提交时间='2026-11-22 09:58' \\\n    --now '2026-11-22 10:00'",
        "one order",
        "查一笔订单",
    ),
    example(
        "kami cancel-window fixtures/orders.csv --now '2026-11-22 10:00'",
        "a table of orders, as of a given time",
        "查多笔，指定判断时刻",
    ),
    example(
        "kami cancel-window fixtures/orders.csv --now '2026-11-22 10:00' -f json",
        "as JSON, for a program",
        "JSON，给程序用",
    ),
];

const RECYCLE_QUOTE: [Example; 3] = [
    spoken(
        "kami recycle-quote face_value=500 form=electronic state=new",
        "kami recycle-quote 面额=500 卡形式=电子卡 状态=未激活",
        "one card",
        "给一张卡估价",
    ),
    example(
        "kami recycle-quote fixtures/quotes.csv --rank speed",
        "a table of cards, the fastest payout first",
        "给多张估价，到账快的优先",
    ),
    spoken(
        "kami recycle-quote face_value=500 offered_rate=99% deposit_requested=yes",
        "kami recycle-quote 面额=500 报价折扣=99% 要求保证金=是",
        "is this offer too good?",
        "这个报价靠谱吗",
    ),
];

const COMPARE: [Example; 3] = [
    example("kami compare-platforms --topic unbind", "what each platform requires", "各平台要求对比"),
    spoken(
        "kami compare-platforms --topic recycle face_value=500",
        "kami compare-platforms --topic recycle 面额=500",
        "what each platform pays",
        "各平台报价对比",
    ),
    example(
        "kami compare-platforms fixtures/quotes.csv --topic recycle -f csv",
        "each card on each platform",
        "逐卡逐平台对比",
    ),
];

const POLICY: [Example; 3] = [
    example("kami policy list --disputed", "rules that the sources disagree on", "来源说法不一的规则"),
    example("kami policy show jd.review", "one rule, with its source", "看一条规则和它的出处"),
    example("kami policy check", "is the policy sound?", "检查策略有没有问题"),
];

const VERIFY: [Example; 3] = [
    example(
        "kami verify receipt.json cards.csv results.jsonl",
        "were these results decided from these cards, by these rules?",
        "这些结果是不是由这些卡、按这些规则得出的",
    ),
    example(
        "kami verify receipt.json results.csv platform=jd state=bound",
        "facts were given as arguments",
        "当时的情况是用参数给出的",
    ),
    example(
        "kami verify receipt.json cards.csv results.csv --policy mine.toml",
        "a policy file has moved since",
        "策略文件换了位置",
    ),
];

const SCHEMA: [Example; 3] = [
    example("kami schema check-unbind", "what a record may contain", "输入记录的结构"),
    example("kami schema check-unbind --output", "what a result contains", "结果的结构"),
    example("kami schema recycle-quote", "the same for quotes", "估价命令的输入"),
];

const COMPLETIONS: [Example; 3] = [
    example("kami completions bash", "for bash", "用于 bash"),
    example("kami completions zsh", "for zsh", "用于 zsh"),
    example("kami completions fish", "for fish", "用于 fish"),
];

/// The examples of a command; of the program itself without one.
pub fn examples(command: &str) -> &'static [Example] {
    match command {
        "kami" => &ROOT,
        "ask" => &ASK,
        "check-unbind" => &CHECK_UNBIND,
        "cancel-window" => &CANCEL_WINDOW,
        "recycle-quote" => &RECYCLE_QUOTE,
        "compare-platforms" => &COMPARE,
        "policy" => &POLICY,
        "verify" => &VERIFY,
        "schema" => &SCHEMA,
        "completions" => &COMPLETIONS,
        _ => &[],
    }
}

/// The examples of a command, as its help shows them.
pub(super) fn shown(command: &str, lang: Lang) -> String {
    let mut text = String::new();
    for example in examples(command) {
        let (doc, line) = (example.doc.get(lang), example.line.get(lang));
        // The first screen has many commands, and a line for each example.
        text.push_str(&match command {
            "kami" => format!("  {line}  # {doc}\n"),
            _ => format!("  # {doc}\n  {line}\n"),
        });
    }
    text
}
