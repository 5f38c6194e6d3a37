//! The words for a record's errors and warnings, in both languages.

use super::titles::field_title;
use crate::decide::Warning;
use crate::field::{Kind, Vocabulary};
use crate::lang::{Lang, Phrase, suggest};
use crate::record::{Detail, Lexicon, Lexicons, RecordError};
use crate::value::ValueError;

/// What a warning of a record means.
///
/// `earlier` is the number of the record that had the same card.
pub fn warning_message(warning: Warning, earlier: Option<u64>, lang: Lang) -> String {
    warning_text(warning).get(lang).replace("{a}", &earlier.unwrap_or_default().to_string())
}

const fn warning_text(warning: Warning) -> Phrase {
    match warning {
        Warning::Overdue => Phrase {
            en: "The review should have ended by now; ask where it stands.",
            zh: "审核已超过预计时间，请向客服询问进度。",
        },
        Warning::OpenEnded => Phrase {
            en: "A condition has to be met first, and nobody can say how long that takes: the dates count from the day it is met.",
            zh: "要先满足条件，需要多久无法预计；日期从条件满足之日起算。",
        },
        Warning::ExpiresFirst => Phrase {
            en: "The card may expire before this is through.",
            zh: "办完之前卡可能已经过期。",
        },
        Warning::OfferContradicted => Phrase {
            en: "offered_rate and offered_price disagree; the rate counts.",
            zh: "报价折扣与报价金额不一致，以折扣为准。",
        },
        Warning::StateContradicted => Phrase {
            en: "The given state contradicts other facts; the worse one was taken.",
            zh: "所填状态与其他信息矛盾，已按较差的状态判断。",
        },
        Warning::CalendarUnknown => Phrase {
            en: "No holiday calendar yet for a year on the way: weekends and the fixed public holidays were counted as days off.",
            zh: "涉及的年份尚无放假安排，按周末和固定的法定节假日推算。",
        },
        Warning::FeeUnknown => Phrase {
            en: "The fee is a share of the face value, which is missing.",
            zh: "手续费按面额比例收取，但缺少面额，无法计算。",
        },
        Warning::Duplicate => Phrase {
            en: "The same card number or id stood in an earlier record, number {a}.",
            zh: "与前面第 {a} 条记录的卡号或编号相同。",
        },
    }
}

/// A warning in a word or two, for tables.
pub const fn warning_title(warning: Warning) -> Phrase {
    match warning {
        Warning::Overdue => Phrase { en: "overdue", zh: "已超期" },
        Warning::OpenEnded => Phrase { en: "open-ended", zh: "时间不定" },
        Warning::ExpiresFirst => Phrase { en: "expires first", zh: "先过期" },
        Warning::OfferContradicted => Phrase { en: "offer contradicted", zh: "报价矛盾" },
        Warning::StateContradicted => Phrase { en: "state contradicted", zh: "状态矛盾" },
        Warning::CalendarUnknown => Phrase { en: "calendar unknown", zh: "节假日未知" },
        Warning::FeeUnknown => Phrase { en: "fee unknown", zh: "手续费未知" },
        Warning::Duplicate => Phrase { en: "duplicate", zh: "重复" },
    }
}

/// What is wrong with a record and what would be right, in one line.
pub fn error_text(error: &RecordError, lexicons: &Lexicons, lang: Lang) -> String {
    let expected = expected(error, lexicons, lang);
    let Some(field) = error.field else { return expected };
    let name = field.name();
    match (lang, &error.value) {
        (Lang::En, Some(value)) => format!("{name}: {value}: {expected}"),
        (Lang::En, None) => format!("{name}: {expected}"),
        (Lang::Zh, Some(value)) => format!("{name}（{}）“{value}”：{expected}", field_title(field, lang)),
        (Lang::Zh, None) => format!("{name}（{}）：{expected}", field_title(field, lang)),
    }
}

/// What would be right.
pub fn expected(error: &RecordError, lexicons: &Lexicons, lang: Lang) -> String {
    let (a, b) = error.detail.map(Detail::figures).unwrap_or_default();
    if error.why == ValueError::Choice {
        return choices(error, lexicons, lang);
    }
    let phrase = phrase(error.why);
    phrase.get(lang).replace("{a}", &a.to_string()).replace("{b}", &b.to_string())
}

