//! Lists as they are written in one cell.

/// The items of a list cell: separated by `;`, `|`, `,`, their full-width forms or `、`, trimmed,
/// empty items left out. Inside brackets nothing separates, for names have lists in theirs:
/// `购买凭证（订单号、付款截图）` is one paper. `none`, `无` and `[]` are a list that is given and
/// empty.
pub fn split_list(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    let given_empty = text.eq_ignore_ascii_case(b"none")
        || ["无", "無"].iter().any(|none| none.as_bytes() == text)
        || text == b"[]";
    let mut depth = 0usize;
    let separates = move |c: char| {
        match c {
            '(' | '（' => depth += 1,
            ')' | '）' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && matches!(c, ';' | '；' | '|' | '｜' | '、' | '，' | ',')
    };
    let (text, no_text) = match std::str::from_utf8(text) {
        _ if given_empty => ("", None),
        Ok(text) => (text, None),
        Err(_) => ("", Some(text)),
    };
    let items = no_text.into_iter().chain(text.split(separates).map(str::as_bytes));
    items.map(super::trim_cell).filter(|item| !item.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(text: &str) -> Vec<String> {
        split_list(text.as_bytes()).map(|item| String::from_utf8_lossy(item).into_owned()).collect()
    }

    #[test]
    fn every_separator_outside_of_brackets() {
        assert_eq!(items("a; b；c|d｜e、f，g,,h"), ["a", "b", "c", "d", "e", "f", "g", "h"]);
        assert_eq!(items("购买凭证（订单号、付款截图）、 a"), ["购买凭证（订单号、付款截图）", "a"]);
        assert_eq!(items("x(1,2),y)z,w"), ["x(1,2)", "y)z", "w"]);
        for none in ["none", "None", "无", "無", "[]", "", " ; ,"] {
            assert_eq!(items(none), [""; 0], "{none}");
        }
    }
}
