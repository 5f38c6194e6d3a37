//! The blocks of a card or an appendix, in HTML.

use crate::output::human::document::{Block, Document};
use crate::output::human::{Cell, Head, Stacked};
use crate::output::text::{Tone, in_html};

/// The class of a tone, with a blank before it.
pub(super) const fn class_of(tone: Tone) -> &'static str {
    match tone {
        Tone::Plain => "",
        Tone::Good => "good",
        Tone::Warn => "warn",
        Tone::Bad => "bad",
        Tone::Heading => "strong",
        Tone::Faint => "faint",
    }
}

/// A paragraph in its tone.
pub(super) fn paragraph(out: &mut String, text: &str, tone: Tone) {
    let class = match class_of(tone) {
        "" => String::new(),
        class => format!(" class=\"{class}\""),
    };
    out.push_str(&format!("<p{class}>{}</p>\n", in_html(text)));
}

/// The blocks of a document.
pub(super) fn blocks(document: &Document<'_>) -> String {
    let mut out = String::new();
    // The list that is open, and whether its item is.
    let mut list = None;
    let mut is_first = true;
    for block in &document.blocks {
        match block {
            Block::Item { marker, text, tone } => {
                let kind = if marker.starts_with(|c: char| c.is_ascii_digit()) { "ol" } else { "ul" };
                match list {
                    Some(open) if open == kind => out.push_str("</li>\n"),
                    _ => {
                        close(&mut out, &mut list);
                        out.push_str(&format!("<{kind}>\n"));
                        list = Some(kind);
                    }
                }
                out.push_str(&format!("<li class=\"{}\">{}", class_of(*tone), in_html(text)));
                continue;
            }
            Block::More(text, tone) if list.is_some() => {
                out.push_str(&format!("<br><span class=\"{}\">{}</span>", class_of(*tone), in_html(text)));
                continue;
            }
            _ => close(&mut out, &mut list),
        }
        match block {
            Block::Heading(title) => out.push_str(&format!("<h2>{}</h2>\n", in_html(title))),
            Block::Signed { sign, tone, text } => {
                let class = if is_first { "verdict" } else { "strong" };
                let (tone, text) = (class_of(*tone), in_html(text));
                out.push_str(&format!(
                    "<p class=\"{class}\"><span class=\"{tone}\">{sign}</span> {text}</p>\n"
                ));
            }
            // How to ask a program for more is of no use to who reads a page.
            Block::Hint(_) | Block::Item { .. } => {}
            Block::Line(text, tone) | Block::Paragraph(text, tone) | Block::More(text, tone) => {
                paragraph(&mut out, text, *tone);
            }
            Block::Verbatim(text) => out.push_str(&format!("<pre>{}</pre>\n", in_html(text))),
            Block::Pairs(pairs) => {
                out.push_str("<dl>\n");
                for (label, text) in pairs {
                    out.push_str(&format!("<dt>{}</dt><dd>{}</dd>\n", in_html(label), in_html(text)));
                }
                out.push_str("</dl>\n");
            }
            Block::Table { heads, rows } => table(&mut out, heads, rows),
        }
        is_first = false;
    }
    close(&mut out, &mut list);
    out
}

fn close(out: &mut String, list: &mut Option<&'static str>) {
    if let Some(kind) = list.take() {
        out.push_str(&format!("</li>\n</{kind}>\n"));
    }
}

fn table(out: &mut String, heads: &[Head], rows: &[Vec<Cell>]) {
    let titles: Vec<Title<'_>> =
        heads.iter().map(|head| (head.title.as_str(), class_of_head(head))).collect();
    table_head(out, &titles);
    for cells in rows {
        table_row(out, &titles, cells);
    }
    out.push_str(TABLE_END);
}

/// The heading of a column, and the class of its cells.
pub(super) type Title<'t> = (&'t str, &'static str);

/// Figures stand at the right.
pub(super) const fn class_of_head(head: &Head) -> &'static str {
    if head.right { "right" } else { "" }
}

/// Begins a table with its headings.
pub(super) fn table_head(out: &mut String, titles: &[Title<'_>]) {
    out.push_str("<div class=\"scroll\">\n<table>\n<thead><tr>");
    for (title, class) in titles {
        out.push_str(&format!("<th class=\"{class}\">{}</th>", in_html(title)));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
}

/// A row, each cell with its heading for screens too narrow for headings above.
pub(super) fn table_row(out: &mut String, titles: &[Title<'_>], cells: &[Cell]) {
    out.push_str("<tr>");
    for ((title, class), cell) in titles.iter().zip(cells) {
        let tone = class_of(cell.tone);
        let blank = if tone.is_empty() || class.is_empty() { "" } else { " " };
        let (title, text) = (in_html(title), in_html(&cell.text));
        out.push_str(&format!("<td data-head=\"{title}\" class=\"{class}{blank}{tone}\">{text}</td>"));
    }
    out.push_str("</tr>\n");
}

/// What stands behind the last row.
pub(super) const TABLE_END: &str = "</tbody>\n</table>\n</div>\n";

/// A part of a page under its heading.
pub(super) fn section(title: &str, body: &str) -> String {
    format!("<section>\n<h2>{}</h2>\n{body}</section>\n", in_html(title))
}

/// A table of a few rows, without columns that are empty in all of them.
pub(super) fn stacked(stacked: &Stacked) -> String {
    let is_used = |index: &usize| stacked.rows.iter().any(|row| !row[*index].text.is_empty());
    let used: Vec<usize> = (0..stacked.heads.len()).filter(is_used).collect();
    let class = |index| if stacked.is_figures(index) { "right" } else { "" };
    let titles: Vec<Title<'_>> =
        used.iter().map(|index| (stacked.heads[*index].as_str(), class(*index))).collect();
    let mut out = String::new();
    table_head(&mut out, &titles);
    for row in &stacked.rows {
        let cells: Vec<Cell> = used.iter().map(|index| row[*index].clone()).collect();
        table_row(&mut out, &titles, &cells);
    }
    out.push_str(TABLE_END);
    out
}
