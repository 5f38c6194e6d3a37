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
    let mut chars = text.chars().peekable();
    let mut is_in_word = false;
    while let Some(c) = chars.next() {
        // Within a word an underscore is itself, as in the codes of the contract.
        let is_emphasis = c == '_' && !(is_in_word && chars.peek().is_some_and(|c| c.is_alphanumeric()));
        is_in_word = c.is_alphanumeric();
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '\\' | '`' | '*' | '[' | ']' | '|' | '~' | '#' => {
                safe.push('\\');
                safe.push(c);
            }
            '_' if is_emphasis => safe.push_str("\\_"),
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
        assert_eq!(in_markdown("a\\|b\\"), "a\\\\\\|b\\\\");
        assert_eq!(in_markdown("_a_ face_value __x"), "\\_a\\_ face_value \\_\\_x");
    }
}
