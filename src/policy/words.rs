//! Conditions and effects in words, in both languages.

use super::condition::{Base, Bound, Clause, Computed, Fact, Op, Operand, Test};
use super::effect::{Due, Effect, Fee, Latency, Quote, Review};
use super::pack::Pack;
use super::rule::Rule;
use crate::field::{Field, Kind, Vocabulary};
use crate::lang::Text;
use crate::value::{Day, Moment, Money, Rate, Span};

/// The condition of a rule, clause by clause; nothing where it always matches.
pub fn condition(when: &[Clause], pack: &Pack) -> Vec<Text> {
    when.iter().map(|clause| one(clause, pack)).collect()
}

/// What a rule does, effect by effect.
pub fn effects(rule: &Rule, pack: &Pack) -> Vec<Text> {
    let mut out = Vec::new();
    common(&rule.effect, pack, &mut out);
    unbind(&rule.effect, pack, &mut out);
    cancel(&rule.effect, pack, &mut out);
    quote(&rule.effect, pack, &mut out);
    out
}

/// Texts in one line.
pub fn joined(texts: &[Text]) -> Text {
    let en: Vec<&str> = texts.iter().map(|text| text.en.as_str()).collect();
    let zh: Vec<&str> = texts.iter().map(|text| text.zh.as_str()).collect();
    Text::new(en.join("; "), zh.join("；"))
}

fn one(clause: &Clause, pack: &Pack) -> Text {
    let name = operand(&clause.of);
    let fact = match &clause.of {
        Operand::Fact(fact) => Some(*fact),
        Operand::Sum(_) => None,
    };
    let said = match &clause.test {
        Test::Given(true) => Text::new("is given", "已填写"),
        Test::Given(false) => Text::new("is not given", "未填写"),
        Test::Words { words, none_of } => is_word(fact, words, *none_of, pack),
        Test::Bounds(bounds) => {
            let said: Vec<Text> = bounds.iter().map(|bound| bounded(&clause.of, bound)).collect();
            let en: Vec<&str> = said.iter().map(|text| text.en.as_str()).collect();
            let zh: Vec<&str> = said.iter().map(|text| text.zh.as_str()).collect();
            Text::new(en.join(" and "), zh.join("且"))
        }
    };
    let or = if clause.or_missing { Text::new(" or not given", "，或未填写") } else { Text::default() };
    Text::new(format!("{} {}{}", name.en, said.en, or.en), format!("{}{}{}", name.zh, said.zh, or.zh))
}

fn operand(of: &Operand) -> Text {
    match of {
        Operand::Fact(fact) => fact_name(*fact),
        Operand::Sum(fields) => {
            let names: Vec<Text> = fields.iter().map(|field| field_name(*field)).collect();
            let en: Vec<&str> = names.iter().map(|name| name.en.as_str()).collect();
            let zh: Vec<&str> = names.iter().map(|name| name.zh.as_str()).collect();
            Text::new(en.join(" + "), format!("{}之和", zh.join("与")))
        }
    }
}

/// The name of a fact in words.
pub fn fact_name(fact: Fact) -> Text {
    match fact {
        Fact::Field(field) => field_name(field),
        Fact::Computed(Computed::Verdict) => Text::new("verdict", "结论"),
        Fact::Computed(Computed::PlatformsQuoting) => {
            Text::new("number of platforms that quote", "报价平台数")
        }
        Fact::Computed(Computed::MarketRateMin) => Text::new("least rate on the market", "市场最低折扣"),
        Fact::Computed(Computed::MarketRateMax) => Text::new("greatest rate on the market", "市场最高折扣"),
        Fact::Computed(Computed::BestRateMax) => {
            Text::new("greatest rate of the best quote", "最优报价的最高折扣")
        }
    }
}

fn field_name(field: Field) -> Text {
    let zh = field.spec().aliases.first().copied().unwrap_or(field.name());
    Text::new(field.name(), zh)
}

fn is_word(fact: Option<Fact>, words: &[String], none_of: bool, pack: &Pack) -> Text {
    let titles: Vec<Text> = words.iter().map(|word| word_title(fact, word, pack)).collect();
    let en: Vec<&str> = titles.iter().map(|title| title.en.as_str()).collect();
    let zh: Vec<&str> = titles.iter().map(|title| title.zh.as_str()).collect();
    let (is, shi) = if none_of { ("is not", "不是") } else { ("is", "为") };
    let joint = if none_of { " nor " } else { " or " };
    Text::new(
        format!("{is} {}", en.join(joint)),
        format!("{shi}{}", zh.join(if none_of { "或" } else { "、" })),
    )
}

