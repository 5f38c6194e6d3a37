//! A table of a few rows that all have to be read: nothing is left out for want of room.

use super::cell::Cell;
use super::draw::{DrawnColumn, GAP, WIDEST, draw_head, draw_rows};
use crate::output::text::{Style, Tone, longest_piece, markdown_row, markdown_rule, width, wrapped};

/// A table that is drawn side by side where that fits.
///
/// Where the rows do not fit side by side their cells are wrapped, and where that would cut them to
/// confetti each row is stacked: a block of its own, a line for each cell.
pub struct Stacked {
    /// The headings.
    pub heads: Vec<String>,
    /// The rows, as long as the headings.
    pub rows: Vec<Vec<Cell>>,
}

/// A row with more lines than this is better read as a block.
const TALLEST: usize = 3;
/// A column of text is never made narrower than this.
const NARROWEST: usize = 12;

impl Stacked {
    /// Draws it for so many columns of characters; without a number, as wide as it is.
    pub fn drawn(&self, room: Option<usize>, style: Style) -> String {
        let natural = self.widths(width);
        let is_used = |index: &usize| self.rows.iter().any(|row| !row[*index].text.is_empty());
        let used: Vec<usize> = (0..self.heads.len()).filter(is_used).collect();
        match room.filter(|room| total(&natural, &used) > *room) {
            None => self.side_by_side(&used, &natural, false, style),
            Some(room) => match self.narrowed(&natural, &used, room) {
                Some(widths) => self.side_by_side(&used, &widths, true, style),
                None => self.blocks(room, style),
            },
        }
    }

    /// Draws each row as a block, whatever room there is.
    pub fn in_blocks(&self, room: usize, style: Style) -> String {
        self.blocks(room, style)
    }

    /// As Markdown, which has no width.
    pub fn markdown(&self) -> String {
        let mut out = String::new();
        markdown_row(&mut out, self.heads.iter().map(String::as_str));
        markdown_rule(&mut out, (0..self.heads.len()).map(|index| self.is_figures(index)));
        for row in &self.rows {
            markdown_row(&mut out, row.iter().map(|cell| cell.text.as_str()));
        }
        out
    }

    /// The widest of each column, by some measure.
    fn widths(&self, measure: impl Fn(&str) -> usize) -> Vec<usize> {
        let column = |index: usize| {
            let cells = self.rows.iter().map(|row| measure(&row[index].text));
            cells.chain([measure(&self.heads[index])]).max().unwrap_or(0).min(WIDEST)
        };
        (0..self.heads.len()).map(column).collect()
    }

    /// Draws the used columns in these widths; where cells are wrapped, with a blank line between
    /// rows.
    fn side_by_side(&self, used: &[usize], widths: &[usize], is_wrapped: bool, style: Style) -> String {
        let lines = |text: &str, index: usize| wrapped(text, widths[index]).join("\n");
        let columns: Vec<DrawnColumn> = used
            .iter()
            .map(|index| DrawnColumn { width: widths[*index], right: self.is_figures(*index) })
            .collect();
        let heads: Vec<Cell> = used
            .iter()
            .map(|index| Cell { text: lines(&self.heads[*index], *index), tone: Tone::Heading })
            .collect();
        let mut out = String::new();
        draw_head(&mut out, &columns, &heads, style);
        for (number, row) in self.rows.iter().enumerate() {
            if is_wrapped && number > 0 {
                out.push('\n');
            }
            let cell =
                |index: &usize| Cell { text: lines(&row[*index].text, *index), tone: row[*index].tone };
            draw_rows(&mut out, &columns, &[used.iter().map(cell).collect()], style);
        }
        out
    }

    /// Whether a column holds figures alone, which stand at the right.
    pub fn is_figures(&self, index: usize) -> bool {
        let is_figure = |text: &str| text.chars().all(|c| c.is_ascii_digit() || ".–%".contains(c));
        self.rows.iter().all(|row| is_figure(&row[index].text))
    }

