//! What could overturn a verdict, said right under it: another reading of the sources, and facts
//! that nobody has given yet.

use super::headline::{closing, headline, missing_papers, offered};
use super::screen::Screen;
use super::shown::{mark_of, tone_of};
use crate::decide::Harm;
use crate::field::Field;
use crate::lang::Lang;
use crate::output::View;
use crate::output::asking::question_text;
use crate::output::text::{Tone, width, wrapped};
use crate::output::titles::field_title;

/// So many facts are named; the others are counted.
const NAMED: usize = 3;

/// The verdict in a sentence and, where that leaves room for it on the first two lines, apart from
/// it what could overturn it; in one paragraph elsewhere.
pub(in crate::output) fn told(view: &View<'_>, screen: &Screen) -> (String, String) {
    let lang = screen.lang;
    // The longer parts may run over the second line, what would turn the verdict must not.
    let parts = [
        dispute(view, lang),
        stop(view, lang),
        offered(view, lang),
        closing(view, lang),
        missing_papers(view, lang),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    let with = |reasons: bool, telling: Telling| {
        let (headline, unknown) = (headline(view, screen, reasons), unknown(view, lang, telling));
        let all: Vec<String> = parts.iter().cloned().chain(unknown).collect();
        let overturn = all.join(lang.pick(" ", ""));
        if width(&headline) + SIGN > screen.prose() && !overturn.is_empty() {
            (format!("{headline}{}{overturn}", lang.pick(". ", "。")), String::new())
        } else {
            (headline, overturn)
        }
    };
    // The missing facts are told as fully as there is room for; reasons stand further down as well.
    let tellings =
        [Telling::Questions, Telling::Names, Telling::OneQuestion, Telling::Count, Telling::Nothing];
    let fits = |(first, second): &(String, String)| lines(first, second, screen) <= 2;
    let mut all =
        [true, false].into_iter().flat_map(|reasons| tellings.map(|telling| with(reasons, telling)));
    all.find(fits).unwrap_or_else(|| with(false, Telling::Nothing))
}

/// The columns that the sign before the verdict takes.
const SIGN: usize = 2;

/// How many lines the verdict and what could overturn it take.
fn lines(first: &str, second: &str, screen: &Screen) -> usize {
    let room = screen.prose();
    let of = |text: &str, room| if text.is_empty() { 0 } else { wrapped(text, room).len() };
    of(first, room.saturating_sub(SIGN)) + of(second, room)
}

/// How fully missing facts are told.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Telling {
    Questions,
    Names,
    OneQuestion,
    Count,
    Nothing,
}

/// What a rule says whose flag means stop.
fn stop(view: &View<'_>, lang: Lang) -> Option<String> {
    let rule = view.plan.stopping(view.decision).iter().next()?;
    Some(view.basis().message(rule, lang))
}

/// The verdict by the other reading.
fn dispute(view: &View<'_>, lang: Lang) -> Option<String> {
    let title = view.decision.disputed?.title().get(lang);
    Some(match lang {
        Lang::En => format!("Disputed: perhaps it {}.", predicate(title)),
        Lang::Zh => format!("有争议：另一种说法是{title}。"),
    })
}

/// A title as what is said of "it".
fn predicate(title: &str) -> String {
    title.split_once(": perhaps it ").map_or(title, |(_, rest)| rest).to_owned()
}

/// The missing facts that could turn the verdict, as questions.
fn unknown(view: &View<'_>, lang: Lang, telling: Telling) -> Option<String> {
    let decision = view.decision;
    if !decision.missing.is_empty() && telling != Telling::Questions {
        // The verdict names them.
        return None;
    }
    if !decision.missing.is_empty() {
        let asked: Vec<String> =
            decision.missing.iter().take(NAMED).map(|field| question(view, field, lang)).collect();
        return Some(asked.join(lang.pick(" ", "")));
    }
    let harms = view.plan.harms(&view.meta.record.facts, decision);
    let worst = harms.first()?.verdict;
    let count = match telling {
        Telling::Questions | Telling::Names => NAMED,
        Telling::OneQuestion => 1,
        Telling::Nothing => return None,
        Telling::Count => {
            return Some(match (harms.len(), lang) {
                (1, Lang::En) => "1 fact unknown.".to_owned(),
                (n, Lang::En) => format!("{n} facts unknown."),
                (n, Lang::Zh) => format!("还有{n}项情况未知。"),
            });
        }
    };
    let name = |field: Field| match telling {
        Telling::Names => field_title(field, lang).to_owned(),
        _ => question(view, field, lang),
    };
    let named: Vec<String> = harms.iter().take(count).map(|Harm { field, .. }| name(*field)).collect();
    let more = match (harms.len() - named.len(), lang) {
        (0, _) => String::new(),
        (n, Lang::En) => format!(" And {n} more."),
        (n, Lang::Zh) => format!("另有{n}项。"),
    };
    // What another reading would come to is said already.
    let title = worst.title().get(lang);
    let at_worst = match lang {
        _ if decision.disputed == Some(worst) => String::new(),
        Lang::En => format!(" At worst it {}.", predicate(title)),
        Lang::Zh => format!("最坏的情况是{title}。"),
    };
    let asked = match (telling, lang) {
        (Telling::Names, Lang::En) => named.join(", ") + ".",
        (Telling::Names, Lang::Zh) => named.join("、") + "。",
        _ => named.join(lang.pick(" ", "")),
    };
    Some(format!("{}{asked}{more}{at_worst}", lang.pick("Not known yet: ", "还不知道：")))
}

/// The question that asks for a fact; its name where the policy has no question.
pub(super) fn question(view: &View<'_>, field: Field, lang: Lang) -> String {
    question_text(view.plan, field, lang)
}

/// The sign of a result and what it means: no good sign stands on a verdict that another reading
/// would leave nothing of, or beside a flag that says stop.
pub(in crate::output) fn sign_of(view: &View<'_>) -> (&'static str, Tone) {
    let verdict = view.decision.verdict;
    if view.plan.is_shaky(view.decision) { ("!", Tone::Warn) } else { (mark_of(verdict), tone_of(verdict)) }
}