/// A word of a condition: its code in English, where codes are words, and its title in Chinese.
fn word_title(fact: Option<Fact>, word: &str, pack: &Pack) -> Text {
    if let Some(group) = word.strip_prefix('@') {
        return match group {
            "submitted" => Text::new("submitted or later", "已提交及之后"),
            "third-party" => Text::new("any third party", "任一第三方平台"),
            _ => Text::new(format!("any of group {group}"), format!("“{group}”类")),
        };
    }
    let zh = match fact {
        Some(Fact::Field(field)) => match field.spec().kind {
            Kind::Bool => Some(if word == "true" { "是" } else { "否" }.to_owned()),
            Kind::Choice(Vocabulary::Fixed(words)) => {
                words.iter().find(|known| known.id == word).map(|known| known.title.zh.to_owned())
            }
            _ => pack.word(field.name(), word).map(|known| known.title.zh.clone()),
        },
        _ => crate::command::Verdict::from_code(word).map(|verdict| verdict.title().zh.to_owned()),
    };
    let en = match (fact, word) {
        (Some(Fact::Field(field)), "true" | "false") if matches!(field.spec().kind, Kind::Bool) => {
            if word == "true" { "yes" } else { "no" }
        }
        _ => word,
    };
    Text::new(en, zh.unwrap_or_else(|| word.to_owned()))
}

fn bounded(of: &Operand, bound: &Bound) -> Text {
    let is_time = matches!(of, Operand::Fact(Fact::Field(f)) if matches!(f.spec().kind, Kind::Time { .. }));
    let is_date = matches!(of, Operand::Fact(Fact::Field(f)) if matches!(f.spec().kind, Kind::Date));
    if bound.base == Base::Now {
        let ago = span(Span(-bound.plus));
        return match bound.op {
            Op::AtLeast | Op::Above => {
                Text::new(format!("lies at most {} back", ago.en), format!("距今不超过{}", ago.zh))
            }
            Op::AtMost | Op::Below => {
                Text::new(format!("lies more than {} back", ago.en), format!("距今超过{}", ago.zh))
            }
        };
    }
    let value = match bound.base {
        Base::Today => Text::new("today", "今天"),
        Base::Fact(base) => {
            let name = fact_name(base);
            if bound.plus == 0 {
                Text::new(format!("the {}", name.en), name.zh)
            } else {
                let plus = figure(of, bound.plus);
                Text::new(
                    format!("the {} plus {}", name.en, plus.en),
                    format!("{}加{}", name.zh, spaced(&plus.zh)),
                )
            }
        }
        Base::Zero | Base::Now => figure(of, bound.plus),
    };
    let (en, zh) = match bound.op {
        Op::AtLeast if is_date || is_time => ("is not before", "不早于"),
        Op::Above if is_date || is_time => ("is after", "晚于"),
        Op::AtMost if is_date || is_time => ("is not after", "不晚于"),
        Op::Below if is_date || is_time => ("is before", "早于"),
        Op::AtLeast => ("is at least", "不低于"),
        Op::Above => ("is above", "高于"),
        Op::AtMost => ("is at most", "不高于"),
        Op::Below => ("is below", "低于"),
    };
    Text::new(format!("{en} {}", value.en), format!("{zh}{}", spaced(&value.zh)))
}

fn figure(of: &Operand, value: i64) -> Text {
    let kind = match of {
        Operand::Fact(Fact::Field(field)) => Some(field.spec().kind),
        Operand::Fact(Fact::Computed(Computed::PlatformsQuoting)) => Some(Kind::Count),
        Operand::Fact(_) => None,
        Operand::Sum(_) => Some(Kind::Money { least: 0 }),
    };
    let same = |text: String| Text::new(text.clone(), text);
    match kind {
        Some(Kind::Money { .. }) => money(value),
        Some(Kind::Count) => same(value.to_string()),
        Some(Kind::Date) => same(written(|out| Day(value as i32).write(out))),
        Some(Kind::Time { .. }) => same(written(|out| Moment(value).write(out))),
        _ => same(percent(value)),
    }
}

fn common(effect: &Effect, pack: &Pack, out: &mut Vec<Text>) {
    if let Some(verdict) = effect.verdict {
        out.push(Text::new(format!("verdict {}", verdict.code()), format!("结论：{}", verdict.title().zh)));
    }
    if let Some(route) = &effect.route {
        let title = title(pack, "route", route);
        out.push(Text::new(format!("route {route}"), format!("途径：{}", title.zh)));
    }
    if let Some(flag) = &effect.flag {
        let title = title(pack, "flag", flag);
        out.push(Text::new(format!("flag {flag}"), format!("风险提示：{}", title.zh)));
    }
}

