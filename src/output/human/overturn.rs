//! What could overturn a verdict, said right under it: another reading of the sources, and facts
//! that nobody has given yet.

use super::headline::{closing, missing_papers, offered};
use super::screen::Screen;
use super::shown::{mark_of, tone_of};
use crate::command::Verdict;
use crate::decide::Harm;
use crate::field::Field;
use crate::lang::Lang;
use crate::output::View;
use crate::output::text::Tone;
use crate::output::titles::field_title;

/// So many facts are named; the others are counted.
const NAMED: usize = 3;

/// What could overturn the verdict, or what there is to do before anything else.
pub(in crate::output) fn overturn(view: &View<'_>, screen: &Screen) -> String {
    let lang = screen.lang;
    let parts = [
        stop(view, lang),
        offered(view, lang),
        closing(view, lang),
        missing_papers(view, lang),
        dispute(view, lang),
        unknown(view, lang),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join(lang.pick(" ", ""))
}

/// What a rule says whose flag means stop.
fn stop(view: &View<'_>, lang: Lang) -> Option<String> {
    let rule = view.plan.stopping(view.settled).iter().next()?;
    Some(view.basis().message(rule, lang))
}

/// The verdict by the other reading.
fn dispute(view: &View<'_>, lang: Lang) -> Option<String> {
    let title = view.settled.disputed?.title().get(lang);
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
fn unknown(view: &View<'_>, lang: Lang) -> Option<String> {
    let settled = view.settled;
    if !settled.missing.is_empty() {
        let asked: Vec<String> =
            settled.missing.iter().take(NAMED).map(|field| question(view, field, lang)).collect();
        return Some(asked.join(lang.pick(" ", "")));
    }
    let harms = view.plan.harms(&view.stamp.record.facts, settled);
    let worst = harms.first()?.verdict;
    let named: Vec<String> =
        harms.iter().take(NAMED).map(|Harm { field, .. }| question(view, *field, lang)).collect();
    let more = match (harms.len() - named.len(), lang) {
        (0, _) => String::new(),
        (n, Lang::En) => format!(" And {n} more."),
        (n, Lang::Zh) => format!("另有{n}项。"),
    };
    // What another reading would come to is said already.
    let title = worst.title().get(lang);
    let at_worst = match lang {
        _ if settled.disputed == Some(worst) => String::new(),
        Lang::En => format!(" At worst it {}.", predicate(title)),
        Lang::Zh => format!("最坏的情况是{title}。"),
    };
    let asked = named.join(lang.pick(" ", ""));
    Some(format!("{}{asked}{more}{at_worst}", lang.pick("Not known yet: ", "还不知道：")))
}

/// The question that asks for a fact; its name where the policy has no question.
pub(super) fn question(view: &View<'_>, field: Field, lang: Lang) -> String {
    let spec = view.plan.pack.facts.iter().find(|spec| spec.field == field);
    spec.map_or_else(
        || format!("{}{}", field_title(field, lang), lang.pick("?", "？")),
        |spec| spec.ask.get(lang).to_owned(),
    )
}

/// The sign of a result and what it means: no good sign stands on a verdict that another reading
/// would leave nothing of, or beside a flag that says stop.
pub(in crate::output) fn sign_of(view: &View<'_>) -> (&'static str, Tone) {
    let settled = view.settled;
    let is_bad = |other: Verdict| other.rank() == Verdict::Blocked.rank();
    let is_shaky = settled.disputed.is_some_and(is_bad) || !view.plan.stopping(settled).is_empty();
    let verdict = settled.verdict;
    if verdict.rank() == 0 && is_shaky { ("!", Tone::Warn) } else { (mark_of(verdict), tone_of(verdict)) }
}
