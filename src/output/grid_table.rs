use comfy_table::{ContentArrangement, Table, presets};

use super::grid::GridCell;

/// How tables of cells are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GridStyle {
    /// With lines, no wider than so many columns.
    Lines(u16),
    /// As Markdown.
    Markdown,
}

/// Draws a table of a few rows under headings.
pub fn grid_table(headings: &[&str], rows: &[Vec<GridCell>], style: GridStyle) -> String {
    let mut table = Table::new();
    match style {
        GridStyle::Lines(width) => {
            table.load_style(presets::UTF8_HORIZONTAL_ONLY);
            table.set_content_arrangement(ContentArrangement::Dynamic);
            table.set_width(width);
        }
        GridStyle::Markdown => {
            table.load_style(presets::ASCII_MARKDOWN);
        }
    }
    let is_markdown = style == GridStyle::Markdown;
    let shown = |text: String| {
        let clean: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        if is_markdown { clean.replace('|', "\\|") } else { clean }
    };
    table.set_header(headings.iter().map(|heading| shown((*heading).to_owned())));
    for row in rows {
        table.add_row(row.iter().map(|cell| shown(cell.shown().replace(';', "; "))));
    }
    format!("{table}\n")
}