fn choices(error: &RecordError, lexicons: &Lexicons, lang: Lang) -> String {
    let Some(field) = error.field else { return String::new() };
    let lexicon = lexicons.of(field);
    let word = |id: &str| match lang {
        Lang::En => id.to_string(),
        Lang::Zh => chinese(lexicon, id).map_or_else(|| id.to_string(), |title| format!("{id} {title}")),
    };
    let readings = error.value.as_ref().map(|value| lexicon.readings(value.as_str())).unwrap_or_default();
    if !readings.is_empty() {
        let readings: Vec<String> = readings.into_iter().map(word).collect();
        return match lang {
            Lang::En => format!("can mean {}; write which of them it is", readings.join(" or ")),
            Lang::Zh => format!("可能指 {}，请写明是哪一种", readings.join(" 或 ")),
        };
    }
    let words = lexicon.ids().iter().map(|id| word(id)).collect::<Vec<_>>().join(lang.pick(", ", "、"));
    let is_list = matches!(field.spec().kind, Kind::List(_));
    let is_policys =
        matches!(field.spec().kind, Kind::Choice(Vocabulary::Policy) | Kind::List(Vocabulary::Policy));
    let more =
        if is_policys { lang.pick(" (a policy can add more)", "（可用策略文件增加）") } else { "" };
    let mean = error.value.as_ref().and_then(|value| suggest::nearest(value.as_str(), lexicon.spellings()));
    // Spellings are compared without hyphens and capitals; what is suggested has them.
    let mean = mean.map(|near| match lexicon.code(near.as_bytes()).filter(|_| near.is_ascii()) {
        Some(code) => lexicon.id(code),
        None => near,
    });
    let near = mean.map_or_else(String::new, |near| match lang {
        Lang::En => format!("; did you mean {near}?"),
        Lang::Zh => format!("；是否想写“{near}”？"),
    });
    let head = match is_list {
        true => lang.pick("expected any of ", "可填以下各项，用分号隔开："),
        false => lang.pick("expected one of ", "应为以下之一："),
    };
    format!("{head}{words}{more}{near}")
}

/// The shortest Chinese spelling of a word.
fn chinese<'l>(lexicon: &'l Lexicon, id: &str) -> Option<&'l str> {
    let code = lexicon.code_of_id(id);
    let spellings = lexicon.spellings().filter(|spelling| !spelling.is_ascii());
    spellings
        .filter(|spelling| lexicon.code(spelling.as_bytes()) == code)
        .min_by_key(|spelling| spelling.len())
}

