//! What people write around the name in a heading: `*面额（元）：` names the same as `面额`.

/// Pairs of brackets, in either width.
const BRACKETS: [([char; 2], [char; 2]); 3] =
    [(['(', '（'], [')', '）']), (['[', '［'], [']', '］']), (['【', '〖'], ['】', '〗'])];

/// The marks of what has to be filled in.
const MARKS: [char; 2] = ['*', '＊'];

/// A name without the unit or remark in brackets at its end, marks before or behind it and a colon
/// behind it, together and in any order. What has nothing else stays as it is.
pub fn bare(name: &str) -> &str {
    let mut bare = name.trim();
    loop {
        let shorter = bare.trim_matches(MARKS).trim_end_matches([':', '：']).trim();
        let shorter = without_brackets(shorter).unwrap_or(shorter).trim();
        if shorter.is_empty() || shorter.len() == bare.len() {
            return bare;
        }
        bare = shorter;
    }
}

/// A name without the brackets at its end, and what stands in them.
fn without_brackets(name: &str) -> Option<&str> {
    let last = name.chars().next_back()?;
    let (open, close) = BRACKETS.iter().find(|(_, close)| close.contains(&last))?;
    let mut depth = 0usize;
    for (at, c) in name.char_indices().rev() {
        if close.contains(&c) {
            depth += 1;
        } else if open.contains(&c) {
            depth -= 1;
        }
        if depth == 0 {
            return name.get(..at);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_around_a_name_is_taken_off() {
        for (name, want) in [
            ("余额", "余额"),
            ("余额(元)", "余额"),
            ("余额（元)", "余额"),
            ("状态（必填）", "状态"),
            ("face_value [CNY]", "face_value"),
            ("面额【元】", "面额"),
            ("面额［元］", "面额"),
            ("*面额（元）：", "面额"),
            ("面额*", "面额"),
            ("＊面额 :", "面额"),
            ("面额：（元）*", "面额"),
            ("面额(含(税))", "面额"),
            ("面额（元）（必填）", "面额"),
            ("(元)", "(元)"),
            ("*", "*"),
            ("", ""),
            ("面额)", "面额)"),
            ("(元)面额", "(元)面额"),
        ] {
            assert_eq!(bare(name), want, "{name}");
        }
    }
}
