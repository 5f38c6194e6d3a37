//! What must not come out: of sound input nothing, of damaged input nothing that it still names.

use serde_json::Value;

use super::super::harness::Outcome;
use super::grid::{CARD, Grid, SECRET, SECRETS};

/// What a damaged text still says of its secrets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// Each stands behind its key.
    Each,
    /// The header says that there are some; in which cells they stand by now is not known.
    ByHeader,
    /// Nothing: a secret may be any text.
    No,
}

impl Named {
    /// What rows under the header of a grid say, once they are damaged.
    pub fn in_rows(text: &[u8], grid: &Grid, header: &[u8]) -> Self {
        let text_behind_mark = text.strip_prefix("\u{feff}".as_bytes()).unwrap_or(text);
        // In another encoding the same bytes are another heading.
        let is_whole = text_behind_mark.starts_with(header) && std::str::from_utf8(text).is_ok();
        if is_whole && grid.has_secrets() { Self::ByHeader } else { Self::No }
    }

    /// What objects say, once they are damaged.
    pub fn in_objects(text: &[u8]) -> Self {
        let Ok(text) = std::str::from_utf8(text) else { return Self::No };
        let is_named = |before: &str| {
            SECRETS.iter().any(|name| before.ends_with(&format!(",{}:\"", Value::from(*name))))
        };
        if text.match_indices(SECRET).all(|(at, _)| text.get(..at).is_some_and(is_named)) {
            Self::Each
        } else {
            Self::No
        }
    }
}

/// No secret and no card number came out of sound input.
pub fn leaks_nothing(outcome: &Outcome) {
    for text in outcome.messages().chain([outcome.out.as_str()]) {
        assert!(!text.contains(SECRET), "a secret: {text}");
        assert!(!text.contains(CARD), "a card number: {text}");
    }
}

/// No message and no error shows a card number, and no secret that is known to be one. Results are a
/// JSON object a line.
pub fn tells_nothing(outcome: &Outcome, named: Named) {
    if named == Named::Each {
        assert!(!outcome.out.contains(SECRET), "a secret: {}", outcome.out);
    }
    let check = |text: &str| {
        assert!(!text.contains(CARD), "a card number: {text}");
        assert!(named == Named::No || !text.contains(SECRET), "a secret: {text}");
    };
    outcome.messages().for_each(check);
    for line in outcome.out.lines() {
        let result: Value = serde_json::from_str(line).expect("JSON");
        check(&result["error"].to_string());
    }
}
