//! Markdown: texts that mean nothing in it, and rows of its tables.

/// Writes a row of a table; the texts are escaped.
pub fn row<'c>(out: &mut String, cells: impl Iterator<Item = &'c str>) {
    out.push('|');
    for cell in cells {
        out.push(' ');
        // A row is a line, whatever lines a cell has.
        out.push_str(&in_markdown(cell).replace('\n', "<br>"));
        out.push_str(" |");
    }
    out.push('\n');
}

/// Writes the line between a table's headings and its rows; figures stand at the right.
pub fn rule(out: &mut String, right: impl Iterator<Item = bool>) {
    let rules = right.map(|right| if right { "---:" } else { "---" });
    out.push_str(&format!("|{}|\n", rules.collect::<Vec<_>>().join("|")));
}

/// A text without meaning in Markdown.
pub fn in_markdown(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '\\' | '`' | '*' | '[' | ']' | '|' | '~' | '#' => {
                safe.push('\\');
                safe.push(c);
            }
            c => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_cannot_leave_their_cell() {
        assert_eq!(in_markdown("a|b [x](y) <i>"), "a\\|b \\[x\\](y) &lt;i&gt;");
    }
}
