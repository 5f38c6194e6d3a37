//! "Did you mean": the one place that guesses what a mistyped name stands for, and that asks.
//!
//! Every list of known names (fields, options, rules, words) asks here, so that a slip of the same
//! size is forgiven everywhere, and the question reads the same.

use super::Text;

/// How alike two names have to be for one to be a slip of the other, from 0 to 1.
const THRESHOLD: f64 = 0.8;

/// The least likeness of two Chinese names of which one is a part of the other, and how much it grows
/// with the size of that part.
const PART: f64 = 0.9;
const SIZE_OF_PART: f64 = 0.05;

/// How many bytes a mistyped name has at most: what is longer stands for no name, and to compare it
/// with each of them would take long.
const LONGEST: usize = 256;

/// The known name that a mistyped one most likely stands for.
pub fn nearest<'k>(name: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    if name.len() > LONGEST {
        return None;
    }
    let name = name.to_lowercase();
    let alike = |known: &str| strsim::jaro_winkler(&known.to_lowercase(), &name);
    best(known.into_iter().map(|known| (alike(known), known)))
}

/// As [`nearest`], for the headings of columns: both names are folded, and a Chinese name counts
/// as near to a longer one that contains it.
pub fn nearest_heading<'k, T>(folded: &str, known: impl IntoIterator<Item = (&'k str, T)>) -> Option<T> {
    if folded.len() > LONGEST {
        return None;
    }
    best(known.into_iter().map(|(known, value)| (heading_likeness(known, folded), value)))
}

fn heading_likeness(known: &str, name: &str) -> f64 {
    let alike = strsim::jaro_winkler(known, name);
    // A Chinese name is so short that one character more or less moves every other out of its place.
    let is_part = !known.is_ascii() && (name.contains(known) || known.contains(name));
    let (known, name) = (known.chars().count(), name.chars().count());
    let (shorter, longer) = (known.min(name), known.max(name));
    let part = PART + SIZE_OF_PART * shorter as f64 / longer as f64;
    if is_part && shorter > 1 { alike.max(part) } else { alike }
}

/// How many slips of the finger lie between two names, if they are no more than `most`: characters
/// that were added, left out, exchanged, or swapped with their neighbour.
pub fn slips(a: &str, b: &str, most: usize) -> Option<usize> {
    let lengths = a.chars().count().abs_diff(b.chars().count());
    (lengths <= most).then(|| strsim::osa_distance(a, b)).filter(|slips| *slips <= most)
}

fn best<T>(scored: impl Iterator<Item = (f64, T)>) -> Option<T> {
    let near = scored.filter(|(score, _)| *score >= THRESHOLD);
    near.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, value)| value)
}

/// The question to append to a message; empty where no known name is near.
pub fn hint(near: Option<&str>) -> Text {
    near.map_or_else(Text::default, |near| {
        Text::new(format!("; did you mean `{near}`?"), format!("；是否想写“{near}”？"))
    })
}

/// The question about a name in a policy file, which is quoted as code in either language, or
/// something else to do where no known name is near.
pub fn fix_in_code(near: Option<&str>, otherwise: impl FnOnce() -> Text) -> Text {
    near.map_or_else(otherwise, |near| {
        Text::new(format!("did you mean `{near}`?"), format!("是否想写 `{near}`？"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_forgiven_and_another_word_is_not() {
        let known = ["platform", "channel", "face_value"];
        for (name, want) in
            [("platfrom", Some("platform")), ("Chanel", Some("channel")), ("zzz", None), ("", None)]
        {
            assert_eq!(nearest(name, known), want, "{name}");
        }
        assert_eq!(nearest(&format!("platform{}", "m".repeat(LONGEST)), known), None);
    }

    #[test]
    fn a_part_of_a_chinese_heading_is_near() {
        let known = [("状态", 1), ("平台", 2), ("state", 3)];
        assert_eq!(nearest_heading("卡状态", known), Some(1));
        assert_eq!(nearest_heading("态", known), None);
        assert_eq!(nearest_heading("mystate of all", known), None);
    }

    #[test]
    fn a_hint_follows_a_message() {
        assert_eq!(hint(None), Text::default());
        assert_eq!(hint(Some("x")), Text::new("; did you mean `x`?", "；是否想写“x”？"));
        let otherwise = || Text::new("a", "b");
        assert_eq!(fix_in_code(None, otherwise), otherwise());
        assert_eq!(fix_in_code(Some("x"), otherwise), Text::new("did you mean `x`?", "是否想写 `x`？"));
    }
}
