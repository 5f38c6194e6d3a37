//! Rows in columns that fit a screen.

use super::paint::{Paint, Tone};
use super::text::{cut, width};

/// A column of a table.
#[derive(Clone, Debug)]
pub struct Head {
    /// Its title.
    pub title: String,
    /// How soon it is left out where room is scarce: 0 is the last to go.
    pub importance: u8,
    /// Whether its cells stand at the right, as figures do.
    pub right: bool,
    /// Whether it takes what room the others leave.
    pub flexible: bool,
}

/// A cell of a table.
#[derive(Clone, Debug, Default)]
pub struct Cell {
    /// Its text, harmless.
    pub text: String,
    /// What it means.
    pub tone: Tone,
}

impl Cell {
    /// A cell of no particular meaning.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), tone: Tone::Plain }
    }
}

/// Which columns are shown, and how wide they are.
#[derive(Clone, Debug)]
pub struct Layout {
    columns: Vec<Shown>,
    /// How many columns had to be left out.
    pub hidden: usize,
}

#[derive(Clone, Debug)]
struct Shown {
    index: usize,
    width: usize,
    right: bool,
    title: String,
}

const GAP: usize = 2;
/// A column seldom needs more, and one long cell is not to push out all others.
const WIDEST: usize = 30;
const LEAST_FLEXIBLE: usize = 28;

impl Layout {
    /// Fits columns into a width by a sample of rows; without a width all of them are shown.
    ///
    /// Columns that are empty in the whole sample are left out.
    pub fn fit<'r>(heads: &[Head], sample: impl Iterator<Item = &'r [Cell]>, room: Option<usize>) -> Self {
        let mut natural: Vec<usize> = vec![0; heads.len()];
        for row in sample {
            for (widest, cell) in natural.iter_mut().zip(row) {
                *widest = width(&cell.text).max(*widest);
            }
        }
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
            let wanted = if room.is_none() { wanted } else { wanted.min(WIDEST) };
            let least = if head.flexible { wanted.min(LEAST_FLEXIBLE) } else { wanted };
            let is_first = head.importance == 0;
            if least + GAP <= left || is_first {
                widths[index] = Some(least);
                left = left.saturating_sub(least + GAP);
            } else {
                hidden += 1;
            }
        }
        // What is left goes to the columns that can use it.
        for (index, head) in heads.iter().enumerate().filter(|(_, head)| head.flexible) {
            if let Some(given) = &mut widths[index] {
                let more = natural[index].max(width(&head.title)).saturating_sub(*given);
                let more = more.min(left);
                *given += more;
                left = left.saturating_sub(more);
            }
        }
        let shown = widths.into_iter().enumerate().filter_map(|(index, width)| {
            let head = &heads[index];
            Some(Shown { index, width: width?, right: head.right, title: head.title.clone() })
        });
        Self { columns: shown.collect(), hidden }
    }

    /// Writes the headings and a line under them.
    pub fn head(&self, out: &mut String, paint: Paint) {
        let titles = self.columns.iter().map(|column| (column, column.title.as_str(), Tone::Heading));
        line(out, paint, titles);
        let rule: Vec<String> = self.columns.iter().map(|column| "─".repeat(column.width)).collect();
        out.push_str(&paint.dress(Tone::Faint, &rule.join("  ")));
        out.push('\n');
    }

    /// Writes a row.
    pub fn row(&self, out: &mut String, cells: &[Cell], paint: Paint) {
        let cells = self.columns.iter().filter_map(|column| {
            let cell = cells.get(column.index)?;
            Some((column, cell.text.as_str(), cell.tone))
        });
        line(out, paint, cells);
    }
}

fn line<'c>(out: &mut String, paint: Paint, cells: impl Iterator<Item = (&'c Shown, &'c str, Tone)>) {
    let mut line = String::new();
    for (index, (column, text, tone)) in cells.enumerate() {
        if index > 0 {
            line.push_str("  ");
        }
        let text = cut(text, column.width);
        let gap = " ".repeat(column.width.saturating_sub(width(&text)));
        if column.right {
            line.push_str(&gap);
        }
        line.push_str(&paint.dress(tone, &text));
        if !column.right {
            line.push_str(&gap);
        }
    }
    out.push_str(line.trim_end_matches(' '));
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(title: &str, importance: u8, flexible: bool) -> Head {
        Head { title: title.to_owned(), importance, right: false, flexible }
    }

    #[test]
    fn the_least_important_columns_go_first() {
        let heads =
            [head("id", 1, false), head("verdict", 0, false), head("why", 2, true), head("x", 3, false)];
        let row: Vec<Cell> = ["礼-01", "eligible", "because of many long and weighty reasons", "xxxxxx"]
            .map(Cell::plain)
            .into();
        let table = |room: Option<usize>| {
            let layout = Layout::fit(&heads, std::iter::once(row.as_slice()), room);
            let mut out = String::new();
            layout.row(&mut out, &row, Paint(false));
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
}
