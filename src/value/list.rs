//! Lists as they are written in one cell.

/// The items of a list cell: separated by `;` or `|` (or their full-width forms), trimmed, empty
/// items left out. `none`, `无` and `[]` are a list that is given and empty.
pub fn split_list(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    let given_empty = text.eq_ignore_ascii_case(b"none") || text == "无".as_bytes() || text == b"[]";
    let text = if given_empty { &b""[..] } else { text };
    text.split(|&b| b == b';' || b == b'|').map(super::trim_cell).filter(|item| !item.is_empty())
}
