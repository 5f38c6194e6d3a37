//! The verdict in a sentence.

use super::guide::rules;
use super::screen::Screen;
use super::shown::{money_text, papers, range, recycler, shown};
use crate::command::Verdict;
use crate::decide::{Outcome, Unbind, Warning};
use crate::engine::RuleSet;
use crate::field::Field;
use crate::lang::Lang;
use crate::output::text::{ago, clock_of, countdown, date_text, time_text};
use crate::output::titles::{field_title, word_title};
use crate::output::{Column, View};
use crate::value::{Day, Moment, Money};

/// The rules that carry the verdict.
pub(in crate::output) fn carriers(view: &View<'_>) -> RuleSet {
    view.plan.carriers(view.decision)
}

/// The titles of the rules that carry the verdict.
pub(in crate::output) fn carrier_titles(view: &View<'_>, lang: Lang) -> String {
    let rules = carriers(view);
    let rules = rules.iter().filter_map(|rule| view.plan.rules.get(rule));
    let titles: Vec<&str> = rules.map(|rule| rule.title.get(lang)).collect();
    titles.join(lang.pick("; ", "；"))
}

/// The verdict in plain words, with the one thing about it that matters most.
///
/// `reasons`: with the titles of the rules behind a condition, which cards list further down.
pub(in crate::output) fn headline(view: &View<'_>, screen: &Screen, reasons: bool) -> String {
    let lang = screen.lang;
    let decision = view.decision;
    if let Some(stop) = stop(view, lang) {
        return stop;
    }
    let title = decision.verdict.title().get(lang);
    let aside = if reasons { aside(view, lang) } else { String::new() };
    let more = match decision.verdict {
        Verdict::Eligible | Verdict::Conditional => unbinding(view, lang),
        Verdict::Open | Verdict::Urgent => cancelling(view, lang),
        Verdict::Quoted | Verdict::Flagged => selling(view, screen),
        Verdict::Unknown if !decision.missing.is_empty() => {
            let missing: Vec<&str> = decision.missing.iter().map(|field| field_title(field, lang)).collect();
            let missing = missing.join(lang.pick(", ", "、"));
            match lang {
                Lang::En => format!(": {missing} is missing"),
                Lang::Zh => format!("：缺少{missing}"),
            }
        }
        Verdict::Invalid => format!("{}{}", lang.pick(": ", "："), shown(view, Column::Error, screen)),
        Verdict::Closed if view.computed.deadline.is_some() => ended(view, lang),
        _ => match carrier_titles(view, lang) {
            titles if titles.is_empty() => String::new(),
            titles => format!("{}{titles}", lang.pick(": ", "：")),
        },
    };
    capital(&format!("{title}{aside}{more}{}", confirming(view, lang)))
}

/// The warning of a flag that says stop, in place of a verdict.
fn stop(view: &View<'_>, lang: Lang) -> Option<String> {
    let flags = view.plan.stopping(view.decision);
    if flags.is_empty() {
        return None;
    }
    let titles = view.basis().flags(&flags).map(|id| word_title(view.plan.pack, "flag", id, lang));
    let titles = titles.collect::<Vec<_>>().join(lang.pick("; ", "；"));
    let title = view.decision.verdict.title().get(lang);
    let rejected = match (view.decision.verdict, lang) {
        (Verdict::Rejected, Lang::En) => format!("; the card {title}"),
        (Verdict::Rejected, Lang::Zh) => format!("；卡也{title}"),
        _ => String::new(),
    };
    Some(match lang {
        Lang::En => format!("Stop! {titles}{rejected}"),
        Lang::Zh => format!("先停手！{titles}{rejected}"),
    })
}

/// What stands in the way, in brackets: the conditions, or what a sale is flagged for.
fn aside(view: &View<'_>, lang: Lang) -> String {
    let titles = match view.decision.verdict {
        Verdict::Conditional | Verdict::Flagged => carrier_titles(view, lang),
        _ => String::new(),
    };
    match (titles.is_empty(), lang) {
        (true, _) => String::new(),
        (_, Lang::En) => format!(" ({titles})"),
        (_, Lang::Zh) => format!("（{titles}）"),
    }
}

