//! iCalendar: an entry for each date or time that a result names, with an alarm.

use std::collections::HashSet;
use std::sync::Arc;

use super::document::{Document, Run};
use crate::decide::{Deadline, DeadlineKind, Plan, Totals, When};
use crate::lang::{Lang, Phrase};
use crate::output::result::view::{Decided, View};
use crate::output::text::ics::{escaped_text, line, percent_encoded, utc};
use crate::output::text::{LeftOut, written};
use crate::value::{Day, mask};

/// A calendar of what results name.
pub(super) struct Calendar<'p> {
    plan: &'p Plan<'p>,
    lang: Lang,
    /// The ids that entries have so far: no two records share one.
    used: HashSet<String>,
    left_out: Arc<LeftOut>,
}

/// An entry to be written.
struct Entry<'e> {
    field: &'static str,
    rule: &'e str,
    when: When,
    summary: String,
    description: String,
}

const fn title(kind: DeadlineKind) -> Phrase {
    match kind {
        DeadlineKind::ConfirmBy => Phrase { en: "Confirm by now", zh: "确认截止" },
        DeadlineKind::NotBefore => Phrase { en: "Can be handed in from today", zh: "今天起可以办理" },
        DeadlineKind::Deadline => Phrase { en: "Last moment to cancel", zh: "取消截止" },
        DeadlineKind::RetryAfter => Phrase { en: "Try again from now", zh: "可以重试" },
        DeadlineKind::RevocableUntil => {
            Phrase { en: "Perhaps revocable until now", zh: "或许在此之前还能撤回" }
        }
        DeadlineKind::Aftercare => Phrase { en: "Look again today", zh: "今天请再查一次" },
        DeadlineKind::EtaLatest => Phrase { en: "Done by today at the latest", zh: "最迟今天办完" },
    }
}

const TURNS_AT: &str = "turns_at";

impl<'p> Calendar<'p> {
    pub(super) fn new(run: &Run<'p>) -> Self {
        Self {
            plan: run.plan,
            lang: run.screen.lang,
            used: HashSet::new(),
            left_out: Arc::clone(&run.left_out),
        }
    }

    /// What the entries of a record are known by: its id, where it has one of its own.
    fn id_of(&mut self, view: &View<'_>) -> String {
        let given = view.meta.record.id().unwrap_or_default();
        let id = percent_encoded(&self.left_out.clean(given));
        if id.is_empty() || !self.used.insert(id.clone()) {
            return format!("record-{}", view.meta.number);
        }
        id
    }

    fn entries<'e>(&self, view: &View<'e>) -> Vec<Entry<'e>>
    where
        'p: 'e,
    {
        let lang = self.lang;
        let deadlines = self.plan.deadlines(&view.meta.record.facts, view.decision, view.computed);
        let name = self.name_of(view);
        let entry = |deadline: Deadline| {
            let rule = deadline.rule.and_then(|rule| Some((rule, *self.plan.rules.get(rule)?)));
            let about = match (deadline.kind, rule) {
                // What comes up again is the rule's own to say.
                (DeadlineKind::Aftercare, Some((_, rule))) => rule.title.get(lang),
                (kind, _) => title(kind).get(lang),
            };
            let (id, message) = match rule {
                Some((index, rule)) => {
                    let title = rule.title.get(lang);
                    (
                        rule.id.as_str(),
                        format!("{title}\n{}\n[{}]", view.basis().message(index, lang), rule.id),
                    )
                }
                None => ("", String::new()),
            };
            Entry {
                field: deadline.kind.name(),
                rule: id,
                when: deadline.when,
                summary: format!("{about}{name}"),
                description: message,
            }
        };
        let mut entries: Vec<Entry<'e>> = deadlines.into_iter().map(entry).collect();
        if let Some(turning) = &view.answers.turning {
            let verdict = turning.to.short().get(lang);
            entries.push(Entry {
                field: TURNS_AT,
                rule: turning.by.first().map_or("", String::as_str),
                when: When::Moment(turning.at),
                summary: match lang {
                    Lang::En => format!("The result turns: {verdict}{name}"),
                    Lang::Zh => format!("结论变为{verdict}{name}"),
                },
                description: turning.by.join("\n"),
            });
        }
        entries
    }

    /// What tells a record from others in the heading of an entry.
    fn name_of(&self, view: &View<'_>) -> String {
        let record = view.meta.record;
        let name = record.id().map(str::to_owned).or_else(|| record.card_no().map(mask));
        let name = name.unwrap_or_else(|| view.meta.source());
        format!("{}{name}", self.lang.pick(": ", "："))
    }

    fn write(&self, out: &mut Vec<u8>, id: &str, entry: &Entry<'_>) {
        let clean = |text: &str| escaped_text(&self.left_out.clean(text));
        line(out, "BEGIN:VEVENT");
        line(out, &format!("UID:{id}.{}.{}@kami", entry.field, percent_encoded(entry.rule)));
        line(out, &format!("DTSTAMP:{}", utc(self.plan.now)));
        let trigger = match entry.when {
            When::Day(day) => {
                line(out, &format!("DTSTART;VALUE=DATE:{}", date(day)));
                line(out, &format!("DTEND;VALUE=DATE:{}", date(day.plus(1))));
                // At nine in the morning of the day before.
                "-PT15H"
            }
            When::Moment(moment) => {
                line(out, &format!("DTSTART:{}", utc(moment)));
                let minutes = moment.since(self.plan.now).0 / 60_000;
                if minutes > 120 { "-PT1H" } else { "-PT5M" }
            }
        };
        line(out, &format!("SUMMARY:{}", clean(&entry.summary)));
        if !entry.description.is_empty() {
            line(out, &format!("DESCRIPTION:{}", clean(&entry.description)));
        }
        line(out, "TRANSP:TRANSPARENT");
        line(out, "BEGIN:VALARM");
        line(out, "ACTION:DISPLAY");
        line(out, &format!("DESCRIPTION:{}", clean(&entry.summary)));
        line(out, &format!("TRIGGER:{trigger}"));
        line(out, "END:VALARM");
        line(out, "END:VEVENT");
    }
}

/// A date: `20261122`.
fn date(day: Day) -> String {
    written(|out| day.write(out)).replace('-', "")
}

impl Document for Calendar<'_> {
    fn begin(&mut self, out: &mut Vec<u8>) {
        for text in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//kami//kami//EN", "CALSCALE:GREGORIAN"] {
            line(out, text);
        }
    }

    fn result(&mut self, decided: Decided, out: &mut Vec<u8>) {
        let view = decided.view(self.plan);
        let entries = self.entries(&view);
        if entries.is_empty() {
            self.left_out.count_without_entry();
            return;
        }
        let id = self.id_of(&view);
        for entry in &entries {
            self.write(out, &id, entry);
        }
    }

    fn end(&mut self, _: &Totals, out: &mut Vec<u8>) {
        line(out, "END:VCALENDAR");
    }
}
