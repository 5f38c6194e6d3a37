//! Effects in words.

use super::condition::word_title;
use super::figures::{clock, field_name, latency, money, points, range, span, title, until};
use crate::field::{Field, Kind, Vocabulary};
use crate::lang::{Str, Text};
use crate::policy::model::{Effect, Fact, Fee, Odds, Pack, Quote, Review, Shift};
use crate::value::{Months, Span, percent};

pub(super) fn common(effect: &Effect, pack: &Pack, out: &mut Vec<Text>) {
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

pub(super) fn unbind(effect: &Effect, pack: &Pack, out: &mut Vec<Text>) {
    if !effect.documents.is_empty() {
        let zh: Vec<Str> = effect.documents.iter().map(|word| title(pack, "documents", word).zh).collect();
        out.push(Text::new(
            format!("requires {}", effect.documents.join(", ")),
            format!("需要{}", zh.join("、")),
        ));
    }
    out.extend(effect.review.as_ref().map(review));
    if let Some(priority) = effect.priority {
        let zh = priority.title().zh;
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
    if let Some(Months(months)) = effect.remind_after {
        let unit = if months == 1 { "month" } else { "months" };
        out.push(Text::new(
            format!("comes up again {months} {unit} after"),
            format!("办完 {months} 个月后提醒"),
        ));
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

pub(super) fn cancel(effect: &Effect, pack: &Pack, out: &mut Vec<Text>) {
    if let Some(window) = &effect.window {
        let end = until(window.due);
        let urgent = match window.urgent_from {
            None => Text::default(),
            Some(Span(0)) => Text::new(", always urgent", "，始终紧急"),
            Some(from) => {
                // A millisecond more than a round figure means: after it, not from it on.
                let from = span(Span(from.0 - from.0 % 1000));
                Text::new(format!(", urgent after {}", from.en), format!("，{}后转为紧急", from.zh))
            }
        };
        out.push(Text::new(
            format!("can be cancelled {}{}", end.en, urgent.en),
            format!("可取消至{}{}", end.zh, urgent.zh),
        ));
    }
    out.extend(effect.fee.map(|fee| match fee {
        Fee::Amount(amount) => {
            let sum = money(amount);
            Text::new(format!("fee {}", sum.en), format!("手续费 {}", sum.zh))
        }
        Fee::Share(share) => {
            let share = percent(share);
            Text::new(format!("fee {share} of face value"), format!("手续费为面额的 {share}"))
        }
    }));
    if effect.exclusive.is_some() {
        out.push(Text::new("nothing else applies", "其余规则不再适用"));
    }
    if let Some(expected) = &effect.expected {
        let from = field_name(expected.from);
        let otherwise = latency(&expected.otherwise);
        let (mut en, mut zh) = (String::new(), String::new());
        if let Some((field, latencies)) = &expected.by {
            for (word, one) in latencies {
                let (title, one) = (word_title(Some(Fact::Field(*field)), word, pack), latency(one));
                en.push_str(&format!(" ({}: {})", title.en, one.en));
                zh.push_str(&format!("（{}：{}）", title.zh, one.zh));
            }
        }
        out.push(Text::new(
            format!("likely verified {} after {}{}", otherwise.en, from.en, en),
            format!("预计{}后{}完成核验{}", from.zh, otherwise.zh, zh),
        ));
    }
    if let Some(odds) = effect.odds {
        out.push(success(odds));
    }
    if let Some(time) = &effect.time {
        let title = title(pack, "time", time);
        out.push(Text::new(format!("takes {}", title.en), format!("耗时：{}", title.zh)));
    }
}

fn success(Odds { least, most }: Odds) -> Text {
    match (least, most) {
        (Some(least), Some(most)) => {
            let odds = range(percent(least), percent(most));
            Text::new(format!("success {odds}"), format!("成功率 {odds}"))
        }
        (Some(least), None) => {
            Text::new(format!("success over {}", percent(least)), format!("成功率 {} 以上", percent(least)))
        }
        (None, Some(most)) => {
            Text::new(format!("success at most {}", percent(most)), format!("成功率不超过 {}", percent(most)))
        }
        (None, None) => Text::default(),
    }
}

pub(super) fn quote(effect: &Effect, pack: &Pack, out: &mut Vec<Text>) {
    out.extend(effect.quote.as_ref().map(|quote| quoted(quote, pack)));
    if let Some(Shift { least, greatest }) = effect.shift {
        let (least, most) = (points(least), points(greatest));
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
