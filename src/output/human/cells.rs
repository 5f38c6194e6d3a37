//! The cells of a result in a row of a table.

use super::cell::Cell;
use super::headline::{carrier_titles, moment_text};
use super::overturn::sign_of;
use super::screen::Screen;
use super::shown::{range, shown, tone_of};
use super::table::Head;
use crate::command::{Command, Verdict};
use crate::decide::Outcome;
use crate::field::FieldSet;
use crate::lang::{Lang, Phrase};
use crate::output::text::{Keep, Tone, ago, date_text, time_text};
use crate::output::titles::field_title;
use crate::output::{Column, View};

/// What a column of a table holds.
#[derive(Clone, Copy, Debug)]
pub(in crate::output) enum What {
    /// A column of the result.
    One(Column),
    /// Least and most working days.
    Days,
    /// When a card is unbound, or by when to confirm that, or when to try again.
    When,
    /// Until when an order can be cancelled.
    Until,
    /// Least and greatest net.
    Nets,
    /// Least and greatest odds.
    Odds,
    /// Why, in a few words.
    Why,
}

use What::{Days, Nets, Odds, One, Until, When, Why};

/// Columns of this importance and less are the answer, without which a row is none.
pub(in crate::output) const ANSWER: u8 = 1;
/// Columns of this importance and less are told of each record, in a second line if need be.
pub(in crate::output) const TOLD: u8 = 2;

/// The columns of a command's table from left to right, each with its importance: 0 goes last.
pub(in crate::output) fn columns(command: Command, screen: &Screen) -> Vec<(What, u8)> {
    let answers = || Column::answering(&screen.questions);
    if screen.shows_all() {
        return Column::of(command).into_iter().chain(answers()).map(|column| (One(column), 0)).collect();
    }
    let first = [(One(Column::Source), TOLD), (One(Column::Id), TOLD), (One(Column::CardNo), 8)];
    let own: &[(What, u8)] = match command {
        Command::CheckUnbind => &[
            (One(Column::Platform), 5),
            (One(Column::Verdict), 0),
            (When, ANSWER),
            (Days, 10),
            (One(Column::Route), 11),
            (One(Column::AtWorst), 6),
            (One(Column::Confidence), 12),
        ],
        Command::CancelWindow => &[
            (One(Column::Channel), 5),
            (One(Column::Verdict), 0),
            (One(Column::RemainingS), ANSWER),
            (Until, ANSWER),
            (One(Column::Fee), TOLD),
            (Odds, 9),
            (One(Column::AtWorst), 6),
            (One(Column::Confidence), 11),
        ],
        Command::RecycleQuote => &[
            (One(Column::Verdict), 0),
            (Nets, ANSWER),
            (One(Column::Best), TOLD),
            (One(Column::NetMid), 7),
            (One(Column::Arrival), 6),
            (One(Column::Fastest), 9),
            (One(Column::ArrivesBy), 10),
            (One(Column::AtWorst), 5),
        ],
        Command::ComparePlatforms => &[],
    };
    let last = [(One(Column::Warnings), 8), (Why, 3)];
    let asked: Vec<(What, u8)> = answers().map(|column| (One(column), TOLD)).collect();
    first.iter().chain(own).chain(&asked).chain(&last).copied().collect()
}

/// The heading of a column.
pub(in crate::output) fn head(what: What, importance: u8, lang: Lang) -> Head {
    const fn phrase(en: &'static str, zh: &'static str) -> Phrase {
        Phrase { en, zh }
    }
    let title = match what {
        One(column) => column.title(),
        Days => phrase("days", "工作日"),
        When => phrase("when", "时间"),
        Until => Column::Deadline.title(),
        Nets => phrase("net", "到手"),
        Odds => phrase("odds", "成功率"),
        Why => phrase("why", "说明"),
    };
    let right = match what {
        One(column) => matches!(
            column,
            Column::Record
                | Column::DaysMin
                | Column::DaysMax
                | Column::RemainingS
                | Column::Fee
                | Column::NetMin
                | Column::NetMid
                | Column::NetMax
        ),
        Nets => true,
        Days | Odds | When | Until | Why => false,
    };
    // The line of a source tells more than its folder, and the last digits of a number more than
    // the first.
    let keep = if matches!(what, One(Column::Source | Column::Id)) { Keep::End } else { Keep::Start };
    Head { title: title.get(lang).to_owned(), importance, right, least: None, keep }
}

