//! Tables for a terminal: a card for one record, rows for several, a table a record in comparisons.

use super::document::{Document, Run};
use crate::command::{Command, Verdict};
use crate::decide::{Computed, Plan, Totals};
use crate::output::comparison::{RecordComparison, RowView, TopicTable};
use crate::output::human::card::card;
use crate::output::human::comparison::Comparison;
use crate::output::human::document::Document as Doc;
use crate::output::human::fields;
use crate::output::human::guide::{self, Appendix};
use crate::output::human::rows::Rows;
use crate::output::human::shown::{mark_of, tone_of};
use crate::output::human::summary::{hidden_hint, summary};
use crate::output::human::{Detail, Screen, Stacked};
use crate::output::result::view::Decided;
use crate::output::text::{Tone, wrapped};
use crate::policy::{Pack, Topic};

/// What writes a run as tables.
pub(super) fn document<'p>(run: &Run<'p>) -> Box<dyn Document + 'p> {
    match run.command {
        Command::ComparePlatforms => Box::new(Comparisons {
            plan: run.plan,
            pack: run.pack,
            topic: run.topic,
            screen: run.screen,
            appendix: Appendix::default(),
        }),
        _ => Box::new(Table::new(run.plan, run.screen, run.record.is_some())),
    }
}

/// A card for one record, rows or blocks for several.
struct Table<'p> {
    plan: &'p Plan<'p>,
    screen: Screen,
    /// Results that may yet be the only one, or that columns are to be sized by.
    waiting: Vec<Decided>,
    /// Whether one record of many is asked for.
    is_one: bool,
    has_begun: bool,
    rows: Rows,
    appendix: Appendix,
}

/// By how many rows columns are sized, and how many are drawn at a time.
const CHUNK: usize = 200;

impl<'p> Table<'p> {
    fn new(plan: &'p Plan<'p>, screen: Screen, is_one: bool) -> Self {
        Self {
            is_one,
            plan,
            screen,
            waiting: Vec::new(),
            has_begun: false,
            rows: Rows::new(plan.command, screen),
            appendix: Appendix::default(),
        }
    }

    /// How many results are looked at before the first is written.
    fn enough(&self) -> usize {
        if self.screen.detail == Detail::Blocks { 2 } else { CHUNK }
    }

    /// Writes the results that are waiting.
    fn begin(&mut self, out: &mut String) {
        self.has_begun = true;
        let waiting = std::mem::take(&mut self.waiting);
        if self.screen.detail == Detail::Blocks {
            for decided in &waiting {
                self.block(decided, out);
            }
            return;
        }
        let rows = waiting.iter().map(|decided| self.rows.row(&decided.view(self.plan))).collect();
        self.rows.begin(rows, out);
    }

    fn block(&self, decided: &Decided, out: &mut String) {
        out.push_str(&fields::block(&decided.view(self.plan), &self.screen).written());
        out.push('\n');
    }
}

impl Document for Table<'_> {
    fn result(&mut self, decided: Decided, out: &mut Vec<u8>) {
        let view = decided.view(self.plan);
        self.appendix.add(self.plan, &view.cited(), &view.decision.matched);
        let mut text = String::new();
        if !self.has_begun {
            self.waiting.push(decided);
            if self.waiting.len() == self.enough() {
                self.begin(&mut text);
            }
        } else if self.screen.detail == Detail::Blocks {
            self.block(&decided, &mut text);
        } else {
            let row = self.rows.row(&view);
            self.rows.push(row, &mut text);
            if self.rows.pending() == CHUNK {
                self.rows.draw(&mut text);
            }
        }
        out.extend_from_slice(text.as_bytes());
    }

    fn pause(&mut self, out: &mut Vec<u8>) {
        let mut text = String::new();
        self.rows.draw(&mut text);
        out.extend_from_slice(text.as_bytes());
    }

    fn end(&mut self, totals: &Totals, out: &mut Vec<u8>) {
        let mut text = String::new();
        if !self.has_begun {
            if let [only] = self.waiting.as_slice()
                && (totals.records == 1 || self.is_one)
            {
                let card = card(&only.view(self.plan), &self.screen).written();
                out.extend_from_slice(card.as_bytes());
                return;
            }
            if totals.records == 0 {
                return;
            }
            if !self.waiting.is_empty() {
                self.begin(&mut text);
            }
        }
        self.rows.draw(&mut text);
        if !self.screen.is_brief() {
            if self.screen.detail != Detail::Blocks && self.has_begun {
                text.push('\n');
            }
            text.push_str(&summary(self.plan.command, totals, &self.screen));
            hidden_hint(self.rows.hidden(), &self.screen, &mut text);
        }
        let mut doc = Doc::new(&self.screen);
        self.appendix.write(self.plan, &mut doc);
        text.push_str(&doc.written());
        out.extend_from_slice(text.as_bytes());
    }
}

