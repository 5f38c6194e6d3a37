use super::Report;
use crate::decide::Plan;
use crate::decide::Totals;
use crate::engine::RuleSet;
use crate::output::human::card::card;
use crate::output::human::cells::{What, cell, columns, head};
use crate::output::human::document::Document;
use crate::output::human::guide;
use crate::output::human::screen::Screen;
use crate::output::human::summary::{hidden_hint, summary};
use crate::output::human::table::{Cell, Head, Layout};
use crate::output::{Decided, View};
use crate::policy::Kind;

/// A card for one record, rows for several.
///
/// Columns are sized by the first rows; from then on each row is written as it comes.
pub struct Table<'p> {
    plan: &'p Plan<'p>,
    screen: Screen,
    columns: Vec<What>,
    heads: Vec<Head>,
    waiting: Vec<Decided>,
    layout: Option<Layout>,
    cited: RuleSet,
    steps: RuleSet,
}

/// By how many rows columns are sized.
const SAMPLE: usize = 200;

impl<'p> Table<'p> {
    /// A table of results of a plan.
    pub fn new(plan: &'p Plan<'p>, screen: Screen) -> Self {
        let columns = columns(plan.command, screen.wide);
        let heads = columns.iter().map(|(what, importance)| head(*what, *importance, screen.lang)).collect();
        Self {
            plan,
            screen,
            columns: columns.into_iter().map(|(what, _)| what).collect(),
            heads,
            waiting: Vec::new(),
            layout: None,
            cited: RuleSet::EMPTY,
            steps: RuleSet::EMPTY,
        }
    }

    fn cells(&self, view: &View<'_>) -> Vec<Cell> {
        self.columns.iter().map(|what| cell(view, *what, &self.screen)).collect()
    }

    /// Sizes the columns by the rows that are waiting, and writes them.
    fn begin(&mut self, out: &mut String) {
        let waiting = std::mem::take(&mut self.waiting);
        let rows: Vec<Vec<Cell>> =
            waiting.iter().map(|decided| self.cells(&decided.view(self.plan))).collect();
        let room = (!self.screen.wide).then_some(self.screen.width);
        let layout = Layout::fit(&self.heads, rows.iter().map(Vec::as_slice), room);
        layout.head(out, self.screen.style);
        for cells in &rows {
            layout.row(out, cells, self.screen.style);
        }
        self.layout = Some(layout);
    }

    /// What the rows cite, each rule once, and the guides.
    fn appendix(&self, out: &mut String) {
        let mut doc = Document { out, screen: &self.screen };
        let rules = |set: RuleSet| set.iter().filter_map(|rule| self.plan.rules.get(rule).copied());
        if self.screen.steps {
            guide::steps(&mut doc, rules(self.steps));
        }
        if self.screen.explain {
            guide::grounds(&mut doc, self.plan, self.cited, |rule| self.plan.rules[rule].grade);
            guide::freshness(&mut doc, self.plan, self.cited);
        }
    }
}

impl Report for Table<'_> {
    fn take(&mut self, decided: Decided, out: &mut Vec<u8>) {
        let view = decided.view(self.plan);
        self.cited = self.cited.or(&crate::output::format::csv::cited(&view));
        self.steps = self.steps.or(&self.plan.of_kind(&view.settled.matched, Kind::Step));
        let mut text = String::new();
        match &self.layout {
            Some(layout) => layout.row(&mut text, &self.cells(&view), self.screen.style),
            None => {
                self.waiting.push(decided);
                if self.waiting.len() == SAMPLE {
                    self.begin(&mut text);
                }
            }
        }
        out.extend_from_slice(text.as_bytes());
    }

    fn end(&mut self, totals: &Totals, out: &mut Vec<u8>) {
        let mut text = String::new();
        if self.layout.is_none() {
            if let [only] = self.waiting.as_slice() {
                card(&only.view(self.plan), &self.screen, &mut text);
                out.extend_from_slice(text.as_bytes());
                return;
            }
            if self.waiting.is_empty() {
                return;
            }
            self.begin(&mut text);
        }
        text.push('\n');
        text.push_str(&summary(self.plan.command, totals, &self.screen));
        let hidden = self.layout.as_ref().map_or(0, |layout| layout.hidden);
        hidden_hint(hidden, &self.screen, &mut text);
        self.appendix(&mut text);
        out.extend_from_slice(text.as_bytes());
    }
}
