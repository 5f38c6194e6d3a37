//! Results as rows: in a line each where that has room for the answer and the reason, else in two.

use super::cell::Cell;
use super::cells::{TOLD, What, cell, columns, head};
use super::screen::Screen;
use super::table::{Head, Layout, Widest};
use crate::command::{Command, Verdict};
use crate::output::letter::asked_for;
use crate::output::text::{Keep, Tone, cut, width, wrapped};
use crate::output::{Column, View};

/// On less than this, a reason beside the answer would be cut to nothing.
const TWO_LINES_BELOW: usize = 70;
const INDENT: &str = "  ";
/// A source or an id can be cut to this, its end being what tells it from the others.
const LEAST_NAME: usize = 10;
/// So much of a name comes before columns that few ask for.
const MOST_NAME: usize = 24;
/// Reasons cut shorter than this say nothing.
const LEAST_REASON: usize = 20;
/// So much of a reason comes before columns that few ask for.
const MOST_REASON: usize = 40;

/// A row to be drawn.
#[derive(Debug)]
pub(in crate::output) struct Row {
    cells: Vec<Cell>,
    is_invalid: bool,
    letter: Option<String>,
}

/// Rows on their way to a screen.
///
/// Columns are sized by the first rows. Where the answer of a later one is wider, they are sized
/// anew, and the headings written again: nothing of an answer is cut.
#[derive(Debug)]
pub(in crate::output) struct Rows {
    columns: Vec<What>,
    heads: Vec<Head>,
    widest: Widest,
    layout: Option<Layout>,
    /// Whether what has no place in the row stands in a line below it.
    has_two_lines: bool,
    /// Rows that are laid out, but not yet drawn.
    pending: Vec<Row>,
    screen: Screen,
}

impl Rows {
    /// Rows of a command's results.
    pub(in crate::output) fn new(command: Command, screen: Screen) -> Self {
        let columns = columns(command, &screen);
        let mut heads: Vec<Head> =
            columns.iter().map(|(what, importance)| head(*what, *importance, screen.lang)).collect();
        for (head, (what, _)) in heads.iter_mut().zip(&columns) {
            match what {
                What::Why => head.least = Some((screen.width / 4).clamp(LEAST_REASON, MOST_REASON)),
                What::One(Column::Source | Column::Id) => {
                    head.least = Some((screen.width / 8).clamp(LEAST_NAME, MOST_NAME));
                }
                _ => {}
            }
        }
        Self {
            widest: Widest::new(heads.len()),
            columns: columns.into_iter().map(|(what, _)| what).collect(),
            heads,
            layout: None,
            has_two_lines: false,
            pending: Vec::new(),
            screen,
        }
    }

    /// The row of a result.
    pub(in crate::output) fn row(&self, view: &View<'_>) -> Row {
        Row {
            cells: self.columns.iter().map(|what| cell(view, *what, &self.screen)).collect(),
            is_invalid: view.decision.verdict == Verdict::Invalid,
            letter: asked_for(view, &self.screen),
        }
    }

    /// Sizes the columns by the first rows, and draws them.
    pub(in crate::output) fn begin(&mut self, rows: Vec<Row>, out: &mut String) {
        for row in &rows {
            self.widest.take(&self.sized(row));
        }
        self.lay_out(out);
        self.pending = rows;
        self.draw(out);
    }

    /// Takes a further row.
    pub(in crate::output) fn push(&mut self, row: Row, out: &mut String) {
        if !self.holds(&row) {
            self.widest.take(&self.sized(&row));
            // Where there is no more room to give, nothing changes.
            if self.layout.as_ref() != Some(&self.fitted().0) {
                self.draw(out);
                out.push('\n');
                self.lay_out(out);
            }
        }
        self.pending.push(row);
    }

    /// How many rows are not drawn yet.
    pub(in crate::output) fn pending(&self) -> usize {
        self.pending.len()
    }

    /// How many columns have no place.
    pub(in crate::output) fn hidden(&self) -> usize {
        let Some(layout) = &self.layout else { return 0 };
        let is_counted =
            |index: &usize| !matches!(self.columns[*index], What::Why) && !self.widest.is_empty(*index);
        let below = self.below().filter(is_counted).count();
        layout.hidden.saturating_sub(below)
    }

