//! Draws tables: `comfy-table` pads, aligns and rules; what a column shows is settled before.
//!
//! Widths are absolute, so that a table can be drawn some hundred rows at a time.

use comfy_table::{CellAlignment, ColumnConstraint, LineStyle, Row, Table, TableStyle, Width};

use super::cell::Cell;
use crate::output::text::{Style, Tone, width};

/// The columns between two cells.
pub(super) const GAP: usize = 2;

/// The widest that a column can be drawn.
pub(super) const WIDEST: usize = u16::MAX as usize - GAP;

/// How a column is drawn. No line of its cells is wider than it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct DrawnColumn {
    pub width: usize,
    /// Whether its cells stand at the right.
    pub right: bool,
}

/// Draws the headings and a line under them.
pub(super) fn draw_head(out: &mut String, columns: &[DrawnColumn], titles: &[Cell], style: Style) {
    let mut table = Table::new();
    table.set_header(row(titles));
    set_widths(&mut table, columns);
    table.load_style(TableStyle::new().header_separator(LineStyle::none().fill('─')));
    let lines: Vec<String> = table.lines().collect();
    let (rule, head) = lines.split_last().map_or(("", &[][..]), |(rule, head)| (rule.as_str(), head));
    let mut head = head.iter();
    styled_row(out, columns, titles, &mut head, style);
    out.push_str(&style.apply(Tone::Faint, rule));
    out.push('\n');
}

/// Draws rows, whose cells may have several lines.
pub(super) fn draw_rows(out: &mut String, columns: &[DrawnColumn], rows: &[Vec<Cell>], style: Style) {
    let mut table = Table::new();
    table.add_rows(rows.iter().map(|cells| row(cells)));
    set_widths(&mut table, columns);
    table.load_style(TableStyle::new());
    let lines: Vec<String> = table.lines().collect();
    let mut lines = lines.iter();
    for cells in rows {
        styled_row(out, columns, cells, &mut lines, style);
    }
}

/// Sets the widths of a table that has a row.
fn set_widths(table: &mut Table, columns: &[DrawnColumn]) {
    for (index, column) in columns.iter().enumerate() {
        let gap = if index + 1 < columns.len() { GAP } else { 0 };
        let Some(drawn) = table.column_mut(index) else { continue };
        let whole = u16::try_from(column.width + gap).unwrap_or(u16::MAX);
        drawn.set_padding((0, gap as u16)).set_constraint(ColumnConstraint::Absolute(Width::Fixed(whole)));
        drawn.set_cell_alignment(if column.right { CellAlignment::Right } else { CellAlignment::Left });
    }
}

fn row(cells: &[Cell]) -> Row {
    cells.iter().map(|cell| comfy_table::Cell::new(&cell.text)).collect::<Vec<_>>().into()
}

/// Writes the lines of a row in the tones of its cells, without blanks at their ends.
fn styled_row<'l>(
    out: &mut String,
    columns: &[DrawnColumn],
    cells: &[Cell],
    lines: &mut impl Iterator<Item = &'l String>,
    style: Style,
) {
    let height = cells.iter().map(|cell| cell.text.lines().count()).max().unwrap_or(0).max(1);
    for (number, line) in lines.take(height).enumerate() {
        let mut rest = line.as_str();
        for (column, cell) in columns.iter().zip(cells) {
            let text = cell.text.lines().nth(number).unwrap_or_default();
            let blank = column.width.saturating_sub(width(text));
            let before = if column.right { blank } else { 0 };
            // Padding is blanks, so that a cell stands where its width says.
            let (padding, behind) = rest.split_at_checked(before).unwrap_or((rest, ""));
            let (text, behind) = behind.split_at_checked(text.len()).unwrap_or((behind, ""));
            let (gap, behind) = behind.split_at_checked(blank - before + GAP).unwrap_or((behind, ""));
            out.push_str(padding);
            out.push_str(&style.apply(cell.tone, text));
            out.push_str(gap);
            rest = behind;
        }
        out.truncate(out.trim_end_matches(' ').len());
        out.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_stand_under_each_other_whatever_their_script_and_tone() {
        let columns = [DrawnColumn { width: 6, right: false }, DrawnColumn { width: 5, right: true }];
        let rows = [
            vec![Cell { text: "礼-01".into(), tone: Tone::Good }, Cell::plain("9.50")],
            vec![Cell::plain("two\nlines"), Cell { text: "10.00".into(), tone: Tone::Bad }],
        ];
        let drawn = |style| {
            let mut out = String::new();
            draw_head(&mut out, &columns, &[Cell::plain("id"), Cell::plain("net")], style);
            draw_rows(&mut out, &columns, &rows, style);
            out
        };
        let plain = "id        net\n─────────────\n礼-01    9.50\ntwo     10.00\nlines\n";
        assert_eq!(drawn(Style(false)), plain);
        let coloured = drawn(Style(true));
        assert!(coloured.contains("\u{1b}[32m礼-01\u{1b}[0m    9.50\n"), "{coloured:?}");
        assert!(coloured.contains("two     \u{1b}[31m10.00\u{1b}[0m\n"), "{coloured:?}");
    }
}