/// When the order's time ran out, and how long ago.
fn ended(view: &View<'_>, lang: Lang) -> String {
    let Some(deadline) = view.computed.deadline else { return String::new() };
    let ago = ago(view.plan.now.since(deadline), lang);
    let at = moment_text(view, deadline);
    match lang {
        Lang::En => format!(": the time ran out at {at}, {ago}"),
        Lang::Zh => format!("：时限已在{at}结束（{ago}）"),
    }
}

/// A moment: the time alone where it is today's.
pub(super) fn moment_text(view: &View<'_>, moment: Moment) -> String {
    if moment.day() == view.plan.today { clock_of(moment) } else { time_text(moment) }
}

/// Until when to answer, where that clock is running.
fn confirming(view: &View<'_>, lang: Lang) -> String {
    let Some(until) = view.computed.confirm_by else { return String::new() };
    let left = countdown(until.since(view.plan.now).0.div_euclid(1000).max(0), lang);
    let until = time_text(until);
    match lang {
        Lang::En => format!(", if you confirm by {until} ({left} left)"),
        Lang::Zh => format!("，须在{until}之前确认（还剩{left}）"),
    }
}

fn unbinding(view: &View<'_>, lang: Lang) -> String {
    let Outcome::Unbind(part) = &view.decision.outcome else { return String::new() };
    let Some(earliest) = view.computed.eta_earliest.filter(|_| view.computed.confirm_by.is_none()) else {
        let names_no_time = view.decision.verdict == Verdict::Conditional && part.days.is_none();
        let none = lang.pick(", the source names no time", "，来源没有写明要多久");
        return if names_no_time { none.to_owned() + &retrying(part, lang) } else { retrying(part, lang) };
    };
    let warnings = view.warnings();
    let has = |warning| warnings.iter().any(|known| known == warning);
    let from = date_text(earliest);
    let mut text = match (view.computed.eta_latest.filter(|_| !part.is_open_ended), lang) {
        _ if part.is_open_ended => match lang {
            Lang::En => format!(", at the earliest {from}, counted from the day they are met"),
            Lang::Zh => format!("，最早{from}，从条件满足之日起算"),
        },
        (_, Lang::En) if is_at_once(view, part) => ", at once".to_owned(),
        (_, Lang::Zh) if is_at_once(view, part) => "，即时生效".to_owned(),
        (Some(latest), Lang::En) if latest != earliest => {
            format!(", at the earliest {from}, at the latest {}", date_text(latest))
        }
        (Some(latest), Lang::Zh) if latest != earliest => format!("，最早{from}，最迟{}", date_text(latest)),
        (_, Lang::En) => format!(", on {from}"),
        (_, Lang::Zh) => format!("，预计{from}"),
    };
    if has(Warning::Overdue) {
        text.push_str(lang.pick("; overdue, ask where it stands", "；审核已超期，请向客服询问进度"));
    }
    if has(Warning::ExpiresFirst) {
        text.push_str(&expiry(view, lang));
    }
    text + &retrying(part, lang)
}

fn is_at_once(view: &View<'_>, part: &Unbind) -> bool {
    part.days == Some((0, 0)) && part.stages.is_none() && view.computed.eta_earliest == Some(view.plan.today)
}

/// When to try again.
fn retrying(part: &Unbind, lang: Lang) -> String {
    part.retry_after.map_or_else(String::new, |at| match lang {
        Lang::En => format!(", try again after {}", clock_of(at)),
        Lang::Zh => format!("，{}以后再试", clock_of(at)),
    })
}

/// That the card expires before it is through, and when.
fn expiry(view: &View<'_>, lang: Lang) -> String {
    let day = view.meta.record.facts.get(Field::ExpiresOn).map(|day| date_text(Day(day as i32)));
    match (day, lang) {
        (Some(day), Lang::En) => format!("; but the card expires first, on {day}"),
        (Some(day), Lang::Zh) => format!("；但卡在{day}先过期"),
        (None, Lang::En) => "; but the card may expire first".to_owned(),
        (None, Lang::Zh) => "；但卡可能先过期".to_owned(),
    }
}

