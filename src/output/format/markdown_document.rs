//! A card or an appendix in Markdown.

use crate::output::human::document::{Block, Document};
use crate::output::text::{in_markdown, markdown_row, markdown_rule};

/// The blocks of a document in Markdown, each heading with a section.
pub(super) fn in_sections(document: &Document<'_>) -> String {
    let mut out = String::new();
    let mut is_first = true;
    for block in &document.blocks {
        // Lines that follow each other are a paragraph each.
        if !is_first && matches!(block, Block::Line(..) | Block::Signed { .. }) {
            out.push('\n');
        }
        is_first = false;
        match block {
            Block::Heading(title) => out.push_str(&format!("\n## {}\n\n", in_markdown(title))),
            Block::Signed { sign, text, .. } => out.push_str(&format!("**{sign} {}**\n", in_markdown(text))),
            Block::Line(text, _) | Block::Paragraph(text, _) => {
                out.push_str(&format!("{}\n", in_markdown(text)));
            }
            Block::Hint(text) => out.push_str(&format!("\n{}\n", in_markdown(text))),
            Block::Item { marker, text, .. } => {
                out.push_str(&format!("{} {}\n", in_markdown(marker), in_markdown(text)));
            }
            Block::More(text, _) => out.push_str(&format!("  {}\n", in_markdown(text))),
            Block::Verbatim(text) => {
                for line in text.lines() {
                    out.push_str(&format!("> {}  \n", in_markdown(line)));
                }
            }
            Block::Pairs(pairs) => {
                for (label, text) in pairs {
                    let joint = if label.ends_with([':', '：', '…']) { " " } else { ": " };
                    out.push_str(&format!("- {}{joint}{}\n", in_markdown(label), in_markdown(text)));
                }
            }
            Block::Table { heads, rows } => {
                markdown_row(&mut out, heads.iter().map(|head| head.title.as_str()));
                markdown_rule(&mut out, heads.iter().map(|head| head.right));
                for row in rows {
                    markdown_row(&mut out, row.iter().map(|cell| cell.text.as_str()));
                }
            }
        }
    }
    out
}
