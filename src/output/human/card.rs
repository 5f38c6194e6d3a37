//! A card: what there is to say of one record, the verdict first.

use super::document::Document;
use super::fields::fields;
use super::guide::{self, rules};
use super::headline::{capital, carriers};
use super::overturn::{question, sign_of, told};
use super::screen::Screen;
use super::shown::{money_text, see_also, shown};
use super::{cancel, quote, turning, unbind};
use crate::command::Command;
use crate::decide::Outcome;
use crate::engine::RuleSet;
use crate::field::{Field, Kind as FieldKind, Vocabulary};
use crate::lang::{Lang, Phrase, Str};
use crate::output::letter::asked_for as asked_letter;
use crate::output::text::Tone;
use crate::output::titles::{field_title, word_title};
use crate::output::{Column, View};
use crate::policy::{Kind, Rule};
use crate::value::Money;

const TO_DO: Phrase = Phrase { en: "What to do", zh: "接下来怎么做" };
const WHY: Phrase = Phrase { en: "Why", zh: "原因" };
const OPEN_QUESTIONS: Phrase =
    Phrase { en: "What could still change this", zh: "还有什么会影响结论" };
const DISPUTES: Phrase = Phrase { en: "Where the sources disagree", zh: "来源说法不一的地方" };
const NOTES: Phrase = Phrase { en: "Good to know", zh: "注意事项" };
const LETTER: Phrase = Phrase { en: "For the ticket", zh: "可贴进工单的文字" };
const ALL_FIELDS: Phrase = Phrase { en: "All columns", zh: "全部列" };
const AFTERCARE: Phrase = Phrase { en: "Afterwards", zh: "办完之后" };

/// One result as a card: the verdict first, then what to do, then what it stands on.
pub(in crate::output) fn card<'s>(view: &View<'_>, screen: &'s Screen) -> Document<'s> {
    let mut doc = Document::new(screen);
    write(&mut doc, view);
    if screen.shows_all() {
        doc.heading(ALL_FIELDS);
        doc.pairs(&fields(view, screen));
    }
    doc
}

fn write(doc: &mut Document<'_>, view: &View<'_>) {
    let screen = doc.screen;
    let lang = screen.lang;
    let verdict = view.decision.verdict;
    let (mark, tone) = sign_of(view);
    let (headline, overturn) = told(view, screen);
    doc.signed(mark, tone, &headline);
    if view.meta.record.error.is_some() {
        doc.line(&subject(view, screen), Tone::Faint);
        return;
    }
    if !overturn.is_empty() {
        doc.line(&overturn, Tone::Warn);
    }
    if screen.is_brief() {
        actions(doc, view);
        turning::write(doc, view);
        asked_for(doc, view);
        return;
    }
    doc.line(&subject(view, screen), Tone::Faint);
    for warning in view.warnings().iter() {
        let text = view.basis().warning(warning, lang);
        doc.signed("!", Tone::Warn, &text);
    }
    let reasons = carriers(view).without(&view.decision.actions);
    messages(doc, WHY, rules(view.plan, reasons));
    actions(doc, view);
    match view.plan.command {
        Command::CheckUnbind => unbind::write(doc, view),
        Command::CancelWindow => cancel::write(doc, view),
        Command::RecycleQuote | Command::ComparePlatforms => quote::write(doc, view),
    }
    turning::write(doc, view);
    open_questions(doc, view);
    disputes(doc, view);
    let of_kind = |kind| view.plan.of_kind(&view.decision.matched, kind);
    messages(doc, NOTES, rules(view.plan, of_kind(Kind::Note)));
    if verdict.rank() < 2 {
        messages(doc, AFTERCARE, rules(view.plan, of_kind(Kind::Aftercare)));
    }
    asked_for(doc, view);
    if !screen.explain {
        grounds(doc, view, &of_kind(Kind::Effect).or(&view.decision.remedies));
    }
    if !screen.steps && !of_kind(Kind::Step).is_empty() {
        doc.hint(lang.pick("Add --steps for step-by-step guidance.", "加上 --steps 可查看分步指引。"));
    }
}