fn unbind(effect: &Effect, pack: &Pack, out: &mut Vec<Text>) {
    if !effect.documents.is_empty() {
        let zh: Vec<String> = effect.documents.iter().map(|word| title(pack, "documents", word).zh).collect();
        out.push(Text::new(
            format!("requires {}", effect.documents.join(", ")),
            format!("需要{}", zh.join("、")),
        ));
    }
    out.extend(effect.review.as_ref().map(review));
    if let Some(priority) = effect.priority {
        let zh = match priority.code() {
            "high" => "高",
            "medium" => "中",
            "low" => "低",
            _ => "很低",
        };
        out.push(Text::new(format!("priority {}", priority.code()), format!("优先级：{zh}")));
    }
    if let Some(field) = effect.not_before {
        let name = field_name(field);
        out.push(Text::new(
            format!("not before the day after {}", name.en),
            format!("{}次日起才能办理", name.zh),
        ));
    }
    if let Some(due) = effect.confirm_by {
        let until = until(due);
        out.push(Text::new(format!("confirm {}", until.en), format!("确认截止于{}", until.zh)));
    }
    if effect.restart {
        out.push(Text::new("the whole review counts again", "重新走完整审核"));
    }
    if let Some(lasts) = effect.revocable_for {
        let lasts = span(lasts);
        out.push(Text::new(format!("can be taken back for {}", lasts.en), format!("{}内可以撤回", lasts.zh)));
    }
    if let Some(retry) = effect.retry {
        let (from, until) = (clock(retry.from), clock(retry.until));
        out.push(Text::new(
            format!("on a working day between {from} and {until}, try again at {until}"),
            format!("工作日 {from} 至 {until} 之间，请在 {until} 后再试"),
        ));
    }
}

fn review(review: &Review) -> Text {
    let (min, max) = review.total();
    let total = match (min, max) {
        (0, 0) => return Text::new("takes effect at once", "即时生效"),
        _ if min == max => format!("{min}"),
        _ => format!("{min}–{max}"),
    };
    let Review::Stages(stages) = review else {
        return Text::new(format!("takes {total} working days"), format!("需 {total} 个工作日"));
    };
    let Kind::Choice(Vocabulary::Fixed(words)) = Field::Stage.spec().kind else { return Text::default() };
    let named = stages.iter().filter_map(|(code, min, max)| Some((words.get(usize::from(*code))?, min, max)));
    let (mut en, mut zh) = (Vec::new(), Vec::new());
    for (word, min, max) in named {
        en.push(format!("{} {min}–{max}", word.id));
        zh.push(format!("{} {min}–{max}", word.title.zh));
    }
    Text::new(
        format!("takes {total} working days ({})", en.join(", ")),
        format!("需 {total} 个工作日（{}）", zh.join("、")),
    )
}

fn cancel(effect: &Effect, pack: &Pack, out: &mut Vec<Text>) {
    if let Some(window) = effect.window {
        let end = until(window.due);
        let urgent = match window.urgent_after {
            None => Text::default(),
            Some(Span(0)) => Text::new(", always urgent", "，始终紧急"),
            Some(after) => {
                let after = span(after);
                Text::new(format!(", urgent after {}", after.en), format!("，{}后转为紧急", after.zh))
            }
        };
        out.push(Text::new(
            format!("can be cancelled {}{}", end.en, urgent.en),
            format!("可取消至{}{}", end.zh, urgent.zh),
        ));
    }
    out.extend(effect.fee.map(|fee| match fee {
        Fee::Amount(fen) => {
            let sum = money(fen);
            Text::new(format!("fee {}", sum.en), format!("手续费 {}", sum.zh))
        }
        Fee::Share(parts) => {
            let share = percent(parts);
            Text::new(format!("fee {share} of face value"), format!("手续费为面额的 {share}"))
        }
    }));
    if effect.exclusive {
        out.push(Text::new("nothing else applies", "其余规则不再适用"));
    }
    if let Some(expected) = &effect.expected {
        let from = field_name(expected.from);
        let otherwise = latency(&expected.otherwise);
        let mut by = Text::default();
        if let Some((field, latencies)) = &expected.by {
            for (word, one) in latencies {
                let (title, one) = (word_title(Some(Fact::Field(*field)), word, pack), latency(one));
                by.en.push_str(&format!(" ({}: {})", title.en, one.en));
                by.zh.push_str(&format!("（{}：{}）", title.zh, one.zh));
            }
        }
        out.push(Text::new(
            format!("likely verified {} after {}{}", otherwise.en, from.en, by.en),
            format!("预计{}后{}完成核验{}", from.zh, otherwise.zh, by.zh),
        ));
    }
    if let Some((least, most)) = effect.odds {
        let odds = range(percent(least), percent(most));
        out.push(Text::new(format!("success {odds}"), format!("成功率 {odds}")));
    }
    if let Some(time) = &effect.time {
        let title = title(pack, "time", time);
        out.push(Text::new(format!("takes {}", title.en), format!("耗时：{}", title.zh)));
    }
}