/// A table for each record, or for each topic.
struct Comparisons<'p> {
    plan: &'p Plan<'p>,
    pack: &'p Pack,
    topic: Option<&'p Topic>,
    screen: Screen,
    appendix: Appendix,
}

impl Comparisons<'_> {
    fn titled(&self, title: &str, table: &Stacked) -> String {
        let table = match self.screen.detail {
            Detail::Blocks => table.in_blocks(self.screen.width, self.screen.style),
            _ => table.drawn(self.screen.room(), self.screen.style),
        };
        format!("{}\n\n{table}", self.heading(title))
    }

    /// A heading, no wider than the terminal.
    fn heading(&self, title: &str) -> String {
        let style = self.screen.style;
        let lines = self.screen.room().map_or_else(|| vec![title.to_owned()], |room| wrapped(title, room));
        let lines: Vec<String> = lines.iter().map(|line| style.apply(Tone::Heading, line)).collect();
        lines.join("\n")
    }
}

impl Document for Comparisons<'_> {
    fn comparison(&mut self, compared: RecordComparison, out: &mut Vec<u8>) {
        let Some(topic) = self.topic else { return };
        let lang = self.screen.lang;
        let words = Comparison { pack: self.pack, topic, lang };
        let title = words.title(&compared);
        let computed = Computed::default();
        let rows: Vec<RowView<'_>> = compared.views(self.plan, &topic.id, &computed).collect();
        let mut text = String::new();
        match rows.first().and_then(|row| words.invalid(row)) {
            Some(why) => {
                text.push_str(&format!("{}\n\n", self.heading(&title)));
                let verdict = Verdict::Invalid;
                let mut doc = Doc::new(&self.screen);
                doc.signed(mark_of(verdict), tone_of(verdict), &why);
                text.push_str(&doc.written());
            }
            None => {
                for row in &rows {
                    self.appendix.add(self.plan, &row.cited(), &row.row.decision.matched);
                }
                let table = words.of_record(self.plan.command, &rows, &self.screen);
                text.push_str(&self.titled(&title, &table));
            }
        }
        text.push('\n');
        out.extend_from_slice(text.as_bytes());
    }

    fn topic(&mut self, table: &TopicTable<'_>, out: &mut Vec<u8>) {
        let Screen { lang, style, explain, .. } = self.screen;
        let words = Comparison { pack: self.pack, topic: table.topic, lang };
        let mut text = self.titled(table.topic.title.get(lang), &words.of_topic(table));
        if !self.screen.is_brief() {
            let sources = table.topic.sources.join(lang.pick(", ", "、"));
            let sources = format!("{}{sources}", lang.pick("source: ", "来源："));
            text.push_str(&format!("\n{}\n", style.apply(Tone::Faint, &sources)));
        }
        if explain {
            let mut doc = Doc::new(&self.screen);
            guide::of_topic(&mut doc, table);
            text.push_str(&doc.written());
        }
        text.push('\n');
        out.extend_from_slice(text.as_bytes());
    }

    fn end(&mut self, _: &Totals, out: &mut Vec<u8>) {
        let mut doc = Doc::new(&self.screen);
        self.appendix.write(self.plan, &mut doc);
        out.extend_from_slice(doc.written().trim_start_matches('\n').as_bytes());
    }
}
