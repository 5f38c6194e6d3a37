//! The trees of policy files: read from their text, or, of a file that ships, as the build read it.

use super::parse::node::{self, Node};
use super::problem::Problems;
use crate::shipped;

/// The tree of a file, with the number that places in it bear. Errors of syntax are noted, and what could
/// be read is returned.
pub fn document(number: u16, name: &str, text: &str, problems: &mut Problems) -> Node {
    read_before(name, text)
        .map(|document| document.numbered(number))
        .unwrap_or_else(|| node::parse(number, text, problems))
}

/// The tree of a file that ships, if this is one. Its text counts: somebody may have changed it.
fn read_before(name: &str, text: &str) -> Option<Node> {
    let place = shipped::FILES.iter().position(|file| *file == (name, text))?;
    postcard::from_bytes(shipped::DOCUMENTS.get(place)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_that_ship_are_as_their_text_says() {
        assert_eq!(shipped::DOCUMENTS.len(), shipped::FILES.len());
        for (name, text) in shipped::FILES.iter() {
            let mut problems = Problems::default();
            let parsed = node::parse(7, text, &mut problems);
            assert_eq!(read_before(name, text).map(|document| document.numbered(7)), Some(parsed), "{name}");
            assert_eq!(read_before(name, &format!("{text}\n")), None, "{name}");
            assert!(problems.found.is_empty(), "{name}");
        }
    }

    #[test]
    fn the_hash_is_that_of_the_files() {
        let texts = shipped::FILES.iter().map(|(_, text)| *text);
        assert_eq!(shipped::HASH, Some(super::super::hash(texts).as_str()));
    }
}