/// What a card has only where it is asked for.
fn asked_for(doc: &mut Document<'_>, view: &View<'_>) {
    if doc.screen.steps {
        guide::steps(doc, rules(view.plan, view.plan.of_kind(&view.decision.matched, Kind::Step)));
    }
    if let Some(letter) = asked_letter(view, doc.screen) {
        doc.heading(LETTER);
        doc.verbatim(&letter);
    }
    if doc.screen.explain {
        grounds(doc, view, &view.cited());
    }
}

/// The rules that a result stands on, and how old their sources are.
fn grounds(doc: &mut Document<'_>, view: &View<'_>, shown: &RuleSet) {
    guide::grounds(doc, view.plan, shown, |rule| view.plan.grade(rule, &view.decision.matched));
    guide::freshness(doc, view.plan, &view.cited());
}

/// What the record is about, in one line.
fn subject(view: &View<'_>, screen: &Screen) -> String {
    let lang = screen.lang;
    let mut parts = Vec::new();
    for field in [Field::Platform, Field::Channel, Field::State, Field::OrderStage, Field::Form] {
        if let Some(id) = view.word(field).filter(|_| field.spec().commands.has(view.plan.command)) {
            parts.push(word_title(view.plan.pack, field.name(), id, lang));
        }
    }
    if let Some(fen) = view.meta.record.facts.get(Field::FaceValue) {
        let money = money_text(Money(fen));
        parts.push(format!("{money}{}", lang.pick(" yuan", "元")));
    }
    for column in [Column::CardNo, Column::Id, Column::Source] {
        let text = shown(view, column, screen);
        if !text.is_empty() && text != "args" {
            parts.push(text);
        }
    }
    parts.push(format!("[{}]", view.decision.verdict.code()));
    parts.join(" · ")
}

fn messages<'r>(doc: &mut Document<'_>, title: Phrase, rules: impl Iterator<Item = &'r Rule>) {
    let lang = doc.screen.lang;
    for (index, rule) in rules.enumerate() {
        if index == 0 {
            doc.heading(title);
        }
        doc.item("-", rule.message.get(lang), Tone::Plain);
    }
}

/// What to do next: give what is missing, then what the rules ask for.
fn actions(doc: &mut Document<'_>, view: &View<'_>) {
    let lang = doc.screen.lang;
    let asked: Vec<String> = view.decision.missing.iter().map(|field| ask_for(view, field, lang)).collect();
    let ordered: Vec<usize> = view.plan.in_order_of_doing(&view.decision.actions).collect();
    if asked.is_empty() && ordered.is_empty() {
        return;
    }
    doc.heading(TO_DO);
    let mut number = 0;
    let mut item = |doc: &mut Document<'_>, text: &str| {
        number += 1;
        doc.item(&format!("{number}."), text, Tone::Plain);
    };
    for text in &asked {
        item(doc, text);
    }
    let entry_of = |rule: usize| view.plan.rules.get(rule).and_then(|rule| rule.entry.as_ref());
    for rule in &ordered {
        item(doc, &view.basis().message(*rule, lang));
        if let Some(entry) = entry_of(*rule) {
            doc.more(&format!("{}{}", lang.pick("Where: ", "入口："), entry.get(lang)), Tone::Plain);
        }
    }
    // An application that is under way has its entry all the same: there people ask how it stands.
    let route = match &view.decision.outcome {
        Outcome::Unbind(part) => part.route.map(usize::from).filter(|rule| !ordered.contains(rule)),
        _ => None,
    };
    if let Some(entry) = route.and_then(entry_of).filter(|_| !ordered.is_empty()) {
        doc.more(&format!("{}{}", lang.pick("Where to ask: ", "咨询："), entry.get(lang)), Tone::Plain);
    }
}

