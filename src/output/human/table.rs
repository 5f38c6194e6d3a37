//! Tables of any number of rows: which columns fit, how wide they are, and what is cut.

use super::cell::Cell;
use super::draw::{DrawnColumn, GAP, WIDEST, draw_head, draw_rows};
use crate::output::text::{Keep, Style, Tone, cut, width};

/// A column of a table.
#[derive(Clone, Debug)]
pub struct Head {
    /// Its title.
    pub title: String,
    /// How soon it is left out where room is scarce: 0 is the last to go.
    pub importance: u8,
    /// Whether its cells stand at the right, as figures do.
    pub right: bool,
    /// The least width it can be cut to, if it can; it then takes what room the others leave.
    pub least: Option<usize>,
    /// Which end of a cell stays where it is cut.
    pub keep: Keep,
}

/// Which columns are shown, and how wide they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    columns: Vec<Shown>,
    drawn: Vec<DrawnColumn>,
    /// How many columns had to be left out.
    pub hidden: usize,
}

/// The widths that columns would have if there were room for all of them.
#[derive(Clone, Debug)]
pub(super) struct Widest(Vec<usize>);

impl Widest {
    /// Of so many columns, all of them empty.
    pub(super) fn new(columns: usize) -> Self {
        Self(vec![0; columns])
    }

    /// Makes room for a row.
    pub(super) fn take(&mut self, row: &[Cell]) {
        for (widest, cell) in self.0.iter_mut().zip(row) {
            *widest = width(&cell.text).max(*widest);
        }
    }

    /// The same, with another width of one column.
    pub(super) fn with(&self, index: usize, width: usize) -> Self {
        let mut widths = self.0.clone();
        widths[index] = width;
        Self(widths)
    }

    /// Whether a column has been empty so far.
    pub(super) fn is_empty(&self, index: usize) -> bool {
        self.0.get(index).is_none_or(|width| *width == 0)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Shown {
    index: usize,
    width: usize,
    title: String,
    keep: Keep,
}

/// A column seldom needs more, and one long cell is not to push out all others.
const USUALLY_WIDEST: usize = 30;

impl Layout {
    /// Fits columns into a width by a sample of rows; without a width all of them are shown.
    ///
    /// Columns that are empty in the whole sample are left out.
    pub fn fit<'r>(heads: &[Head], sample: impl Iterator<Item = &'r [Cell]>, room: Option<usize>) -> Self {
        let mut widest = Widest::new(heads.len());
        for row in sample {
            widest.take(row);
        }
        Self::of_widths(heads, &widest, room)
    }

    /// Fits columns of known widths into a width.
    pub(super) fn of_widths(heads: &[Head], widest: &Widest, room: Option<usize>) -> Self {
        let natural = &widest.0;
        let used = |index: &usize| natural[*index] > 0 || heads[*index].importance == 0;
        let mut order: Vec<usize> = (0..heads.len()).filter(used).collect();
        order.sort_by_key(|index| heads[*index].importance);
        // The last column needs no gap behind it.
        let mut left = room.map_or(usize::MAX, |room| room + GAP);
        let mut widths: Vec<Option<usize>> = vec![None; heads.len()];
        let mut hidden = 0;
        for index in order {
            let head = &heads[index];
            let wanted = natural[index].max(width(&head.title));
            let wanted = wanted.min(if room.is_none() { WIDEST } else { USUALLY_WIDEST });
            let least = head.least.map_or(wanted, |least| wanted.min(least));
            let is_first = head.importance == 0;
            if least + GAP <= left || is_first {
                widths[index] = Some(least);
                left = left.saturating_sub(least + GAP);
            } else {
                hidden += 1;
            }
        }
        // What is left goes to the columns that can use it.
        for (index, head) in heads.iter().enumerate().filter(|(_, head)| head.least.is_some()) {
            if let Some(given) = &mut widths[index] {
                let more = natural[index].max(width(&head.title)).min(WIDEST).saturating_sub(*given);
                let more = more.min(left);
                *given += more;
                left = left.saturating_sub(more);
            }
        }
        let shown = widths.into_iter().enumerate().filter_map(|(index, width)| {
            let head = &heads[index];
            let shown = Shown { index, width: width?, title: head.title.clone(), keep: head.keep };
            Some((shown, DrawnColumn { width: width?, right: head.right }))
        });
        let (columns, drawn) = shown.unzip();
        Self { columns, drawn, hidden }
    }

    /// Whether a column is shown.
    pub(super) fn shows(&self, index: usize) -> bool {
        self.columns.iter().any(|shown| shown.index == index)
    }

    /// How wide a column is, if it is shown.
    pub(super) fn width_of(&self, index: usize) -> Option<usize> {
        self.columns.iter().find(|shown| shown.index == index).map(|shown| shown.width)
    }

    /// Writes the headings and a line under them.
    pub fn head(&self, out: &mut String, style: Style) {
        let title =
            |shown: &Shown| Cell { text: cut(&shown.title, shown.width, Keep::Start), tone: Tone::Heading };
        draw_head(out, &self.drawn, &self.columns.iter().map(title).collect::<Vec<_>>(), style);
    }

    /// Writes rows.
    pub fn rows(&self, out: &mut String, rows: &[Vec<Cell>], style: Style) {
        let cell = |shown: &Shown, cells: &[Cell]| {
            let cell = cells.get(shown.index).cloned().unwrap_or_default();
            Cell { text: cut(&cell.text, shown.width, shown.keep), tone: cell.tone }
        };
        let rows: Vec<Vec<Cell>> =
            rows.iter().map(|cells| self.columns.iter().map(|shown| cell(shown, cells)).collect()).collect();
        draw_rows(out, &self.drawn, &rows, style);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(title: &str, importance: u8, is_flexible: bool, keep: Keep) -> Head {
        let least = is_flexible.then_some(28);
        Head { title: title.to_owned(), importance, right: false, least, keep }
    }

    #[test]
    fn the_least_important_columns_go_first() {
        let heads = [
            head("id", 1, false, Keep::Start),
            head("verdict", 0, false, Keep::Start),
            head("why", 2, true, Keep::Start),
            head("x", 3, false, Keep::Start),
        ];
        let row: Vec<Cell> = ["礼-01", "eligible", "because of many long and weighty reasons", "xxxxxx"]
            .map(Cell::plain)
            .into();
        let table = |room: Option<usize>| {
            let layout = Layout::fit(&heads, std::iter::once(row.as_slice()), room);
            let mut out = String::new();
            layout.rows(&mut out, std::slice::from_ref(&row), Style(false));
            (out, layout.hidden)
        };
        assert_eq!(
            table(None),
            ("礼-01  eligible  because of many long and weighty reasons  xxxxxx\n".into(), 0)
        );
        assert_eq!(table(Some(45)), ("礼-01  eligible  because of many long and we…\n".into(), 1));
        assert_eq!(table(Some(10)), ("eligible\n".into(), 3));
        for room in 10..80 {
            assert!(width(table(Some(room)).0.trim_end()) <= room, "{room}");
        }
    }

    #[test]
    fn what_is_cut_keeps_its_telling_end() {
        let heads = [head("source", 0, false, Keep::End)];
        let rows = vec![vec![Cell::plain("a-folder/of-some-length/cards-of-november.csv:1200")]];
        let layout = Layout::fit(&heads, rows.iter().map(Vec::as_slice), Some(40));
        let mut out = String::new();
        layout.rows(&mut out, &rows, Style(false));
        assert_eq!(out, "…th/cards-of-november.csv:1200\n");
    }
}
