//! The verdict in a sentence.

use super::screen::Screen;
use super::shown::{clock_of, countdown, date_text, money_text, range, recycler, shown};
use crate::command::Verdict;
use crate::decide::Part;
use crate::engine::RuleSet;
use crate::lang::Lang;
use crate::output::titles::{field_title, word_title};
use crate::output::{Column, View};
use crate::policy::Kind;

/// The rules that carry the verdict.
pub(in crate::output) fn carriers(view: &View<'_>) -> RuleSet {
    let settled = view.settled;
    let effects = view.plan.of_kind(&settled.matched, Kind::Effect);
    effects.iter().filter(|rule| view.plan.carried(*rule, settled) == Some(settled.verdict)).collect()
}

/// The titles of the rules that carry the verdict.
pub(in crate::output) fn carrier_titles(view: &View<'_>, lang: Lang) -> String {
    let rules = carriers(view);
    let rules = rules.iter().filter_map(|rule| view.plan.rules.get(rule));
    let titles: Vec<&str> = rules.map(|rule| rule.title.get(lang)).collect();
    titles.join(lang.pick("; ", "；"))
}

/// The verdict in plain words, with the one thing about it that matters most.
pub(in crate::output) fn headline(view: &View<'_>, screen: &Screen) -> String {
    let lang = screen.lang;
    let settled = view.settled;
    let title = settled.verdict.title().get(lang);
    let more = match settled.verdict {
        Verdict::Eligible | Verdict::Conditional => unbinding(view, lang),
        Verdict::Open | Verdict::Urgent => cancelling(view, lang),
        Verdict::Quoted | Verdict::Flagged => selling(view, screen),
        Verdict::Unknown if !settled.missing.is_empty() => {
            let missing: Vec<&str> = settled.missing.iter().map(|field| field_title(field, lang)).collect();
            let missing = missing.join(lang.pick(", ", "、"));
            match lang {
                Lang::En => format!(": {missing} is missing"),
                Lang::Zh => format!("：缺少{missing}"),
            }
        }
        Verdict::Invalid => format!("{}{}", lang.pick(": ", "："), shown(view, Column::Error, screen)),
        _ => match carrier_titles(view, lang) {
            titles if titles.is_empty() => String::new(),
            titles => format!("{}{titles}", lang.pick(": ", "：")),
        },
    };
    capital(&format!("{title}{more}"))
}

fn unbinding(view: &View<'_>, lang: Lang) -> String {
    let at_once = matches!(&view.settled.part, Part::Unbind(part) if part.days == Some((0, 0)) && part.stages.is_none());
    match (view.worked.eta, lang) {
        (None, _) => String::new(),
        (Some((day, _)), Lang::En) if at_once && day == view.plan.today => ", at once".to_owned(),
        (Some((day, _)), Lang::Zh) if at_once && day == view.plan.today => "，即时生效".to_owned(),
        (Some((earliest, latest)), _) if earliest == latest => match lang {
            Lang::En => format!(", on {}", date_text(earliest)),
            Lang::Zh => format!("，预计 {}", date_text(earliest)),
        },
        (Some((earliest, latest)), Lang::En) => {
            format!(", {} at the earliest, {} at the latest", date_text(earliest), date_text(latest))
        }
        (Some((earliest, latest)), Lang::Zh) => {
            format!("，最快 {}，最迟 {}", date_text(earliest), date_text(latest))
        }
    }
}

fn cancelling(view: &View<'_>, lang: Lang) -> String {
    let (Some(deadline), Some(left)) = (view.worked.deadline, view.worked.remaining_s) else {
        return lang.pick(", without a deadline", "，没有时限").to_owned();
    };
    let left = countdown(left, lang);
    let day = deadline.day();
    let until = if day == view.plan.today {
        clock_of(deadline)
    } else {
        format!("{} {}", date_text(day), clock_of(deadline))
    };
    match lang {
        Lang::En => format!(", {left} left, until {until}"),
        Lang::Zh => format!("，还剩 {left}，{until} 截止"),
    }
}

fn selling(view: &View<'_>, screen: &Screen) -> String {
    let lang = screen.lang;
    let Some(best) = view.worked.quotes.best() else { return String::new() };
    let platform = recycler(view, best.rule, lang);
    let nets = range(&money_text(best.net.0), &money_text(best.net.2));
    let arrival = word_title(view.plan.pack, "arrival", &best.arrival.to_string(), lang);
    match lang {
        Lang::En => format!(": {nets} yuan from {platform}, {arrival}"),
        Lang::Zh => format!("：{platform}到手 {nets} 元，{arrival}到账"),
    }
}

/// A text with its first letter as a capital.
pub(in crate::output) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