/// How to give a missing fact: `state=…`, with the words it can be.
fn ask_for(view: &View<'_>, field: Field, lang: Lang) -> String {
    let name = field.name();
    let spec = field.spec();
    let words = match spec.kind {
        FieldKind::Choice(_) | FieldKind::List(Vocabulary::Fixed(_)) => {
            let ids = view.plan.lexicons.of(field).ids().iter();
            let titled = |id: &Str| format!("{id} {}", word_title(view.plan.pack, name, id, lang));
            let words: Vec<String> = match lang {
                Lang::En => ids.map(Str::to_string).collect(),
                Lang::Zh => ids.map(titled).collect(),
            };
            format!("{}{}", lang.pick(" – one of: ", "，可选："), words.join(lang.pick(", ", "、")))
        }
        _ => String::new(),
    };
    match lang {
        Lang::En => format!("Say {name}=… ({}){words}", question(view, field, lang)),
        Lang::Zh => format!("补上 {}=…（{}）{words}", field_title(field, lang), question(view, field, lang)),
    }
}

/// What a fact is, and the words that it can be.
fn what_of(view: &View<'_>, field: Field, lang: Lang) -> String {
    let spec = field.spec();
    if matches!(spec.kind, FieldKind::Bool) {
        return question(view, field, lang);
    }
    let doc = spec.doc.get(lang);
    if !matches!(spec.kind, FieldKind::Choice(_) | FieldKind::List(_)) {
        return doc.to_owned();
    }
    let ids = view.plan.lexicons.of(field).ids().iter();
    let words: Vec<String> = match lang {
        Lang::En => ids.map(Str::to_string).collect(),
        Lang::Zh => ids.map(|id| word_title(view.plan.pack, spec.name, id, lang)).collect(),
    };
    if words.iter().all(|word| doc.contains(word.as_str())) {
        return doc.to_owned();
    }
    format!("{doc}{}{}", lang.pick(": ", "："), words.join(lang.pick(", ", "、")))
}

fn open_questions(doc: &mut Document<'_>, view: &View<'_>) {
    let decision = view.decision;
    let lang = doc.screen.lang;
    if decision.assumed.is_empty() {
        return;
    }
    doc.heading(OPEN_QUESTIONS);
    let worst = decision.at_worst;
    let text = if worst == decision.verdict {
        lang.pick(
            "These facts are missing. The verdict stays the same, but more may have to be done:",
            "下面几项没有填写。结论不会变，但可能要多办几件事：",
        )
        .to_owned()
    } else {
        let title = worst.title().get(lang);
        match lang {
            Lang::En => format!("These facts are missing and assumed to be fine. At worst: {title}."),
            Lang::Zh => format!("下面几项没有填写，暂按没有问题处理。最坏的情况：{title}。"),
        }
    };
    doc.paragraph(&text, if worst == decision.verdict { Tone::Plain } else { Tone::Heading });
    let pairs: Vec<(String, String)> = decision
        .assumed
        .iter()
        .map(|field| (format!("{}=…", field_title(field, lang)), what_of(view, field, lang)))
        .collect();
    doc.pairs(&pairs);
}

fn disputes(doc: &mut Document<'_>, view: &View<'_>) {
    let lang = doc.screen.lang;
    let decision = view.decision;
    let of = |kind| view.plan.of_kind(&decision.matched, kind);
    let cited = of(Kind::Effect).or(&of(Kind::Note)).or(&decision.remedies);
    let texts: Vec<&str> = rules(view.plan, cited)
        .filter_map(|rule| rule.dispute.as_ref().map(|dispute| dispute.text.get(lang)))
        .collect();
    if texts.is_empty() {
        return;
    }
    doc.heading(DISPUTES);
    if let Some(other) = decision.disputed {
        let title = other.title().get(lang);
        let text = match lang {
            Lang::En => format!("If the other readings are right: {title}."),
            Lang::Zh => format!("若以另一种说法为准：{title}。"),
        };
        doc.paragraph(&text, Tone::Heading);
    }
    for text in texts {
        doc.item("-", text, Tone::Plain);
    }
    if let Some(text) = see_also(view, lang) {
        doc.paragraph(&capital(&text), Tone::Plain);
    }
}