/// The cell of a result in a column.
pub(in crate::output) fn cell(view: &View<'_>, what: What, screen: &Screen) -> Cell {
    let verdict = view.decision.verdict;
    let both = |least: Column, most: Column| {
        let (least, most) = (shown(view, least, screen), shown(view, most, screen));
        Cell::plain(range(&least, &most))
    };
    match what {
        One(Column::Verdict) => {
            let (mark, tone) = sign_of(view);
            Cell { text: format!("{mark} {}", verdict_in_a_row(view, screen)), tone }
        }
        // The worst case is of interest only where it is worse.
        One(Column::AtWorst) if view.decision.at_worst == verdict && !screen.shows_all() => Cell::default(),
        One(Column::AtWorst) => {
            Cell { text: shown(view, Column::AtWorst, screen), tone: tone_of(view.decision.at_worst) }
        }
        One(Column::Warnings) => Cell { text: shown(view, Column::Warnings, screen), tone: Tone::Warn },
        One(Column::Source) if !screen.shows_all() => {
            // The name of the file tells enough.
            let source = shown(view, Column::Source, screen);
            Cell::plain(source.rsplit(['/', '\\']).next().unwrap_or_default())
        }
        One(column) => Cell::plain(shown(view, column, screen)),
        Days if matches!(&view.decision.outcome, Outcome::Unbind(part) if part.days.is_some()) => {
            both(Column::DaysMin, Column::DaysMax)
        }
        Days => Cell::default(),
        When => Cell::plain(when(view, screen)),
        Until => Cell::plain(
            view.computed.deadline.map_or_else(String::new, |deadline| moment_text(view, deadline)),
        ),
        Nets => both(Column::NetMin, Column::NetMax),
        Odds => both(Column::OddsMin, Column::OddsMax),
        Why => Cell::plain(why(view, screen)),
    }
}

/// The verdict in a word, and what makes it less than sure in another.
fn verdict_in_a_row(view: &View<'_>, screen: &Screen) -> String {
    let lang = screen.lang;
    let verdict = view.decision.verdict.short().get(lang);
    let more = if !view.plan.stopping(view.decision).is_empty() {
        lang.pick("stop", "先停手")
    } else if view.decision.disputed.is_some() {
        lang.pick("disputed", "有争议")
    } else {
        return verdict.to_owned();
    };
    match lang {
        Lang::En => format!("{verdict} ({more})"),
        Lang::Zh => format!("{verdict}（{more}）"),
    }
}

/// When a card is unbound: the days between which that will be, the moment until which to confirm
/// it, or the moment from which to try again.
fn when(view: &View<'_>, screen: &Screen) -> String {
    let lang = screen.lang;
    let computed = view.computed;
    let Outcome::Unbind(part) = &view.decision.outcome else { return String::new() };
    if let Some(until) = computed.confirm_by {
        return match lang {
            Lang::En => format!("by {}", time_text(until)),
            Lang::Zh => format!("{}前", time_text(until)),
        };
    }
    if let Some(earliest) = computed.eta_earliest {
        let from = date_text(earliest);
        return match (computed.eta_latest.filter(|_| !part.is_open_ended), lang) {
            (Some(latest), _) => range(&from, &date_text(latest)),
            (None, Lang::En) => format!("from {from}"),
            (None, Lang::Zh) => format!("{from}起"),
        };
    }
    part.retry_after.map_or_else(String::new, |at| match lang {
        Lang::En => format!("after {}", moment_text(view, at)),
        Lang::Zh => format!("{}后", moment_text(view, at)),
    })
}

/// Why the verdict is what it is, or what it still hangs on, in a few words.
pub(in crate::output) fn why(view: &View<'_>, screen: &Screen) -> String {
    let lang = screen.lang;
    let decision = view.decision;
    let names = |fields: FieldSet| {
        let names: Vec<&str> = fields.iter().map(|field| field_title(field, lang)).collect();
        names.join(lang.pick(", ", "、"))
    };
    let mut parts = Vec::new();
    match decision.verdict {
        Verdict::Invalid => return shown(view, Column::Error, screen),
        Verdict::Unknown if !decision.missing.is_empty() => {
            parts.push(format!("{}{}", lang.pick("missing: ", "缺少："), names(decision.missing)));
        }
        Verdict::Eligible | Verdict::Open | Verdict::Quoted => {}
        _ => parts.push(carrier_titles(view, lang)),
    }
    if let Some(ended) = view.computed.deadline.filter(|_| decision.verdict == Verdict::Closed) {
        let ago = ago(view.plan.now.since(ended), lang);
        parts.push(match lang {
            Lang::En => format!("ended {ago}"),
            Lang::Zh => format!("{ago}结束"),
        });
    }
    if let Some(until) = view.computed.confirm_by {
        parts.push(format!("{}{}", lang.pick("confirm by ", "确认截止："), time_text(until)));
    }
    let papers = shown(view, Column::DocumentsMissing, screen);
    if !papers.is_empty() && decision.verdict.rank() < 2 {
        parts.push(format!("{}{papers}", lang.pick("papers missing: ", "缺材料：")));
    }
    if decision.verdict.rank() < 3 && !decision.assumed.is_empty() {
        parts.push(format!("{}{}", lang.pick("not given: ", "未填："), names(decision.assumed)));
    }
    if let Some(other) = decision.disputed {
        let title = other.short().get(lang);
        parts.push(format!("{}{title}", lang.pick("disputed: ", "另一种说法：")));
    }
    parts.retain(|part| !part.is_empty());
    parts.join(lang.pick("; ", "；"))
}
