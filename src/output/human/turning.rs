//! What a card says beyond the verdict: what would turn it, and when it turns by time alone.

use super::document::Document;
use crate::field::Kind;
use crate::lang::{Lang, Phrase};
use crate::output::View;
use crate::output::asking::value_label;
use crate::output::text::{Tone, timed};
use crate::output::titles::{field_title, word_title};
use crate::policy::Change as Changes;
use crate::questions::{Change, To, Turn, Turning};
use crate::value::Span;

const IF_SO: Phrase = Phrase { en: "What would turn it", zh: "怎样才能达到" };
const IN_TIME: Phrase = Phrase { en: "As time passes", zh: "随时间推移" };

/// Says what was asked beyond the verdict.
pub(super) fn write(doc: &mut Document<'_>, view: &View<'_>) {
    let questions = doc.screen.questions;
    if let Some(turn) = view.answers.turn.as_ref().filter(|_| questions.turn.is_some()) {
        turned(doc, view, turn);
    }
    if let Some(span) = questions.until {
        doc.heading(IN_TIME);
        let lang = doc.screen.lang;
        let text = match (&view.answers.turning, lang) {
            (Some(turning), _) => by_time(view, turning, lang),
            (None, Lang::En) => format!("Nothing changes by time alone within {}.", length(span, lang)),
            (None, Lang::Zh) => format!("{}之内，结果不会仅因时间推移而变化。", length(span, lang)),
        };
        doc.paragraph(&text, Tone::Plain);
    }
}

/// The first of the least sets, in the order of doing; said of what could be, not as advice to enter it.
fn turned(doc: &mut Document<'_>, view: &View<'_>, turn: &Turn) {
    let Some(target) = doc.screen.questions.turn else { return };
    if view.decision.verdict.rank() <= target.rank() {
        return;
    }
    let lang = doc.screen.lang;
    let short = target.short().get(lang);
    doc.heading(IF_SO);
    let Some(set) = turn.sets.first() else {
        let text = match (turn.blocked_by.is_empty(), lang) {
            (true, Lang::En) => format!("Nothing that can change would make it {short}."),
            (false, Lang::En) => format!("Nothing that can change would make it {short}. In the way:"),
            (true, Lang::Zh) => format!("能改变的都改变了，结论也到不了“{short}”。"),
            (false, Lang::Zh) => format!("能改变的都改变了，结论也到不了“{short}”。原因："),
        };
        doc.paragraph(&text, Tone::Plain);
        for rule in view.plan.rules.iter().filter(|rule| turn.blocked_by.iter().any(|id| rule.id == *id)) {
            doc.item("-", rule.title.get(lang), Tone::Plain);
        }
        return;
    };
    let text = match lang {
        Lang::En => format!("It would be {short} if all of this were so:"),
        Lang::Zh => format!("以下各项都属实时，结论为“{short}”："),
    };
    doc.paragraph(&text, Tone::Plain);
    let mut ordered: Vec<&Change> = set.iter().collect();
    let phase = |change: &&Change| {
        let rule = change.rules.iter().next().and_then(|rule| view.plan.rules.get(rule));
        rule.and_then(|rule| rule.asks.as_ref()).map(|asks| asks.phase)
    };
    ordered.sort_by_key(|change| phase(change).map_or(u8::MAX, |phase| phase as u8));
    for change in ordered {
        doc.item("-", &told(view, change, lang), Tone::Plain);
    }
    let others = turn.sets.len() as u32 - 1 + turn.more.unwrap_or(0);
    if others > 0 {
        let text = match (others, lang) {
            (1, Lang::En) => "There is 1 other way with as many changes.".to_owned(),
            (n, Lang::En) => format!("There are {n} other ways with as many changes."),
            (n, Lang::Zh) => format!("改变同样多项的做法还有{n}种。"),
        };
        doc.paragraph(&text, Tone::Faint);
    }
}

/// A change in words, with what is to be known of it.
fn told(view: &View<'_>, change: &Change, lang: Lang) -> String {
    let plan = view.plan;
    let title = field_title(change.field, lang);
    let value = match change.to {
        To::Paper(paper) => {
            let id = plan.lexicons.of(change.field).id(paper);
            let paper = word_title(plan.pack, change.field.name(), id, lang);
            return format!("{}{paper}", lang.pick("paper at hand: ", "备齐材料："));
        }
        To::Value(value) => value_label(plan, change.field, value, lang),
    };
    let facts = &view.meta.record.facts;
    let passes = plan.pack.facts.iter().find(|spec| spec.field == change.field).map(|spec| spec.change);
    let note = match (facts.get(change.field), passes) {
        (None, _) => lang.pick(" (not given so far)", "（尚未填写）"),
        (Some(_), Some(Changes::InTime)) => {
            lang.pick(" (it passes, or can be waited for)", "（会自行解除，或可以等待）")
        }
        _ => "",
    };
    match facts.get(change.field) {
        Some(from) if !matches!(change.field.spec().kind, Kind::List(_)) => {
            let from = value_label(plan, change.field, from, lang);
            format!("{title}{}{from} → {value}{note}", lang.pick(": ", "："))
        }
        _ => format!("{title}{}{value}{note}", lang.pick(": ", "：")),
    }
}

/// When a result turns, into what and by which rules.
fn by_time(view: &View<'_>, turning: &Turning, lang: Lang) -> String {
    let titles: Vec<&str> = turning
        .by
        .iter()
        .map(|id| {
            let rule = view.plan.pack.rules.iter().find(|rule| rule.id == *id);
            rule.map_or(id.as_str(), |rule| rule.title.get(lang))
        })
        .collect();
    let (at, titles) = (timed(turning.at, lang), titles.join(lang.pick("; ", "；")));
    let verdict = turning.to.title().get(lang);
    match (turning.to == view.decision.verdict, lang) {
        (true, Lang::En) => format!("Changes {at}; the verdict stays ({titles})."),
        (true, Lang::Zh) => format!("{at}起有变化，结论不变（{titles}）。"),
        (false, Lang::En) => format!("Turns {at}: {verdict} ({titles})."),
        (false, Lang::Zh) => format!("{at}起变为：{verdict}（{titles}）。"),
    }
}

/// A length of time in words, whole days as such.
fn length(span: Span, lang: Lang) -> String {
    const DAY: i64 = 86_400_000;
    match (span.0 % DAY, span.0 / DAY, lang) {
        (0, 1, Lang::En) => "1 day".to_owned(),
        (0, days, Lang::En) => format!("{days} days"),
        (0, days, Lang::Zh) => format!("{days}天"),
        _ => span.to_string(),
    }
}