    /// Draws the rows at hand.
    pub(in crate::output) fn draw(&mut self, out: &mut String) {
        let Some(layout) = &self.layout else { return };
        let mut rows = Vec::with_capacity(self.pending.len());
        let mut below = Vec::with_capacity(self.pending.len());
        for mut row in std::mem::take(&mut self.pending) {
            let mut lines = self.lines_below(&mut row, layout);
            let room =
                self.screen.room().map_or(usize::MAX, |room| room.saturating_sub(width(INDENT)).max(10));
            let letter = row.letter.iter().flat_map(|letter| letter.lines());
            lines.extend(letter.flat_map(|line| wrapped(line, room)));
            below.push(lines);
            rows.push(row.cells);
        }
        let mut drawn = String::new();
        layout.rows(&mut drawn, &rows, self.screen.style);
        for (line, below) in drawn.lines().zip(below) {
            out.push_str(line);
            out.push('\n');
            for line in below {
                out.push_str(INDENT);
                out.push_str(&line);
                out.push('\n');
            }
        }
    }

    fn index(&self, is: impl Fn(&What) -> bool) -> Option<usize> {
        self.columns.iter().position(is)
    }

    fn why(&self) -> Option<usize> {
        self.index(|what| matches!(what, What::Why))
    }

    /// The cells of a row that size the columns. What makes a record invalid is told whole, whatever
    /// room there is, and takes none from the others.
    fn sized(&self, row: &Row) -> Vec<Cell> {
        let mut cells = row.cells.clone();
        if let Some(why) = self.why().filter(|_| row.is_invalid) {
            cells[why].text = cut(&cells[why].text, self.heads[why].least.unwrap_or(0), Keep::Start);
        }
        cells
    }

    /// Lays out the columns, and writes their headings.
    fn lay_out(&mut self, out: &mut String) {
        let (layout, has_two_lines) = self.fitted();
        layout.head(out, self.screen.style);
        self.layout = Some(layout);
        self.has_two_lines = has_two_lines;
    }

    /// The layout that fits, and whether a second line takes what has no place in it.
    fn fitted(&self) -> (Layout, bool) {
        let room = self.screen.room();
        let layout = Layout::of_widths(&self.heads, &self.widest, room);
        let is_told = |index: &usize| self.is_told(*index) && !self.widest.is_empty(*index);
        let lacks_some = (0..self.heads.len()).filter(is_told).any(|index| !layout.shows(index));
        let has_two_lines = room.is_some_and(|room| lacks_some || room < TWO_LINES_BELOW);
        match self.why().filter(|_| has_two_lines) {
            None => (layout, has_two_lines),
            // It takes no room from the others.
            Some(why) => {
                let widest = self.widest.with(why, 0);
                (Layout::of_widths(&self.heads, &widest, room), has_two_lines)
            }
        }
    }

    /// Whether a column is told of each record, in a second line if need be.
    fn is_told(&self, index: usize) -> bool {
        matches!(self.columns[index], What::Why) || self.heads[index].importance <= TOLD
    }

    /// Whether the layout has room for the answer of a row, and for each column that it has.
    fn holds(&self, row: &Row) -> bool {
        let Some(layout) = &self.layout else { return false };
        row.cells.iter().zip(&self.heads).enumerate().all(|(index, (cell, head))| {
            let is_new = self.widest.is_empty(index) && !cell.text.is_empty();
            let is_cut = head.importance <= TOLD
                && layout.width_of(index).is_some_and(|room| width(&cell.text) > room);
            !is_new && !is_cut
        })
    }

    /// The columns that are told below a row where it has no place for them.
    fn below(&self) -> impl Iterator<Item = usize> {
        let shows = |index: usize| self.layout.as_ref().is_some_and(|layout| layout.shows(index));
        let is_told = move |index: &usize| self.has_two_lines && !shows(*index) && self.is_told(*index);
        (0..self.heads.len()).filter(is_told)
    }

    /// What stands below a row: what it has no place for, and the whole reason of an invalid record.
    fn lines_below(&self, row: &mut Row, layout: &Layout) -> Vec<String> {
        let room = self.screen.width.saturating_sub(width(INDENT)).max(10);
        if let Some(why) = self.why().filter(|_| row.is_invalid && self.screen.room().is_some()) {
            let has_place = layout.width_of(why).is_some_and(|room| width(&row.cells[why].text) <= room);
            if !has_place {
                let reason = std::mem::take(&mut row.cells[why].text);
                return wrapped(&reason, room);
            }
        }
        let told = self.below().filter(|index| !row.cells[*index].text.is_empty());
        let told = told.map(|index| match self.columns[index] {
            // A name says by itself what it is.
            What::Why | What::One(Column::Source) => row.cells[index].text.clone(),
            _ => format!("{} {}", self.heads[index].title, row.cells[index].text),
        });
        let told: Vec<String> = told.collect();
        if told.is_empty() {
            return Vec::new();
        }
        let line = cut(&told.join(" · "), room, Keep::Start);
        vec![self.screen.style.apply(Tone::Plain, &line)]
    }
}