const fn phrase(why: ValueError) -> Phrase {
    match why {
        ValueError::Money => Phrase {
            en: "expected money such as 500, 500.00 or 1,000",
            zh: "应为金额，如 500、500.00、1,000 或 1.5万",
        },
        ValueError::MoneyDecimals => {
            Phrase { en: "money has at most two decimals", zh: "金额最多两位小数" }
        }
        ValueError::MoneyNegative => Phrase { en: "money cannot be negative", zh: "金额不能为负" },
        ValueError::MoneyZero => Phrase { en: "a face value is above 0", zh: "面额须大于 0" },
        ValueError::BalanceAboveFaceValue => {
            Phrase { en: "the balance cannot be above the face value", zh: "余额不能大于面额" }
        }
        ValueError::Rate => Phrase {
            en: "expected a rate such as 0.95, 95% or 95折",
            zh: "应为折扣率，如 0.95、95%、95折 或 九五折",
        },
        ValueError::RateTooLarge => Phrase {
            en: "too large for a rate; write 95% or 0.95",
            zh: "折扣率过大，请写成 95% 或 0.95",
        },
        ValueError::RateNegative => Phrase { en: "a rate cannot be negative", zh: "折扣率不能为负" },
        ValueError::RateAmbiguous => Phrase {
            en: "10折 can mean 10% or 100%; write 10% or 100%",
            zh: "“10折”有歧义，请写成 10% 或 100%",
        },
        ValueError::RateDecimals => {
            Phrase { en: "a rate has at most nine decimals", zh: "折扣率最多九位小数" }
        }
        ValueError::Bool => Phrase {
            en: "expected true or false (yes/no, 1/0, 是/否)",
            zh: "应为 是/否（有/无、对/错、true/false、yes/no、1/0）",
        },
        ValueError::Count => {
            Phrase { en: "expected a whole number of 0 or more", zh: "应为不小于 0 的整数" }
        }
        ValueError::Date => {
            Phrase { en: "expected a date such as 2026-11-22", zh: "应为日期，如 2026-11-22" }
        }
        ValueError::NoSuchDate => {
            Phrase { en: "there is no such date in the calendar", zh: "日历上没有这一天" }
        }
        ValueError::Time => Phrase {
            en: "expected a time such as 2026-11-22 10:00 or 2026-11-22T10:00:00+08:00",
            zh: "应为时间，如 2026-11-22 10:00 或 2026-11-22T10:00:00+08:00",
        },
        ValueError::TimeNeedsClock => Phrase {
            en: "the time of day decides here: write 2026-11-22 10:00",
            zh: "此处需要具体时刻，如 2026-11-22 10:00",
        },
        ValueError::DateSerial => Phrase {
            en: "a spreadsheet's serial number; format the column as a date such as 2026-11-22",
            zh: "这是表格软件的日期序列号，请把该列格式改为日期（如 2026-11-22）后再导出",
        },
        ValueError::TimeInFuture => Phrase {
            en: "lies after the moment of decision (see --now)",
            zh: "晚于判断时刻（参见 --now）",
        },
        ValueError::Choice => Phrase { en: "expected another word", zh: "取值不对" },
        ValueError::Required => Phrase { en: "is required", zh: "必须填写" },
        ValueError::NumberDestroyed => Phrase {
            en: "a spreadsheet has turned the number into a power of ten and lost digits; export it again as text",
            zh: "表格软件已把号码变成科学计数法并丢失数字，请将该列设为文本后重新导出",
        },
        ValueError::Encoding => Phrase {
            en: "bytes that are text in no known encoding (see --encoding)",
            zh: "字节不是任何已知编码的文本（参见 --encoding）",
        },
        ValueError::Shape => Phrase {
            en: "one value belongs here, not a list or an object",
            zh: "此处应为单个值，不能是数组或对象",
        },
        ValueError::TooFewCells => Phrase {
            en: "the row has {b} cells, the header has {a}",
            zh: "该行有 {b} 格，表头有 {a} 列",
        },
        ValueError::TooManyCells => Phrase {
            en: "the row has {b} cells, the header has {a}",
            zh: "该行有 {b} 格，表头有 {a} 列",
        },
        ValueError::Json => Phrase {
            en: "not a JSON object (line {a}, column {b} of the record)",
            zh: "不是 JSON 对象（记录内第 {a} 行第 {b} 列）",
        },
        ValueError::TooLarge => Phrase {
            en: "the record is too large (see --max-record-size)",
            zh: "记录过大（参见 --max-record-size）",
        },
        ValueError::TooDeep => Phrase { en: "nested deeper than 128", zh: "嵌套超过 128 层" },
        ValueError::SeveralValues => Phrase {
            en: "more than one JSON value on the line; give each object a line of its own, or an array with --from json",
            zh: "一行不止一个 JSON 值；请每行写一个对象，或改用数组并加 --from json",
        },
        ValueError::CommaBehind => Phrase {
            en: "a comma behind the object; take it out, or put brackets around all objects",
            zh: "对象后面多了一个逗号；请去掉，或用方括号把所有对象括起来",
        },
        ValueError::CellTooLong => Phrase {
            en: "cell {a} of the row is too long: a cell of a sheet holds at most {b} characters",
            zh: "该行第 {a} 个单元格过长：工作表的单元格最多 {b} 个字符",
        },
        ValueError::FormulaWithoutValue => Phrase {
            en: "a formula without a stored value; open the file in a spreadsheet program and save it there first",
            zh: "公式没有保存计算结果，请先用表格软件打开该文件并保存",
        },
        ValueError::CellError => Phrase {
            en: "the formula of this cell ends in an error; mend it in the sheet, or empty the cell",
            zh: "该单元格的公式出错，请在表格中改正，或清空该单元格",
        },
        ValueError::OpenQuote => Phrase {
            en: "a quote opens a cell on this line and is never closed; the lines that follow were read by themselves",
            zh: "该行有一个引号没有闭合；其后的各行已另行读取",
        },
        ValueError::TextBehindQuote => Phrase {
            en: "text between a closing quote and the next delimiter; a quote within a quoted cell is written twice",
            zh: "引号闭合后、分隔符之前还有文字；引号内的引号应写两次",
        },
        ValueError::OpenArray => Phrase {
            en: "the array is not closed: the input seems to be cut off",
            zh: "数组没有结束，输入可能不完整",
        },
        ValueError::DuplicateKey => Phrase { en: "the same key twice", zh: "键重复" },
    }
}
