//! Tables for a terminal: a card for one record, rows for several, a table a record in comparisons.

use super::document::{Document, Run};
use crate::command::{Command, Verdict};
use crate::decide::{Plan, Totals, Worked};
use crate::output::comparison::{RecordComparison, RowView, TopicTable};
use crate::output::human::card::card;
use crate::output::human::cells::{What, cell, columns, head};
use crate::output::human::comparison::Comparison;
use crate::output::human::document::Document as Doc;
use crate::output::human::guide::{self, Appendix};
use crate::output::human::shown::{mark_of, tone_of};
use crate::output::human::summary::{hidden_hint, summary};
use crate::output::human::{Cell, Head, Layout, Screen, Stacked};
use crate::output::result::view::{Decided, View};
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
        _ => Box::new(Table::new(run.plan, run.screen)),
    }
}

/// A card for one record, rows for several.
///
/// Columns are sized by the first rows; from then on rows are drawn as they come, some at a time.
struct Table<'p> {
    plan: &'p Plan<'p>,
    screen: Screen,
    columns: Vec<What>,
    heads: Vec<Head>,
    /// Results that no layout is known for yet.
    waiting: Vec<Decided>,
    /// Rows that are to be drawn.
    rows: Vec<Vec<Cell>>,
    layout: Option<Layout>,
    appendix: Appendix,
}

/// By how many rows columns are sized, and how many are drawn at a time.
const CHUNK: usize = 200;

impl<'p> Table<'p> {
    fn new(plan: &'p Plan<'p>, screen: Screen) -> Self {
        let columns = columns(plan.command, screen.wide);
        let heads = columns.iter().map(|(what, importance)| head(*what, *importance, screen.lang)).collect();
        Self {
            plan,
            screen,
            columns: columns.into_iter().map(|(what, _)| what).collect(),
            heads,
            waiting: Vec::new(),
            rows: Vec::new(),
            layout: None,
            appendix: Appendix::default(),
        }
    }

    fn cells(&self, view: &View<'_>) -> Vec<Cell> {
        self.columns.iter().map(|what| cell(view, *what, &self.screen)).collect()
    }

    /// Sizes the columns by the results that are waiting, and draws them.
    fn lay_out(&mut self, out: &mut String) {
        let waiting = std::mem::take(&mut self.waiting);
        self.rows = waiting.iter().map(|decided| self.cells(&decided.view(self.plan))).collect();
        let room = (!self.screen.wide).then_some(self.screen.width);
        let layout = Layout::fit(&self.heads, self.rows.iter().map(Vec::as_slice), room);
        layout.head(out, self.screen.style);
        self.layout = Some(layout);
        self.draw(out);
    }

    /// Draws the rows at hand.
    fn draw(&mut self, out: &mut String) {
        if let Some(layout) = &self.layout {
            layout.rows(out, &self.rows, self.screen.style);
            self.rows.clear();
        }
    }
}

impl Document for Table<'_> {
    fn result(&mut self, decided: Decided, out: &mut Vec<u8>) {
        let view = decided.view(self.plan);
        self.appendix.add(self.plan, view.cited(), &view.settled.matched);
        let mut text = String::new();
        if self.layout.is_some() {
            let cells = self.cells(&view);
            self.rows.push(cells);
            if self.rows.len() == CHUNK {
                self.draw(&mut text);
            }
        } else {
            self.waiting.push(decided);
            if self.waiting.len() == CHUNK {
                self.lay_out(&mut text);
            }
        }
        out.extend_from_slice(text.as_bytes());
    }

    fn pause(&mut self, out: &mut Vec<u8>) {
        let mut text = String::new();
        self.draw(&mut text);
        out.extend_from_slice(text.as_bytes());
    }

    fn end(&mut self, totals: &Totals, out: &mut Vec<u8>) {
        let mut text = String::new();
        if self.layout.is_none() {
            if let [only] = self.waiting.as_slice()
                && totals.records == 1
            {
                card(&only.view(self.plan), &self.screen, &mut text);
                out.extend_from_slice(text.as_bytes());
                return;
            }
            if totals.records == 0 {
                return;
            }
            if !self.waiting.is_empty() {
                self.lay_out(&mut text);
            }
        }
        self.draw(&mut text);
        if self.layout.is_some() {
            text.push('\n');
        }
        text.push_str(&summary(self.plan.command, totals, &self.screen));
        let hidden = self.layout.as_ref().map_or(0, |layout| layout.hidden);
        hidden_hint(hidden, &self.screen, &mut text);
        self.appendix.write(self.plan, &mut Doc { out: &mut text, screen: &self.screen });
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
        let Screen { wide, width, style, .. } = self.screen;
        let table = table.drawn((!wide).then_some(width), style);
        format!("{}\n\n{table}", self.heading(title))
    }

    /// A heading, no wider than the terminal.
    fn heading(&self, title: &str) -> String {
        let Screen { wide, width, style, .. } = self.screen;
        let lines = if wide { vec![title.to_owned()] } else { wrapped(title, width) };
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
        let worked = Worked::default();
        let rows: Vec<RowView<'_>> = compared.views(self.plan, &topic.id, &worked).collect();
        let mut text = String::new();
        match rows.first().and_then(|row| words.invalid(row)) {
            Some(why) => {
                text.push_str(&format!("{}\n\n", self.heading(&title)));
                let verdict = Verdict::Invalid;
                let mut doc = Doc { out: &mut text, screen: &self.screen };
                doc.signed(mark_of(verdict), tone_of(verdict), &why);
            }
            None => {
                for row in &rows {
                    self.appendix.add(self.plan, row.cited(), &row.row.settled.matched);
                }
                let table = words.of_record(self.plan.command, &rows, self.screen.wide);
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
        let sources = table.topic.sources.join(lang.pick(", ", "、"));
        let sources = format!("{}{sources}", lang.pick("source: ", "来源："));
        text.push_str(&format!("\n{}\n", style.apply(Tone::Faint, &sources)));
        if explain {
            let mut doc = Doc { out: &mut text, screen: &self.screen };
            guide::of_topic(&mut doc, table);
        }
        text.push('\n');
        out.extend_from_slice(text.as_bytes());
    }

    fn end(&mut self, _: &Totals, out: &mut Vec<u8>) {
        let mut text = String::new();
        self.appendix.write(self.plan, &mut Doc { out: &mut text, screen: &self.screen });
        out.extend_from_slice(text.trim_start_matches('\n').as_bytes());
    }
}