    /// Widths that fit the room, the widest columns cut first, unless a cell would get too tall.
    fn narrowed(&self, natural: &[usize], used: &[usize], room: usize) -> Option<Vec<usize>> {
        let pieces = self.widths(longest_piece);
        let least = |index: usize| pieces[index].max(natural[index].min(NARROWEST));
        let mut widths = natural.to_vec();
        while total(&widths, used) > room {
            let can_give = used.iter().copied().filter(|index| widths[*index] > least(*index));
            let widest = can_give.max_by_key(|index| widths[*index])?;
            widths[widest] -= 1;
        }
        let fits = |row: &Vec<Cell>| {
            used.iter().all(|index| wrapped(&row[*index].text, widths[*index]).len() <= TALLEST)
        };
        self.rows.iter().all(fits).then_some(widths)
    }

    /// A block for each row: its first cell, and the others under it with their headings.
    fn blocks(&self, room: usize, style: Style) -> String {
        let indented = |head: &str| format!("  {head}");
        let label = self.heads.iter().skip(1).map(|head| width(&indented(head))).max().unwrap_or(0);
        let value = room.saturating_sub(label + GAP).max(10);
        let columns = [label, value].map(|width| DrawnColumn { width, right: false });
        let mut out = String::new();
        for (number, row) in self.rows.iter().enumerate() {
            if number > 0 {
                out.push('\n');
            }
            let mut cells = self.heads.iter().zip(row);
            if let Some((_, first)) = cells.next() {
                let columns = [DrawnColumn { width: room, right: false }];
                let cell = Cell { text: wrapped(&first.text, room).join("\n"), tone: Tone::Heading };
                draw_rows(&mut out, &columns, &[vec![cell]], style);
            }
            let rows: Vec<Vec<Cell>> = cells
                .filter(|(_, cell)| !cell.text.is_empty())
                .map(|(head, cell)| {
                    let text = wrapped(&cell.text, value).join("\n");
                    vec![Cell::plain(indented(head)), Cell { text, tone: cell.tone }]
                })
                .collect();
            draw_rows(&mut out, &columns, &rows, style);
        }
        out
    }
}

/// How wide the used columns are together, with the gaps between them.
fn total(widths: &[usize], used: &[usize]) -> usize {
    let cells: usize = used.iter().map(|index| widths[*index]).sum();
    cells + GAP * used.len().saturating_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stacked() -> Stacked {
        let row = |cells: [&str; 3]| cells.map(Cell::plain).to_vec();
        Stacked {
            heads: ["Platform", "平台要求", "Days"].map(str::to_owned).to_vec(),
            rows: vec![
                row(["JD gift card", "help centre, online service; or the hotline", "6–15"]),
                row(["拼多多优惠券", "我的优惠券，删除", "0"]),
            ],
        }
    }

    #[test]
    fn a_board_fits_whatever_room_there_is() {
        for room in 24..120 {
            for line in stacked().drawn(Some(room), Style(false)).lines() {
                assert!(width(line) <= room, "{room}: {line}");
            }
        }
    }

    #[test]
    fn wide_wrapped_and_in_blocks() {
        let wide = stacked().drawn(None, Style(false));
        assert_eq!(
            wide.lines().nth(2),
            Some("JD gift card  help centre, online service; or the hotline  6–15")
        );
        let tall = stacked().drawn(Some(50), Style(false));
        assert_eq!(tall.lines().nth(2), Some("JD gift card  help centre, online service;    6–15"));
        assert_eq!(tall.lines().nth(3), Some("              or the hotline"));
        let blocks = stacked().drawn(Some(30), Style(false));
        assert_eq!(blocks.lines().next(), Some("JD gift card"));
        assert_eq!(blocks.lines().nth(1), Some("  平台要求  help centre,"));
    }

    #[test]
    fn nothing_is_lost() {
        for room in [20, 30, 50, 80] {
            let drawn = stacked().drawn(Some(room), Style(false));
            for word in ["JD", "centre,", "hotline", "6–15", "拼多多", "删除"] {
                assert!(drawn.contains(word), "{room} {word}: {drawn}");
            }
        }
    }
}
