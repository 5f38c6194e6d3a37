use super::table::{Cell, Head, Layout};
use crate::output::text::{Style, Tone};
use crate::output::text::{longest_piece, padded, width, wrapped};

/// A table of a few rows that all have to be read: nothing is left out for want of room.
///
/// Where the rows do not fit side by side their cells are wrapped, and where that would cut them to
/// confetti each row becomes a block of its own.
pub struct Stacked {
    /// The headings.
    pub heads: Vec<String>,
    /// The rows, as long as the headings.
    pub rows: Vec<Vec<Cell>>,
}

const GAP: usize = 2;
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
            None => self.side_by_side(&used, style),
            Some(room) => match self.narrowed(&natural, &used, room) {
                Some(widths) => self.wrapped_cells(&used, &widths, style),
                None => self.blocks(room, style),
            },
        }
    }

    /// As Markdown, which has no width.
    pub fn markdown(&self) -> String {
        let line = |cells: &mut dyn Iterator<Item = &str>| {
            let cells: Vec<String> = cells.map(|cell| format!(" {} ", cell.replace('|', "\\|"))).collect();
            format!("|{}|\n", cells.join("|"))
        };
        let mut out = line(&mut self.heads.iter().map(String::as_str));
        out.push_str(&format!("|{}\n", "---|".repeat(self.heads.len())));
        for row in &self.rows {
            out.push_str(&line(&mut row.iter().map(|cell| cell.text.as_str())));
        }
        out
    }

    /// The widest of each column, by some measure.
    fn widths(&self, measure: impl Fn(&str) -> usize) -> Vec<usize> {
        let column = |index: usize| {
            let cells = self.rows.iter().map(|row| measure(&row[index].text));
            cells.chain([measure(&self.heads[index])]).max().unwrap_or(0)
        };
        (0..self.heads.len()).map(column).collect()
    }

    fn side_by_side(&self, used: &[usize], style: Style) -> String {
        let heads: Vec<Head> = used
            .iter()
            .map(|index| Head {
                title: self.heads[*index].clone(),
                importance: 0,
                right: self.is_figures(*index),
                flexible: false,
            })
            .collect();
        let rows: Vec<Vec<Cell>> =
            self.rows.iter().map(|row| used.iter().map(|index| row[*index].clone()).collect()).collect();
        let layout = Layout::fit(&heads, rows.iter().map(Vec::as_slice), None);
        let mut out = String::new();
        layout.head(&mut out, style);
        for row in &rows {
            layout.row(&mut out, row, style);
        }
        out
    }

    /// Whether a column holds figures alone, which stand at the right.
    fn is_figures(&self, index: usize) -> bool {
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

    fn wrapped_cells(&self, used: &[usize], widths: &[usize], style: Style) -> String {
        let mut out = String::new();
        let heads = self.heads.iter().map(|head| Cell { text: head.clone(), tone: Tone::Heading });
        self.tall_row(&heads.collect::<Vec<_>>(), used, widths, style, &mut out);
        let rule: Vec<String> = used.iter().map(|index| "─".repeat(widths[*index])).collect();
        let rule = style.apply(Tone::Faint, &rule.join("  "));
        out.push_str(&rule);
        out.push('\n');
        for (number, row) in self.rows.iter().enumerate() {
            if number > 0 {
                out.push('\n');
            }
            self.tall_row(row, used, widths, style, &mut out);
        }
        out
    }

    /// A row whose cells may take several lines.
    fn tall_row(&self, row: &[Cell], used: &[usize], widths: &[usize], style: Style, out: &mut String) {
        let columns: Vec<(Vec<String>, Tone, usize)> = used
            .iter()
            .map(|index| (wrapped(&row[*index].text, widths[*index]), row[*index].tone, widths[*index]))
            .collect();
        let height = columns.iter().map(|(lines, ..)| lines.len()).max().unwrap_or(0);
        for number in 0..height {
            let mut line = String::new();
            let mut owed = 0;
            for (lines, tone, width_of) in &columns {
                let text = lines.get(number).map_or("", String::as_str);
                if !text.is_empty() {
                    line.push_str(&" ".repeat(owed));
                    line.push_str(&style.apply(*tone, text));
                    owed = 0;
                }
                owed += width_of.saturating_sub(width(text)) + GAP;
            }
            out.push_str(&line);
            out.push('\n');
        }
    }

    /// A block for each row: its first cell, and the others under it with their headings.
    fn blocks(&self, room: usize, style: Style) -> String {
        let label = self.heads.iter().skip(1).map(|head| width(head)).max().unwrap_or(0);
        let indent = 2 + label + GAP;
        let mut out = String::new();
        for (number, row) in self.rows.iter().enumerate() {
            if number > 0 {
                out.push('\n');
            }
            let mut cells = self.heads.iter().zip(row);
            if let Some((_, first)) = cells.next() {
                for line in wrapped(&first.text, room) {
                    out.push_str(&style.apply(Tone::Heading, &line));
                    out.push('\n');
                }
            }
            for (head, cell) in cells.filter(|(_, cell)| !cell.text.is_empty()) {
                for (index, line) in
                    wrapped(&cell.text, room.saturating_sub(indent).max(10)).iter().enumerate()
                {
                    let head = if index == 0 { head.as_str() } else { "" };
                    let head = padded(head, label, false);
                    out.push_str(&format!("  {head}  {}\n", style.apply(cell.tone, line)));
                }
            }
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