fn cancelling(view: &View<'_>, lang: Lang) -> String {
    let fee = match view.computed.fee {
        Some(Money(0)) => lang.pick(", free of charge", "，不收手续费").to_owned(),
        Some(fee) => match lang {
            Lang::En => format!(", for a fee of {} yuan", money_text(fee)),
            Lang::Zh => format!("，手续费{}元", money_text(fee)),
        },
        None => String::new(),
    };
    let (Some(deadline), Some(left)) = (view.computed.deadline, view.computed.remaining_s) else {
        return format!("{}{fee}", lang.pick(", without a deadline", "，没有时限"));
    };
    let left = countdown(left, lang);
    let until = moment_text(view, deadline);
    match lang {
        Lang::En => format!(", {left} left, until {until}{fee}"),
        Lang::Zh => format!("，还剩{left}，{until}截止{fee}"),
    }
}

fn selling(view: &View<'_>, screen: &Screen) -> String {
    let lang = screen.lang;
    let Some(best) = view.computed.quotes.best() else { return String::new() };
    let platform = recycler(view, best.rule, lang);
    let nets = range(&money_text(best.net.0), &money_text(best.net.2));
    let arrival = word_title(view.plan.pack, "arrival", &best.arrival.to_string(), lang);
    let mut text = match lang {
        Lang::En => format!(": {nets} yuan from {platform}, {arrival}"),
        Lang::Zh => format!("：{platform}到手{nets}元，{arrival}到账"),
    };
    // Nobody knows when a card that cannot be handed over yet is paid for.
    if view.computed.quotes.waits {
        text.push_str(lang.pick(" once it is handed over", "（从交卡算起）"));
    }
    if view.warnings().iter().any(|warning| warning == Warning::ExpiresFirst) {
        text.push_str(&expiry(view, lang));
    }
    text
}

/// What is left to try of an order that cannot be cancelled.
pub(super) fn closing(view: &View<'_>, lang: Lang) -> Option<String> {
    let remedies = view.decision.remedies.clone();
    if view.decision.verdict != Verdict::Closed || remedies.is_empty() {
        return None;
    }
    let mut titles: Vec<&str> = rules(view.plan, remedies).map(|rule| rule.title.get(lang)).collect();
    let more = titles.len().saturating_sub(2);
    titles.truncate(2);
    let titles = titles.join(lang.pick("; ", "；"));
    Some(match (lang, more) {
        (Lang::En, 0) => format!("Left to try: {titles}."),
        (Lang::En, n) => format!("Left to try: {titles}; and {n} more."),
        (Lang::Zh, 0) => format!("还可以：{titles}。"),
        (Lang::Zh, n) => format!("还可以：{titles}；另有{n}种办法。"),
    })
}

/// How an offer compares with the best quote, where nothing says stop.
pub(super) fn offered(view: &View<'_>, lang: Lang) -> Option<String> {
    let quotes = &view.computed.quotes;
    let (offer, over, best) = (quotes.offer?, quotes.offer_over_best?, quotes.best()?);
    let middle = money_text(best.net.1);
    let (offer, apart) = (money_text(offer), money_text(Money(over.0.abs())));
    Some(match (lang, over.0) {
        (Lang::En, 0) => format!("The offer of {offer} yuan is what the best platform pays on average."),
        (Lang::En, 1..) => {
            format!("The offer of {offer} yuan is {apart} more than the {middle} in the middle of that.")
        }
        (Lang::En, _) => {
            format!("The offer of {offer} yuan is {apart} less than the {middle} in the middle of that.")
        }
        (Lang::Zh, 0) => format!("对方报价{offer}元，与上述区间的中间值相同。"),
        (Lang::Zh, 1..) => format!("对方报价{offer}元，比上述区间的中间值{middle}元高{apart}元。"),
        (Lang::Zh, _) => format!("对方报价{offer}元，比上述区间的中间值{middle}元低{apart}元。"),
    })
}

/// The papers without which it cannot be handed in, where that alone is the condition.
pub(super) fn missing_papers(view: &View<'_>, lang: Lang) -> Option<String> {
    let Outcome::Unbind(part) = &view.decision.outcome else { return None };
    let missing = papers(view, part.documents_missing, lang);
    if missing.is_empty() || view.decision.verdict != Verdict::Conditional {
        return None;
    }
    let missing = missing.join(lang.pick(", ", "、"));
    Some(match lang {
        Lang::En => format!("Papers missing: {missing}."),
        Lang::Zh => format!("还缺：{missing}。"),
    })
}

/// A text with its first letter as a capital.
pub(in crate::output) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