fn quote(effect: &Effect, pack: &Pack, out: &mut Vec<Text>) {
    out.extend(effect.quote.as_ref().map(|quote| quoted(quote, pack)));
    if let Some((least, most)) = effect.shift {
        let (least, most) = (points(least), points(most));
        out.push(Text::new(
            format!("least rate {least} points, greatest rate {most} points"),
            format!("最低折扣 {least} 个百分点，最高折扣 {most} 个百分点"),
        ));
    }
    if effect.declines {
        out.push(Text::new(
            "a platform declines what is below its least face value",
            "面额低于平台起收面额的不收",
        ));
    }
}

fn quoted(quote: &Quote, pack: &Pack) -> Text {
    let platform = title(pack, "recycler", &quote.platform);
    let rate = range(percent(quote.rate.0), percent(quote.rate.1));
    let arrival = quote.arrival.to_string();
    let arrives = title(pack, "arrival", &arrival);
    let least = money(quote.least);
    let fee = percent(quote.fee);
    Text::new(
        format!(
            "{} pays {rate} of face value, fee {fee}, from {}, arrives {arrival}",
            quote.platform, least.en
        ),
        format!("{}按面额的 {rate} 回收，手续费 {fee}，{} 起收，到账：{}", platform.zh, least.zh, arrives.zh),
    )
}

fn title(pack: &Pack, vocabulary: &str, word: &str) -> Text {
    pack.word(vocabulary, word).map_or_else(|| Text::new(word, word), |known| known.title.clone())
}

fn until(due: Due) -> Text {
    let from = field_name(due.from);
    if due.lasts.0 < 0 {
        let before = span(Span(-due.lasts.0));
        return Text::new(
            format!("until {} before {}", before.en, from.en),
            format!("{}前{}", from.zh, before.zh),
        );
    }
    let after = span(due.lasts);
    Text::new(format!("within {} of {}", after.en, from.en), format!("{}后{}", from.zh, after.zh))
}

fn latency((least, most): &Latency) -> Text {
    let (a, b) = (span(*least), span(*most));
    if least == most { a } else { Text::new(format!("{} to {}", a.en, b.en), format!("{}至{}", a.zh, b.zh)) }
}

fn range(least: String, most: String) -> String {
    if least == most { least } else { format!("{least}–{most}") }
}

/// A Chinese text as it follows another: figures stand apart from it.
fn spaced(text: &str) -> String {
    let gap = if text.starts_with(|c: char| c.is_ascii_alphanumeric()) { " " } else { "" };
    format!("{gap}{text}")
}

/// A length of time: `72h`, and `72 小时`.
fn span(span: Span) -> Text {
    let en = span.to_string();
    let number = en.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit = match &en[number.len()..] {
        "h" => "小时",
        "m" => "分钟",
        _ => "秒",
    };
    let zh = format!(" {number} {unit}");
    Text::new(en, zh)
}

fn money(fen: i64) -> Text {
    let amount = written(|out| Money(fen).write(out));
    Text::new(format!("{amount} yuan"), format!("{amount} 元"))
}

fn percent(parts: i64) -> String {
    format!("{}%", written(|out| Rate(parts.saturating_mul(100)).write(out)))
}

fn points(parts: i64) -> String {
    let points = written(|out| Rate(parts.abs().saturating_mul(100)).write(out));
    format!("{}{points}", if parts < 0 { "−" } else { "+" })
}

fn clock(time: Span) -> String {
    let minutes = time.0 / 60_000;
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

fn written(write: impl FnOnce(&mut Vec<u8>)) -> String {
    let mut out = Vec::new();
    write(&mut out);
    String::from_utf8_lossy(&out).into_owned()
}
