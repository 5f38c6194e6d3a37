//! GitHub: annotations for a workflow.

use std::collections::BinaryHeap;

use super::document::{Document, Run};
use crate::decide::{Gates, Plan, Totals};
use crate::input::Place;
use crate::lang::{Lang, Text};
use crate::output::human::Screen;
use crate::output::human::cells::why;
use crate::output::human::shown::shown;
use crate::output::human::summary::summary;
use crate::output::text::Style;
use crate::output::workflow::{data, property};
use crate::output::{Column, Decided, View};
use crate::value::{escaped, shown as shown_text};

/// Annotations for a workflow on GitHub: the worst first, so many at most, and a summary.
pub(super) struct Github<'p> {
    plan: &'p Plan<'p>,
    screen: Screen,
    /// What is an error, whatever the rank of its verdict.
    gates: Gates,
    worst: BinaryHeap<Annotation>,
    /// How many annotations there would be, were there room for all.
    all: u64,
    policy_note: Option<Text>,
}

/// GitHub shows ten of each level for a step, and fifty for a job.
const MOST: usize = 50;

/// An annotation; the least of them is the first to write.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Annotation {
    level: Level,
    mildness: u8,
    number: u64,
    text: String,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Error,
    Warning,
    Notice,
}

impl Level {
    const fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Notice => "notice",
        }
    }
}

impl<'p> Github<'p> {
    /// Annotations of results of a plan; verdicts of the gate are errors.
    pub(super) fn new(run: &Run<'p>) -> Self {
        // Messages are not cut, and colours are for terminals.
        let screen = Screen { width: usize::MAX / 2, style: Style(false), ..run.screen };
        Self {
            plan: run.plan,
            screen,
            gates: run.gates.clone(),
            worst: BinaryHeap::new(),
            all: 0,
            policy_note: run.policy_note.clone(),
        }
    }

    fn level(&self, view: &View<'_>) -> Level {
        match view.decision.verdict.rank() {
            _ if self.gates.tripped(self.plan, view.decision, view.warnings()) != 0 => Level::Error,
            4 => Level::Error,
            2 | 3 => Level::Warning,
            _ => Level::Notice,
        }
    }

    fn text(&self, view: &View<'_>, level: Level) -> String {
        let lang = self.screen.lang;
        let verdict = view.decision.verdict;
        let name = [Column::Id, Column::CardNo].map(|column| shown(view, column, &self.screen));
        let name = name.into_iter().find(|name| !name.is_empty());
        let title = name.map_or_else(
            || verdict.title().get(lang).to_owned(),
            |name| format!("{name}{}{}", lang.pick(": ", "："), verdict.title().get(lang)),
        );
        let place = match view.meta.place {
            Place::Line(line) if view.meta.input != "-" => {
                format!("file={},line={line},", property(&escaped(view.meta.input)))
            }
            Place::Element(_) if view.meta.input != "-" => {
                format!("file={},", property(&escaped(view.meta.input)))
            }
            _ => String::new(),
        };
        let why = why(view, &self.screen);
        let source = shown(view, Column::Source, &self.screen);
        let ids = shown(view, Column::Rules, &self.screen);
        let parts = [why, source, ids];
        let message: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        format!(
            "::{} {place}title={}::{}",
            level.name(),
            property(&title),
            data(&message.join(lang.pick(" – ", " – ")))
        )
    }
}

impl Document for Github<'_> {
    fn result(&mut self, decided: Decided, _: &mut Vec<u8>) {
        let view = decided.view(self.plan);
        let verdict = view.decision.verdict;
        let level = self.level(&view);
        if verdict.rank() == 0 && level == Level::Notice {
            return;
        }
        self.all += 1;
        let mildness = u8::MAX - verdict.rank();
        let key = (level, mildness, view.meta.number);
        let is_milder = |other: &Annotation| (other.level, other.mildness, other.number) < key;
        if self.worst.len() == MOST && self.worst.peek().is_some_and(is_milder) {
            return;
        }
        let text = self.text(&view, level);
        self.worst.push(Annotation { level, mildness, number: view.meta.number, text });
        if self.worst.len() > MOST {
            self.worst.pop();
        }
    }

    fn end(&mut self, totals: &Totals, out: &mut Vec<u8>) {
        let worst = std::mem::take(&mut self.worst).into_sorted_vec();
        for annotation in &worst {
            out.extend_from_slice(annotation.text.as_bytes());
            out.push(b'\n');
        }
        if let Some(note) = &self.policy_note {
            let (title, note) =
                (self.screen.lang.pick("kami policy", "kami 策略"), note.get(self.screen.lang));
            let text = format!("::notice title={}::{}\n", property(title), data(&shown_text(note)));
            out.extend_from_slice(text.as_bytes());
        }
        if totals.records == 0 {
            return;
        }
        let summary = summary(self.plan.command, totals, &self.screen);
        let title = format!("kami {}", self.plan.command.name());
        let mut summary = summary.trim_end().to_owned();
        let left_out = self.all.saturating_sub(worst.len() as u64);
        if left_out > 0 {
            summary.push_str(&match self.screen.lang {
                Lang::En => {
                    format!("\n{left_out} more annotations were left out; the worst {MOST} are shown")
                }
                Lang::Zh => format!("\n另有 {left_out} 条标注未列出，只显示最严重的 {MOST} 条"),
            });
        }
        let text = format!("::notice title={}::{}\n", property(&title), data(&summary));
        out.extend_from_slice(text.as_bytes());
    }
}
